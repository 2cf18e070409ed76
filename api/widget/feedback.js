// What somebody makes of an answer: two buttons on its card, four reasons, and a word that it was opened.

import { call, Trouble } from "./asking.js";
import { link, make } from "./build.js";
import wording from "./wording.js";

const { feedback: say, statement } = wording;
let groups = 0;

/**
 * The buttons of one card. `heard` is where feedback on it goes: its `id`, the `service`, the `question` that may be
 * kept with a complaint (null where none may be), and `write`, which says what became of it.
 */
export function verdicts(heard) {
  const id = `reasons-${++groups}`;
  const reasons = make(
    "div",
    { id, class: "reasons", role: "group", "aria-label": say.why, hidden: true },
    make("p", {}, say.why),
    Object.entries(say.reasons).map(([verdict, words]) => choice(verdict, words, heard, heard.question)),
    make("p", { class: "hint" }, `${heard.question ? say.kept : say.not_kept} `, link(new URL("privacy", heard.service).href, statement.privacy)),
  );
  return make(
    "div",
    { class: "feedback", role: "group", "aria-label": say.label },
    choice("answered", say.answered, heard, null),
    make("button", { type: "button", "aria-expanded": "false", "aria-controls": id, click: unfold(reasons) }, say.wrong),
    reasons,
  );
}

const unfold = (reasons) => ({ currentTarget: button }) => {
  reasons.hidden = !reasons.hidden;
  button.setAttribute("aria-expanded", String(!reasons.hidden));
};

/** A button that sends one verdict, once; after a failure it can be pressed again. */
function choice(verdict, words, heard, question) {
  let given = false;
  const give = async ({ currentTarget: button }) => {
    if (given) return;
    given = true;
    try {
      await send(heard, verdict, question);
      button.setAttribute("aria-pressed", "true");
      heard.write(say.thanks);
    } catch (error) {
      given = false;
      heard.write(say.failed.replace("{why}", error instanceof Trouble ? error.message : say.lost));
    }
  };
  return make("button", { type: "button", "aria-pressed": "false", click: give }, words);
}

/** Tells, once a card, that somebody opened the answer; whether it arrives is nobody's concern. */
export function opener(heard) {
  let told = false;
  return () => {
    if (told) return;
    told = true;
    send(heard, "opened", null).catch(() => {});
  };
}

function send({ id, service }, verdict, question) {
  const body = { answer_id: id, verdict, ...(question ? { question } : {}) };
  return call(new URL("feedback", service), { body, keepalive: true });
}
