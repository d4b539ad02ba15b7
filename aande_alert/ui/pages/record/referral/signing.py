"""Signing in three parts, two of them on the store thread: proved, made, kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from aande_alert.rules.readiness import Readiness
from aande_alert.ui.pages.record.referral.sheets import SignSheet, ToBeSigned

if TYPE_CHECKING:
    from aande_alert.security.access import SignedIn
    from aande_alert.services.referral_copies import SignedCopies, ToSign
    from aande_alert.services.referral_desk import ReferralDesk
    from aande_alert.ui.page import House


class SigningNow(QObject):
    """One signature, from the sheet to the kept copies.

    Signals:
        told: One sentence for the status line.
        signed: Both copies are kept.
    """

    told = Signal(str)
    signed = Signal()

    def __init__(self, house: House, who: SignedIn, desk: ReferralDesk, pages: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._house, self._who, self._desk = house, who, desk
        missing = tuple(line.words for line in desk.readiness if line.state is Readiness.MISSING)
        self._interim = bool(missing)
        line = desk.line
        text = ToBeSigned(
            reference=line.reference if line else "",
            child=desk.assessment.person.name.shown(),
            council=desk.council,
            pages=pages,
            photographs=len(desk.assessment.photographs),
            missing=missing,
        )
        self.sheet = SignSheet(text, parent.window())
        self.sheet.given.connect(self._prove)

    def ask(self) -> None:
        """Open the sheet."""
        self.sheet.open()

    def stop(self) -> None:
        """Give it up, unless the copies are being kept already: what was begun is finished."""
        self.sheet.reject()
        for key in ("prove", "make"):
            self._house.tasks.drop(self, key)

    def _prove(self, given: dict[str, str]) -> None:
        call = partial(
            self._house.services.referrals.ask_to_sign, self._who, self._desk, given["password"],
            interim=self._interim,
        )  # fmt: skip
        self._house.tasks.run(self, "prove", call, self._make, self.sheet.show_trouble)

    def _make(self, asked: ToSign) -> None:
        call = partial(self._house.services.referrals.make_copies, asked)
        self._house.tasks.run_aside(self, "make", call, self._keep, self.sheet.show_trouble)

    def _keep(self, copies: SignedCopies) -> None:
        call = partial(self._house.services.referrals.keep, self._who, copies)
        self._house.tasks.run(self, "keep", call, self._kept, self.sheet.show_trouble)

    def _kept(self, _value: object) -> None:
        self.sheet.accept()
        self.told.emit("Signed. Both copies are kept. It is not sent until you send it.")
        self.signed.emit()
