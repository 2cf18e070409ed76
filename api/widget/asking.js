// Asks the service, and turns whatever goes wrong into a plain sentence.

import wording from "./wording.js";

const EVENTS = "text/event-stream";

/** What went wrong, in a sentence for people. */
export class Trouble extends Error {}

/**
 * Ask a question; `on` hears each part as it arrives: `status` (the reply without its answers), `answer` (one
 * card), `done`. Rejects with Trouble; with `leave.aborted` it was the caller who gave up.
 */
export async function ask(service, body, on, leave, seconds) {
  const late = new AbortController();
  const give_up = () => late.abort();
  leave.addEventListener("abort", give_up, { once: true });
  let timer = setTimeout(give_up, seconds * 1000);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(give_up, seconds * 1000);
  };
  try {
    const response = await call(new URL("chat", service), { body, accept: `${EVENTS}, application/json;q=0.9`, signal: late.signal });
    alive();
    const kind = response.headers.get("Content-Type") ?? "";
    if (kind.startsWith(EVENTS)) await stream(response, on, alive);
    else whole(await response.json(), on);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    const slow = late.signal.aborted && !leave.aborted;
    throw new Trouble(slow ? wording.trouble.slow : wording.trouble.offline);
  } finally {
    clearTimeout(timer);
    leave.removeEventListener("abort", give_up);
  }
}

/** Send a request, a POST when there is a body, that tells the service nothing else; a refusal is Trouble. */
export async function call(address, { body, accept = "application/json", signal, keepalive = false }) {
  const response = await fetch(address, {
    method: body ? "POST" : "GET",
    headers: { Accept: accept, ...(body ? { "Content-Type": "application/json" } : {}) },
    body: body && JSON.stringify(body),
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    keepalive,
    signal,
  });
  if (!response.ok) throw await refusal(response);
  return response;
}

function whole({ answers, ...status }, on) {
  on("status", status);
  for (const card of answers) on("answer", card);
  on("done", {});
}

async function stream(response, on, alive) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  let done = false;
  for (;;) {
    const { value, done: ended } = await reader.read();
    if (ended) break;
    alive();
    pending += value.replaceAll("\r", "");
    const blocks = pending.split("\n\n");
    pending = blocks.pop();
    for (const block of blocks) {
      const [name, data] = event(block);
      if (name === "error") throw new Trouble(wording.trouble.other);
      if (name) on(name, data);
      done ||= name === "done";
    }
  }
  if (!done) throw new Trouble(wording.trouble.offline);
}

/** Name and data of one server-sent event; a comment has neither. */
function event(block) {
  let name = "";
  const data = [];
  for (const line of block.split("\n")) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === "event") name = value;
    if (field === "data") data.push(value);
  }
  return data.length ? [name || "message", JSON.parse(data.join("\n"))] : ["", null];
}

async function refusal(response) {
  const said = wording.trouble[response.status] ?? wording.trouble.other;
  if (response.status === 422) {
    const problem = await response.json().catch(() => ({}));
    return new Trouble(problem.errors ? said : (problem.detail ?? said));
  }
  return new Trouble(said.replace("{wait}", wait(response.headers.get("Retry-After"))));
}

function wait(header) {
  const seconds = Number.parseInt(header ?? "", 10);
  const say = wording.wait;
  if (!Number.isFinite(seconds)) return say.soon;
  if (seconds < 90) return seconds > 1 ? say.seconds.replace("{count}", seconds) : say.second;
  return say.minutes.replace("{count}", Math.ceil(seconds / 60));
}
