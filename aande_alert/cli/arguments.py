"""The command line: which words there are, and what they mean. Nothing heavy is imported here."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aande_alert import __version__
from aande_alert.cli.asking import ask
from aande_alert.domain.errors import Unavailable
from aande_alert.paths import data_dir

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    # argparse gives this kind of object no public name
    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - see above

DEFAULT_SIZE = (1366, 768)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for.

    Attributes:
        command: `window`, `tour`, `demo make`, `audit verify` and so on.
        store: The store's folder.
        url: A PostgreSQL address; empty for a store in the folder.
        passphrase_file: Where the passphrase stands; `None` to ask for it.
        json: Print results as JSON.
        theme: `light`, `dark` or `contrast`.
        text_percent: 100 to 200.
        window_size: Pixels; `None` where nothing was said.
        idle_minutes: After which the screen locks.
        out: Where a command writes.
        more: The command's own arguments.
    """

    command: str
    store: Path
    url: str = ""
    passphrase_file: Path | None = None
    json: bool = False
    theme: str = "light"
    text_percent: int = 100
    window_size: tuple[int, int] | None = None
    idle_minutes: float = 5
    out: Path = Path("build/tour")
    more: dict[str, Any] = field(default_factory=dict)

    def passphrase_place(self) -> Path | None:
        """Return the file that holds the passphrase: the one given, or the environment's; else `None`."""
        place = self.passphrase_file or os.environ.get("AANDE_ALERT_PASSPHRASE_FILE")
        return Path(place) if place else None

    def passphrase(self) -> str:
        """Return the passphrase from its file; empty where none is given.

        It is never an argument, so that no process list shows it.

        Raises:
            Unavailable: The file cannot be read.
        """
        place = self.passphrase_place()
        if place is None:
            return ""
        try:
            return place.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as trouble:
            what = f"The passphrase's file {place.name} cannot be read."
            do = "Check that it is there and may be read."
            raise Unavailable(what, do, kept="Nothing was changed.") from trouble

    def ask_passphrase(self, words: str = "Passphrase of the store: ") -> str:
        """Return the passphrase, asking for it at the terminal where no file holds it.

        Raises:
            Unavailable: The file cannot be read, or there is neither a file nor a terminal.
        """
        return self.passphrase() or ask(words, "Name the file that holds it with --passphrase-file.")


def parse(arguments: Sequence[str]) -> Asked:
    """Read the command line; a wrong one prints its usage and ends with status 2."""
    given = vars(_parser().parse_args(arguments))
    command = given.pop("command", None) or "window"
    action = given.pop("action", None)
    known = {name: given.pop(name) for name in _COMMON if given.get(name) is not None}
    known.setdefault("store", data_dir() / "store")
    given = {name: value for name, value in given.items() if name not in _COMMON}
    return Asked(f"{command} {action}" if action else command, **known, more=given)


_COMMON = (
    "store", "url", "passphrase_file", "json", "theme", "text_percent", "window_size", "idle_minutes", "out",
)  # fmt: skip


def _size(text: str) -> tuple[int, int]:
    wide, _, high = text.partition("x")
    return int(wide), int(high)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aande-alert",
        parents=[_shared(), _look()],
        description="Child protection alerts, history and referrals for A&E.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    # What stands before a command holds for it: a command's own default must not undo it.
    shared, look = _shared(default=argparse.SUPPRESS), _look(default=argparse.SUPPRESS)
    _tour(commands, shared, look)
    for add in (_demo, _listen, _ingest, _register, _rules, _growth, _referral, _audit, _verify, _backup):
        add(commands, shared)
    for add in (_check_arrivals, _photos, _documents, _bench, _doctor):
        add(commands, shared)
    return parser


def _shared(default: str | None = None) -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False, argument_default=default)
    shared.add_argument("--store", type=Path, help="folder of the store")
    shared.add_argument("--url", help="PostgreSQL address of the store, instead of a file in the folder")
    shared.add_argument("--passphrase-file", type=Path, help="file that holds the store's passphrase")
    shared.add_argument("--json", action="store_true", default=default, help="print results as JSON")
    return shared


def _look(default: str | None = None) -> argparse.ArgumentParser:
    look = argparse.ArgumentParser(add_help=False, argument_default=default)
    look.add_argument("--theme", choices=("light", "dark", "contrast"))
    look.add_argument("--scale", dest="text_percent", type=int, help="text size in per cent, 100 to 200")
    look.add_argument("--size", dest="window_size", type=_size, help="window size, for example 1920x1080")
    look.add_argument("--idle-minutes", type=float, help="minutes after which the screen locks")
    return look


def _command(
    commands: Commands,
    name: str,
    help_words: str,
    shared: argparse.ArgumentParser,
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=help_words, parents=[shared])
    return made


def _actions(commands: Commands, name: str, help_words: str) -> Commands:
    return commands.add_parser(name, help=help_words).add_subparsers(dest="action", required=True)


def _tour(commands: Commands, shared: argparse.ArgumentParser, look: argparse.ArgumentParser) -> None:
    words = "drive the real window through the main job and keep a picture of every screen"
    tour = commands.add_parser("tour", help=words, parents=[shared, look])
    tour.add_argument("--out", type=Path, required=True)


def _demo(commands: Commands, shared: argparse.ArgumentParser) -> None:
    demo = _actions(commands, "demo", "the fictional hospital")
    make = _command(demo, "make", "make the fictional hospital", shared)
    make.add_argument("folder", type=Path)
    make.add_argument("--seed", type=int, default=1)
    make.add_argument("--size", choices=("day", "year", "decade"), default="day")


def _listen(commands: Commands, shared: argparse.ArgumentParser) -> None:
    listen = _command(commands, "listen", "receive arrivals over MLLP", shared)
    listen.add_argument("--bind", required=True, metavar="HOST:PORT")
    listen.add_argument("--feed", default="arrivals")
    listen.add_argument(
        "--allow", action="append", default=[], metavar="ADDRESS", help="peer that may connect"
    )


def _ingest(commands: Commands, shared: argparse.ArgumentParser) -> None:
    ingest = _command(commands, "ingest", "take HL7 files in, or watch a folder", shared)
    ingest.add_argument("paths", type=Path, nargs="+")
    ingest.add_argument("--feed", default="arrivals")
    ingest.add_argument("--watch", action="store_true")


def _register(commands: Commands, shared: argparse.ArgumentParser) -> None:
    register = _actions(commands, "register", "councils' lists")
    take = _command(register, "import", "look at a council's list, or apply it", shared)
    take.add_argument("file", type=Path)
    take.add_argument("--council", required=True)
    take.add_argument("--list-date", type=date.fromisoformat, required=True)
    take.add_argument("--kind", choices=("child_protection", "looked_after", "unborn"))
    take.add_argument("--changes", action="store_true", help="changes only, not the whole list")
    take.add_argument("--login", help="who applies it")
    which = take.add_mutually_exclusive_group(required=True)
    which.add_argument("--preview", action="store_true")
    which.add_argument("--apply", action="store_true")


def _check_arrivals(commands: Commands, shared: argparse.ArgumentParser) -> None:
    words = "look for arrivals in a file on registers in files; CSV in, CSV out, no store"
    check = _command(commands, "check-arrivals", words, shared)
    words = "who is listed; one or more files"
    check.add_argument(
        "--register", type=Path, nargs="+", action="extend", required=True, metavar="FILE", help=words
    )
    check.add_argument("--arrivals", type=Path, required=True, metavar="FILE", help="who arrived")
    words = "where the answer goes; the terminal where this is not said"
    check.add_argument("--out", dest="answers", type=Path, metavar="FILE", help=words)


def _rules(commands: Commands, shared: argparse.ArgumentParser) -> None:
    rules = _actions(commands, "rules", "clinical rules")
    _command(rules, "list", "print every rule with its inputs, version and source", shared)
    check = _command(rules, "check", "run a table of cases through the shipped rules", shared)
    check.add_argument("table", type=Path)


def _photos(commands: Commands, shared: argparse.ArgumentParser) -> None:
    photos = _actions(commands, "photos", "clinical photographs")
    visit = "visit number, or the attendance's own id"
    take = _command(photos, "import", "keep files as photographs of an attendance, a line for each", shared)
    take.add_argument("files", nargs="+", type=Path, metavar="FILE")
    take.add_argument("--attendance", required=True, help=visit)
    take.add_argument("--login", help="who takes them in")
    sources = ("supplied_unverified", "taken_here", "medical_photography")
    take.add_argument("--source", choices=sources, default=sources[0], help="where they come from")
    take.add_argument("--consent-by", help="who agreed, where consent is not recorded yet")
    take.add_argument("--consent-how", help="how they agreed, or why it is in the child's best interests")
    take.add_argument("--best-interests", action="store_true", help="not agreed: in the best interests")
    pack = _command(photos, "export", "pack an attendance's originals for police or court", shared)
    pack.add_argument("--attendance", required=True, help=visit)
    pack.add_argument("--purpose", required=True, help="what for, and for whom")
    pack.add_argument("--login", help="who takes them out")
    pack.add_argument("--out", type=Path, required=True, help="the package, a zip file")
    verify = _command(photos, "verify", "say whether a package is as it was packed", shared)
    verify.add_argument("package", type=Path)
    verify.add_argument("--fingerprint", help="as given by another way")


def _documents(commands: Commands, shared: argparse.ArgumentParser) -> None:
    documents = _actions(commands, "documents", "papers without a record")
    words = "set each line of a text as a statement of a referral, and read it back"
    proof = _command(documents, "proof", words, shared)
    proof.add_argument("--text", type=Path, required=True, help="text in UTF-8")
    proof.add_argument("--out", type=Path, required=True, help="the PDF")


def _growth(commands: Commands, shared: argparse.ArgumentParser) -> None:
    growth = _command(commands, "growth", "add growth figures to a table; units are kg and cm", shared)
    growth.add_argument("table", type=Path)
    growth.add_argument("--out", type=Path, required=True)


def _referral(commands: Commands, shared: argparse.ArgumentParser) -> None:
    referral = _actions(commands, "referral", "referrals")
    verify = _command(referral, "verify", "say whether a copy is as it was signed", shared)
    verify.add_argument("file", type=Path)


def _audit(commands: Commands, shared: argparse.ArgumentParser) -> None:
    audit = _actions(commands, "audit", "the audit trail")
    verify = _command(audit, "verify", "follow the chain from its first line to its last", shared)
    verify.add_argument("--anchor", type=Path)
    anchor = _command(audit, "anchor", "print a signed checkpoint to keep elsewhere", shared)
    anchor.add_argument("--out", dest="anchor_file", type=Path)


def _verify(commands: Commands, shared: argparse.ArgumentParser) -> None:
    _command(commands, "verify", "verify the whole store: cipher, chain, hashes, counts", shared)


def _backup(commands: Commands, shared: argparse.ArgumentParser) -> None:
    backup = _actions(commands, "backup", "backups")
    for name, words in (
        ("make", "make one, and look at it"),
        ("verify", "look at one"),
        ("restore", "restore one"),
    ):
        one = _command(backup, name, words, shared)
        one.add_argument("folder", type=Path)


def _bench(commands: Commands, shared: argparse.ArgumentParser) -> None:
    bench = _command(commands, "bench", "measure, beside the floor each figure is held against", shared)
    bench.add_argument("names", nargs="*", metavar="NAME", help="which benches; all where none is named")
    bench.add_argument("--people", type=int, help="how many people the arrival check is made among")


def _doctor(commands: Commands, shared: argparse.ArgumentParser) -> None:
    _command(commands, "doctor", "say what this machine has and lacks", shared)
