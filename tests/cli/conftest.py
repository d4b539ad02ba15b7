"""The command line as somebody types it: arguments in, exit status and two streams out, on real stores."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from aande_alert.app import main
from aande_alert.demo.setting_up import PASSWORD as DEMO_PASSWORD
from aande_alert.persistence.places import StorePlace, keep_key_file
from aande_alert.persistence.store import Store
from aande_alert.rules.content import load_content
from aande_alert.security.keys import StoreKeys, new_key_file
from aande_alert.services.bundle import make_services
from tests.builders import NOW, PASSWORD, MovableClock
from tests.hospital import furnish, opened_here
from tests.stores import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered.

    Attributes:
        status: Its exit status.
        out: What it printed.
        errors: What it printed to the error stream.
    """

    status: int
    out: str
    errors: str

    def json(self) -> list[dict[str, Any]]:
        """Return each line as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


Type = "Callable[..., Said]"


@pytest.fixture
def type_in(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Said]:
    """Return the way to run a command; its log goes to a folder of this test."""
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setattr("aande_alert.app.real_clock", MovableClock(NOW))

    def run(*words: object) -> Said:
        capsys.readouterr()
        try:
            status = main([str(word) for word in words])
        except SystemExit as ended:
            status = int(ended.code or 0)
        told = capsys.readouterr()
        return Said(status, told.out, told.err)

    return run


@pytest.fixture
def demo(hospital: Path) -> Path:
    """Return a demonstration store whose administrator has the password of every demonstration."""
    services = opened_here(hospital, MovableClock(NOW))
    admin = services.sign_in.sign_in("admin", PASSWORD, "Office").value
    services.administration.reset_password(admin, admin.staff.id, DEMO_PASSWORD)
    services.close()
    return hospital


@pytest.fixture
def live(tmp_path: Path) -> list[object]:
    """Make a store that is no demonstration, and return the arguments that open it."""
    place, keys, clock = StorePlace(tmp_path / "live"), StoreKeys.fresh(), MovableClock(NOW)
    file, _ = new_key_file(uuid4(), keys, PASSPHRASE, cost=CHEAP)
    keep_key_file(place, file)
    store = Store.create(place, keys, clock=clock)
    services = make_services(store, clock, load_content(), cost=CHEAP)
    furnish(services, clock)
    services.close()
    word = tmp_path / "passphrase"
    word.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return ["--store", place.folder, "--passphrase-file", word]
