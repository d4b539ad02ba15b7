"""The administration page: the sections a role may use, one in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from aande_alert.domain.changes import Topic
from aande_alert.security.access import May
from aande_alert.ui.page import House, Page
from aande_alert.ui.pages.administration.audit import AuditSection
from aande_alert.ui.pages.administration.backups import BackupSection
from aande_alert.ui.pages.administration.feeds import FeedsSection
from aande_alert.ui.pages.administration.hospital import HospitalSection
from aande_alert.ui.pages.administration.people import PeopleSection
from aande_alert.ui.pages.administration.registers import RegistersSection
from aande_alert.ui.pages.administration.section import Section, SectionList
from aande_alert.ui.state.places import AdministrationPlace

if TYPE_CHECKING:
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.state.places import Place

SECTIONS: tuple[tuple[str, str, type[Section], May], ...] = (
    ("registers", "Registers", RegistersSection, May.REGISTER_IMPORT),
    ("feeds", "Feeds", FeedsSection, May.QUARANTINE_READ),
    ("people", "People", PeopleSection, May.STAFF_READ),
    ("hospital", "Hospital", HospitalSection, May.SETTINGS_WRITE),
    ("audit", "Audit trail", AuditSection, May.AUDIT_VERIFY),
    ("backup", "Backup", BackupSection, May.BACKUP_MAKE),
)


class AdministrationPage(Page):
    """Everything that keeps the program running; each section asks its own permission again."""

    topics = frozenset({Topic.REGISTERS, Topic.FEEDS, Topic.STAFF, Topic.SETTINGS})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.sections = SectionList()
        self._stack = QStackedWidget()
        self._made: dict[str, Section] = {}
        self._key = ""
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sections)
        across.addWidget(self._stack, 1)
        self.sections.chosen.connect(self._choose)

    def show_place(self, place: Place) -> None:
        """Show a section; the first one the role may use where the place names none of them."""
        may = [(key, word) for key, word, _, asked in SECTIONS if self.who.may(asked)]
        self.sections.show_sections(may)
        keys = [key for key, _ in may]
        wanted = place.section if isinstance(place, AdministrationPlace) else ""
        if keys:
            self._show(wanted if wanted in keys else keys[0])

    @property
    def section(self) -> Section | None:
        """Return the section in view."""
        return self._made.get(self._key)

    @Slot(object)
    def _choose(self, key: str) -> None:
        self.wanted.emit(AdministrationPlace(key))

    def _show(self, key: str) -> None:
        self._key = key
        if key not in self._made:
            kind = next(kind for name, _, kind, _ in SECTIONS if name == key)
            section = kind(self.house)
            section.told.connect(self.told)
            self._made[key] = section
            self._stack.addWidget(section)
        section = self._made[key]
        self._stack.setCurrentWidget(section)
        self.sections.choose(key)
        section.show_to(self.who)

    def refresh(self) -> None:
        """Ask again for the section in view."""
        section = self.section
        if section is not None:
            section.load()

    def blank(self) -> None:
        """Take every section off the glass."""
        for section in self._made.values():
            section.leave()

    def unfinished(self) -> bool:
        """Say whether the section in view has something that was begun."""
        return self.section is not None and self.section.unfinished()

    def resume(self, who: SignedIn) -> None:
        """Go on with what was begun, under the new sign-in."""
        super().resume(who)
        if self.section is not None:
            self.section.show_to(who)

    def take_focus(self) -> None:
        """Put the focus on the list of sections."""
        self.sections.take_focus()
