"""Pages made from a small model read back as they were written; lines in any order lose nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from index.parsing import parse
from index.parsing.grammar import read_lines
from index.parsing.lines import split_lines

from .samples import page_of, quick

STYLES = ("Q{})", "{}.", "{},", "{})")
LIST_STYLE = "{}."
HEADINGS = ("Vehicle Related", "Male Victims", "Noise – (Topic is discussed at 0:41:02)", "Serious Violence and Girls")
LEADS = ("", "", "I have lived here for years. ", "There were 3 break-ins last year. ")
LEAD_LINE = "My neighbours are afraid.\n"
OPENINGS = ("What is being done about", "Why do you ignore", "When will officers stop", "Should I report", "Is that")
SUBJECTS = ("speeding on Walton Road", "knife crime", "exhausts at night", "the 27 scooters", "drug deals in parks")
VOICE = (
    "The force takes this seriously and officers act on each report.",
    "Our officers patrol the area every week. We made 63 arrests in 2021.",
    "We will continue to work with the council, schools and shops (see our website).",
    "Derbyshire Constabulary has a plan for this; it is reviewed monthly.",
    "In the previous 12 months police recorded 433 offences, of which 5.5% led to a charge.",
)
STEPS = ("Report it online.", "Ring 101 when it happens.", "Tell your local officers.", "Write to the council.")


@dataclass(frozen=True)
class Asked:
    """One question of a made page: its heading, if it has one, and the lines of its response."""

    heading: str | None
    question: str
    response: tuple[str, ...]


@dataclass(frozen=True)
class MadePage:
    style: str
    marker: str | None
    gap: str
    asked: tuple[Asked, ...]

    @property
    def lines(self) -> Iterator[str]:
        yield "Performance Scrutiny Meeting focusing on Road Safety (30 March 2022)"
        yield f"My office received {len(self.asked)} questions in total, which were addressed during the meeting."
        for number, one in enumerate(self.asked, start=1):
            yield from [one.heading] if one.heading else []
            yield f"{self.style.format(number)} {one.question}"
            yield from [self.marker] if self.marker else []
            yield from one.response

    @property
    def text(self) -> str:
        return self.gap.join(self.lines)

    @property
    def expected(self) -> list[tuple[str, str, str, str | None]]:
        rows, topic = [], None
        for number, one in enumerate(self.asked, start=1):
            topic = one.heading.partition(" – (")[0] if one.heading else topic
            rows.append((self.style.format(number).rstrip(").,"), one.question, self.gap.join(one.response), topic))
        return rows


@st.composite
def responses(draw: st.DrawFn, longest_list: int) -> tuple[str, ...]:
    paragraphs = draw(st.lists(st.sampled_from(VOICE), min_size=1, max_size=4))
    steps = [f"{LIST_STYLE.format(n + 1)} {STEPS[n]}" for n in range(draw(st.integers(0, longest_list)))]
    at = draw(st.integers(1, len(paragraphs)))
    return (*paragraphs[:at], *steps, *paragraphs[at:])


@st.composite
def made_pages(draw: st.DrawFn) -> MadePage:
    style, count = draw(st.sampled_from(STYLES)), draw(st.integers(1, 8))
    # Where a page's labels look like its lists ("1."), the parser takes some lists for questions, and some
    # questions whose first line does not ask for text; test_grammar.py holds each such case.
    alike = style == LIST_STYLE
    longest_list = len(STEPS) if not alike else 2 if count > 1 else 1
    leads = LEADS if alike or count == 1 else (*LEADS, LEAD_LINE)
    asked = st.builds(
        Asked,
        heading=st.none() | st.sampled_from(HEADINGS),
        question=st.builds("{}{} {}?".format, *map(st.sampled_from, (leads, OPENINGS, SUBJECTS))),
        response=responses(longest_list),
    )
    return MadePage(
        style,
        marker=draw(st.sampled_from((None, "Constabulary Response", "Police Response"))),
        gap=draw(st.sampled_from(("\n", "\n\n", "  \r\n"))),
        asked=tuple(draw(st.lists(asked, min_size=count, max_size=count))),
    )


@quick
@given(made_pages())
def test_made_page_reads_back_as_it_was_written(made):
    page = parse(page_of(made.text))
    assert [(a.label, a.question, a.response, a.topic) for a in page.answers] == made.expected
    listed = "has a number like a question's label"  # a list in the labels' style is rightly doubted
    assert [doubt for doubt in page.report.doubts if not doubt.why.startswith(listed)] == []
    assert page.report.expected == len(made.asked)
    _assert_exact(page)


@quick
@given(made_pages())
def test_lines_of_a_made_page_are_told_apart(made):
    counts = parse(page_of(made.text)).report.lines
    headings = sum(one.heading is not None for one in made.asked)
    assert (counts["preamble"], counts["heading"], counts["furniture"]) == (2, headings, 0)
    assert sum(counts.values()) == made.text.count("\n") + 1


SCRAPS = (
    *("", "", "   ", "Q1) Why is it so?", "Q2) How many? (Resident from High Peak)", "3. When?", "4, Is it? Bolsover"),
    *("5, Is it? Derby City", "1. Ring 101.", "2. Report it online", "Answer: We will act.", "Male Victims", "menu"),
    *("Our officers patrol the area.", "We received 4 questions.", "13 July 2022", "Skip to content", "Or is it?"),
    *("As above, the force acts.", "Please see the answer to Q2.", "• a bullet", "We cannot comment.", "a\rb\x0cc"),
    # A marker with nothing below it is never drawn: test_grammar.py, test_marker_without_a_response.
    *("Police Response\nWe act.", "Constabulary Response to Q1 and Q2\nWe act.", "In Response:\nThe force acts."),
)


@quick
@given(st.lists(st.sampled_from(SCRAPS), max_size=14).map("\n".join))
def test_scraps_in_any_order_are_read_without_loss(text):
    page = parse(page_of(text))
    _assert_exact(page)
    assert len({answer.id for answer in page.answers}) == len(page.answers)
    assert page.answers or page.report.doubts


@quick
@given(st.text(alphabet=st.sampled_from("Q1)2.,:? \n\r\t\xa0\x85\u2028aPolice Response"), max_size=200))
def test_any_text_is_read_line_by_line(text):
    lines = split_lines(text)
    reading = read_lines(lines)
    assert [line.text == "" for line in lines] == [kind == "blank" for kind in reading.kinds]


def _assert_exact(parsed):
    text = parsed.page.text
    assert sum(parsed.report.lines.values()) == len(text.split("\n"))
    for answer in parsed.answers:
        assert text[answer.question_start : answer.question_end] == answer.question != ""
        assert text[answer.start : answer.end] == answer.response != ""
        assert all(answer.response[a.start : a.end] == a.text for a in answer.ageing)
