"""The left of the photographs: the guided series for one mark, the ways to add a picture, and the consent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from aande_alert.domain.answers import Given
from aande_alert.domain.photographs import ConsentBasis, Frame, PhotoSource
from aande_alert.domain.wording import show_moment, show_time
from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import bar, words
from aande_alert.ui.theme.look import BOLD, PLAIN, SEMI, Type, look
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.choices import ChoiceField, Option
from aande_alert.ui.widgets.facts import Facts
from aande_alert.ui.widgets.panel import Flow, Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.pressed import Pressed, step_focus
from aande_alert.ui.widgets.words import Role, Run, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.domain.assessment import Assessment
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.photographs import PhotoConsent
    from aande_alert.domain.regions import BodyRegions

WIDE = 264
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_WHOLE = "whole"
SERIES = (
    Frame.IDENTITY,
    Frame.WHOLE_CHILD,
    Frame.MID_DISTANCE,
    Frame.CLOSE,
    Frame.CLOSE_WITH_SCALE,
    Frame.OTHER_SIDE,
)
_OF_CHILD = frozenset({Frame.IDENTITY, Frame.WHOLE_CHILD})


@dataclass(frozen=True, slots=True)
class FrameText:
    """One frame of the series and whether it was taken."""

    frame: Frame
    taken: str = ""


class _FrameLine(Pressed):
    def __init__(self, text: FrameText) -> None:
        super().__init__(text.frame, "")
        self._text = text
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: FrameText) -> None:
        """Show whether it was taken."""
        self._text = text
        self.say(f"{text.frame.words}, {self._state()}")
        self.update()

    def _state(self) -> str:
        return f"Taken {self._text.taken}" if self._text.taken else "Not taken"

    def sizeHint(self) -> QSize:
        """Return a row."""
        return QSize(look().px(WIDE) - 16, look().px(28))

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw the sign, the frame and when it was taken."""
        now, text = look(), self._text
        if self.isChecked():
            bar(painter, rect, now.colour("blue-tint"))
            bar(painter, QRect(0, 0, 4, rect.height()), now.colour("blue"))
        elif self.underMouse():
            bar(painter, rect, now.colour("sunken"))
        bar(painter, QRect(0, rect.height() - 1, rect.width(), 1), now.colour("line"))
        icon = icons.picture("tickdisc" if text.taken else "circle", "text2", 16)
        icons.draw(painter, 16, (rect.height() - now.px(16)) / 2, icon)
        weight = SEMI if self.isChecked() else PLAIN
        words(
            painter,
            rect.adjusted(24 + now.px(16), 0, 0, 0),
            text.frame.words,
            now.font(Type.BODY, weight),
            now.colour("text"),
        )
        words(
            painter,
            rect.adjusted(0, 0, -12, 0),
            self._state(),
            now.font(Type.SECONDARY),
            now.colour("text2"),
            _RIGHT,
        )


class SeriesPanel(Panel):
    """Series, ways to add, consent.

    Signals:
        files_wanted: Pictures from files.
        folder_wanted: Every picture of a folder.
        consent_wanted: Consent is to be recorded or changed.
        cancelled: No more pictures are to be added.
    """

    files_wanted = Signal()
    folder_wanted = Signal()
    consent_wanted = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__("surface", lines="r")
        down = column(self, (0, 0, 1, 0))
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 4), 8)
        self._title = Words("Series", Role.HEADING, wrap=False)
        line.addWidget(self._title)
        self.mark = ChoiceField("", [Option(_WHOLE, "No mark")])
        self.mark.box.setAccessibleName("Which mark the pictures show")
        self.mark.changed.connect(self._turn)
        line.addWidget(self.mark, 1)
        down.addWidget(head)
        inside = QWidget()
        self._column = column(inside)
        down.addWidget(Scroll(inside), 1)
        self._frames = {frame: _FrameLine(FrameText(frame)) for frame in (*SERIES, Frame.OTHER)}
        for frame_line in self._frames.values():
            frame_line.chosen.connect(self._choose)
            self._column.addWidget(frame_line)
        self._add_ways()
        self._consent = QWidget()
        self._consent_column = column(self._consent, (16, 8, 12, 12), 4)
        self._column.addWidget(self._consent)
        self._column.addStretch(1)
        self._assessment: Assessment | None = None
        self.restyle()

    def restyle(self) -> None:
        """Grow with the text."""
        super().restyle()
        self.setFixedWidth(look().px(WIDE))

    def _add_ways(self) -> None:
        ways = Panel("surface", lines="b", line="line2")
        down = column(ways, (16, 8, 12, 10), 8)
        sources = [Option(source.value, source.words) for source in PhotoSource]
        self.source = ChoiceField("", sources)
        self.source.box.setAccessibleName("Where the pictures come from")
        self.source.set_value(PhotoSource.TAKEN_HERE.value)
        down.addWidget(self.source)
        holder = QWidget()
        flow = Flow(holder, gap=8)
        self.file = Button("File", Kind.PRIMARY, icon="file", key="F")
        self.folder = Button("Folder", icon="folder", key="O")
        self.file.clicked.connect(self.files_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        flow.addWidget(self.file)
        flow.addWidget(self.folder)
        down.addWidget(holder)
        self._drop = Words("or drop pictures anywhere here", Role.SECONDARY)
        down.addWidget(self._drop)
        down.addWidget(Words("Camera: not in this version; add with File.", Role.SECONDARY))
        down.addWidget(self._progress_line())
        self._column.addWidget(ways)

    def _progress_line(self) -> QWidget:
        self._progress_holder = QWidget()
        across = row(self._progress_holder, gap=8)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._told = Words("", Role.SECONDARY, wrap=False)
        cancel = Button("Cancel", size=Size.SMALL)
        cancel.clicked.connect(self.cancelled)
        across.addWidget(self._progress, 1)
        across.addWidget(self._told)
        across.addWidget(cancel)
        self._progress_holder.hide()
        return self._progress_holder

    def show_progress(self, done: int, of: int) -> None:
        """Show how many of the pictures are kept."""
        self._progress_holder.setVisible(done < of)
        self._progress.setRange(0, max(1, of))
        self._progress.setValue(done)
        self._told.say(f"{done} of {of}")

    def show_assessment(self, assessment: Assessment, regions: BodyRegions) -> None:
        """Show the marks, what of the series was taken for the chosen one, and the consent."""
        first = self._assessment is None
        self._assessment = assessment
        marks = [
            Option(str(e.head.id), f"Mark {e.body.number}, {regions.region(e.body.region).words}")
            for e in assessment.injuries
            if not regions.region(e.body.region).intimate
        ]
        options = (*marks, Option(_WHOLE, "No mark: whole child"))
        if [self.mark.box.itemData(at) for at in range(self.mark.box.count())] != [
            one.key for one in options
        ]:
            self.mark.offer(options)
        if first or not self.mark.value():
            self.mark.set_value(options[0].key)
        self._fill()
        self._show_consent(assessment.consent)

    def forget(self) -> None:
        """Take every word off the glass."""
        self._assessment = None
        self.mark.offer([Option(_WHOLE, "No mark")])
        for frame, line in self._frames.items():
            line.show_text(FrameText(frame))
        clear(self._consent_column)
        self.show_progress(0, 0)

    @property
    def injury_id(self) -> UUID | None:
        """Return the mark the next picture shows."""
        value = self.mark.value()
        return None if value in {"", _WHOLE} or self.frame in _OF_CHILD else UUID(value)

    @property
    def frame(self) -> Frame:
        """Return the frame that is taken next."""
        return next((frame for frame, line in self._frames.items() if line.isChecked()), Frame.OTHER)

    @property
    def photo_source(self) -> PhotoSource:
        """Return where the pictures come from."""
        return PhotoSource(self.source.value() or PhotoSource.TAKEN_HERE.value)

    @Slot()
    def _turn(self) -> None:
        self._fill()

    def _fill(self) -> None:
        if self._assessment is None:
            return
        chosen = self.mark.value()
        taken: dict[Frame, str] = {}
        for entry in self._assessment.photographs:
            about = entry.body.frame in _OF_CHILD or str(entry.body.injury_id or _WHOLE) == chosen
            if about:
                taken[entry.body.frame] = show_time(entry.body.received_at)
        for frame, line in self._frames.items():
            line.show_text(FrameText(frame, taken.get(frame, "")))
        following = next((frame for frame in SERIES if frame not in taken), Frame.OTHER)
        self._choose(following)

    @Slot(object)
    def _choose(self, frame: Frame) -> None:
        for each, line in self._frames.items():
            line.setChecked(each is frame)
            line.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is frame else Qt.FocusPolicy.ClickFocus)

    def _show_consent(self, entry: Entry[PhotoConsent] | None) -> None:
        clear(self._consent_column)
        head = QWidget()
        across = row(head, gap=8)
        across.addWidget(Words("Consent", Role.STRONG, wrap=False), 1)
        change = Button("Change" if entry else "Record", Kind.LINK, size=Size.ROW)
        change.clicked.connect(self.consent_wanted)
        across.addWidget(change)
        self._consent_column.addWidget(head)
        allowed = entry is not None and entry.body.basis is not ConsentBasis.REFUSED
        for button in (self.file, self.folder):
            button.allow() if allowed else button.setEnabled(False)
        if entry is None:
            self._consent_column.addWidget(
                Words(
                    "Not recorded. No picture can be kept before consent or best interests is.", Role.STRONG
                )
            )
            now = Button("Record consent", Kind.PRIMARY, key="C")
            now.clicked.connect(self.consent_wanted)
            self._consent_column.addWidget(now, 0, Qt.AlignmentFlag.AlignLeft)
            return
        facts = Facts(label_width=58, gap=3)
        facts.show_facts(_consent_facts(entry.body))
        self._consent_column.addWidget(facts)

    def focus_first(self) -> None:
        """Put the focus on the frame that is taken next."""
        self._frames[self.frame].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the series."""
        if not step_focus(event, list(self._frames.values()), Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)


def _consent_facts(consent: PhotoConsent) -> Iterable[tuple[str, str | tuple[Run, ...]]]:
    labels = {
        ConsentBasis.GIVEN: "Given by",
        ConsentBasis.BEST_INTERESTS: "Decided by",
        ConsentBasis.REFUSED: "Refused by",
    }
    standing = (
        f", {consent.responsibility[:1].lower()}{consent.responsibility[1:]}"
        if consent.responsibility
        else ""
    )
    yield labels[consent.basis], (Run(f"{consent.by}{standing}", SEMI),)
    yield "How", f"{consent.how}, {show_moment(consent.at)}, to {consent.to}"
    if consent.basis is ConsentBasis.REFUSED:
        yield "So", (Run("No pictures. Describe each mark in words.", BOLD),)
        return
    uses = (
        ("Record", consent.for_record),
        ("Social care, police, court", consent.for_sharing),
        ("Teaching", consent.for_teaching),
    )
    for at, (use, answer) in enumerate(uses):
        told = ("Yes" if answer.value else "No") if isinstance(answer, Given) else answer.words
        yield ("Covers" if at == 0 else ""), (Run(f"{use}: "), Run(told, SEMI))
