"""Who opened or changed this record, when and why: from the audit trail, newest first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from aande_alert.domain.wording import show_moment
from aande_alert.ui.page import House, RecordPart
from aande_alert.ui.widgets.cells import Row, Text
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.table import Table

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.record import AccessLine, RecordView
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.state.places import RecordPlace

_COLUMNS = (
    Column("at", "When", 140),
    Column("who", "Who", 220),
    Column("role", "Role", 150),
    Column("what", "What", 320, stretch=True),
    Column("why", "Why", 220),
)


class AccessPart(RecordPart):
    """The access history of one record."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.table = Table(_COLUMNS, name="Access history")
        self._stand = Stand()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self.table, 1)
        down.addWidget(self._stand, 1)
        self._stand.hide()

    def show_record(self, who: SignedIn, record: RecordView, place: RecordPlace) -> None:
        """Read the history of a record."""
        call = partial(self.house.services.records.access_history, who, record.person.id)
        self.house.tasks.run(self, "access", call, self._show, self._failed, lapses=True)

    def _show(self, lines: tuple[AccessLine, ...]) -> None:
        self._stand.hide()
        self.table.show()
        self.table.show_rows([_row(number, line) for number, line in enumerate(lines)])

    def _failed(self, trouble: Trouble) -> None:
        self.table.hide()
        self._stand.show_trouble(trouble, retry=False)
        self._stand.show()

    def blank(self) -> None:
        """Take every line away."""
        self.table.show_rows([])

    def take_focus(self) -> None:
        """Put the focus on the table."""
        self.table.setFocus()


def _row(number: int, line: AccessLine) -> Row:
    cells = (
        Text(show_moment(line.at)),
        Text(line.who, strong=True),
        Text(line.role),
        Text(line.what),
        Text(line.why),
    )
    return Row(number, cells)
