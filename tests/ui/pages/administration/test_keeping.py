"""The hospital's details, the audit trail, the whole store and backups, from the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from aande_alert.domain.staff import Role
from aande_alert.ui.pages.administration.audit import AuditSection
from aande_alert.ui.pages.administration.backups import BackupSection
from aande_alert.ui.pages.administration.hospital import HospitalSection
from aande_alert.ui.pages.administration.page import AdministrationPage
from aande_alert.ui.state.places import AdministrationPlace
from tests.hospital import PLACES
from tests.ui.looking import faults
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from pathlib import Path

    from aande_alert.ui.pages.administration.section import Section
    from tests.hospital import Desk


def section(desk: Desk, key: str, role: Role = Role.ADMINISTRATOR) -> Section:
    """Sign in and go to a section."""
    if desk.window.who is None:
        desk.sign_in(role)
    desk.window.go(AdministrationPlace(key))
    desk.settle()
    page = desk.window.journey.current()
    assert isinstance(page, AdministrationPage)
    found = page.section
    assert found is not None
    return found


def test_each_role_sees_its_sections_and_keys_walk_them(desk: Desk) -> None:
    section(desk, "audit", Role.AUDITOR)
    page = desk.window.journey.current()
    assert isinstance(page, AdministrationPage)
    assert [item.key for item in page.sections._items] == ["people", "audit"]
    desk.window.go(AdministrationPlace("backup"))
    assert isinstance(page.section, type(page._made["people"]))
    page.sections._items[1].click()
    desk.settle()
    assert desk.window.place_shown() == AdministrationPlace("audit")


def test_the_hospitals_details_are_kept_and_read_everywhere(desk: Desk) -> None:
    form = section(desk, "hospital")
    assert isinstance(form, HospitalSection)
    assert faults(form) == []
    assert form.places.value().splitlines() == PLACES
    assert not form.button.isEnabled()
    name = form.fields["name"]
    name.set_value("")
    name.changed.emit()
    form.button.click()
    assert name.complaint() == "Type the hospital's name: it stands on every referral."
    name.set_value("Moss Bank Hospital")
    form.places.set_value(" ")
    form.button.click()
    assert form.places.complaint() == "Name at least one workstation."
    form.places.set_value("Triage 1\n\n")
    form.button.click()
    desk.settle()
    assert "The hospital's details are kept." in words_on(desk.window)
    desk.window.lock()
    desk.settle()
    assert "Moss Bank Hospital, Emergency Department" in words_on(desk.window.sign_in)
    desk.sign_in(Role.ADMINISTRATOR)
    form = section(desk, "hospital")
    kept = desk.do(lambda: desk.services.administration.settings(form.who))
    assert kept["hospital"]["name"] == "Moss Bank Hospital"
    assert kept["hospital"]["prefix"] == "CVH"
    assert kept["workstations"] == ["Triage 1"]


def test_what_somebody_is_typing_about_the_hospital_survives_a_refresh_and_a_lock(desk: Desk) -> None:
    form = section(desk, "hospital")
    assert isinstance(form, HospitalSection)
    form.fields["phone"].set_value("0113 496 0100")
    form.fields["phone"].changed.emit()
    form.load()
    desk.settle()
    desk.window.lock()
    desk.settle()
    desk.sign_in(Role.ADMINISTRATOR)
    assert form.fields["phone"].value() == "0113 496 0100"


def test_the_trail_says_yes_and_an_anchor_is_exported_and_held_against_it(desk: Desk, tmp_path: Path) -> None:
    audit = section(desk, "audit")
    assert isinstance(audit, AuditSection)
    audit.look.click()
    desk.settle()
    assert "Yes: the trail is whole." in words_on(audit)
    anchor = tmp_path / "anchor.txt"
    audit.export_to(str(anchor))
    desk.settle()
    assert "Kept in anchor.txt" in words_on(audit)
    audit.verify_against(str(anchor))
    desk.settle()
    assert "Yes: the trail is whole." in words_on(audit)
    anchor.write_text(anchor.read_text(encoding="utf-8").replace("line ", "line 9"), encoding="utf-8")
    audit.verify_against(str(anchor))
    desk.settle()
    assert "it was altered" in words_on(audit)
    audit.verify_against(str(tmp_path / "gone.txt"))
    desk.settle()
    assert "gone.txt cannot be read." in words_on(audit)
    audit.export_to(str(tmp_path / "no" / "such" / "anchor.txt"))
    desk.settle()
    assert "could not be written" in words_on(audit)
    assert desk.events().count("hospital:audit:anchored") == 2


def test_the_whole_store_is_looked_at(desk: Desk) -> None:
    audit = section(desk, "audit")
    assert isinstance(audit, AuditSection)
    assert not audit.lines.isVisible()
    audit.whole.click()
    desk.settle()
    seen = words_on(audit)
    assert "Yes: everything is as it was written." in seen
    assert "Photographs: 0 opened" in seen
    desk.window.lock()
    desk.settle()
    desk.sign_in(Role.ADMINISTRATOR)
    assert "everything is as it was written" not in words_on(audit)


def test_an_auditor_reads_the_trail_and_that_is_a_line_too(desk: Desk) -> None:
    audit = section(desk, "audit", Role.AUDITOR)
    assert isinstance(audit, AuditSection)
    audit.read.click()
    desk.settle()
    seen = words_on(audit.table)
    assert "hospital register applied" in seen
    assert "This program" in seen
    assert desk.events()[-1] == "hospital:audit:read"


def test_a_backup_is_made_and_looked_at(desk: Desk, tmp_path: Path) -> None:
    backups = section(desk, "backup")
    assert isinstance(backups, BackupSection)
    assert faults(backups) == []
    backups.make_into(str(tmp_path / "backups"))
    desk.settle()
    assert "Good: aande_alert-20261122T141000Z, made 22-Nov-2026 14:10." in words_on(backups.made)
    (made,) = (tmp_path / "backups").iterdir()
    backups.look_at(str(made))
    desk.settle()
    assert "Good: aande_alert-20261122T141000Z" in words_on(backups.looked)
    backups.make_into(str(tmp_path / "backups"))
    desk.settle()
    assert "There is a backup called" in words_on(backups.made)
    assert backups.make.isEnabled()
    backups.look_at(str(tmp_path))
    desk.settle()
    assert "is not a backup, or not a whole one." in words_on(backups.looked)
    assert desk.events().count("hospital:backup:verified") == 1


def test_the_folder_and_the_file_are_asked_for_without_blocking(desk: Desk) -> None:
    backups = section(desk, "backup")
    assert isinstance(backups, BackupSection)
    backups.make.click()
    backups.look.click()
    audit = section(desk, "audit")
    assert isinstance(audit, AuditSection)
    audit.against.click()
    audit.export.click()
    dialogs = desk.window.findChildren(QFileDialog)
    assert len(dialogs) == 4
    for dialog in dialogs:
        dialog.close()
