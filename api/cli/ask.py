"""onrecord ask: a reply as a person would like to read it in a terminal."""

from __future__ import annotations

import textwrap
from contextlib import closing
from typing import Annotated

import typer
from rich.console import Group
from rich.panel import Panel
from rich.text import Text

from bot import Band, Bot, Card, Reply, UnavailableError, day, place
from index import Index, Outcome, RecordError

from ..settings import Settings
from .console import DataOption, JsonOption, console, print_json, settings_with

_OUTCOMES = {
    Outcome.PARTIAL: "The reply says that it answers only in part.",
    Outcome.DECLINED: "The question was put, and the reply declined to answer it.",
    Outcome.REFERRED: "The reply points elsewhere.",
}


def ask(
    question: Annotated[str, typer.Argument(help="What you would like to ask.")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a question; the answer is what was published, word for word, with meeting and date."""
    settings = settings_with(data)
    try:
        index = Index.open(settings.index)
    except RecordError as error:
        reply = _without_index(settings, question, error)
    else:
        with closing(index):
            reply = Bot.open(index, settings.bot).reply(question)
    if as_json:
        print_json(reply)
    else:
        show(reply)


def _without_index(settings: Settings, question: str, error: RecordError) -> Reply:
    """Danger is answered without an index too; for anything else the error says what to do."""
    try:
        return Bot.open(None, settings.bot).reply(question)
    except UnavailableError:
        raise error from None


def show(reply: Reply) -> None:
    """A reply in the terminal: where to turn first, then the cards."""
    console.print(Text(reply.message, "bold"))
    for signpost in reply.signposts:
        console.print(Text.assemble("→ ", (signpost.title, "bold"), ": ", signpost.text))
    for card in reply.answers:
        console.print(_card(card))


def _card(card: Card) -> Panel:
    citation = card.citation
    when = f"{day(citation.date)}, {card.freshness.age}" if citation.date else card.freshness.age
    heading = Text.assemble((when, "bold yellow" if card.freshness.stale else "bold"))
    who = "" if card.asked_from is None else f", from {card.asked_from}"
    parts = [
        heading,
        Text(citation.meeting),
        Text(),
        Text(f"Asked then ({place(citation)}{who}):", "dim"),
        Text(card.question),
    ]
    parts += [Text(), Text(f"Answered by: {card.answered_by}", "dim"), _marked(card), Text()]
    parts += [Text(line, "yellow") for line in _warnings(card)]
    parts += [
        Text(f"Also {other.relation.replace('_', ' ')}: {_when(other.citation.date)} ({other.id})")
        for other in card.also
    ]
    parts.append(Text(f"{citation.url or citation.source} · {card.id}", "dim"))
    close = "close match" if card.band is Band.STRONG else "related, perhaps not what you asked"
    return Panel(Group(*parts), title=close, title_align="left")


def _marked(card: Card) -> Text:
    """The whole response with the quoted sentences marked: in colour, and in brackets where there is none."""
    text = Text(card.response)
    for quote in card.quotes:
        text.stylize("bold green", quote.start, quote.end)
    if console.color_system is None:
        pieces = text.divide([at for quote in card.quotes for at in (quote.start, quote.end)])
        marks = ["" if number == 0 else "⟦" if number % 2 else "⟧" for number in range(len(pieces))]
        text = Text.assemble(*(part for pair in zip(marks, pieces, strict=True) for part in pair))
    return text


def _warnings(card: Card) -> list[str]:
    lines = [_OUTCOMES[card.outcome]] if card.outcome in _OUTCOMES else []
    if card.freshness.reasons:
        phrases = "; ".join(dict.fromkeys(f"“{reason.text}”" for reason in card.freshness.reasons))
        lines.append(textwrap.shorten(f"May have changed since: {phrases}", 300, placeholder=" …"))
    for reference in card.references:
        doubt = ", which is about something else: treat with care" if reference.doubtful else ""
        lines.append(f"Points to answer {reference.label}{doubt}.")
    return lines


def _when(date: object) -> str:
    return str(date or "date not known")
