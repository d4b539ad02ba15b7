"""Files leave the program whole or not at all."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from aande_alert.domain.errors import Unavailable
from aande_alert.persistence.durable import durable_move, durable_write, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_file_is_written_whole_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "referral.pdf"
    durable_write(path, b"first")
    durable_write(path, (b"sec", b"ond"))
    assert path.read_bytes() == b"second"
    assert [one.name for one in tmp_path.iterdir()] == ["referral.pdf"]
    assert path.stat().st_mode & 0o077 == 0


def failing(number: int) -> Iterator[bytes]:
    yield b"half a refe"
    raise OSError(number, os.strerror(number))


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "disk is full"), (errno.EFBIG, "disk is full"), (errno.EIO, "input/output error")],
)
def test_a_disk_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, number: int, told: str
) -> None:
    path = tmp_path / "referral.pdf"
    durable_write(path, b"first")
    with pytest.raises(Unavailable, match=told) as trouble:
        durable_write(path, failing(number))
    assert trouble.value.kept
    assert path.read_bytes() == b"first"
    assert [one.name for one in tmp_path.iterdir()] == ["referral.pdf"]


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="could not be written"):
        durable_write(tmp_path / "gone" / "referral.pdf", b"first")
    with pytest.raises(Unavailable, match="could not be written"):
        durable_move(tmp_path / "gone", tmp_path / "there")


def test_a_file_moves_between_folders(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    durable_write(tmp_path / "one" / "a", b"a")
    durable_move(tmp_path / "one" / "a", tmp_path / "two" / "a")
    assert (tmp_path / "two" / "a").read_bytes() == b"a"


def test_a_system_that_keeps_folders_itself_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")
    sync_folder(tmp_path / "gone")
