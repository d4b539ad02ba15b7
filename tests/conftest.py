"""What every test stands on: no screen, nothing left behind, no unexpected warning, the same examples."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything can import Qt
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", "build/hypothesis")

import logging
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests import leaks

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = ["tests.postgres", "tests.stores", "tests.hospital"]

hypothesis.settings.register_profile("same-each-time", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile(
    "long", derandomize=False, deadline=None, database=None, max_examples=2_000, print_blob=True
)
hypothesis.settings.load_profile("same-each-time")

leaks.watch()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--long`."""
    parser.addoption("--long", action="store_true", help="run tests marked long, and many more examples")


def pytest_configure(config: pytest.Config) -> None:
    """Draw many more examples in a long run."""
    if config.getoption("--long"):
        hypothesis.settings.load_profile("long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked long, unless it was asked for."""
    if config.getoption("--long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread, a timer or a window, naming each."""
    then = leaks.before()
    yield
    left = leaks.left_since(then)
    if left:
        pytest.fail("The test left something behind:\n" + "\n".join(left), pytrace=False)


class _Kept(logging.Handler):
    """Keeps what was logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_warning(request: pytest.FixtureRequest) -> Iterator[list[logging.LogRecord]]:
    """Fail a test that logs a warning or worse without asking for `warned`."""
    kept = _Kept()
    root = logging.getLogger()
    root.addHandler(kept)
    yield kept.records
    root.removeHandler(kept)
    expected = "warned" in request.fixturenames
    if kept.records and not expected:
        lines = [f"{record.name} {record.levelname}: {record.getMessage()}" for record in kept.records]
        pytest.fail("The test logged, and did not ask for `warned`:\n" + "\n".join(lines), pytrace=False)
    if expected and not kept.records:
        pytest.fail("The test asked for `warned`, and nothing was logged.", pytrace=False)


@pytest.fixture
def warned(no_unexpected_warning: list[logging.LogRecord]) -> list[logging.LogRecord]:
    """Return what was logged as a warning or worse, for the test that expects it."""
    return no_unexpected_warning
