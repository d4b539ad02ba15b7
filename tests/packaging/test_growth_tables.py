"""The script that writes the growth tables writes what is shipped, digit for digit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import growth_tables
from aande_alert.paths import resource


def test_a_row_holds_both_sexes_as_published() -> None:
    published = {
        "female": {0: {"l": Decimal("0.3809"), "m": Decimal("3.2322"), "s": Decimal("0.14171")}},
        "male": {0: {"l": Decimal(1), "m": Decimal("3.3464"), "s": Decimal("0.1460")}},
    }
    assert list(growth_tables.rows(published)) == ["0,0.3809,3.2322,0.14171,1,3.3464,0.1460"]


def test_what_it_writes_is_what_is_shipped(tmp_path: Path) -> None:
    assert growth_tables.main(tmp_path) == 0
    for name in growth_tables.TABLES:
        written = (tmp_path / f"who_{name}.csv").read_text(encoding="utf-8")
        assert written == resource("growth", f"who_{name}.csv").read_text(encoding="utf-8")
