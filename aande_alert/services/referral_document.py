"""The referral's document made from the record as it stands: gathered once, printed from that alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid5

from aande_alert.domain.plans import OnPlan, ProtectionCheck
from aande_alert.domain.referral import PrintedPhotograph, ReferralDocument
from aande_alert.domain.wording import show_age_of, show_moment, show_span
from aande_alert.drawings.figures import body_regions
from aande_alert.rules.alerts import ring
from aande_alert.rules.readiness import Readiness
from aande_alert.services.assessing import read_assessment
from aande_alert.services.checking import check_person, family_children
from aande_alert.services.family import relations_of
from aande_alert.services.gathering import (
    Answers,
    facts,
    identity_box,
    lines_of,
    only_reported,
    plan_lines,
    reasons,
    region_words_of,
    safety,
    sections,
    statements_of,
    worried,
)
from aande_alert.services.hospital import Hospital, hospital_of
from aande_alert.services.story import coverage_words, timeline_of

if TYPE_CHECKING:
    from aande_alert.domain.assessment import Assessment, Question
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.injuries import RegionLook
    from aande_alert.domain.people import Person
    from aande_alert.domain.photographs import Photograph
    from aande_alert.domain.plans import Council
    from aande_alert.domain.referral import PlanLine, ReferralLine
    from aande_alert.domain.timeline import TimelineRecord
    from aande_alert.persistence.store import Transaction
    from aande_alert.rules.content import Content
    from aande_alert.rules.readiness import ReadinessLine
    from aande_alert.security.access import SignedIn

_CALL = "Telephoned: "
_URGENCY = {"immediate": "IMMEDIATE", "same_day": "SAME DAY", "routine": "ROUTINE"}


@dataclass(frozen=True, slots=True)
class Draft:
    """How a document is to be made.

    Attributes:
        line: The referral.
        who: Whose words it is.
        version: 1 for the first that is signed.
        draft: Marked DRAFT on every page.
        mail: Photographs as previews.
        lines: Readiness, whose gaps are printed.
        demo: Marked DEMO on every page.
    """

    line: ReferralLine
    who: SignedIn
    version: int = 1
    draft: bool = True
    mail: bool = False
    lines: tuple[ReadinessLine, ...] = ()
    demo: bool = False


def make_document(
    tx: Transaction, draft: Draft, questions: tuple[Question, ...], content: Content
) -> ReferralDocument:
    """Gather everything a referral prints, from the record as it stands in this transaction."""
    assessment = read_assessment(tx, draft.line.attendance_id, questions, content)
    person = assessment.person
    answers = Answers.of(assessment)
    home = relations_of(tx, person.id)
    check = check_person(tx, person, content)
    council = tx.registers.council(draft.line.council)
    hospital = hospital_of(tx)
    call = ring(council, tx.now, content.policy)
    made = ReferralDocument(
        reference=draft.line.reference,
        document_id=uuid5(draft.line.id, f"{draft.version} {'mail' if draft.mail else 'evidence'}"),
        version=draft.version,
        made_at=tx.now,
        hospital=hospital.words(),
        hospital_phone=hospital.phone,
        council=council.name,
        team=f"{call.team}, {call.number}",
        urgency=_URGENCY.get(answers.choice("analysis.urgency"), "NOT SAID HOW SOON"),
        basis=answers.words("analysis.basis") or "Footing not said",
        child=person,
        age_words=show_age_of(person.birth, tx.now),
        identity=identity_box(person, home, _worker(tx, check), _also_known(assessment)),
        worried=worried(answers),
        why_now=statements_of(answers, "analysis.why_now"),
        wanted=lines_of(answers.words("analysis.wanted")) or ("Not said.",),
        safety=safety(answers),
        plans=_plans(tx, person, check, content),
        facts=(*facts(assessment, _region_words()), *reasons(assessment, content)),
        sections=sections(assessment),
        accounts=assessment.accounts,
        differences=assessment.differences,
        injuries=assessment.injuries,
        figure=assessment.figure,
        timeline=_timeline(tx, person, check, hospital),
        author=draft.who.staff.name,
        author_post=_post(draft.who),
        checkpoint=_checkpoint(tx),
        telephoned=_telephoned(draft.line, answers),
        family=home,
        network=_network(council, draft, hospital),
    )
    return _with_pictures(tx, made, draft, assessment)


def _with_pictures(
    tx: Transaction, made: ReferralDocument, draft: Draft, assessment: Assessment
) -> ReferralDocument:
    """Add what was looked at, photographed or is missing, and what the document is marked as."""
    before = f"{draft.line.reference} version {draft.version - 1}" if draft.version > 1 else ""
    gaps = any(line.state is Readiness.MISSING for line in draft.lines)
    return replace(
        made,
        supersedes=before,
        looks=_looks(assessment),
        region_words=region_words_of(assessment, _region_words()),
        only_reported=only_reported(made.sections),
        consent=assessment.consent,
        photographs=_photographs(tx, assessment, originals=not draft.mail),
        missing=_missing(draft.lines),
        demo=draft.demo,
        draft=draft.draft,
        interim=gaps and not draft.draft,
    )


def _region_words() -> dict[str, str]:
    """Return the words of every row of the check list and of every region."""
    every = body_regions()
    rows = {row.id: row.words for row in every.rows}
    return rows | {region.id: region.words for region in every.regions.values()}


def _timeline(tx: Transaction, person: Person, check: ProtectionCheck, hospital: Hospital) -> TimelineRecord:
    return timeline_of(
        tx,
        person,
        whole_family=False,
        checks={person.id: check},
        coverage=coverage_words(hospital.short(), hospital.records_since, tx.now),
    )


def _looks(assessment: Assessment) -> tuple[RegionLook, ...]:
    """Return what was found at each region without a mark; a row of the check list stands for its regions."""
    rows = {row.id: row.regions for row in body_regions().rows}
    marked = {entry.body.region for entry in assessment.injuries}
    return tuple(
        replace(entry.body, region=region)
        for entry in assessment.looks.values()
        for region in rows.get(entry.body.region, (entry.body.region,))
        if region not in marked
    )


def _telephoned(line: ReferralLine, answers: Answers) -> str:
    """Return the last call to the council, as recorded with the referral or in the assessment."""
    calls = [step for step in line.steps if step.words.startswith(_CALL)]
    if calls:
        words = f"{show_moment(calls[-1].at)}: {calls[-1].words.removeprefix(_CALL)}"
    else:
        words = answers.words("analysis.telephoned")
    return f"Telephoned {words.rstrip('.')}." if words else ""


def _worker(tx: Transaction, check: ProtectionCheck) -> str:
    status = check.status
    if not isinstance(status, OnPlan):
        return ""
    entry = tx.registers.entry(status.entry_id)
    return ", ".join(part for part in (entry.social_worker, entry.worker_phone or entry.team) if part)


def _also_known(assessment: Assessment) -> list[str]:
    names = [name.shown() for name in assessment.person.aliases]
    booked = assessment.attendance.booked_as
    return [*names, booked] if booked and booked not in names else names


def _plans(tx: Transaction, person: Person, check: ProtectionCheck, content: Content) -> tuple[PlanLine, ...]:
    children = [(person, check)]
    children += [(child.person, child.check) for child in family_children(tx, person, content)]
    councils = {council.code: council.name for council in tx.registers.councils()}
    sources: dict[str, str] = {}
    for code in councils:
        imports = tx.registers.imports(code)
        if imports:
            sources[code] = f"List {show_moment(imports[0].as_at)}"
    return plan_lines(children, councils, sources)


def _network(council: Council, draft: Draft, hospital: Hospital) -> tuple[tuple[str, str, str, str], ...]:
    return (
        ("Children's social care", council.front_door, council.name, council.day_phone),
        ("Out of hours", council.duty_team, council.name, council.night_phone),
        ("Referrer", draft.who.staff.name, hospital.name, hospital.phone),
    )


def _photographs(
    tx: Transaction, assessment: Assessment, *, originals: bool
) -> tuple[PrintedPhotograph, ...]:
    """Read the photographs; a draft shows previews alone, so the originals stay sealed until signing."""
    return tuple(
        PrintedPhotograph(
            entry,
            tx.photographs.original(entry.head.id) if originals else b"",
            entry.body.caption or entry.body.frame.words,
            _interval(entry, assessment),
            tx.photographs.preview(entry.head.id),
        )
        for entry in assessment.photographs
    )


def _interval(entry: Entry[Photograph], assessment: Assessment) -> str:
    """Return how long after each claimed time of injury the picture was taken."""
    taken = entry.body.taken_at or entry.body.received_at
    spans = [
        f"{show_span(taken - account.body.happened_at)} (account {number})"
        for number, account in enumerate(assessment.accounts, start=1)
        if account.body.happened_at is not None and account.body.happened_at <= taken
    ]
    return "Approx " + "; ".join(spans) if spans else "Time of injury Not Known"


def _missing(lines: tuple[ReadinessLine, ...]) -> tuple[str, ...]:
    """Return what is missing as whole sentences, for print."""
    return tuple(
        f"{line.words}."
        if line.words.startswith("No ") or line.key == "regions"
        else f"{line.words}: not recorded."
        for line in lines
        if line.state is Readiness.MISSING
    )


def _post(who: SignedIn) -> str:
    bleep = f"bleep {who.staff.bleep}" if who.staff.bleep else ""
    return ", ".join(part for part in (who.staff.post or who.staff.role.words, bleep) if part)


def _checkpoint(tx: Transaction) -> str:
    sequence, digest = tx.trail.head()
    return f"Audit trail at entry {sequence}: {digest[:32]}"
