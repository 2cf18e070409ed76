"""What goes into the catalogue comes out equal, and filters let through what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from index import Filters, GenerationError, read_record
from index.language import read_language
from index.passages import Passage, make_passages
from index.record import DateBasis, ParsedPage
from index.relations import Relation, RelationKind
from index.stores.catalogue import Catalogue, write_catalogue
from tests.conftest import SEEDS
from tests.fakes import WordEmbedder, quiet

Record = tuple[list[ParsedPage], list[Passage], list[Relation]]


@pytest.fixture(scope="module")
def record() -> Record:
    pages = list(read_record(SEEDS, quiet)[0])
    last = pages[-1]
    unknown = replace(last.meeting, date=None, date_basis=DateBasis.UNKNOWN)
    pages[-1] = replace(last, meeting=unknown)
    answers = [answer for page in pages for answer in page.answers]
    relations = [
        Relation(answers[0].id, answers[9].id, RelationKind.SAME_QUESTION),
        Relation(answers[9].id, answers[20].id, RelationKind.SAME_RESPONSE),
    ]
    return pages, make_passages(answers, 20, WordEmbedder().count_tokens), relations


@pytest.fixture(scope="module")
def catalogue(record, tmp_path_factory) -> Iterator[Catalogue]:
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite"
    write_catalogue(path, *record)
    opened = Catalogue.open(path)
    yield opened
    opened.close()


def test_pages_meetings_and_reports_come_back_equal(catalogue, record) -> None:
    for page in record[0]:
        assert catalogue.page(page.page.id) == page.page
        assert catalogue.meeting(page.page.id) == page.meeting
        assert catalogue.report(page.page.id) == page.report


def test_answers_come_back_equal_and_in_order(catalogue, record) -> None:
    assert catalogue.answers() == [answer for page in record[0] for answer in page.answers]
    for page in record[0]:
        assert catalogue.answers(page.page.id) == list(page.answers)
        assert all(catalogue.answer(answer.id) == answer for answer in page.answers)


def test_passages_come_back_equal_by_answer_and_in_order(catalogue, record) -> None:
    found = catalogue.passages(answer.id for page in record[0] for answer in page.answers)
    assert [passage for own in found.values() for passage in own] == record[1]
    assert all(passage.answer_id == name for name, own in found.items() for passage in own)


def test_what_is_not_there_is_none_or_empty(catalogue) -> None:
    assert catalogue.answer("nobody") is None
    assert catalogue.meeting("nobody") is None
    assert catalogue.page("nobody") is None
    assert catalogue.report("nobody") is None
    assert catalogue.answers("nobody") == []
    assert catalogue.passages(["nobody"]) == {}
    assert catalogue.passages([]) == {}
    assert catalogue.related("nobody") == []


def test_meetings_come_newest_first_and_those_without_a_date_last(catalogue) -> None:
    dates = [meeting.date for meeting in catalogue.meetings()]
    assert dates == [dt.date(2025, 3, 31), dt.date(2023, 7, 11), dt.date(2023, 3, 21), dt.date(2022, 7, 6), None]


def test_relations_are_seen_from_both_ends(catalogue, record) -> None:
    one, two = record[2]
    assert catalogue.related(one.one) == [(one.other, RelationKind.SAME_QUESTION)]
    assert catalogue.related(two.other) == [(two.one, RelationKind.SAME_RESPONSE)]
    assert dict(catalogue.related(one.other)) == {
        one.one: RelationKind.SAME_QUESTION,
        two.other: RelationKind.SAME_RESPONSE,
    }


def test_counts_are_of_rows(catalogue, record) -> None:
    assert catalogue.counts() == {"pages": 5, "answers": 90, "passages": len(record[1]), "relations": 2}


def test_the_records_language_comes_back_equal(catalogue, record) -> None:
    assert catalogue.language() == read_language(record[0])


def test_areas_and_topics_are_listed_once(catalogue, record) -> None:
    answers = [answer for page in record[0] for answer in page.answers]
    assert catalogue.areas() == sorted({answer.asked_from for answer in answers if answer.asked_from})
    assert catalogue.topics() == sorted({answer.topic for answer in answers if answer.topic})


def test_filters_that_restrict_nothing_are_false_and_let_all_through(catalogue) -> None:
    assert not Filters()
    assert Filters(topic="")
    assert len(catalogue.matching(Filters())) == 90


CHOICES = {
    "meeting": [None, "002_75e0aafe0578840e", "nobody"],
    "since": [None, dt.date(2023, 3, 21), dt.date(2023, 3, 22)],
    "until": [None, dt.date(2023, 7, 11), dt.date(2023, 7, 10)],
    "area": [None, "BOLSOVER", "derby city"],
    "topic": [None, "visible policing", "Nothing"],
}


def test_any_filters_let_through_exactly_what_matches_all_of_them(catalogue, record) -> None:
    pairs = [(page.meeting, answer) for page in record[0] for answer in page.answers]
    for values in product(*CHOICES.values()):
        filters = Filters(**dict(zip(CHOICES, values, strict=True)))
        expected = {
            answer.id
            for meeting, answer in pairs
            if filters.meeting in (None, meeting.id)
            and (filters.since is None or (meeting.date and meeting.date >= filters.since))
            and (filters.until is None or (meeting.date and meeting.date <= filters.until))
            and (filters.area is None or (answer.asked_from or "").lower() == filters.area.lower())
            and (filters.topic is None or (answer.topic or "").lower() == filters.topic.lower())
        }
        assert catalogue.matching(filters) == expected


@pytest.mark.parametrize("bound", ["since", "until"])
def test_an_unknown_date_never_passes_a_date_filter(catalogue, record, bound) -> None:
    ever = dt.date.min if bound == "since" else dt.date.max
    undated = {answer.id for answer in record[0][-1].answers}
    assert catalogue.matching(Filters(**{bound: ever})).isdisjoint(undated)


def test_filters_are_values_not_sql(catalogue) -> None:
    assert catalogue.matching(Filters(area="' OR 1=1 --")) == set()


def test_the_same_record_gives_the_same_bytes(record, tmp_path) -> None:
    for name in ("one", "two"):
        write_catalogue(tmp_path / name, *record)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_write_that_fails_leaves_no_half_record(record, tmp_path) -> None:
    pages, passages, relations = record
    with pytest.raises(Exception, match="UNIQUE"):
        write_catalogue(tmp_path / "twice", [*pages, pages[0]], passages, relations)
    catalogue = Catalogue.open(tmp_path / "twice")
    assert set(catalogue.counts().values()) == {0}
    catalogue.close()


def test_a_missing_file_is_refused_and_not_made(tmp_path) -> None:
    with pytest.raises(GenerationError, match="cannot be read"):
        Catalogue.open(tmp_path / "catalogue.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_an_open_catalogue_cannot_be_written(catalogue) -> None:
    with pytest.raises(Exception, match="readonly"):
        catalogue.database.execute("DELETE FROM answers")
