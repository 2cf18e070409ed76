"""Word search: scores that are parts of a bound, and queries that cannot break anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import GenerationError, read_record
from index.record import Answer
from index.stores.words import Words, terms_of, write_words
from tests.conftest import SEEDS
from tests.fakes import quiet


@pytest.fixture(scope="module")
def answers() -> list[Answer]:
    return [answer for page in read_record(SEEDS, quiet)[0] for answer in page.answers]


@pytest.fixture(scope="module")
def words(answers, tmp_path_factory) -> Iterator[Words]:
    path = tmp_path_factory.mktemp("words") / "words.sqlite"
    write_words(path, answers)
    opened = Words.open(path)
    yield opened
    opened.close()


def close(words: Words, text: str) -> dict[str, float]:
    return words.search(text).closeness


def best(found: dict[str, float]) -> str:
    return max(found, key=lambda name: found[name])


def test_the_answer_about_it_comes_first(words) -> None:
    assert best(close(words, "electric scooters on foot paths in Allenton")) == "000_99c40884c66f58bb-q3"


def test_every_score_is_between_0_and_1(words, answers) -> None:
    for answer in answers:
        found = close(words, answer.question)
        assert best(found) == answer.id or answer.page_id[:3] == "004"  # which prints the same words several times
        assert all(0.0 <= score <= 1.0 for score in found.values())


def test_a_word_that_the_record_lacks_lowers_every_score(words) -> None:
    plain, lacking = close(words, "electric scooters"), close(words, "electric scooters zyxwv")
    assert plain.keys() == lacking.keys()
    assert all(lacking[name] < plain[name] for name in plain)


def test_a_rare_word_counts_more_than_a_frequent_one(words) -> None:
    rare, frequent = close(words, "scooters police"), close(words, "police")
    assert best(rare) in close(words, "scooters")
    assert max(frequent.values()) < max(rare.values())


@pytest.mark.parametrize("text", ["", "  ", "what are you?", "the of and", "?!…", "🚓"])
def test_text_without_telling_words_finds_nothing(words, text) -> None:
    assert close(words, text) == {}


def test_words_that_nobody_used_find_nothing(words) -> None:
    assert close(words, "zyxwv qqqq") == {}


@pytest.mark.parametrize(
    ("asked", "same"), [("scooter", "scooters"), ("BURGLARIES", "burglary"), ("seizing", "seized")]
)
def test_words_are_compared_by_stem_and_without_case(words, asked, same) -> None:
    found = close(words, asked)
    assert found
    assert found == close(words, same)


def test_coverage_is_the_part_of_the_words_that_an_answer_has(words) -> None:
    both, more = words.search("electric scooters"), words.search("electric scooters zyxwv")
    scooters = "000_99c40884c66f58bb-q3"
    assert both.coverage[scooters] == pytest.approx(1)
    assert 0 < more.coverage[scooters] < 1
    assert both.unheard == 0
    assert more.unheard == pytest.approx(1 - more.coverage[scooters])
    assert all(0 < part <= 1 + 1e-9 for part in more.coverage.values())


def test_a_rare_word_is_more_of_the_coverage_than_a_frequent_one(words) -> None:
    found = words.search("scooters police")
    assert found.coverage["000_99c40884c66f58bb-q3"] > 1 - min(found.coverage.values()) > 0.5


def test_accents_do_not_matter(words) -> None:
    assert close(words, "scóoters") == close(words, "scooters")


def test_topics_are_searched_too(tmp_path, answers) -> None:
    marked = replace(answers[0], topic="Wolpertinger")
    write_words(tmp_path / "words.sqlite", [marked, replace(answers[1], topic=None)])
    words = Words.open(tmp_path / "words.sqlite")
    assert list(close(words, "wolpertinger")) == [marked.id]
    words.close()


def test_further_wordings_are_searched_and_count_less_than_the_question(tmp_path, answers) -> None:
    first = replace(answers[0], question="Wolpertinger?", alternates=())
    second = replace(answers[1], question="Something else?", alternates=("Where is the wolpertinger?",))
    write_words(tmp_path / "words.sqlite", [first, second, *answers[2:]])
    words = Words.open(tmp_path / "words.sqlite")
    found = close(words, "wolpertinger")
    assert found.keys() == {first.id, second.id}
    assert found[first.id] > found[second.id] > 0
    words.close()


def test_ids_are_not_searched(words) -> None:
    assert close(words, "99c40884c66f58bb") == {}


OPERATORS = ['"', "'", "*", "NEAR(", "OR", "AND NOT", "question:", "^scooters", "{a b}:", "scoot*", "-", "+", "(", "\0"]


@pytest.mark.parametrize("operator", OPERATORS)
def test_query_syntax_is_only_text(words, operator) -> None:
    plain = close(words, "scooters")
    for text in (f"{operator} scooters", f"scooters {operator}", f'"{operator}"'):
        assert close(words, text).keys() <= plain.keys() | close(words, operator).keys()


@given(st.text())
@example("_")
@example("²½௧")
@example("x" * 5000)
@example("e\u0301 \u200d a\u00adb \ufffe")
@example("\ud800 scooters")
@example(" ".join(f"w{number}" for number in range(3000)))
def test_any_text_is_harmless(words, text) -> None:
    assert all(0.0 <= score <= 1.0 for score in close(words, text).values())


@given(st.lists(st.sampled_from([*OPERATORS, "scooters", "Derby", "knife"]), max_size=8).map(" ".join))
def test_any_mix_of_words_and_operators_is_harmless(words, text) -> None:
    assert all(0.0 <= score <= 1.0 for score in close(words, text).values())


def test_terms_are_telling_words_each_once_in_order() -> None:
    assert terms_of("What about Knife crime, and KNIFE crime in Derby?") == ["knife", "crime", "derby"]


def test_a_missing_file_is_refused_and_not_made(tmp_path) -> None:
    with pytest.raises(GenerationError, match=r"words\.sqlite: cannot be read"):
        Words.open(tmp_path / "words.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_an_index_without_answers_finds_nothing(tmp_path) -> None:
    path: Path = tmp_path / "words.sqlite"
    write_words(path, [])
    words = Words.open(path)
    assert close(words, "scooters") == {}
    words.close()
