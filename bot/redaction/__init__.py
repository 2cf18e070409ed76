from .lexicon import read_places
from .redactor import Redacted, Redactor

__all__ = ["Redacted", "Redactor", "read_places"]
