"""The office's pages, one module a page; a new one is one line here and one in `navigation.py`."""

from . import (
    audit,
    changes,
    check,
    desk,
    desk_feedback,
    desk_record,
    desk_wordings,
    directory,
    draft_downloads,
    draft_steps,
    drafts,
    exports,
    home,
    password,
    precedents,
    sign_in,
    tokens,
    users,
    withdrawals,
)

_PAGES = (sign_in, directory, home, precedents, changes, exports, check, draft_downloads, draft_steps, drafts)
_DESK = (desk, desk_feedback, desk_wordings, desk_record)
ROUTERS = tuple(page.router for page in (*_PAGES, *_DESK, withdrawals, tokens, password, users, audit))
