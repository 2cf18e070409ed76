"""The office's pages, one module a page; a new one is one line here and one in `navigation.py`."""

from . import (
    audit,
    directory,
    draft_downloads,
    draft_steps,
    drafts,
    home,
    password,
    sign_in,
    tokens,
    users,
)

_PAGES = (sign_in, directory, home, draft_downloads, draft_steps, drafts, tokens, password, users, audit)
ROUTERS = tuple(page.router for page in _PAGES)
