from __future__ import annotations

from pathlib import Path

import pytest

from api.fetching import Fetched, Fetcher, State, slug
from index import read_captures, read_record
from tests.api.fetching.site import HOME, Sent, Site, moved, page, web_to
from tests.fakes import quiet
from tests.index.captured import QUESTIONS, changed
from tests.index.captured import page as meeting

FARMS = f"{HOME}/meetings/farms/"
HTML = "text/html; charset=utf-8"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page that was supplied by hand, with its address."""
    (tmp_path / "000_farms.txt").write_text(meeting())
    (tmp_path / "meetings.toml").write_text(f'["000_farms.txt"]\nurl = "{FARMS}"\n')
    return tmp_path


def fetched(site: Site, folder: Path, address: str = FARMS, *, allow_shrink: bool = False) -> Fetched:
    return Fetcher(web_to(site), folder, allow_shrink=allow_shrink).fetch(address)


def all_of(site: Site, folder: Path, **settings: object) -> dict[str, State]:
    found = Fetcher(web_to(site, **settings), folder).fetch_all()
    return {result.address.removeprefix(HOME): result.state for result in found}


def test_an_address_that_is_noted_belongs_to_the_file_that_was_supplied(site: Site, folder: Path) -> None:
    site.pages["/meetings/farms"] = page(meeting(changed(Q2="None.")))
    result = fetched(site, folder, FARMS.rstrip("/"))
    assert (result.state, result.file, result.answers) == (State.CHANGED, "000_farms.txt", 3)
    assert str(result.date) == "2022-10-06"
    (parsed,), _ = read_record(folder, quiet)
    assert [answer.id for answer in parsed.answers] == ["000_farms-q1", "000_farms-q2", "000_farms-q3"]
    assert [len(answer.editions) for answer in parsed.answers] == [0, 1, 0]


def test_a_page_that_has_not_changed_is_only_asked_whether(site: Site, folder: Path) -> None:
    site.pages["/meetings/farms/"] = page(meeting(), ETag='"1"')
    assert [fetched(site, folder).state for _ in range(2)] == [State.UNCHANGED] * 2
    asked = [headers.get("If-None-Match") for path, headers in site.asked if path != "/robots.txt"]
    assert asked == [None, '"1"']
    (folder / "000_farms.txt").write_text(meeting(changed(Q1="Changed by hand.")))
    assert fetched(site, folder).state is State.CHANGED
    assert site.asked[-1][1].get("If-None-Match") is None


def test_a_page_that_is_gone_is_marked_and_unmarked_when_it_is_back(site: Site, folder: Path) -> None:
    assert fetched(site, folder).state is State.GONE
    assert read_captures(folder)["000_farms"].gone is not None
    site.pages["/meetings/farms/"] = page(meeting())
    assert fetched(site, folder).state is State.UNCHANGED
    assert read_captures(folder)["000_farms"].gone is None
    (parsed,), _ = read_record(folder, quiet)
    assert len(parsed.answers) == 3


@pytest.mark.parametrize(
    "sent",
    [
        page(meeting({"Q1": QUESTIONS["Q1"]})),
        page("Please sign in.\n"),
        Sent(b"", 500),
        Sent(b"", 403),
        Sent(b"", 503),
        page("", "text/plain"),
        page("x", "image/png"),
        moved("/login"),
    ],
    ids=["half", "login", "500", "403", "503", "empty", "picture", "led to a login"],
)
def test_nothing_that_a_site_answers_takes_answers_away(site: Site, folder: Path, sent: Sent) -> None:
    site.pages |= {"/meetings/farms/": sent, "/login": page("Please sign in.\n")}
    result = fetched(site, folder)
    assert result.state in (State.HELD_BACK, State.REFUSED)
    assert result.why
    assert (folder / "000_farms.txt").read_text() == meeting()
    assert len(read_record(folder, quiet)[0][0].answers) == 3


def test_what_lacks_answers_is_taken_when_asked_for_and_they_are_kept(site: Site, folder: Path) -> None:
    site.pages["/meetings/farms/"] = page(meeting({"Q1": QUESTIONS["Q1"]}))
    result = fetched(site, folder, allow_shrink=True)
    assert (result.state, result.lost, result.why) == (
        State.CHANGED,
        ("Q2", "Q3"),
        "kept from the capture before: Q2, Q3",
    )
    answers = [answer for each in read_record(folder, quiet)[0] for answer in each.answers]
    assert [answer.removed is None for answer in answers] == [True, False, False]


def test_a_listing_leads_to_new_meetings(site: Site, folder: Path) -> None:
    roads = meeting({"Q1": ("Will cameras be put up in our villages?", "Where collisions have happened.")})
    site.pages |= {
        "/meetings/": page(
            '<a href="farms/">Farms</a><a href="roads">Roads</a><a href="coming">Coming</a><a href="old-farms">Old</a>'
            '<a href="none">None</a>',
            HTML,
        ),
        "/meetings/farms/": page(meeting()),
        "/meetings/roads": page(roads),
        "/meetings/coming": page("News\n\nThe next meeting is in May.\n"),
        "/meetings/old-farms": moved("/meetings/farms/"),
    }
    listings = f"{HOME}/meetings/"
    assert all_of(site, folder, listings=listings) == {
        "/meetings/farms/": State.UNCHANGED,
        "/meetings/roads": State.NEW,
        "/meetings/coming": State.NO_QUESTIONS,
        "/meetings/old-farms": State.UNCHANGED,
        "/meetings/none": State.REFUSED,
    }
    assert (folder / f"{slug(f'{HOME}/meetings/roads')}.txt").read_text() == roads
    assert all_of(site, folder, listings=listings)["/meetings/roads"] is State.UNCHANGED
    assert len(read_captures(folder)) == 2


def test_new_addresses_are_bounded(site: Site, folder: Path) -> None:
    links = "".join(f'<a href="{number}">Meeting</a>' for number in range(9))
    site.pages |= {"/meetings/": page(links, HTML), "/meetings/farms/": page(meeting())}
    site.pages |= {f"/meetings/{number}": page("News\n") for number in range(9)}
    states = all_of(site, folder, listings=f"{HOME}/meetings/", most_new=3)
    assert list(states.values()) == [State.UNCHANGED, *[State.NO_QUESTIONS] * 3, State.REFUSED]
    assert site.paths[-1] == "/meetings/2"
