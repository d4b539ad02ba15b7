"""The audit chain: whatever is done to a line, the first bad one is named."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aande_alert.domain.errors import Refused
from aande_alert.security.audit import (
    AuditEvent,
    AuditRecord,
    ChainLine,
    ChainReport,
    Flaw,
    Head,
    chained,
    fingerprint,
    moment_words,
    start,
    verify_chain,
    whole_until,
)
from aande_alert.security.checkpoints import Checkpoint, public_words
from aande_alert.security.keys import StoreKeys

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = StoreKeys(bytes(range(32)))
STORE = UUID("6f0f2b0e-9d56-4d3b-8a55-0b7f6f6e0d11")
NOW = datetime(2026, 11, 22, 14, 10, tzinfo=UTC)
START = start(KEYS.audit, STORE)
RECORD = AuditRecord(
    at=NOW,
    event=AuditEvent.RECORD_OPENED,
    staff_id=UUID(int=1),
    staff="OKORO, Grace (Ms)",
    initials="GO",
    role="triage_nurse",
    workstation="Triage 2",
    visit=UUID(int=2),
    person=UUID(int=3),
    subject=UUID(int=4),
    detail={"why": "arrival", "shown": 3},
)
SIZE = 9


def a_chain(size: int = SIZE, key: bytes = KEYS.audit) -> list[ChainLine]:
    bodies = (replace(RECORD, at=NOW + timedelta(minutes=number)).canonical() for number in range(size))
    return list(chained(key, START, bodies))


def end(lines: list[ChainLine]) -> Head:
    return Head(lines[-1].sequence, lines[-1].digest)


WHOLE = a_chain()


def looked_at(lines: list[ChainLine]) -> ChainReport:
    return verify_chain(KEYS.audit, START, lines, until=end(WHOLE))


def test_an_untouched_chain_holds_and_says_so() -> None:
    report = looked_at(WHOLE)
    assert report.holds
    assert report.head == end(WHOLE)
    assert report.words == "9 lines, each as it was written."
    assert verify_chain(KEYS.audit, START, []).holds


def test_a_line_reads_back_as_what_was_written() -> None:
    assert AuditRecord.read(RECORD.canonical()) == RECORD
    bare = AuditRecord(NOW, AuditEvent.ALERT_RAISED)
    assert AuditRecord.read(bare.canonical()) == bare
    assert bare.canonical() == (
        b'{"at":"2026-11-22T14:10:00.000000Z","event":"child:alert:raised","staff":"This program"}'
    )


def test_every_part_of_a_line_is_in_what_is_chained() -> None:
    bare: dict[str, Any] = {
        "staff_id": None,
        "staff": "",
        "visit": None,
        "person": None,
        "subject": None,
        "detail": {},
    }
    for part in fields(AuditRecord):
        if part.name not in {"at", "event"}:
            other: dict[str, Any] = {part.name: bare.get(part.name, "")}
            assert replace(RECORD, **other).canonical() != RECORD.canonical()


def test_the_same_moment_in_another_zone_is_the_same_line() -> None:
    summer = timezone(timedelta(hours=1))
    assert moment_words(NOW.astimezone(summer)) == moment_words(NOW) == "2026-11-22T14:10:00.000000Z"
    with pytest.raises(ValueError, match="without a zone"):
        moment_words(datetime(2026, 11, 22, 14, 10))  # noqa: DTZ001 - the point


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"at":1}', b'{"at":"2026-11-22","event":"unheard:of:event"}']
)
def test_bytes_that_are_no_line_are_said_to_be_none(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"line|iso|event|Expecting"):
        AuditRecord.read(body)


def edited(lines: list[ChainLine], at: int) -> None:
    lines[at] = replace(lines[at], body=lines[at].body.replace(b"arrival", b"private"))


def digest_edited(lines: list[ChainLine], at: int) -> None:
    lines[at] = replace(lines[at], digest=bytes(32))


def deleted(lines: list[ChainLine], at: int) -> None:
    del lines[at]


def deleted_and_closed(lines: list[ChainLine], at: int) -> None:
    del lines[at]
    lines[at:] = [replace(line, sequence=line.sequence - 1) for line in lines[at:]]


def swapped(lines: list[ChainLine], at: int) -> None:
    other = at + 1 if at + 1 < len(lines) else at - 1
    one, two = lines[at], lines[other]
    lines[at], lines[other] = replace(two, sequence=one.sequence), replace(one, sequence=two.sequence)


def doubled(lines: list[ChainLine], at: int) -> None:
    lines.insert(at, lines[at])


def put_in(lines: list[ChainLine], at: int) -> None:
    lines.insert(at, replace(lines[at], body=lines[at].body.replace(b"Grace", b"Carol")))
    lines[at + 1 :] = [replace(line, sequence=line.sequence + 1) for line in lines[at + 1 :]]


def blamed_on_another(lines: list[ChainLine], at: int) -> None:
    lines[at] = replace(lines[at], body=lines[at].body.replace(b"OKORO", b"BHATT"))


def chained_anew_without_the_key(lines: list[ChainLine], at: int) -> None:
    edited(lines, at)
    before = START if at == 0 else Head(at, lines[at - 1].digest)
    lines[at:] = chained(bytes(32), before, [line.body for line in lines[at:]])


def cut_short(lines: list[ChainLine], at: int) -> None:
    del lines[at:]


def untouched(_lines: list[ChainLine], _at: int) -> None:
    """Leave every line as it was written."""


TAMPERED: list[Callable[[list[ChainLine], int], None]] = [
    edited, digest_edited, deleted, deleted_and_closed, swapped, doubled, put_in, blamed_on_another,
    chained_anew_without_the_key, cut_short,
]  # fmt: skip


@pytest.mark.parametrize("tamper", TAMPERED)
@pytest.mark.parametrize("at", [0, 1, SIZE // 2, SIZE - 1])
def test_whatever_is_done_to_a_line_the_first_bad_one_is_named(
    tamper: Callable[[list[ChainLine], int], None], at: int
) -> None:
    lines = list(WHOLE)
    tamper(lines, at)
    report = looked_at(lines)
    assert not report.holds
    assert report.first_bad is not None
    assert at <= report.first_bad <= at + 2
    assert report.words.startswith(f"Line {report.first_bad} ")


@pytest.mark.parametrize("tamper", [*TAMPERED, untouched])
@pytest.mark.parametrize("at", [0, SIZE // 2, SIZE - 1])
def test_the_quick_look_passes_what_the_thorough_one_passes_and_nothing_else(
    tamper: Callable[[list[ChainLine], int], None], at: int
) -> None:
    lines = list(WHOLE)
    tamper(lines, at)
    report = verify_chain(KEYS.audit, START, lines)
    quick = whole_until(KEYS.audit, START, [(line.sequence, line.body, line.digest) for line in lines])
    assert quick == (report.head if report.holds else None)


@given(st.integers(0, SIZE - 1), st.data())
def test_no_single_byte_of_any_line_can_be_changed(at: int, data: st.DataObject) -> None:
    lines = list(WHOLE)
    body = bytearray(lines[at].body)
    body[data.draw(st.integers(0, len(body) - 1))] ^= data.draw(st.integers(1, 255))
    lines[at] = replace(lines[at], body=bytes(body))
    assert looked_at(lines).first_bad == at + 1


def test_an_insider_with_the_key_who_rewrites_the_end_is_found_by_a_checkpoint_kept_elsewhere() -> None:
    anchor = end(WHOLE[:6])
    rewritten = [*WHOLE[:4], *chained(KEYS.audit, end(WHOLE[:4]), [RECORD.canonical()] * 5)]
    unnoticed = verify_chain(KEYS.audit, START, rewritten, until=end(rewritten))
    found = verify_chain(KEYS.audit, START, rewritten, until=end(rewritten), anchors=(anchor,))
    assert unnoticed.holds
    assert (found.flaw, found.first_bad) == (Flaw.REWRITTEN, 6)


def test_an_old_copy_put_back_is_found_by_a_checkpoint_kept_elsewhere() -> None:
    older = WHOLE[:5]
    found = verify_chain(KEYS.audit, START, older, until=end(older), anchors=(end(WHOLE), end(WHOLE[:3])))
    assert (found.flaw, found.first_bad) == (Flaw.CUT_SHORT, 6)
    assert "an old copy was put back" in found.words


def test_another_stores_chain_does_not_pass_for_this_ones() -> None:
    elsewhere = start(KEYS.audit, UUID(int=9))
    lines = list(chained(KEYS.audit, elsewhere, [RECORD.canonical()]))
    assert verify_chain(KEYS.audit, START, lines).first_bad == 1


def test_an_end_that_the_store_remembers_otherwise_is_found() -> None:
    longer = verify_chain(KEYS.audit, START, WHOLE, until=end(WHOLE[:-1]))
    other = verify_chain(KEYS.audit, START, WHOLE, until=Head(SIZE, bytes(32)))
    assert (longer.flaw, longer.first_bad) == (Flaw.OUT_OF_PLACE, SIZE)
    assert (other.flaw, other.first_bad) == (Flaw.REWRITTEN, SIZE)


def test_events_are_named_scope_thing_action_each_once_in_order() -> None:
    names = [event.name for event in AuditEvent]
    assert names == sorted(names)
    assert all(len(event.value.split(":")) == 3 for event in AuditEvent)


CHECKPOINT = Checkpoint(STORE, end(WHOLE), NOW)


def test_a_checkpoint_reads_back_and_proves_who_signed_it() -> None:
    signed = CHECKPOINT.signed(KEYS.checkpoints)
    public = KEYS.checkpoints.public_key().public_bytes_raw()
    assert Checkpoint.read(signed) == Checkpoint.read(f"\n {signed} \n", public=public) == CHECKPOINT
    assert len(public_words(public).replace("-", "")) == 16
    with pytest.raises(Refused, match="not a checkpoint"):
        Checkpoint.read(signed, public=bytes(32))


def test_a_checkpoint_altered_anywhere_is_refused() -> None:
    signed = CHECKPOINT.signed(KEYS.checkpoints)
    lines = signed.splitlines()
    altered = [
        signed.replace(f"line {SIZE}", "line 8"),
        signed.replace("14:10", "14:11"),
        lines[0],
        "",
        "line",
    ]
    altered += ["\n".join(line for line in lines if line is not left) for left in lines]
    altered += [signed + "more 1\n", signed.replace("checkpoint 1", "checkpoint 2")]
    for text in altered:
        with pytest.raises(Refused, match="not a checkpoint"):
            Checkpoint.read(text)


def test_the_printed_checkpoint_is_short_and_tells_ends_apart() -> None:
    shorts = {Checkpoint(STORE, end(WHOLE[:size]), NOW).short() for size in range(1, SIZE + 1)}
    assert len(shorts) == SIZE
    assert all(len(short.split()[1]) == 19 for short in shorts)
    assert fingerprint(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
