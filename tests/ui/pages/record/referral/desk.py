"""The referral tab with a child's referral in it, and hands on its keys."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from aande_alert.domain.answers import Given
from aande_alert.domain.injuries import Looked, RegionLook
from aande_alert.domain.record import RecordView
from aande_alert.domain.referral import ReferralState
from aande_alert.domain.staff import Role
from aande_alert.drawings.figures import body_regions
from aande_alert.security.access import SignedIn
from aande_alert.ui.pages.record.referral import ReferralPart
from aande_alert.ui.pages.record.referral.signing import SigningNow
from aande_alert.ui.state.places import RecordPlace, RecordTab
from tests.builders import PASSWORD
from tests.services.referring import Referring
from tests.ui.pages.housing import Housed


class Desk:
    """The part with Maisie's referral in it, as far written as a test wants it."""

    def __init__(self, house: Housed, *but: str, drafted: bool = True, role: Role = Role.CLINICIAN) -> None:
        self.house = house
        self.referring = house.do(lambda: self._written(but, drafted=drafted))
        self.who: SignedIn = house.do(lambda: house.ward.of_role(role))
        self.part = ReferralPart(house.house)
        house.follow(self.part)
        house.watch(self.part._soon)
        self.wanted: list[object] = []
        self.told: list[str] = []
        self.part.wanted.connect(self.wanted.append)
        self.part.told.connect(self.told.append)
        self.part.resize(1278, 541)
        self.part.show()
        house.qtbot.waitExposed(self.part)
        self.open()

    def _written(self, but: tuple[str, ...], *, drafted: bool) -> Referring:
        referring = Referring(self.house.ward).can_sign().written(*but, "looks")
        capture = self.house.ward.services.capture
        for row in body_regions().rows:
            if row.id not in but:
                look = RegionLook(row.id, Looked.NO_INJURY_SEEN)
                capture.look(referring.registrar, referring.visit, look, uuid4())
        referring.photographed(referring.mark())
        if drafted:
            referring.drafted()
        return referring

    def view(self) -> RecordView:
        """Return the record as the page would hand it on."""
        services, child = self.house.ward.services, self.referring.child.id
        return self.house.do(lambda: services.records.open(self.referring.registrar, child))

    def open(self, place: RecordPlace | None = None) -> None:
        """Come to the tab, as the record page does it."""
        self.part.blank()
        view = self.view()
        self.part.show_record(self.who, view, place or RecordPlace(view.person.id, RecordTab.REFERRALS))
        self.part.take_focus()
        self.settle()

    def settle(self) -> None:
        self.house.settle()

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        focus = self.part.focusWidget()
        if isinstance(key, str):
            QTest.keyClicks(focus, key)
        else:
            QTest.keyClick(focus, key, modifier)
        self.settle()

    def state(self) -> ReferralState:
        """Return how far the referral has come, from the store."""
        return self.steps()[-1][0]

    def steps(self) -> list[tuple[ReferralState, str]]:
        """Return every move as kept."""
        services, child = self.house.ward.services, self.referring.child.id
        (line,) = self.house.do(lambda: services.referrals.of_person(self.referring.registrar, child))
        return [(step.state, step.words) for step in line.steps]

    def said(self, question: str) -> str:
        """Return an answer as it is kept."""
        services, who = self.house.ward.services, self.referring.registrar
        read = self.house.do(lambda: services.capture.assessment(who, self.referring.visit))
        answer = read.answers[question].body.answer
        assert isinstance(answer, Given)
        return str(answer.value)

    def sign(self, password: str = PASSWORD) -> SigningNow:
        """Ask to sign and give a password."""
        self.part.ask_sign()
        signing = self.part.open_now
        assert isinstance(signing, SigningNow)
        signing.sheet.password.set_value(password)
        signing.sheet.agree.click()
        self.settle()
        return signing

    def fill(self, **words: str) -> None:
        """Fill in the sheet that is open, and agree."""
        sheet = self.part.following.sheet
        assert sheet is not None
        for key, value in words.items():
            sheet.fields[key].set_value(value)
        sheet.agree.click()
        self.settle()
