from __future__ import annotations

import datetime as dt

import pytest
from argon2 import PasswordHasher

from api.ledger import Account, Role
from tests.api.office.conftest import WORDS, House, OpenHouse, form_token

SESSION = "onrecord-session"


def test_who_has_the_password_comes_in_and_goes_where_they_wanted(house: House) -> None:
    browser = house.browser()
    turned = browser.get("/office/tokens?a=b")
    assert (turned.status_code, turned.headers["location"]) == (303, "/office/sign-in?next=%2Foffice%2Ftokens%3Fa%3Db")
    assert 'value="/office/tokens?a=b"' in browser.get(turned.headers["location"]).text
    entered = browser.sign_in("staff", to="/office/tokens?a=b")
    assert (entered.status_code, entered.headers["location"]) == (303, "/office/tokens?a=b")
    assert "Signed in as <strong>staff</strong>" in browser.get("/office").text
    assert browser.get("/office/sign-in?next=/office/password").headers["location"] == "/office/password"
    assert house.actions()[-1] == "signed in"


def test_a_name_is_taken_as_people_type_it(house: House) -> None:
    assert house.browser().sign_in("  Staff ").status_code == 303


def test_who_is_refused_learns_nothing_from_it(house: House) -> None:
    house.ledger.accounts.disable("tests", "editor")
    answers = []
    for name, password in (("staff", "wrong words"), ("nobody", WORDS), ("editor", WORDS), ("drafter", ""), ("", "")):
        answer = house.browser().sign_in(name, password)
        page = answer.text.replace(f'value="{name}"', 'value=""')
        answers.append((answer.status_code, page.replace(form_token(answer), ""), sorted(answer.headers)))
    assert {status for status, _, _ in answers} == {401}
    assert answers == [answers[0]] * len(answers)
    assert "Name or password is not right." in answers[0][1]


def test_what_was_typed_comes_back_as_text_and_the_password_never(house: House) -> None:
    page = house.browser().sign_in("<script>alert(1)</script>", "canaryzzyx").text
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "canaryzzyx" not in page


def test_without_anybody_the_page_says_how_the_first_admin_is_made(open_house: OpenHouse) -> None:
    house = open_house(people=False)
    assert "onrecord user add NAME --role admin" in house.browser().get("/office/sign-in").text
    house.ledger.accounts.add("tests", Account("ada", Role.ADMIN, dt.date(2026, 11, 22)))
    assert "onrecord user add" not in house.browser().get("/office/sign-in").text


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.test/",
        "//evil.test/",
        "/\\evil.test",
        "\\\\evil.test",
        "javascript:alert(1)",
        "evil.test",
        "/office\r\nSet-Cookie: a=b",
        "/\t/evil.test",
        "/ /evil.test",
        "https:/evil.test",
        "",
        "/" + "a" * 5000,
    ],
)
def test_nobody_is_sent_to_another_website(house: House, to: str) -> None:
    browser = house.browser()
    assert browser.sign_in("staff", to=to).headers["location"] == "/office"
    assert browser.get("/office/sign-in", params={"next": to}).headers["location"] == "/office"


def test_a_session_begins_anew_when_somebody_signs_in(house: House) -> None:
    browser = house.browser()
    browser.get("/office/sign-in")
    planted = browser.cookies[SESSION]
    browser.sign_in("staff")
    assert browser.cookies[SESSION] != planted
    other = house.browser()
    other.cookies.set(SESSION, planted)
    assert other.get("/office").status_code == 303


def test_a_session_that_was_signed_out_of_is_over_wherever_its_cookie_is(house: House) -> None:
    browser, thief, elsewhere = house.browser("staff"), house.browser(), house.browser("staff")
    thief.cookies.set(SESSION, browser.cookies[SESSION])
    assert thief.get("/office").status_code == 200
    left = browser.submit("/office/sign-out")
    assert (left.status_code, left.headers["location"]) == (303, "/office/sign-in")
    assert SESSION not in browser.cookies
    assert thief.get("/office").status_code == 303
    assert elsewhere.get("/office").status_code == 200
    assert house.actions()[-1] == "signed out"


def test_the_cookie_is_for_this_site_only_and_no_script_reads_it(house: House) -> None:
    [cookie] = house.browser().get("/office/sign-in").headers.get_list("set-cookie")
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert flags == {"httponly", "samesite=lax", "path=/"}


def test_by_https_the_cookie_is_bound_to_the_host(open_house: OpenHouse) -> None:
    house = open_house(api={"address": "https://record.example.org"})
    browser = house.browser("staff")
    [cookie] = house.browser().get("/office/sign-in").headers.get_list("set-cookie")
    assert cookie.startswith("__Host-onrecord-session=")
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert flags == {"httponly", "samesite=lax", "path=/", "secure"}
    assert browser.get("/office").status_code == 200


def test_a_form_of_another_session_lets_nobody_in(house: House) -> None:
    mine, theirs = house.browser(), house.browser()
    token = form_token(theirs.get("/office/sign-in"))
    mine.get("/office/sign-in")
    for given in ({"form_token": token}, {"form_token": ""}, {}, {"form_token": "é"}):
        fields = {"name": "staff", "password": WORDS} | given
        assert mine.post("/office/sign-in", data=fields).status_code == 403


def test_without_a_session_the_form_is_given_again_and_no_session_is_replaced(house: House) -> None:
    browser = house.browser()
    sent = browser.post("/office/sign-in", data={"name": "staff", "password": WORDS, "next": "/office/tokens"})
    assert (sent.status_code, "set-cookie" in sent.headers) == (303, False)
    page = browser.get(sent.headers["location"])
    assert "open for too long" in page.text
    assert 'name="next" value="/office/tokens"' in page.text


def test_signing_in_hashes_once_whoever_it_is(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    hasher = type(house.office.passwords._hasher)
    verify = hasher.verify

    def counting(self: object, kept: str, password: bytes) -> object:
        checked.append(kept)
        return verify(self, kept, password)  # type: ignore[arg-type]

    monkeypatch.setattr(hasher, "verify", counting)
    house.ledger.accounts.disable("tests", "editor")
    for name, password in (("staff", WORDS), ("staff", "wrong"), ("nobody", WORDS), ("editor", WORDS), ("", "")):
        house.browser().sign_in(name, password)
        assert len(checked) == 1
        assert checked.pop().split("$")[3] == "m=8,t=1,p=1"


def test_a_hash_of_other_settings_is_made_anew_and_nobody_notices(house: House) -> None:
    weak = house.account("staff").password_hash
    house.office.passwords._hasher = PasswordHasher(2, 8, 1)
    elsewhere = house.browser("drafter")
    browser = house.browser("staff")
    assert house.account("staff").password_hash != weak
    assert browser.get("/office").status_code == 200
    assert elsewhere.get("/office").status_code == 200
    assert house.browser("staff").get("/office").status_code == 200
    assert "password changed" not in house.actions()


def test_attempts_under_a_name_are_limited_whether_or_not_it_exists(open_house: OpenHouse) -> None:
    house = open_house(attempts="3/hour")
    for name in ("staff", "nobody"):
        assert [house.browser().sign_in(name, "wrong").status_code for _ in range(4)] == [401, 401, 401, 429]
    refused = house.browser().sign_in("staff", WORDS)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 3600
    assert house.browser().sign_in("drafter").status_code == 303


def test_attempts_of_a_client_are_limited_whatever_address_it_makes_up(open_house: OpenHouse) -> None:
    house = open_house(client_attempts="5/hour")
    seen = []
    for at in range(8):
        browser = house.browser()
        browser.headers["X-Forwarded-For"] = f"203.0.113.{at}"
        seen.append(browser.sign_in(f"name{at}", "wrong").status_code)
    assert seen == [401] * 5 + [429] * 3


def test_a_disabled_account_and_a_changed_password_end_sessions_at_once(house: House) -> None:
    browser = house.browser("staff")
    house.ledger.accounts.disable("tests", "staff")
    assert browser.get("/office").status_code == 303
    house.ledger.accounts.enable("tests", "staff")
    assert browser.get("/office").status_code == 303
    browser = house.browser("staff")
    house.ledger.accounts.set_password("tests", "staff", house.office.passwords.hash("other random words"))
    assert browser.get("/office").status_code == 303
    assert house.browser().sign_in("staff").status_code == 401


def test_another_role_counts_at_once(house: House) -> None:
    browser = house.browser("staff")
    assert browser.get("/office/users").status_code == 403
    house.ledger.accounts.set_role("tests", "staff", Role.ADMIN)
    assert browser.get("/office/users").status_code == 200
