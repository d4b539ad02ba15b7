"""The right of the photographs: what is known of one picture, and everything that was ever done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from aande_alert.domain.wording import show_moment, show_span, show_time
from aande_alert.ui.theme.look import BOLD, look
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.facts import Facts
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.words import Role, Run, Words

if TYPE_CHECKING:
    from aande_alert.domain.assessment import Assessment
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.photographs import CustodyLine, Photograph

WIDE = 306
_MB = 1024 * 1024


class PhotoDetails(Panel):
    """One picture's details.

    Signals:
        in_error: It was kept by mistake.
        told: One sentence for the status line.
    """

    in_error = Signal()
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", lines="l", line="line2")
        self._sha = ""
        down = column(self, (1, 0, 0, 0))
        down.addWidget(self._head())
        inside = QWidget()
        self._column = column(inside)
        down.addWidget(Scroll(inside), 1)
        self._add_facts()
        self._add_log()
        self._column.addStretch(1)
        self._foot = Panel("sunken", lines="t", height=44)
        across = row(self._foot, (16, 8, 12, 8), 8)
        error = Button("Entered in error…", size=Size.SMALL)
        error.clicked.connect(self.in_error)
        across.addWidget(error)
        across.addStretch(1)
        down.addWidget(self._foot)
        self.forget()
        self.restyle()

    def _head(self) -> Panel:
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 4), 8)
        self._title = Words("Photograph", Role.HEADING, wrap=False)
        line.addWidget(self._title, 1)
        self._frame = Words("", Role.SECONDARY, wrap=False)
        line.addWidget(self._frame)
        return head

    def _add_facts(self) -> None:
        holder = QWidget()
        self._facts = Facts(label_width=74, gap=2)
        column(holder, (16, 8, 12, 8)).addWidget(self._facts)
        self._column.addWidget(holder)
        copy_holder = QWidget()
        across = row(copy_holder, (16, 0, 12, 8))
        self.copy = Button("Copy the whole SHA-256", Kind.LINK, size=Size.ROW)
        self.copy.clicked.connect(self._copy)
        self.copy.hide()
        across.addWidget(self.copy)
        across.addStretch(1)
        self._column.addWidget(copy_holder)

    def _add_log(self) -> None:
        head = Panel("sunken", lines="tb", height=32)
        line = row(head, (16, 4, 12, 4), 8)
        line.addWidget(Words("Custody log", Role.STRONG, wrap=False), 1)
        self._count = Words("", Role.SECONDARY, wrap=False)
        line.addWidget(self._count)
        self._column.addWidget(head)
        log = QWidget()
        self._log = QGridLayout(log)
        self._log.setContentsMargins(16, 8, 12, 8)
        self._log.setHorizontalSpacing(10)
        self._log.setVerticalSpacing(8)
        self._log.setColumnStretch(2, 1)
        self._column.addWidget(log)

    def restyle(self) -> None:
        """Grow with the text."""
        super().restyle()
        self.setFixedWidth(look().px(WIDE))

    def show_photograph(self, entry: Entry[Photograph], assessment: Assessment, shows: str) -> None:
        """Show what is known of a picture."""
        photo = entry.body
        self._sha = photo.sha256
        self._title.say(f"Photograph {photo.number}")
        self._frame.say(photo.frame.words)
        taken = show_moment(photo.taken_at) + ", by the camera" if photo.taken_at else "Not in the file"
        short = f"{photo.sha256[:4]} {photo.sha256[4:8]} {photo.sha256[8:12]} … {photo.sha256[-4:]}"
        size = f"{photo.width} × {photo.height}, {photo.size / _MB:.1f} MB, as received"
        facts: list[tuple[str, str | tuple[Run, ...]]] = [
            ("Shows", (Run(shows, BOLD),)),
            ("Taken", taken),
            ("Received", show_moment(photo.received_at)),
            ("By", photo.taken_by),
            ("Source", photo.source.words),
            *_after_injury(photo, assessment),
            ("File", f"{photo.file_name}: {size}"),
            ("SHA-256", short),
        ]
        if photo.caption:
            facts.insert(1, ("Caption", photo.caption))
        facts += [("Check", (Run(warning, BOLD),)) for warning in photo.warnings]
        self._facts.show_facts(facts)
        self.copy.show()
        self._foot.show()

    def show_custody(self, lines: tuple[CustodyLine, ...]) -> None:
        """Show everything that was done with it, oldest first."""
        clear(self._log)
        self._count.say(f"{len(lines)} line{'' if len(lines) == 1 else 's'}")
        top = Qt.AlignmentFlag.AlignTop
        for at, line in enumerate(lines):
            self._log.addWidget(Mark("link", "text2"), at, 0, top)
            self._log.addWidget(Words(show_time(line.at), Role.SECONDARY, wrap=False), at, 1, top)
            self._log.addWidget(Words(line.words, Role.SECONDARY), at, 2, top)
            self._log.addWidget(Words(line.by_initials, Role.SECONDARY, wrap=False), at, 3, top)

    def forget(self) -> None:
        """Take every word off the glass."""
        self._sha = ""
        self._title.say("Photograph")
        self._frame.say("")
        self._facts.show_facts((("Shows", "Choose a photograph to see what is known of it."),))
        self._count.say("")
        self.copy.hide()
        self._foot.hide()
        clear(self._log)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._sha)
        self.told.emit("SHA-256 copied.")


def _after_injury(photo: Photograph, assessment: Assessment) -> list[tuple[str, str]]:
    """Return how long after the injury, by each account that gives a time, it was taken or received."""
    at = photo.taken_at or photo.received_at
    spans = [
        f"{show_span(at - entry.body.happened_at)} (account {number})"
        for number, entry in enumerate(assessment.accounts, start=1)
        if entry.body.happened_at is not None and entry.body.happened_at <= at
    ]
    return [("After injury" if place == 0 else "", f"Approx {span}") for place, span in enumerate(spans)]
