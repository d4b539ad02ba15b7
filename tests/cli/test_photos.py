"""Photographs at the terminal: a line a file, a package that verifies, nothing overwritten."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from aande_alert.domain.staff import Role
from aande_alert.services.opening import open_services
from tests.builders import NOW, PASSWORD, MovableClock, a_member, a_person, an_attendance
from tests.cli.conftest import Said
from tests.services.referring import a_picture
from tests.stores import PASSPHRASE

Run = Callable[..., Said]


@pytest.fixture
def registrar(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    monkeypatch.setattr("getpass.getpass", lambda _words="": PASSWORD)
    return ["--login", a_member(Role.CLINICIAN).login]


@pytest.fixture
def visit(live: list[object]) -> str:
    """Book a child in, and return the number of the visit as a person would say it."""
    services = open_services(Path(str(live[1])), MovableClock(NOW), passphrase=PASSPHRASE)
    child = a_person()
    with services.store.transaction() as tx:
        tx.people.add(child, ())
        for number, feed in (("800032^CVH", "arrivals"), ("800033^CVH", "arrivals"), ("800033^CVH", "wards")):
            tx.attendances.add(an_attendance(child, visit_number=number, feed=feed))
    services.close()
    return "800032"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("800099", "No attendance has the number 800099."),
        ("800033", "More than one attendance has the number 800033."),
        ("00000000-0000-4000-8000-000000000000", "attendance"),
    ],
)
def test_a_visit_that_cannot_be_told_takes_no_picture(
    type_in: Run, live: list[object], visit: str, registrar: list[object], number: str, words: str
) -> None:
    assert visit != number
    said = type_in("photos", "import", "a.jpg", *live, "--attendance", number, *registrar)
    assert said.status in {1, 3}
    assert words in said.errors


def test_a_visit_is_known_by_its_own_id_and_without_pictures_makes_no_package(
    type_in: Run, live: list[object], visit: str, registrar: list[object], tmp_path: Path
) -> None:
    assert visit
    services = open_services(Path(str(live[1])), MovableClock(NOW), passphrase=PASSPHRASE)
    with services.store.reading() as tx:
        (known,) = tx.attendances.numbered("800032")
    services.close()
    out = tmp_path / "package.zip"
    there = [*live, "--attendance", known.id, *registrar, "--out", out]
    said = type_in("photos", "export", "--purpose", "Police", *there)
    assert (said.status, "No photograph is kept" in said.errors) == (1, True)
    said = type_in("photos", "export", "--purpose", " ", *there)
    assert (said.status, "needs a purpose" in said.errors) == (1, True)
    assert not out.exists()


def test_pictures_go_in_are_packed_and_verified(
    type_in: Run, live: list[object], visit: str, registrar: list[object], tmp_path: Path
) -> None:
    good, bad = tmp_path / "bruise.jpg", tmp_path / "notes.jpg"
    good.write_bytes(a_picture())
    bad.write_bytes(b"words")
    there = [*live, "--attendance", visit, *registrar]
    said = type_in("photos", "import", good, "--json", *there)
    assert said.status == 1
    assert "before consent" in said.json()[0]["why"]

    agreed = ["--consent-by", "PELL, Hannah (Miss)", "--consent-how", "In writing"]
    said = type_in("photos", "import", good, bad, good, tmp_path / "none.jpg", "--json", *there, *agreed)
    assert said.status == 1
    assert [line["result"] for line in said.json()] == ["stored", "refused", "refused", "refused"]
    assert said.json()[0]["sha256"] == hashlib.sha256(a_picture()).hexdigest()
    assert "already here as photograph 1" in said.json()[2]["why"]

    package = tmp_path / "package.zip"
    said = type_in("photos", "export", "--purpose", "Police", "--out", package, "--json", *there)
    fingerprint = said.json()[0]["fingerprint"]
    assert type_in("photos", "verify", package, "--fingerprint", fingerprint).status == 0
    said = type_in("photos", "export", "--purpose", "Police", "--out", package, *there)
    assert (said.status, "It was not touched" in said.errors) == (1, True)
    body = package.read_bytes()
    at = body.index(a_picture()) + 40
    package.write_bytes(body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :])
    said = type_in("photos", "verify", package)
    assert (said.status, "originals/01-bruise.jpg" in said.out) == (1, True)
    assert type_in("photos", "verify", tmp_path / "none.zip").status == 3


def test_best_interests_and_a_plain_line(
    type_in: Run, live: list[object], visit: str, registrar: list[object], tmp_path: Path
) -> None:
    good = tmp_path / "bruise.jpg"
    good.write_bytes(a_picture())
    because = [
        "--consent-by",
        "ELLERBY, Ruth (Dr)",
        "--consent-how",
        "The bruise will fade",
        "--best-interests",
    ]
    said = type_in("photos", "import", good, *live, "--attendance", visit, *registrar, *because)
    assert (said.status, said.out) == (0, f"bruise.jpg: stored. {hashlib.sha256(a_picture()).hexdigest()}\n")
