"""The search page: one field, one list; a number that is found opens at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from aande_alert.domain.wording import show_age_of, show_birth, show_moment
from aande_alert.ui.page import House, Page
from aande_alert.ui.state.places import FindPlace, RecordPlace
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.cells import Name, Row, Text
from aande_alert.ui.widgets.fields import TextField
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, row
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.table import Table
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from datetime import datetime

    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.people import PersonLine
    from aande_alert.ui.state.places import Place

_COLUMNS = (
    Column("name", "Patient", 240),
    Column("born", "Born", 120),
    Column("age", "Age", 80, right=True),
    Column("sex", "Sex", 80),
    Column("number", "NHS No.", 140),
    Column("address", "Address", 280, stretch=True),
    Column("seen", "Last seen here", 160),
    Column("found", "Found by", 150),
)
_HINT = "Name, date of birth, NHS number, postcode or telephone"


class FindPage(Page):
    """Finding somebody."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        head = Panel("surface", lines="b", height=48)
        line = row(head, (16, 8, 16, 8), 12)
        line.addWidget(Words("Find patient", Role.PAGE, wrap=False))
        self.field = TextField("", hint=_HINT, icon="find")
        line.addWidget(self.field, 1)
        self.button = Button("Find", Kind.PRIMARY, key="Enter")
        line.addWidget(self.button)
        self.table = Table(_COLUMNS, name="People found")
        self._stand = Stand()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        for part, stretch in ((head, 0), (self.table, 1), (self._stand, 1)):
            down.addWidget(part, stretch)
        self.field.entered.connect(self._search)
        self.button.clicked.connect(self._search)
        self.table.opened.connect(self._open)
        self._stand.retried.connect(self._search)
        self.blank()

    def show_place(self, place: Place) -> None:
        """Look for what was asked."""
        if isinstance(place, FindPlace) and place.text:
            self.field.set_value(place.text)
            self._search()

    def blank(self) -> None:
        """Take every name off the glass."""
        self.field.set_value("")
        self.table.show_rows([])
        self.table.hide()
        self._stand.show()
        self._stand.show_empty("Whom are you looking for?", f"{_HINT}. Parts of a name in any order will do.")

    def take_focus(self) -> None:
        """Put the focus where somebody types."""
        self.field.setFocus()

    @Slot()
    def _search(self) -> None:
        text = self.field.value()
        call = partial(self.house.services.records.find, self.who, text)
        self.house.tasks.run(self, "find", call, self._show, self._failed, lapses=True)

    def _show(self, lines: tuple[PersonLine, ...]) -> None:
        if len(lines) == 1 and lines[0].found_by == "NHS number":
            self._open(lines[0].person.id)
            return
        self.table.setVisible(bool(lines))
        self._stand.setVisible(not lines)
        if not lines:
            do = "Try a part of the name, the date of birth or the postcode. Book a new child in Arrivals."
            self._stand.show_empty("Nobody found", do)
            return
        now = self.house.clock()
        self.table.show_rows([_row(line, now) for line in lines])
        self.table.choose(lines[0].person.id)
        self.table.setFocus()

    def _failed(self, trouble: Trouble) -> None:
        self.table.hide()
        self._stand.show()
        self._stand.show_trouble(trouble, retry=False)

    @Slot(object)
    def _open(self, person_id: UUID) -> None:
        self.wanted.emit(RecordPlace(person_id))


def _row(line: PersonLine, now: datetime) -> Row:
    person = line.person
    hidden = "Hidden" if person.shield_location else ""
    address = hidden or (person.address.shown() if person.address else "Not Known")
    cells = (
        Name(person.name.shown(), 0 if line.similar else -1),
        Text(show_birth(person.birth)),
        Text("Died" if person.died_on else show_age_of(person.birth, now)),
        Text(person.sex.value),
        Text(person.nhs.number.shown() if person.nhs else "Not Known", quiet=person.nhs is None),
        Text(address),
        Text(show_moment(line.last_seen) if line.last_seen else "Never", quiet=line.last_seen is None),
        Text(line.found_by[:1].upper() + line.found_by[1:]),
    )
    return Row(person.id, cells)
