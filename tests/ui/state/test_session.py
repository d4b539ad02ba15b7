"""Records that are open: at most five, and the one in view is never the one that closes."""

from __future__ import annotations

from uuid import uuid4

from aande_alert.ui.state.places import RecordPlace, RecordTab
from aande_alert.ui.state.session import MOST_OPEN, Session
from tests.builders import signed_in


def test_the_sixth_record_closes_the_oldest_that_is_not_in_view() -> None:
    session = Session(signed_in())
    places = [RecordPlace(uuid4()) for _ in range(MOST_OPEN)]
    for place in places:
        session = session.with_record(place)
    session = session.with_record(places[0])
    more = RecordPlace(uuid4())
    session = session.with_record(more)
    open_now = [record.person_id for record in session.records]
    assert open_now == [places[0].person_id, *(place.person_id for place in places[2:]), more.person_id]
    assert session.shown == more.person_id


def test_going_back_to_a_record_finds_the_tab_it_was_left_at() -> None:
    person = uuid4()
    session = Session(signed_in()).with_record(RecordPlace(person)).with_record(RecordPlace(uuid4()))
    session = session.with_record(RecordPlace(person, RecordTab.FAMILY))
    assert session.place_of(person).tab is RecordTab.FAMILY
    assert session.records[0].person_id == person
    stranger = uuid4()
    assert session.place_of(stranger) == RecordPlace(stranger)


def test_closing_and_leaving() -> None:
    first, second = RecordPlace(uuid4()), RecordPlace(uuid4())
    session = Session(signed_in()).with_record(first).with_record(second)
    assert session.without(first.person_id).shown == second.person_id
    assert session.without(second.person_id).shown is None
    assert session.elsewhere().shown is None
    assert len(session.elsewhere().records) == 2


def test_each_tab_says_its_word() -> None:
    assert [tab.words for tab in RecordTab] == [
        "Summary", "Timeline", "Family", "Growth", "Assessment", "Referrals", "Access history",
    ]  # fmt: skip


def test_the_reason_a_record_was_opened_for_stays_until_another_is_given() -> None:
    person = uuid4()
    session = Session(signed_in()).with_record(RecordPlace(person, why="Strategy discussion"))
    session = session.with_record(RecordPlace(person, RecordTab.FAMILY))
    assert session.place_of(person) == RecordPlace(person, RecordTab.FAMILY, why="Strategy discussion")
    assert session.with_record(RecordPlace(person, why="Court")).place_of(person).why == "Court"
