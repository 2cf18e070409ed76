"""How often answers were shown, until it is written down: in memory, so that no reply waits for a database."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Iterable, Mapping

_MOST = 10_000  # answers and months that are remembered while nothing can be written
Counts = Mapping[tuple[str, dt.date], int]
"""By answer and the first day of a month."""


class Tally:
    """Counts by answer and month, and knows nothing else. Safe for many threads."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, dt.date]] = Counter()
        self._lock = threading.Lock()

    def add(self, answer_ids: Iterable[str], today: dt.date) -> None:
        """Count answers as shown once more."""
        month = today.replace(day=1)
        self.put_back(Counter((answer_id, month) for answer_id in answer_ids))

    def take(self) -> Counts:
        """All that was counted, which is begun anew."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken

    def put_back(self, counts: Counts) -> None:
        """Count what was taken and could not be written down; beyond what is remembered, new answers are left out."""
        with self._lock:
            for key, count in counts.items():
                if key in self._counts or len(self._counts) < _MOST:
                    self._counts[key] += count
