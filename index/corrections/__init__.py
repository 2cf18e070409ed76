"""What people mend of how a page was read, in a file beside it."""

from .applying import correct
from .entries import BY_HAND, ENDING, Correction, corrections_of, read_corrections, stray_corrections
from .examples import example

__all__ = [
    "BY_HAND",
    "ENDING",
    "Correction",
    "correct",
    "corrections_of",
    "example",
    "read_corrections",
    "stray_corrections",
]
