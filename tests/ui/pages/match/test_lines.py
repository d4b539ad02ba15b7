"""What differs between two entries is underlined, and nothing else is."""

import pytest

from aande_alert.domain.plans import Agreement, Evidence
from aande_alert.ui.pages.match.lines import line_of
from aande_alert.ui.widgets.words import Run


def under(runs: tuple[Run, ...]) -> list[str]:
    return [run.words for run in runs if run.under]


@pytest.mark.parametrize(
    ("ours", "theirs", "agreement", "marked"),
    [
        ("RAIKES", "PELL", Agreement.DIFFERS, (["RAIKES"], ["PELL"])),
        ("Maisy", "Maisie", Agreement.ALIKE, (["y"], ["ie"])),
        (
            "14 Tannery Row, Calder Vale, ZZ1 7BD",
            "9 Larkhill Close, Calder Vale, ZZ1 4LC",
            Agreement.DIFFERS,
            (["14 Tannery Row", "ZZ1 7BD"], ["9 Larkhill Close", "ZZ1 4LC"]),
        ),
        ("Female", "Female", Agreement.SAME, ([], [])),
        ("", "999 526 0182", Agreement.NOT_GIVEN, ([], [])),
    ],
)
def test_only_what_differs_is_underlined(
    ours: str, theirs: str, agreement: Agreement, marked: tuple[list[str], list[str]]
) -> None:
    line = line_of(Evidence("Field", ours, theirs, agreement, -1.0, "Against, weak", "Why."))
    assert (under(line.ours), under(line.theirs)) == marked
    assert "".join(run.words for run in line.ours) == (ours or "Not given")
    assert line.weight == -1
