"""A program that is killed, or whose disk fills, keeps all it has acknowledged and nothing by halves."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from aande_alert.persistence.store import Store
from tests.builders import MovableClock
from tests.faults.saving import PICTURE, named
from tests.stores import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aande_alert.persistence.places import StorePlace

SAVING = [sys.executable, "-m", "tests.faults.saving"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and limits as a Unix has them")


def look(place: StorePlace, acknowledged: Sequence[int]) -> int:
    """Open the store again, look at everything, and return how many children it holds."""
    with closing(Store.open(place, KEYS, clock=MovableClock())) as store:
        with store.reading() as tx:
            for number in acknowledged:
                assert tx.people.get(named(number, "child")).name.given == f"Child {number}"
                assert tx.photographs.original(named(number, "photo")) == PICTURE
                assert len(tx.entries.get(named(number, "account"))) == 1
        report = store.verify()
    assert report.good, report.words()
    counts = report.counts
    assert counts["person"] == counts["attendance"] == counts["entry"] == counts["photograph_file"] / 3
    return counts["person"]


def killed_after(place: StorePlace, commits: int, bytes_more: int) -> list[int]:
    """Start saving, kill it some way into the save after so many, and return what it acknowledged."""
    watched = place.folder / "store.db-wal"
    with subprocess.Popen([*SAVING, str(place.folder), "1000"], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        said = [program.stdout.readline() for _ in range(commits)]
        size = watched.stat().st_size
        while program.poll() is None and watched.stat().st_size < size + bytes_more:
            pass
        program.kill()
        said += program.stdout.read().splitlines()
    return [int(line) for line in said if line.strip().isdigit()]


@pytest.mark.parametrize(
    "commits", [1, 5, *(pytest.param(count, marks=pytest.mark.long) for count in range(6, 40))]
)
@pytest.mark.parametrize(
    "bytes_more", [0, 40_000, *(pytest.param(size, marks=pytest.mark.long) for size in (4_000, 90_000))]
)
def test_killed_at_any_moment_it_keeps_what_it_acknowledged(
    embedded_place: StorePlace, commits: int, bytes_more: int
) -> None:
    acknowledged = killed_after(embedded_place, commits, bytes_more)
    assert acknowledged == list(range(len(acknowledged)))
    assert len(acknowledged) <= look(embedded_place, acknowledged) <= len(acknowledged) + 1


def limited(size: int) -> Callable[[], None]:
    """Return what lets no file of the program grow beyond a size: the nearest to a full disk without one."""
    import resource
    import signal

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize(
    "more", [4_096, 200_000, *(pytest.param(size, marks=pytest.mark.long) for size in (0, 50_000, 700_000))]
)
def test_a_full_disk_is_said_so_and_loses_nothing(embedded_place: StorePlace, more: int) -> None:
    size = embedded_place.store_file.stat().st_size + more
    done = subprocess.run(
        [*SAVING, str(embedded_place.folder), "200"],
        check=False,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=limited(size),
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 3, done.stdout
    assert lines[-1].startswith("trouble: ")
    assert "disk" in lines[-1]
    acknowledged = [int(line) for line in lines[:-1]]
    assert look(embedded_place, acknowledged) == len(acknowledged)
