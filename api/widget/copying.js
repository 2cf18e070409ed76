// Puts text onto the clipboard.

/** Copy a text; the older way where the newer one is missing or not allowed. Rejects when neither works. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const put = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    document.addEventListener("copy", put, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", put);
    if (!done) throw new Error("not copied");
  }
}
