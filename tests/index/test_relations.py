"""Threads: the same question at several meetings, one response given twice, and pointers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from index.passages import make_passages
from index.record import Answer, AnsweredBy, Outcome, Reference
from index.relations import Relation, RelationKind, find_relations
from tests.fakes import WordEmbedder

SCOOTERS = "What is being done about electric scooters ridden on pavements in Derby?"
SEIZED = "Electric scooters are seized by officers when their riders ignore a warning given on the street."


def answer(page: str, number: int, question: str, response: str, **more) -> Answer:
    return replace(
        Answer(
            id=f"{page}-q{number}",
            page_id=page,
            label=f"Q{number}",
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
        ),
        **more,
    )


def related(*answers: Answer) -> list[Relation]:
    model = WordEmbedder()
    passages = make_passages(answers, model.window, model.count_tokens)
    return find_relations(answers, passages, model.embed_passages([passage.text for passage in passages]))


OTHERS = [
    answer("c", 1, "Who trains new police dogs?", "Handlers train every puppy at our kennels near Ripley."),
    answer("c", 2, "When does the Buxton station open?", "The front counter opens on weekdays from nine."),
]


def test_the_same_question_at_two_meetings_is_one_thread() -> None:
    one = answer("a", 1, SCOOTERS, SEIZED)
    other = answer("b", 1, SCOOTERS.replace("being done", "done"), "Officers seize scooters; schools hear about them.")
    assert related(one, *OTHERS, other) == [Relation("a-q1", "b-q1", RelationKind.SAME_QUESTION)]


def test_the_same_question_twice_on_one_page_is_not() -> None:
    one = answer("a", 1, SCOOTERS, SEIZED)
    other = answer("a", 2, SCOOTERS, "Officers seize scooters; schools hear about them.")
    assert related(one, *OTHERS, other) == []


def test_one_response_given_twice_is_one_thread_even_on_one_page() -> None:
    one = answer("a", 1, SCOOTERS, SEIZED)
    other = answer("a", 2, "Who pays for damaged kerbs?", SEIZED.replace("street", "road"))
    assert related(one, *OTHERS, other) == [Relation("a-q1", "a-q2", RelationKind.SAME_RESPONSE)]


def test_a_response_in_the_same_words_but_another_order_is_not_the_same() -> None:
    one = answer("a", 1, SCOOTERS, SEIZED)
    shuffled = " ".join(sorted(SEIZED.split(), key=str.lower))
    other = answer("a", 2, "Who pays for damaged kerbs?", shuffled)
    assert related(one, *OTHERS, other) == []


def test_questions_close_by_vector_only_are_not_a_thread() -> None:
    one, other = answer("a", 1, "What about Derby?", SEIZED), answer("b", 1, "And Derby?", "Kennels open on weekdays.")
    passages = make_passages([one, other], 200, WordEmbedder().count_tokens)
    same_direction = np.tile(np.eye(1, 8, dtype=np.float32), (len(passages), 1))
    assert find_relations([one, other], passages, same_direction) == []


@pytest.mark.parametrize("first", [True, False], ids=["pointer first", "pointer last"])
def test_a_reply_that_only_points_is_on_the_thread_it_points_to(first) -> None:
    target = answer("a", 1, "Who trains new police dogs?", "Handlers train every puppy at our kennels near Ripley.")
    pointer = answer(
        "a", 2, SCOOTERS, "Please see Q1.", outcome=Outcome.REFERRED, references=(Reference("1", "a-q1", False),)
    )
    pair = [pointer, target] if first else [target, pointer]
    assert related(*pair) == [Relation(pair[0].id, pair[1].id, RelationKind.SAME_QUESTION)]


@pytest.mark.parametrize(
    "change",
    [
        {"references": (Reference("1", "a-q1", True),)},
        {"references": (Reference("9", None, False),)},
        {"outcome": Outcome.ANSWERED},
    ],
    ids=["doubtful", "no target", "says more than that"],
)
def test_other_pointers_make_no_thread(change) -> None:
    target = answer("a", 1, "Who trains new police dogs?", "Handlers train every puppy at our kennels near Ripley.")
    pointing = {"outcome": Outcome.REFERRED, "references": (Reference("1", "a-q1", False),)} | change
    assert related(target, answer("a", 2, SCOOTERS, "Please see Q1.", **pointing)) == []


def test_no_answers_have_no_relations() -> None:
    assert find_relations([], [], np.empty((0, 0), np.float32)) == []


def test_threads_of_the_five_pages(real_index) -> None:
    with real_index.lease() as generation:
        pages = {page[:3]: page for page in (meeting.id for meeting in generation.catalogue.meetings())}

        def thread(name: str) -> dict[str, RelationKind]:
            page, label = name.split()
            return dict(generation.catalogue.related(f"{pages[page]}-{label}"))

        assert thread("000 q3") == {f"{pages['003']}-q5": RelationKind.SAME_QUESTION}
        assert thread("003 q5") == {f"{pages['000']}-q3": RelationKind.SAME_QUESTION}
        assert thread("004 17")[f"{pages['004']}-36"] is RelationKind.SAME_RESPONSE
        assert thread("004 36")[f"{pages['004']}-17"] is RelationKind.SAME_RESPONSE
        assert thread("004 40")[f"{pages['004']}-39"] is RelationKind.SAME_QUESTION
