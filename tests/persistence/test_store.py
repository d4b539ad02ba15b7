"""The store: made once, opened only when it is whole and ours, changed one transaction at a time."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import text

from aande_alert.domain.errors import Refused, Trouble, Unavailable
from aande_alert.persistence import places
from aande_alert.persistence.engine import engine_for
from aande_alert.persistence.opening import new_store, open_store
from aande_alert.persistence.places import StorePlace, is_network_share, keep_key_file, read_key_file
from aande_alert.persistence.store import Store, Transaction
from aande_alert.security.audit import AuditEvent
from aande_alert.security.keys import DEMO_PASSPHRASE, KeyFile, StoreKeys
from tests.builders import NOW, a_person, signed_in
from tests.persistence.filled import fill
from tests.stores import CHEAP, KEYS, PASSPHRASE, make_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import MovableClock
    from tests.postgres import Server


def test_a_new_store_opens_with_its_passphrase_and_with_its_sheet(
    tmp_path: Path, clock: MovableClock
) -> None:
    place = StorePlace(tmp_path / "new" / "store")
    store, code = new_store(place, PASSPHRASE, clock=clock, cost=CHEAP)
    child = a_person()
    with store.transaction() as tx:
        tx.people.add(child, ())
    store.close()
    for again in (
        open_store(place, PASSPHRASE, clock=clock),
        Store.open(place, read_key_file(place).recover(code), clock=clock),
    ):
        with closing(again), again.reading() as tx:
            assert tx.people.get(child.id) == child
            assert again.id == read_key_file(place).store
            assert not again.demo


def test_a_demonstration_says_so_for_good(tmp_path: Path, clock: MovableClock) -> None:
    place = StorePlace(tmp_path)
    new_store(place, DEMO_PASSPHRASE, clock=clock, demo=True, cost=CHEAP)[0].close()
    assert read_key_file(place).demo
    with closing(open_store(place, DEMO_PASSPHRASE, clock=clock)) as store:
        assert store.demo


def test_a_store_that_is_there_is_never_made_over(place: StorePlace, clock: MovableClock) -> None:
    with pytest.raises(Refused, match="already"):
        new_store(place, PASSPHRASE, clock=clock, cost=CHEAP)
    with pytest.raises(Refused, match="already"):
        Store.create(place, KEYS, clock=clock)
    Store.open(place, KEYS, clock=clock).close()


def test_a_store_without_a_key_file_still_gets_an_id(tmp_path: Path, clock: MovableClock) -> None:
    with closing(Store.create(StorePlace(tmp_path), KEYS, clock=clock)) as store:
        assert store.id.version == 4


def test_nothing_of_a_transaction_stays_when_it_goes_wrong(store: Store) -> None:
    child = a_person()
    before = store.checkpoint()

    def half_done(tx: Transaction) -> None:
        tx.people.add(child, ())
        tx.note(AuditEvent.PERSON_ADDED, person=child.id)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), store.transaction() as tx:
        half_done(tx)
    with store.reading() as tx:
        assert tx.people.many([child.id]) == {}
    assert store.checkpoint().head == before.head


def test_a_line_of_the_trail_says_who_where_and_what(store: Store) -> None:
    who, child, visit = signed_in(), a_person(), uuid4()
    with store.transaction(who) as tx:
        tx.people.add(child, ())
        tx.note(AuditEvent.RECORD_OPENED, person=child.id, subject=visit, why="arrival", shown=3)
    store.note_refusal(who, AuditEvent.REFUSED, person=child.id, asked="child:referral:sign")
    with store.reading() as tx:
        refused, opened = tx.trail.of_person(child.id)
        assert tx.trail.of_subject(visit) == (opened,)
        assert (opened.who, opened.initials, opened.role, opened.workstation, opened.at) == (
            *("OKORO, Grace (Ms)", "GO", "Triage nurse", "Triage 2"),
            NOW,
        )
        assert opened.detail == {"why": "arrival", "shown": 3}
        assert (refused.event, refused.staff_id) == (AuditEvent.REFUSED, who.staff.id)
        assert tx.trail.of_person(child.id, 1) == (refused,)
        assert tx.trail.of_person(uuid4()) == ()


def test_a_clock_that_was_put_back_is_noted(store: Store, clock: MovableClock) -> None:
    for back, noted in ((timedelta(seconds=2), False), (timedelta(hours=2), True)):
        clock.at = NOW - back
        with store.transaction() as tx:
            tx.note(AuditEvent.SIGNED_IN)
        with store.reading() as tx:
            newest = tx.trail.newest(1)[0]
        assert (newest.event is AuditEvent.CLOCK_STEPPED) is noted
        assert newest.detail == ({"seconds_back": 7198} if noted else {})


def test_the_store_belongs_to_one_thread_and_one_transaction_at_a_time(store: Store) -> None:
    troubles: list[BaseException] = []

    def elsewhere() -> None:
        try:
            with store.reading():
                pass
        except RuntimeError as trouble:
            troubles.append(trouble)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert "belongs to the thread" in str(troubles[0])
    with store.transaction(), pytest.raises(RuntimeError, match="inside a transaction"), store.reading():
        pass


def test_another_program_that_saves_is_heard_and_our_own_saves_are_not(
    store: Store, clock: MovableClock
) -> None:
    store.changed_elsewhere()
    with store.transaction() as tx:
        tx.settings.put("own", 1)
    assert not store.changed_elsewhere()
    with closing(Store.open(store.place, KEYS, clock=clock)) as other, other.transaction() as tx:
        tx.settings.put("other", 1)
    assert store.changed_elsewhere()
    assert not store.changed_elsewhere()


def test_two_programs_take_turns_at_writing(store: Store, clock: MovableClock) -> None:
    with closing(Store.open(store.place, KEYS, clock=clock)) as other:
        for number, one in enumerate((store, other, store)):
            with one.transaction() as tx:
                tx.note(AuditEvent.SIGNED_IN, number=number)
        with other.reading() as tx:
            assert [line.detail["number"] for line in reversed(tx.trail.newest(3))] == [0, 1, 2]
            assert tx.trail.verify().holds


def test_a_store_somebody_else_is_writing_to_says_so(embedded: Store, clock: MovableClock) -> None:
    with closing(Store.open(embedded.place, KEYS, clock=clock)) as other:
        with other._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 10")
        with embedded.transaction(), pytest.raises(Unavailable, match="busy"), other.transaction():
            pass
        with embedded.transaction(), other.reading() as tx:
            assert tx.people.name_counts().people == 0


CUT = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def broken(what: str) -> tuple[str, str]:
    return {
        "gone": ("no store in", "Choose the folder"),
        "empty": ("empty or cut short", "Restore the newest backup"),
        "plain": ("not encrypted", "Put back the store from a backup"),
        "another key": ("another store's key", "Put back the key file"),
        "beginning damaged": ("beginning of the file is damaged", "restore the newest backup"),
        "cut short": ("damaged", "restore the newest backup"),
        "a folder": ("cannot be read", "Look whether you may read"),
    }[what]


@pytest.mark.parametrize(
    "what", ["gone", "empty", "plain", "another key", "beginning damaged", "cut short", "a folder"]
)
def test_a_file_that_is_no_whole_store_of_ours_is_refused_with_what_to_do(
    embedded: Store, clock: MovableClock, what: str
) -> None:
    fill(embedded)
    embedded.close()
    path, keys = embedded.place.store_file, KEYS
    body = path.read_bytes()
    match what:
        case "gone":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "plain":
            path.write_bytes(b"SQLite format 3\x00" + body[16:])
        case "another key":
            keys = StoreKeys(bytes(32))
        case "beginning damaged":
            path.write_bytes(bytes(200) + body[200:])
        case "cut short":
            path.write_bytes(body[: 3 * 4096])
        case _:
            path.unlink()
            path.mkdir()
    with pytest.raises(Unavailable) as told:
        Store.open(embedded.place, keys, clock=clock)
    happened, do = broken(what)
    assert happened in told.value.sentence()
    assert do in told.value.sentence()


def test_a_database_that_opens_but_holds_no_store_is_said_so(tmp_path: Path, clock: MovableClock) -> None:
    place = StorePlace(tmp_path)
    engine = engine_for(place, KEYS)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE other (a)"))
    engine.dispose()
    with pytest.raises(Unavailable, match="holds no store"):
        Store.open(place, KEYS, clock=clock)


@pytest.mark.parametrize("body", [None, b"", b"{}", b"[]"])
def test_a_key_file_that_is_gone_or_damaged_is_said_so(
    embedded_place: StorePlace, clock: MovableClock, body: bytes | None
) -> None:
    embedded_place.key_file.unlink()
    if body is not None:
        embedded_place.key_file.write_bytes(body)
    with pytest.raises(Unavailable, match="key file"):
        open_store(embedded_place, PASSPHRASE, clock=clock)


def test_a_key_file_in_the_way_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "key.json").mkdir()
    with pytest.raises(Unavailable, match="cannot be read"):
        read_key_file(StorePlace(tmp_path))
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="cannot be made"):
        keep_key_file(StorePlace(tmp_path / "file" / "below"), read_key_file_of(tmp_path))


def read_key_file_of(folder: Path) -> KeyFile:
    store = make_store(StorePlace(folder / "other"))
    store.close()
    return read_key_file(store.place)


def test_a_wrong_passphrase_is_refused_and_changes_nothing(
    embedded_place: StorePlace, clock: MovableClock
) -> None:
    before = embedded_place.store_file.read_bytes()
    with pytest.raises(Refused, match="passphrase is not right"):
        open_store(embedded_place, "not the passphrase", clock=clock)
    assert embedded_place.store_file.read_bytes() == before


def test_nothing_of_a_child_lies_in_clear_on_the_disk(embedded: Store) -> None:
    fill(embedded)
    for path in embedded.place.folder.iterdir():
        assert path.stat().st_mode & 0o077 == 0
        body = path.read_bytes()
        assert b"Pell" not in body
        assert b"sofa" not in body


def test_a_folder_on_a_network_share_is_refused(
    tmp_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_network_share(tmp_path)
    monkeypatch.setattr(places, "_kind_of", lambda _path, _mounts: "cifs")
    with pytest.raises(Refused, match="network share"):
        Store.create(StorePlace(tmp_path), KEYS, clock=clock)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/home/a", "ext4"), ("/mnt/share/a b", "cifs"), ("/mnt/shared", "ext4"), ("/mnt/share", "nfs")],
)
def test_the_nearest_mount_above_a_folder_is_the_one_that_counts(path: str, kind: str) -> None:
    mounts = [("/", "ext4"), ("/mnt/share", "nfs"), ("/mnt/share/a\\040b", "cifs")]
    assert places._kind_of(path, mounts) == kind


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://ward@server.example/aande?sslmode=require", "sslmode=require"),
        ("not an address", "not the address"),
        ("postgresql://ward@server.example:port/aande", "not the address"),
    ],
)
def test_an_address_that_does_not_prove_the_server_is_refused(
    tmp_path: Path, clock: MovableClock, address: str, told: str
) -> None:
    with pytest.raises(Trouble, match=told):
        Store.open(StorePlace(tmp_path, address), KEYS, clock=clock)


def test_a_server_that_does_not_answer_is_said_so(tmp_path: Path, clock: MovableClock) -> None:
    place = StorePlace(tmp_path, f"postgresql://ward@/aande?host={tmp_path}")
    with pytest.raises(Unavailable, match="does not answer"):
        Store.open(place, KEYS, clock=clock)


@pytest.mark.postgres
def test_a_server_that_loses_its_connection_is_said_so_and_works_again(
    store: Store, postgres_server: Server, clock: MovableClock
) -> None:
    if store.place.embedded:
        return

    def cut_off(tx: Transaction) -> None:
        tx.settings.put("key", 1)
        with (
            closing(Store.open(store.place, KEYS, clock=clock)) as other,
            other._connected(reading=True) as connection,
        ):
            connection.exec_driver_sql(CUT)
        tx.settings.put("key", 2)

    with pytest.raises(Unavailable, match="The server") as told, store.transaction() as tx:
        cut_off(tx)
    assert told.value.kept
    with store.reading() as tx:
        assert tx.settings.get("key", None) is None
    assert store.changed_elsewhere()


def test_a_store_that_could_not_be_made_leaves_nothing_in_the_way(
    tmp_path: Path, clock: MovableClock
) -> None:
    def stopped() -> datetime:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Store.create(StorePlace(tmp_path), KEYS, clock=stopped)
    Store.create(StorePlace(tmp_path), KEYS, clock=clock).close()
