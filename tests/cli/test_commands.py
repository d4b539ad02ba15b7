"""Every command, as it is typed: what it says, what it does, and its exit status."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

from aande_alert.cli import doctor
from aande_alert.cli.arguments import parse
from aande_alert.cli.commands import COMMANDS
from aande_alert.domain.staff import Role
from tests.builders import NOW, PASSWORD, MovableClock, a_list, a_member, a_row
from tests.hospital import JONAH, opened_here
from tests.services.feed import arrival
from tests.stores import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Said

    Run = Callable[..., Said]

JONAHS = {
    "surname": "Holroyd",
    "forename": "Jonah",
    "date_of_birth": "15/08/2022",
    "sex": "M",
    "nhs_number": JONAH.digits,
}
NEW = a_row("C3", surname="Thackray", forename="Rosa", date_of_birth="09/01/2020", postcode="ZZ1 9ZZ")


def events(folder: Path) -> list[str]:
    """Return every event of a demonstration's trail."""
    services = opened_here(folder, MovableClock(NOW))
    with services.store.reading() as tx:
        found = [line.event.value for line in tx.trail.newest(5_000)]
    services.close()
    return found


def a_file(folder: Path, *rows: str) -> Path:
    """Write a council's list."""
    path = folder / "council-list.csv"
    path.write_bytes(a_list(*rows).body)
    return path


# ---------------------------------------------------------------- the words


def test_a_wrong_command_line_is_usage(type_in: Run) -> None:
    for words in (["nonsense"], ["listen"], ["register", "import", "x"], ["--size", "huge"], ["audit"]):
        assert type_in(*words).status == 2


def test_the_version_is_told(type_in: Run) -> None:
    said = type_in("--version")
    assert said.status == 0
    assert said.out.strip()


def test_what_stands_before_a_command_holds_for_it(tmp_path: Path) -> None:
    asked = parse(["--store", str(tmp_path), "--json", "--passphrase-file", "word", "verify"])
    assert (asked.store, asked.json, str(asked.passphrase_file)) == (tmp_path, True, "word")
    after = parse(["verify", "--store", str(tmp_path), "--json"])
    assert (after.store, after.json) == (tmp_path, True)
    window = parse(["--size", "1920x1080", "--theme", "dark", "--scale", "150"])
    assert (window.command, window.window_size, window.theme, window.text_percent) == (
        "window", (1920, 1080), "dark", 150,
    )  # fmt: skip


def test_every_command_has_its_function() -> None:
    from importlib import import_module

    for module, function in COMMANDS.values():
        assert callable(getattr(import_module(f"aande_alert.cli.{module}"), function))


# ---------------------------------------------------------------- looking


def test_the_audit_trail_says_yes_and_an_anchor_can_be_held_against_it(
    type_in: Run, demo: Path, tmp_path: Path
) -> None:
    said = type_in("audit", "verify", "--store", demo)
    assert said.status == 0
    assert said.out.startswith("Yes. ")
    anchor = tmp_path / "anchor.txt"
    written = type_in("audit", "anchor", "--store", demo, "--out", anchor)
    assert written.status == 0
    assert written.out.strip() == anchor.read_text(encoding="utf-8").strip()
    assert "hospital:audit:anchored" in events(demo)
    (told,) = type_in("--json", "audit", "verify", "--store", demo, "--anchor", anchor).json()
    assert told["holds"] is True
    assert told["first_bad"] is None
    assert type_in("audit", "anchor", "--store", demo).out.startswith("aande_alert audit checkpoint")


def test_an_anchor_of_another_store_or_none_at_all_is_refused(
    type_in: Run, demo: Path, live: list[object], tmp_path: Path
) -> None:
    anchor = tmp_path / "anchor.txt"
    assert type_in("audit", "anchor", *live, "--out", anchor).status == 0
    other = type_in("audit", "verify", "--store", demo, "--anchor", anchor)
    assert other.status == 1
    assert "not a checkpoint of this store's audit trail" in other.errors
    gone = type_in("audit", "verify", "--store", demo, "--anchor", tmp_path / "gone.txt")
    assert gone.status == 3
    assert "gone.txt cannot be read." in gone.errors


def test_a_trail_changed_by_hand_says_no_and_names_the_line(type_in: Run, demo: Path) -> None:
    services = opened_here(demo, MovableClock(NOW))
    raw: Any = services.store._engine.raw_connection()
    raw.execute("PRAGMA query_only = 0")
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    for name in names:
        raw.execute(f'DROP TRIGGER "{name}"')
    raw.execute("UPDATE audit SET body = CAST(CAST(body AS TEXT) || ' ' AS BLOB) WHERE sequence = 20")
    raw.commit()
    raw.close()
    services.close()
    said = type_in("audit", "verify", "--store", demo, "--json")
    assert said.status == 1
    (told,) = said.json()
    assert told["holds"] is False
    assert told["first_bad"] == 20
    assert type_in("verify", "--store", demo).status == 1


def test_the_whole_store_is_looked_at(type_in: Run, demo: Path) -> None:
    (told,) = type_in("verify", "--store", demo, "--json").json()
    assert told["good"] is True
    assert {line["name"] for line in told["lines"]} >= {"file", "references", "audit trail", "photographs"}
    said = type_in("verify", "--store", demo)
    assert said.status == 0
    assert "good  audit trail" in said.out


def test_a_copy_that_is_no_referral_is_told(type_in: Run, demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(b"%PDF-1.7 not really")
    said = type_in("referral", "verify", copy, "--store", demo)
    assert said.status in {1, 3}
    assert (said.out + said.errors).strip()
    assert type_in("referral", "verify", tmp_path / "gone.pdf", "--store", demo).status == 3


# ---------------------------------------------------------------- lists


def test_a_list_is_looked_at_and_nothing_is_written(type_in: Run, demo: Path, tmp_path: Path) -> None:
    path = a_file(tmp_path, a_row("C1"), a_row("C2", **JONAHS), NEW)
    before = events(demo).count("hospital:register:applied")
    said = type_in(
        "register",
        "import",
        path,
        "--store",
        demo,
        "--council",
        "CN",
        "--list-date",
        "2026-11-22",
        "--preview",
        "--json",
    )
    assert said.status == 0
    (told,) = said.json()
    assert (told["rows"], told["accepted"], told["warned"], told["before"], told["after"]) == (3, 1, 2, 2, 3)
    assert told["gates"] == []
    assert events(demo).count("hospital:register:applied") == before


def test_a_list_is_applied_by_name(type_in: Run, demo: Path, tmp_path: Path) -> None:
    path = a_file(tmp_path, a_row("C1"), a_row("C2", **JONAHS), NEW)
    before = events(demo).count("hospital:register:applied")
    said = type_in(
        "register", "import", path, "--store", demo, "--council", "CN", "--list-date", "2026-11-22", "--apply"
    )
    assert said.status == 0
    assert "2 plans before, 3 after." in said.out
    assert "Applied by SAVILLE, Tom (Mr)." in said.out
    assert "W01" in said.out
    assert events(demo).count("hospital:register:applied") == before + 1


def test_a_list_that_a_gate_stops_is_not_applied(type_in: Run, demo: Path, tmp_path: Path) -> None:
    path = a_file(tmp_path, a_row("C1"))
    words = (
        "register",
        "import",
        path,
        "--store",
        demo,
        "--council",
        "CN",
        "--list-date",
        "2026-11-22",
        "--kind",
        "child_protection",
    )
    looked = type_in(*words, "--preview")
    assert looked.status == 1
    assert "STOPPED: " in looked.out
    assert type_in(*words, "--apply").status == 1
    assert type_in(*words, "--changes", "--preview").status in {0, 1}


def test_a_list_that_is_none_or_is_gone(type_in: Run, demo: Path, tmp_path: Path) -> None:
    words = ("--store", demo, "--council", "CN", "--list-date", "2026-11-22", "--preview")
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x00")
    said = type_in("register", "import", bad, *words)
    assert said.status == 1
    assert "bad.csv" in said.errors
    assert type_in("register", "import", tmp_path / "gone.csv", *words).status == 3
    nobody = type_in(
        "register",
        "import",
        bad,
        "--store",
        demo,
        "--council",
        "ZZ",
        "--list-date",
        "2026-11-22",
        "--preview",
    )
    assert nobody.status in {1, 3}


# ---------------------------------------------------------------- feeds


def test_files_are_taken_in_and_what_cannot_be_applied_makes_the_answer_no(
    type_in: Run, demo: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "messages"
    folder.mkdir()
    (folder / "1.hl7").write_bytes(arrival())
    said = type_in("ingest", folder, "--store", demo, "--json")
    assert said.status == 0
    assert said.json() == [{"received": 1, "applied": 1, "quarantined": 0, "stored": 0}]
    broken = tmp_path / "2.hl7"
    broken.write_bytes(arrival().replace(b"ADT^A04", b"XXX^Z99"))
    said = type_in("ingest", broken, "--store", demo)
    assert said.status in {0, 1}
    assert "1 files: 1 received, 0 applied" in said.out


def test_a_folder_is_watched_until_somebody_ends_it(
    type_in: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    (folder / "1.hl7").write_bytes(arrival())
    looks = iter([False, False, False])

    class Waiting:
        """Waits no time, then is interrupted as by Ctrl+C."""

        def wait(self, _seconds: float) -> bool:
            try:
                return next(looks)
            except StopIteration:
                raise KeyboardInterrupt from None

    monkeypatch.setattr("aande_alert.cli.feeds.threading.Event", Waiting)
    said = type_in("ingest", folder, "--watch", "--store", demo)
    assert said.status == 0
    assert "Ended." in said.out


@pytest.mark.parametrize("bind", ["", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:99999", "127.0.0.1:\u0663"])
def test_listening_needs_an_address_and_a_port(type_in: Run, demo: Path, bind: str) -> None:
    said = type_in("listen", "--bind", bind, "--store", demo)
    assert said.status == 1
    assert "--bind needs an address and a port." in said.errors


# ---------------------------------------------------------------- backups


def test_a_backup_is_made_looked_at_and_put_back(type_in: Run, demo: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    made = type_in("backup", "make", kept, "--store", demo, "--json")
    assert made.status == 0
    (told,) = made.json()
    assert told["good"] is True
    (backup,) = kept.iterdir()
    assert type_in("backup", "verify", backup).status == 0
    there = tmp_path / "there"
    restored = type_in("backup", "restore", backup, "--store", there)
    assert restored.status == 0
    assert f"Restored to {there}." in restored.out
    assert type_in("verify", "--store", there).status == 0
    assert type_in("backup", "verify", tmp_path).status == 3


def test_a_live_backup_asks_for_its_passphrase(
    type_in: Run, live: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda words="": PASSWORD if "Password" in words else PASSPHRASE)
    monkeypatch.setattr("builtins.input", lambda _words: "admin")
    kept = tmp_path / "kept"
    assert type_in("backup", "make", kept, *live).status == 0
    (backup,) = kept.iterdir()
    assert type_in("backup", "verify", backup).status == 0
    (backup / "store.db").write_bytes(b"")
    assert type_in("backup", "verify", backup).status == 3


# ---------------------------------------------------------------- stores and people


def test_a_store_that_is_not_there_is_unavailable(type_in: Run, tmp_path: Path) -> None:
    said = type_in("verify", "--store", tmp_path / "none", "--passphrase-file", __file__)
    assert said.status == 3
    assert f"There is no store in {tmp_path / 'none'}. Choose its folder" in said.errors


def test_where_nobody_can_be_asked_it_says_what_was_needed(
    type_in: Run, live: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_words: str = "") -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", nobody)
    monkeypatch.setattr("builtins.input", nobody)
    said = type_in("audit", "verify", "--store", live[1])
    assert said.status == 3
    assert "Passphrase of the store is needed, and there is nobody to ask." in said.errors
    assert "--passphrase-file" in said.errors
    said = type_in("backup", "make", "kept", *live)
    assert said.status == 3
    assert "Login is needed" in said.errors


def test_a_wrong_passphrase_is_refused_and_one_from_a_missing_file_unavailable(
    type_in: Run, live: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase", encoding="utf-8")
    said = type_in("audit", "verify", "--store", live[1], "--passphrase-file", wrong)
    assert said.status == 1
    assert "The passphrase is not right." in said.errors
    assert type_in("audit", "verify", "--store", live[1], "--passphrase-file", tmp_path / "no").status == 3
    monkeypatch.setenv("AANDE_ALERT_PASSPHRASE_FILE", str(live[3]))
    assert type_in("audit", "verify", "--store", live[1]).status == 0


def test_whoever_may_not_is_refused_at_the_terminal_too(
    type_in: Run, live: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _words="": PASSWORD)
    monkeypatch.setattr("builtins.input", lambda _words: a_member(Role.TRIAGE_NURSE).login)
    said = type_in("backup", "make", tmp_path / "kept", *live)
    assert said.status == 1
    assert "does not allow this" in said.errors
    path = a_file(tmp_path, a_row("C1"), a_row("C2", **JONAHS), NEW)
    login = a_member(Role.SAFEGUARDING_NURSE).login
    said = type_in(
        "register",
        "import",
        path,
        *live,
        "--council",
        "CN",
        "--list-date",
        "2026-11-22",
        "--apply",
        "--login",
        login,
    )
    assert "Applied by PIKE, Joanna (Ms)." in said.out


# ---------------------------------------------------------------- rules, doctor, demo


def test_the_doctor_says_what_is_there(type_in: Run, demo: Path, live: list[object], tmp_path: Path) -> None:
    told = type_in("doctor", "--store", demo, "--json").json()
    assert {line["name"] for line in told} >= {
        "program",
        "Python",
        "SQLAlchemy",
        "fonts",
        "clinical content",
        "store",
        "clock",
    }
    assert all(line["good"] for line in told)
    assert "a demonstration, in" in type_in("doctor", "--store", demo).out
    assert "encrypted, in" in type_in("doctor", *live).out
    assert "none yet in" in type_in("doctor", "--store", tmp_path / "none").out


def test_a_demonstration_is_not_made_over_something(type_in: Run, demo: Path) -> None:
    said = type_in("demo", "make", demo, "--seed", "1")
    assert said.status == 1
    assert said.errors.strip()


# ---------------------------------------------------------------- the log and the boundary


def test_a_bug_is_told_in_one_sentence_and_logged_without_a_value(
    type_in: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, warned: list[logging.LogRecord]
) -> None:
    def breaks(*_given: object) -> int:
        message = "PELL, Maisie"
        raise LookupError(message)

    monkeypatch.setattr("aande_alert.cli.looking.verify_store", breaks)
    said = type_in("verify", "--store", demo)
    assert said.status == 3
    assert "PELL" not in said.out + said.errors
    assert said.errors.startswith("Something went wrong in the program.")
    (log,) = tmp_path.rglob("aande_alert.log")
    written = log.read_text(encoding="utf-8")
    assert "kind=LookupError" in written
    assert "PELL" not in written
    assert json.dumps([record.getMessage() for record in warned])


def test_a_library_that_is_missing_is_told() -> None:
    assert doctor._library("no-such-library-anywhere") == ("no-such-library-anywhere", False, "not installed")


@pytest.mark.long
def test_the_demonstration_is_made(type_in: Run, tmp_path: Path) -> None:
    (*_, told) = type_in("demo", "make", tmp_path / "demo", "--seed", "3", "--json").json()
    assert told["visits"] > 100
    assert type_in("verify", "--store", tmp_path / "demo").status == 0
