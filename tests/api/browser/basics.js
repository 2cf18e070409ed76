// What is wrong with the accessibility of a part of a page, as far as a short script can tell: names, labels,
// repeated ids, the contrast of text (WCAG 2.2, 1.4.3) and the size of targets (2.5.8).
(selector) => {
  const root = selector ? document.querySelector(selector).shadowRoot : document.body;
  const all = [...root.querySelectorAll("*")].filter((element) => element.checkVisibility());
  const faults = [];
  const name = (element) => element.getAttribute("aria-label") ?? element.textContent.trim();
  for (const element of all) {
    const what = `${element.tagName}.${element.className}`;
    if (element.matches("a[href], button") && !name(element)) faults.push(`${what} has no name`);
    if (element.matches("textarea, input") && !element.labels?.length) faults.push(`${what} has no label`);
    for (const id of (element.getAttribute("aria-labelledby") ?? element.getAttribute("aria-describedby") ?? "").split(" "))
      if (id && !root.querySelector(`#${id}`)) faults.push(`${what} points to ${id}`);
    if (element.matches("button, textarea, summary, .exit")) {
      const { width, height } = element.getBoundingClientRect();
      if (width < 24 || height < 24) faults.push(`${what} is ${width} by ${height}`);
    }
  }
  const ids = [...root.querySelectorAll("[id]")].map((element) => element.id);
  if (new Set(ids).size !== ids.length) faults.push("an id is repeated");

  const rgb = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  for (const element of all) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const [one, other] = [light(rgb(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 4.5) faults.push(`${element.tagName}.${element.className} has a contrast of ${contrast.toFixed(1)}`);
  }
  return faults;
}
