"""What was withdrawn does not come back through earlier captures: neither in an answer, nor in a byte of the data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from index import Index, IndexSettings, ParsedPage, WithdrawalKind, build, read_record, withdraw
from index.telling import wordings
from index.withdrawals import Withdrawal, write_withdrawals
from tests.fakes import WordEmbedder, quiet
from tests.index.captured import QUESTIONS, changed, page, taken

FIRST, SECOND, THIRD = QUESTIONS.values()
NAME = "Winifred Oddlestone"
SECRET = f"The farmer {NAME} of Nether Padley was paid in full for each tractor."
TODAY = dt.date(2026, 11, 22)


def read(seeds: Path) -> tuple[ParsedPage, ...]:
    return read_record(seeds, quiet)[0]


def write_off(seeds: Path, answer_id: str, words: str = "") -> None:
    """As an editor would, without a build."""
    page, answer = next((page, answer) for page in read(seeds) for answer in page.answers if answer.id == answer_id)
    at = page.page.text.index(words, answer.start)
    entry = Withdrawal(
        answer=answer.id,
        page_sha256=page.page.sha256,
        kind=WithdrawalKind.MASKED if words else WithdrawalKind.SUPPRESSED,
        spans=((at, at + len(words)),) if words else (),
        reason="asked for",
        by="editor",
        on=TODAY,
    )
    write_withdrawals(seeds, [entry])


def said(pages: tuple[ParsedPage, ...]) -> str:
    """Everything that is served of the pages."""
    return "\n".join(
        text
        for page in pages
        for text in (page.page.text, *(each for answer in page.answers for each in wordings(answer)))
    )


def holding(folder: Path, words: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def test_earlier_wordings_are_in_the_record_until_something_of_the_answer_is_withdrawn(tmp_path: Path) -> None:
    settings = IndexSettings(seeds=tmp_path / "seeds", data=tmp_path / "data", keep=1)
    taken(settings.seeds, page(changed(Q2=SECRET)), 1)
    build(settings, WordEmbedder(), quiet)
    taken(settings.seeds, page({"Q1": FIRST, "Q2": (SECOND[0], "Some were found.")}), 3, allow_shrink=True)
    build(settings, WordEmbedder(), quiet)
    index = Index.open(settings, WordEmbedder())
    with index.lease() as generation:
        assert [each.response for each in generation.answer("farms-q2").editions] == [SECRET]
        assert [each.id for each in generation.catalogue.answers("farms")] == ["farms-q1", "farms-q2", "farms-q3"]
        assert generation.answer("farms-q3").removed == dt.date(2026, 11, 3)
        assert generation.page(generation.answer("farms-q3").page_id).source.startswith("earlier/farms/")
        assert [meeting.id for meeting in generation.catalogue.meetings()] == ["farms"]
    index.close()
    assert holding(settings.data, NAME)
    withdraw(settings, WordEmbedder(), quiet, "farms-q2", reason="asked for", by="editor", on=TODAY, words=["found"])
    assert holding(settings.data, NAME) == []
    assert holding(settings.seeds, NAME)


@pytest.mark.parametrize("words", ["", "found"], ids=["whole", "a word"])
def test_an_answer_that_something_was_taken_from_has_no_earlier_wordings(tmp_path: Path, words: str) -> None:
    taken(tmp_path, page(changed(Q2=SECRET)), 1)
    taken(tmp_path, page(changed(Q2="Some were found.", Q3="None.")), 3)
    assert NAME in said(read(tmp_path))
    write_off(tmp_path, "farms-q2", words)
    pages = read(tmp_path)
    assert NAME not in said(pages)
    assert THIRD[1] in said(pages)


def test_another_answers_earlier_wording_that_says_the_same_goes_too(tmp_path: Path) -> None:
    taken(tmp_path, page(changed(Q2=SECRET, Q3=SECRET)), 1)
    taken(tmp_path, page(changed(Q2=SECRET, Q3="None.")), 2)
    write_off(tmp_path, "farms-q2", NAME)
    assert NAME not in said(read(tmp_path))


def test_a_withdrawal_follows_an_answer_whose_number_changes(tmp_path: Path) -> None:
    questions = changed(Q2=SECRET)
    taken(tmp_path, page(questions), 1)
    write_off(tmp_path, "farms-q2", NAME)
    new = ("Do horses still patrol the August fair in Derby?", "Yes, they do.")
    taken(tmp_path, page({"Q1": FIRST, "Q2": new, "Q3": questions["Q2"], "Q4": THIRD}), 2)
    (parsed,), problems = read_record(tmp_path, quiet)
    assert [answer.id for answer in parsed.answers] == ["farms-q1", "farms-q4"]
    assert any("farms-q3 now" in problem for problem in problems)
    assert NAME not in said((parsed,))


@pytest.mark.parametrize("given_away", [False, True])
def test_a_withdrawn_answer_that_vanishes_stays_withdrawn(tmp_path: Path, given_away: bool) -> None:
    taken(tmp_path, page(changed(Q2=SECRET)), 1)
    write_off(tmp_path, "farms-q2")
    left = {"Q1": FIRST, "Q2": THIRD} if given_away else {"Q1": FIRST, "Q3": THIRD}
    taken(tmp_path, page(left), 2, allow_shrink=True)
    pages = read(tmp_path)
    assert {each.kind for page in pages for each in page.withheld} == {WithdrawalKind.SUPPRESSED}
    assert NAME not in said(pages)
    assert "stolen tractors" not in said(pages)


def test_one_that_vanished_can_be_withdrawn(tmp_path: Path) -> None:
    taken(tmp_path, page(changed(Q2=SECRET)), 1)
    taken(tmp_path, page({"Q1": FIRST, "Q3": THIRD}), 2, allow_shrink=True)
    assert NAME in said(read(tmp_path))
    write_off(tmp_path, "farms-q2", NAME)
    _, kept = read(tmp_path)
    assert "█ of Nether Padley" in kept.answers[0].response
    assert NAME not in said((kept,))
