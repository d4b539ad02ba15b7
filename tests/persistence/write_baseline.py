"""Write the baseline's SQL from the tables, before the first release only.

Run `python -m tests.persistence.write_baseline` after a change of the tables.
"""

from __future__ import annotations

import re
from pathlib import Path

from aande_alert.persistence.schema import fresh_statements
from aande_alert.persistence.tables import metadata
from aande_alert.persistence.upgrading import MIGRATIONS

APART = ";\n\n"


def tidy(statement: str) -> str:
    """Return a statement without blanks at the ends of its lines."""
    return re.sub(r"[ \t]+\n", "\n", statement.strip()).replace("\t", "  ")


def up(dialect: str) -> str:
    """Return what makes the schema."""
    return APART.join(tidy(statement) for statement in fresh_statements(dialect)) + ";\n"


def down(dialect: str) -> str:
    """Return what removes it."""
    statements = [f"DROP TABLE {table.name}" for table in reversed(metadata.sorted_tables)]
    if dialect == "postgresql":
        statements.append("DROP FUNCTION only_grows()")
    return APART.join(statements) + ";\n"


def beside(dialect: str, way: str) -> Path:
    """Return where one of the files is."""
    return MIGRATIONS / "versions" / f"0001_baseline.{dialect}.{way}.sql"


def main() -> None:
    """Write all four."""
    for dialect in ("sqlite", "postgresql"):
        beside(dialect, "up").write_text(up(dialect), encoding="utf-8")
        beside(dialect, "down").write_text(down(dialect), encoding="utf-8")


if __name__ == "__main__":
    main()
