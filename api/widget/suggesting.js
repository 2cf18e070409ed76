// What might be asked next: questions that neighbouring answers answer. Without any, nothing is shown.

import { call } from "./asking.js";
import { make } from "./build.js";
import wording from "./wording.js";

/** A list of buttons, each of which asks its question; null when there is nothing to suggest, or no way to know. */
export async function suggested(service, ids, signal, ask) {
  const address = new URL("suggestions", service);
  for (const id of ids) address.searchParams.append("answer", id);
  try {
    const found = await (await call(address, { signal })).json();
    return found.length ? list(found, ask) : null;
  } catch {
    return null;
  }
}

function list(found, ask) {
  const items = found.map(({ question }) =>
    make("li", {}, make("button", { type: "button", click: () => ask(question) }, question)),
  );
  return make("div", { class: "next" }, make("h3", {}, wording.next.heading), make("ul", {}, items));
}
