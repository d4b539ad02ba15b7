"""The PELL family's referral, every name and number invented: the example that pages are looked at with."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PIL import Image, ImageDraw

from aande_alert.domain.accounts import Account, Axis, Difference
from aande_alert.domain.answers import NOT_ASKED, NOT_KNOWN, Given
from aande_alert.domain.entries import Entry, Head
from aande_alert.domain.identity import (
    Address,
    Birth,
    NameUse,
    NhsIdentity,
    NhsNumber,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
)
from aande_alert.domain.injuries import Injury, InjuryKind, Looked, RegionLook
from aande_alert.domain.people import Person, Relation
from aande_alert.domain.photographs import ConsentBasis, Frame, PhotoConsent, Photograph
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.referral import (
    PlanLine,
    PrintedPhotograph,
    ReferralDocument,
    Section,
    Statement,
)
from aande_alert.domain.regions import Figure, View
from aande_alert.domain.wording import LONDON
from aande_alert.drawings.body_layout import Sheet, lay_out
from aande_alert.drawings.figures import body_regions
from tests.drawings.pell import the_family

if TYPE_CHECKING:
    from collections.abc import Iterator

BHATT, OKORO = "BHATT, Rohan (Dr)", "OKORO, Grace (Ms)"
RAIKES, HANNAH, JONAH = "RAIKES, Kieran (Mr)", "PELL, Hannah (Miss)", "HOLROYD, Jonah, 4y 3m"
MADE_AT = datetime(2026, 11, 22, 16, 52, tzinfo=UTC)


def _ids() -> Iterator[UUID]:
    number = 0
    while True:
        number += 1
        yield UUID(int=0x9990000000004000_8000000000000000 + number)


_next = _ids()
MAISIE = next(_next)
VISIT = next(_next)
STAFF = next(_next)


def at(day: int, hour: int = 0, minute: int = 0, *, month: int = 11) -> datetime:
    """Return a moment of 2026 by the clock on the wall."""
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def known(source: Source, who: str, when: datetime | None = None, *, to: str = "") -> Provenance:
    """Return a provenance."""
    return Provenance(source, who, when, to)


def stated(
    source: Source, words: str, who: str = "", when: datetime | None = None, **more: object
) -> Statement:
    """Return a statement; `label` and `opinion` in `more`."""
    return Statement(words, known(source, who, when), **more)  # type: ignore[arg-type]


def entry(body: object, when: datetime, by: str = BHATT) -> Entry:  # type: ignore[type-arg]
    """Return a first version of something in the record."""
    initials = "".join(part[0] for part in by.replace(",", "").split()[:2])
    head = Head(
        next(_next), next(_next), 1, VISIT, MAISIE, when, when + timedelta(minutes=4), by, initials, STAFF
    )
    return Entry(head, body)


def a_person(family: str, given: str, born: date | None, sex: Sex = Sex.FEMALE, **more: object) -> Person:
    """Return somebody of the family."""
    title = str(more.pop("title", ""))
    birth = {"birth": Birth(born)} if born else {}
    return Person(next(_next), (PersonName(family, given, title),), sex=sex, **birth, **more)  # type: ignore[arg-type]


def maisie() -> Person:
    """Return the child."""
    return Person(
        MAISIE,
        (PersonName("Pell", "Maisie"), PersonName("Raikes", "Maisy", use=NameUse.ALIAS)),
        Birth(date(2026, 10, 2)),
        Sex.FEMALE,
        NhsIdentity(NhsNumber("9995260182"), NhsNumberStatus.VERIFIED),
        addresses=(Address(("9 Larkhill Close", "Calder Vale"), "ZZ1 4LC"),),
        phones=(Phone("07700 900417"),),
        gp_practice="Calder Bridge Surgery",
        language="English",
    )


def _facts() -> tuple[Statement, ...]:
    return (
        stated(
            Source.SEEN,
            "Four bruises: left cheek 14 × 9 mm, left ear 6 × 3 mm, left upper arm 9 × 9 mm, back 11 × 9 mm.",
            BHATT,
            at(22, 14, 55),
        ),
        stated(Source.SEEN, "Cannot roll. Lifts her head for a moment.", BHATT, at(22, 14, 55)),
        stated(
            Source.TOLD_BY_ADULT,
            "“I put her on the sofa … She’d rolled off onto the carpet.” Approx 09:30.",
            RAIKES,
            at(22, 14, 6),
        ),
        stated(
            Source.TOLD_BY_ADULT,
            "“I saw the mark on her cheek last night when I changed her. Kieran "
            "said she’d caught it on the cot.”",
            HANNAH,
            at(22, 14, 52),
        ),
        stated(
            Source.SAID_BY_CHILD,
            "“Maisie was crying at bedtime. Kieran was with her. Mummy was at work.”",
            JONAH,
            at(22, 15, 5),
        ),
        stated(
            Source.FROM_RECORD,
            "A&E: bleeding from the mouth. No cut seen. Frenulum not recorded.",
            "Calder Vale A&E record",
            at(6, 21, 40),
        ),
        stated(
            Source.MEASURED,
            "Weight 3.14 kg, nappy off: 2.4 centile spaces below birth weight.",
            OKORO,
            at(22, 15, 50),
        ),
        stated(
            Source.FROM_RECORD,
            "Not brought to the weighing clinic, 30-Oct-2026, or the 6-week check.",
            "Health visitor record",
            at(13),
        ),
        stated(
            Source.TOLD_BY_ADULT,
            "Her partner has lived in the home since 12-Sep-2026. Not checked.",
            HANNAH,
            at(15, month=10),
        ),
    )


def _accounts() -> tuple[Entry[Account], ...]:
    return (
        entry(
            Account(
                RAIKES,
                "Mother’s partner",
                OKORO,
                at(22, 14, 6),
                "I put her on the sofa and went to make her bottle. I heard a bump. "
                "She’d rolled off onto the carpet. "
                "She cried straight away and I picked her up.",
                question="What happened to Maisie?",
                alone=Given(True),
                interpreter="None needed",
                mechanism=Given("Rolled off the sofa onto carpet"),
                happened=Given("Sun 22-Nov-2026 Approx 09:30"),
                place=Given("Front room"),
                who_was_there=Given("Himself; Jonah upstairs"),
                witnesses=Given("Nobody"),
                first_told=Given("Her mother, by phone, about 12:00"),
                delay_reason=Given("“She seemed fine.”"),
            ),
            at(22, 14, 6),
            OKORO,
        ),
        entry(
            Account(
                HANNAH,
                "Mother",
                BHATT,
                at(22, 14, 52),
                "I saw the mark on her cheek last night when I changed her. Kieran "
                "said she’d caught it on the cot. "
                "I was at work till ten. I didn’t see the one on her back until you showed me.",
                question="When did you first see the marks?",
                alone=Given(True),
                interpreter="None needed",
                mechanism=Given("Caught her cheek on the cot bars"),
                happened=Given("Sat 21-Nov-2026, evening"),
                place=Given("Bedroom, in the cot"),
                who_was_there=NOT_KNOWN,
                witnesses=NOT_ASKED,
            ),
            at(22, 14, 52),
        ),
        entry(
            Account(
                JONAH,
                "Brother",
                BHATT,
                at(22, 15, 5),
                "Maisie was crying at bedtime. Kieran was with her. Mummy was at work.",
                speaker_is_child=True,
                question="Tell me about bedtime.",
                alone=Given(False),
                present="DYSON, Edith (Mrs), great-grandmother",
                interpreter="None needed",
            ),
            at(22, 15, 5),
        ),
    )


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


def _sections() -> tuple[Section, ...]:
    seen, told, record = Source.SEEN, Source.TOLD_BY_ADULT, Source.FROM_RECORD
    return (
        Section(
            "The child’s voice",
            (
                stated(
                    seen,
                    "Too young to speak. Quiet when held by her mother; stiff and crying when RAIKES, "
                    "Kieran (Mr) came near. Settled with staff.",
                    OKORO,
                    at(22, 15, 10),
                ),
                stated(
                    Source.SAID_BY_CHILD,
                    "Jonah (brother) said he does not want to sleep at home tonight.",
                    JONAH,
                    at(22, 15, 5),
                ),
            ),
        ),
        Section(
            "Development and growth",
            (
                stated(
                    seen,
                    "Born 36w 2d; 7w 2d, 25d corrected. Does not roll. Fixes and follows. Smiles.",
                    BHATT,
                    at(22, 14, 55),
                ),
                stated(
                    Source.MEASURED, "Weight 3.14 kg, length 51.0 cm, head 35.8 cm.", OKORO, at(22, 15, 50)
                ),
            ),
        ),
        Section(
            "Medical history",
            (
                stated(
                    record,
                    "Born by caesarean section, 2.62 kg. Vitamin K given. Two days on the neonatal unit.",
                    "Maternity record",
                    at(2, month=10),
                ),
                stated(told, "No bleeding or bone disease in the family.", HANNAH, at(22, 14, 58)),
                stated(Source.NOT_KNOWN, "Immunisations: GP feed was down from 11:20; not checked."),
            ),
        ),
        Section(
            "Family and social history",
            (
                stated(
                    told,
                    "Her mother works evenings at a bakery. Kieran minds both children.",
                    HANNAH,
                    at(22, 14, 59),
                ),
                stated(
                    record,
                    "Domestic abuse by the father in 2024, reported to police.",
                    "Maternity record",
                    at(27, month=8),
                ),
                stated(Source.NOT_KNOWN, "Alcohol and drugs: asked of her mother, who declined to say."),
            ),
        ),
        Section(
            "Investigations",
            (
                stated(
                    seen,
                    "Full blood count and clotting normal. Skeletal survey booked 23-Nov-2026.",
                    BHATT,
                    at(22, 16, 30),
                ),
            ),
        ),
        Section(
            "Analysis",
            (
                stated(
                    seen,
                    "Four bruises in different places on a baby who cannot roll are not "
                    "explained by one fall.",
                    BHATT,
                    at(22, 16, 30),
                ),
                stated(
                    seen,
                    "these injuries are probably inflicted. Bleeding disorder is unlikely "
                    "with normal tests. If "
                    "nothing changes Maisie is likely to be hurt again.",
                    BHATT,
                    at(22, 16, 40),
                    opinion=True,
                ),
            ),
        ),
    )


def _family() -> tuple[Relation, ...]:
    told = known(Source.TOLD_BY_ADULT, HANNAH, at(22, 14, 59))
    record = known(Source.FROM_RECORD, "Maternity record", at(27, month=8))
    return (
        Relation(
            a_person("Pell", "Hannah", date(1999, 4, 11), title="Miss"), "Mother", True, True, None, record
        ),
        Relation(
            a_person("Raikes", "Kieran", date(1995, 2, 3), Sex.MALE, title="Mr"),
            "Mother’s partner",
            True,
            False,
            date(2026, 9, 12),
            told,
        ),
        Relation(
            a_person("Holroyd", "Jonah", date(2022, 8, 14), Sex.MALE),
            "Half-brother",
            True,
            None,
            None,
            record,
        ),
        Relation(a_person("Sykes", "Orla", date(2020, 3, 9)), "Half-sister", False, None, None, record),
        Relation(a_person("Dunne", "Callum", None, Sex.MALE, title="Mr"), "Father", False, None, None, told),
        Relation(
            a_person("Cole", "Ellis", date(2023, 9, 5), Sex.MALE), "Partner’s son", False, None, None, told
        ),
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
        "facts": _facts(),
        "sections": _sections(),
        "accounts": _accounts(),
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
        "family": _family(),
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
