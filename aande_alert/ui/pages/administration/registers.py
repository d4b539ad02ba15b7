"""Councils' lists: how old each is, what was applied, and the way to a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from aande_alert.domain.changes import Topic
from aande_alert.security.access import May
from aande_alert.ui.pages.administration.council_sheet import CouncilSheet
from aande_alert.ui.pages.administration.importing import ImportView
from aande_alert.ui.pages.administration.section import Section, head, subhead, table_rows
from aande_alert.ui.state.administration import import_lines, register_lines
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.table import Table

if TYPE_CHECKING:
    from aande_alert.domain.board import RegisterState
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.imports import RegisterImport
    from aande_alert.domain.plans import Council
    from aande_alert.security.access import SignedIn
    from aande_alert.services.registers import Registers
    from aande_alert.ui.page import House

_LISTS = (
    Column("name", "Council", 220),
    Column("at", "List as at", 150),
    Column("age", "Age and limit", 210),
    Column("entries", "Open entries", 110, right=True),
    Column("day", "By day", 130),
    Column("night", "Out of hours", 130, stretch=True),
)
_APPLIED = (
    Column("date", "List of", 110),
    Column("kind", "What", 170),
    Column("at", "Applied", 140),
    Column("by", "By", 220),
    Column("rows", "Rows", 70, right=True),
    Column("rejected", "Rejected", 90),
    Column("plans", "Plans running", 120),
    Column("file", "File", 260, stretch=True),
)
_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class RegistersSection(Section):
    """The lists now and the lists before; a new one is looked at in a view of its own."""

    topics = frozenset({Topic.REGISTERS})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._councils: dict[str, Council] = {}
        self._sheet: CouncilSheet | None = None
        self.importing = ImportView(house)
        self._import = Button("Import a list", Kind.PRIMARY, icon="import", key="I")
        self._add = Button("Add a council", icon="plus")
        self._change = Button("Change", icon="pencil")
        self.table = Table(_LISTS, name="Councils' lists")
        self.applied = Table(_APPLIED, name="Lists applied")
        self._stand = Stand()
        self._none = Stand()
        overview = QWidget()
        down = QVBoxLayout(overview)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        part, self._history = subhead("Lists applied")
        down.addWidget(head("Registers", self._change, self._add, self._import))
        for widget, stretch in (
            (self.table, 2), (self._stand, 2), (part, 0), (self.applied, 3), (self._none, 3),
        ):  # fmt: skip
            down.addWidget(widget, stretch)
        self._overview = overview
        self._stack = QStackedWidget()
        self._stack.addWidget(overview)
        self._stack.addWidget(self.importing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._wire()

    def _wire(self) -> None:
        self._import.clicked.connect(self.begin_import)
        self._add.clicked.connect(self._add_council)
        self._change.clicked.connect(self._change_council)
        self.table.opened.connect(self._opened)
        self.table.chosen.connect(self._read_history)
        self.importing.left_view.connect(self._back)
        self.importing.told.connect(self.told)
        self._stand.retried.connect(self.load)
        self._stand.acted.connect(self._add_council)
        QShortcut(QKeySequence("I"), self.table, self.begin_import, context=_HERE)
        QShortcut(QKeySequence("I"), self.applied, self.begin_import, context=_HERE)

    def load(self) -> None:
        """Read every list's age and every council."""
        settles = self.who.may(May.SETTINGS_WRITE)
        self._add.setVisible(settles)
        self._change.setVisible(settles)
        call = partial(_read, self.house.services.registers, self.who)
        self.house.tasks.run(self, "lists", call, self._show, self._failed, lapses=True)

    def _show(self, read: tuple[tuple[RegisterState, ...], tuple[Council, ...]]) -> None:
        states, councils = read
        self._councils = {council.code: council for council in councils}
        self.importing.offer(councils)
        rows = table_rows(register_lines(states, councils), mark=2)
        self.table.setVisible(bool(rows))
        self._stand.setVisible(not rows)
        self._import.allow() if rows else self._import.refuse("Import: no council yet")
        self._change.setEnabled(bool(rows))
        if not rows:
            do = "Every arrival shows NOT CHECKED. Add the councils that send a list, then import it."
            self._stand.show_empty("No council yet", do, "Add a council")
            self._show_history(())
            return
        self.table.show_rows(rows)
        if self.table.current_id() is None:
            self.table.choose(rows[0].id)
        self._read_history(self.table.current_id())

    def _failed(self, trouble: Trouble) -> None:
        self.table.hide()
        self._stand.show_trouble(trouble)
        self._stand.show()

    @Slot(object)
    def _read_history(self, code: object) -> None:
        if self._who is None or code is None:
            return
        call = partial(self.house.services.registers.history, self.who, str(code))
        self.house.tasks.run(self, "history", call, self._show_history, self._failed, lapses=True)

    def _show_history(self, imports: tuple[RegisterImport, ...]) -> None:
        name = self._councils[imports[0].council].name if imports else ""
        self._history.say(f"Lists applied: {name}, {len(imports)}" if imports else "Lists applied")
        self.applied.setVisible(bool(imports))
        self._none.setVisible(not imports)
        self.applied.show_rows(table_rows(import_lines(imports), mark=5))
        if not imports:
            self._none.show_empty("No list applied yet", "Import the newest list the council has sent.")

    @Slot()
    def begin_import(self) -> None:
        """Go to the view in which a list is looked at."""
        if self._councils:
            self._stack.setCurrentWidget(self.importing)
            self.importing.begin(self.who, self._code())

    def _code(self) -> str:
        found = self.table.current_id()
        return found if isinstance(found, str) else ""

    @Slot()
    def _back(self) -> None:
        self._stack.setCurrentWidget(self._overview)
        self.load()
        self.table.setFocus()

    @Slot(object)
    def _opened(self, _code: object) -> None:
        self._change_council() if self.who.may(May.SETTINGS_WRITE) else self.begin_import()

    @Slot()
    def _add_council(self) -> None:
        self._ask(None)

    @Slot()
    def _change_council(self) -> None:
        self._ask(self._councils.get(self._code()))

    def _ask(self, council: Council | None) -> None:
        self._sheet = CouncilSheet(council, self.window())
        self._sheet.given.connect(self._keep)
        self._sheet.open()

    @Slot(object)
    def _keep(self, council: Council) -> None:
        call = partial(self.house.services.registers.keep_council, self.who, council)
        self.house.tasks.run(self, "council", call, self._kept, self._not_kept)

    def _kept(self, _nothing: None) -> None:
        if self._sheet is not None:
            self._sheet.finish()

    def _not_kept(self, trouble: Trouble) -> None:
        if self._sheet is not None:
            self._sheet.say(trouble.sentence())

    def blank(self) -> None:
        """Leave the view of a new list, in which a child may be named."""
        self.importing.blank()
        self._stack.setCurrentWidget(self._overview)
        if self._sheet is not None:
            self._sheet.close()


def _read(registers: Registers, who: SignedIn) -> tuple[tuple[RegisterState, ...], tuple[Council, ...]]:
    return registers.states(who), registers.councils(who)
