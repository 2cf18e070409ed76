"""What editors did with questions and feedback, and how often answers were shown."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_WORKED: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "gaps": {"dealt_by": sa.String(200), "dealt_at": sa.DateTime()},
    "feedback": {"done_by": sa.String(200), "done_at": sa.DateTime(), "note": sa.Text()},
}


def upgrade() -> None:
    """Towards this version."""
    for table, columns in _WORKED.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_table(
        "decisions",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("answer_id", sa.String(200), nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_decisions"),
    )
    op.create_index("ix_decisions_at", "decisions", ["at"])
    op.create_table(
        "shown",
        sa.Column("answer_id", sa.String(200), nullable=False),
        sa.Column("month", sa.Date, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("answer_id", "month", name="pk_shown"),
    )
    op.create_index("ix_shown_month", "shown", ["month"])


def downgrade() -> None:
    """Back to the version before."""
    for table in ("shown", "decisions"):
        op.drop_table(table)
    for table, columns in _WORKED.items():
        for name in columns:
            op.drop_column(table, name)
