"""What people did: questions that found nothing, and feedback. The front door of the ledger."""

from .ledger import Ledger, LedgerError
from .models import Feedback, Gap, Verdict
from .settings import LedgerSettings

__all__ = ["Feedback", "Gap", "Ledger", "LedgerError", "LedgerSettings", "Verdict"]
