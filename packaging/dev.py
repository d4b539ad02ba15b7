"""Set up, run and check aande_alert from a clean clone: `python3 packaging/dev.py run`, or `test`.

Needs Python 3.11 or newer and nothing else; the rest is made in `.venv`.
"""

from __future__ import annotations

import argparse
import sys

import checks
import environment
import locking
import machine
import show

_OLDEST = (3, 11)


def main(words: list[str]) -> int:
    """Do what was asked; return the exit status."""
    if sys.version_info < _OLDEST:
        print(f"aande_alert needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        return 3
    asked = _parser().parse_args(words)
    try:
        return _do(asked)
    except environment.SetUpError as trouble:
        print(trouble)
        return 3
    except KeyboardInterrupt:
        return 130


def _do(asked: argparse.Namespace) -> int:
    if asked.command == "lock":
        return locking.lock()
    running = asked.command == "run"
    advice = machine.prepare(machine.needs(display=show.has_display(), checks=not running))
    if advice:
        print(advice)
        return 3
    environment.make("run" if running else "dev")
    if running:
        return show.program(asked.args)
    if asked.command == "setup":
        print(f"Ready: {environment.python()}")
        return 0
    checks.forget_coverage()
    return checks.run(checks.chosen(fast=asked.fast, long=asked.long, only=asked.k))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up, run and check aande_alert.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("setup", help="make .venv and see that the machine has what is needed")
    run = commands.add_parser("run", help="open the program on the demo hospital")
    run.add_argument("args", nargs=argparse.REMAINDER, help="a command of aande-alert, instead of the window")
    test = commands.add_parser("test", help="everything CI runs")
    test.add_argument("--fast", action="store_true", help="without PostgreSQL and coverage")
    test.add_argument("--long", action="store_true", help="with the tests marked long")
    test.add_argument("-k", default="", metavar="EXPRESSION", help="only the tests that match; no coverage")
    commands.add_parser("lock", help="renew packaging/requirements/*.txt")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
