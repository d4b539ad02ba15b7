"""What the timeline is told of a family: visits, contacts, plans and injuries, and nothing invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from aande_alert.domain.attendance import AttendanceState, Contact, ContactKind, Disposition
from aande_alert.domain.injuries import Injury, InjuryKind
from aande_alert.domain.people import Link, LinkKind
from aande_alert.domain.plans import PlanKind
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.staff import Role
from aande_alert.domain.timeline import BadgeKind, BandState, GlyphKind, LaneKind
from tests.builders import NOW, a_person, a_plan, an_nhs_number, verified

if TYPE_CHECKING:
    from aande_alert.domain.people import Person
    from aande_alert.domain.timeline import Lane, PersonTrack, TimelineRecord
    from tests.services.ward import Ward

TOLD = Provenance(Source.FROM_RECORD, "Arrivals feed", NOW)


def timeline(ward: Ward, child: Person, *, whole_family: bool = False) -> TimelineRecord:
    return ward.services.records.timeline(ward.nurse, child.id, whole_family=whole_family)


def lane(track: PersonTrack, kind: LaneKind) -> Lane:
    return next(one for one in track.lanes if one.kind is kind)


def marked(ward: Ward, child: Person, *kinds: InjuryKind) -> None:
    """Mark injuries at one visit, seen a minute apart."""
    visit = ward.visit(child)
    for kind in kinds:
        injury = Injury(0, "cheek_fleshy_left", "front", 60.0, 40.0, kind, 14, 9)
        ward.services.capture.add_injury(ward.of_role(Role.CLINICIAN), visit.id, injury, uuid4())
        ward.clock.move(minutes=1)


def test_a_visit_tells_how_it_was_booked_and_how_it_ended(ward: Ward) -> None:
    child = ward.known(a_person())
    left = NOW + timedelta(hours=2)
    ward.visit(
        child,
        came_with="Mother",
        booked_as="RAIKES, Maisy",
        state=AttendanceState.DEPARTED,
        disposition=Disposition.HOME,
        departed_at=left,
    )
    ward.visit(child, complaint="", state=AttendanceState.CANCELLED)
    (track,) = timeline(ward, child).tracks
    (visit,) = lane(track, LaneKind.ATTENDANCE).events
    assert visit.words == "Bruise to face"
    assert dict(visit.details) == {
        "Complaint": "Bruise to face",
        "Came with": "Mother",
        "Outcome": "Home",
        "Left": "22-Nov-2026 16:10",
        "Booked as": "RAIKES, Maisy",
    }


def test_what_was_not_recorded_of_a_visit_is_said_so(ward: Ward) -> None:
    child = ward.known(a_person())
    ward.visit(child, complaint="")
    (visit,) = lane(timeline(ward, child).tracks[0], LaneKind.ATTENDANCE).events
    assert visit.words == "Attendance"
    assert dict(visit.details) == {"Complaint": "Not recorded", "Outcome": "Not Known"}


@pytest.mark.parametrize("kind", ContactKind)
def test_every_kind_of_contact_has_its_lane_and_says_who_told(ward: Ward, kind: ContactKind) -> None:
    child = ward.known(a_person())
    contact = Contact(uuid4(), child.id, kind, NOW, "Contact", TOLD, detail="6-week check")
    ward.services.records.add_contact(ward.nurse, contact)
    ward.services.records.add_contact(ward.nurse, contact)
    (one,) = timeline(ward, child).tracks[0].lanes
    (event,) = one.events
    assert event.details == (("What", "Contact"), ("Detail", "6-week check"), ("From", "Arrivals feed"))
    assert (event.kind is GlyphKind.NOT_BROUGHT) == (kind is ContactKind.NOT_BROUGHT)
    assert "child:contact:added" in ward.events()


def test_a_contact_without_detail_has_no_empty_line(ward: Ward) -> None:
    child = ward.known(a_person())
    ward.services.records.add_contact(
        ward.nurse, Contact(uuid4(), child.id, ContactKind.GP, NOW, "Seen by a GP", TOLD)
    )
    (event,) = timeline(ward, child).tracks[0].lanes[0].events
    assert event.details == (("What", "Seen by a GP"), ("From", "Arrivals feed"))


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ((InjuryKind.BRUISE,), "Bruise"),
        ((InjuryKind.BRUISE, InjuryKind.BRUISE), "2 bruises"),
        ((InjuryKind.BRUISE, InjuryKind.BURN, InjuryKind.BRUISE), "3 injuries"),
    ],
)
def test_the_injuries_of_a_visit_are_one_sign_with_its_marks_in_order(
    ward: Ward, kinds: tuple[InjuryKind, ...], words: str
) -> None:
    child = ward.known(a_person())
    marked(ward, child, *kinds)
    (event,) = lane(timeline(ward, child).tracks[0], LaneKind.INJURY).events
    assert (event.words, event.at) == (words, NOW)
    assert [label for label, _ in event.details] == [f"Mark {n}" for n in range(1, len(kinds) + 1)]


@pytest.mark.parametrize(
    ("different", "words", "state"),
    [
        ({}, "CP plan: neglect", BandState.ON),
        ({"category": "", "starts": None}, "CP plan", BandState.ON),
        ({"ends": date(2026, 11, 1)}, "CP plan: neglect, ended 01-Nov-2026", BandState.ENDED),
        ({"kind": PlanKind.LOOKED_AFTER, "category": ""}, "Looked after", BandState.ON),
    ],
)
def test_a_plan_is_a_band_from_its_first_day_to_its_last(
    ward: Ward, different: dict[str, Any], words: str, state: BandState
) -> None:
    child = ward.known(a_person(nhs=verified(1)))
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1), person_id=child.id, **different))
    (band,) = lane(timeline(ward, child).tracks[0], LaneKind.PROTECTION).bands
    assert (band.words, band.state) == (words, state)
    assert (band.since is None) == ("starts" in different)


def test_a_listing_made_by_mistake_is_no_band(ward: Ward) -> None:
    child = ward.known(a_person())
    ward.with_lists().listed(a_plan(person_id=child.id, voided=True))
    assert timeline(ward, child).tracks[0].lanes == ()


def test_the_whole_family_is_drawn_below_the_child_and_only_where_something_happened(ward: Ward) -> None:
    maisie, jonah = ward.known(a_person()), ward.known(a_person("Holroyd", "Jonah", "2022-08-03"))
    hannah, ada = ward.known(a_person("Pell", "Hannah", "1999-03-04")), ward.known(a_person("Pell", "Ada"))
    for child in (maisie, jonah, ada):
        link = Link(uuid4(), hannah.id, LinkKind.PARENT, child.id, TOLD)
        ward.services.records.add_link(ward.nurse, link)
    ward.visit(jonah)
    ward.with_lists().listed(a_plan("Holroyd", "Jonah", "2022-08-03", person_id=jonah.id))
    alone, family = timeline(ward, maisie), timeline(ward, maisie, whole_family=True)
    assert [track.name for track in alone.tracks] == ["PELL, Maisie"]
    drawn = [(track.name, track.relation) for track in family.tracks]
    assert drawn == [("PELL, Maisie", "this child"), ("HOLROYD, Jonah", "sister")]
    assert family.tracks[1].badge is not None
    assert family.tracks[1].badge.kind is BadgeKind.ON_PLAN
    assert timeline(ward, hannah).tracks[0].relation == "this person"


def test_the_picture_says_what_it_can_know_of(ward: Ward) -> None:
    child = ward.known(a_person())
    assert "This hospital from the first day of this store" in timeline(ward, child).coverage.covered
    with ward.store.transaction() as tx:
        tx.settings.put("hospital", {"name": "Calder Vale Hospital", "records_since": "2021-04-01"})
    coverage = timeline(ward, child).coverage
    assert coverage.covered.startswith("Calder Vale Hospital from 01-Apr-2021 to 22-Nov-2026")
    assert "No mark does not mean that nothing happened" in coverage.not_covered
