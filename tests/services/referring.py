"""A child whose referral is written to the last line, for tests of referrals and of their pages."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PIL import Image, ImageDraw

from aande_alert.domain.accounts import Account
from aande_alert.domain.answers import NOT_KNOWN, Given
from aande_alert.domain.assessment import Answered, QuestionKind
from aande_alert.domain.injuries import Injury, InjuryKind, Looked, RegionLook
from aande_alert.domain.people import Link, LinkKind
from aande_alert.domain.photographs import ConsentBasis, Frame, NewPhotograph, PhotoConsent
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.staff import Role
from aande_alert.drawings.figures import body_regions
from aande_alert.rules.forms import read_forms
from tests.builders import NOW, a_person, a_plan, an_nhs_number, verified

if TYPE_CHECKING:
    from aande_alert.domain.referral import ReferralLine
    from aande_alert.security.access import SignedIn
    from tests.services.ward import Ward

SAID = {
    "presentation.complaint": "Four bruises seen when her mother undressed her.",
    "presentation.injury_time": "Sunday 22-Nov-2026, approx 09:30",
    "presentation.last_well": "Her mother, on Saturday at 20:00",
    "presentation.examined": "fully",
    "child.spoken_to": "too_young",
    "child.words": "Too young to speak. Cries when her left arm is moved.",
    "child.behaviour": "Quiet. Looks at faces. Settles when her mother holds her.",
    "development.mobility": None,
    "medical.past": "Born at 36 weeks. No illness before today.",
    "family.home": "Her mother, her mother's partner and her brother Jonah.",
    "family.other_children": "Jonah, 4, is with his great-grandmother tonight.",
    "family.social": (
        "Her mother works nights at a care home, and her partner looks after both children while she works "
        "and sleeps, which was agreed with nobody we could ring today."
    ),
    "analysis.worried": (
        "Maisie is 7 weeks old and cannot roll. She has four bruises on her face, ear, arm and back.\n"
        "The frenulum was torn on 06-Nov-2026."
    ),
    "analysis.why_now": "Staff first saw these bruises today.",
    "analysis.wanted": (
        "A strategy discussion today, before anyone takes Maisie home.\nA social worker to see Jonah today."
    ),
    "analysis.opinion": "Someone may have hurt her, and she is not safe to go home.",
    "analysis.seniors": "ELLERBY, Joanne (Dr), consultant, 15:40: admit, refer today.",
    "analysis.tonight": "Maisie is on Children's Ward 3.",
    "analysis.urgency": "same_day",
    "analysis.basis": "s47",
    "analysis.informed": "yes",
}


def a_picture(wide: int = 640, high: int = 480) -> bytes:
    """Return a small photograph of nothing."""
    picture = Image.new("RGB", (wide, high), (214, 190, 176))
    ImageDraw.Draw(picture).ellipse((200, 150, 380, 290), fill=(120, 90, 130))
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=88)
    return kept.getvalue()


class Referring:
    """Maisie's visit, written down as far as a test wants it.

    Attributes:
        ward: The department.
        visit: Her attendance.
        registrar: Who writes and signs.
    """

    def __init__(self, ward: Ward) -> None:
        self.ward = ward.with_lists()
        self.registrar: SignedIn = ward.of_role(Role.CLINICIAN)
        ward.listed(a_plan(nhs=an_nhs_number(1)))
        maisie = ward.known(a_person(nhs=verified(1), gp_practice="Calder Bridge Surgery"))
        jonah = ward.known(a_person("Holroyd", "Jonah", "2022-08-03", nhs=verified(2)))
        hannah = ward.known(a_person("Pell", "Hannah", "1999-03-04", mother_name=""))
        seen = Provenance(Source.FROM_RECORD, "OKORO, Grace (Ms)", NOW)
        with ward.store.transaction() as tx:
            for child in (maisie, jonah):
                tx.people.add_link(Link(uuid4(), hannah.id, LinkKind.PARENT, child.id, seen))
                tx.people.add_link(Link(uuid4(), hannah.id, LinkKind.LIVES_WITH, child.id, seen))
            tx.settings.put(
                "hospital",
                {
                    "name": "Calder Vale Hospital",
                    "department": "Emergency Department",
                    "phone": "0113 496 0110",
                    "prefix": "CVH",
                },
            )
        self.child = maisie
        self.visit = ward.visit(maisie).id

    def can_sign(self) -> Referring:
        """Give the hospital something to sign with."""
        with self.ward.store.transaction() as tx:
            from aande_alert.documents.authority import make_demo_authority
            from aande_alert.documents.signature import Credentials
            from aande_alert.services import signing

            made = make_demo_authority("Calder Vale Hospital", "pass for tests", tx.now)
            signing._keep(tx, Credentials(made.pkcs12, made.passphrase), (made.root,))
        return self

    def answer(self, question: str, value: Any, *, note: str = "", by: SignedIn | None = None) -> None:
        """Give one answer; `None` says not known, with the note as its reason."""
        given = Answered(question, NOT_KNOWN if value is None else Given(value), note=note)
        self.ward.services.capture.answer(by or self.registrar, self.visit, given, uuid4())

    def written(self, *but: str) -> Referring:
        """Write everything a referral needs, but for what is named."""
        kinds = {question.id: question for question in read_forms()}
        for question, value in SAID.items():
            if question in but:
                continue
            asked = kinds[question]
            if value is None and asked.kind is QuestionKind.CHOICE:
                value = asked.options[0][0]  # noqa: PLW2901 - any of them
            self.answer(question, value)
        if "account" not in but:
            self.account()
        if "looks" not in but:
            for row in body_regions().rows:
                look = RegionLook(row.id, Looked.NO_INJURY_SEEN)
                self.ward.services.capture.look(self.registrar, self.visit, look, uuid4())
        return self

    def account(self) -> UUID:
        """Write down what the partner said."""
        told = Account(
            "RAIKES, Kieran (Mr)",
            "Mother's partner",
            "OKORO, Grace (Ms)",
            NOW - timedelta(minutes=4),
            "I put her on the sofa and she'd rolled off onto the carpet.",
            happened_at=NOW - timedelta(hours=5),
        )
        return self.ward.services.capture.add_account(self.registrar, self.visit, told, uuid4()).value

    def mark(self, region: str = "cheek_fleshy_left") -> UUID:
        """Mark a bruise."""
        injury = Injury(0, region, "front", 60.0, 40.0, InjuryKind.BRUISE, 14, 9, colour="Blue-purple")
        return self.ward.services.capture.add_injury(self.registrar, self.visit, injury, uuid4()).value

    def photographed(self, *marks: UUID) -> Referring:
        """Take a picture of each mark, with consent."""
        consent = PhotoConsent(
            ConsentBasis.GIVEN, "PELL, Hannah (Miss)", "In writing", "BHATT, Rohan (Dr)", NOW
        )
        photographs = self.ward.services.photographs
        photographs.consent(self.registrar, self.visit, consent, uuid4())
        for mark in marks:
            new = NewPhotograph(a_picture(), "IMG_1.jpg", Frame.CLOSE_WITH_SCALE, mark)
            photographs.add(self.registrar, self.visit, new, uuid4())
        return self

    def drafted(self) -> ReferralLine:
        """Begin the referral."""
        return self.ward.services.referrals.draft(self.registrar, self.visit, uuid4()).value
