"""The PELL family's referral, every name and number invented: the example that pages are looked at with."""

from __future__ import annotations

import hashlib
import io
from uuid import UUID

from PIL import Image, ImageDraw

from aande_alert.domain.accounts import Axis, Difference
from aande_alert.domain.answers import NOT_ASKED, Given
from aande_alert.domain.entries import Entry
from aande_alert.domain.injuries import Injury, InjuryKind, Looked, RegionLook
from aande_alert.domain.photographs import ConsentBasis, Frame, PhotoConsent, Photograph
from aande_alert.domain.provenance import Source
from aande_alert.domain.referral import (
    PlanLine,
    PrintedPhotograph,
    ReferralDocument,
)
from aande_alert.domain.regions import Figure, View
from aande_alert.drawings.body_layout import Sheet, lay_out
from aande_alert.drawings.figures import body_regions
from tests.documents.example_family import (
    BHATT,
    HANNAH,
    MADE_AT,
    RAIKES,
    accounts,
    at,
    entry,
    facts,
    family,
    maisie,
    sections,
    stated,
)
from tests.drawings.pell import the_family


def _injuries() -> tuple[Entry[Injury], ...]:
    marks = (
        ("cheek_fleshy_left", View.HEAD_LEFT, 1, 14.0, 9.0, "Blue-purple", "Oval"),
        ("ear_left", View.HEAD_LEFT, 2, 6.0, 3.0, "Purple", "Linear"),
        ("upper_arm_front_left", View.FRONT, 3, 9.0, 9.0, "Yellow-brown", "Round"),
        ("back_ribs_left", View.BACK, 4, 11.0, 9.0, "Blue", "Oval"),
    )
    layout = lay_out(Sheet.BODY_HEAD, Figure.INFANT, body_regions(), (480.0, 500.0))
    places = [layout.middle_of(region, view) for region, view, *_ in marks]
    return tuple(
        entry(
            Injury(
                number,
                region,
                view.value,
                place.x,
                place.y,
                InjuryKind.BRUISE,
                length,
                width,
                colour,
                shape,
                seen_by=BHATT,
            ),
            at(22, 14, 55),
        )
        for (region, view, number, length, width, colour, shape), place in zip(marks, places, strict=True)
        if place is not None
    )


def a_photo(number: int, size: tuple[int, int] = (640, 480), **exif: int) -> bytes:
    """Return a JPEG: a soft gradient with a spot and the number, so that pictures differ."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    pen = ImageDraw.Draw(picture)
    width, height = size
    spot = (width * (0.2 + 0.05 * number), height * 0.35, width * (0.35 + 0.05 * number), height * 0.6)
    pen.ellipse(spot, fill=(96, 60, 110))
    pen.rectangle((width * 0.05, height * 0.85, width * 0.6, height * 0.88), fill=(255, 255, 255))
    pen.text((width * 0.06, height * 0.9), f"FRAME {number}", fill=(255, 255, 255))
    written = Image.Exif()
    written[0x0112] = exif.get("orientation", 1)
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=88, exif=written)
    return body.getvalue()


def photographed(
    number: int, body: bytes, caption: str, injury: UUID | None = None, **more: object
) -> PrintedPhotograph:
    """Return a photograph for print; its size is read from the bytes."""
    with Image.open(io.BytesIO(body)) as picture:
        width, height = picture.size
        media = {"JPEG": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff"}[str(picture.format)]
        orientation = int(picture.getexif().get(0x0112, 1))
    record = Photograph(
        number,
        Frame.CLOSE_WITH_SCALE if injury else Frame.IDENTITY,
        injury,
        f"IMG_{number:04d}.JPG",
        media,
        hashlib.sha256(body).hexdigest(),
        len(body),
        width,
        height,
        at(22, 15, 20 + number),
        BHATT,
        orientation=orientation,
        caption=caption,
    )
    return PrintedPhotograph(entry(record, at(22, 15, 20 + number)), body, caption, **more)  # type: ignore[arg-type]


def _photographs(injuries: tuple[Entry[Injury], ...]) -> tuple[PrintedPhotograph, ...]:
    return (
        photographed(1, a_photo(1), "Identity label"),
        photographed(
            2,
            a_photo(2),
            "Left cheek, close-up with scale",
            injuries[0].head.id,
            interval="5hr 51min after the time told",
        ),
        photographed(3, a_photo(3, (480, 640)), "Left ear, close-up with scale", injuries[1].head.id),
        photographed(
            4, a_photo(4, orientation=6), "Left upper arm, close-up with scale", injuries[2].head.id
        ),
        photographed(5, a_photo(5), "Back, close-up with scale", injuries[3].head.id),
    )


def pell_referral(**changes: object) -> ReferralDocument:
    """Return the whole referral; `changes` replace what a test is about."""
    injuries = _injuries()
    values: dict[str, object] = {
        "reference": "CVH-2026-01187",
        "document_id": UUID("7d0a4f62-5f0e-4c39-9a53-0e8f3f1d2b11"),
        "version": 1,
        "made_at": MADE_AT,
        "hospital": "Calder Vale Hospital, Emergency Department",
        "hospital_phone": "0113 496 0150",
        "council": "Calderdale North Council",
        "team": "Emergency Duty Team, 0113 496 0199",
        "urgency": "SAME DAY",
        "basis": "Children Act, section 47",
        "child": maisie(),
        "age_words": "7w 2d",
        "identity": (
            ("Address", "9 Larkhill Close, Calder Vale, ZZ1 4LC"),
            ("Also known as", "RAIKES, Maisy"),
            ("Mother", "PELL, Hannah (Miss). Has PR."),
            ("Father", "DUNNE, Callum (Mr). PR Not Known."),
            ("Phone", "07700 900417"),
            ("Social worker", "MARSH, Delroy (Mr), 0113 496 0142"),
            ("GP practice", "Calder Bridge Surgery, 0113 496 0110"),
            ("Health visitor", "FROST, Imogen (Mrs), 0113 496 0127"),
        ),
        "worried": (
            stated(
                Source.SEEN,
                "Maisie is 7 weeks old and cannot roll. She has four bruises on her face, ear, arm and back.",
            ),
            stated(
                Source.TOLD_BY_ADULT,
                "The two adults explain one bruise, in different ways, at different "
                "times. No "
                "one has explained the other three.",
            ),
            stated(Source.FROM_RECORD, "She bled from the mouth 16 days ago."),
            stated(Source.SEEN, "someone may have hurt her, and she is not safe to go home.", opinion=True),
        ),
        "why_now": (
            stated(Source.SEEN, "Staff first saw these bruises today. Her weight has fallen."),
            stated(Source.TOLD_BY_ADULT, "Her mother’s partner joined the home on 12-Sep-2026."),
            stated(Source.FROM_RECORD, "His son was on a plan for physical abuse until 30-Mar-2026."),
        ),
        "wanted": (
            "A strategy discussion today with police and our consultant, before anyone takes Maisie home.",
            "A social worker to see Jonah today, where he is staying.",
            "Checks with Aireborough Council about RAIKES, Kieran (Mr) and COLE, Ellis.",
        ),
        "safety": (
            stated(
                Source.SEEN,
                "Maisie is on Children’s Ward 3. Leaves only if ELLERBY, Joanne (Dr) agrees.",
                label="Tonight",
            ),
            stated(
                Source.SEEN, "mother, a nurse in sight. RAIKES, Kieran (Mr) left at 16:05.", label="With her"
            ),
            stated(
                Source.TOLD_BY_ADULT,
                "with great-grandmother DYSON, Edith (Mrs), tonight. Not checked.",
                label="Jonah",
            ),
            stated(
                Source.SEEN,
                "told 16:20, log 0731. Family: mother told 16:10. Partner not told: risk of harm.",
                label="Police",
            ),
        ),
        "plans": (
            PlanLine(
                "PELL, Maisie",
                "CP plan: neglect",
                "on-plan",
                "02-Oct-2026",
                "Calderdale North",
                "List 22-Nov-2026 06:10",
            ),
            PlanLine(
                "HOLROYD, Jonah",
                "Plan ended: neglect",
                "plan-ended",
                "Ended 14-Aug-2026",
                "Calderdale North",
                "List 22-Nov-2026 06:10",
            ),
            PlanLine(
                "SYKES, Orla",
                "Looked after",
                "looked-after",
                "09-Jan-2026",
                "Aireborough",
                "List 20-Nov-2026 06:05",
            ),
            PlanLine(
                "COLE, Ellis",
                "Plan ended: physical",
                "plan-ended",
                "Ended 30-Mar-2026",
                "Aireborough",
                "List 20-Nov-2026 06:05",
            ),
        ),
        "facts": facts(),
        "sections": sections(),
        "accounts": accounts(),
        "differences": (
            Difference(
                Axis.HOW,
                (1, 2),
                "Sofa fall in account 1; cot bars in account 2.",
                "RB 22-Nov-2026 15:30",
                True,
            ),
            Difference(Axis.WHEN, (1, 2), "Sunday 09:30 in account 1; Saturday evening in account 2."),
            Difference(
                Axis.WHERE,
                (1, 2),
                "Front room in account 1; bedroom in account 2.",
                "RB 22-Nov-2026 15:31",
                False,
                "Both rooms were named by both later.",
            ),
        ),
        "injuries": injuries,
        "figure": "infant",
        "timeline": the_family(),
        "author": BHATT,
        "author_post": "Paediatric registrar, bleep 4417",
        "checkpoint": "K7Q2-M9XF-3TDA-81PZ",
        "telephoned": "Telephoned 22-Nov-2026 16:31 to QUAYLE, Susan (Ms).",
        "region_words": {
            "cheek_fleshy_left": "Left cheek, fleshy",
            "ear_left": "Left ear",
            "upper_arm_front_left": "Left upper arm, front",
            "back_ribs_left": "Back of the ribs, left",
        },
        "looks": (
            *(
                RegionLook(region, Looked.NO_INJURY_SEEN)
                for region in body_regions().regions
                if region not in {"genital", "anus", "frenulum_upper", "palate"}
            ),
            RegionLook("genital", Looked.NOT_LOOKED_AT, "Nappy kept on"),
        ),
        "only_reported": (
            stated(
                Source.TOLD_BY_ADULT, "Rolled off the sofa onto carpet, about 09:30.", RAIKES, at(22, 14, 6)
            ),
            stated(
                Source.TOLD_BY_ADULT,
                "Caught her cheek on the cot bars on Saturday evening.",
                HANNAH,
                at(22, 14, 52),
            ),
            stated(
                Source.TOLD_BY_ADULT,
                "Her partner has lived in the home since 12-Sep-2026.",
                HANNAH,
                at(22, 14, 59),
            ),
        ),
        "family": family(),
        "network": (
            ("Social worker", "MARSH, Delroy (Mr)", "Calderdale North Council", "0113 496 0142"),
            ("Health visitor", "FROST, Imogen (Mrs)", "Calder Community NHS", "0113 496 0127"),
            ("GP", "Calder Bridge Surgery", "", "0113 496 0110"),
            ("Consultant", "ELLERBY, Joanne (Dr)", "Calder Vale Hospital", "0113 496 0155"),
        ),
        "consent": entry(
            PhotoConsent(
                ConsentBasis.GIVEN,
                HANNAH,
                "In writing",
                BHATT,
                at(22, 15, 15),
                "Has parental responsibility",
                Given(True),
                Given(True),
                NOT_ASKED,
            ),
            at(22, 15, 15),
        ),
        "photographs": _photographs(injuries),
        "missing": ("Who was at home on 21-Nov-2026, and who last saw her well.",),
        "draft": False,
    }
    return ReferralDocument(**{**values, **changes})  # type: ignore[arg-type]
