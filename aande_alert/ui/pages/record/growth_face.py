"""The growth tab as it is laid out: chart and tools at the left, list and prompts beside them."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aande_alert.domain.growth import Measure
from aande_alert.ui.page import House, RecordPart
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.widgets.buttons import Button, Size
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.growth import GrowthCanvas
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, Scroll, column, row
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.table import Table
from aande_alert.ui.widgets.words import Role, Words

_SIDE = 448
_LIST = 200
KINDS = (
    (Measure.WEIGHT, "Weight"),
    (Measure.LENGTH, "Length"),
    (Measure.HEAD, "Head"),
)
CORRECTED, ACTUAL = "corrected", "actual"
_COLUMNS = (
    Column("day", "Date", 96),
    Column("age", "Age", 62),
    Column("value", "Value", 76, right=True),
    Column("how", "How", 88),
    Column("centile", "Centile", 124, stretch=True),
)


class GrowthFace(Restyled, RecordPart):
    """What the growth tab is made of: the chart with its tools, the list, the prompts."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.kinds = ChipRow(single=True)
        self.ages = ChipRow(single=True)
        self.canvas = GrowthCanvas()
        self._picture = Scroll(self.canvas)
        self.table = Table(_COLUMNS, name="Measurements")
        self._stand = Stand()
        self._born = Words("", Role.SECONDARY)
        self._birth = Button("Gestation", size=Size.SMALL)
        self._count = Words("", Role.HEADING, wrap=False)
        self.add = Button("Measure", icon="plus", key="W")
        self._error = Button("Entered in error", size=Size.SMALL)
        self._remark = Words("")
        self._prompts = QWidget()
        self._cards = column(self._prompts, (12, 12, 12, 12), 12)
        self._side = Panel("surface", lines="l", line="line2")
        self._lay_out()

    def _lay_out(self) -> None:
        self.kinds.show_chips(ChipText(kind.value, words, on=kind is Measure.WEIGHT) for kind, words in KINDS)
        self.ages.show_chips((ChipText(CORRECTED, "As UK charts", on=True), ChipText(ACTUAL, "Actual age")))
        tools = Panel("surface", lines="b", height=40)
        line = row(tools, (16, 6, 12, 6), 12)
        for part, stretch in ((self.kinds, 5), (self.ages, 4), (self._born, 3), (self._birth, 0)):
            line.addWidget(part, stretch)
        left = QWidget()
        down = column(left)
        down.addWidget(tools)
        down.addWidget(self._picture, 1)
        down.addWidget(self._stand, 1)
        beside = column(self._side)
        head = Panel("surface", lines="b", height=40)
        across = row(head, (16, 4, 12, 4), 8)
        across.addWidget(self._count, 1)
        across.addWidget(self.add)
        foot = Panel("sunken", lines="tb")
        under = row(foot, (16, 6, 12, 6), 8)
        under.addWidget(self._remark, 1)
        under.addWidget(self._error)
        inside = QWidget()
        under_head = column(inside)
        for widget, stretch in ((self.table, 0), (foot, 0), (self._prompts, 1)):
            under_head.addWidget(widget, stretch)
        beside.addWidget(head)
        beside.addWidget(Scroll(inside), 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(left, 1)
        whole.addWidget(self._side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its width, and never more than half."""
        super().resizeEvent(event)
        self.restyle()

    def restyle(self) -> None:
        """Grow with the text."""
        self.table.setFixedHeight(look().px(_LIST))
        self._side.setFixedWidth(min(look().px(_SIDE), self.width() // 2))
