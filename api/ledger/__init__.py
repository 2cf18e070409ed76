"""What people did: residents' questions and feedback, drafts of replies, who may sign in, and the audit log."""

from ..errors import LedgerError
from .audit import Audit, Detail, Wanted, audit, now
from .desk import Typed
from .drafts import Drafts, History
from .held import Found
from .ledger import Ledger
from .models import (
    Account,
    DraftEvent,
    DraftState,
    DraftVersion,
    Entry,
    Feedback,
    Gap,
    KeptDraft,
    Role,
    Token,
    Verdict,
)
from .sessions import Sessions
from .settings import LedgerSettings
from .steps import EDITABLE, STEPS, Step

__all__ = [
    "EDITABLE",
    "STEPS",
    "Account",
    "Audit",
    "Detail",
    "DraftEvent",
    "DraftState",
    "DraftVersion",
    "Drafts",
    "Entry",
    "Feedback",
    "Found",
    "Gap",
    "History",
    "KeptDraft",
    "Ledger",
    "LedgerError",
    "LedgerSettings",
    "Role",
    "Sessions",
    "Step",
    "Token",
    "Typed",
    "Verdict",
    "Wanted",
    "audit",
    "now",
]
