"""The verifier says yes to a whole store, and no, naming what, after anything in it is changed by hand."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from aande_alert.domain.errors import Unavailable
from aande_alert.persistence.store import Store
from aande_alert.security.audit import AuditEvent, Head
from tests.persistence.filled import fill
from tests.stores import KEYS

if TYPE_CHECKING:
    from aande_alert.persistence.records import StoreReport
    from tests.builders import MovableClock


def found(report: StoreReport) -> dict[str, str]:
    return {line.name: line.words for line in report.lines if not line.good}


def by_hand(store: Store, *statements: str) -> None:
    """Change a store as somebody with the key and a console would, guards taken away first."""
    with store._engine.connect() as connection:
        if store.place.embedded:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute(text(TRIGGERS[connection.dialect.name])).all()
        for name, table in triggers:
            on = "" if store.place.embedded else f" ON {table}"
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
        for statement in statements:
            assert connection.execute(text(statement)).rowcount > 0, statement
        connection.commit()


TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
}


def test_a_whole_store_is_good_and_says_what_was_looked_at(store: Store) -> None:
    fill(store)
    report = store.verify()
    assert report.good, report.words()
    assert [line.name for line in report.lines] == [
        "file", "references", "audit trail", "record", "photographs", "documents", "rows and trail",
    ]  # fmt: skip
    assert report.counts["entry"] == 1
    assert report.checkpoint == store.checkpoint().short()
    assert report.words().count("good  ") == 7


ON_EITHER_ENGINE = [
    ("UPDATE audit SET body = digest WHERE sequence = 2", "audit trail", "Line 2 was altered"),
    ("UPDATE audit SET body = CAST('[]' AS BLOB) WHERE sequence = 2", "audit trail", "Line 2 was altered"),
    ("UPDATE audit SET digest = body WHERE sequence = 2", "audit trail", "Line 2 was altered"),
    ("UPDATE audit SET person_id = NULL WHERE person_id IS NOT NULL", "audit trail", "was altered"),
    ("DELETE FROM audit WHERE sequence = 2", "audit trail", "Line 2 is missing"),
    (
        "DELETE FROM audit WHERE sequence > (SELECT max(sequence) / 2 FROM audit)",
        "audit trail",
        "is missing from the end",
    ),
    ("UPDATE audit_head SET sequence = sequence - 1", "audit trail", "stands out of place"),
    ("UPDATE audit_head SET sequence = sequence + 1", "audit trail", "is missing from the end"),
    ("DELETE FROM audit_head", "audit trail", "no longer knows where its trail ends"),
    ("UPDATE entry SET body = replace(body, 'sofa', 'stair')", "record", "1 of entry"),
    ("UPDATE entry SET happened_at = written_at, by_initials = 'XX'", "record", "1 of entry"),
    ("UPDATE review SET review = 'reviewed'", "record", "1 of review"),
    ("UPDATE acknowledgement SET digest = 'd2'", "record", "1 of acknowledgement"),
    ("UPDATE match_decision SET decision = 'not_same'", "record", "1 of match_decision"),
    ("UPDATE referral_step SET words = 'Sent.'", "record", "1 of referral_step"),
    ("UPDATE protection_check SET alerts = 16", "record", "1 of protection_check"),
    ("UPDATE person_history SET version = 9", "record", "1 of person_history"),
    ("UPDATE attendance_history SET body = ''", "record", "1 of attendance_history"),
    ("UPDATE contact SET words = 'Not brought'", "record", "1 of contact"),
    ("UPDATE register_history SET body = ''", "record", "1 of register_history"),
    ("UPDATE register_import SET sha256 = '00'", "record", "1 of register_import"),
    ("UPDATE photograph_file SET sha256 = '00'", "photographs", "3 of 3 are not what was stored"),
    ("UPDATE referral_document SET sha256 = '00'", "documents", "1 of 1 are not what was stored"),
    ("DELETE FROM entry", "rows and trail", "entry holds 0, the trail says 1"),
    ("DELETE FROM protection_check", "rows and trail", "protection_check holds 0"),
    ("DELETE FROM photograph_file WHERE kind = 'original'", "rows and trail", "photograph_file holds 2"),
]


@pytest.mark.parametrize(("statement", "name", "words"), ON_EITHER_ENGINE)
def test_a_change_by_hand_is_found_and_named(embedded: Store, statement: str, name: str, words: str) -> None:
    fill(embedded)
    by_hand(embedded, statement)
    assert words in found(embedded.verify())[name]


@pytest.mark.parametrize(("statement", "name", "words"), ON_EITHER_ENGINE[2::6])
def test_a_change_by_hand_is_found_on_a_server_too(
    store: Store, statement: str, name: str, words: str
) -> None:
    fill(store)
    by_hand(store, statement)
    assert words in found(store.verify())[name]


def test_a_row_pointing_to_nothing_is_found(embedded: Store) -> None:
    fill(embedded)
    by_hand(embedded, "DELETE FROM person WHERE given_key = 'hannah'")
    assert "person_link" in found(embedded.verify())["references"]


def test_an_old_copy_put_back_is_found_by_a_checkpoint_kept_elsewhere(
    embedded: Store, clock: MovableClock
) -> None:
    place = embedded.place
    embedded.close()
    shutil.copyfile(place.store_file, place.folder / "old")
    with closing(Store.open(place, KEYS, clock=clock)) as store:
        fill(store)
        anchor = store.checkpoint().head
        assert store.verify((anchor,)).good
    (place.folder / "old").replace(place.store_file)
    with closing(Store.open(place, KEYS, clock=clock)) as store:
        assert store.verify().good
        assert "an old copy was put back" in found(store.verify((anchor,)))["audit trail"]


def test_an_insider_with_the_key_who_writes_the_end_anew_is_found_by_a_checkpoint(
    embedded: Store, clock: MovableClock
) -> None:
    place = embedded.place
    embedded.close()
    shutil.copyfile(place.store_file, place.folder / "old")
    with closing(Store.open(place, KEYS, clock=clock)) as store:
        store.note_refusal(None, AuditEvent.REFUSED, asked="child:referral:sign")
        anchor = store.checkpoint().head
    (place.folder / "old").replace(place.store_file)
    with closing(Store.open(place, KEYS, clock=clock)) as store:
        store.note_refusal(None, AuditEvent.SIGNED_IN)
        assert store.verify().good
        assert "is not what it was when a checkpoint" in found(store.verify((anchor,)))["audit trail"]


def test_a_page_of_an_older_copy_is_found_where_anything_hangs_on_it(
    embedded: Store, clock: MovableClock
) -> None:
    filled = fill(embedded)
    embedded._flush()
    before = embedded.place.store_file.read_bytes()
    for number in range(40):
        with embedded.transaction(filled.who) as tx:
            tx.note(AuditEvent.RECORD_OPENED, person=filled.child.id, number=number)
    anchor = embedded.checkpoint().head
    embedded.close()
    after = embedded.place.store_file.read_bytes()
    pages = [
        place
        for place in range(4096, len(before), 4096)
        if before[place : place + 4096] != after[place : place + 4096]
    ]
    missed = [page for page in pages if opened_with(embedded, after, before, page, anchor, clock)]
    assert pages
    assert missed == []


def opened_with(
    store: Store, after: bytes, before: bytes, page: int, anchor: Head, clock: MovableClock
) -> bool:
    """Put one page of the older copy into the newer file, and say whether nobody noticed."""
    store.place.store_file.write_bytes(after[:page] + before[page : page + 4096] + after[page + 4096 :])
    try:
        with closing(Store.open(store.place, KEYS, clock=clock)) as opened:
            return opened.verify((anchor,)).good
    except (Unavailable, LookupError):
        return False


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_flipped_bit_is_found_at_once(embedded: Store, clock: MovableClock, share: float) -> None:
    fill(embedded)
    embedded.close()
    path = embedded.place.store_file
    body = bytearray(path.read_bytes())
    body[int(len(body) * share)] ^= 4
    path.write_bytes(bytes(body))
    with closing(Store.open(embedded.place, KEYS, clock=clock)) as store:
        report = store.verify()
    assert "not as they were written" in found(report)["file"]
    assert [line.name for line in report.lines] == ["file"]


def test_a_file_whose_pages_do_not_hang_together_is_said_to_be_damaged(
    embedded: Store, clock: MovableClock
) -> None:
    fill(embedded)
    by_hand(embedded, "UPDATE attendance SET state = 'here'")
    with embedded._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        connection.execute(text(CROSSED))
        connection.commit()
    embedded.close()
    with pytest.raises(Unavailable, match="damaged"):
        Store.open(embedded.place, KEYS, clock=clock)


def test_a_file_cut_short_while_it_is_open_is_reported_and_does_not_stop_the_program(embedded: Store) -> None:
    fill(embedded)
    embedded._flush()
    path = embedded.place.store_file
    body = path.read_bytes()
    path.write_bytes(body[: 5 * 4096])
    with embedded._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA shrink_memory")
    report = embedded.verify()
    path.write_bytes(body)
    assert not report.good
    assert "good" not in report.words()


CROSSED = """UPDATE sqlite_master SET rootpage =
(SELECT rootpage FROM sqlite_master WHERE name = 'ix_attendance_state') WHERE name = 'ix_attendance_log'"""
