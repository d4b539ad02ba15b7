"""Backups: looked at and counted before they are called one; put back without losing what was there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.persistence.backup import make_backup, restore_backup, verify_backup
from aande_alert.persistence.places import StorePlace, read_key_file
from aande_alert.persistence.schema import make_schema
from aande_alert.persistence.store import Store
from aande_alert.persistence.verify import row_counts
from aande_alert.persistence.work import Work
from aande_alert.security.audit import AuditEvent
from tests.persistence.filled import PDF, PICTURE, fill
from tests.stores import KEYS, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import MovableClock
    from tests.postgres import Server


def counts_of(store: Store) -> dict[str, int]:
    with store._connected(reading=True) as connection:
        return row_counts(Work(connection, store._clock(), None, KEYS))


def test_a_backup_is_whole_encrypted_and_opens_with_the_same_passphrase(
    store: Store, tmp_path: Path, clock: MovableClock
) -> None:
    filled = fill(store)
    before = counts_of(store)
    made = make_backup(store, tmp_path / "backups", clock=clock, who=filled.who)
    assert made.good
    assert dict(made.report.counts) == before
    assert made.folder.name == "aande_alert-20261122T141000Z"
    assert b"Pell" not in (made.folder / "store.db").read_bytes()
    assert {path.stat().st_mode & 0o077 for path in made.folder.iterdir()} == {0}
    assert read_key_file(StorePlace(made.folder)).unlock(PASSPHRASE) == KEYS
    assert verify_backup(made.folder, KEYS, clock=clock).good
    with store.reading() as tx:
        assert tx.trail.newest(1)[0].event is AuditEvent.BACKUP_MADE


def test_a_restored_store_holds_everything_and_goes_on(
    store: Store, tmp_path: Path, clock: MovableClock
) -> None:
    filled = fill(store)
    made = make_backup(store, tmp_path / "backups", clock=clock)
    again = restore_backup(made.folder, StorePlace(tmp_path / "again"), KEYS, clock=clock)
    with again.transaction() as tx:
        assert tx.people.get(filled.child.id) == filled.child
        assert tx.photographs.original(filled.photo_id) == PICTURE
        assert tx.referrals.document(filled.referral.id, 1, "evidence") == PDF
        assert tx.trail.newest(1)[0].event is AuditEvent.BACKUP_RESTORED
        tx.checks.put(filled.visit.id, tx.checks.of([filled.visit.id])[filled.visit.id])
    assert again.verify().good
    assert again.place.store_file.stat().st_mode & 0o077 == 0
    assert again.id == store.id
    again.close()


def test_a_store_that_is_there_is_kept_aside(embedded: Store, tmp_path: Path, clock: MovableClock) -> None:
    made = make_backup(embedded, tmp_path / "backups", clock=clock)
    fill(embedded)
    embedded.close()
    restored = restore_backup(made.folder, embedded.place, KEYS, clock=clock)
    with restored.reading() as tx:
        assert tx.registers.councils() == ()
    restored.close()
    aside = embedded.place.folder / "store.db.kept-20261122T141000Z"
    aside.rename(tmp_path / "store.db")
    kept = Store.open(StorePlace(tmp_path), KEYS, clock=clock)
    assert kept.verify().good
    kept.close()


@pytest.mark.postgres
def test_a_folders_backup_goes_onto_a_server_and_numbers_go_on(
    embedded: Store, postgres_server: Server, tmp_path: Path, clock: MovableClock
) -> None:
    filled = fill(embedded)
    made = make_backup(embedded, tmp_path / "backups", clock=clock)
    there = StorePlace(tmp_path / "there", postgres_server.url(postgres_server.fresh()))
    moved = restore_backup(made.folder, there, KEYS, clock=clock)
    with moved.transaction() as tx:
        tx.people.update(tx.people.get(filled.child.id), (1, 2))
        assert tx.people.get(filled.child.id).names == filled.child.names
    assert moved.verify().good
    moved.close()
    with pytest.raises(Refused, match="holds a store already"):
        restore_backup(made.folder, there, KEYS, clock=clock)


def test_two_backups_in_one_second_do_not_meet(embedded: Store, tmp_path: Path, clock: MovableClock) -> None:
    make_backup(embedded, tmp_path, clock=clock)
    with pytest.raises(Refused, match="already"):
        make_backup(embedded, tmp_path, clock=clock)
    clock.move(seconds=1)
    assert make_backup(embedded, tmp_path, clock=clock).good


def test_a_copy_that_is_not_what_the_store_holds_is_not_called_a_backup(
    embedded: Store, tmp_path: Path, clock: MovableClock
) -> None:
    with embedded._connected(reading=False) as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_whole")
        connection.exec_driver_sql("DELETE FROM audit")
    with pytest.raises(Unavailable, match="not kept as a backup"):
        make_backup(embedded, tmp_path / "backups", clock=clock)
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_damaged_backup_is_found_and_not_put_back(
    embedded: Store, tmp_path: Path, clock: MovableClock
) -> None:
    fill(embedded)
    made = make_backup(embedded, tmp_path / "backups", clock=clock)
    file = made.folder / "store.db"
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(bytes(body))
    assert not verify_backup(made.folder, KEYS, clock=clock).good
    with pytest.raises(Unavailable, match="damaged"):
        restore_backup(made.folder, StorePlace(tmp_path / "again"), KEYS, clock=clock)
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"made_at": 1}'])
def test_a_folder_that_is_no_backup_is_said_to_be_none(
    tmp_path: Path, clock: MovableClock, body: str
) -> None:
    with pytest.raises(Unavailable, match="not a backup"):
        verify_backup(tmp_path, KEYS, clock=clock)
    (tmp_path / "manifest.json").write_text(body)
    with pytest.raises(Unavailable, match="not a backup"):
        verify_backup(tmp_path, KEYS, clock=clock)


def test_a_backup_with_another_list_is_not_trusted(
    embedded: Store, tmp_path: Path, clock: MovableClock
) -> None:
    made = make_backup(embedded, tmp_path, clock=clock)
    manifest = made.folder / "manifest.json"
    told = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**told, "counts": {**told["counts"], "person": 7}}))
    with pytest.raises(Unavailable, match="as many rows"):
        verify_backup(made.folder, KEYS, clock=clock)
    manifest.write_text(json.dumps({**told, "line": 99}))
    assert not verify_backup(made.folder, KEYS, clock=clock).good


def test_a_file_in_the_way_of_restoring_is_said_so(
    embedded: Store, tmp_path: Path, clock: MovableClock
) -> None:
    made = make_backup(embedded, tmp_path / "backups", clock=clock)
    to = StorePlace(tmp_path / "again")
    (to.folder / ".store.db.arriving").mkdir(parents=True)
    with pytest.raises(Unavailable, match="could not be written"):
        restore_backup(made.folder, to, KEYS, clock=clock)


def test_a_schema_is_not_made_twice(embedded: Store) -> None:
    with pytest.raises(Exception, match="already exists"), embedded._engine.begin() as connection:
        make_schema(connection)
