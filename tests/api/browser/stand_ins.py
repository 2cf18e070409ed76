"""Replies that a test makes up, and a service inside the page that a test can hold back."""

from __future__ import annotations

import json
from typing import Any

CITATION = {
    "meeting": "Public Assurance Meeting",
    "date": "2022-07-06",
    "date_basis": "stated",
    "label": "Q1",
    "url": "https://example.org/meeting",
    "source": "x.txt",
    "sha256": "0" * 64,
    "start": 0,
    "end": 1,
}


def status(**more: Any) -> dict[str, Any]:
    return {
        "status": "answered",
        "message": "The closest published answers.",
        "question_used": "x",
        "conversation_id": "conversation-0001",
        "signposts": [],
    } | more


def card(response: str = "Yes.", quotes: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """A card; quotes by their words, with the offsets that Python counts."""
    spans = [(response.index(quote), quote) for quote in quotes]
    return {
        "id": "x-q1",
        "band": "strong",
        "score": 0.9,
        "question": "What was asked then?",
        "asked_from": None,
        "topic": None,
        "response": response,
        "quotes": [{"start": start, "end": start + len(quote), "text": quote} for start, quote in spans],
        "outcome": "answered",
        "answered_by": "constabulary",
        "freshness": {"age": "4 years ago", "stale": True, "reasons": []},
        "references": [],
        "also": [],
        "citation": CITATION,
    } | more


def whole(*cards: dict[str, Any], **more: Any) -> str:
    return json.dumps(status(**more) | {"answers": cards})


HELD = """
window.sent = [];
window.fetch = async (address, options) => {
  if (!options.body) return new Response("[]");
  window.sent.push(JSON.parse(options.body));
  const stream = new ReadableStream({ start: (held) => { window.held = held; } });
  options.signal.addEventListener("abort", () => window.held.error(new DOMException("", "AbortError")));
  return new Response(stream, { headers: { "Content-Type": "text/event-stream" } });
};
window.say = (text) => window.held.enqueue(new TextEncoder().encode(text));
"""


def event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
