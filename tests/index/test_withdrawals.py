"""`withdrawn.toml`: what is written comes back, and what cannot be right stops the build."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import CurationError, Withdrawal, WithdrawalKind, read_withdrawals
from index.withdrawals import FILE_NAME, Restoration, write_withdrawals

SHA = "a" * 64
DAY = dt.date(2026, 2, 28)
lines = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\"'\\[]{}#é█😀"), min_size=1, max_size=60
).filter(str.strip)
offsets = st.lists(st.integers(0, 9999), min_size=2, max_size=8, unique=True).map(sorted)
spans = offsets.map(lambda cuts: tuple(zip(cuts[::2], cuts[1::2], strict=False)))


def entry(**changes: object) -> Withdrawal:
    given = {"answer": "rural-q1", "page_sha256": SHA, "kind": "suppressed", "reason": "Asked for.", "by": "A. Editor"}
    return Withdrawal.model_validate({**given, "on": DAY, **changes})


def written(folder: Path, text: str) -> Path:
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return folder


ENTRY = f"""
[[withdrawal]]
answer = "rural-q1"
page_sha256 = "{SHA}"
kind = "masked"
spans = [[3, 9]]
reason = "Names a resident."
by = "A. Editor"
on = 2026-02-28
"""


def test_a_folder_without_the_file_has_none(tmp_path) -> None:
    assert read_withdrawals(tmp_path) == ()


def test_an_entry_is_read(tmp_path) -> None:
    assert read_withdrawals(written(tmp_path, ENTRY)) == (
        entry(kind="masked", spans=[[3, 9]], reason="Names a resident."),
    )


imprints = st.none() | st.binary(min_size=5, max_size=5).map(bytes.hex)


@given(lines, lines, st.dates(), st.none() | spans, st.booleans(), imprints)
def test_what_is_written_comes_back(tmp_path_factory, reason, by, day, masked, restored, imprint) -> None:
    folder = tmp_path_factory.mktemp("w")
    kind = {"kind": "masked", "spans": masked} if masked else {"shape_sha256": SHA}
    kind["imprint"] = imprint
    back = Restoration(reason=by, by=reason, on=day) if restored else None
    entries = (entry(reason=reason, by=by, on=day, restored=back, **kind), entry(answer="rural-q2"))
    write_withdrawals(folder, entries)
    assert read_withdrawals(folder) == entries
    first = (folder / FILE_NAME).read_bytes()
    write_withdrawals(folder, read_withdrawals(folder))
    assert (folder / FILE_NAME).read_bytes() == first


def test_no_entries_are_a_file_too(tmp_path) -> None:
    write_withdrawals(tmp_path, [])
    assert (read_withdrawals(tmp_path), tomllib.loads((tmp_path / FILE_NAME).read_text())) == ((), {})


WRONG = {
    "no TOML": ("[[withdrawal", r"withdrawn\.toml: cannot be read"),
    "another table": ("[[withdrawl]]\n", r"\[\[withdrawl\]\] is no entry"),
    "a value": ("answer = 1\n", "cannot be read"),
    "no reason": (ENTRY.replace("Names a resident.", " "), r"entry 1 \(rural-q1\): reason: .*Mend the entry"),
    "two lines": (ENTRY.replace("Names a resident.", "a\\nb"), "reason: "),
    "unknown key": (ENTRY + "words = 1\n", "words: Extra inputs are not permitted"),
    "a mask without spans": (ENTRY.replace("[[3, 9]]", "[]"), "a mask needs spans"),
    "an imprint that is none": (ENTRY + 'imprint = "abc"\n', "imprint: "),
    "an empty span": (ENTRY.replace("[3, 9]", "[3, 3]"), "must hold characters"),
    "spans that overlap": (ENTRY.replace("[3, 9]", "[3, 9], [8, 12]"), "not overlap"),
    "a span back": (ENTRY.replace("[3, 9]", "[9, 3]"), "must hold characters"),
    "a negative offset": (ENTRY.replace("[3, 9]", "[-1, 9]"), "greater than or equal to 0"),
    "no sha256": (ENTRY.replace(SHA, "abc"), "page_sha256: "),
    "no answer": (ENTRY.replace('answer = "rural-q1"', ""), r"entry 1 \(no answer named\): answer: Field required"),
    "the same text twice": (ENTRY + ENTRY.replace("[3, 9]", "[8, 12]"), "entries 1 and 2 .* the same text"),
}


@pytest.mark.parametrize(("text", "why"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_right_is_refused_with_its_place(tmp_path, text, why) -> None:
    with pytest.raises(CurationError, match=why):
        read_withdrawals(written(tmp_path, text))


def test_one_answer_cannot_be_suppressed_twice_unless_it_was_restored(tmp_path) -> None:
    again = (entry(restored=Restoration(reason="A mistake.", by="A", on=DAY)), entry())
    write_withdrawals(tmp_path, again)
    assert read_withdrawals(tmp_path) == again
    write_withdrawals(tmp_path, (entry(), entry()))
    with pytest.raises(CurationError, match="Take one away"):
        read_withdrawals(tmp_path)


def test_an_answer_may_be_masked_and_suppressed_as_well(tmp_path) -> None:
    both = (entry(kind="masked", spans=[[3, 9]]), entry())
    write_withdrawals(tmp_path, both)
    assert [each.kind for each in read_withdrawals(tmp_path)] == [WithdrawalKind.MASKED, WithdrawalKind.SUPPRESSED]
