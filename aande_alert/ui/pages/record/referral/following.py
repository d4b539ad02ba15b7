"""Moving a referral on: each small sheet, and what is written when it is agreed to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from aande_alert.domain.referral import ReferralState
from aande_alert.ui.pages.record.referral.sheets import (
    closed_sheet,
    council_sheet,
    decision_sheet,
    received_sheet,
    sent_sheet,
    telephoned_sheet,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from aande_alert.domain.referral import ReferralLine
    from aande_alert.security.access import SignedIn
    from aande_alert.services.referral_desk import ReferralDesk
    from aande_alert.ui.page import House
    from aande_alert.ui.pages.record.referral.sheets import Asking

_SHEETS = {
    ReferralState.SIGNED: sent_sheet,
    ReferralState.SENT: received_sheet,
    ReferralState.RECEIVED: decision_sheet,
    ReferralState.DECISION: closed_sheet,
}


class Following(QObject):
    """The sheets of one part; one is open at a time.

    Signals:
        done: Something was written.
    """

    done = Signal()

    def __init__(self, house: House, parent: QWidget) -> None:
        super().__init__(parent)
        self._house, self._page = house, parent
        self.sheet: Asking | None = None

    def stop(self) -> None:
        """Close whatever is open."""
        if self.sheet is not None:
            self.sheet.reject()
            self.sheet = None

    def ask_step(self, who: SignedIn, line: ReferralLine) -> None:
        """Ask for the next move."""
        make = _SHEETS.get(line.state)
        if make is not None:
            self._ask(make(self._page.window()), partial(self._step, who, line))

    def _step(self, who: SignedIn, line: ReferralLine, given: dict[str, str]) -> Callable[[], Any]:
        referrals = self._house.services.referrals
        match line.state:
            case ReferralState.SIGNED:
                return partial(referrals.sent, who, line.id, given["how"], given["to"])
            case ReferralState.SENT:
                return partial(referrals.received, who, line.id, given["by_whom"])
            case ReferralState.RECEIVED:
                agree = given["agree"] == "yes"
                return partial(
                    referrals.decided, who, line.id, given["decision"], agree=agree, reason=given["reason"]
                )
            case _:
                return partial(referrals.closed, who, line.id, given["outcome"])

    def ask_call(self, who: SignedIn, line: ReferralLine) -> None:
        """Ask about a call to the council."""
        self._ask(telephoned_sheet(self._page.window()), partial(self._call, who, line))

    def _call(self, who: SignedIn, line: ReferralLine, given: dict[str, str]) -> Callable[[], Any]:
        words = f"{given['to'].rstrip('.')}. {given['said']}"
        return partial(self._house.services.referrals.telephoned, who, line.id, words)

    def ask_council(self, who: SignedIn, desk: ReferralDesk) -> None:
        """Ask which council a draft goes to."""
        if desk.line is not None:
            sheet = council_sheet(desk.councils, desk.line.council, self._page.window())
            self._ask(sheet, partial(self._council, who, desk.line))

    def _council(self, who: SignedIn, line: ReferralLine, given: dict[str, str]) -> Callable[[], Any]:
        return partial(self._house.services.referrals.address_to, who, line.id, given["council"])

    def _ask(self, sheet: Asking, call_of: Callable[[dict[str, str]], Callable[[], Any]]) -> None:
        """Open a sheet; what is given to it is written, and it closes once that is kept."""
        self.sheet = sheet
        sheet.given.connect(partial(self._write, sheet, call_of))
        sheet.open()

    def _write(
        self,
        sheet: Asking,
        call_of: Callable[[dict[str, str]], Callable[[], Any]],
        given: dict[str, str],
    ) -> None:
        done = partial(self._written, sheet)
        self._house.tasks.run(self, "step", call_of(given), done, sheet.show_trouble)

    def _written(self, sheet: Asking, _value: object) -> None:
        sheet.accept()
        self.done.emit()
