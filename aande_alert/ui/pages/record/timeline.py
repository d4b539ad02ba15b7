"""The timeline tab: the picture with its tools, what it covers, and the card of the event in focus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aande_alert.domain.timeline import GlyphKind, LaneKind
from aande_alert.drawings.shapes import Glyph, Scene
from aande_alert.drawings.timeline_rows import ALL_KINDS, Scope, arrange
from aande_alert.ui.page import House, RecordPart
from aande_alert.ui.paint import ScenePainter
from aande_alert.ui.state.places import RecordPlace, RecordTab
from aande_alert.ui.theme.drawing import painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.widgets.buttons import Button, IconButton
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, clear, column, row
from aande_alert.ui.widgets.timeline import Timeline
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent

    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.record import RecordView
    from aande_alert.domain.timeline import TimelineEvent, TimelineRecord
    from aande_alert.drawings.axis import Window
    from aande_alert.security.access import SignedIn

_SIGN = 18
_FAMILY, _INJURIES = "family", "injuries"
_EMPTY = "No earlier record at this hospital. That does not mean nothing happened."


class TimelinePart(RecordPart):
    """One life, or a whole family's, on one time axis."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._who: SignedIn | None = None
        self._person: UUID | None = None
        self._record: TimelineRecord | None = None
        self._events: dict[object, TimelineEvent] = {}
        self._opens = True
        self.timeline = Timeline()
        self.chips = ChipRow()
        self._window = Words("", Role.STRONG, wrap=False)
        self._stand = Stand()
        self._covered = Words("")
        self._card = Panel("surface", lines="o", line="text")
        self._card_column = column(self._card, (12, 10, 12, 10), 4)
        self._side = self._side_panel()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        tools = Panel("surface", lines="b", height=40)
        line = row(tools, (16, 4, 12, 4), 8)
        self._out = IconButton("minus", "Show more time (minus)")
        self._in = IconButton("plus", "Show less time (plus)")
        self._fit = Button("Fit", icon="fit")
        self._list = Button("List", key="Ctrl+T")
        for button in (self._out, self._in, self._fit):
            line.addWidget(button)
        line.addWidget(self._window)
        line.addWidget(self.chips, 1)
        line.addWidget(self._list)
        foot = Panel("sunken", lines="t")
        covers = row(foot, (16, 8, 16, 8), 12)
        covers.addWidget(Mark("info"))
        covers.addWidget(self._covered, 1)
        left = QWidget()
        down = QVBoxLayout(left)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        for part, stretch in ((tools, 0), (self.timeline, 1), (self._stand, 1), (foot, 0), (_legend(), 0)):
            down.addWidget(part, stretch)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(left, 1)
        across.addWidget(self._side)
        self._stand.hide()

    def _side_panel(self) -> Panel:
        side = Panel("surface", lines="l", line="line2")
        inside = column(side, (16, 10, 12, 10), 8)
        inside.addWidget(Words("In focus", Role.HEADING, wrap=False))
        inside.addWidget(self._card)
        inside.addWidget(
            Words("Arrows move from event to event. Near in time does not mean caused by.", Role.SECONDARY)
        )
        inside.addStretch(1)
        side.setFixedWidth(288)
        return side

    def _wire(self) -> None:
        self.chips.switched.connect(self._switch)
        self._out.clicked.connect(partial(self.timeline.zoom, 2.0))
        self._in.clicked.connect(partial(self.timeline.zoom, 0.5))
        self._fit.clicked.connect(self.timeline.fit)
        self._list.clicked.connect(self.timeline.swap)
        self.timeline.looked_at.connect(self._look_at)
        self.timeline.opened.connect(self._open)
        self.timeline.window_changed.connect(self._say_window)
        self._stand.retried.connect(self.refresh)
        for keys, act in (("+", self._in.click), ("-", self._out.click)):
            QShortcut(QKeySequence(keys), self, act)

    def show_record(self, who: SignedIn, record: RecordView, place: RecordPlace) -> None:
        """Read and draw the story of a record."""
        self._opens = self._opens or record.person.id != self._person
        self._who, self._person = who, record.person.id
        self.chips.show_chips(
            (
                ChipText(_FAMILY, "Whole family", on=bool(record.family)),
                ChipText(_INJURIES, "Injuries only"),
            )
        )
        self.refresh()

    def refresh(self) -> None:
        """Read the story again."""
        if self._who is None or self._person is None:
            return
        whole = _FAMILY in self.chips.chosen()
        call = partial(self.house.services.records.timeline, self._who, self._person, whole_family=whole)
        self.house.tasks.run(
            self, "timeline", call, partial(self._show, self._person), self._failed, lapses=True
        )

    def _show(self, person: UUID, record: TimelineRecord) -> None:
        if person != self._person:
            return
        self._record = record
        self._events = {
            event.id: event for track in record.tracks for lane in track.lanes for event in lane.events
        }
        self._covered.say(f"Covered: {record.coverage.covered}\nNot covered: {record.coverage.not_covered}")
        self._stand.setVisible(not self._events)
        self.timeline.setVisible(bool(self._events))
        if not self._events:
            self._stand.show_empty("Nothing before this", _EMPTY)
            return
        self._draw()

    def _draw(self) -> None:
        if self._record is not None:
            chosen = self.chips.chosen()
            scope = Scope.FAMILY if _FAMILY in chosen else Scope.CHILD
            kinds = frozenset({LaneKind.INJURY, LaneKind.PROTECTION}) if _INJURIES in chosen else ALL_KINDS
            opening = arrange(self._record, scope=scope).opening() if self._opens else None
            self._opens = False
            self.timeline.show_record(self._record, scope=scope, kinds=kinds, window=opening)
            newest = max(self._events.values(), key=_moment_of_child(self._record), default=None)
            if self.timeline.canvas.selected is None and newest is not None:
                self.timeline.canvas.select(newest.id)

    def _failed(self, trouble: Trouble) -> None:
        self.timeline.hide()
        self._stand.show_trouble(trouble)
        self._stand.show()

    @Slot(str, bool)
    def _switch(self, key: str, _on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        if key == _FAMILY:
            self.refresh()
        else:
            self._draw()

    @Slot(object)
    def _say_window(self, window: Window) -> None:
        self._window.say(window.words)

    @Slot(object)
    def _look_at(self, event_id: object) -> None:
        clear(self._card_column)
        event = self._events.get(event_id)
        if event is None:
            self._card_column.addWidget(Words("No event is in focus.", Role.SECONDARY))
            return
        self._card_column.addWidget(Words(f"{event.when}, {event.lane.words}", Role.STRONG))
        for label, words in event.details:
            line = QWidget()
            across = row(line, gap=8)
            name = Words(label, Role.SECONDARY, wrap=False)
            name.setMinimumWidth(72)
            across.addWidget(name)
            across.addWidget(Words(words), 1)
            self._card_column.addWidget(line)
        if event.provenance is not None:
            self._card_column.addWidget(Words(event.provenance.source.words, Role.SECONDARY))

    @Slot(object)
    def _open(self, event_id: object) -> None:
        event = self._events.get(event_id)
        if event is not None and event.kind is GlyphKind.ATTENDANCE and isinstance(event.id, UUID):
            person = event.person if isinstance(event.person, UUID) else None
            if person is not None:
                self.wanted.emit(RecordPlace(person, RecordTab.ASSESSMENT, event.id))

    def blank(self) -> None:
        """Take every name and event off the glass."""
        self._who = self._person = self._record = None
        self._events = {}
        self.timeline.clear()
        self._covered.say("")
        self._window.say("")
        self._look_at(None)

    def take_focus(self) -> None:
        """Put the focus on the picture."""
        self.timeline.setFocus()


def _moment_of_child(record: TimelineRecord) -> Callable[[TimelineEvent], tuple[bool, datetime]]:
    """Return how to find the newest event of the child the record is about."""
    child = record.tracks[0].person_id
    return lambda event: (event.person == child, event.at)


class _Sign(Restyled, QWidget):
    """One sign of the picture, as it is drawn there."""

    def __init__(self, kind: GlyphKind) -> None:
        super().__init__()
        self._kind = kind
        self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(_SIGN, _SIGN)

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = Scene(_SIGN, _SIGN, (Glyph(self._kind.value, _SIGN / 2, _SIGN / 2),), "")
        with painting(self) as painter:
            ScenePainter(look().tokens.colours, ratio=self.devicePixelRatioF()).paint(painter, scene)


def _legend() -> Panel:
    legend = Panel("sunken", lines="t", height=32)
    line = row(legend, (16, 4, 16, 4), 16)
    for kind in GlyphKind:
        entry = QWidget()
        across = row(entry, gap=6)
        across.addWidget(_Sign(kind))
        across.addWidget(Words(kind.words, Role.SECONDARY, wrap=False))
        line.addWidget(entry)
    line.addStretch(1)
    return legend
