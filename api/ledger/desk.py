"""What editors work through: questions that found nothing, feedback, further wordings; and what was shown how often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import delete, func, select, update

from .audit import audit, now
from .models import Decision, Feedback, Gap, Shown, Verdict
from .sessions import Sessions

WRONG = (Verdict.WRONG_SUBJECT, Verdict.OUT_OF_DATE, Verdict.UNCLEAR, Verdict.HARMFUL)
"""What feedback asks somebody to look at an answer."""
_TELLING = (Verdict.ANSWERED, Verdict.WRONG_SUBJECT)  # its question can be another wording
_AT_ONCE = 1000
_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class Typed:
    """A redacted question of a resident's: of which row, when, and the answer that it was said to be answered by."""

    table: str
    id: int
    on: dt.date
    question: str
    answered_by: str | None = None


class Desk:
    """What editors did is in the audit log, by row and count; never what residents typed."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def gaps(self, since: dt.date, until: dt.date, most: int) -> Sequence[Gap]:
        """The newest questions of these days that found nothing, both days included, newest first."""
        rows = select(Gap).where(Gap.asked_on.between(since, until)).order_by(Gap.asked_on.desc(), Gap.id.desc())
        with self._sessions.begin() as session:
            return session.scalars(rows.limit(most)).all()

    def gap_days(self, since: dt.date, until: dt.date) -> Mapping[dt.date, int]:
        """How many questions of each of these days found nothing, whatever became of them since."""
        rows = select(Gap.asked_on, func.count()).where(Gap.asked_on.between(since, until)).group_by(Gap.asked_on)
        with self._sessions.begin() as session:
            return {row[0]: row[1] for row in session.execute(rows)}

    def first_gap(self) -> dt.date | None:
        """The day of the oldest question that is kept."""
        with self._sessions.begin() as session:
            return session.scalar(select(func.min(Gap.asked_on)))

    def deal(self, who: str, ids: Sequence[int]) -> int:
        """Mark questions as dealt with; how many were not yet."""
        with self._sessions.begin() as session:
            open_ones = update(Gap).where(Gap.dealt_at.is_(None)).values(dealt_by=who, dealt_at=now())
            done = sum(
                len(session.execute(open_ones.where(Gap.id.in_(some)).returning(Gap.id)).all()) for some in _some(ids)
            )
            if done:
                audit(session, who, "questions dealt with", f"gap {max(ids)}", {"questions": done})
            return done

    def feedback(self, done: bool, most: int) -> Sequence[Feedback]:
        """The newest feedback that says what is wrong, newest first: worked through, or not yet."""
        state = Feedback.done_at.is_not(None) if done else Feedback.done_at.is_(None)
        rows = select(Feedback).where(Feedback.verdict.in_(WRONG), state)
        with self._sessions.begin() as session:
            return session.scalars(rows.order_by(Feedback.given_on.desc(), Feedback.id.desc()).limit(most)).all()

    def finish(self, who: str, answer_id: str, ids: Sequence[int], note: str) -> int:
        """Mark feedback on one answer as worked through, with what came of it; how much was not yet."""
        with self._sessions.begin() as session:
            rows = update(Feedback).where(Feedback.answer_id == answer_id, Feedback.done_at.is_(None))
            rows = rows.values(done_by=who, done_at=now(), note=note)
            done = sum(
                len(session.execute(rows.where(Feedback.id.in_(some)).returning(Feedback.id)).all())
                for some in _some(ids)
            )
            if done:
                audit(session, who, "feedback done", answer_id, {"feedback": done})
            return done

    def typed(self, most: int) -> list[Typed]:
        """The newest questions that may be further wordings of an answer, newest first."""
        gaps = select(Gap).order_by(Gap.asked_on.desc(), Gap.id.desc()).limit(most)
        told = select(Feedback).where(Feedback.question.is_not(None), Feedback.verdict.in_(_TELLING))
        told = told.order_by(Feedback.given_on.desc(), Feedback.id.desc()).limit(most)
        with self._sessions.begin() as session:
            found = [_of_gap(gap) for gap in session.scalars(gaps)]
            found += [_of_feedback(each) for each in session.scalars(told)]
        return sorted(found, key=lambda each: each.on, reverse=True)[:most]

    def typed_in(self, table: str, row: int) -> Typed | None:
        """The question of one row, if it is still kept."""
        with self._sessions.begin() as session:
            if table == Gap.__tablename__:
                gap = session.get(Gap, row)
                return _of_gap(gap) if gap else None
            told = session.get(Feedback, row)
            return _of_feedback(told) if told and told.question else None

    def decided(self, digests: Collection[str]) -> set[str]:
        """Which of these questions were decided on."""
        with self._sessions.begin() as session:
            return {
                digest
                for some in _some(sorted(digests))
                for digest in session.scalars(select(Decision.digest).where(Decision.digest.in_(some)))
            }

    def approved_since(self, moment: dt.datetime) -> int:
        """How many wordings were approved after a moment (UTC, without a zone)."""
        rows = select(func.count()).where(Decision.answer_id.is_not(None), Decision.at > moment)
        with self._sessions.begin() as session:
            return session.scalar(rows) or 0

    def decide(
        self, who: str, typed: Typed, digest: str, answer_id: str | None, then: Callable[[], None] = lambda: None
    ) -> None:
        """Decide on a question, once: `then` happens with it or not at all. TakenError when somebody has decided."""
        with self._sessions.begin() as session:
            session.add(Decision(digest, now(), who, answer_id))
            action = "wording approved" if answer_id else "wording dismissed"
            audit(session, who, action, answer_id or f"{typed.table} {typed.id}", {typed.table: typed.id})
            session.flush()
            then()

    def count(self, counts: Mapping[tuple[str, dt.date], int]) -> None:
        """Add to how often answers were shown, by answer and month. TakenError when somebody else did at once."""
        with self._sessions.begin() as session:
            for (answer_id, month), count in sorted(counts.items()):
                row = session.get(Shown, (answer_id, month), with_for_update=True)
                if row is None:
                    session.add(Shown(answer_id, month, count))
                else:
                    row.count = Shown.count + count

    def shown(self, since: dt.date, until: dt.date, most: int) -> list[tuple[str, int]]:
        """The answers shown most often in whole months, from that of one day to that of another, and how often."""
        times = func.sum(Shown.count).label("times")
        rows = select(Shown.answer_id, times).where(Shown.month.between(since.replace(day=1), until))
        rows = rows.group_by(Shown.answer_id).order_by(times.desc(), Shown.answer_id).limit(most)
        with self._sessions.begin() as session:
            return [(answer_id, int(count)) for answer_id, count in session.execute(rows)]

    def forget(self, before: dt.date) -> None:
        """Delete decisions and counts that are older than a day; of counts, whole months."""
        with self._sessions.begin() as session:
            session.execute(delete(Decision).where(Decision.at < dt.datetime.combine(before, dt.time.min)))
            session.execute(delete(Shown).where(Shown.month < before.replace(day=1)))


def _of_gap(gap: Gap) -> Typed:
    return Typed(Gap.__tablename__, gap.id, gap.asked_on, gap.question)


def _of_feedback(told: Feedback) -> Typed:
    answered = told.answer_id if told.verdict is Verdict.ANSWERED else None
    return Typed(Feedback.__tablename__, told.id, told.given_on, told.question or "", answered)


def _some(every: Sequence[_Each]) -> Iterator[Sequence[_Each]]:
    """A few at a time, since a statement can name only so many."""
    return (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))
