from __future__ import annotations

import csv
import datetime as dt
import io
import logging

import pytest

from api.ledger.models import Entry
from api.office.access.tokens import Scope
from tests.api.office.conftest import SECRET, WORDS, House


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))[1:]


def test_the_log_is_shown_newest_first_and_by_what_is_asked(house: House) -> None:
    house.ledger.audit.write("ada", "checked", "draft 7", {"sentences": 3})
    browser = house.browser("admin")
    page = browser.get("/office/audit").text
    assert page.index("signed in") < page.index("draft 7")
    assert "&#34;sentences&#34;: 3" in page
    only = browser.get("/office/audit?who=ada&action=checked&since=2020-01-01&until=").text
    assert "draft 7" in only
    assert "<td>admin</td>" not in only
    assert 'value="ada"' in only
    assert "No line is like that." in browser.get("/office/audit?who=nobody").text
    assert "No line is like that." in browser.get("/office/audit?until=2020-01-01").text


def test_a_day_that_is_none_is_said(house: House) -> None:
    for path in ("/office/audit?since=yesterday", "/office/audit.csv?until=2026-02-30"):
        assert house.browser("admin").get(path).status_code == 422


def test_a_long_log_has_pages(house: House) -> None:
    with house.ledger.sessions.begin() as session:
        session.add_all(Entry(dt.datetime(2026, 1, 1), "ada", "checked", f"draft {at:03}", "{}") for at in range(250))
    browser = house.browser("admin")
    first, last = (browser.get(f"/office/audit?who=ada&page={page}").text for page in (0, 2))
    assert first.count("draft ") == 100
    assert 'href="/office/audit?who=ada&amp;page=1" rel="next"' in first
    assert 'rel="prev"' not in first
    assert last.count("draft ") == 50
    assert 'rel="next"' not in last
    assert "No line" in browser.get("/office/audit?who=ada&page=99").text
    assert browser.get("/office/audit?page=x").status_code == 200


def test_the_log_is_exported_and_that_is_in_the_log(house: House) -> None:
    house.ledger.audit.write("ada", "checked", "draft, 7", {})
    answer = house.browser("admin").get("/office/audit.csv?who=ada")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    assert [row[1:] for row in rows(answer.text)] == [["ada", "checked", "draft, 7", "{}"]]
    assert house.actions()[-1] == "audit exported"


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"])
def test_an_exported_line_is_no_formula(house: House, formula: str) -> None:
    house.ledger.audit.write(formula, "checked", formula, {})
    answer = house.browser("admin").get("/office/audit.csv?action=checked")
    assert [row[1:4] for row in rows(answer.text)] == [[f"'{formula}", "checked", f"'{formula}"]]


def test_no_secret_is_in_the_log_or_in_logs_or_errors(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser = house.browser("staff")
    browser.submit("/office/password", current=WORDS, new="canaryzzyx words here", again="canaryzzyx words here")
    house.browser().sign_in("canaryzzyx words here", "canaryzzyx words here")
    admin = house.browser("admin")
    admin.submit("/office/users", name="eve", role="staff", email="", password="canaryzzyx words here")
    admin.submit("/office/users/eve/password", password="canaryzzyx words again")
    token = house.token("admin", Scope.CHECK)
    house.browser().get("/office/me", headers={"Authorization": f"Bearer {token}x", "Accept": "*/*"})
    cookie, form = browser.cookies["onrecord-session"], house.account("eve").password_hash
    log = admin.get("/office/audit").text + admin.get("/office/audit.csv").text
    said = log + "".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    for secret in ("canaryzzyx", WORDS, SECRET, token.split("_")[2], cookie, str(form)):
        assert secret not in said
