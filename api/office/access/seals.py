"""What a browser keeps for us, sealed: it can be read there, and not changed."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

_LONGEST = 4096


class Seals:
    """Seals values with one secret; what was sealed for one purpose opens for no other."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def seal(self, purpose: str, value: object) -> str:
        """A JSON value as text for a cookie."""
        return str(self._serialiser(purpose).dumps(value))

    def open(self, purpose: str, text: str, longest: int = _LONGEST) -> Any:  # noqa: ANN401 - whatever was sealed
        """The value; None when it was not sealed by us, or not for this, or is longer."""
        try:
            return self._serialiser(purpose).loads(text) if len(text) <= longest else None
        except BadData:
            return None

    def stamp(self, purpose: str, text: str) -> str:
        """What nobody can make of a text without the secret, and everybody with it makes alike."""
        return hmac.new(self._secret, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()

    def _serialiser(self, purpose: str) -> URLSafeSerializer:
        signer = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
        return URLSafeSerializer(self._secret, salt=f"on record: {purpose}", signer_kwargs=signer)
