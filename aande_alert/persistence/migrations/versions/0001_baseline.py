"""The first schema: every table, index and guard, as the SQL beside this file has it for each engine.

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APART = ";\n\n"


def upgrade() -> None:
    """Make the schema."""
    for statement in _statements("up"):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Remove the schema, with everything in it."""
    for statement in _statements("down"):
        op.get_bind().exec_driver_sql(statement)


def _statements(way: str) -> list[str]:
    beside = Path(__file__).with_name(f"0001_baseline.{op.get_bind().dialect.name}.{way}.sql")
    return [
        part for part in beside.read_text(encoding="utf-8").strip().removesuffix(";").split(_APART) if part
    ]
