"""A store is found, made whole or not at all, opened with its passphrase and with its recovery sheet."""

from __future__ import annotations

import errno
import os
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.opening import FirstStart, Found
from aande_alert.domain.staff import Role
from aande_alert.services.opening import (
    begin_hospital,
    create_services,
    is_demo,
    look_at,
    open_services,
    open_with_recovery,
)
from tests.builders import PASSWORD, MovableClock
from tests.services.conftest import QUICK

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "heron anvil ferry mango"
ANOTHER = "cedar lantern orbit plum"
TOLD = FirstStart(
    passphrase=PASSPHRASE,
    hospital="Calder Vale Hospital",
    department="Emergency Department",
    workstations=("Triage 1", "Triage 2"),
    name="SAVILLE, Tom (Mr)",
    initials="TS",
    login=" TSaville ",
    password=PASSWORD,
)
SERVER = "postgresql://server/aande"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the store of a test is to be."""
    return tmp_path / "hospital"


def made(folder: Path, clock: MovableClock, *, demo: bool = False) -> str:
    """Make a store, close it, and return the code of its recovery sheet."""
    whole = create_services(folder, clock, passphrase=PASSPHRASE, demo=demo, cost=QUICK)
    whole.services.close()
    return whole.recovery


def full(_descriptor: int) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# ---------------------------------------------------------------- what stands in a folder


def test_a_folder_with_nothing_a_demonstration_and_a_store_are_told_apart(
    tmp_path: Path, clock: MovableClock
) -> None:
    made(tmp_path / "demo", clock, demo=True)
    made(tmp_path / "store", clock)
    folders = [tmp_path / name for name in ("none", "demo", "store")]
    assert [look_at(folder) for folder in folders] == [Found.NOTHING, Found.DEMO, Found.STORE]
    assert [is_demo(folder) for folder in folders] == [False, True, False]


def test_with_a_server_the_key_file_alone_is_in_the_folder(folder: Path, clock: MovableClock) -> None:
    assert look_at(folder, SERVER) is Found.NOTHING
    made(folder, clock)
    (folder / "store.db").unlink()
    assert look_at(folder, SERVER) is Found.STORE


def test_a_store_without_its_key_and_a_key_without_its_store_are_not_begun_again(
    folder: Path, clock: MovableClock
) -> None:
    made(folder, clock)
    key = (folder / "key.json").read_bytes()
    (folder / "key.json").unlink()
    with pytest.raises(Unavailable, match=r"key file key\.json is gone"):
        look_at(folder)
    (folder / "store.db").unlink()
    (folder / "key.json").write_bytes(key)
    with pytest.raises(Unavailable, match="no store"):
        look_at(folder)


def test_a_file_that_is_no_store_of_ours_is_said_so(folder: Path) -> None:
    folder.mkdir()
    (folder / "store.db").write_bytes(b"SQLite format 3\0" + bytes(84))
    with pytest.raises(Unavailable, match="not encrypted"):
        look_at(folder)


# ---------------------------------------------------------------- opened


def test_a_store_opens_with_its_passphrase_alone_and_a_demonstration_by_itself(
    tmp_path: Path, clock: MovableClock
) -> None:
    made(tmp_path / "store", clock)
    made(tmp_path / "demo", clock, demo=True)
    with pytest.raises(Refused, match="passphrase"):
        open_services(tmp_path / "store", clock, passphrase=ANOTHER, cost=QUICK)
    with closing(open_services(tmp_path / "store", clock, passphrase=PASSPHRASE, cost=QUICK)) as services:
        assert not services.changed_elsewhere()
    with closing(open_services(tmp_path / "demo", clock, cost=QUICK)) as services:
        assert services.newest_moment() == clock()


def test_a_store_is_never_made_over_another(folder: Path, clock: MovableClock) -> None:
    made(folder, clock)
    key = (folder / "key.json").read_bytes()
    with pytest.raises(Refused, match="a store in this folder already"):
        made(folder, clock)
    assert (folder / "key.json").read_bytes() == key


def test_the_recovery_sheet_gives_a_new_passphrase_and_stays_good(folder: Path, clock: MovableClock) -> None:
    code = made(folder, clock)
    for word in (ANOTHER, PASSPHRASE):
        services = open_with_recovery(folder, clock, code=code, passphrase=word, cost=QUICK)
        with closing(services), services.store.reading() as tx:
            assert tx.trail.newest(1)[0].event.value == "store:store:recovered"
    open_services(folder, clock, passphrase=PASSPHRASE, cost=QUICK).close()
    with pytest.raises(Refused, match="passphrase"):
        open_services(folder, clock, passphrase=ANOTHER, cost=QUICK)


def test_a_disk_that_fills_while_recovering_leaves_the_passphrase_as_it_was(
    folder: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = made(folder, clock)
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(Unavailable, match="disk is full"):
            open_with_recovery(folder, clock, code=code, passphrase=ANOTHER, cost=QUICK)
    open_services(folder, clock, passphrase=PASSPHRASE, cost=QUICK).close()


# ---------------------------------------------------------------- a hospital's first start


@pytest.mark.parametrize("empty_folder", [True, False])
def test_a_hospital_begins_with_its_administrator_and_its_places(
    folder: Path, clock: MovableClock, empty_folder: bool
) -> None:
    if empty_folder:
        folder.mkdir()
    begun = begin_hospital(folder, clock, TOLD, cost=QUICK)
    with closing(begun.services) as services:
        who = services.sign_in.sign_in("tsaville", PASSWORD, "Triage 2").value
        assert who.staff.role is Role.ADMINISTRATOR
        assert services.sign_in.workstations() == TOLD.workstations
        assert services.administration.settings(who)["hospital"]["name"] == "Calder Vale Hospital"
    assert [one.name for one in folder.parent.iterdir()] == [folder.name]
    opened = open_with_recovery(folder, clock, code=begun.recovery, passphrase=ANOTHER, cost=QUICK)
    opened.close()


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"hospital": " "}, "Still missing: the hospital's name"),
        ({"workstations": (" ",)}, "a workstation"),
        ({"name": "", "initials": ""}, "the administrator's name, the administrator's initials"),
        ({"login": "  "}, "the administrator's login"),
        ({"passphrase": "too short"}, "at least 12 characters"),
        ({"password": "tsavilletsaville"}, "guessed early"),
        ({"password": "short"}, "at least 12"),
    ],
)
def test_what_is_missing_or_weak_makes_nothing(
    folder: Path, clock: MovableClock, lacking: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        begin_hospital(folder, clock, replace(TOLD, **lacking), cost=QUICK)
    assert not folder.exists()


@pytest.mark.parametrize("as_file", [True, False])
def test_a_folder_that_holds_something_is_left_alone(
    folder: Path, clock: MovableClock, as_file: bool
) -> None:
    there = folder if as_file else folder / "letters.txt"
    there.parent.mkdir(exist_ok=True)
    there.write_text("Dear Sir")
    with pytest.raises(Refused, match="not empty"):
        begin_hospital(folder, clock, TOLD, cost=QUICK)
    assert there.read_text() == "Dear Sir"


def test_a_start_that_stops_half_way_leaves_nothing_that_looks_like_a_store(
    folder: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(Unavailable, match="disk is full"):
            begin_hospital(folder, clock, TOLD, cost=QUICK)
    assert look_at(folder) is Found.NOTHING
    assert list(folder.parent.iterdir()) == []
