"""The command: which benches there are, run one after the other, a line of JSON for each figure."""

from __future__ import annotations

import tempfile
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from aande_alert.bench.ground import Ground, Sizes
from aande_alert.cli.talking import DONE, USAGE, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from aande_alert.bench.figures import Figure
    from aande_alert.cli.arguments import Asked

    Bench: TypeAlias = Callable[[Ground], Iterable[Figure]]

BENCHES = (
    "startup", "timeline", "photo_import", "referral_pdf", "audit_append", "audit_verify", "hl7_ingest",
    "record_open", "log_page", "arrival_check", "type_ahead",
)  # fmt: skip
"""Each is a module here with a function `figures(ground)`; the quick ones come first."""


def measure(asked: Asked) -> int:
    """Measure what was named, or everything, and print each figure beside its floor.

    Args:
        asked: Names of benches, and `--people`.

    Returns:
        0 where everything was measured, goals met or not; 2 for a name that is no bench.
    """
    names = asked.more.get("names") or BENCHES
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        say(f"There is no bench {', '.join(unknown)}. There are: {', '.join(BENCHES)}.", to_errors=True)
        return USAGE
    sizes = Sizes(people=asked.more["people"]) if asked.more.get("people") else Sizes()
    for figure in measured(names, sizes):
        say(figure.line())
    return DONE


def measured(names: Iterable[str], sizes: Sizes) -> Iterable[Figure]:
    """Yield every figure of these benches, on stores in a folder that is gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="aande-alert-bench-") as folder,
        closing(Ground(Path(folder), sizes)) as ground,
    ):
        for name in names:
            bench: Bench = import_module(f"aande_alert.bench.{name}").figures
            yield from bench(ground)
