"""Feeds on the screen: what became of each message, and those nobody could apply, read and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from aande_alert.domain.staff import Role
from aande_alert.ingest.hl7v2 import read_adt
from aande_alert.ui.pages.administration.feeds import FeedsSection
from aande_alert.ui.pages.administration.page import AdministrationPage
from aande_alert.ui.state.places import AdministrationPlace
from tests.hospital import FEED
from tests.services.feed import arrival
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from tests.hospital import Desk

BROKEN = arrival().replace(b"ADT^A04", b"XXX^Z99")


def feeds(desk: Desk, role: Role, *bodies: bytes) -> FeedsSection:
    """Let messages come, sign in and go to the feeds."""

    def come() -> None:
        for body in bodies:
            desk.services.intake.receive(FEED, "10.0.0.7", body)
        desk.services.intake.apply_pending()

    desk.do(come)
    desk.sign_in(role)
    desk.window.go(AdministrationPlace("feeds"))
    desk.settle()
    page = desk.window.journey.current()
    assert isinstance(page, AdministrationPage)
    section = page.section
    assert isinstance(section, FeedsSection)
    return section


def open_message(desk: Desk, section: FeedsSection) -> str:
    """Open the first message that waits, with keys, and return what is on the glass."""
    section.messages.choose(next(iter(section._lines)))
    section.messages.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    return words_on(section)


def test_what_became_of_every_message_is_one_sum(desk: Desk) -> None:
    section = feeds(desk, Role.ADMINISTRATOR, arrival(), BROKEN)
    seen = words_on(section)
    assert "Messages nobody could apply: 1" in seen
    assert "10.0.0.7" in seen
    feed = desk.do(desk.services.intake.states)[0]
    assert feed.received == feed.applied + feed.duplicates + feed.quarantined + feed.stored + feed.waiting
    assert "PELL" not in seen


def test_an_administrator_sees_how_a_message_is_built_and_nothing_it_says(desk: Desk) -> None:
    section = feeds(desk, Role.ADMINISTRATOR, BROKEN)
    seen = open_message(desk, section)
    text = section.message.text.value()
    assert text.startswith("MSH|")
    assert "PID|" in text
    for word in ("Pell", "PELL", "Maisie", "20261002", "Larkhill"):
        assert word not in text
        assert word not in seen
    assert "a safeguarding nurse can read the message" in seen
    assert not section.message.corrected.isVisible()
    assert section.message.text.text.isReadOnly()
    assert "hospital:message:read" not in desk.events()


def test_a_safeguarding_nurse_corrects_a_message_and_it_is_applied(desk: Desk) -> None:
    section = feeds(desk, Role.SAFEGUARDING_NURSE, BROKEN)
    open_message(desk, section)
    view = section.message
    assert "Pell" in view.text.value()
    assert "hospital:message:read" in desk.events()
    view.text.set_value(view.text.value().replace("XXX^Z99", "ADT^A04"))
    view.corrected.click()
    desk.settle()
    assert "A replay needs a reason." in words_on(view)
    view.reason.line.setText("The sender was set up wrongly")
    view.corrected.click()
    desk.settle()
    seen = words_on(desk.window)
    assert "The message was applied." in seen
    assert "Messages nobody could apply: 1" in seen
    assert "Kept, not acted on" in seen
    assert "hospital:message:replayed" in desk.events()


def test_trying_again_what_is_still_broken_says_why_and_keeps_it(desk: Desk) -> None:
    section = feeds(desk, Role.ADMINISTRATOR, BROKEN)
    open_message(desk, section)
    view = section.message
    view.reason.line.setText("Once more")
    view.again.click()
    desk.settle()
    assert "It stays in quarantine." in words_on(view)
    assert view.again.isEnabled()
    view.reason.setFocus()
    desk.press(Qt.Key.Key_Escape)
    desk.until(section.messages.isVisible)


def test_what_is_written_without_a_change_is_the_message_as_it_came(desk: Desk) -> None:
    section = feeds(desk, Role.SAFEGUARDING_NURSE, BROKEN)
    open_message(desk, section)
    view = section.message
    view.reason.line.setText("Once more")
    view.corrected.click()
    desk.settle()
    assert "It stays in quarantine." in words_on(view)
    view.blank()
    view._try_corrected()
    view._again()
    assert view._who is None


def test_a_letter_the_feed_cannot_write_is_said_before_anything_is_tried(desk: Desk) -> None:
    section = feeds(desk, Role.SAFEGUARDING_NURSE, BROKEN.replace(b"Maisie", "Zo\xeb".encode("latin-1")))
    open_message(desk, section)
    view = section.message
    view.text.set_value(view.text.value() + "\u03a9")
    view.corrected.click()
    assert "cannot be written as the feed writes" in view.text.complaint()


def test_a_lock_takes_the_message_off_the_glass(desk: Desk) -> None:
    section = feeds(desk, Role.SAFEGUARDING_NURSE, BROKEN)
    open_message(desk, section)
    desk.window.lock()
    desk.settle()
    assert section.message.text.value() == ""
    assert section.message._came is None


def test_a_half_made_correction_waits_for_its_writer(desk: Desk) -> None:
    section = feeds(desk, Role.SAFEGUARDING_NURSE, BROKEN)
    open_message(desk, section)
    corrected = section.message.text.value().replace("XXX^Z99", "ADT^A04")
    section.message.text.set_value(corrected)
    desk.window.lock()
    desk.settle()
    assert "Pell" not in words_on(desk.window)
    desk.sign_in(Role.ADMINISTRATOR)
    desk.window.go(AdministrationPlace("feeds"))
    desk.settle()
    assert "Pell" not in words_on(desk.window)
    desk.window.lock()
    desk.settle()
    desk.sign_in(Role.SAFEGUARDING_NURSE)
    assert section.message.text.value() == corrected
    section.message.reason.line.setText("The sender was set up wrongly")
    section.message.corrected.click()
    desk.settle()
    assert "The message was applied." in words_on(desk.window)


def test_with_nothing_to_mend_the_screen_says_so(desk: Desk) -> None:
    section = feeds(desk, Role.ADMINISTRATOR)
    assert "Every message was applied" in words_on(section)
    assert read_adt(arrival(), desk.clock()) is not None
