"""What administration shows: sums that add up, the worst first, no child's name for who may not see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from aande_alert.domain.board import FeedState, Health, RegisterState
from aande_alert.domain.imports import (
    ActiveCounts,
    Change,
    EntryChange,
    Gate,
    GateEffect,
    ImportPreview,
    RegisterImport,
)
from aande_alert.domain.intake import QuarantineLine
from aande_alert.domain.register_lists import RowCounts, RowProblem, Severity
from aande_alert.domain.staff import Role
from aande_alert.ui.state.administration import (
    feed_lines,
    import_lines,
    masked,
    preview_text,
    quarantine_lines,
    register_lines,
    staff_lines,
)
from tests.builders import CALDERDALE, NOW, TODAY, a_member, a_plan

HOUR = timedelta(hours=1)
NAMED = a_plan("Pell", "Maisie", row_key="plan:CP101", ends=date(2026, 11, 21))
DERIVED = a_plan("Sykes", "Orla", row_key="row:0123abc", starts=None)
SECOND = Gate("shrunk", "265 run now and 220 would.", "Ring the council.", GateEffect.SECOND_PERSON)
STOPS = Gate("empty", "No row can be used.", "Ask again.", GateEffect.REFUSES)


def a_preview(**different: object) -> ImportPreview:
    preview = ImportPreview(
        council="CN",
        kind=None,
        full=True,
        list_date=TODAY,
        file_name="list.csv",
        sha256="0",
        digest="1",
        counts=RowCounts(1_302, 1_290, 10, 1, 1),
        active=ActiveCounts(265, 4, 1, 45, 2, 223),
        changes=(
            EntryChange(Change.ENDED, NAMED, words="Absent from the whole list."),
            EntryChange(Change.CHANGED, DERIVED, row=7, fields=(("Address", "9 Larkhill Close", ""),)),
        ),
        problems=(
            RowProblem(8, "NHS no", "", "W01", "No NHS number.", Severity.WARNING),
            RowProblem(0, "", "", "E20", "A column is missing.", Severity.LEFT_OUT),
            RowProblem(
                12, "Name", "Pell, Maisie 2026", "E16", "Nobody can be known by it.", Severity.REJECTED
            ),
        ),
        by_kind={"child_protection": 1_000, "looked_after": 290, "unborn": 0},
        without_number=12,
        unknown_columns=("Colour", "Shoe size"),
        gates=(SECOND,),
    )
    return replace(preview, **different)  # type: ignore[arg-type]


def test_the_sums_of_a_preview_are_written_out() -> None:
    text = preview_text(a_preview(), names=False)
    assert text.rows == "1,302 rows = 1,290 accepted + 10 with a warning + 1 rejected + 1 twice"
    assert text.plans == "265 plans run + 4 start + 1 reappear - 45 end - 2 voided = 223 run after"
    assert text.kinds == "1,000 child protection, 290 looked after; 12 without an NHS number"
    assert text.columns == "Colour, Shoe size"
    assert (text.refused, text.second) == (False, True)
    stopped = preview_text(a_preview(gates=(STOPS,), by_kind={}), names=False)
    assert stopped.refused
    assert stopped.gates[0].refuses
    assert stopped.kinds.startswith("No usable row;")


def test_the_worst_rows_come_first() -> None:
    problems = preview_text(a_preview(), names=True).parts[0]
    assert [line.cells[0] for line in problems.lines] == ["12", "File", "8"]
    assert [line.amiss for line in problems.lines] == [True, False, False]
    assert problems.lines[1].cells[1] == "Whole row"


def test_who_may_not_open_a_record_sees_no_word_of_a_child() -> None:
    text = preview_text(a_preview(), names=False)
    everything = " ".join(word for part in text.parts for line in part.lines for word in line.cells)
    for word in ("Pell", "PELL", "Maisie", "Sykes", "SYKES", "Orla", "Larkhill", "2026-", "02-Oct"):
        assert word not in everything.replace("02-Oct-2026", "") or word == "02-Oct"
    assert "xxxx, xxxxxx ####" in everything
    assert "Not shown for your role" in everything
    assert "CP101" in everything


def test_who_may_sees_whose_row_it_is_and_what_changes() -> None:
    parts = {part.key: part for part in preview_text(a_preview(), names=True).parts}
    ended, changed = parts["ended"].lines[0].cells, parts["changed"].lines[0].cells
    assert ended[0] == "Absent"
    assert "PELL, Maisie, 02-Oct-2026" in ended
    assert ended[-1] == "Absent from the whole list."
    assert changed[:2] == ("7", "")
    assert changed[4:6] == ("Not Known", "")
    assert changed[-1] == "Address: 9 Larkhill Close to nothing"
    assert set(parts) == {"problems", "new", "changed", "ended"}


@pytest.mark.parametrize(("raw", "shown"), [("Pell, 9", "xxxx, #"), ("", ""), ("Zoë-Ann ٣", "xxx-xxx #")])
def test_a_masked_cell_keeps_only_its_shape(raw: str, shown: str) -> None:
    assert masked(raw) == shown


def test_a_list_out_of_date_and_one_that_never_came_ask_for_attention() -> None:
    live = RegisterState("CN", "Calderdale North Council", NOW - HOUR, HOUR, 24 * HOUR, 1_265, Health.LIVE)
    late = replace(live, age=30 * HOUR, state=Health.DOWN)
    never = RegisterState("AB", "Aireborough Council", None, None, 24 * HOUR, 0, Health.NEVER)
    lines = register_lines((live, late, never), (CALDERDALE,))
    assert [line.amiss for line in lines] == [False, True, True]
    assert lines[0].cells[2:] == ("1hr of 24hr", "1,265", "0113 496 0142", "0113 496 0199")
    assert lines[1].cells[2] == "OUT OF DATE, 1d 6hr of 24hr"
    assert lines[2].cells[1:3] == ("Never", "No list yet: NOT CHECKED")
    assert lines[2].cells[-2:] == ("", "")


def test_an_applied_list_names_who_applied_it_and_who_signed_beside() -> None:
    one = RegisterImport(
        id=uuid4(), council="CN", kind=None, full=True, list_date=TODAY, as_at=NOW, file_name="l", sha256="",
        applied_at=NOW, applied_by="SAVILLE, Tom (Mr)", applied_by_id=uuid4(),
        counts=RowCounts(10, 9, 0, 1, 0), active=ActiveCounts(8, 1, 0, 0, 0, 9),
    )  # fmt: skip
    beside = replace(one, confirmed_by="PIKE, Joanna (Ms)", full=False, counts=RowCounts(9, 9, 0, 0, 0))
    first, second = import_lines((one, beside))
    assert (first.amiss, second.amiss) == (True, False)
    assert first.cells[1] == "Every kind, whole list"
    assert second.cells[1] == "Every kind, changes"
    assert second.cells[3] == "SAVILLE, Tom (Mr), with PIKE, Joanna (Ms)"
    assert first.cells[6] == "8 to 9"


def test_a_feeds_counts_stand_in_the_order_of_their_sum() -> None:
    feed = FeedState("a", "Arrivals", NOW, HOUR, Health.LIVE, 10, 5, 1, 0, 2)
    quiet, aside = replace(feed, last_at=None, state=Health.NEVER), replace(feed, quarantined=2)
    first, second, third = feed_lines((feed, quiet, aside))
    assert first.cells[4:] == ("10", "5", "1", "0", "2", "2")
    assert first.cells[1:4] == ("22-Nov-2026 14:10", "Live", "within 1hr")
    assert second.cells[1:3] == ("Never", "Never heard")
    assert [line.amiss for line in (first, second, third)] == [False, True, True]


def test_what_waits_for_a_person_stands_before_what_is_only_kept() -> None:
    kept = QuarantineLine(uuid4(), "gp", "10.0.0.1", NOW, 1_200, "Not acted on.", "Nothing.", "stored")
    waits = QuarantineLine(uuid4(), "arrivals", "10.0.0.2", NOW, 90, "No MSH.", "Ask the sender.")
    lines = quarantine_lines((kept, waits))
    assert [line.key for line in lines] == [waits.id, kept.id]
    assert [line.cells[4] for line in lines] == ["In quarantine", "Kept, not acted on"]
    assert [line.amiss for line in lines] == [True, False]


def test_who_no_longer_works_here_stands_last() -> None:
    gone = a_member(Role.CLINICIAN, name="ABBOTT, Ann (Dr)", active=False)
    lines = staff_lines((gone, a_member()))
    assert [line.cells[0] for line in lines] == ["OKORO, Grace (Ms)", "ABBOTT, Ann (Dr)"]
    assert [line.cells[-1] for line in lines] == ["Yes", "No"]
