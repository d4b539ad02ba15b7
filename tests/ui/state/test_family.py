"""The family as the diagram is told it: what is not known says so, and no state is silence."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from aande_alert.domain.alerts import FamilyChild
from aande_alert.domain.people import Relation
from aande_alert.domain.plans import (
    CheckFailed,
    NotChecked,
    NotListed,
    OnPlan,
    PlanEnded,
    PlanKind,
    PossibleMatch,
    ProtectionCheck,
    ProtectionStatus,
)
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.record import RecordView
from aande_alert.domain.timeline import BadgeKind
from aande_alert.ui.state.family import age_words, facts_of, kin_of
from tests.builders import NOW, a_person

ENTRY = uuid4()


def a_record(*home: Relation, check: ProtectionCheck | None = None, **more: object) -> RecordView:
    seen = check or ProtectionCheck(NOW, (NotListed(NOW, (2, 2)),))
    return RecordView(NOW, a_person(), seen, "", "", (), None, (), home=home, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "disputed", "kind", "words"),
    [
        (OnPlan(ENTRY, PlanKind.CHILD_PROTECTION, None, "CN"), (), BadgeKind.ON_PLAN, "CP plan"),
        (OnPlan(ENTRY, PlanKind.LOOKED_AFTER, None, "CN"), (), BadgeKind.LOOKED_AFTER, "Looked after"),
        (OnPlan(ENTRY, PlanKind.UNBORN, None, "CN"), (), BadgeKind.UNBORN_PLAN, "Unborn plan"),
        (
            OnPlan(ENTRY, PlanKind.CHILD_PROTECTION, None, "CN"),
            (ENTRY,),
            BadgeKind.ON_PLAN,
            "CP plan, disputed",
        ),
        (
            PlanEnded(ENTRY, PlanKind.CHILD_PROTECTION, date(2026, 8, 14), "CN"),
            (),
            BadgeKind.PLAN_ENDED,
            "Plan ended 14-Aug-2026",
        ),
        (PossibleMatch((ENTRY,)), (), BadgeKind.POSSIBLE_MATCH, "Possible match"),
        (NotListed(NOW, (2, 2)), (), BadgeKind.NO_RECORD, "No record"),
        (NotChecked("list 4d old"), (), BadgeKind.NOT_CHECKED, "NOT CHECKED"),
        (CheckFailed("down"), (), BadgeKind.CHECK_FAILED, "CHECK FAILED"),
    ],
)
def test_what_the_lists_say_of_the_child_stands_under_the_child(
    status: ProtectionStatus, disputed: tuple[object, ...], kind: BadgeKind, words: str
) -> None:
    check = ProtectionCheck(NOW, (status,), disputed=disputed)  # type: ignore[arg-type]
    (child,) = kin_of(a_record(check=check))
    assert child.badge is not None
    assert (child.badge.kind, child.badge.words) == (kind, words)
    assert child.about == "7w 2d, this child"


def test_a_brother_comes_with_his_own_state_and_an_adult_with_none() -> None:
    jonah, mother = a_person("Holroyd", "Jonah", "2022-08-02"), a_person("Pell", "Hannah", "1999-04-18")
    partner = a_person("Raikes", "Kieran", None)
    check = ProtectionCheck(NOW, (NotChecked("no NHS number"),))
    record = a_record(
        Relation(mother, "Mother", lives_here=True),
        Relation(partner, "Mother's partner", since=date(2026, 8, 1), through=mother.id),
        Relation(jonah, "Brother", through=mother.id),
        family=(FamilyChild(jonah, "4y 3m, same home", check),),
    )
    _, hers, his, brother = kin_of(record)
    assert (hers.badge, hers.about, hers.here) == (None, "27y, mother", True)
    assert (his.about, his.since, his.through) == ("Age Not Known, mother's partner", "Aug-2026", mother.id)
    assert brother.badge is not None
    assert (brother.badge.words, brother.here) == ("NOT CHECKED", None)


def test_somebody_who_died_has_no_age() -> None:
    dead = replace(a_person("Pell", "Graham", "1968-10-03"), died_on=date(2019, 3, 1))
    assert age_words(dead, NOW) == "Died 01-Mar-2019"
    (_, shown) = kin_of(a_record(Relation(dead, "Grandfather")))
    assert shown.died


def test_the_facts_name_their_source_and_every_gap() -> None:
    mother = a_person("Pell", "Hannah", None)
    assert dict(facts_of(Relation(mother, "Mother"), NOW)) == {
        "Born": "Not Known",
        "Lives here": "Not Known",
        "Has PR": "Not Known",
        "Since": "Not Known",
        "Told by": "Not recorded",
    }
    told = Provenance(Source.TOLD_BY_ADULT, "PELL, Hannah (Miss)")
    known = Relation(
        a_person("Raikes", "Kieran", "1995-06-12"), "Mother's partner", True, False, date(2026, 8, 1), told
    )
    assert dict(facts_of(known, NOW)) == {
        "Born": "12-Jun-1995 (31y)",
        "Lives here": "Yes",
        "Has PR": "No",
        "Since": "01-Aug-2026",
        "Told by": "PELL, Hannah (Miss). Told by an adult.",
    }
    dated = replace(known, provenance=replace(told, at=NOW))
    assert "22-Nov-2026 14:10" in dict(facts_of(dated, NOW))["Told by"]
