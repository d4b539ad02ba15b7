"""The paper made and drawn aside: from the frozen document, or from the signed copy as it was kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from aande_alert.domain.referral import PagePicture
    from aande_alert.services.referral_desk import ReferralDesk
    from aande_alert.ui.page import House
    from aande_alert.ui.pages.record.referral.desk import Desk

_NEAR = 0.01  # of life size; a page drawn this near to what is wanted is not drawn again


class Drawing(QObject):
    """The pages of one part.

    Signals:
        drawn: The pages are on the glass.
    """

    drawn = Signal()

    def __init__(self, house: House, desk: Desk) -> None:
        super().__init__(desk)
        self._house, self._glass = house, desk
        self._body = b""
        self._scale = 0.0
        self.pages = 0
        desk.paper.scaled.connect(self._look_at_scale)

    def forget(self) -> None:
        """Let the paper go."""
        for key in ("paper", "pages", "check"):
            self._house.tasks.drop(self, key)
        self._body, self._scale, self.pages = b"", 0.0, 0

    def make(self, desk: ReferralDesk) -> None:
        """Set the document and draw it; look at the signature of a signed copy."""
        referrals, scale = self._house.services.referrals, self._wanted()
        document, copy = desk.document, desk.copy

        def make() -> tuple[bytes, tuple[PagePicture, ...]]:
            body = copy if document is None else referrals.print_out(document).body
            return body, referrals.pages(body, scale)

        failed = self._glass.paper.show_trouble
        self._house.tasks.run_aside(self, "paper", make, partial(self._show, scale), failed)
        if copy:
            self._glass.moves.wait()
            check = partial(referrals.check_copy, copy, desk.roots)
            self._house.tasks.run_aside(self, "check", check, self._checked)

    def _wanted(self) -> float:
        return self._glass.paper.ground.scale * self._glass.devicePixelRatioF()

    def _show(self, scale: float, made: tuple[bytes, tuple[PagePicture, ...]]) -> None:
        self._body, pages = made
        self._scale, self.pages = scale, len(pages)
        self._glass.paper.show_pages(pages)
        self._look_at_scale()
        self.drawn.emit()

    def _checked(self, found: tuple[bool, tuple[str, ...]]) -> None:
        holds, words = found
        self._glass.moves.show_check(words, holds=holds)

    def _look_at_scale(self, _scale: float = 0.0) -> None:
        """Draw the pages again where they are shown at another size."""
        wanted = self._wanted()
        if self._body and abs(wanted - self._scale) > _NEAR:
            self._scale = wanted
            call = partial(self._house.services.referrals.pages, self._body, wanted)
            done = partial(self._redrawn, self._body)
            self._house.tasks.run_aside(self, "pages", call, done, self._glass.paper.show_trouble)

    def _redrawn(self, body: bytes, pages: tuple[PagePicture, ...]) -> None:
        if body is self._body:
            self._glass.paper.show_pages(pages)
            self.drawn.emit()
