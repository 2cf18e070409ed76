"""Signing in through the office's own directory: OpenID Connect, authorization code with PKCE, state and nonce.

The issuer is the operator's; its endpoints are what it publishes of itself, and are believed only if they are safe to
talk to. Everything that fails on the way is a DirectoryError, without what was sent.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from httpx2 import HTTPError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from ...errors import DirectoryError
from ..settings import DirectorySettings, safe_address
from .names import plain

_KNOWN_AT = "/.well-known/openid-configuration"
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_KEPT = 3600.0  # seconds for which the issuer's own description is believed
_PATIENCE = 10.0  # seconds for one answer of the issuer
_LEEWAY = 60  # seconds by which clocks may differ


@dataclass(frozen=True, slots=True)
class Flow:
    """One attempt to sign in, kept by the browser until it comes back."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    next: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the directory vouches for. `email` only if it says that it is verified."""

    subject: str
    email: str | None


class Directory:
    """The client of one issuer; `back` is where it sends people back to."""

    def __init__(self, settings: DirectorySettings, back: str) -> None:
        self._settings = settings
        self._back = back
        self._lock = threading.Lock()
        self._metadata: dict[str, Any] = {}
        self._until = 0.0

    def start(self, onward: str) -> tuple[str, Flow]:
        """Where to send a browser, and what it has to bring back."""
        flow = Flow(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), onward)
        with self._client() as client:
            address, _ = client.create_authorization_url(
                self._described(client)["authorization_endpoint"],
                state=flow.state,
                nonce=flow.nonce,
                code_verifier=flow.verifier,
            )
        return str(address), flow

    def finish(self, flow: Flow, came: Mapping[str, str]) -> Person:
        """Who came back, from what the issuer put into the address."""
        if not hmac.compare_digest(flow.state.encode(), came.get("state", "").encode("utf-8", "replace")):
            raise DirectoryError("what came back does not belong to this attempt")
        if came.get("iss", self._settings.issuer) != self._settings.issuer:
            raise DirectoryError("another issuer answered")
        if "code" not in came:
            raise DirectoryError("the directory let nobody in")
        try:
            with self._client() as client:
                metadata = self._described(client)
                token = client.fetch_token(metadata["token_endpoint"], code=came["code"], code_verifier=flow.verifier)
                keys = _fetch(client, metadata["jwks_uri"])
            return self._person(self._claims(token, keys, flow.nonce))
        except (HTTPError, AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
            raise DirectoryError(f"the directory's answer is not good: {type(error).__name__}") from None

    def _claims(self, token: Mapping[str, Any], keys: KeySetSerialization, nonce: str) -> Mapping[str, Any]:
        """What an ID token says, signed by the issuer's keys, for us, now, in answer to this nonce."""
        client = self._settings.client_id
        decoded = jwt.decode(
            token["id_token"], KeySet.import_key_set(keys), algorithms=self._settings.algorithms.split(",")
        )
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {"iss": {"essential": True, "value": self._settings.issuer}, "aud": {"essential": True, "value": client}},
            {"nonce": nonce, "client_id": client, "access_token": token.get("access_token")},
        )
        claims.validate(leeway=_LEEWAY)
        return dict(claims)

    def _person(self, claims: Mapping[str, Any]) -> Person:
        subject, email = claims["sub"], claims.get("email")
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise ValueError("a person without a name")
        verified = claims.get("email_verified") is True and isinstance(email, str)
        return Person(f"{self._settings.issuer} {subject}", plain(str(email)) if verified else None)

    def _described(self, client: OAuth2Client) -> dict[str, Any]:
        """What the issuer says of itself, asked now and then."""
        with self._lock:
            if time.monotonic() >= self._until:
                self._metadata = self._ask(client)
                self._until = time.monotonic() + _KEPT
            return self._metadata

    def _ask(self, client: OAuth2Client) -> dict[str, Any]:
        issuer = self._settings.issuer or ""
        try:
            answer = _fetch(client, issuer.rstrip("/") + _KNOWN_AT)
        except (HTTPError, ValueError) as error:
            raise DirectoryError(f"the directory cannot be reached: {type(error).__name__}") from None
        if not isinstance(answer, dict) or answer.get("issuer") != issuer:
            raise DirectoryError("the directory does not call itself as ONRECORD_OFFICE__DIRECTORY__ISSUER does")
        if not all(safe_address(str(answer.get(name))) for name in _ENDPOINTS):
            raise DirectoryError("the directory names an endpoint that is not safe to talk to")
        return answer

    def _client(self) -> OAuth2Client:
        secret = self._settings.client_secret
        return OAuth2Client(
            self._settings.client_id,
            secret.get_secret_value() if secret else None,
            scope="openid email",
            redirect_uri=self._back,
            code_challenge_method="S256",
            timeout=_PATIENCE,
            follow_redirects=False,
        )


def _fetch(client: OAuth2Client, address: str) -> Any:  # noqa: ANN401 - whatever JSON there is
    """What everybody may read at an address."""
    return client.request("GET", address, withhold_token=True).raise_for_status().json()
