"""Photographs on screen: consent first, everything covered, one uncovered at a time and written down."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from aande_alert.domain.assessment import Step
from aande_alert.domain.photographs import ConsentBasis, Frame, NewPhotograph, PhotoConsent
from aande_alert.ui.pages.record.assessment.photographs import PhotographsStep
from aande_alert.ui.widgets.dialog import Sheet
from tests.builders import NOW
from tests.services.referring import Referring, a_picture
from tests.ui.looking import faults
from tests.ui.pages.record.assessment.at_the_bedside import Bed, bedside


def step_of(bed: Bed) -> PhotographsStep:
    return bed.open(Step.PHOTOGRAPHS)  # type: ignore[no-any-return]


def covered(step: PhotographsStep) -> bool:
    return step.gallery.preview.is_covered


def next_frame(step: PhotographsStep) -> Frame:
    return step.series.frame


def agreed(case: Referring) -> None:
    case.photographed()


def two_pictures(case: Referring) -> None:
    case.photographed(case.mark(), case.mark("cheek_fleshy_right"))


def test_consent_comes_first_and_nothing_in_it_is_chosen_beforehand(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        assert not step.series.file.isEnabled()
        bed.press("F", on=step)
        assert any("Record consent" in sentence for sentence in bed.said)
        bed.press("C", on=step)
        assert step._middle.currentWidget() is step.consent
        assert step.consent.basis.value() == ""
        assert faults(step) == []
        bed.press("Ctrl+Return")
        assert "some footing" in step.consent.basis.complaint()
        step.consent.set_values({"basis": "given"})
        bed.press("Ctrl+Return")
        assert "who gave" in step.consent.fields["by"].complaint()  # type: ignore[union-attr]
        step.consent.set_values(
            {
                "by": "PELL, Hannah (Miss)", "how": "In writing",
                "responsibility": "Has parental responsibility", "for_teaching": {"given": False},
            }
        )  # fmt: skip
        bed.press("Ctrl+Return")
        bed.settle()
        consent = bed.read().consent
        assert consent is not None
        assert (consent.body.by, consent.body.to) == ("PELL, Hannah (Miss)", "BHATT, Rohan (Dr)")
        assert consent.body.for_record.value == "not_asked"
        assert step.series.file.isEnabled()


def test_a_refusal_is_shown_and_respected(tmp_path: Path, dressed: QtBot) -> None:
    def refused(case: Referring) -> None:
        consent = PhotoConsent(ConsentBasis.REFUSED, "PELL, Hannah (Miss)", "She said no", "OKORO", NOW)
        case.ward.services.photographs.consent(case.registrar, case.visit, consent, uuid4())

    with bedside(tmp_path, dressed, refused) as bed:
        step = step_of(bed)
        assert not step.series.file.isEnabled()
        step.add_paths([tmp_path / "x.jpg"])
        assert any("respected" in sentence for sentence in bed.said)


def test_consent_given_up_with_escape_writes_nothing(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.ask_consent()
        bed.press("Escape")
        assert step._middle.currentWidget() is step.gallery
        assert bed.read().consent is None


def a_file(folder: Path, name: str, body: bytes | None = None) -> Path:
    path = folder / name
    path.write_bytes(a_picture(640 + len(name), 480) if body is None else body)
    return path


def wait_for_pictures(bed: Bed, step: PhotographsStep) -> None:
    bed.settle()
    bed.qtbot.waitUntil(lambda: not step.importing.is_going, timeout=30_000)
    bed.settle()


def test_one_picture_takes_the_frame_that_is_next(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, agreed) as bed:
        step = step_of(bed)
        assert next_frame(step) is Frame.IDENTITY
        step.add_paths([a_file(tmp_path, "label.jpg")])
        wait_for_pictures(bed, step)
        (entry,) = bed.read().photographs
        assert (entry.body.frame, entry.body.injury_id) == (Frame.IDENTITY, None)
        assert next_frame(step) is Frame.WHOLE_CHILD
        assert covered(step)


def test_many_pictures_are_kept_and_each_that_is_not_says_why(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, agreed) as bed:
        step = step_of(bed)
        folder = tmp_path / "card"
        folder.mkdir()
        a_file(folder, "a.jpg")
        a_file(folder, "bb.jpg")
        a_file(folder, "letter.png", b"Dear colleague")
        step.add_paths([folder, tmp_path / "gone.jpg"])
        bed.settle()
        bed.qtbot.waitUntil(lambda: not step.importing.is_going, timeout=30_000)
        bed.settle()
        photographs = bed.read().photographs
        assert [entry.body.file_name for entry in photographs] == ["a.jpg", "bb.jpg"]
        assert {entry.body.frame for entry in photographs} == {Frame.OTHER}
        told = [step.gallery.refusals._column.itemAt(at).widget().text() for at in range(2)]  # type: ignore[union-attr]
        assert "letter.png: This file is not a picture" in told[0]
        assert "gone.jpg: This file could not be read." in told[1]
        step.gallery.refusals.forget()
        assert step.gallery.refusals.isHidden()


def test_an_empty_or_missing_folder_says_so(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, agreed) as bed:
        step = step_of(bed)
        step._files_chosen([])
        bed.settle()
        assert any("no picture in there" in sentence for sentence in bed.said)


def test_pictures_can_be_cancelled_and_leaving_waits_for_them(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, agreed) as bed:
        step = step_of(bed)
        step.add_paths([a_file(tmp_path, f"{'x' * at}.jpg") for at in range(1, 5)])
        bed.qtbot.waitUntil(lambda: step.importing.is_going, timeout=10_000)
        assert "still being added" in bed.part.unsaved()
        step.series.cancelled.emit()
        wait_for_pictures(bed, step)
        assert len(bed.read().photographs) < 4
        assert bed.part.unsaved() == ""


def test_files_can_be_dropped(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, agreed) as bed:
        step = step_of(bed)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(a_file(tmp_path, "drop.jpg")))])
        left = Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(step, enter)
        assert enter.isAccepted()
        drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(step, drop)
        wait_for_pictures(bed, step)
        assert len(bed.read().photographs) == 1


@pytest.mark.parametrize("key", ["F", "O"])
def test_the_systems_own_dialogue_chooses_files_and_folders(tmp_path: Path, dressed: QtBot, key: str) -> None:
    with bedside(tmp_path, dressed, agreed) as bed:
        step = step_of(bed)
        bed.press(key, on=step)
        dialog = step._dialog
        assert isinstance(dialog, QFileDialog)
        path = a_file(tmp_path, "chosen.jpg")
        dialog.filesSelected.emit([str(path)])
        dialog.reject()
        wait_for_pictures(bed, step)
        bed.qtbot.waitUntil(lambda: step._dialog is None)
        assert len(bed.read().photographs) == 1


def test_a_picture_is_uncovered_one_at_a_time_and_each_look_is_written_down(
    tmp_path: Path, dressed: QtBot
) -> None:
    with bedside(tmp_path, dressed, two_pictures) as bed:
        step = step_of(bed)
        assert step.gallery._count.text() == "2 covered"
        step.gallery.tiles.focus_tile()
        bed.press("Right", "Left", "Space")
        bed.settle()
        assert not covered(step)
        assert step.gallery._count.text() == "1 covered"
        assert step.gallery.preview._identity.name == "PELL, Maisie"
        assert step.details._count.text() == "2 lines"
        bed.press("Right", on=step.gallery.preview)
        bed.settle()
        assert step.gallery._count.text() == "1 covered"
        first, second = (entry.head.id for entry in bed.read().photographs)
        assert step.gallery.photo_id == second
        bed.press("Escape")
        assert covered(step)
        lines = bed.home.do(lambda: bed.case.ward.services.photographs.custody(bed.who, first))
        assert [line.words for line in lines][-1] == "Uncovered, hash checked: same"


def test_space_covers_and_uncovers_the_picture_in_view(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two_pictures) as bed:
        step = step_of(bed)
        photo = bed.read().photographs[0].head.id
        step.gallery.uncover(photo)
        bed.settle()
        step.gallery.preview.setFocus()
        bed.press("Space")
        assert covered(step)
        bed.press("Return")
        bed.settle()
        assert not covered(step)
        step.gallery.uncover(photo)
        assert covered(step)
        QTest.mouseClick(step.gallery.preview, Qt.MouseButton.LeftButton)
        bed.settle()
        assert not covered(step)


def test_a_minute_without_a_key_covers_everything(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two_pictures) as bed:
        step = step_of(bed)
        step.gallery.uncover(bed.read().photographs[0].head.id)
        bed.settle()
        step.gallery.stay_awake()
        assert step.gallery._timer.isActive()
        assert step.gallery._timer.interval() == 60_000
        step.gallery._timer.timeout.emit()
        assert covered(step)
        step.gallery.stay_awake()
        assert not step.gallery._timer.isActive()


def test_leaving_the_step_or_the_window_covers_everything(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two_pictures) as bed:
        step = step_of(bed)
        photo = bed.read().photographs[0].head.id
        step.gallery.uncover(photo)
        bed.settle()
        QApplication.sendEvent(step, QEvent(QEvent.Type.WindowDeactivate))
        assert covered(step)
        step.gallery.uncover(photo)
        bed.settle()
        bed.part.go_to(Step.CHILD)
        assert covered(step)


def test_the_details_tell_time_since_injury_and_the_whole_hash_can_be_copied(
    tmp_path: Path, dressed: QtBot
) -> None:
    def prepare(case: Referring) -> None:
        case.account()
        case.photographed(case.mark())

    with bedside(tmp_path, dressed, prepare) as bed:
        step = step_of(bed)
        entry = bed.read().photographs[0]
        step.gallery.uncover(entry.head.id)
        bed.settle()
        step.details.copy.click()
        bed.settle()
        assert QGuiApplication.clipboard().text() == entry.body.sha256
        assert step.details._title.text() == "Photograph 1"
        assert faults(step) == []


def test_a_photograph_entered_in_error_is_hidden_and_kept(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two_pictures) as bed:
        step = step_of(bed)
        step.details.in_error.emit()
        assert bed.part.window().findChildren(Sheet) == []
        step.gallery.uncover(bed.read().photographs[0].head.id)
        bed.settle()
        step.details.in_error.emit()
        (sheet,) = bed.part.window().findChildren(Sheet)
        sheet.body.itemAt(0).widget().set_value("Another child")  # type: ignore[union-attr]
        sheet.agree.click()
        bed.settle()
        assert [entry.body.number for entry in bed.read().photographs] == [2]
        assert step.gallery.photo_id is None


def test_a_picture_that_is_not_what_was_stored_says_so(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two_pictures) as bed:
        step = step_of(bed)
        photo = bed.read().photographs[0].head.id

        def spoil() -> None:
            from sqlalchemy import text

            with bed.case.ward.store.transaction() as tx:
                work = tx.entries._work.connection
                work.execute(text("DROP TRIGGER IF EXISTS photograph_file_no_update"))
                for row in work.execute(text("SELECT name FROM sqlite_master WHERE type='trigger'")).all():
                    work.execute(text(f"DROP TRIGGER {row[0]}"))
                work.execute(text("UPDATE photograph_file SET sealed = zeroblob(64)"))

        bed.home.do(spoil)
        step.gallery.uncover(photo)
        bed.settle()
        assert covered(step)
        assert "cannot be sent" in step.gallery.preview._words
        assert step.gallery.refusals.isVisible()


def test_what_a_tile_shows_follows_its_mark(tmp_path: Path, dressed: QtBot) -> None:
    def prepare(case: Referring) -> None:
        mark = case.mark()
        case.photographed(mark)
        new = NewPhotograph(a_picture(500, 400), "whole.jpg", Frame.WHOLE_CHILD)
        case.ward.services.photographs.add(case.registrar, case.visit, new, uuid4())
        case.ward.services.capture.enter_in_error(case.registrar, "injury", mark, "Twice", uuid4())

    with bedside(tmp_path, dressed, prepare) as bed:
        step = step_of(bed)
        shows = [text.shows.split(",")[0] for text in step.gallery.tiles._texts]
        assert shows == ["Mark entered in error", "Whole child"]
