"""A folder of pages and captures of them, day by day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from index import NewCapture, Taken, take

STEM = "farms"
ADDRESS = "https://www.example.org/meetings/farms/"
QUESTIONS = {
    "Q1": ("What is being done about hare coursing on farmland?", "Our rural team patrols every week in winter."),
    "Q2": ("Are stolen tractors ever returned to their owners?", "Last year 14 tractors were found by satellite."),
    "Q3": ("Why are electric scooters ridden on pavements in Derby?", "Officers seize scooters after one warning."),
}


def page(questions: dict[str, tuple[str, str]] | None = None, head: str = "") -> str:
    said = "\n\n".join(
        f"{label}) {question} (Resident from Bolsover)\n\nConstabulary’s Response\n\n{response}"
        for label, (question, response) in (QUESTIONS if questions is None else questions).items()
    )
    title = "Performance Scrutiny Meeting focusing on Farms (6 October 2022)"
    return f"{head}{title}\n\nPublic Questions Submitted\n\n{said}\n"


def day(number: int) -> dt.datetime:
    return dt.datetime(2026, 11, number, 6, tzinfo=dt.UTC)


def captured(text: str, on: int = 1, stem: str = STEM, ending: str = ".txt") -> NewCapture:
    return NewCapture(stem, ending, ADDRESS, text.encode(), "text/plain", day(on), f'"{on}"')


def taken(folder: Path, text: str, on: int, *, allow_shrink: bool = False) -> Taken:
    folder.mkdir(parents=True, exist_ok=True)
    return take(folder, captured(text, on), allow_shrink=allow_shrink)


def changed(**responses: str) -> dict[str, tuple[str, str]]:
    """The questions with other responses to some of them."""
    return {label: (question, responses.get(label, said)) for label, (question, said) in QUESTIONS.items()}
