"""Withdrawing and restoring: the record without it, every file without it, and all of it back."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from index import (
    MASK,
    BuildError,
    ChangedError,
    CurationError,
    Index,
    IndexSettings,
    ShrinkError,
    WithdrawalError,
    WithdrawalKind,
    WithdrawalReport,
    foresee,
    pending_withdrawals,
    read_withdrawals,
    restore,
    withdraw,
)
from index.stores.catalogue import Catalogue
from index.stores.generations import DataFolder
from index.stores.manifest import Manifest
from tests.fakes import WordEmbedder, quiet
from tests.index.conftest import ANSWERS, current, edit_page, generations, ids, rebuild
from tests.traces import runs, tokens, traces

pytestmark = pytest.mark.usefixtures("here")
DAY = dt.date(2026, 3, 1)
TRACTORS = "Are stolen tractors ever returned to their owners?"
TRACKERS = "Last year 14 stolen tractors were found with the help of satellite trackers. Owners are told within a day."
WORDING = "Who hears of tractors that were taken?"


def take(
    settings: IndexSettings, answer: str = "rural-q2", *words: str, reason: str = "Asked for."
) -> WithdrawalReport:
    return withdraw(settings, WordEmbedder(), quiet, answer, reason=reason, by="A. Editor", on=DAY, words=words)


def back(settings: IndexSettings, answer: str = "rural-q2") -> WithdrawalReport:
    return restore(settings, WordEmbedder(), quiet, answer, reason="A mistake.", by="B. Editor", on=DAY)


def whole(settings: IndexSettings) -> tuple[object, ...]:
    """Everything that a reader can see, and the hashes of the files."""
    catalogue = Catalogue.open(current(settings) / "catalogue.sqlite")
    seen = [*catalogue.answers(), *catalogue.meetings(), catalogue.language()]
    seen += [catalogue.page(meeting.id) for meeting in catalogue.meetings()]
    catalogue.close()
    manifest = Manifest.read(current(settings))
    return (*seen, manifest.ids_digest, manifest.source_digest, manifest.files)


def captures(settings: IndexSettings) -> list[str]:
    return sorted(path.name for path in (settings.data / "captures").iterdir())


def sha(settings: IndexSettings, name: str = "rural.txt") -> str:
    return hashlib.sha256((settings.seeds / name).read_bytes()).hexdigest()


# What goes


def test_a_suppressed_answer_is_gone_and_no_file_holds_a_run_of_it(published) -> None:
    wanted = {*runs(TRACTORS), *runs(TRACKERS), *runs(WORDING)}
    sentences = WordEmbedder().embed_passages([TRACTORS, *TRACKERS.split(". ")])
    assert traces(published.data, wanted, sentences)
    former = current(published).name
    report = take(published)
    assert (report.kind, report.spans, report.with_it, report.elsewhere) == (WithdrawalKind.SUPPRESSED, 0, (), ())
    assert (report.held, report.problems, report.remaining) == ((), (), 1)
    assert generations(published) == [report.generation] != [former]
    assert ids(published) == [name for name in ANSWERS if name != "rural-q2"]
    assert traces(published.data, wanted, sentences) == set()
    assert tokens(current(published) / "words.sqlite", "satellite") == []
    assert captures(published) == sorted([sha(published, "roads.txt"), f"{sha(published)}.withdrawn"])


def test_masked_words_are_gone_and_the_answer_stays(published) -> None:
    report = take(published, "rural-q2", "stolen tractors", "satellite")
    assert (report.kind, report.spans, report.elsewhere) == (WithdrawalKind.MASKED, 3, ())
    index = Index.open(published, WordEmbedder())
    with index.lease() as generation:
        answer = generation.answer("rural-q2")
        assert answer.question == f"Are {MASK * 15} ever returned to their owners?"
        assert answer.response.startswith(f"Last year 14 {MASK * 15} were found with the help of {MASK * 9} trackers.")
        assert answer.alternates == ("Do farmers get their machines back?",)
        assert not {"tractors", "satellite"} & generation.catalogue.language().vocabulary.keys()
        assert generation.page("rural").text[answer.start : answer.end] == answer.response
    index.close()
    wanted = {"stolen tractors", "satellite", "Stolen Tractors", "tractors"}
    assert traces(published.data, wanted) == set()
    assert ids(published) == ANSWERS
    assert generations(published) == [report.generation]


def test_former_captures_that_hold_it_go_and_others_stay(published) -> None:
    edit_page(published, "I would like to thank everyone", "We thank everyone")
    rebuild(published)
    edit_page(published, "Speed cameras are placed", "Cameras are placed", "roads.txt")
    former = sha(published, "roads.txt")
    rebuild(published)
    assert len(captures(published)) == 4
    edit_page(published, "Cameras are placed", "Many cameras are placed", "roads.txt")
    take(published)
    assert former in captures(published)
    assert len(captures(published)) == 4
    assert traces(published.data, runs(TRACKERS)) == set()


def test_left_overs_of_builds_that_were_killed_go(published) -> None:
    for left in (published.data / "generations" / ".tmp-old", published.data / "captures"):
        left.mkdir(exist_ok=True)
        (left / "half.new").write_text(TRACKERS, encoding="utf-8")
    broken = published.data / "generations" / "half-deleted"
    broken.mkdir()
    (broken / "catalogue.sqlite").write_text(TRACKERS, encoding="utf-8")
    take(published)
    assert traces(published.data, [TRACKERS]) == set()


def test_only_vectors_that_are_still_used_stay(published) -> None:
    take(published)
    embedder = WordEmbedder()
    back_again = restore(published, embedder, quiet, "rural-q2", reason="A mistake.", by="B", on=DAY)
    assert back_again.remaining == 0
    assert set(embedder.embedded) == {TRACTORS, WORDING, "Do farmers get their machines back?", *sentences(TRACKERS)}


def sentences(text: str) -> list[str]:
    first, second = text.split(". ")
    return [f"{first}.", second]


def test_the_last_answer_may_go(published) -> None:
    for name in ANSWERS:
        take(published, name)
    assert ids(published) == []
    assert not rebuild(published).changed


# What is written down


def test_the_entry_says_who_when_and_why_and_never_the_words(published) -> None:
    take(published, "rural-q2", "satellite")
    (entry,) = read_withdrawals(published.seeds)
    assert (entry.answer, entry.by, entry.on, entry.reason) == ("rural-q2", "A. Editor", DAY, "Asked for.")
    assert entry.page_sha256 == sha(published)
    text = (published.seeds / "rural.txt").read_text(encoding="utf-8")
    assert [text[slice(*span)] for span in entry.spans] == ["satellite"]
    assert "satellite" not in (published.seeds / "withdrawn.toml").read_text(encoding="utf-8")


def test_other_machines_honour_the_entry_without_being_asked(published, tmp_path) -> None:
    elsewhere = published.model_copy(update={"data": tmp_path / "elsewhere"})
    rebuild(elsewhere)
    take(published)
    report = rebuild(elsewhere)
    assert report.changed
    assert "rural-q2" not in ids(elsewhere)
    assert generations(elsewhere) == [report.generation]
    assert traces(elsewhere.data, runs(TRACKERS)) == set()


def test_a_page_that_changed_is_published_without_the_answer_and_with_a_problem(published) -> None:
    take(published, "rural-q2", "satellite")
    edit_page(published, "Owners are told", "All owners are told")
    report = rebuild(published)
    assert "rural-q2" not in ids(published)
    assert "rural.txt has changed since, so the whole answer is left out" in report.problems[0]
    assert take(published, "rural-q2", "satellite trackers").problems == ()
    assert "rural-q2" in ids(published)
    assert [bool(entry.restored) for entry in read_withdrawals(published.seeds)] == [True, False]


def test_an_entry_that_fits_nothing_stops_builds_and_the_former_index_goes_on(published) -> None:
    take(published)
    (published.seeds / "rural.txt").unlink()
    with pytest.raises(CurationError, match=r"entry 1 \(rural-q2\): no page here has that answer"):
        rebuild(published, allow_shrink=True)
    assert "rural-q1" in ids(published)


def test_nothing_else_may_be_lost_with_it(published) -> None:
    (published.seeds / "roads.txt").unlink()
    with pytest.raises(
        BuildError, match=r"is withdrawn in .*, but the index still shows it: 3 of 6 answers would be lost"
    ):
        take(published)
    assert ids(published) == ANSWERS
    assert pending_withdrawals(published) == ("rural-q2",)
    with pytest.raises(ShrinkError):
        rebuild(published)
    rebuild(published, allow_shrink=True)
    assert (ids(published), pending_withdrawals(published)) == (["rural-q1", "rural-q3"], ())


# What comes back


@pytest.mark.parametrize("words", [(), ("stolen tractors",)], ids=["suppressed", "masked"])
def test_what_is_restored_is_what_was_there(published, words) -> None:
    before = whole(published)
    kept = captures(published)
    take(published, "rural-q2", *words)
    assert whole(published) != before
    report = back(published)
    assert (report.remaining, report.held) == (0, ())
    assert whole(published) == before
    assert captures(published) == kept
    (entry,) = read_withdrawals(published.seeds)
    assert entry.restored
    assert (entry.restored.by, entry.restored.reason, entry.restored.on) == ("B. Editor", "A mistake.", DAY)


def test_the_last_withdrawal_is_restored_first(published) -> None:
    take(published, "rural-q2", "satellite")
    take(published, "rural-q2", "Owners")
    take(published)
    assert back(published).remaining == 2
    assert back(published).remaining == 1
    assert traces(published.data, ["satellite"]) == set()
    assert traces(published.data, ["Owners are told"])
    assert back(published).remaining == 0
    with pytest.raises(WithdrawalError, match="nothing of rural-q2 is withdrawn"):
        back(published)


# What cannot be done changes nothing


REFUSED = {
    "no such answer": (("rural-q9",), {}, "there is no answer rural-q9 on the pages"),
    "no reason": (("rural-q2",), {"reason": " "}, "reason: .* nothing was changed"),
    "words that are nowhere": (
        ("rural-q2", "helicopter"),
        {},
        "number 1 stand 0 times in the question and response of",
    ),
    "other capitals": (("rural-q2", "Satellite"), {}, "0 times .*, and 1 times with other capitals"),
    "a part of a word": (("rural-q2", "satell"), {}, "stand 0 times"),
    "no words": (("rural-q2", " "), {}, "stand 0 times"),
    "words of another answer": (("rural-q2", "satellite", "hare"), {}, "number 2 stand 0 times"),
    "the words in the reason": (("rural-q2", "satellite"), {"reason": "No Satellite."}, "the reason holds the words"),
}


@pytest.mark.parametrize(("args", "more", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_withdrawn_is_said_and_changes_nothing(published, args, more, why) -> None:
    before = current(published)
    with pytest.raises(WithdrawalError, match=why) as refused:
        take(published, *args, **more)
    assert not [words for words in args[1:] if words.strip() and words in str(refused.value)]
    assert not (published.seeds / "withdrawn.toml").exists()
    assert current(published) == before


def test_nothing_is_withdrawn_twice(published) -> None:
    take(published, "rural-q2", "satellite")
    with pytest.raises(WithdrawalError, match="stand 1 times in rural-q2, all masked already"):
        take(published, "rural-q2", "satellite")
    take(published)
    with pytest.raises(WithdrawalError, match="withdrawn already"):
        take(published)
    assert len(read_withdrawals(published.seeds)) == 2


def test_nothing_is_done_but_what_was_shown(published) -> None:
    some = {"reason": "Asked for.", "by": "A", "on": DAY, "words": ["stolen tractors"]}
    shown = foresee(published, "rural-q2", reason="Asked for.", words=["stolen tractors"])
    take(published, "rural-q2", "Owners")
    before = (read_withdrawals(published.seeds), current(published))
    mark = before[0][0].mark
    assert withdraw(published, WordEmbedder(), quiet, "rural-q2", **some, expect=shown.mark).spans == 2
    with pytest.raises(ChangedError, match="rural-q2 has changed since it was shown, so nothing was done"):
        restore(published, WordEmbedder(), quiet, "rural-q2", reason="A", by="B", on=DAY, expect=mark)
    edit_page(published, "stolen tractors ever", "the stolen tractors ever")
    with pytest.raises(ChangedError):
        withdraw(published, WordEmbedder(), quiet, "rural-q2", **some, expect=shown.mark)
    entries = read_withdrawals(published.seeds)
    assert [bool(each.restored) for each in entries] == [False, False]
    rebuilt = restore(published, WordEmbedder(), quiet, "rural-q2", reason="A", by="B", on=DAY, expect=entries[-1].mark)
    assert rebuilt.remaining == 1


def test_words_inside_words_that_are_masked_too_are_one_mask(published) -> None:
    assert take(published, "rural-q2", "stolen tractors", "tractors", "14 stolen").spans == 2


def test_a_name_without_a_person_is_refused_on_restoring_too(published) -> None:
    take(published)
    with pytest.raises(WithdrawalError, match="by: "):
        restore(published, WordEmbedder(), quiet, "rural-q2", reason="A mistake.", by="", on=DAY)


def test_a_folder_that_cannot_be_written_is_said(published, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no right")

    monkeypatch.setattr("index.withdrawing.write_withdrawals", refuse)
    with pytest.raises(WithdrawalError, match=r"withdrawn\.toml: cannot be written \(no right\)\. Check the folder"):
        take(published)


def test_files_that_cannot_be_cleared_are_said(published, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no right")

    with monkeypatch.context() as patch:
        patch.setattr(DataFolder, "sweep", refuse)
        with pytest.raises(BuildError, match="older files of it could not be cleared away"):
            take(published)
    assert len(generations(published)) == 2
    assert not rebuild(published).changed
    assert len(generations(published)) == 1
    assert "rural-q2" not in ids(published)


# What else says the same


def test_answers_that_say_the_same_are_named(published) -> None:
    text = (published.seeds / "rural.txt").read_text(encoding="utf-8")
    twin = text.replace("Wildlife and Farms", "Machines").replace("hare coursing", "badger baiting")
    (published.seeds / "twin.txt").write_text(twin, encoding="utf-8")
    assert take(published).elsewhere == ("twin-q2",)
    assert take(published, "rural-q1", "Dogs and vehicles").elsewhere == ("twin-q1",)


def test_an_answer_that_shares_the_response_goes_with_it(published) -> None:
    edit_page(published, "Q1) What is being done", "Q7) And what of poaching?\n\nQ1) What is being done")
    edit_page(published, "received three questions", "received four questions")
    rebuild(published)
    assert "rural-q7" in ids(published)
    assert take(published, "rural-q1", "rural crime team").with_it == ("rural-q7",)
    assert take(published, "rural-q1", "hare coursing on farmland").with_it == ()
    assert take(published, "rural-q1").with_it == ("rural-q7",)
    assert not {"rural-q1", "rural-q7"} & set(ids(published))
    with pytest.raises(WithdrawalError, match="withdrawn already"):
        take(published, "rural-q7")
    with pytest.raises(WithdrawalError, match="restore that"):
        back(published, "rural-q7")


# What is asked of the published index


def test_nothing_is_pending_where_nothing_is_published(published, tmp_path: Path) -> None:
    take(published)
    assert pending_withdrawals(published) == ()
    assert pending_withdrawals(published.model_copy(update={"data": tmp_path / "none"})) == ()


def test_a_generation_knows_what_was_withdrawn(published) -> None:
    take(published)
    index = Index.open(published, WordEmbedder())
    with index.lease() as generation:
        assert [generation.suppressed(name) for name in ("rural-q1", "rural-q2", "nobody")] == [False, True, False]
    index.close()
