"""The PELL family, every name and number invented: who they are and what was told of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from aande_alert.domain.accounts import Account
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
from aande_alert.domain.people import Person, Relation
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.referral import (
    Section,
    Statement,
)
from aande_alert.domain.wording import LONDON

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


def facts() -> tuple[Statement, ...]:
    """Return what was seen, told and recorded."""
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


def accounts() -> tuple[Entry[Account], ...]:
    """Return what three people said happened."""
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


def sections() -> tuple[Section, ...]:
    """Return the sections of the assessment."""
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


def family() -> tuple[Relation, ...]:
    """Return who belongs to the family."""
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
