"""Clinical photographs: the original bytes, untouched, and everything that was ever done with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aande_alert.domain.answers import NOT_ASKED, Answer

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class Frame(StrEnum):
    """Which picture of the guided series this is."""

    IDENTITY = "identity"
    WHOLE_CHILD = "whole_child"
    MID_DISTANCE = "mid_distance"
    CLOSE = "close"
    CLOSE_WITH_SCALE = "close_with_scale"
    OTHER_SIDE = "other_side"
    OTHER = "other"

    @property
    def words(self) -> str:
        """Return the frame as listed."""
        return {
            "identity": "Identity label",
            "whole_child": "Whole child",
            "mid_distance": "Mid-distance",
            "close": "Close-up",
            "close_with_scale": "Close-up with scale",
            "other_side": "Other side, same place",
            "other": "Other",
        }[self.value]


class PhotoSource(StrEnum):
    """Where a picture came from."""

    TAKEN_HERE = "taken_here"
    MEDICAL_PHOTOGRAPHY = "medical_photography"
    SUPPLIED_UNVERIFIED = "supplied_unverified"

    @property
    def words(self) -> str:
        """Return the source as printed."""
        return {
            "taken_here": "Taken here, not supplied",
            "medical_photography": "Medical photography",
            "supplied_unverified": "Supplied by others, not verified",
        }[self.value]


class ConsentBasis(StrEnum):
    """On what footing pictures were taken."""

    GIVEN = "given"
    BEST_INTERESTS = "best_interests"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, repr=False)
class PhotoConsent:
    """Who agreed to pictures, how, and for what; each use apart.

    Attributes:
        basis: Given, taken in best interests, or refused.
        by: Who gave or refused it, or decided on best interests, as printed.
        responsibility: Their standing, `Has parental responsibility`, `Competent child`.
        how: `In writing`, `By telephone`, and the reason where in best interests or refused.
        to: Who took the consent.
        at: When.
        for_record: For the child's own record.
        for_sharing: For social care, police and court.
        for_teaching: For teaching.
    """

    basis: ConsentBasis
    by: str
    how: str
    to: str
    at: datetime
    responsibility: str = ""
    for_record: Answer[bool] = NOT_ASKED
    for_sharing: Answer[bool] = NOT_ASKED
    for_teaching: Answer[bool] = NOT_ASKED

    def __repr__(self) -> str:
        return f"PhotoConsent({self.basis.value}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class Photograph:
    """A photograph's record; the bytes stay in the store.

    Attributes:
        number: As printed; never reused within an attendance.
        frame: Which picture of the series.
        injury_id: The injury it shows; `None` for the identity frame or the whole child.
        file_name: As received, path removed.
        media_type: By content: `image/jpeg`, `image/png`, `image/tiff`, `image/heic`.
        sha256: Of the original bytes, hex.
        size: Bytes.
        width: Pixels as stored.
        height: Pixels as stored.
        orientation: EXIF orientation 1 to 8; honoured when shown, never applied to the bytes.
        taken_at: By the camera's own clock, where it says; not trusted.
        received_at: By our clock.
        taken_by: As printed.
        source: Where it came from.
        caption: In the clinician's words.
        warnings: What the check of the picture said (blurred, dark, no scale); never blocking.
    """

    number: int
    frame: Frame
    injury_id: UUID | None
    file_name: str
    media_type: str
    sha256: str
    size: int
    width: int
    height: int
    received_at: datetime
    taken_by: str
    orientation: int = 1
    taken_at: datetime | None = None
    source: PhotoSource = PhotoSource.TAKEN_HERE
    caption: str = ""
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Photograph({self.number}, withheld)"


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """One thing done with a photograph."""

    at: datetime
    words: str
    by_initials: str


@dataclass(frozen=True, slots=True)
class NewPhotograph:
    """A picture about to be stored.

    Attributes:
        body: The original bytes.
        file_name: As received.
        frame: Which picture of the series.
        injury_id: The injury it shows, where it shows one.
        source: Where it came from.
        caption: In the clinician's words.
    """

    body: bytes
    file_name: str
    frame: Frame
    injury_id: UUID | None = None
    source: PhotoSource = PhotoSource.TAKEN_HERE
    caption: str = ""
