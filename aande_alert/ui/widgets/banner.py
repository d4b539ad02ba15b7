"""The patient banner, in the order the NHS guidance fixes, and the alert strips that stand under it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from aande_alert.domain.timeline import BadgeKind
from aande_alert.ui.theme.drawing import bar, painting
from aande_alert.ui.theme.look import SEMI, Restyled, Type, look
from aande_alert.ui.widgets.badge import Badge, BadgeText
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.marks import ReadText
from aande_alert.ui.widgets.panel import Flow, Panel, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

_PAIRS_ACROSS = 2


@dataclass(frozen=True, slots=True, repr=False)
class BannerText:
    """Who the record is about; every part as displayed.

    Attributes:
        name: `PELL, Maisie`.
        born: `02-Oct-2026 (7w 2d)`.
        gender: `Female`.
        nhs_number: `999 526 0182`, or why there is none.
        verification: `Verified`, `Not verified`; empty where there is no number.
        more: Label and value of address, telephone, GP practice, school, allergies.
        more_words: The words of the toggle that shows them.
    """

    name: str
    born: str
    gender: str
    nhs_number: str
    verification: str = ""
    more: tuple[tuple[str, str], ...] = ()
    more_words: str = "Address, GP, allergies"


class Banner(Panel):
    """The banner. It never scrolls, never shortens a name, and shows nobody until it is told whom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("banner", height=48, parent=parent)
        whole = column(self)
        top = QWidget(self)
        line = row(top, (16, 6, 16, 6), 16)
        who = QWidget(top)
        self._who = Flow(who, gap=32, line_gap=2)
        line.addWidget(who, 1, Qt.AlignmentFlag.AlignVCenter)
        self._toggle = Button("", Kind.BANNER, size=Size.SMALL)
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._unfold)
        line.addWidget(self._toggle)
        self._more = QWidget(self)
        self._grid = QGridLayout(self._more)
        self._grid.setContentsMargins(16, 0, 16, 10)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        whole.addWidget(top)
        whole.addWidget(self._more)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Blank everything, before another patient is shown."""
        clear(self._who)
        clear(self._grid)
        self._toggle.setChecked(False)
        self._toggle.hide()
        self._more.hide()
        self.setAccessibleName("No patient")

    def show_patient(self, text: BannerText) -> None:
        """Show one patient, and nothing of the one before."""
        self.show_nobody()
        self._who.addWidget(Words(text.name, Role.BANNER_NAME, wrap=False, selectable=True))
        pairs = (("Born", text.born), ("Gender", text.gender), ("NHS No.", text.nhs_number))
        for label, value in pairs:
            self._who.addWidget(_pair(label, value, text.verification if label == "NHS No." else ""))
        for at, (label, value) in enumerate(text.more):
            place = (at // _PAIRS_ACROSS, (at % _PAIRS_ACROSS) * 2)
            self._grid.addWidget(
                Words(label, Role.BANNER_LABEL, wrap=False), *place, Qt.AlignmentFlag.AlignTop
            )
            self._grid.addWidget(Words(value, Role.BANNER_DETAIL, selectable=True), place[0], place[1] + 1)
        for across in range(_PAIRS_ACROSS):
            self._grid.setColumnStretch(across * 2 + 1, 1)
        self._toggle.say(text.more_words)
        self._toggle.set_after("down")
        self._toggle.setVisible(bool(text.more))
        spoken = ", ".join(f"{label} {value}" for label, value in pairs)
        self.setAccessibleName(f"{text.name}, {spoken} {text.verification}".strip())

    @Slot(bool)
    def _unfold(self, on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        self._more.setVisible(on)
        self._toggle.set_after("up" if on else "down")


def _pair(label: str, value: str, after: str) -> QWidget:
    """Return a label and its value, kept together when the banner wraps."""
    made = QWidget()
    line = row(made, gap=8)
    line.addWidget(Words(label, Role.BANNER_LABEL, wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(Words(value, Role.BANNER_VALUE, wrap=False, selectable=True))
    if after:
        line.addWidget(Words(after, Role.BANNER_LABEL, wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
    return made


class ReadMark(QWidget):
    """The eye, and who has read and understood."""

    def __init__(self, text: ReadText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(self, gap=4)
        line.addWidget(Mark("read" if text.by else "not-read"))
        said = f"Read and understood: {text.by}" if text.by else text.words
        line.addWidget(Phrase(Run(said, 400 if text.by else SEMI), size=Type.SECONDARY, wrap=False))


@dataclass(frozen=True, slots=True, repr=False)
class StripText:
    """One active state under the banner.

    Attributes:
        id: What the page calls it; comes back when it is opened.
        badge: The state.
        strong: `Child protection plan: neglect.`
        rest: `Since 02-Oct-2026, Calderdale North Council. List 8hr old.`
        read: Who has read it; None where nothing has to be read.
        opens: Words of the button; empty for none.
        key: The key that opens it.
    """

    id: Hashable
    badge: BadgeText
    strong: str
    rest: str
    read: ReadText | None = None
    opens: str = "Open alert"
    key: str = ""


_TINTS = {
    BadgeKind.ON_PLAN: ("red-tint", "red", "red-line"),
    BadgeKind.LOOKED_AFTER: ("violet-tint", "violet", "violet"),
    BadgeKind.UNBORN_PLAN: ("pink-tint", "pink", "pink"),
    BadgeKind.CHECK_FAILED: ("amber-tint", "amber", "amber-line"),
    BadgeKind.NOT_CHECKED: ("amber-tint", "amber-line", "amber-line"),
    BadgeKind.POSSIBLE_MATCH: ("amber-tint", "amber-line", "amber-line"),
    BadgeKind.PLAN_ENDED: ("sunken", "red-line", "line2"),
    BadgeKind.DISPUTED: ("sunken", "red-line", "line2"),
}


class _Strip(Restyled, QWidget):
    opened = Signal(object)

    def __init__(self, text: StripText) -> None:
        super().__init__()
        self._text = text
        line = row(self, (16, 4, 16, 4), 12)
        line.addWidget(Badge(text.badge, timed=False))
        line.addWidget(Phrase(Run(f"{text.strong} ", 700), Run(text.rest)), 1)
        if text.read is not None:
            line.addWidget(ReadMark(text.read))
        if text.opens:
            button = Button(text.opens, size=Size.SMALL, key=text.key)
            button.clicked.connect(self._open)
            line.addWidget(button)
        self.restyle()

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._text.id)

    def restyle(self) -> None:
        """Grow with the text."""
        self.setMinimumHeight(look().px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint, the bar at the left and the line at the foot."""
        now = look()
        tint, edge, foot = _TINTS.get(self._text.badge.kind, ("sunken", "ring", "line2"))
        with painting(self) as painter:
            bar(painter, self.rect(), now.colour(tint))
            bar(painter, QRect(0, self.height() - 1, self.width(), 1), now.colour(foot))
            bar(painter, QRect(0, 0, 4, self.height()), now.colour(edge))


class AlertStrips(QWidget):
    """One strip for each active state, most serious first; no record has a strip that says so.

    Signals:
        opened: The id of a strip.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(self)

    def show_strips(self, strips: tuple[StripText, ...]) -> None:
        """Show these strips and no others, in order of seriousness."""
        clear(self._column)
        order = list(BadgeKind)
        for text in sorted(strips, key=lambda strip: order.index(strip.badge.kind)):
            strip = _Strip(text)
            strip.opened.connect(self.opened)
            self._column.addWidget(strip)
