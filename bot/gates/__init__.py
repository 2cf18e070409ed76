"""Gates: what must be said before any search: danger, crisis, harm, one's own case, abuse of the service."""

from .errors import RulesError
from .gates import Gates
from .training import Training, train
from .verdict import Gate, Verdict

__all__ = ["Gate", "Gates", "RulesError", "Training", "Verdict", "train"]
