"""A frame of the timeline while it is dragged, beside the same events in a QGraphicsView."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, cast

from aande_alert.bench.figures import Figure, Goal, figure, in_turns
from aande_alert.demo.clock import DEMO_NOW
from aande_alert.domain.timeline import (
    Coverage,
    GlyphKind,
    Lane,
    LaneKind,
    PersonTrack,
    TimelineEvent,
    TimelineRecord,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtWidgets import QApplication

    from aande_alert.bench.ground import Ground

_SIZE: Final = (1600, 500)
_YEARS: Final = timedelta(days=3650)
_LANES: Final = {
    LaneKind.ATTENDANCE: GlyphKind.ATTENDANCE,
    LaneKind.BIRTH_WARD: GlyphKind.STAY,
    LaneKind.CONTACT: GlyphKind.CONTACT,
    LaneKind.VISIT_KEPT: GlyphKind.VISIT_KEPT,
    LaneKind.NOT_BROUGHT: GlyphKind.NOT_BROUGHT,
    LaneKind.PRESCRIPTION: GlyphKind.PRESCRIPTION,
    LaneKind.INJURY: GlyphKind.INJURY,
    LaneKind.REFERRAL: GlyphKind.REFERRAL,
}
_GOALS: Final = (Goal(0.6), Goal(0.2))
_SLOW: Final = Goal(5.0, unit="ms")
_STEP: Final = 3  # pixels a frame, to one side and back
_TURN: Final = 60
_FRAMES: Final = 20  # to a round; no loop runs here, so each frame lets Qt paint what is to be painted


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure frames of 1600 by 500 with half the record in view.

    Args:
        ground: Says how many events.
    """
    app = _program()
    found: list[Figure] = []
    for events, goal in zip(ground.sizes.events, _GOALS, strict=True):
        record = _record(events)
        rounds = ground.sizes.rounds * _FRAMES
        with _ours(app, record) as ours, _theirs(app, record) as theirs:
            in_turns(2, theirs, ours)
            floors, taken = in_turns(rounds, theirs, ours)
        found.append(figure(f"timeline of {events} events", floors, taken, goal))
        found.append(figure(f"timeline of {events} events, p95", floors, taken, _SLOW, at=0.95))
    return found


def _program() -> QApplication:
    """Return Qt's own, on no screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from aande_alert.ui.theme.style import apply

    app = cast("QApplication", QApplication.instance() or QApplication(["aande-alert"]))
    apply(app)
    return app


def _record(count: int) -> TimelineRecord:
    by_lane: dict[LaneKind, list[TimelineEvent]] = {lane: [] for lane in _LANES}
    kinds = list(_LANES)
    for number in range(count):
        lane = kinds[number * 7 % len(kinds)]
        at = DEMO_NOW - _YEARS + _YEARS * ((number * 7919 % count) / count)
        by_lane[lane].append(TimelineEvent(f"e{number}", "one", at, lane, _LANES[lane], "Seen here"))
    lanes = tuple(Lane(kind, tuple(events)) for kind, events in by_lane.items())
    track = PersonTrack("one", "MANY, Visits", "10y", "this child", lanes)
    return TimelineRecord((track,), DEMO_NOW, Coverage("All.", "Nothing."))


def _offset(number: int) -> int:
    """Return how far the hand has gone in a frame: to one side and back again."""
    place = number % (2 * _TURN)
    return _STEP * min(place, 2 * _TURN - place)


@contextmanager
def _ours(app: QApplication, record: TimelineRecord) -> Iterator[Callable[[int], None]]:
    """Drag the program's timeline as a mouse does."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    from aande_alert.drawings.axis import Window
    from aande_alert.drawings.timeline_rows import arrange
    from aande_alert.ui.widgets.timeline_canvas import TimelineCanvas

    canvas = TimelineCanvas()
    canvas.resize(*_SIZE)
    canvas.show()
    canvas.show_rows(arrange(record), Window(DEMO_NOW - _YEARS / 2, DEMO_NOW))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    def hand(kind: QEvent.Type, x: float) -> QMouseEvent:
        at = QPointF(x, _SIZE[1] / 2)
        return QMouseEvent(kind, at, at, left, left, none)

    middle = _SIZE[0] / 2
    canvas.mousePressEvent(hand(QEvent.Type.MouseButtonPress, middle))

    def frame(number: int) -> None:
        canvas.mouseMoveEvent(hand(QEvent.Type.MouseMove, middle + 5 + _offset(number)))
        app.processEvents()

    yield frame
    canvas.close()
    canvas.deleteLater()


@contextmanager
def _theirs(app: QApplication, record: TimelineRecord) -> Iterator[Callable[[int], None]]:
    """Scroll a QGraphicsView with one small ellipse an event, as many pixels to a day."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

    wide, high = _SIZE
    scene = QGraphicsScene(0.0, 0.0, 2.0 * wide, high - 20.0)
    brush, pen = QColor("#2b5a84"), QColor("#10202e")
    (track,) = record.tracks
    for place, lane in enumerate(track.lanes):
        for event in lane.events:
            x = _share(event.at) * 2 * wide
            scene.addEllipse(x, 30.0 + place * 50, 9.0, 9.0, pen, brush)
    view = QGraphicsView(scene)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.resize(wide, high)
    view.show()
    bar = view.horizontalScrollBar()

    def frame(number: int) -> None:
        bar.setValue(bar.maximum() - 5 - _offset(number))
        app.processEvents()

    yield frame
    view.close()
    view.deleteLater()
    scene.deleteLater()


def _share(at: datetime) -> float:
    """Return how far along the record's years a moment lies."""
    return (at - (DEMO_NOW - _YEARS)) / _YEARS
