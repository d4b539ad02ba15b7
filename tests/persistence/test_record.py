"""The record: entries only grow, drafts wait, pictures are what was stored, referrals move on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import text

from aande_alert.domain.assessment import Draft
from aande_alert.domain.entries import Entry
from aande_alert.domain.errors import ChangedMeanwhile, Refused, Unavailable
from aande_alert.domain.injuries import Injury, InjuryKind
from aande_alert.domain.referral import ReferralState, ReferralStep
from aande_alert.security.audit import fingerprint
from tests.builders import NOW, a_person, an_attendance
from tests.persistence.filled import PDF, PICTURE, a_head, a_referral, an_account, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aande_alert.persistence.store import Store, Transaction

CHILD = a_person()
VISIT = an_attendance(CHILD)


@pytest.fixture
def tx(store: Store) -> Iterator[Transaction]:
    """Return a transaction in a store that holds one child's visit."""
    with store.transaction() as opened:
        opened.people.add(CHILD, ())
        opened.attendances.add(VISIT)
        yield opened


def amended(entry: Entry[object], body: object, **different: object) -> Entry[object]:
    head = replace(entry.head, version=entry.head.version + 1, write_id=uuid4(), reason="misheard")
    return Entry(replace(head, **different), body)  # type: ignore[arg-type] # the test names what differs


def test_an_account_is_kept_in_every_version_and_the_newest_is_shown(tx: Transaction) -> None:
    first: Entry[object] = Entry(a_head(VISIT), an_account())
    second = amended(first, an_account("He rolled off the bed."))
    for entry in (first, second, second):
        tx.entries.append("account", entry)
    assert tx.entries.get(first.head.id) == (first, second)
    assert tx.entries.newest(VISIT.id, "account") == tx.entries.of_people([CHILD.id], "account") == (second,)
    assert tx.entries.newest(VISIT.id, "injury") == tx.entries.get(uuid4()) == ()


def test_what_is_entered_in_error_is_hidden_and_kept(tx: Transaction) -> None:
    first: Entry[object] = Entry(a_head(VISIT), an_account())
    wrong = amended(first, first.body, in_error=True)
    tx.entries.append("account", first)
    tx.entries.append("account", wrong)
    assert tx.entries.newest(VISIT.id, "account") == tx.entries.of_people([CHILD.id], "account") == ()
    assert tx.entries.newest(VISIT.id, "account", in_error=True) == (wrong,)
    assert len(tx.entries.get(first.head.id)) == 2


def test_the_second_of_two_who_amend_is_shown_the_first(tx: Transaction) -> None:
    first: Entry[object] = Entry(a_head(VISIT), an_account())
    theirs = amended(first, an_account("He fell."))
    tx.entries.append("account", first)
    tx.entries.append("account", theirs)
    with pytest.raises(
        ChangedMeanwhile, match=r"BHATT, Rohan \(Dr\) wrote another version at 22-Nov-2026 14:10"
    ) as told:
        tx.entries.append("account", amended(first, an_account("He slipped.")))
    assert told.value.theirs == theirs
    with pytest.raises(ChangedMeanwhile, match="never written down"):
        tx.entries.append("account", Entry(a_head(VISIT, version=2, reason="why"), an_account()))


def test_the_same_write_with_other_words_is_refused(tx: Transaction) -> None:
    first: Entry[object] = Entry(a_head(VISIT), an_account())
    tx.entries.append("account", first)
    with pytest.raises(Refused, match="other words"):
        tx.entries.append("account", Entry(first.head, an_account("Something else.")))


def test_a_number_is_never_given_twice_even_after_an_error(tx: Transaction) -> None:
    for expected in (1, 2):
        number = tx.entries.next_number(VISIT.id, "injury")
        assert number == expected
        mark = Injury(number, "cheek.left", "front", 1.0, 2.5, InjuryKind.BRUISE)
        entry: Entry[object] = Entry(a_head(VISIT), mark)
        tx.entries.append("injury", entry)
        tx.entries.append("injury", amended(entry, mark, in_error=True))
    assert tx.entries.next_number(VISIT.id, "photograph") == 1


def test_entries_follow_the_child_when_records_are_merged_and_parted(tx: Transaction) -> None:
    twice = a_person(given="Maisy")
    tx.people.add(twice, ())
    entry: Entry[object] = Entry(a_head(VISIT), an_account())
    tx.entries.append("account", entry)
    merged = tx.people.merge(CHILD.id, twice.id)
    (shown,) = tx.entries.of_people([twice.id], "account")
    assert shown.head.person_id == twice.id
    tx.people.unmerge(merged)
    assert tx.entries.of_people([twice.id], "account") == ()
    assert tx.entries.of_people([CHILD.id], "account") == (entry,)


def test_a_draft_waits_for_its_writer_alone(tx: Transaction) -> None:
    mine, theirs = uuid4(), uuid4()
    for words in ("He", "He was"):
        tx.entries.put_draft(Draft(VISIT.id, "account.new.words", words, mine))
    assert [draft.text for draft in tx.entries.drafts(VISIT.id, mine)] == ["He was"]
    assert tx.entries.drafts(VISIT.id, theirs) == ()
    tx.entries.drop_draft(VISIT.id, mine, "account.new.words")
    assert tx.entries.drafts(VISIT.id, mine) == ()


def test_a_photograph_comes_back_byte_for_byte_and_lies_encrypted(store: Store) -> None:
    filled = fill(store)
    with store.transaction() as tx:
        tx.photographs.put(filled.photo_id, filled.child.id, PICTURE, b"preview", b"thumb")
        assert tx.photographs.original(filled.photo_id) == PICTURE
        assert tx.photographs.preview(filled.photo_id) == b"preview"
        assert tx.photographs.thumbnail(filled.photo_id) == b"thumb"
        assert tx.photographs.thumbnails([filled.photo_id, uuid4()]) == {filled.photo_id: b"thumb"}
        with pytest.raises(Refused, match="Another picture"):
            tx.photographs.put(filled.photo_id, filled.child.id, b"another", b"", b"")
        with pytest.raises(Unavailable, match="no such photograph"):
            tx.photographs.original(uuid4())
    with store._connected(reading=True) as connection:
        kept = connection.execute(text("SELECT sealed FROM photograph_file")).scalars().all()
    assert not any(PICTURE[2:] in bytes(sealed) for sealed in kept)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE photograph_file SET sealed = zeroblob(40) WHERE kind = 'original'",
        "UPDATE photograph_file SET sealed = (SELECT sealed FROM photograph_file WHERE kind = 'preview')",
        "UPDATE photograph_file SET sha256 = '00' WHERE kind = 'original'",
        "UPDATE photograph_file SET person_id = (SELECT id FROM person WHERE given_key = 'hannah')",
    ],
)
def test_a_picture_swapped_altered_or_given_to_another_is_never_shown(embedded: Store, change: str) -> None:
    filled = fill(embedded)
    with embedded._connected(reading=False) as connection:
        connection.execute(text("DROP TRIGGER photograph_file_kept"))
        connection.execute(text(change))
    with embedded.reading() as tx, pytest.raises(Unavailable, match="not what was stored"):
        tx.photographs.original(filled.photo_id)


def test_a_referral_moves_on_and_keeps_every_move(tx: Transaction) -> None:
    drafted = a_referral(VISIT)
    tx.referrals.add(drafted)
    tx.referrals.add(drafted)
    signed = ReferralStep(ReferralState.SIGNED, NOW, "BHATT, Rohan (Dr)", "Signed.")
    moved = replace(
        drafted,
        state=ReferralState.SIGNED,
        steps=(*drafted.steps, signed),
        due_at=NOW,
        due_words="Send by 16:31",
    )
    after = tx.referrals.update(moved)
    assert after == replace(moved, version=2) == tx.referrals.get(drafted.id)
    assert (
        tx.referrals.of_person(CHILD.id)
        == tx.referrals.of_attendance(VISIT.id)
        == tx.referrals.open()
        == (after,)
    )
    with pytest.raises(ChangedMeanwhile, match="changed this referral"):
        tx.referrals.update(moved)
    with pytest.raises(Refused, match="earlier move"):
        tx.referrals.update(replace(after, steps=(signed,)))
    closed = replace(
        after, state=ReferralState.CLOSED, steps=(*after.steps, replace(signed, state=ReferralState.CLOSED))
    )
    tx.referrals.update(closed)
    assert tx.referrals.open() == ()
    with pytest.raises(Unavailable, match="no such referral"):
        tx.referrals.get(uuid4())


def test_what_is_due_first_is_first(tx: Transaction) -> None:
    lines = [
        replace(a_referral(VISIT, f"CVH-2026-0000{number}"), due_at=due)
        for number, due in ((1, None), (2, NOW + timedelta(hours=2)), (3, NOW))
    ]
    for line in lines:
        tx.referrals.add(line)
    assert [line.reference[-1] for line in tx.referrals.open()] == ["3", "2", "1"]


def test_no_reference_is_given_twice_and_each_year_begins_anew(tx: Transaction) -> None:
    given = [tx.referrals.next_reference("CVH", year) for year in (2026, 2026, 2027)]
    assert given == ["CVH-2026-00001", "CVH-2026-00002", "CVH-2027-00001"]


def test_a_signed_document_is_kept_as_it_was_made(tx: Transaction) -> None:
    line = a_referral(VISIT)
    tx.referrals.add(line)
    for _ in range(2):
        tx.referrals.put_document(line.id, 1, PDF, fingerprint(PDF), "evidence")
    assert tx.referrals.document(line.id, 1, "evidence") == PDF
    assert tx.referrals.newest_document(line.id, "evidence") == (1, PDF)
    assert tx.referrals.newest_document(line.id, "mail") is None
    with pytest.raises(Refused, match="another document"):
        tx.referrals.put_document(line.id, 1, b"other", fingerprint(b"other"), "evidence")
    with pytest.raises(Refused, match="digest"):
        tx.referrals.put_document(line.id, 2, PDF, "00", "evidence")
    with pytest.raises(Unavailable, match="no such document"):
        tx.referrals.document(line.id, 1, "mail")


def test_a_document_altered_in_the_store_is_never_handed_out(embedded: Store) -> None:
    filled = fill(embedded)
    with embedded._connected(reading=False) as connection:
        connection.execute(text("DROP TRIGGER referral_document_kept"))
        connection.execute(text("UPDATE referral_document SET version = 2"))
    with embedded.reading() as tx, pytest.raises(Unavailable, match="not what was stored"):
        tx.referrals.document(filled.referral.id, 2, "evidence")
