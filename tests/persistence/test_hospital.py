"""Staff, settings, feeds and lists: what the hospital keeps besides the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from aande_alert.domain.board import Health
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.identity import NhsNumber, PersonName
from aande_alert.domain.plans import MatchDecision, PlanKind
from aande_alert.domain.staff import Role
from aande_alert.persistence.records import AcknowledgementRecord, Attempts, MatchRecord
from aande_alert.rules.matching_identity import MatchIdentity
from aande_alert.rules.matching_keys import keys, query_keys
from tests.builders import (
    AIREBOROUGH,
    CALDERDALE,
    NOW,
    TODAY,
    a_member,
    a_person,
    a_plan,
    an_attendance,
    verified,
)
from tests.persistence.filled import HL7, a_message, an_import, fill, not_listed, on_plan

if TYPE_CHECKING:
    from aande_alert.domain.plans import RegisterEntry
    from aande_alert.persistence.store import Store, Transaction


def listed(tx: Transaction, *entries: RegisterEntry) -> None:
    for council in (CALDERDALE, AIREBOROUGH):
        tx.registers.put_council(council)
    for entry in entries:
        tx.registers.put(entry, keys(MatchIdentity.from_entry(entry)))


def test_somebody_signs_in_whatever_case_they_type_their_login_in(store: Store) -> None:
    grace = a_member(login="GOkoro")
    with store.transaction() as tx:
        tx.staff.add(grace, "hash-1")
        kept = replace(grace, login="gokoro")
        assert tx.staff.by_login(" gokORO ") == tx.staff.get(grace.id) == kept
        assert tx.staff.by_login("nobody") is None
        assert tx.staff.password_hash(grace.id) == "hash-1"
        tx.staff.set_password(grace.id, "hash-2")
        assert tx.staff.password_hash(grace.id) == "hash-2"
        assert tx.staff.password_hash(uuid4()) == ""


def test_a_login_belongs_to_one_person(store: Store) -> None:
    grace, rohan = a_member(), a_member(Role.CLINICIAN)
    with store.transaction() as tx:
        tx.staff.add(grace, "hash")
        tx.staff.add(rohan, "hash")
        assert tx.staff.all() == (rohan, grace)
        with pytest.raises(Refused, match="taken"):
            tx.staff.add(a_member(), "hash")
        with pytest.raises(Refused, match="OKORO"):
            tx.staff.update(replace(rohan, login="GOKORO"))
        tx.staff.update(replace(rohan, active=False, post="Registrar"))
        assert not tx.staff.get(rohan.id).active
        for unknown in (lambda: tx.staff.get(uuid4()), lambda: tx.staff.set_password(uuid4(), "hash")):
            with pytest.raises(Unavailable, match="no such member of staff"):
                unknown()
        with pytest.raises(Unavailable, match="no such member of staff"):
            tx.staff.update(a_member(Role.AUDITOR))


def test_wrong_passwords_are_counted_until_a_right_one_for_unknown_logins_too(store: Store) -> None:
    with store.transaction() as tx:
        for login in ("Grace", "grace", "nobody"):
            tx.staff.failed(login, NOW)
        assert tx.staff.attempts("GRACE") == Attempts(2, NOW)
        assert tx.staff.attempts("nobody") == Attempts(1, NOW)
        tx.staff.succeeded("grace")
        assert tx.staff.attempts("grace") == Attempts()


def test_a_setting_is_what_was_last_put(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.settings.get("hospital", {}) == {}
        tx.settings.put("hospital", {"name": "Calder Vale", "wards": ["1", "2"], "beds": 12})
        tx.settings.put("hospital", {"name": "Calder Vale Hospital"})
        assert tx.settings.get("hospital", None) == {"name": "Calder Vale Hospital"}


def test_every_message_is_kept_as_it_came_and_the_counts_add_up(store: Store) -> None:
    with store.transaction() as tx:
        tx.feeds.put_feed("arrivals", "Patient administration", timedelta(minutes=5))
        first, was_there = tx.feeds.receive(a_message())
        second, again = tx.feeds.receive(a_message())
        other, elsewhere = tx.feeds.receive(a_message(feed="maternity"))
        garbled, _ = tx.feeds.receive(a_message(b"MSH|garb\x00led\xff"))
        assert (was_there, again, elsewhere) == (False, True, False)
        assert [one for one, _ in tx.feeds.pending()] == [first, other, garbled]
        assert tx.feeds.pending(1) == ((first, a_message()),)
        tx.feeds.mark(first, "applied")
        tx.feeds.mark(garbled, "quarantined", "It is cut short.", "Ask for it again.")
        tx.feeds.mark(garbled, "quarantined", "It is cut short.", "Ask for it again.")
        assert tx.feeds.body(second) == HL7
        state = {one.feed: one for one in tx.feeds.states(NOW)}["arrivals"]
        assert (state.received, state.applied, state.duplicates, state.quarantined) == (3, 1, 1, 1)
        (line,) = tx.feeds.quarantined()
        assert (line.id, line.size, line.do) == (garbled, 13, "Ask for it again.")
        assert tx.feeds.body(garbled) == b"MSH|garb\x00led\xff"
        tx.feeds.mark(garbled, "applied")
        assert tx.feeds.quarantined() == ()
        assert tx.feeds.states(NOW)[1].quarantined == 0


def test_a_message_nobody_knows_is_said_so(store: Store) -> None:
    with store.transaction() as tx:
        for asked in (lambda: tx.feeds.body(uuid4()), lambda: tx.feeds.mark(uuid4(), "applied")):
            with pytest.raises(Unavailable, match="no such message"):
                asked()
        with pytest.raises(ValueError, match="cannot be lost"):
            tx.feeds.mark(uuid4(), "lost")


@pytest.mark.parametrize(
    ("minutes", "health"),
    [(0, Health.LIVE), (5, Health.LIVE), (6, Health.LATE), (15, Health.LATE), (16, Health.DOWN)],
)
def test_a_feed_that_is_silent_too_long_is_late_and_then_down(
    store: Store, minutes: int, health: Health
) -> None:
    with store.transaction() as tx:
        tx.feeds.put_feed("arrivals", "Arrivals", timedelta(minutes=5))
        assert tx.feeds.states(NOW)[0].state is Health.NEVER
        tx.feeds.receive(a_message())
        tx.feeds.receive(replace(a_message(b"an older one"), received_at=NOW - timedelta(hours=1)))
        assert tx.feeds.states(NOW + timedelta(minutes=minutes))[0].state is health


def test_what_feeds_said_is_kept_by_subject(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.facts.get("person:1") == {}
        for facts in ({"born": ["1", "2026-10-02"]}, {"born": ["2", "2026-10-03"]}):
            tx.facts.put("person:1", facts)
        assert tx.facts.get("person:1") == {"born": ["2", "2026-10-03"]}


def test_a_council_is_kept_with_whom_to_ring(store: Store) -> None:
    with store.transaction() as tx:
        listed(tx)
        moved = replace(CALDERDALE, night_phone="0113 496 0777")
        tx.registers.put_profile("CN", {"name": "Weekly"})
        tx.registers.put_council(moved)
        assert tx.registers.councils() == (AIREBOROUGH, moved)
        assert tx.registers.council("CN") == moved
        assert tx.registers.profile("CN") == {"name": "Weekly"}
        assert tx.registers.profile("AB") is None
        for asked in (lambda: tx.registers.council("XX"), lambda: tx.registers.put_profile("XX", {})):
            with pytest.raises(Unavailable, match="no such council"):
                asked()


def test_an_entry_comes_back_as_listed_and_how_it_stood_before_is_kept(store: Store) -> None:
    entry = a_plan(
        nhs=verified(1).number,
        aliases=(PersonName("Raikes", "Maisy"),),
        ends=date(2027, 1, 1),
        expected_on=TODAY,
    )
    moved = replace(entry, category="Emotional harm", address=None)
    child = a_person()
    with store.transaction() as tx:
        tx.people.add(child, ())
        listed(tx, entry, entry)
        assert tx.registers.entry(entry.id) == entry
        assert tx.registers.history_of(entry.id) == ()
        listed(tx, moved)
        tx.registers.link(entry.id, child.id)
        tx.registers.link(entry.id, child.id)
        assert tx.registers.history_of(entry.id) == (moved, entry)
        matched = replace(moved, person_id=child.id)
        number = entry.nhs or NhsNumber("")
        assert tx.registers.of_person(child.id) == tx.registers.by_nhs(number) == (matched,)
        assert tx.registers.many([entry.id, uuid4()]) == {entry.id: matched}
        tx.registers.link(entry.id, None)
        assert tx.registers.of_person(child.id) == ()
        for asked in (lambda: tx.registers.entry(uuid4()), lambda: tx.registers.link(uuid4(), None)):
            with pytest.raises(Unavailable, match="no such entry"):
                asked()


@pytest.mark.parametrize(
    ("different", "is_open"),
    [
        ({}, True),
        ({"ends": TODAY}, True),
        ({"ends": TODAY - timedelta(days=1)}, False),
        ({"voided": True}, False),
    ],
)
def test_a_plan_runs_to_its_last_day_and_a_voided_one_never_did(
    store: Store, different: dict[str, Any], *, is_open: bool
) -> None:
    entry = a_plan(**different)
    with store.transaction() as tx:
        listed(tx, entry)
        assert bool(tx.registers.entries("CN", None, open_only=True)) is is_open
        assert tx.registers.entries("CN", PlanKind.CHILD_PROTECTION, open_only=False) == (entry,)
        assert tx.registers.entries("CN", PlanKind.UNBORN, open_only=False) == ()
        assert tx.registers.entries("AB", None, open_only=False) == ()


def test_a_listed_child_is_found_though_the_desk_misheard_the_name(store: Store) -> None:
    entry = a_plan()
    with store.transaction() as tx:
        listed(tx, entry, a_plan("Unrelated", "Child", "2012-05-06", address=None, phone="", mother_name=""))
        misheard = a_person("Pel", "Maisy", addresses=(), phones=(), mother_name="")
        assert tx.registers.candidates(query_keys(MatchIdentity.from_person(misheard))) == (entry.id,)


def test_the_newest_whole_list_is_the_one_that_counts(store: Store) -> None:
    older = an_import(as_at=NOW - timedelta(days=3), applied_at=NOW - timedelta(days=2))
    newest = an_import(applied_at=NOW - timedelta(hours=1))
    changes = an_import(full=False, as_at=NOW, applied_at=NOW)
    every_kind = an_import("AB", kind=None)
    with store.transaction() as tx:
        listed(tx)
        for made in (older, newest, changes, every_kind, newest):
            tx.registers.add_import(made)
        assert tx.registers.imports("CN") == (changes, newest, older)
        assert tx.registers.latest("CN", PlanKind.CHILD_PROTECTION) == newest
        assert tx.registers.latest("CN", PlanKind.LOOKED_AFTER) is None
        assert tx.registers.latest("AB", PlanKind.UNBORN) == every_kind


def test_the_newest_look_at_the_lists_stands_and_earlier_ones_are_kept(store: Store) -> None:
    filled = fill(store)
    unseen = an_attendance(filled.child)
    with store.transaction() as tx:
        tx.attendances.add(unseen)
        tx.checks.put(filled.visit.id, not_listed())
        assert tx.checks.of([filled.visit.id, unseen.id]) == {filled.visit.id: not_listed()}
        assert tx.checks.history_of(filled.visit.id) == (not_listed(), on_plan(filled.entry))


def test_what_was_said_of_a_match_stands_newest_first(store: Store) -> None:
    filled = fill(store)
    later = MatchRecord(
        filled.child.id, None, filled.entry.id, MatchDecision.NOT_SURE, "a twin", "HOLT, Ines (Ms)", NOW
    )
    with store.transaction() as tx:
        tx.checks.decide(later)
        said = tx.checks.decisions_of(filled.child.id)
        assert [one.decision for one in said] == [MatchDecision.NOT_SURE, MatchDecision.SAME]
        assert said[0] == later


def test_a_read_alert_is_kept_once_with_the_very_words_shown(store: Store) -> None:
    filled = fill(store)
    with store.transaction() as tx:
        (record,) = tx.checks.acknowledgements([filled.visit.id])[filled.visit.id]
        tx.checks.acknowledge(filled.visit.id, record)
        again = AcknowledgementRecord("d2", record.staff_id, record.acknowledgement, uuid4(), None)
        tx.checks.acknowledge(filled.visit.id, again)
        assert tx.checks.acknowledgements([filled.visit.id, uuid4()]) == {filled.visit.id: (record, again)}
        assert record.acknowledgement.text_shown == "On a plan"
