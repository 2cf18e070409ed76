"""The tables. What a resident typed is kept only as the redacted text of a `Gap` or a `Feedback`."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import Date, Enum, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

_NAMES = {"pk": "pk_%(table_name)s", "ix": "ix_%(column_0_label)s"}  # so that migrations can name what they change


class Base(MappedAsDataclass, DeclarativeBase):
    """Rows are dataclasses; constraints have names."""

    metadata = MetaData(naming_convention=_NAMES)


class Verdict(StrEnum):
    """What a resident makes of an answer."""

    OPENED = "opened"
    ANSWERED = "answered"
    WRONG_SUBJECT = "wrong_subject"
    OUT_OF_DATE = "out_of_date"
    UNCLEAR = "unclear"
    HARMFUL = "harmful"


class Gap(Base):
    """A question that no published answer was found for, after personal data was taken out.

    `removed` names the kinds of what was taken out; `generation` is the build of the record that had no answer.
    """

    __tablename__ = "gaps"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    asked_on: Mapped[dt.date] = mapped_column(Date, index=True)
    question: Mapped[str] = mapped_column(Text)
    removed: Mapped[str] = mapped_column(String(200))
    generation: Mapped[str | None] = mapped_column(String(100))


class Feedback(Base):
    """What a resident made of one answer; `question`, where one is kept, after personal data was taken out."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    given_on: Mapped[dt.date] = mapped_column(Date, index=True)
    answer_id: Mapped[str] = mapped_column(String(200), index=True)
    verdict: Mapped[Verdict] = mapped_column(
        Enum(Verdict, native_enum=False, length=20, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    question: Mapped[str | None] = mapped_column(Text)
