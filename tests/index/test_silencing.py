"""A masked name goes from everything of its page that no answer says any more, and where it stays is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from index import MASK, Index, IndexSettings, Part, Spot, WithdrawalReport, foresee, restore, withdraw
from index.blackening import places
from index.record import Link, ParsedPage
from index.withholding import withhold
from tests.fakes import WordEmbedder, quiet
from tests.index.captured import changed, page, taken
from tests.index.conftest import edit_page, rebuild
from tests.index.parsing.samples import read
from tests.index.test_withdrawals import entry
from tests.index.test_withholding import mask
from tests.traces import traces

pytestmark = pytest.mark.usefixtures("here")
DAY = dt.date(2026, 3, 1)
NAME = "Winifred Oddlestone"
FARM = f"""<!doctype html><html><head><title>Farm</title></head><body><main>
<h1>Performance Scrutiny Meeting on the farm of {NAME} (6 October 2022)</h1>
<p>We thank {NAME} for the tea.</p>
<p>Public Questions Submitted</p>
<h2>The tractor of {NAME}</h2>
<p>Q1) Did {NAME} get her tractor back? (Resident from Bolsover)</p>
<p>Constabulary’s Response</p>
<p>It was <a href="https://www.example.org/news/winifred-oddlestone-and-us">returned to her</a> in May.</p>
<h2>Barns</h2>
<p>Q2) Are barns looked after? (Resident from Belper)</p>
<p>Constabulary’s Response</p>
<p>They are, <a href="https://www.example.org/barns">every one</a> of them.</p>
</main></body></html>
"""
ALTERNATES = f"""["farm.html"]
2 = ["Is the barn of {NAME} looked after?", "Who minds barns?"]

["roads.txt"]
1 = ["Does {NAME} ride a scooter?"]
"""
NOTES = f"""["farm.html"]
title = "The farm of {NAME}"
theme = "{NAME}"
"""
EVERYWHERE = [NAME, "Oddlestone", "oddlestone", "Winifred"]


@pytest.fixture
def farm(published: IndexSettings) -> IndexSettings:
    """A record in which a name stands in every place that it can stand in."""
    for name, text in (("farm.html", FARM), ("alternates.toml", ALTERNATES), ("meetings.toml", NOTES)):
        (published.seeds / name).write_text(text, encoding="utf-8")
    rebuild(published)
    assert traces(published.data, EVERYWHERE)
    return published


def take(settings: IndexSettings, answer: str = "farm-q1", *words: str) -> WithdrawalReport:
    return withdraw(settings, WordEmbedder(), quiet, answer, reason="Asked for.", by="A", on=DAY, words=words or [NAME])


def spots(*found: tuple[Part, str] | tuple[Part, str, int]) -> tuple[Spot, ...]:
    return tuple(Spot(*each) for each in found)


def test_no_byte_of_a_masked_name_is_left_in_the_data_folder(farm: IndexSettings) -> None:
    report = take(farm)
    assert traces(farm.data, EVERYWHERE) == set()
    assert (report.elsewhere, report.still) == ((), ())
    index = Index.open(farm, WordEmbedder())
    with index.lease() as generation:
        catalogue = generation.catalogue
        first, second = catalogue.answers("farm")
        meeting, page = catalogue.meeting("farm"), catalogue.page("farm")
    index.close()
    assert (first.topic, second.topic) == (None, "Barns")
    assert first.question == f"Did {MASK * 19} get her tractor back?"
    assert meeting.title == f"The farm of {MASK * 19}"
    assert meeting.theme == MASK * 19
    assert f"We thank {MASK * 19} for the tea." in page.text
    assert [link.href for link in page.links] == ["https://www.example.org/barns"]
    assert second.alternates == ("Who minds barns?",)


def test_all_of_it_is_said_beforehand(farm: IndexSettings) -> None:
    seen = foresee(farm, "farm-q1", reason="Asked for.", words=[NAME])
    assert seen.still == ()
    assert {(each.part, each.where) for each in seen.also} == {
        (Part.MEETING, "farm"),
        (Part.TEXT, "farm"),
        (Part.LINK, "farm"),
        (Part.TOPIC, "farm-q1"),
        (Part.WORDING, "farm-q2"),
        (Part.WORDING, "roads-q1"),
    }
    assert len([each for each in seen.also if each.part is Part.TEXT]) == 3


def test_the_files_that_the_office_keeps_are_named_with_their_lines(farm: IndexSettings) -> None:
    files = take(farm).files
    assert set(files) >= set(spots((Part.FILE, "alternates.toml", 2), (Part.FILE, "alternates.toml", 5)))
    assert set(files) >= set(spots((Part.FILE, "meetings.toml", 2), (Part.FILE, "farm.html", 3)))
    assert str(files[0]) == "alternates.toml, line 2"
    assert NAME in (farm.seeds / "alternates.toml").read_text(encoding="utf-8")


def test_what_was_silenced_comes_back(farm: IndexSettings) -> None:
    take(farm)
    restore(farm, WordEmbedder(), quiet, "farm-q1", reason="A mistake.", by="A", on=DAY)
    assert traces(farm.data, EVERYWHERE)


def test_while_another_answer_of_the_page_says_it_all_stays_and_is_named(farm: IndexSettings) -> None:
    edit_page(farm, "They are,", f"{NAME} says they are,", "farm.html")
    report = take(farm)
    assert report.elsewhere == ("farm-q2",)
    assert {(each.part, each.where) for each in report.still} >= {
        (Part.MEETING, "farm"),
        (Part.TOPIC, "farm-q1"),
        (Part.LINK, "farm"),
    }
    assert "topic of farm-q1" in map(str, report.still)
    assert take(farm, "farm-q2").still == ()
    assert traces(farm.data, EVERYWHERE) == set()


def test_other_pages_are_left_alone_and_named(farm: IndexSettings) -> None:
    edit_page(farm, "Below are the questions", f"For {NAME}: the questions", "roads.txt")
    edit_page(farm, "Speeding", f"Speeding of {NAME}", "roads.txt")
    still = take(farm).still
    assert set(still) >= set(spots((Part.TEXT, "roads", 3), (Part.TOPIC, "roads-q2")))
    assert not traces(farm.data, ["The farm of Winifred"])


def test_another_capture_of_the_page_says_it_no_more_either(published: IndexSettings) -> None:
    farms = changed(Q2=f"{NAME} had three.")
    taken(published.seeds, page(farms, f"With {NAME}.\n\n"), 1)
    left = {"Q1": farms["Q1"], "Q3": farms["Q3"]}
    taken(published.seeds, page(left, f"With {NAME}, again.\n\n"), 2, allow_shrink=True)
    rebuild(published)
    take(published, "farms-q2")
    assert traces(published.data, EVERYWHERE) == set()


# Page by page

PAGE = read(
    "Public Meeting (6 October 2022)",
    "",
    "Ann Other",
    "",
    "Q1) Why did Ann Other leave after 14 days? (Ann Other, Belper)",
    "Police Response",
    "She moved on the 14th.",
    "Q2) What of parking? (Ann Other, Belper)",
    "Police Response",
    "It is looked at.",
)


def without(words: str, page: ParsedPage) -> ParsedPage:
    (found,), _ = withhold([page], [entry(page_sha256=page.page.sha256, **mask(words, page=page))])
    return found


def test_who_asked_goes_from_that_answer_alone() -> None:
    page = replace(PAGE, answers=tuple(replace(answer, asked_from="Ann Other, Belper") for answer in PAGE.answers))
    first, second = without("Ann Other", page).answers
    assert (first.asked_from, second.asked_from) == (f"{MASK * 9}, Belper", "Ann Other, Belper")
    assert "parking? (Ann Other, Belper)" in without("Ann Other", page).page.text


def test_small_numbers_and_years_stay_where_they_stand_by_chance() -> None:
    page = replace(PAGE, page=replace(PAGE.page, text=PAGE.page.text.replace("6 October", "14 October")))
    assert "14 October" in without("14", read(*page.page.text.split("\n"))).page.text


@pytest.mark.parametrize(
    ("href", "stays"),
    [
        ("https://e.org/people/ann-other", False),
        ("mailto:annother@example.org", False),
        ("https://e.org/%41nn%20Other", False),
        ("https://e.org/annother9", False),
        ("https://e.org/ann", True),
    ],
)
def test_links_whose_address_tells_it_go(href: str, stays: bool) -> None:
    at = PAGE.page.text.index("looked")
    page = replace(PAGE, page=replace(PAGE.page, links=(Link(at, at + 6, href),)))
    assert bool(without("Ann Other", page).page.links) is stays


def test_phrases_are_found_whole_whatever_stands_between_their_words() -> None:
    text = "ANN\nOther’s; Ann, other. Another."
    assert [text[a:b] for a, b in places(text, {"ann other"})] == ["ANN\nOther", "Ann, other"]
