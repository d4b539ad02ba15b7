"""The referral as a PDF, as evidence and for the post, beside copying the files of its photographs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from aande_alert.bench.case import a_visit, photographed, write_down
from aande_alert.bench.figures import Figure, Goal, figure, in_turns
from aande_alert.bench.pictures import each_its_own, photograph
from aande_alert.demo.setting_up import PASSWORD
from aande_alert.documents.pictures import look
from aande_alert.persistence.durable import durable_write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from uuid import UUID

    from aande_alert.bench.ground import Ground
    from aande_alert.demo.setting_up import Hands
    from aande_alert.services.referral_copies import ToSign

_EVIDENCE: Final = Goal(2.5)
_MAIL: Final = Goal(0.5)


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure setting the pages of both copies, then both read back and signed as well.

    Args:
        ground: Where the store is.
    """
    count = ground.sizes.photographs
    body = photograph(ground.sizes.pixels)
    hands = ground.store("referral_pdf")
    visit = a_visit(hands)
    write_down(hands, visit)
    photographed(hands, visit, body, count, look(body))
    asked = _asked(hands, visit)
    desk, pages = hands.services.referrals, 0
    files = _files(ground.folder, body, count)

    def copy(_: int) -> None:
        for path in files:
            shutil.copyfile(path, path.with_suffix(".copy"))

    def evidence(_: int) -> None:
        nonlocal pages
        pages = desk.print_out(asked.evidence, mail=False).pages

    def mail(_: int) -> None:
        desk.print_out(asked.mail, mail=True)

    def whole(_: int) -> None:
        desk.make_copies(asked)

    in_turns(1, copy, evidence, mail)  # fonts and outlines are read once
    floors, first, second, both = in_turns(ground.sizes.rounds, copy, evidence, mail, whole)
    name = f"referral_pdf of {pages} pages, {count} photographs"
    return [
        figure(f"{name}, evidence copy", floors, first, _EVIDENCE),
        figure(f"{name}, mail copy", floors, second, _MAIL),
        figure(f"{name}, both made, read back and signed", floors, both, None),
    ]


def _asked(hands: Hands, visit: UUID) -> ToSign:
    """Begin a referral, and prove who signs it: what is printed then is frozen."""
    who, desk = hands.of("bhatt"), hands.services.referrals
    desk.draft(who, visit, hands.write_id())
    return desk.ask_to_sign(who, desk.look(who, visit), PASSWORD, interim=True)


def _files(folder: Path, body: bytes, count: int) -> list[Path]:
    paths = []
    for number, own in enumerate(each_its_own(body, count)):
        path = folder / f"evidence_{number:02d}.jpg"
        durable_write(path, own)
        paths.append(path)
    return paths
