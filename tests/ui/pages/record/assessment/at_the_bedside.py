"""An assessment on screen: the part in a window of its own, on a real store, worked with keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aande_alert.domain.assessment import Assessment, Step
from aande_alert.domain.staff import Role
from aande_alert.ui.pages.record.assessment import AssessmentPart
from aande_alert.ui.pages.record.assessment.step_view import StepView
from aande_alert.ui.state.places import RecordPlace, RecordTab
from tests.services.referring import Referring
from tests.ui.pages.housing import Housed, housed

_TURNS = 4

Prepare = Callable[[Referring], Any]


class Bed:
    """The part, and what a test does to it.

    Attributes:
        part: On screen.
        said: Every sentence for the status line.
    """

    def __init__(self, home: Housed, qtbot: QtBot, prepare: Prepare | None) -> None:
        self.home, self.qtbot = home, qtbot
        self.case: Referring = home.do(lambda: self._prepare(prepare))
        self.who = self.case.registrar
        self.nurse = home.do(lambda: self.case.ward.of_role(Role.TRIAGE_NURSE))
        self.part = AssessmentPart(home.house)
        self.said: list[str] = []
        self.part.told.connect(self.said.append)
        home.tasks.changed.connect(self._changed)
        qtbot.addWidget(self.part)
        self.part.resize(1278, 541)
        self.part.show()
        qtbot.waitExposed(self.part)
        self.part.activateWindow()

    def _prepare(self, prepare: Prepare | None) -> Referring:
        case = Referring(self.home.ward)
        if prepare is not None:
            prepare(case)
        return case

    def _changed(self, _topics: object) -> None:
        self.part.refresh()

    def open(self, step: Step | None = None, question: str = "", **different: Any) -> Any:
        """Show the assessment at a step, as the record page does, and return the step's view."""
        services, child = self.home.house.services, self.case.child.id
        record = self.home.do(lambda: services.records.open(self.who, child))
        place = RecordPlace(
            child, RecordTab.ASSESSMENT, different.get("visit", self.case.visit), step, question
        )
        self.part.blank()
        self.part.show_record(self.who, record, place)
        self.settle()
        return self.view

    @property
    def view(self) -> StepView:
        """Return the step in view."""
        return cast("StepView", self.part._view())

    def settle(self) -> None:
        """Wait until nothing anybody asked for is still to come."""
        tasks = self.home.tasks
        self.qtbot.waitUntil(lambda: not any(tasks._going.values()) and not tasks._asked, timeout=20_000)
        for _ in range(_TURNS):
            QCoreApplication.sendPostedEvents()  # what was laid out anew takes its place
        assert self.home.broken == []

    def press(self, *keys: str, on: QWidget | None = None) -> None:
        """Press keys where the focus is, as a person would: `Ctrl+Return`, `N`, `Down`."""
        for key in keys:
            *held, last = key.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for one in held:
                modifiers |= {
                    "Ctrl": Qt.KeyboardModifier.ControlModifier,
                    "Alt": Qt.KeyboardModifier.AltModifier,
                    "Shift": Qt.KeyboardModifier.ShiftModifier,
                }[one]
            target = on or self.focus()
            QTest.keyClick(target, getattr(Qt.Key, f"Key_{last}"), modifiers)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(self.focus(), words)

    def focus(self) -> QWidget:
        """Return what has the keys."""
        focus = self.part.window().focusWidget()
        assert focus is not None
        return focus

    def read(self) -> Assessment:
        """Return the assessment as the store has it."""
        capture = self.home.house.services.capture
        return self.home.do(lambda: capture.assessment(self.who, self.case.visit))

    def drafts(self) -> dict[str, str]:
        """Return this person's drafts by place."""
        capture = self.home.house.services.capture
        found = self.home.do(lambda: capture.drafts(self.who, self.case.visit))
        return {draft.place: draft.text for draft in found}


@contextmanager
def bedside(folder: Path, qtbot: QtBot, prepare: Prepare | None = None) -> Iterator[Bed]:
    """Give a bedside; what was typed is saved and the store closed afterwards."""
    with housed(folder, qtbot) as home:
        bed = Bed(home, qtbot, prepare)
        try:
            yield bed
        finally:
            bed.part.blank()
            bed.settle()
