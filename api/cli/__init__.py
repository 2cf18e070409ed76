"""The command line: `onrecord VERB`, one module a verb."""

from .main import main

__all__ = ["main"]
