from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot import Band, Bot, Order, Precedents, QuestionError, Wanted
from index import AnsweredBy, Generation, Outcome

SCOOTERS = "003_1a58a8230cb90626-q5"
VAWG = "004_9f2d36ec58c1b81d"


def ids(found: Precedents) -> list[list[str]]:
    return [[telling.id for telling in thread.tellings] for thread in found.threads]


def matched(found: Precedents) -> set[str]:
    return {telling.id for thread in found.threads for telling in thread.tellings if telling.matched}


def test_a_thread_shows_every_time_that_a_thing_was_asked_newest_first(bot: Bot) -> None:
    first = bot.precedents(Wanted("electric scooters")).threads[0]
    assert [(each.id, each.citation.date) for each in first.tellings] == [
        (SCOOTERS, dt.date(2023, 3, 21)),
        ("000_99c40884c66f58bb-q3", dt.date(2022, 7, 6)),
    ]
    assert first.band is Band.STRONG


def test_without_a_query_the_whole_record_comes_newest_first(bot: Bot, record: Generation) -> None:
    found = bot.precedents(Wanted())
    assert found.answers == len(matched(found)) == record.catalogue.counts()["answers"]
    newest = [max(each.citation.date or dt.date.min for each in thread.tellings) for thread in found.threads]
    assert newest == sorted(newest, reverse=True)
    assert all(thread.score is None for thread in found.threads)


def test_no_answer_is_in_two_threads(bot: Bot) -> None:
    everything = [each for thread in ids(bot.precedents(Wanted())) for each in thread]
    assert len(everything) == len(set(everything))


def test_one_response_given_twice_stands_once(bot: Bot) -> None:
    [thread] = [each for each in bot.precedents(Wanted()).threads if f"{VAWG}-17" in {t.id for t in each.tellings}]
    assert [(each.id, each.same_as) for each in thread.tellings] == [(f"{VAWG}-17", None), (f"{VAWG}-36", f"{VAWG}-17")]


def test_by_date_the_newest_of_what_was_found_comes_first(bot: Bot) -> None:
    by_closeness, by_date = (bot.precedents(Wanted("knife crime", order=order)) for order in Order)
    assert sorted(ids(by_closeness)) == sorted(ids(by_date))
    dates = [thread.tellings[0].citation.date for thread in by_date.threads]
    assert dates == sorted(dates, key=lambda date: date or dt.date.min, reverse=True)
    scores = [thread.score or 0 for thread in by_closeness.threads]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        ({"meeting": VAWG}, lambda each: each.id.startswith(VAWG)),
        ({"since": dt.date(2023, 1, 1)}, lambda each: each.citation.date >= dt.date(2023, 1, 1)),
        ({"until": dt.date(2022, 7, 6)}, lambda each: each.citation.date <= dt.date(2022, 7, 6)),
        ({"topic": "knife crime"}, lambda each: each.topic == "Knife Crime"),
        ({"area": "Bolsover"}, lambda each: each.asked_from == "Bolsover"),
        ({"outcome": Outcome.DECLINED}, lambda each: each.outcome is Outcome.DECLINED),
        ({"answered_by": AnsweredBy.CONSTABULARY}, lambda each: each.answered_by is AnsweredBy.CONSTABULARY),
        ({"has_figures": True}, lambda each: each.has_figures),
        ({"has_figures": False, "area": "Derby City"}, lambda each: not each.has_figures),
    ],
    ids=str,
)
def test_a_filter_lets_through_what_fits_and_all_of_it(bot: Bot, filters: dict[str, Any], holds: Any) -> None:
    found = bot.precedents(Wanted(**filters))
    tellings = [telling for thread in found.threads for telling in thread.tellings]
    assert all(holds(each) for each in tellings if each.matched)
    everything = [each for thread in bot.precedents(Wanted()).threads for each in thread.tellings if holds(each)]
    if len(filters) == 1:
        assert matched(found) == {each.id for each in everything}
    assert found.answers == len(matched(found)) > 0


def test_a_thread_is_whole_though_a_filter_fits_only_part_of_it(bot: Bot) -> None:
    found = bot.precedents(Wanted("electric scooters", until=dt.date(2022, 12, 31)))
    assert [(each.id, each.matched) for each in found.threads[0].tellings] == [
        (SCOOTERS, False),
        ("000_99c40884c66f58bb-q3", True),
    ]


def test_a_facet_counts_what_each_of_its_values_would_leave(bot: Bot) -> None:
    wanted = Wanted("knife crime", has_figures=True)
    for facet in bot.precedents(wanted).facets:
        for value, count in facet.counts:
            given: Any = {"yes": True, "no": False}[value] if facet.name == "has_figures" else value
            kinds = {"outcome": Outcome, "answered_by": AnsweredBy}
            narrowed = {facet.name: kinds.get(facet.name, lambda same: same)(given)}
            fields = {"query": "knife crime", "has_figures": True, **narrowed}
            assert bot.precedents(Wanted(**fields)).answers == count  # type: ignore[arg-type]


def test_facets_count_most_first(bot: Bot) -> None:
    for facet in bot.precedents(Wanted()).facets:
        counts = [count for _, count in facet.counts]
        assert counts == sorted(counts, reverse=True)


def test_what_is_not_there_finds_nothing(bot: Bot) -> None:
    found = bot.precedents(Wanted(area="Atlantis"))
    assert (found.threads, found.answers) == ((), 0)


def test_an_answer_with_every_word_is_found_however_unlikely(word_bot: Bot) -> None:
    assert "rural-q2" in matched(word_bot.precedents(Wanted("satellite trackers")))


def test_a_query_that_cannot_be_read_is_an_error(bot: Bot) -> None:
    with pytest.raises(QuestionError):
        bot.precedents(Wanted("?!"))
