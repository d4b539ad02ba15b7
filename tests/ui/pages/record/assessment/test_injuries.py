"""The body map: a mark in a few keys, every part of the body looked at or not, colour never dated."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aande_alert.domain.answers import NOT_ASKED, Given
from aande_alert.domain.assessment import Draft, Step
from aande_alert.domain.injuries import InjuryKind, Looked, RegionLook
from aande_alert.domain.provenance import Source
from aande_alert.drawings.body_layout import Sheet as BodySheet
from aande_alert.ui.pages.record.assessment.injuries import InjuriesStep
from aande_alert.ui.widgets.dialog import Sheet
from tests.services.referring import Referring
from tests.ui.looking import faults
from tests.ui.pages.record.assessment.at_the_bedside import Bed, bedside


def step_of(bed: Bed) -> InjuriesStep:
    return bed.open(Step.INJURIES)  # type: ignore[no-any-return]


def sheet(step: InjuriesStep) -> BodySheet:
    return step.map.sheet


def test_a_mark_in_eight_keys(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.rows.focus_line("cheek_fleshy_left")
        bed.press("M", "B")
        bed.type("14")
        bed.press("Tab")
        bed.type("9")
        bed.press("Return")
        bed.settle()
        (entry,) = bed.read().injuries
        injury = entry.body
        assert (injury.region, injury.kind) == ("cheek_fleshy_left", InjuryKind.BRUISE)
        assert (injury.length_mm, injury.width_mm, injury.number) == (14.0, 9.0, 1)
        assert (injury.tender, injury.source) == (NOT_ASKED, Source.SEEN)
        assert step.rows.current_key() == "cheek_fleshy_left"
        assert step._lines[3].numbers == (1,)


def test_a_double_click_marks_the_very_point(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        layout = step.map._laid_out()
        point = layout.middle_of("cheek_fleshy_left")
        assert point is not None
        view = next(one for one in layout.views if one.view is point.view)
        x, y = view.out(point.x, point.y)
        QTest.mouseClick(step.map, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
        assert step._row == "cheek_fleshy_left"
        QTest.mouseDClick(step.map, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
        assert step._side.currentWidget() is step.form
        bed.press("S")
        bed.press("Ctrl+Return")
        bed.settle()
        injury = bed.read().injuries[0].body
        assert injury.kind is InjuryKind.SCALD
        assert abs(injury.x - point.x) < 1
        assert injury.length_mm is None


def test_no_injury_seen_is_one_key_and_goes_on_to_the_next(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        first = step._lines[0].id
        assert step.rows.current_key() == first
        bed.press("N", "N")
        bed.settle()
        looks = bed.read().looks
        assert [look.body.looked for look in looks.values()] == [Looked.NO_INJURY_SEEN] * 2
        assert step.rows.current_key() == step._lines[2].id
        assert step.lists._count.text() == f"2 of {len(step._lines)} looked at"


def test_not_looked_at_needs_its_reason(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.rows.focus_line("under_nappy")
        bed.press("X")
        assert step.lists.is_typing
        bed.press("Return")
        assert "Say why" in step.lists.why.complaint()
        bed.type("Asleep, not undressed")
        bed.press("Return")
        bed.settle()
        look = bed.read().looks["under_nappy"].body
        assert (look.looked, look.why) == (Looked.NOT_LOOKED_AT, "Asleep, not undressed")


def test_a_reason_is_given_up_with_escape(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        bed.press("X")
        bed.press("Escape")
        assert step.lists._why_holder.isHidden()
        assert bed.read().looks == {}


def marked(case: Referring) -> None:
    case.mark()


def test_a_row_with_a_mark_is_not_said_to_be_without_injury(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, marked) as bed:
        step = step_of(bed)
        step.rows.focus_line("cheek_fleshy_left")
        bed.press("N")
        bed.settle()
        assert bed.read().looks == {}
        assert any("carries a mark" in sentence for sentence in bed.said)


def test_the_list_and_the_figure_have_the_same_region_in_focus(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        bed.press("2")
        step.rows.focus_line("hand_left")
        assert sheet(step) is BodySheet.HANDS_FEET
        assert step.chips.chosen() == ("hands_feet",)
        step.rows.focus_line("under_nappy")
        assert sheet(step) is BodySheet.NAPPY
        bed.press("1")
        assert sheet(step) is BodySheet.BODY_HEAD
        step.map.setFocus()
        bed.press("Home")
        assert step._row == step._regions.row_of(step.map.focused_region).id


def test_a_mark_is_opened_changed_with_a_reason_and_keeps_its_number(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, marked) as bed:
        step = step_of(bed)
        step.marks.focus_line()
        bed.press("Space")
        assert step._side.currentWidget() is step.form
        assert step.form.reason.hasFocus()
        bed.press("Ctrl+Return")
        assert "why it is changed" in step.form.reason.complaint()
        bed.type("Measured again")
        step.form.set_values({"length": 15.0, "tender": {"given": True}})
        bed.press("Ctrl+Return")
        bed.settle()
        entry = bed.read().injuries[0]
        assert (entry.body.number, entry.body.length_mm, entry.body.tender) == (1, 15.0, Given(value=True))
        assert entry.head.reason == "Measured again"


def test_a_mark_entered_in_error_is_hidden_and_its_number_stays_taken(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, marked) as bed:
        step = step_of(bed)
        step._open_mark(bed.read().injuries[0].head.id)
        step.form.in_error.emit()
        (asked,) = bed.part.window().findChildren(Sheet)
        asked.body.itemAt(0).widget().set_value("Marked twice")  # type: ignore[union-attr]
        asked.agree.click()
        bed.settle()
        assert bed.read().injuries == ()
        bed.part.activateWindow()
        bed.qtbot.waitUntil(bed.part.isActiveWindow)
        step.rows.focus_line("back")
        bed.press("M", "B")
        step.form.save.click()
        bed.settle()
        assert bed.read().injuries[0].body.number == 2


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({}, "kind", "what sort"),
        ({"kind": "bruise", "width": 9.0}, "length", "longest side"),
        ({"kind": "bruise", "source": "told_by_adult"}, "seen_by", "who reported"),
    ],
)
def test_what_a_mark_cannot_do_without_is_asked_for_in_its_place(
    tmp_path: Path, dressed: QtBot, values: dict[str, object], field: str, words: str
) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.rows.focus_line("back")
        bed.press("M")
        step.form.set_values(values)
        bed.press("Ctrl+Return")
        assert words in step.form.fields[field].complaint()  # type: ignore[union-attr]
        assert bed.read().injuries == ()


@pytest.mark.parametrize("typed", ["79cm", "7900", "-3"])
def test_a_size_that_cannot_be_right_is_told(tmp_path: Path, dressed: QtBot, typed: str) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.rows.focus_line("back")
        bed.press("M", "B")
        bed.type(typed)
        bed.press("Ctrl+Return")
        assert step.form.length.complaint()
        assert bed.read().injuries == ()


def test_a_reported_mark_names_who_and_which_account_covers_it(tmp_path: Path, dressed: QtBot) -> None:
    def prepare(case: Referring) -> None:
        case.account()

    with bedside(tmp_path, dressed, prepare) as bed:
        step = step_of(bed)
        account = bed.read().accounts[0].head.id
        step.rows.focus_line("back")
        bed.press("M")
        step.form.set_values(
            {
                "kind": "bruise", "source": "told_by_adult", "seen_by": "PELL, Hannah (Miss)",
                "covered_by": [str(account)],
            }
        )  # fmt: skip
        bed.press("Ctrl+Return")
        bed.settle()
        assert bed.read().injuries[0].body.covered_by == (account,)
        text = step.marks._texts[0]
        assert text.seen == "Reported by PELL, Hannah (Miss). Account 1 covers it."


def test_a_mark_moved_to_another_region_takes_that_regions_place(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.rows.focus_line("cheek_fleshy_left")
        bed.press("M")
        step.form.set_values({"kind": "bruise", "region": "heel_left"})
        bed.press("Ctrl+Return")
        bed.settle()
        injury = bed.read().injuries[0].body
        place = next(one for one in step._regions.places if one.region == "heel_left")
        assert (injury.region, injury.view) == ("heel_left", place.view.value)


def test_a_part_described_in_words_only_can_be_marked(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.rows.focus_line("under_nappy")
        bed.press("M", "B", "Ctrl+Return")
        bed.settle()
        region = bed.read().injuries[0].body.region
        assert step._regions.row_of(region).id == "under_nappy"


def half_a_mark(case: Referring) -> None:
    words = json.dumps(
        {"kind": "bite", "region": "back", "point": {"view": "front", "x": 1, "y": 2, "region": "x"}}
    )
    words = words.replace('"back"', '"cheek_fleshy_left"')
    draft = Draft(case.visit, "mark.new", words, case.registrar.staff.id)
    case.ward.services.capture.keep_draft(case.registrar, draft)


def test_a_killed_program_comes_back_to_the_half_written_mark(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, half_a_mark) as bed:
        step = bed.open()
        assert step.step is Step.INJURIES
        assert step.form.kind.value() == "bite"
        assert step.map.focused_region == "cheek_fleshy_left"
        bed.press("Escape", on=step.form)
        bed.settle()
        assert bed.drafts() == {}


def test_a_half_written_mark_is_kept_when_the_child_is_left(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.rows.focus_line("back")
        bed.press("M", "I")
        bed.part.blank()
        bed.settle()
        assert json.loads(bed.drafts()["mark.new"])["kind"] == "bite"
        assert step.form.kind.value() == ""


def test_the_earlier_way_of_looking_at_single_regions_still_reads(tmp_path: Path, dressed: QtBot) -> None:
    def prepare(case: Referring) -> None:
        row = next(one for one in case.ward.services.photographs._regions.rows if len(one.regions) > 1)
        for region in row.regions:
            look = RegionLook(region, Looked.NO_INJURY_SEEN)
            case.ward.services.capture.look(case.registrar, case.visit, look, uuid4())

    with bedside(tmp_path, dressed, prepare) as bed:
        step = step_of(bed)
        assert sum(1 for line in step._lines if line.is_done) == 1


def test_a_region_comes_first(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.map._focus = None
        step._add_here()
        assert step._side.currentWidget() is step.lists
        step._row = ""
        step._none_seen()
        bed.settle()
        assert bed.read().looks == {}


def test_the_mark_form_is_whole(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, marked) as bed:
        step = step_of(bed)
        step.rows.focus_line("back")
        bed.press("M")
        assert faults(step) == []
