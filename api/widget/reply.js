// A reply as a resident sees it: signposts, then one card for each published answer.

import { address, day, link, make, marked, noted } from "./build.js";
import { copied } from "./copying.js";
import { opener, verdicts } from "./feedback.js";
import wording from "./wording.js";

const { handover, reply: say } = wording;
const LONG = 700; // characters from which a response is folded
let cards = 0;

/** The message and the signposts, which come before anything is waited for. */
export function opening(status, asked) {
  const urgent = ["emergency", "crisis", "support"].includes(status.status);
  const changed = status.question_used && status.question_used !== asked;
  return [
    make("p", { class: urgent ? "message urgent" : "message", role: urgent ? "alert" : null }, status.message),
    status.signposts.length ? signposts(status.signposts) : null,
    status.status === "no_precedent" ? hand_over(asked) : null,
    changed && !urgent && status.status !== "own_case" && status.status !== "refused"
      ? make("p", { class: "used" }, `${say.used}: `, make("q", {}, status.question_used))
      : null,
  ].filter(Boolean);
}

function signposts(all) {
  return make(
    "ul",
    { class: "signposts", "aria-label": say.signposts },
    all.map(({ title, text, href }) => make("li", {}, make("strong", {}, link(href, title, address(href))), ` ${text}`)),
  );
}

/** A listener that copies a text, and writes what became of it. */
const copying = (text, done, write) => () =>
  copied(text()).then(
    () => write(done),
    () => write(say.not_copied),
  );

/** What was typed, to be taken to wherever it can be answered. */
function hand_over(question) {
  const [note, write] = noted();
  return make(
    "div",
    { class: "handover" },
    make("p", { class: "label" }, handover.label),
    make("p", { class: "typed" }, question),
    make("button", { type: "button", class: "copy", click: copying(() => question, handover.copied, write) }, handover.copy),
    note,
  );
}

/**
 * One card. `question` goes along with a complaint, null where nothing is to be kept; without `feedback` nobody is
 * asked for any.
 */
export function card(answer, { service, question, feedback }) {
  const [note, write] = noted();
  const heard = { id: answer.id, service, question, write };
  const opened = feedback ? opener(heard) : () => {};
  const id = `card-${++cards}`;
  const { citation } = answer;
  return make(
    "article",
    { class: `card ${answer.band}`, "aria-labelledby": id },
    make("p", { class: "band" }, wording.band[answer.band]),
    make("p", { class: "meeting" }, make("strong", {}, citation.meeting), ` · ${place(citation)}`),
    make("p", { class: answer.freshness.stale ? "age stale" : "age" }, ...age(answer)),
    make("h3", { id }, make("span", { class: "label" }, `${say.asked_then} `), make("q", {}, answer.question)),
    answer.asked_from ? make("p", { class: "from" }, `${say.asked_from} ${answer.asked_from}`) : null,
    wording.outcome[answer.outcome] ? make("p", { class: "outcome" }, wording.outcome[answer.outcome]) : null,
    response(answer, opened),
    ageing(answer.freshness.reasons),
    pointers(answer, service),
    also(answer.also, service),
    foot(answer, service, write, opened),
    feedback ? verdicts(heard) : null,
    note,
  );
}

/** The label, with the printed pages where the source has such. */
function place({ label, page, last_page: last }) {
  if (!page) return label;
  const said = last ? say.on_pages.replace("{last}", last) : say.on_page;
  return `${label}, ${said.replace("{page}", page)}`;
}

function age({ freshness, citation }) {
  const when = [`${say.held} `, day(citation.date, say.undated)];
  if (citation.date) when.push(`, ${freshness.age}`);
  when.push(".");
  if (freshness.stale) when.push(" ", make("strong", {}, say.stale));
  return when;
}

/** The whole response with its quotes marked; folded to the paragraphs that hold one when it is long. */
function response({ response: text, quotes, answered_by }, opened) {
  const lines = marked(text, quotes);
  const closest = lines.some(isQuoted) ? isQuoted : (line) => line === lines[0];
  const rows = [];
  lines.forEach((line, at) => {
    const hidden = !closest(line);
    if (hidden && (at === 0 || closest(lines[at - 1]))) rows.push(make("p", { class: "gap" }, say.left_out));
    const pieces = line.map(([piece, on]) => (on ? make("mark", {}, piece) : piece));
    rows.push(make("p", { class: hidden ? "rest" : null }, pieces));
  });
  const words = make("blockquote", {}, rows);
  const head = make("p", { class: "speaker" }, wording.answered_by[answered_by]);
  const legend = quotes.length ? make("p", { class: "legend" }, say.marked) : null;
  const long = text.length > LONG && lines.some((line) => !closest(line));
  return make("div", { class: "response" }, head, words, long ? fold(words, opened) : null, legend);
}

const isQuoted = (line) => line.some(([, on]) => on);

function fold(words, opened) {
  words.classList.add("folded");
  return make(
    "button",
    {
      type: "button",
      class: "fold",
      "aria-expanded": "false",
      click: ({ currentTarget: button }) => {
        const folded = words.classList.toggle("folded");
        button.setAttribute("aria-expanded", String(!folded));
        button.textContent = folded ? say.more : say.less;
        if (!folded) opened();
      },
    },
    say.more,
  );
}

function ageing(reasons) {
  const seen = new Map(reasons.map(({ text, kind }) => [`${kind} ${text}`, { text, kind }]));
  if (!seen.size) return null;
  const items = [...seen.values()].map(({ text, kind }) =>
    make("li", {}, make("q", {}, text), `: ${wording.ageing[kind]}`),
  );
  return make("details", {}, make("summary", {}, `${say.ageing} (${items.length})`), make("ul", {}, items));
}

function pointers({ references }, service) {
  const items = references.map(({ label, answer_id, doubtful }) => {
    const said = answer_id ? (doubtful ? say.doubtful : say.references) : say.unresolved;
    const text = said.replace("{label}", label);
    return make("li", {}, answer_id ? link(permalink(answer_id, service), text) : text);
  });
  return items.length ? make("ul", { class: "pointers" }, items) : null;
}

function also(others, service) {
  const items = others.map(({ id, relation, citation }) =>
    make(
      "li",
      {},
      relation === "same_response" ? `${say.also_response} ` : `${say.also_question} `,
      link(permalink(id, service), [day(citation.date, say.undated), `, ${citation.meeting}`]),
    ),
  );
  return items.length ? make("ul", { class: "also" }, items) : null;
}

function foot(answer, service, write, opened) {
  const copy = copying(() => cited(answer, service), say.copied, write);
  const own = permalink(answer.id, service);
  const { url } = answer.citation;
  return make(
    "p",
    { class: "foot" },
    link(own, say.permalink, { ...address(own), click: opened }),
    url ? link(url, say.source, address(url)) : null,
    make("button", { type: "button", class: "copy", click: copy }, say.cite),
  );
}

const permalink = (id, service) => new URL(`answers/${encodeURIComponent(id)}`, service).href;

/** Question, response and where both were published, as plain text. */
function cited(answer, service) {
  const { citation } = answer;
  const date = day(citation.date, say.undated).textContent;
  return [
    `${say.asked_then}: “${answer.question}”`,
    `“${answer.response}”`,
    `${wording.answered_by[answer.answered_by]}. ${citation.meeting}, ${place(citation)}, ${date}.`,
    [citation.url, permalink(answer.id, service)].filter(Boolean).join("\n"),
  ].join("\n\n");
}
