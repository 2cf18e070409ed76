// How the widget looks. A page themes it with the --on-record-… properties, set on the element or above it; it is
// dark where the page around it is, by its color-scheme.

export const sheet = new CSSStyleSheet();

sheet.replaceSync(`
:host {
  all: initial;
  display: block;
  color-scheme: inherit;
  --accent: var(--on-record-accent, #12395b);
  --on-accent: var(--on-record-on-accent, #ffffff);
  --danger: var(--on-record-danger, #a8071a);
  --paper: var(--on-record-background, #ffffff);
  --ink: var(--on-record-text, #14202b);
  --quiet: var(--on-record-quiet, #47525e);
  --line: var(--on-record-line, #7b8794);
  --mark: var(--on-record-mark, #ffec99);
  --radius: var(--on-record-radius, 6px);
  --alarm: var(--danger);
  --tint: #eef3f7;
  --tint-alarm: #fdf1f2;
  --doubt: #5a3d00;
  --tint-doubt: #fff4d6;
  color: var(--ink);
  font-family: var(--on-record-font, system-ui, -apple-system, "Segoe UI", Arial, sans-serif);
  font-size: var(--on-record-size, medium);
  line-height: 1.5;
}
@supports (color: light-dark(#000000, #ffffff)) {
  :host {
    --accent: var(--on-record-accent, light-dark(#12395b, #a3cdf5));
    --on-accent: var(--on-record-on-accent, light-dark(#ffffff, #0c1924));
    --paper: var(--on-record-background, light-dark(#ffffff, #14202b));
    --ink: var(--on-record-text, light-dark(#14202b, #edf1f5));
    --quiet: var(--on-record-quiet, light-dark(#47525e, #b9c4cf));
    --line: var(--on-record-line, light-dark(#7b8794, #8b98a6));
    --alarm: light-dark(var(--danger), #ffb3ba);
    --tint: light-dark(#eef3f7, #213243);
    --tint-alarm: light-dark(#fdf1f2, #40191e);
    --doubt: light-dark(#5a3d00, #ffe2a0);
    --tint-doubt: light-dark(#fff4d6, #3b2e0c);
  }
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
p, h2, h3, ul, blockquote { margin: 0 0 0.6em; padding: 0; }
ul { padding-left: 1.2em; }
a { color: var(--accent); text-underline-offset: 0.15em; }
button, .exit {
  display: inline-block; min-height: 44px; padding: 0.5em 0.9em;
  border: 2px solid var(--accent); border-radius: var(--radius);
  background: var(--paper); color: var(--accent);
  font: inherit; font-weight: 600; text-decoration: none; cursor: pointer;
}
button.send, .launcher { background: var(--accent); color: var(--on-accent); }
button:hover, .exit:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; box-shadow: 0 0 0 2px var(--paper); }
textarea:focus-visible { outline-offset: 0; }
a, button, summary, textarea { scroll-margin: 6em 0 1em; }

.panel {
  display: flex; flex-direction: column; max-width: var(--on-record-width, 46rem);
  background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); overflow-wrap: anywhere;
}
header { display: contents; }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5em; padding: 0.6em 0.9em; }
h2 { flex: 1 1 9em; margin: 0; font-size: 1.15em; line-height: 1.25; }
.danger {
  position: sticky; top: 0; z-index: 1;
  display: flex; gap: 0.8em; align-items: center; justify-content: space-between; margin: 0; padding: 0.4em 0.9em;
  background: var(--danger); color: #ffffff;
}
.danger a { color: #ffffff; line-height: 1.8; }
.calls { display: flex; flex-wrap: wrap; gap: 0 1.2em; align-items: baseline; }
.danger a { white-space: nowrap; }
.danger .call { font-weight: 700; }
.danger .exit { display: flex; flex: none; align-items: center; min-height: 36px; padding: 0.2em 0.8em; border-color: #ffffff; background: #ffffff; color: var(--danger); }
.unseen, :host([mode="launcher"]) .talk:has(.turn) ~ form .hint { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.talk { padding: 0.9em 0.9em 0; }
.about { padding: 0.7em 0.9em 0.1em; border-left: 4px solid var(--accent); margin-bottom: 0.9em; background: var(--tint); }
.statements { display: flex; flex-wrap: wrap; gap: 0.3em 1.2em; }
.statements a { padding: 0.2em 0; }
.turn:focus { outline: none; box-shadow: none; }
.turn { scroll-margin-top: 4em; margin-bottom: 1.2em; }
.asked {
  width: fit-content; max-width: 92%; margin-left: auto; padding: 0.5em 0.9em;
  background: var(--accent); color: var(--on-accent); border-radius: var(--radius); white-space: pre-wrap;
}
.message.urgent { font-size: 1.2em; font-weight: 700; color: var(--alarm); }
.signposts { list-style: none; padding: 0; }
.signposts li { padding: 0.6em 0.9em; margin-bottom: 0.4em; border-left: 4px solid var(--accent); background: var(--tint); }
.signposts strong { display: block; }
.urgent + .signposts li { border-color: var(--alarm); background: var(--tint-alarm); }
.used, .hint, .legend, .from, .label { color: var(--quiet); }
.hint, .legend { font-size: 0.9em; }
.fold + .legend { margin-top: 0.6em; }

.card { padding: 0.9em; margin-bottom: 0.9em; border: 1px solid var(--line); border-top: 4px solid var(--accent); border-radius: var(--radius); }
.card.related { border-style: dashed; border-top-style: dashed; }
.card p, .card ul { margin-bottom: 0.4em; }
.band { width: fit-content; padding: 0.1em 0.6em; border-radius: var(--radius); background: var(--accent); color: var(--on-accent); font-size: 0.9em; font-weight: 600; }
.related .band { background: var(--tint-doubt); color: var(--doubt); border: 1px solid var(--doubt); }
h3 { margin: 0.6em 0; font-size: 1em; font-weight: 600; }
h3 q { display: block; }
.label { display: block; font-weight: 400; font-size: 0.9em; }
.outcome { font-weight: 600; }
blockquote { padding-left: 0.9em; border-left: 4px solid var(--line); }
.speaker { font-weight: 600; }
mark { background: var(--mark); color: #14202b; padding: 0.05em 0; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.gap { display: none; color: var(--quiet); }
.folded .rest { display: none; }
.folded .gap { display: block; }
summary { min-height: 28px; cursor: pointer; font-weight: 600; }
.foot { display: flex; flex-wrap: wrap; gap: 0.5em 1.2em; align-items: center; margin-top: 0.8em; }
.foot a { padding: 0.3em 0; }
.missing { color: var(--quiet); }
.handover { padding: 0.7em 0.9em; margin-bottom: 0.9em; border: 1px solid var(--line); border-radius: var(--radius); }
.typed { white-space: pre-wrap; font-weight: 600; }
.note { margin: 0; font-weight: 600; }
.note:not(:empty) { margin-top: 0.5em; }
.feedback { padding-top: 0.7em; margin-top: 0.7em; border-top: 1px solid var(--line); }
.feedback, .reasons { display: flex; flex-wrap: wrap; gap: 0.5em; }
.reasons { padding: 0.3em 0 0 0.9em; border-left: 4px solid var(--line); }
.reasons p { flex: 1 0 100%; margin: 0; }
[aria-pressed="true"] { background: var(--accent); color: var(--on-accent); }
[aria-pressed="true"]::before { content: "✓ " / ""; }
.next ul { list-style: none; padding: 0; }
.next li { margin-bottom: 0.4em; }
.next button { width: 100%; font-weight: 400; text-align: left; }

.progress { min-height: 1.5em; margin: 0; padding: 0 0.9em; font-weight: 600; }
.working::before {
  content: ""; display: inline-block; vertical-align: -0.1em; width: 0.8em; height: 0.8em; margin-right: 0.5em;
  border: 3px solid var(--line); border-top-color: var(--accent); border-radius: 50%; animation: turn 1s linear infinite;
}
@keyframes turn { to { transform: rotate(1turn); } }
.trouble { padding: 0.7em 0.9em; border: 2px solid var(--alarm); border-radius: var(--radius); }
form { padding: 0.6em 0.9em 0.9em; border-top: 1px solid var(--line); margin-top: 0.4em; }
label { display: block; font-weight: 600; }
textarea {
  display: block; width: 100%; padding: 0.5em; margin: 0.2em 0; border: 2px solid var(--line); border-radius: var(--radius);
  background: var(--paper); color: var(--ink); font: inherit; resize: vertical;
}
.buttons { display: flex; flex-wrap: wrap; gap: 0.6em; }
.talk:not(:has(.turn)) ~ form :is(.clear, .print) { display: none; }

.launcher { position: fixed; right: 1em; bottom: 1em; z-index: 2147483000; box-shadow: 0 2px 10px #0006; }
:host([mode="launcher"]) .panel {
  position: fixed; right: 1em; bottom: 5em; z-index: 2147483000; width: min(30rem, calc(100vw - 2em));
  max-height: calc(100vh - 6em); max-height: calc(100dvh - 6em); box-shadow: 0 4px 24px #0006;
}
:host([mode="launcher"]) .talk { flex: 1 1 auto; min-height: 6em; overflow-y: auto; overscroll-behavior: contain; }
:host([mode="launcher"]) .turn { scroll-margin-top: 0; }
@media (max-width: 30rem) {
  .danger { padding: 0.2em 0.7em; font-size: 0.85em; }
  .danger .exit { padding: 0.2em 0.6em; }
}
@media (max-width: 36rem), (max-height: 34rem) {
  .launcher[aria-expanded="true"] { display: none; }
  :host([mode="launcher"]) .panel { inset: 0; width: auto; max-width: none; max-height: none; border-radius: 0; }
}
@media (max-height: 34rem) {
  :host([mode="launcher"]) .turn { scroll-margin-top: 4em; }
  :host([mode="launcher"]) .panel { overflow-y: auto; }
  :host([mode="launcher"]) .talk { flex: none; overflow: visible; }
}
@media (prefers-reduced-motion: reduce) {
  .working::before { animation: none; }
}
@media (forced-colors: active) {
  .asked, .band { border: 1px solid CanvasText; }
  .danger { border-block: 2px solid CanvasText; }
  mark, [aria-pressed="true"] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  .working::before { border-top-color: Highlight; }
}
@media print {
  :host { color-scheme: only light; }
  .exit, .close, .launcher, form, .progress, .fold, .copy, .feedback, .next, .note, .statements { display: none !important; }
  .danger, :host([mode="launcher"]) .panel { position: static; max-height: none; box-shadow: none; }
  :host([mode="launcher"]) .talk { overflow: visible; }
  .folded .rest { display: block; }
  details::details-content { content-visibility: visible; }
  .folded .gap { display: none; }
  .danger, .asked, .band { background: none; color: #000000; border: 1px solid #000000; }
  .danger a { color: #000000; }
  .card { break-inside: auto; }
  h3, .meeting { break-after: avoid; }
  [data-written]::after { content: " (" attr(data-written) ")"; font-weight: 400; }
}
`);
