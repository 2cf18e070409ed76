"""The five real pages and the eight layout pages, read once, and makers of small pages and answers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from hypothesis import settings

from index.parsing import parse
from index.record import Answer, AnsweredBy, Outcome, Page, ParsedPage
from index.sources import read_page
from tests.conftest import SEEDS

quick = settings(max_examples=60, deadline=None, derandomize=True)
"""For property tests: the same examples in every run."""

HERE = Path(__file__).parent
GOLD = json.loads((HERE / "gold.json").read_text(encoding="utf-8"))
"""Written by a person reading the five pages: rows of answers by page, and the pages' meetings."""

REAL = {key: next(SEEDS.glob(f"{key}_*.txt")) for key in GOLD["meetings"]}
LAYOUTS = {path.name[:2]: path for path in sorted((HERE / "pages").glob("*.txt"))}
MADE = {f"{path.parent.name}-{path.name.split('_')[0]}": path for path in sorted((HERE / "pages").glob("*/*.txt"))}
EVERY_PAGE = {**REAL, **LAYOUTS, **MADE}


@cache
def parsed(path: Path) -> ParsedPage:
    return parse(read_page(path))


def page_of(*lines: str) -> Page:
    return Page("page", "page.txt", "\n".join(lines), "0" * 64)


def read(*lines: str) -> ParsedPage:
    return parse(page_of(*lines))


def pairs(page: ParsedPage) -> list[tuple[str, str, str]]:
    return [(answer.label, answer.question, answer.response) for answer in page.answers]


def doubts(page: ParsedPage) -> list[tuple[int, str]]:
    return [(doubt.line, doubt.why) for doubt in page.report.doubts]


def answer(label: str, question: str, response: str) -> Answer:
    return Answer(
        id=f"page-{label.lower()}",
        page_id="page",
        label=label,
        question=question,
        question_start=0,
        question_end=len(question),
        response=response,
        start=0,
        end=len(response),
        topic=None,
        asked_from=None,
        answered_by=AnsweredBy.CONSTABULARY,
        outcome=Outcome.ANSWERED,
    )
