from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from bot import Band, Bot, Precedent, Wanted
from tests.api.conftest import CANARY
from tests.api.office.conftest import Browser, House

AT = "/office/precedents"
SCOOTERS = f"{AT}?q=electric+scooters"


def text_of(page: Any) -> str:
    """What is read on a page, in one line."""
    main = re.sub(r"<[^>]+>", " ", page.text.split("<main", 1)[1])
    return " ".join(unescape(main).split())


def links(page: Any) -> list[str]:
    return [unescape(each) for each in re.findall(r'href="([^"]+)"', page.text)]


@pytest.fixture(scope="module")
def staff(word_house: House) -> Browser:
    return word_house.browser("staff")


def test_words_find_threads_with_their_particulars(staff: Browser) -> None:
    page = staff.get(SCOOTERS)
    assert page.status_code == 200
    read = text_of(page)
    for part in (
        "6 October 2022",
        "date not known",
        "Why are electric scooters ridden on pavements in Derby?",
        "Electric scooters may not be ridden on pavements.",
        "Asked from Derby City",
        "Outcome: answered",
        "Who answered: the constabulary",
        "Rural Crime (6 October 2022), answer Q3. http://testserver/answers/rural-q3",
    ):
        assert part in read, part
    assert "/answers/rural-q3" in links(page)
    assert 'value="electric scooters"' in page.text


def test_without_words_the_whole_record_is_shown(staff: Browser) -> None:
    assert "7 answers within the filters" in text_of(staff.get(AT))


def test_a_facet_narrows_and_is_taken_out_again(staff: Browser) -> None:
    page = staff.get(SCOOTERS)
    narrowing = next(each for each in links(page) if "meeting=rural" in each)
    narrowed = staff.get(narrowing)
    assert "1 answer within the filters, in 1 thread." in text_of(narrowed)
    assert "Outside the filters" in text_of(narrowed)
    assert 'aria-current="true"' in narrowed.text
    back = [each for each in links(narrowed) if each == f"{SCOOTERS}#results"]
    assert len(back) == 2  # the filter in use, and the facet itself


def test_a_permalink_holds_the_search_and_nothing_empty(staff: Browser) -> None:
    page = staff.get(f"{AT}?q=scooters&meeting=&from=&to=2023-01-01&topic=&sort=date&area=")
    assert f"{AT}?q=scooters&to=2023-01-01&sort=date" in links(page)


def test_the_same_response_stands_once(staff: Browser, word_bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    found = word_bot.precedents(Wanted("electric scooters"))
    first, second, *_ = found.threads[0].tellings
    told = (first, replace(second, response=first.response, same_as=first.id))
    monkeypatch.setattr(word_bot, "precedents", lambda _: replace(found, threads=(Precedent(told, 0.9, Band.STRONG),)))
    page = staff.get(SCOOTERS)
    assert "Same response as" in text_of(page)
    assert page.text.count(first.response) == 1
    assert f"#a-{first.id}" in links(page)
    assert "What changed" not in text_of(page)


def test_nothing_found_is_said_with_the_filters_to_take_out(staff: Browser) -> None:
    page = staff.get(f"{AT}?to=1999-01-01&area=Bolsover")
    assert "No published answer is like that." in text_of(page)
    assert f"{AT}?area=Bolsover#results" in links(page)
    assert "<article" not in page.text


@pytest.mark.parametrize(("field", "said"), [("from", "first day"), ("to", "last day"), ("outcome", "outcome")])
def test_a_value_that_cannot_be_is_said_and_the_rest_is_kept(staff: Browser, field: str, said: str) -> None:
    page = staff.get(f"{AT}?q=scooters&area=Bolsover&{field}=nonsense")
    assert page.status_code == 422
    assert said in text_of(page)
    assert 'value="scooters"' in page.text
    assert 'name="area" value="Bolsover"' in page.text


def test_too_long_a_question_is_said(staff: Browser) -> None:
    page = staff.get(AT, params={"q": "x " * 6000})
    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_a_page_beyond_the_last_leads_back(staff: Browser) -> None:
    page = staff.get(f"{AT}?page=9")
    assert "Page 9 of 1" in text_of(page)
    assert f"{AT}?page=1#results" in links(page)


def test_what_is_typed_is_text(staff: Browser) -> None:
    page = staff.get(AT, params={"q": '"><script>x</script>', "topic": "<b>", "meeting": "<i>"})
    assert "<script" not in page.text
    assert "<b>" not in page.text
    assert "<i>" not in page.text


def test_without_an_index_it_says_so_and_keeps_the_words(house: House) -> None:
    page = house.browser("staff").get(AT, params={"q": CANARY})
    assert page.status_code == 503
    assert page.headers["retry-after"]
    assert f'value="{CANARY}"' in page.text
