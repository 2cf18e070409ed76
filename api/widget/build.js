// Builds elements out of text. Nothing that a server said is ever read as HTML.

/** An element with attributes (null leaves one out, a function listens) and children (text or nodes). */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== ""));
  return element;
}

/** A link, when the address is of a kind that may be followed; the bare text when it is not. */
export function link(href, text, attributes = {}) {
  const safe = /^(https?:|tel:|sms:|mailto:)/i.test(href ?? "");
  return safe ? make("a", { href, rel: "noreferrer", ...attributes }, text) : make("span", {}, text);
}

/** A line that says, and announces, what became of a button's work; and the function that writes it there. */
export function noted() {
  const line = make("p", { class: "note", "aria-live": "polite" });
  return [line, (text) => (line.textContent = text)];
}

/** For paper: the address behind a link, as somebody would write it down; a telephone number stands in its text. */
export function address(href) {
  if (!href || /^(tel|sms):/i.test(href)) return {};
  return { "data-written": /^mailto:/i.test(href) ? href.slice("mailto:".length).split("?")[0] : href };
}

/** "6 October 2022" in a time element; `unknown` where there is no date. */
export function day(iso, unknown) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso ?? "");
  if (!parts) return make("span", {}, unknown);
  const long = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return make("time", { datetime: iso }, new Date(`${iso}T00:00Z`).toLocaleDateString("en-GB", long));
}

/**
 * The lines of a text, each a list of [piece, marked]. `marks` are offsets in characters as the service counts
 * them (code points, not the UTF-16 units of this language).
 */
export function marked(text, marks) {
  const points = Array.from(text);
  const on = new Array(points.length).fill(false);
  for (const { start, end } of marks) on.fill(true, start, end);
  const lines = [[]];
  points.forEach((point, at) => {
    const line = lines.at(-1);
    if (point === "\n") lines.push([]);
    else if (line.length && line.at(-1)[1] === on[at]) line.at(-1)[0] += point;
    else line.push([point, on[at]]);
  });
  return lines.filter((line) => line.some(([piece]) => piece.trim()));
}
