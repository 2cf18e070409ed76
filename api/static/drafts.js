// Asks before a page with changes that are not saved is left. Nothing depends on it.
const editor = document.getElementById("editor");
if (editor) {
  let changed = "unsaved" in editor.dataset;
  editor.addEventListener("input", () => { changed = true; });
  editor.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (leaving) => { if (changed) leaving.preventDefault(); });
}
