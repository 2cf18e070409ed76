"""What people did: what residents asked in vain and said of answers, who may sign in, and the audit log."""

from ..errors import LedgerError
from .audit import Audit, Detail, Wanted, audit, now
from .held import Found
from .ledger import Ledger
from .models import Account, Entry, Feedback, Gap, Role, Token, Verdict
from .sessions import Sessions
from .settings import LedgerSettings

__all__ = [
    "Account",
    "Audit",
    "Detail",
    "Entry",
    "Feedback",
    "Found",
    "Gap",
    "Ledger",
    "LedgerError",
    "LedgerSettings",
    "Role",
    "Sessions",
    "Token",
    "Verdict",
    "Wanted",
    "audit",
    "now",
]
