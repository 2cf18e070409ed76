"""What an issuer says is believed only if it is signed, for us, now, and in answer to this attempt."""

from __future__ import annotations

import base64
import hmac
import time
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.jwk import RSAKey

from api.errors import DirectoryError
from api.office.access.directory import Directory, Flow, Person
from api.office.settings import DirectorySettings

ISSUER, CLIENT = "https://id.example.org", "on-record"
FLOW = Flow("state", "nonce", "verifier", "/office")
CAME = {"state": "state", "code": "code"}
DESCRIPTION = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize?tenant=1",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/keys",
}
OURS, OTHERS = RSAKey.generate_key(2048), RSAKey.generate_key(2048)


def claims(**other: Any) -> dict[str, Any]:
    now = int(time.time())
    good = {"iss": ISSUER, "aud": CLIENT, "sub": "17", "iat": now, "exp": now + 300, "nonce": "nonce"}
    return {name: value for name, value in (good | other).items() if value is not None}


def signed(said: dict[str, Any], key: Any = OURS, algorithm: str = "RS256") -> str:
    header = {"alg": algorithm, "kid": OURS.thumbprint()}
    return jwt.encode(header, said, key, algorithms=[algorithm])


def signed_with_the_public_key(token: str) -> str:
    """The same, as if the key that everybody has were a shared secret."""
    header = encoded(b'{"alg":"HS256"}')
    said = f"{header}.{token.split('.')[1]}"
    return f"{said}.{encoded(hmac.digest(OURS.as_pem(private=False), said.encode(), 'sha256'))}"


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Issuer:
    """Answers as it is told to, and keeps what it was asked."""

    def __init__(self, token: object = "", description: object = DESCRIPTION) -> None:
        self.token = {"access_token": "a", "token_type": "Bearer", "id_token": token} if token else {}
        self.description = description
        self.asked: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        match request.url.path:
            case "/.well-known/openid-configuration":
                return httpx2.Response(200, json=self.description)
            case "/keys":
                return httpx2.Response(200, json={"keys": [OURS.as_dict(private=False)]})
        return httpx2.Response(200, json=self.token)


Connect = Callable[..., Directory]


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> Connect:
    """A directory whose client talks to an issuer without a network."""

    def make(issuer: Callable[[httpx2.Request], httpx2.Response], **settings: Any) -> Directory:
        given = DirectorySettings(issuer=ISSUER, client_id=CLIENT, **settings)
        directory = Directory(given, "https://record.example.org/office/directory/back")
        real = directory._client

        def client(self: Directory) -> OAuth2Client:
            made = real()
            made._transport = httpx2.MockTransport(issuer)
            return made

        monkeypatch.setattr(Directory, "_client", client)
        return directory

    return make


def test_a_good_answer_names_a_person(connect: Connect) -> None:
    token = signed(claims(email="Ada@Example.org", email_verified=True))
    assert connect(Issuer(token)).finish(FLOW, CAME) == Person(f"{ISSUER} 17", "ada@example.org")


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_counts_only_if_it_is_verified(connect: Connect, verified: object) -> None:
    token = signed(claims(email="ada@example.org", email_verified=verified))
    assert connect(Issuer(token)).finish(FLOW, CAME).email is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.test"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": None},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"azp": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"iat": int(time.time()) + 3600},
        {"sub": None},
        {"sub": ""},
        {"sub": 17},
        {"sub": "x" * 300},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_is_refused(connect: Connect, wrong: dict[str, Any]) -> None:
    with pytest.raises(DirectoryError, match="not good"):
        connect(Issuer(signed(claims(**wrong)))).finish(FLOW, CAME)


def test_a_token_that_is_not_signed_by_the_issuer_is_refused(connect: Connect) -> None:
    whole = signed(claims())
    unsigned = "eyJhbGciOiJub25lIn0." + whole.split(".")[1] + "."
    confused = signed_with_the_public_key(whole)
    others = signed(claims(), OTHERS)
    stronger = signed(claims(), algorithm="RS512")
    for token in (unsigned, confused, others, stronger, whole[:-4], "x.y.z", "", 7, None):
        with pytest.raises(DirectoryError):
            connect(Issuer(token)).finish(FLOW, CAME)
    assert connect(Issuer(stronger), algorithms="RS512").finish(FLOW, CAME)


@pytest.mark.parametrize(
    "came", [{}, {"code": "code"}, {"state": "other", "code": "code"}, {"state": "state"}, CAME | {"iss": "https://x"}]
)
def test_what_does_not_belong_to_the_attempt_is_never_asked_about(connect: Connect, came: dict[str, str]) -> None:
    issuer = Issuer(signed(claims()))
    with pytest.raises(DirectoryError):
        connect(issuer).finish(FLOW, came)
    assert issuer.asked == []


def test_code_and_verifier_go_to_the_issuer_alone_with_the_secret_in_the_header(connect: Connect) -> None:
    issuer = Issuer(signed(claims()))
    connect(issuer, client_secret="canaryzzyx").finish(FLOW, CAME)
    [sent] = [request for request in issuer.asked if request.url.path == "/token"]
    body = sent.content.decode()
    assert {"code=code", "code_verifier=verifier", "grant_type=authorization_code"} <= set(body.split("&"))
    assert "canaryzzyx" not in body
    assert sent.headers["authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    "description",
    [
        DESCRIPTION | {"issuer": "https://evil.test"},
        DESCRIPTION | {"issuer": f"{ISSUER}/"},
        DESCRIPTION | {"token_endpoint": "http://id.example.org/token"},
        DESCRIPTION | {"jwks_uri": "file:///etc/passwd"},
        {name: value for name, value in DESCRIPTION.items() if name != "authorization_endpoint"},
        [],
        "a page",
    ],
    ids=str,
)
def test_an_issuer_that_describes_itself_wrongly_is_not_used(connect: Connect, description: object) -> None:
    with pytest.raises(DirectoryError):
        connect(Issuer(description=description)).start("/office")


def test_an_address_keeps_what_the_issuer_has_in_it(connect: Connect) -> None:
    address, flow = connect(Issuer()).start("/office")
    assert address.startswith(f"{ISSUER}/authorize?tenant=1&")
    assert flow.verifier not in address
    assert flow.verifier not in repr(flow)


def test_the_description_is_asked_for_once(connect: Connect) -> None:
    issuer = Issuer()
    directory = connect(issuer)
    for _ in range(3):
        directory.start("/office")
    assert len(issuer.asked) == 1


@pytest.mark.parametrize("status", [302, 404, 500])
def test_an_issuer_that_fails_lets_nobody_in_and_is_asked_again(connect: Connect, status: int) -> None:
    answers = [httpx2.Response(status, text="canaryzzyx", headers={"Location": "https://evil.test"})]

    def failing(request: httpx2.Request) -> httpx2.Response:
        return answers.pop() if answers else httpx2.Response(200, json=DESCRIPTION)

    directory = connect(failing)
    with pytest.raises(DirectoryError) as raised:
        directory.start("/office")
    assert "canaryzzyx" not in str(raised.value)
    assert directory.start("/office")
