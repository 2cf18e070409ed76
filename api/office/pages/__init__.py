"""The office's pages, one module a page; a new one is one line here and one in `navigation.py`."""

from . import audit, changes, check, directory, exports, home, password, precedents, sign_in, tokens, users

ROUTERS = tuple(
    page.router
    for page in (sign_in, directory, home, precedents, changes, exports, check, tokens, password, users, audit)
)
