"""The family as a table: who they are to the child, where they live, what the lists say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from aande_alert.domain.provenance import Source
from aande_alert.domain.wording import show_age_of, show_date
from aande_alert.ui.page import House, RecordPart
from aande_alert.ui.state.places import RecordPlace
from aande_alert.ui.widgets.cells import BadgeCell, Row, Text, Told
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, row
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.status_text import badge_text
from aande_alert.ui.widgets.table import Table
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from aande_alert.domain.people import Relation
    from aande_alert.domain.record import RecordView
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.widgets.cells import Cell

_COLUMNS = (
    Column("person", "Person", 220),
    Column("relation", "To this child", 150),
    Column("age", "Age", 80, right=True),
    Column("here", "Lives here", 90),
    Column("responsibility", "Has PR", 90),
    Column("since", "Since", 110),
    Column("source", "Told by", 180, stretch=True),
    Column("alert", "Alert", 220),
)
_YES = {True: "Yes", False: "No", None: "Not Known"}


class FamilyPart(RecordPart):
    """Everybody linked to this child."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 0, 16, 0), 16)
        self._count = Words("", Role.HEADING, wrap=False)
        line.addWidget(self._count, 1)
        line.addWidget(
            Words("Names with different surnames and addresses are normal.", Role.SECONDARY, wrap=False)
        )
        self.table = Table(_COLUMNS, name="Family")
        self._stand = Stand()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(head)
        down.addWidget(self.table, 1)
        down.addWidget(self._stand, 1)
        self.table.opened.connect(self._open)

    def show_record(self, who: SignedIn, record: RecordView, place: RecordPlace) -> None:
        """Show the people of a record."""
        badges = {child.person.id: BadgeCell(badge_text(child.check, timed=False)) for child in record.family}
        rows = [_row(relation, record, badges.get(relation.person.id)) for relation in record.home]
        self._count.say(f"People ({len(rows)})")
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._stand.setVisible(not rows)
        if not rows:
            name = record.person.name.given.split(" ")[0] or "the child"
            self._stand.show_empty(
                "Nobody is linked", f"Who lives with {name}? Ask, and write it in Assessment."
            )

    def blank(self) -> None:
        """Take every name away."""
        self.table.show_rows([])
        self._count.say("")

    def take_focus(self) -> None:
        """Put the focus on the table."""
        self.table.setFocus()

    @Slot(object)
    def _open(self, person_id: UUID) -> None:
        self.wanted.emit(RecordPlace(person_id))


def _row(relation: Relation, record: RecordView, badge: BadgeCell | None) -> Row:
    provenance = relation.provenance
    source = provenance.source if provenance else Source.NOT_KNOWN
    cells: tuple[Cell, ...] = (
        Told(source, relation.person.name.shown(), strong=True),
        Text(relation.words),
        Text(show_age_of(relation.person.birth, record.at)),
        Text(
            _YES[relation.lives_here], strong=relation.lives_here is True, quiet=relation.lives_here is None
        ),
        Text(_YES[relation.has_responsibility], quiet=relation.has_responsibility is None),
        Text(show_date(relation.since) if relation.since else "Not Known", quiet=relation.since is None),
        Text(provenance.who if provenance else "Not Known", quiet=provenance is None),
        badge or Text(""),
    )
    return Row(relation.person.id, cells)
