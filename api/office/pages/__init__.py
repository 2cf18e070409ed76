"""The office's pages, one module a page; a new one is one line here and one in `navigation.py`."""

from . import audit, directory, home, password, sign_in, tokens, users

ROUTERS = tuple(page.router for page in (sign_in, directory, home, tokens, password, users, audit))
