from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import Bot, UnavailableError, fold
from index import Index, IndexSettings, build
from tests.fakes import WordEmbedder, quiet
from tests.pages import ROADS, RURAL, built_once, write_pages

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    root: Path = tmp_path_factory.getbasetemp() / "two-pages"
    index = Index.open(built_once(root), WordEmbedder())
    yield Bot.open(index)
    index.close()


def test_a_group_is_told_the_closest_subject_of_the_record_or_none(bot: Bot) -> None:
    asked = ["Are stolen tractors returned to their owners?", "When are brown bins emptied?"]
    groups = {asked[group.members[0]]: group for group in bot.desk.group(asked)}
    assert bot.desk.subject(asked[0], groups[asked[0]]) == "Wildlife and Farms"
    assert bot.desk.subject(asked[1], groups[asked[1]]) is None


def test_doubts_are_told_with_page_line_and_why(bot: Bot, tmp_path: Path) -> None:
    assert bot.desk.doubts() == []
    seeds = write_pages(tmp_path / "seeds", rural=RURAL.replace("three questions", "five questions"), roads=ROADS)
    settings = IndexSettings(seeds=seeds, data=tmp_path / "data")
    build(settings, WordEmbedder(), quiet)
    index = Index.open(settings, WordEmbedder())
    [page] = Bot.open(index).desk.doubts()
    index.close()
    assert (page.source, page.expected, page.found) == ("rural.txt", 5, 3)
    assert all(doubt.line > 0 and doubt.why for doubt in page.doubts)


def test_old_answers_come_in_the_order_given_and_those_gone_are_passed_over(bot: Bot) -> None:
    found = bot.desk.stale(["roads-q1", "gone-q1", "rural-q1", "rural-q2"], 2, DAY)
    assert [published.id for published in found] == ["roads-q1", "rural-q1"]
    assert bot.desk.stale(["rural-q1"], 2, dt.date(2022, 10, 7)) == []


def test_wordings_are_the_published_ones_and_the_editors(bot: Bot) -> None:
    assert fold("Are stolen tractors  ever returned to THEIR owners??") in bot.desk.wordings()


def test_without_a_record_the_desk_says_so() -> None:
    desk = Bot.open(None).desk
    for ask in (desk.places, desk.wordings, desk.doubts, desk.built_at, lambda: desk.group(["Who?"])):
        with pytest.raises(UnavailableError):
            ask()
