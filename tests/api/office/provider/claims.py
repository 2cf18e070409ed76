"""What the provider says of people: the address that it was started with, and whether it is verified."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from oauth2_provider.oauth2_validators import OAuth2Validator


class Claims(OAuth2Validator):  # type: ignore[misc]
    oidc_claim_scope = OAuth2Validator.oidc_claim_scope | {"email": "email", "email_verified": "email"}

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        address, verified = settings.PEOPLE[request.user.username]
        return {"email": address, "email_verified": verified}
