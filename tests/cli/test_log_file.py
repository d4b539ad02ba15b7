"""The log: fixed sentences, ids and counts; never a name, whoever forgot."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING
from uuid import UUID

from aande_alert.cli.log_file import FILE, end_log, keep_log

if TYPE_CHECKING:
    from pathlib import Path

REFERRAL = UUID("6f0f2b0e-9d56-4d3b-8a55-0b7f6f6e0d11")


def test_ids_and_counts_are_written_and_everything_else_is_withheld(tmp_path: Path) -> None:
    handler = keep_log(tmp_path / "logs")
    log = logging.getLogger("aande_alert.documents")
    log.info("referral signed", extra={"referral": REFERRAL, "pages": 7, "child": "PELL, Maisie"})
    nobody: dict[str, int] = {}
    try:
        nobody["PELL, Maisie"]
    except KeyError:
        log.info("a line\nwith breaks", exc_info=sys.exc_info())
    end_log(handler)
    first, second = (tmp_path / "logs" / FILE).read_text(encoding="utf-8").splitlines()
    assert "INFO aande_alert.documents referral signed" in first
    assert f"referral={REFERRAL} pages=7 child=withheld" in first
    assert second.endswith("a line with breaks kind=KeyError")
    assert "PELL" not in first + second


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_bytes(b"a file where the folder should be")
    assert keep_log(tmp_path / "logs") is None
    end_log(None)
