"""People: who has an account, in which role, and whether they may sign in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from aande_alert.domain.changes import Topic
from aande_alert.security.access import May
from aande_alert.ui.pages.administration.person_sheets import PasswordSheet, PersonSheet
from aande_alert.ui.pages.administration.section import Section, head, table_rows
from aande_alert.ui.state.administration import staff_lines
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.staff import StaffMember
    from aande_alert.ui.page import House

_COLUMNS = (
    Column("name", "Name", 220),
    Column("login", "Login", 110),
    Column("initials", "Initials", 80),
    Column("role", "Role", 170),
    Column("post", "Post", 220, stretch=True),
    Column("bleep", "Bleep", 80),
    Column("active", "May sign in", 110),
)


class PeopleSection(Section):
    """The accounts."""

    topics = frozenset({Topic.STAFF})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._staff: dict[UUID, StaffMember] = {}
        self._sheet: PersonSheet | PasswordSheet | None = None
        self.table = Table(_COLUMNS, name="People")
        self._stand = Stand()
        self._stand.hide()
        self._add = Button("Add a person", Kind.PRIMARY, icon="plus")
        self._change = Button("Change", icon="pencil", key="Enter")
        self._password = Button("New password", icon="lock")
        self._active = Button("No longer here", icon="user")
        self._buttons = (self._change, self._password, self._active, self._add)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(head("People", *self._buttons))
        down.addWidget(self._stand)
        down.addWidget(self.table, 1)
        self._add.clicked.connect(self._add_person)
        self._change.clicked.connect(self._change_person)
        self._password.clicked.connect(self._new_password)
        self._active.clicked.connect(self._let_or_stop)
        self.table.opened.connect(self._change_person)
        self.table.chosen.connect(self._name_buttons)
        self._stand.retried.connect(self.load)

    def load(self) -> None:
        """Read the accounts."""
        for button in self._buttons:
            button.setVisible(self.who.may(May.STAFF_WRITE))
        call = partial(self.house.services.administration.staff, self.who)
        self.house.tasks.run(self, "staff", call, self._show, self._failed, lapses=True)

    def _show(self, staff: tuple[StaffMember, ...]) -> None:
        self._stand.hide()
        self._staff = {member.id: member for member in staff}
        rows = table_rows(staff_lines(staff))
        self.table.show_rows(rows)
        if self.table.current_id() is None:
            self.table.choose(rows[0].id)
        self._name_buttons()

    def _failed(self, trouble: Trouble) -> None:
        self._stand.show_trouble(trouble)
        self._stand.show()

    def _chosen(self) -> StaffMember | None:
        found = self.table.current_id()
        return self._staff.get(found) if isinstance(found, UUID) else None

    @Slot()
    def _name_buttons(self) -> None:
        member = self._chosen()
        self._active.say("Let sign in" if member is not None and not member.active else "No longer here")

    @Slot()
    def _add_person(self) -> None:
        self._open(PersonSheet(None, self.window()))

    @Slot()
    def _change_person(self) -> None:
        member = self._chosen()
        if member is not None and self.who.may(May.STAFF_WRITE):
            self._open(PersonSheet(member, self.window()))

    @Slot()
    def _new_password(self) -> None:
        member = self._chosen()
        if member is not None:
            self._open(PasswordSheet(member, self.window()))

    def _open(self, sheet: PersonSheet | PasswordSheet) -> None:
        self._sheet = sheet
        sheet.given.connect(self._keep)
        sheet.open()

    @Slot(object, str)
    def _keep(self, member: StaffMember, password: str) -> None:
        administration = self.house.services.administration
        call: Callable[[], object]
        if isinstance(self._sheet, PasswordSheet):
            call = partial(administration.reset_password, self.who, member.id, password)
        elif member.id in self._staff:
            call = partial(administration.change_staff, self.who, member)
        else:
            call = partial(administration.add_staff, self.who, member, password)
        self.house.tasks.run(self, "keep", call, self._kept, self._not_kept)

    def _kept(self, _member: object) -> None:
        if self._sheet is not None:
            self._sheet.finish()

    def _not_kept(self, trouble: Trouble) -> None:
        if self._sheet is not None:
            self._sheet.say(trouble.sentence())

    @Slot()
    def _let_or_stop(self) -> None:
        member = self._chosen()
        if member is None:
            return
        call = partial(
            self.house.services.administration.set_active, self.who, member.id, active=not member.active
        )
        self.house.tasks.run(self, "active", call, self._changed, self._refused)

    def _changed(self, member: StaffMember) -> None:
        may = "may sign in" if member.active else "may no longer sign in; what they wrote keeps their name"
        self.told.emit(f"{member.name} {may}.")

    def _refused(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())

    def blank(self) -> None:
        """Close what is open."""
        if self._sheet is not None:
            self._sheet.close()
