"""`python -m tests.api.office.provider FOLDER REDIRECT PEOPLE` prints its issuer, client id and client secret as JSON.

It serves until it is killed. PEOPLE is JSON: name to e-mail address and whether that is verified; the password of each
is their name. It demands PKCE and asks nobody for consent.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from jwcrypto import jwk

CLIENT, SECRET = "on-record", "a-client-secret-for-tests-only"
LOGIN = """<form method="post">{% csrf_token %}{{ form }}<input type="hidden" name="next" value="{{ next }}"></form>"""


def configure(folder: Path, people: dict[str, Any]) -> None:
    key = jwk.JWK.generate(kty="RSA", size=2048).export_to_pem(private_key=True, password=None).decode()
    settings.configure(
        PEOPLE=people,
        SECRET_KEY="for tests only",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.api.office.provider.urls",
        LOGIN_URL="/login/",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "provider.sqlite3")}},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"],
                    "loaders": [("django.template.loaders.locmem.Loader", {"registration/login.html": LOGIN})],
                },
            }
        ],
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": key,
            "PKCE_REQUIRED": True,
            "SCOPES": {"openid": "who", "email": "address"},
            "OAUTH2_VALIDATOR_CLASS": "tests.api.office.provider.claims.Claims",
        },
    )


def populate(redirect: str) -> None:
    call_command("migrate", verbosity=0)
    for name in settings.PEOPLE:
        apps.get_model("auth", "User").objects.create_user(name, password=name)
    apps.get_model("oauth2_provider", "Application").objects.create(
        client_id=CLIENT,
        client_secret=SECRET,
        client_type="confidential",
        authorization_grant_type="authorization-code",
        redirect_uris=redirect,
        algorithm="RS256",
        skip_authorization=True,
    )


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def main() -> None:
    folder, redirect, people = sys.argv[1:]
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    configure(Path(folder), json.loads(people))
    django.setup()
    populate(redirect)
    with make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet) as server:
        issuer = f"http://127.0.0.1:{server.server_port}/o"
        print(json.dumps({"issuer": issuer, "client_id": CLIENT, "client_secret": SECRET}), flush=True)  # noqa: T201
        server.serve_forever()


if __name__ == "__main__":
    main()
