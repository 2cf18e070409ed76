from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress

from api.ledger import Ledger, Wanted, audit, now
from api.ledger.models import Entry, Gap


def test_a_line_says_who_did_what_when(ledger: Ledger) -> None:
    before = now()
    ledger.audit.write("ada", "checked", "draft 7", {"sentences": 3, "kind": "paste"})
    [entry] = ledger.audit.entries()
    assert (entry.who, entry.action, entry.subject) == ("ada", "checked", "draft 7")
    assert json.loads(entry.detail) == {"kind": "paste", "sentences": 3}
    assert before <= entry.at <= now()


def test_a_line_is_kept_if_what_it_speaks_of_is_kept(ledger: Ledger) -> None:
    with suppress(RuntimeError), ledger.sessions.begin() as session:
        audit(session, "ada", "answered", "gap 1")
        raise RuntimeError
    assert ledger.audit.entries() == []
    with ledger.sessions.begin() as session:
        session.add(Gap(dt.date.today(), "Who?", "", None))
        audit(session, "ada", "answered", "gap 1")
    assert len(ledger.audit.entries()) == 1


def test_a_text_is_cut_and_made_one_line(ledger: Ledger) -> None:
    ledger.audit.write("a\nb" + "x" * 300, "did", "s\0" * 300, {"text": "word " * 100})
    [entry] = ledger.audit.entries()
    assert entry.who.startswith("abx")
    assert max(len(entry.who), len(entry.subject), len(json.loads(entry.detail)["text"])) == 200


def test_lines_are_wanted_by_who_action_and_day(ledger: Ledger) -> None:
    days = (dt.date(2026, 11, 20), dt.date(2026, 11, 21), dt.date(2026, 11, 22))
    with ledger.sessions.begin() as session:
        for at, (day, who) in enumerate(zip(days, ("ada", "bob", "ada"), strict=True)):
            moment = dt.datetime.combine(day, dt.time(23, 59, 59, 999_999))
            session.add(Entry(moment, who, f"action {at % 2}", f"s{at}", "{}"))

    def subjects(**wanted: object) -> list[str]:
        return [entry.subject for entry in ledger.audit.entries(Wanted(**wanted))]  # type: ignore[arg-type]

    assert subjects() == ["s2", "s1", "s0"]
    assert subjects(who="ada") == ["s2", "s0"]
    assert subjects(action="action 1") == ["s1"]
    assert subjects(since=days[1]) == ["s2", "s1"]
    assert subjects(until=days[1]) == ["s1", "s0"]
    assert subjects(since=days[1], until=days[1]) == ["s1"]
    assert [entry.subject for entry in ledger.audit.entries(limit=1, skip=1)] == ["s1"]
    assert ledger.audit.actions() == ["action 0", "action 1"]
