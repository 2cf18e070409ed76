"""What the office's menu leads to. A new page is one line here, and its words in `wording.toml` under `menu`."""

from __future__ import annotations

from dataclasses import dataclass

from ..ledger import Role

HOME = "/office"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the menu: its path, the key of its words, and who sees it."""

    path: str
    key: str
    role: Role


MENU = (
    Entry(HOME, "home", Role.STAFF),
    Entry("/office/precedents", "precedents", Role.STAFF),
    Entry("/office/check", "check", Role.STAFF),
    Entry("/office/drafts", "drafts", Role.DRAFTER),
    Entry("/office/withdrawals", "withdrawals", Role.EDITOR),
    Entry("/office/desk", "desk", Role.EDITOR),
    Entry("/office/tokens", "tokens", Role.STAFF),
    Entry("/office/password", "password", Role.STAFF),
    Entry("/office/users", "users", Role.ADMIN),
    Entry("/office/audit", "audit", Role.ADMIN),
)


def menu_of(role: Role) -> list[Entry]:
    """What somebody of a role may go to."""
    return [entry for entry in MENU if role.covers(entry.role)]
