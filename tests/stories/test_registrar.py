"""The registrar: the alert read, the child examined, photographed and referred; with keys alone."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from aande_alert.domain.staff import Role
from aande_alert.ui.state.places import FindPlace, RecordPlace, RecordTab, ReferralsPlace
from aande_alert.ui.widgets.checks import Check
from tests.builders import PASSWORD
from tests.stories.hands import (
    ALT,
    CTRL,
    answer,
    give_file,
    name_of,
    next_step,
    on_a_sheet,
    press_on,
    tab_to,
    to_row,
    to_tab,
    write,
)
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hospital import Desk

SAID = 'He "just fell" off the settee. I only turned round for a second.'
WORRIED = "A linear bruise on the cheek that the fall does not explain."
CHILD = "Dean hit me with the shoe."
TONIGHT = "Where will the child be tonight, and who decides when they leave?"
ANALYSIS = {
    "What we are worried about": WORRIED,
    "Why now": "He is on a plan, and the account does not fit.",
    "What we want to happen": "A strategy discussion today.",
    "Our opinion, and how sure we are": "A blow with an object; likely.",
    "Seniors consulted: who, when, what they said": "Dr Bell, consultant, 14:30: agrees.",
    "How soon must social care act?": "2",
    "On what footing?": "1",
    "Telephoned: when, to whom, what they said": "14:40, Priya Shah, duty social worker: send it now.",
    "Were the parents told of the referral?": "1",
}


WAY = {
    "child:alert:acknowledged",
    "child:account:added",
    "child:injury:added",
    "child:region:looked",
    "child:consent:recorded",
    "child:photograph:added",
    "child:answer:given",
    "child:referral:drafted",
    "child:referral:signed",
    "child:referral:sent",
    "child:referral:received",
    "child:referral:exported",
}


def a_photograph(folder: Path) -> Path:
    """Return a real picture on disk, as a camera's card holds it."""
    path = folder / "IMG_0042.jpg"
    Image.effect_noise((640, 480), 60).convert("RGB").save(path, quality=85)
    return path


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")  # of lists that drop
@pytest.mark.timeout(300)  # some two hundred keys, each waited for
def test_a_child_is_examined_photographed_and_referred(desk: Desk, tmp_path: Path) -> None:
    desk.sign_in(Role.CLINICIAN)
    _read_the_alert(desk)
    _open_from_search(desk)
    _look_at_the_timeline(desk)
    to_tab(desk, "Assessment")
    _presentation(desk)
    _account(desk)
    _injury(desk)
    _photograph(desk, tmp_path)
    _history(desk)
    _refer(desk, tmp_path)
    _outcome(desk)
    opened = desk.events().count("child:record:opened")
    assert 2 <= opened <= 4, "by each of two people, and not again by every answer and step"


def _read_the_alert(desk: Desk) -> None:
    to_row(desk, "Holroyd")
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert "What to do now" in words_on(desk.window)
    assert isinstance(desk.focus(), Check)
    desk.press(Qt.Key.Key_Space)
    press_on(desk, "I have read and understood this alert")
    assert "child:alert:acknowledged" in desk.events()


def _open_from_search(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CTRL)
    desk.type("holroyd")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.place_shown() == FindPlace("holroyd")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert "HOLROYD, Jonah" in words_on(desk.window)


def _look_at_the_timeline(desk: Desk) -> None:
    to_tab(desk, "Timeline")
    place = desk.window.place_shown()
    assert isinstance(place, RecordPlace)
    assert place.tab is RecordTab.TIMELINE


def _presentation(desk: Desk) -> None:
    answer(
        desk,
        {
            "Why was the child brought?": "Bruise on the cheek.",
            "When was the child hurt, as told?": "About twenty past eleven",
            "Who last saw the child well, and when?": "Nursery, Friday at three.",
            "Was the child fully undressed and looked at all over?": "1",
        },
    )


def _account(desk: Desk) -> None:
    next_step(desk)
    desk.press(Qt.Key.Key_A)
    desk.settle()
    write(
        desk,
        {
            "Who is speaking": "HOLROYD, Dean",
            "What they are to the child": "mother's partner",
            "The question asked": "What happened to his cheek?",
            "In their words": SAID,
            "How it happened, in a few words": "Fell off the settee",
            "When, in their words": "About twenty past eleven",
            "The same as day and time, if it can be": "22-Nov-2026",
            "The same as day and time, if it can be, time": "11:20",
            "Who saw it": "Nobody",
        },
    )
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.settle()
    seen = words_on(desk.window)
    assert "1 account, as spoken" in seen
    assert SAID in seen


def _injury(desk: Desk) -> None:
    next_step(desk)
    tab_to(desk, "Body map", back=True)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down):
        desk.press(key)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    desk.press(Qt.Key.Key_B)
    desk.type("22")
    write(desk, {"Width": "4", "Colour, as seen": "Red and purple", "Shape": "Linear"})
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert "Mark 1" in name_of(desk.focus())
    desk.press(Qt.Key.Key_Home)
    for _ in range(40):
        if not name_of(desk.focus()).lower().endswith("not looked at"):
            desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_N)
        desk.settle()
        if "34 of 34 looked at" in words_on(desk.window):
            break
    assert "34 of 34 looked at" in words_on(desk.window)


def _photograph(desk: Desk, tmp_path: Path) -> None:
    next_step(desk)
    desk.press(Qt.Key.Key_C)
    desk.settle()
    desk.press(Qt.Key.Key_Space)
    write(desk, {"By whom": "HOLROYD, Kirsty (mother)"})
    press_on(desk, "Their standing: Parental responsibility")
    write(desk, {"How, and why": "In writing"})
    for use in ("For the child's own record", "For social care, police and court", "For teaching"):
        press_on(desk, f"{use}: Yes")
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert "HOLROYD, Kirsty (mother)" in words_on(desk.window)
    for _ in range(2):
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert name_of(desk.focus()) == "Mid-distance, Not taken"
    desk.press(Qt.Key.Key_F)
    give_file(desk, a_photograph(tmp_path))
    assert "Photographs (1)" in words_on(desk.window)


def _history(desk: Desk) -> None:
    next_step(desk)
    answer(
        desk,
        {
            "Was the child spoken to?": "1",
            "The child's own words": CHILD,
            "The question asked": "What happened?",
            "What the child did: state, handling, feeding, response to adults": "Quiet, clung to his mother.",
        },
    )
    next_step(desk)
    answer(desk, {"What was the child seen to do?": "6", "In words": "Ran across the room."})
    next_step(desk)
    answer(desk, {"Birth and past medical history": "Born at term. Well."})
    next_step(desk)
    answer(
        desk,
        {
            "Who lives at home or visits now?": "Mother; her partner since August.",
            "Other children, where they are now, and whether they are safe": "None.",
            "Social history: home, money, work, support, moves": "Moved twice this year.",
        },
    )
    next_step(desk)
    next_step(desk)
    answer(desk, ANALYSIS)


def _refer(desk: Desk, tmp_path: Path) -> None:
    desk.press(Qt.Key.Key_R, CTRL)
    desk.settle()
    assert name_of(desk.focus()) == "Begin the referral"
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert "1 missing" in words_on(desk.window)
    assert "Not telephoned yet" not in words_on(desk.window)
    assert "14:40, Priya Shah" in words_on(desk.window)
    assert name_of(desk.focus()).startswith("Where the child is tonight, and who decides, missing")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert name_of(desk.focus()) == TONIGHT
    desk.type("On the ward. Nobody takes him home before the strategy discussion.")
    desk.press(Qt.Key.Key_Left, ALT)
    desk.settle()
    desk.until(lambda: "Nothing missing" in words_on(desk.window))
    desk.until(lambda: "Page 1 of " in words_on(desk.window))
    _sign(desk)
    _send(desk)
    _look_at_the_copy(_save(desk, tmp_path))
    assert set(desk.events()) >= WAY


def _sign(desk: Desk) -> None:
    tab_to(desk, "Sign…")
    desk.press(Qt.Key.Key_Return)
    sheet = on_a_sheet(desk)
    assert "HOLROYD, Jonah" in words_on(sheet)
    desk.type("not-my-password")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert "Try 1 of 5" in words_on(sheet)
    desk.type(PASSWORD)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert "Signed. Both copies are kept." in words_on(desk.window)


def _send(desk: Desk) -> None:
    tab_to(desk, "Sent…")
    desk.press(Qt.Key.Key_Return)
    on_a_sheet(desk)
    desk.press(Qt.Key.Key_Down)
    write(desk, {"To whom": "Emergency duty team, 0113 496 0199"})
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    tab_to(desk, "Received…")
    desk.press(Qt.Key.Key_Return)
    on_a_sheet(desk)
    desk.type("Priya Shah, duty social worker, by telephone")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    seen = words_on(desk.window)
    assert "Emergency duty team, 0113 496 0199" in seen
    assert "Priya Shah, duty social worker, by telephone" in seen


def _save(desk: Desk, folder: Path) -> Path:
    """Take the signed copy out; return where it is."""
    path = folder / "referral.pdf"
    desk.press(Qt.Key.Key_S, CTRL)
    on_a_sheet(desk)
    write(desk, {"What it is for": "For the social worker"})
    desk.press(Qt.Key.Key_Return)
    give_file(desk, path)
    desk.until(path.exists)
    return path


def _look_at_the_copy(path: Path) -> None:
    with pikepdf.open(path) as opened:
        fields = opened.Root.AcroForm.Fields
        assert any(field.get("/FT") == "/Sig" and "/V" in field for field in fields)
        pages = len(opened.pages)
    with closing(pypdfium2.PdfDocument(path)) as document:
        texts = [document[at].get_textpage().get_text_range() for at in range(pages)]
    whole = " ".join(" ".join(texts).split())
    for words in (
        SAID,
        CHILD,
        WORRIED,
        "HOLROYD, Dean",
        "mother's partner",
        "Fell off the settee",
        "22 \N{MULTIPLICATION SIGN} 4 mm",
    ):
        assert words in whole
    assert all("HOLROYD, Jonah" in text for text in texts)


def _outcome(desk: Desk) -> None:
    """The safeguarding nurse signs in over the registrar's work and records what came of it."""
    desk.press(Qt.Key.Key_L, CTRL)
    desk.settle()
    desk.sign_in(Role.SAFEGUARDING_NURSE)
    tab_to(desk, "Referrals")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.place_shown() == ReferralsPlace()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    tab_to(desk, "Decision…")
    desk.press(Qt.Key.Key_Return)
    on_a_sheet(desk)
    desk.type("Strategy discussion at 17:00, Priya Shah.")
    press_on(desk, "Do we agree?: We agree")
    press_on(desk, "Record the decision")
    tab_to(desk, "Close…")
    desk.press(Qt.Key.Key_Return)
    on_a_sheet(desk)
    desk.type("Section 47 enquiry; he stays with his aunt.")
    press_on(desk, "Close")
    assert "Section 47 enquiry; he stays with his aunt." in words_on(desk.window)
    assert {"child:referral:decided", "child:referral:closed"} <= set(desk.events())
