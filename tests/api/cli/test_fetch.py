from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.cli.conftest import Onrecord
from tests.api.fetching.site import HOME, HOST, Sent, Site, lead_fetch_to, page, serving_site
from tests.index.captured import changed
from tests.index.captured import page as meeting

FARMS = f"{HOME}/farms"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with serving_site() as site:
        lead_fetch_to(site, monkeypatch)
        yield site


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One page with a known address, in the folder of pages."""
    monkeypatch.chdir(tmp_path)
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "farms.txt").write_text(meeting())
    (seeds / "meetings.toml").write_text(f'["farms.txt"]\nurl = "{FARMS}"\n')
    return seeds


def test_what_came_of_each_page_is_told(onrecord: Onrecord, site: Site, seeds: Path) -> None:
    site.pages["/farms"] = page(meeting(changed(Q2="None.")))
    first = onrecord("fetch", "--all")
    assert first.code == 0
    assert (
        f"changed {FARMS} Performance Scrutiny Meeting focusing on Farms (6 October 2022), 2022-10-06: 3 answers"
        in first.flat
    )
    assert "1 changed" in first.err
    assert "onrecord index" in first.err
    second = onrecord("fetch", FARMS, "--json")
    [told] = json.loads(second.out)
    assert (second.code, told["state"], told["file"], told["answers"]) == (0, "unchanged", "farms.txt", 3)
    assert "onrecord index" not in second.err


def test_a_dry_run_asks_and_writes_nothing(onrecord: Onrecord, site: Site, seeds: Path) -> None:
    site.pages["/farms"] = page(meeting(changed(Q2="None.")))
    before = sorted(seeds.iterdir())
    assert "would be: 1 changed" in onrecord("fetch", "--all", "--dry-run").err
    site.pages.clear()
    assert "would be: 1 gone" in onrecord("fetch", FARMS, "--dry-run").err
    assert sorted(seeds.iterdir()) == before


@pytest.mark.parametrize(
    "sent",
    [Sent(b"", 500), page(meeting({"Q1": ("What is done about hare coursing?", "We patrol.")})), page("News\n")],
    ids=["refused", "half", "none"],
)
def test_what_needs_a_look_ends_with_1(onrecord: Onrecord, site: Site, seeds: Path, sent: Sent) -> None:
    site.pages["/farms"] = sent
    ran = onrecord("fetch", "--all")
    assert ran.code == 1
    assert "1 refused" in ran.err or "1 held back" in ran.err
    assert (seeds / "farms.txt").read_text() == meeting()


def test_another_host_is_asked_only_when_that_is_said(onrecord: Onrecord, site: Site, seeds: Path) -> None:
    site.pages["/roads"] = page(meeting({"Q1": ("Will cameras be put up in our villages?", "Some.")}))
    other = "http://other.example.org/roads"
    refused = onrecord("fetch", other)
    assert (refused.code, site.asked) == (1, [])
    assert "--allow-host" in refused.flat
    allowed = onrecord("fetch", other, "--allow-host")
    assert allowed.code == 0
    assert "new" in allowed.out
    assert site.asked[-1][1]["Host"] == "other.example.org"


def test_the_hosts_of_the_settings_are_the_only_ones(
    onrecord: Onrecord, site: Site, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_FETCH__HOSTS", "other.example.org")
    assert f"{HOST} is not among the hosts" in onrecord("fetch", "--all").flat
    assert site.asked == []


def test_a_page_without_questions_that_was_asked_for_ends_with_1(onrecord: Onrecord, site: Site, seeds: Path) -> None:
    site.pages["/news"] = page("News\n\nThe next meeting is in May.\n")
    ran = onrecord("fetch", f"{HOME}/news")
    assert (ran.code, "no questions were found on it, so it was not kept" in ran.flat) == (1, True)


@pytest.mark.parametrize(
    "args",
    [(), (FARMS, "--all"), ("--all", "--allow-host"), ("ftp://www.example.org/",), ("farms.txt",), ("--nothing",)],
    ids=str,
)
def test_a_wrong_call_ends_with_2(onrecord: Onrecord, site: Site, seeds: Path, args: tuple[str, ...]) -> None:
    assert onrecord("fetch", *args).code == 2
    assert site.asked == []


def test_a_folder_that_cannot_be_written_is_said_to_be_so(
    onrecord: Onrecord, site: Site, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.taking.replace_file", full)
    site.pages["/farms"] = page(meeting(changed(Q2="None.")))
    ran = onrecord("fetch", "--all")
    assert ran.code == 1
    assert "No space left on device" in ran.err
    assert (seeds / "farms.txt").read_text() == meeting()
