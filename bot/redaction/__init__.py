from .redactor import Redacted, Redactor

__all__ = ["Redacted", "Redactor"]
