"""Reading a page takes work in proportion to its length, whatever stands on it."""

import pytest

from tests.work import calls

from .samples import read

PAGES = {
    "a long list": lambda n: [f"{at % 999}. Ring them now." for at in range(n)],
    "questions with markers": lambda n: ["Q1) Why is it?", "Police Response", "Our officers act."] * (n // 3),
    "questions without markers": lambda n: ["1. Why is it so?", "Our officers act on all of it."] * (n // 2),
    "questions without labels": lambda n: ["Why is it so?", "Our officers act on all of it."] * (n // 2),
    "a run of questions": lambda n: [f"{at}. Why is it so?" for at in range(1, n)] + ["Police Response", "We act."],
    "markers alone": lambda n: ["Police Response"] * n,
    "prose": lambda n: ["Our officers act on all of it, and said so."] * n,
    "a table": lambda n: ["No | Question | Response"] + [f"{at} | Why? | So." for at in range(n)],
    "speakers": lambda n: ["Host: Why is it so?", "Chief Constable: It is."] * (n // 2),
    "blank lines first": lambda n: [*[""] * n, *["Q1) Why?", "Police Response", "We act."] * (n // 3)],
    "blank lines": lambda n: ["Q1) Why?", *[""] * n, "Police Response", "We act."],
}


@pytest.mark.parametrize("lines", PAGES.values(), ids=PAGES)
def test_twice_the_lines_are_about_twice_the_work(lines):
    assert calls(lambda: read(*lines(800))) < 2.6 * calls(lambda: read(*lines(400)))


@pytest.mark.parametrize("scrap", [" ", "a ", "(", "A", "A ", "-", "1", "\t|", "Q1) ", "> ", "Why? ", ": ", "\u200b"])
def test_line_of_any_length_and_kind_is_read(scrap):
    page = read("Q1) Why?", "Police Response", scrap * 40_000, "We act.")
    assert page.report.found == 1
