"""What the machine lacks is told in one line, and what it has is left alone."""

from __future__ import annotations

import shutil

import pytest

import machine
from machine import Need

DEBIAN = pytest.mark.skipif(
    shutil.which("dpkg-query") is None, reason="this machine is not of Debian's family"
)


def test_a_need_is_met_by_any_of_its_packages() -> None:
    wanted = (Need(("libglib2.0-0", "libglib2.0-0t64")), Need(("xvfb",)), Need(("qpdf",)))
    assert machine.missing(wanted, frozenset({"libglib2.0-0t64", "xvfb"})) == ["qpdf"]
    assert machine.missing(wanted, frozenset({"libglib2.0-0", "xvfb", "qpdf"})) == []


def test_the_checks_need_a_server_and_two_readers_of_pdf_and_the_window_does_not() -> None:
    window = machine.needs(display=True, checks=False)
    everything = machine.needs(display=False, checks=True)
    assert {need.debian[0] for need in set(everything) - set(window)} == {
        *("postgresql", "poppler-utils", "qpdf", "xvfb")
    }


def test_without_a_display_the_program_needs_a_virtual_one() -> None:
    assert Need(("xvfb",)) in machine.needs(display=False, checks=False)
    assert Need(("xvfb",)) not in machine.needs(display=True, checks=False)


def test_what_to_run_is_one_line() -> None:
    line = machine.install_line(["xvfb", "qpdf"])
    assert line.endswith("--no-install-recommends xvfb qpdf")
    assert "\n" not in line


@DEBIAN
def test_debian_is_asked_what_is_there() -> None:
    wanted = (Need(("dpkg",)), Need(("no-such-package-anywhere",)))
    present = machine.installed(wanted)
    assert present == {"dpkg"}
    assert machine.missing(wanted, present) == ["no-such-package-anywhere"]


@DEBIAN
def test_where_all_is_there_nothing_is_asked_of_anybody() -> None:
    assert machine.prepare((Need(("dpkg",)),)) == ""
