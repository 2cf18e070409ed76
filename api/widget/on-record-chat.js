// <on-record-chat>: ask the published record from any page. See "On your website" in README.md.
//
// Attributes: mode="launcher" (a button that opens a panel; otherwise inline), service (the address of On Record;
// where this module came from), heading, exit-to (where the exit control leads), timeout (seconds without a sign
// of life). Nothing is stored: a conversation lives in memory and ends with the page.

import { ask, Trouble } from "./asking.js";
import { link, make } from "./build.js";
import { card, opening } from "./reply.js";
import { sheet } from "./style.js";
import { suggested } from "./suggesting.js";
import wording from "./wording.js";

const { danger, exit, form: say, reply, service, statement, trouble } = wording;

export class OnRecordChat extends HTMLElement {
  #conversation = null;
  #leaving = new AbortController(); // ends the question in hand
  #parts = null;

  /** Build the view once, and take over what was typed into the plain form before this module had loaded. */
  connectedCallback() {
    if (this.#parts) return;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#parts = this.#build();
    root.append(...(this.#launches ? [this.#parts.launcher] : []), this.#parts.panel);
    this.#parts.box.value = this.querySelector("textarea")?.value ?? "";
    this.replaceChildren();
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  get #launches() {
    return this.getAttribute("mode") === "launcher";
  }

  /** Where On Record is, with a slash at the end. */
  get #service() {
    const given = this.getAttribute("service");
    return new URL(given ? `${given.replace(/\/$/, "")}/` : new URL("../", import.meta.url), document.baseURI);
  }

  #build() {
    const box = make("textarea", { id: "question", rows: "2", "aria-describedby": "hint", keydown: (e) => this.#key(e) });
    const turns = make("div", { class: "turns", role: "log", "aria-live": "off", "aria-label": reply.log }); // long: see #tell
    const progress = make("p", { class: "progress", role: "status", "aria-live": "polite" });
    const form = make(
      "form",
      { submit: (event) => (event.preventDefault(), this.#send(box.value)) },
      make("label", { for: "question" }, say.label),
      box,
      make("p", { id: "hint", class: "hint" }, `${say.hint} ${service.privacy}`),
      make(
        "div",
        { class: "buttons" },
        make("button", { type: "submit", class: "send" }, say.send),
        make("button", { type: "button", class: "clear", click: () => this.#clear() }, say.restart),
        make("button", { type: "button", class: "print", click: () => print() }, say.print),
      ),
    );
    const about = make("div", { class: "about" }, service.about.map((line) => make("p", {}, line)), this.#statements());
    const talk = make("div", { class: "talk", ...(this.#launches ? { tabindex: "0", role: "region", "aria-label": service.title } : {}) }, about, turns);
    const panel = make(
      "section",
      { id: "panel", class: "panel", "aria-labelledby": "title", ...this.#asDialog() },
      this.#head(),
      talk,
      progress,
      form,
    );
    const launcher = make(
      "button",
      { type: "button", class: "launcher", "aria-expanded": "false", "aria-controls": "panel", click: () => this.#toggle() },
      service.launcher,
    );
    return { box, turns, progress, panel, launcher };
  }

  #statements() {
    const to = (name) => link(new URL(name, this.#service).href, statement[name]);
    return make("p", { class: "statements" }, to("accessibility"), to("privacy"));
  }

  #asDialog() {
    if (!this.#launches) return {};
    return { role: "dialog", tabindex: "-1", hidden: true, keydown: (event) => event.key === "Escape" && this.#toggle(false) };
  }

  #head() {
    const away = this.getAttribute("exit-to") ?? exit.href;
    return make(
      "header",
      {},
      make(
        "div",
        { class: "top" },
        make("h2", { id: "title" }, this.getAttribute("heading") ?? service.title),
        this.#launches
          ? make("button", { type: "button", class: "close", click: () => this.#toggle(false) }, say.close)
          : null,
      ),
      make(
        "p",
        { class: "danger" },
        make(
          "span",
          { class: "calls" },
          link(danger.emergency_href, danger.emergency, { class: "call" }),
          " ",
          link(danger.other_href, danger.other),
        ),
        link(away, exit.label, { class: "exit", click: (event) => (event.preventDefault(), this.#exit(away)) }),
      ),
    );
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send(this.#parts.box.value);
  }

  #toggle(open = this.#parts.panel.hidden) {
    const { panel, launcher, box } = this.#parts;
    panel.hidden = !open;
    launcher.setAttribute("aria-expanded", String(open));
    (open ? box : launcher).focus();
  }

  /** Leave at once: nothing stays in view, and "back" does not lead here. */
  #exit(away) {
    document.documentElement.hidden = true;
    document.title = " ";
    try {
      this.#clear();
    } finally {
      location.replace(away);
    }
  }

  #clear() {
    this.#leaving.abort();
    this.#conversation = null;
    this.#parts.turns.replaceChildren();
    this.#parts.box.value = "";
    this.#tell(say.cleared);
    this.#parts.box.focus();
  }

  /** Say where things stand; `aside` is for screen readers, as everybody else sees it elsewhere. */
  #tell(text, working = false, aside = "") {
    this.#parts.progress.replaceChildren(make("span", {}, text), " ", make("span", { class: "unseen" }, aside));
    this.#parts.progress.classList.toggle("working", working);
  }

  /** Ask; a newer question takes the place of one in hand, so that nothing urgent waits behind it. `follow` with focus. */
  async #send(text, follow = false) {
    const question = text.trim();
    const { box, turns } = this.#parts;
    if (!question) {
      this.#tell(say.empty);
      box.focus();
      return;
    }
    this.#leaving.abort();
    const leaving = (this.#leaving = new AbortController());
    const answers = make("div", { class: "answers" });
    const turn = make("div", { class: "turn", tabindex: "-1" }, make("p", { class: "asked" }, make("strong", {}, `${reply.you}: `), question), answers);
    for (const next of turns.querySelectorAll(".next")) next.remove();
    turns.append(turn);
    this.#show(turn);
    const coarse = matchMedia("(pointer: coarse)").matches; // focus puts the screen's keys away
    if (follow || coarse) turn.focus({ preventScroll: true });
    this.#tell(reply.progress, true);
    const heard = { question, answers, status: "", message: "", ids: [] };
    const on = (name, data) => !leaving.signal.aborted && this.#hear(name, data, heard);
    const body = { question, conversation_id: this.#conversation };
    try {
      await ask(this.#service, body, on, leaving.signal, Number(this.getAttribute("timeout")) || 30);
      await this.#suggest(heard, leaving.signal);
    } catch (error) {
      if (!leaving.signal.aborted) this.#failed(error, question, turn);
      else if (!heard.message) turn.remove();
    }
  }

  /** One part of a reply: what helps at once is shown at once. */
  #hear(name, data, heard) {
    const { question, answers, ids } = heard;
    if (name === "status") {
      this.#conversation = data.conversation_id;
      Object.assign(heard, { status: data.status, message: data.message });
      answers.append(...opening(data, question));
      if (this.#parts.box.value.trim() === question) this.#parts.box.value = "";
      this.#show(answers.closest(".turn"));
    } else if (name === "answer") {
      ids.push(data.id);
      const feedback = ["answered", "support"].includes(heard.status); // nobody else is asked for anything
      const kept = heard.status === "answered" ? question : null;
      answers.append(card(data, { service: this.#service, question: kept, feedback }));
      if (ids.length === 1) this.#show(answers.closest(".turn"));
    } else if (name === "done") {
      const found = ids.length === 1 ? reply.found_one : reply.found_many.replace("{count}", ids.length);
      this.#tell(ids.length ? found : "", false, heard.message);
    }
  }

  /** Under an answer, what might be asked next; it is not announced, as nobody waits for it. */
  async #suggest({ status, ids, answers }, signal) {
    if (status !== "answered" || !ids.length) return;
    const next = await suggested(this.#service, ids, signal, (question) => this.#send(question, true));
    if (next && !signal.aborted) answers.append(next);
  }

  /** A sentence and a button; the question goes back into the box unless something else was typed since. */
  #failed(error, question, turn) {
    const { box } = this.#parts;
    if (!box.value.trim()) box.value = question;
    const said = error instanceof Trouble ? error.message : trouble.other;
    const again = () => {
      turn.remove();
      box.focus();
      this.#send(question);
    };
    this.#tell("");
    turn.append(
      make(
        "div",
        { class: "trouble" },
        make("p", { role: "alert" }, `${said} ${trouble.kept}`),
        make("button", { type: "button", click: again }, trouble.retry),
      ),
    );
    this.#show(turn);
  }

  #show(turn) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    turn.scrollIntoView({ block: "start", behavior: still ? "instant" : "smooth" });
  }
}

if (!customElements.get("on-record-chat")) customElements.define("on-record-chat", OnRecordChat);
