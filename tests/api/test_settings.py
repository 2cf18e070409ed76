from __future__ import annotations

from pathlib import Path

import pytest

from api.errors import SettingsError
from api.office.settings import DirectorySettings
from api.settings import load_settings


def test_without_an_environment_there_are_defaults() -> None:
    settings = load_settings()
    assert (settings.index.seeds, settings.index.data) == (Path("seeds"), Path(".onrecord"))
    assert (settings.api.host, settings.api.port) == ("127.0.0.1", 8000)


@pytest.mark.parametrize("name", ["ONRECORD_INDEX__DATA", "onrecord_index__data"])
def test_the_environment_sets_a_value_and_leaves_the_rest(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "/tmp/elsewhere")
    settings = load_settings()
    assert settings.index.data == Path("/tmp/elsewhere")
    assert settings.index.seeds == Path("seeds")


def test_a_section_of_a_section_is_set_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    default = load_settings().index.weights
    monkeypatch.setenv("ONRECORD_INDEX__WEIGHTS__WORDS", "0.25")
    assert load_settings().index.weights == default.model_copy(update={"words": 0.25})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ONRECORD_PORT", "1"),
        ("ONRECORD_", "1"),
        ("ONRECORD__BOT__CARDS", "1"),
        ("ONRECORD_BOT", "{}"),
        ("ONRECORD_BOTT__CARDS", "1"),
        ("ONRECORD_BOT__CARD", "1"),
        ("onrecord_bot__card", "1"),
        ("ONRECORD_INDEX__WEIGHTS__QUESTIN", "1"),
        ("ONRECORD_BOT__CARDS", "0"),
        ("ONRECORD_BOT__CARDS", ""),
        ("ONRECORD_BOT__CARDS", "many"),
        ("ONRECORD_BOT__STRONG", "nan"),
        ("ONRECORD_BOT__STRONG", "1.5"),
        ("ONRECORD_INDEX__WEIGHTS__QUESTION", "-1"),
        ("ONRECORD_API__PORT", "65536"),
        ("ONRECORD_API__REFRESH_SECONDS", "0"),
        ("ONRECORD_API__LARGEST_BODY", "999"),
        ("ONRECORD_API__AT_ONCE", "0"),
        ("ONRECORD_API__ORIGINS", "*"),
        ("ONRECORD_API__ORIGINS", "null"),
        ("ONRECORD_API__ORIGINS", "https://example.org/"),
        ("ONRECORD_API__ORIGINS", "https://example.org, example.net"),
        ("ONRECORD_API__ORIGINS", "https://*.example.org"),
        ("ONRECORD_API__ADDRESS", "javascript:alert(1)"),
        ("ONRECORD_API__CONTACT", "record@example.org"),
        ("ONRECORD_API__CONTACT", "javascript:alert(1)"),
        ("ONRECORD_API__RATE", "often"),
        ("ONRECORD_API__RATE", "0/minute"),
        ("ONRECORD_API__PROXIES", "-1"),
        ("ONRECORD_OFFICE__SECRET", "short"),
        ("ONRECORD_OFFICE__SESSION_MINUTES", "0"),
        ("ONRECORD_OFFICE__IDLE_MINUTES", "0"),
        ("ONRECORD_OFFICE__ATTEMPTS", "often"),
        ("ONRECORD_OFFICE__ATTEMPTS", " "),
        ("ONRECORD_OFFICE__CLIENT_ATTEMPTS", ""),
        ("ONRECORD_OFFICE__SHORTEST_PASSWORD", "4"),
        ("ONRECORD_OFFICE__PASSWORD", "admin"),
        ("ONRECORD_OFFICE__HASHING__PASSES", "0"),
        ("ONRECORD_OFFICE__HASHING__MEMORY_KIB", "7"),
        ("ONRECORD_OFFICE__DIRECTORY__ISSUER", "http://id.example.org"),
        ("ONRECORD_OFFICE__DIRECTORY__ISSUER", "https://"),
        ("ONRECORD_OFFICE__DIRECTORY__ROLE", "king"),
        ("ONRECORD_OFFICE__DIRECTORY__ALGORITHMS", "RS256,HS256"),
        ("ONRECORD_OFFICE__DIRECTORY__ALGORITHMS", "none"),
    ],
)
def test_a_variable_that_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name.removeprefix("onrecord_").upper()):
        load_settings()


def test_every_wrong_variable_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_BOT__CARDS", "0")
    monkeypatch.setenv("ONRECORD_API__PORT", "-1")
    with pytest.raises(SettingsError, match=r"ONRECORD_BOT__CARDS.*ONRECORD_API__PORT"):
        load_settings()


def test_related_above_strong_is_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_BOT__STRONG", "0.3")
    monkeypatch.setenv("ONRECORD_BOT__RELATED", "0.4")
    with pytest.raises(SettingsError, match=r"ONRECORD_BOT: .*strong must not be below related"):
        load_settings()


def test_a_section_that_is_not_json_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_INDEX__WEIGHTS", "heavy")
    with pytest.raises(SettingsError, match="index"):
        load_settings()


def test_an_endless_wait_is_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_API__REFRESH_SECONDS", "inf")
    with pytest.raises(SettingsError):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HASHING__MEMORY_KIB", "8", "each lane"),
        ("DIRECTORY__ISSUER", "https://id.example.org", "go together"),
        ("DIRECTORY__CLIENT_ID", "on-record", "go together"),
    ],
)
def test_what_goes_together_is_set_together(monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str) -> None:
    monkeypatch.setenv(f"ONRECORD_OFFICE__{name}", value)
    with pytest.raises(SettingsError, match=says):
        load_settings()


def test_a_directory_needs_to_know_where_to_send_people_back_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_OFFICE__DIRECTORY__ISSUER", "https://id.example.org")
    monkeypatch.setenv("ONRECORD_OFFICE__DIRECTORY__CLIENT_ID", "on-record")
    with pytest.raises(SettingsError, match="ONRECORD_API__ADDRESS"):
        load_settings()
    monkeypatch.setenv("ONRECORD_API__ADDRESS", "https://record.example.org")
    assert load_settings().office.directory.name == "the office's directory"


@pytest.mark.parametrize(
    "issuer", ["http://127.0.0.1:8080/o", "http://localhost/o", "http://[::1]:80", "https://x.org/o"]
)
def test_an_issuer_is_safe_to_talk_to(issuer: str) -> None:
    assert DirectorySettings(issuer=issuer, client_id="x").issuer == issuer


def test_no_secret_is_shown_with_the_settings_or_in_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_OFFICE__SECRET", "canaryzzyx" * 4)
    monkeypatch.setenv("ONRECORD_OFFICE__DIRECTORY__CLIENT_SECRET", "canaryzzyx")
    assert "canaryzzyx" not in repr(load_settings())
    monkeypatch.setenv("ONRECORD_OFFICE__SECRET", "canaryzzyx")
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert "canaryzzyx" not in str(raised.value)


def test_the_ledger_stands_beside_the_index_unless_it_is_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_INDEX__DATA", "/srv/record")
    assert load_settings().ledger_url == "sqlite:////srv/record-ledger/ledger.sqlite3"
    monkeypatch.setenv("ONRECORD_LEDGER__URL", "postgresql+psycopg://here/ledger")
    assert load_settings().ledger_url == "postgresql+psycopg://here/ledger"
