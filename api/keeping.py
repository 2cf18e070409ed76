"""What is kept of what residents typed: never as typed, never where a gate closed, and not for ever."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass, field

from bot import Bot, Redacted, Reply

from .ledger import Feedback, Gap, Ledger, LedgerError, LedgerSettings, Verdict
from .tally import Tally

log = logging.getLogger("onrecord")


@dataclass(slots=True)
class Keeper:
    """Writes into the ledger, if there is one; a ledger that fails is logged and never in a resident's way."""

    bot: Bot
    settings: LedgerSettings
    ledger: Ledger | None = None
    _shown: Tally = field(default_factory=Tally, repr=False)
    _forgotten: dt.date | None = field(default=None, repr=False)

    def gaps(self, reply: Reply, today: dt.date) -> None:
        """Keep what nothing published was found for."""
        if self.ledger and reply.gaps:
            redacted = [self.bot.redact(gap) for gap in reply.gaps]
            self._add(*(Gap(today, each.text, _kinds(each), reply.generation) for each in redacted))

    def feedback(self, answer_id: str, verdict: Verdict, question: str | None, today: dt.date) -> None:
        """Keep what a resident made of an answer; NotFoundError if there is none by that id."""
        self.bot.answer(answer_id, today)
        kept = self.bot.keepable(question) if question else None
        self._add(Feedback(today, answer_id, verdict, kept.text if kept else None))

    def shown(self, reply: Reply, today: dt.date) -> None:
        """Count the answers of a reply; nothing is written until `flush`."""
        if self.ledger:
            self._shown.add((card.id for card in reply.answers), today)

    def flush(self) -> None:
        """Write down what was counted; what cannot be written is kept for the next time."""
        if self.ledger and (counts := self._shown.take()):
            try:
                self.ledger.desk.count(counts)
            except LedgerError as error:
                self._shown.put_back(counts)
                log.error("%s", error)

    def forget(self, today: dt.date) -> None:
        """Once a day, delete what has been kept long enough."""
        if self.ledger is None or self._forgotten == today:
            return
        try:
            gone = self.ledger.forget(today - dt.timedelta(days=self.settings.keep_days))
        except LedgerError as error:
            log.error("%s", error)
            return
        self._forgotten = today
        if gone:
            log.info("deleted after %d days: %d questions and feedback", self.settings.keep_days, gone)

    def close(self) -> None:
        """Close the ledger, with all that was counted in it."""
        self.flush()
        if self.ledger:
            self.ledger.close()

    def _add(self, *rows: Gap | Feedback) -> None:
        try:
            if self.ledger:
                self.ledger.add(*rows)
        except LedgerError as error:
            log.error("%s", error)


def open_keeper(bot: Bot, settings: LedgerSettings, url: str) -> Keeper:
    """A keeper over the ledger at a URL; over none, when it cannot be opened: residents are answered all the same."""
    try:
        return Keeper(bot, settings, Ledger.open(settings.url or url))
    except LedgerError as error:
        log.error("%s", error)
        return Keeper(bot, settings)


def _kinds(redacted: Redacted) -> str:
    return ",".join(sorted(set(redacted.kinds)))
