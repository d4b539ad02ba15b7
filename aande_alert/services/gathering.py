"""A referral's words gathered from the record: each keeps who said it; nothing is joined or guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from aande_alert.domain.answers import Given, Missing
from aande_alert.domain.assessment import Step
from aande_alert.domain.badges import badge_of
from aande_alert.domain.plans import OnPlan, PlanEnded
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.referral import PlanLine, Section, Statement
from aande_alert.domain.wording import show_date, show_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aande_alert.domain.assessment import Answered, Assessment, Question
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.people import Person, Relation
    from aande_alert.domain.plans import ProtectionCheck
    from aande_alert.rules.content import Content

_PAGE_ONE = frozenset(
    {
        "analysis.worried", "analysis.why_now", "analysis.wanted", "analysis.opinion", "analysis.tonight",
        "analysis.with_child", "analysis.siblings_safety", "analysis.police", "analysis.urgency",
        "analysis.basis", "analysis.council", "analysis.telephoned",
    }
)  # fmt: skip
_SAFETY = {
    "analysis.tonight": "Tonight",
    "analysis.with_child": "With the child",
    "analysis.siblings_safety": "Other children",
    "analysis.police": "Police",
    "analysis.informed_words": "Family",
}
_SECTIONS = (
    (Step.PRESENTATION, "How the child came, and when"),
    (Step.CHILD, "What the child said, and what was observed"),
    (Step.DEVELOPMENT, "Stage of development and growth"),
    (Step.MEDICAL, "Medical history"),
    (Step.FAMILY, "Family and social history"),
    (Step.INVESTIGATIONS, "Investigations and other explanations"),
    (Step.ANALYSIS, "Analysis, consent and telling the family"),
)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one assessment, read for print."""

    questions: Mapping[str, Question]
    entries: Mapping[str, Entry[Answered]]

    @classmethod
    def of(cls, assessment: Assessment) -> Answers:
        """Return the answers of an assessment."""
        return cls({question.id: question for question in assessment.questions}, assessment.answers)

    def words(self, question: str) -> str:
        """Return the answer in words; empty where there is none."""
        entry = self.entries.get(question)
        if entry is None or not isinstance(entry.body.answer, Given):
            return ""
        return value_words(self.questions[question], entry.body.answer.value)

    def choice(self, question: str) -> str:
        """Return the id of the choice made; empty where none was."""
        entry = self.entries.get(question)
        if entry is None or not isinstance(entry.body.answer, Given):
            return ""
        return str(entry.body.answer.value)

    def statement(self, question: str, *, label: str = "", opinion: bool = False) -> Statement:
        """Return the answer as a statement with its mark; a gap is a statement too."""
        entry = self.entries.get(question)
        asked = self.questions[question]
        title = asked.words if asked.words.endswith("?") else f"{asked.words}:"
        if entry is None:
            gap = Provenance(Source.NOT_KNOWN, "Not asked")
            return Statement(f"{title} Not asked.", gap, label=label)
        if isinstance(entry.body.answer, Missing):
            why = f" {entry.body.note}" if entry.body.note else ""
            gap = Provenance(Source.NOT_KNOWN, entry.head.by, entry.head.written_at)
            return Statement(f"{title} {entry.body.answer.words}.{why}", gap, label=label)
        said = value_words(asked, entry.body.answer.value)
        return Statement(said, provenance_of(entry, asked), opinion=opinion, label=label)


def provenance_of(entry: Entry[Answered], question: Question) -> Provenance:
    """Return how an answer is known: as the person marked it, else as its question has it."""
    if entry.body.provenance is not None:
        return entry.body.provenance
    return Provenance(Source(question.source), entry.head.by, entry.head.written_at)


def value_words(question: Question, value: Any) -> str:  # noqa: ANN401 - an answer's value, by its question's kind
    """Return a given value as printed."""
    options = dict(question.options)
    match value:
        case bool():
            words = "Yes" if value else "No"
        case tuple() | list():
            words = ", ".join(str(options.get(one, one)) for one in value)
        case datetime():
            words = show_moment(value)
        case date():
            words = show_date(value)
        case float():
            words = f"{value:g} {question.unit}".strip()
        case _:
            words = options.get(str(value), str(value))
    return words


def lines_of(words: str) -> tuple[str, ...]:
    """Return what was typed as its lines, without numbers or bullets in front and without empty ones."""
    stripped = (line.strip().lstrip("-*0123456789.) ").strip() for line in words.splitlines())
    return tuple(line for line in stripped if line)


def statements_of(answers: Answers, question: str, *, opinion: bool = False) -> tuple[Statement, ...]:
    """Return a long answer as statements, one a line, each with the answer's mark."""
    whole = answers.statement(question, opinion=opinion)
    if whole.provenance.source is Source.NOT_KNOWN:
        return (whole,)
    return tuple(Statement(line, whole.provenance, opinion=opinion) for line in lines_of(whole.words)) or (
        whole,
    )


def worried(answers: Answers) -> tuple[Statement, ...]:
    """Return what we are worried about, with our opinion named as opinion."""
    opinion = statements_of(answers, "analysis.opinion", opinion=True)
    known = tuple(one for one in opinion if one.provenance.source is not Source.NOT_KNOWN)
    return (*statements_of(answers, "analysis.worried"), *known)


def safety(answers: Answers) -> tuple[Statement, ...]:
    """Return who keeps whom safe tonight; what nobody asked says so."""
    return tuple(answers.statement(question, label=label) for question, label in _SAFETY.items())


def sections(assessment: Assessment) -> tuple[Section, ...]:
    """Return the following pages, section by section, never blank."""
    answers = Answers.of(assessment)
    return tuple(
        Section(title, tuple(_labelled(answers, question) for question in _of_step(assessment, step)))
        for step, title in _SECTIONS
    )


def _of_step(assessment: Assessment, step: Step) -> list[Question]:
    return [
        question
        for question in assessment.questions
        if question.step is step
        and question.id not in _PAGE_ONE
        and (question.shown_if is None or question.id in assessment.answers)
    ]


def _labelled(answers: Answers, question: Question) -> Statement:
    statement = answers.statement(question.id)
    if statement.provenance.source is Source.NOT_KNOWN:
        return statement
    words = statement.words
    if question.source == Source.SAID_BY_CHILD.value:
        words = f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"
    return Statement(words, statement.provenance, label=question.words.rstrip("?"))


def facts(assessment: Assessment, region_words: Mapping[str, str]) -> tuple[Statement, ...]:
    """Return page one's facts: injuries as seen, ability as seen, every account's words, in that order."""
    answers = Answers.of(assessment)
    found = [
        Statement(
            f"{region_words.get(entry.body.region, entry.body.region)}: {entry.body.description().lower()}.",
            Provenance(entry.body.source, entry.body.seen_by or entry.head.by, entry.head.happened_at),
        )
        for entry in assessment.injuries
    ]
    for question in ("development.mobility", "development.mobility_words", "development.weight"):
        statement = answers.statement(question)
        if statement.provenance.source is not Source.NOT_KNOWN:
            label = "Weight " if question == "development.weight" else ""
            found.append(Statement(f"{label}{statement.words.rstrip('.')}.", statement.provenance))
    found += [_account_fact(entry) for entry in assessment.accounts]
    return tuple(found)


def _account_fact(entry: Entry[Any]) -> Statement:
    account = entry.body
    source = Source.SAID_BY_CHILD if account.speaker_is_child else Source.TOLD_BY_ADULT
    quoted = f"\N{LEFT DOUBLE QUOTATION MARK}{account.words}\N{RIGHT DOUBLE QUOTATION MARK}"
    return Statement(quoted, Provenance(source, account.speaker, account.told_at, to=account.listener))


def reasons(assessment: Assessment, content: Content) -> tuple[Statement, ...]:
    """Return what a referral needs and nobody can know, each with the reason that was given."""
    found = []
    for essential in content.readiness["essential"]:
        entry = assessment.answers.get(essential["question"])
        if entry is None or not isinstance(entry.body.answer, Missing) or not entry.body.note.strip():
            continue
        why = entry.body.note.strip().rstrip(".")
        words = f"{essential['words']}: {entry.body.answer.words}. {why}."
        found.append(Statement(words, Provenance(Source.NOT_KNOWN, entry.head.by, entry.head.written_at)))
    return tuple(found)


def only_reported(parts: Iterable[Section]) -> tuple[Statement, ...]:
    """Return what only adults have said and nobody has seen or checked."""
    return tuple(
        statement
        for section in parts
        for statement in section.statements
        if statement.provenance.source is Source.TOLD_BY_ADULT and not statement.provenance.verified
    )


def plan_lines(
    children: Sequence[tuple[Person, ProtectionCheck]],
    councils: Mapping[str, str],
    sources: Mapping[str, str],
) -> tuple[PlanLine, ...]:
    """Return what the lists say of each child, as printed on page one.

    Args:
        children: The child first, then brothers and sisters, each with a look made now.
        councils: Council names by code.
        sources: `List 22-Nov-2026 06:10` by council code.
    """
    return tuple(_plan_line(person, check, councils, sources) for person, check in children)


def _plan_line(
    person: Person, check: ProtectionCheck, councils: Mapping[str, str], sources: Mapping[str, str]
) -> PlanLine:
    status, badge = check.status, badge_of(check)
    if isinstance(status, OnPlan | PlanEnded):
        words = badge.words.split(" ended")[0] + (" ended" if isinstance(status, PlanEnded) else "")
        category = f": {status.category.lower()}" if status.category else ""
        day = status.ended_on if isinstance(status, PlanEnded) else status.since
        shown = show_date(day) if day else "Not Known"
        return PlanLine(
            person.name.shown(),
            f"{words}{category}",
            badge.kind.value,
            f"Ended {shown}" if isinstance(status, PlanEnded) else shown,
            councils.get(status.council, status.council).removesuffix(" Council"),
            sources.get(status.council, "Not Known"),
        )
    read = "; ".join(sources.values()) or "No list"
    return PlanLine(person.name.shown(), badge.words, badge.kind.value, "", "", read)


def identity_box(
    person: Person, home: Sequence[Relation], worker: str, also_known: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Return the pairs of the box on page one, in print order; what is hidden or unknown says so."""
    hidden = "Hidden: ask before telling anybody"
    address = (
        hidden if person.shield_location else _or_unknown(person.address.shown() if person.address else "")
    )
    phone = (
        hidden if person.shield_location else _or_unknown(person.phones[0].number if person.phones else "")
    )
    return (
        ("Address", address),
        ("Also known as", "; ".join(also_known) or "None recorded"),
        ("Mother", _parent(home, "Mother") or _or_unknown(person.mother_name)),
        ("Father", _parent(home, "Father") or "Not Known"),
        ("Phone", phone),
        ("Social worker", _or_unknown(worker)),
        ("GP practice", _or_unknown(person.gp_practice)),
        ("School", _or_unknown(person.school)),
    )


def _parent(home: Sequence[Relation], words: str) -> str:
    for relation in home:
        if relation.words == words:
            standing = {True: "Has PR.", False: "No PR.", None: "PR Not Known."}[relation.has_responsibility]
            return f"{relation.person.name.shown()}. {standing}"
    return ""


def _or_unknown(words: str) -> str:
    return words or "Not Known"


def region_words_of(assessment: Assessment, words: Mapping[str, str]) -> dict[str, str]:
    """Return the words of every region that carries a mark or was looked at."""
    used = {entry.body.region for entry in assessment.injuries} | set(assessment.looks)
    return {region: words.get(region, region) for region in used}
