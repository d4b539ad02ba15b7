"""The family: the diagram, the same people as a table, and what is known of the one in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from aande_alert.domain.provenance import Source
from aande_alert.ui.page import House, RecordPart
from aande_alert.ui.state.family import YES, facts_of, kin_of
from aande_alert.ui.state.places import RecordPlace
from aande_alert.ui.theme.look import look
from aande_alert.ui.widgets.cells import BadgeCell, Row, Text, Told
from aande_alert.ui.widgets.facts import Facts
from aande_alert.ui.widgets.family_map import FamilyMap
from aande_alert.ui.widgets.key_hint import KeyLegend, KeyText
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, column, row
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
    Column("person", "Person", 160),
    Column("relation", "To this child", 104),
    Column("here", "Lives here", 70),
    Column("responsibility", "Has PR", 70),
    Column("alert", "Alert", 184, stretch=True),
)
_BESIDE_FROM, _WIDE_FROM, _TALL_FROM = 1160, 1600, 520
_PANEL, _PANEL_WIDE = 590, 680
_LEGEND = (
    "Square: male. Circle: female. Diamond: not known. Crossed: died. Dotted outline: this home. "
    "Dashed line: partners; nobody's marriage is known here."
)


class FamilyPart(RecordPart):
    """Everybody linked to this child."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._relations: dict[object, Relation] = {}
        self._record: RecordView | None = None
        self.map = FamilyMap()
        self.table = Table(_COLUMNS, name="Family")
        self._count = Words("", Role.HEADING, wrap=False)
        self._name = Words("", Role.STRONG)
        self._facts = Facts(label_width=76)
        self._stand = Stand()
        self._picture = self._picture_side()
        self._people = self._people_side()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        for part in (self._picture, self._people, self._stand):
            self._across.addWidget(part, 1)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._chosen_in_table)
        self.map.opened.connect(self._open)
        self.map.chosen.connect(self._chosen_in_map)

    def _picture_side(self) -> QWidget:
        side = Panel("surface")
        down = column(side)
        self._legend = legend = Panel("sunken", lines="t")
        row(legend, (16, 6, 16, 6)).addWidget(Words(_LEGEND, Role.SECONDARY))
        keys = Panel("sunken", lines="t", height=32)
        row(keys, (16, 5, 16, 5)).addWidget(
            KeyLegend(KeyText("Arrows", "From person to person"), KeyText("Enter", "Open record"))
        )
        for part, stretch in ((self.map, 1), (legend, 0), (keys, 0)):
            down.addWidget(part, stretch)
        return side

    def _people_side(self) -> Panel:
        side = Panel("surface", lines="lt", line="line2")
        down = column(side, (1, 1, 0, 0))
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 0, 16, 0), 16)
        line.addWidget(self._count)
        line.addWidget(Words("Different surnames and addresses are normal.", Role.SECONDARY), 1)
        self._detail = detail = Panel("sunken", lines="t", line="line2")
        inside = column(detail, (16, 10, 16, 10), 4)
        inside.addWidget(self._name)
        inside.addWidget(self._facts)
        for part, stretch in ((head, 0), (self.table, 1), (detail, 0)):
            down.addWidget(part, stretch)
        return side

    def show_record(self, who: SignedIn, record: RecordView, place: RecordPlace) -> None:
        """Show the people of a record; whoever was in focus stays so."""
        badges = {
            child.person.id: BadgeCell(badge_text(child.check, timed=False), boxed=False)
            for child in record.family
        }
        self._record = record
        self._relations = {relation.person.id: relation for relation in record.home}
        self._count.say(f"People ({len(record.home)})")
        self.table.show_rows([_row(relation, badges.get(relation.person.id)) for relation in record.home])
        kept = self.map.canvas.selected
        first = record.home[0].person.id if record.home else record.person.id
        focus = kept if kept is not None and kept in self._relations else first
        self.map.show_people(kin_of(record), focus)
        self._place()
        shown = bool(record.home)
        self._picture.setVisible(shown)
        self._people.setVisible(shown)
        self._stand.setVisible(not shown)
        if not shown:
            name = record.person.name.given.split(" ")[0] or "the child"
            self._stand.show_empty(
                "Nobody is linked", f"Who lives with {name}? Ask, and write it in Assessment."
            )
            return
        self.table.choose(focus)
        self._tell(focus)

    def blank(self) -> None:
        """Take every name away."""
        self._record, self._relations = None, {}
        self.table.show_rows([])
        self.map.show_people(())
        self._count.say("")
        self._name.say("")
        self._facts.show_facts(())

    def take_focus(self) -> None:
        """Put the focus on the table."""
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the table beside the diagram, or below it where the text is large."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        beside = self.width() >= look().px(_BESIDE_FROM)
        ways = QBoxLayout.Direction
        self._across.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        wide = look().px(_PANEL_WIDE if self.width() >= look().px(_WIDE_FROM) else _PANEL)
        roomy = beside or self.height() >= look().px(_TALL_FROM)
        self._legend.setVisible(roomy)
        self._detail.setVisible(roomy)
        self._people.setMinimumWidth(wide if beside else 0)
        self._people.setMaximumWidth(wide if beside else 16_777_215)

    @Slot(object)
    def _open(self, person_id: UUID) -> None:
        if person_id in self._relations:
            self.wanted.emit(RecordPlace(person_id))

    @Slot(object)
    def _chosen_in_table(self, person_id: UUID) -> None:
        self.map.choose(person_id)
        self._tell(person_id)

    @Slot(object)
    def _chosen_in_map(self, person_id: UUID) -> None:
        if person_id in self._relations:
            self.table.choose(person_id)
        self._tell(person_id)

    def _tell(self, person_id: UUID) -> None:
        relation = self._relations.get(person_id)
        if self._record is None:
            return
        if relation is None:
            self._name.say(f"{self._record.person.name.shown()}, whose record this is")
            self._facts.show_facts(())
            return
        self._name.say(f"{relation.person.name.shown()}, {relation.words[:1].lower()}{relation.words[1:]}")
        self._facts.show_facts(facts_of(relation, self._record.at))


def _row(relation: Relation, badge: BadgeCell | None) -> Row:
    source = relation.provenance.source if relation.provenance else Source.NOT_KNOWN
    lives, responsible = relation.lives_here, relation.has_responsibility
    cells: tuple[Cell, ...] = (
        Told(source, relation.person.name.shown(), strong=True),
        Text(relation.words),
        Text(YES[lives], strong=lives is True, quiet=lives is None),
        Text(YES[responsible], strong=responsible is True, quiet=responsible is None),
        badge or Text(""),
    )
    return Row(relation.person.id, cells)
