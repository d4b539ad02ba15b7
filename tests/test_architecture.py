"""The walls that import-linter cannot see; each is proven to stop what it is there to stop."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest

from tests import architecture
from tests.architecture import CHECKS, ROOT, Check, Source

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "aande_alert/ui/pages/arrivals.py"
SERVICE = "aande_alert/services/arrivals.py"
TEST = "tests/ui/test_arrivals.py"
STORE = "aande_alert/persistence/store.py"

# Modules of rules that need no table of cases of their own, each with the reason.
WITHOUT_CASES = {
    "content": "reads and checks the words and thresholds; decides nothing about a child",
    "forms": "reads the questions; decides nothing about a child",
    "inputs": "reads the inputs of a case; decides nothing about a child",
    "policy": "reads one nation's pack; decides nothing about a child",
    "prompting": "puts a rule's answer in words; decides nothing about a child",
    "registry": "lists the rules and runs them; test_tables.py runs every table through it",
    "seen_child": "what the rules are asked about; decides nothing about a child",
    "three_valued": "present, absent, not recorded; every table goes through it",
}

STOPPED: tuple[tuple[Check, str, str], ...] = (
    (architecture.broad_except, SERVICE, "try:\n    f()\nexcept Exception:\n    pass"),
    (architecture.broad_except, SERVICE, "try:\n    f()\nexcept:\n    g()"),
    (
        architecture.broad_except,
        SERVICE,
        "try:\n    f()\nexcept (OSError, BaseException) as e:\n    raise X from e",
    ),
    (architecture.broad_except, SERVICE, "with contextlib.suppress(Exception):\n    f()"),
    (architecture.nested_event_loop, PAGE, "dialog.exec()"),
    (architecture.style_outside_theme, PAGE, "self.setStyleSheet('color: red')"),
    (architecture.rich_text, PAGE, "name = QLabel(child.name)"),
    (architecture.rich_text, PAGE, "name = QtWidgets.QLabel()"),
    (architecture.rich_text, PAGE, "class Name(QLabel):\n    pass"),
    (architecture.rich_text, PAGE, "label.setTextFormat(Qt.TextFormat.RichText)"),
    (architecture.rich_text, PAGE, "view.setHtml(account)"),
    (architecture.rich_text, PAGE, "self.setToolTip(child.name)"),
    (architecture.lazy_relationship, "aande_alert/persistence/tables.py", "x = relationship()"),
    (architecture.lazy_relationship, "aande_alert/persistence/tables.py", "x = relationship(lazy='select')"),
    (architecture.person_in_log, SERVICE, "log.info(f'arrived {child}')"),
    (architecture.person_in_log, SERVICE, "log.info('arrived %s', child)"),
    (architecture.person_in_log, SERVICE, "logger.warning('arrived ' + name)"),
    (architecture.person_in_log, SERVICE, "log.info('arrived', extra={'child': child.name})"),
    (architecture.person_in_log, SERVICE, "log.info('arrived', extra={'child': child})"),
    (architecture.person_in_log, SERVICE, "log.info('arrived', extra=fields)"),
    (architecture.person_in_log, SERVICE, "logging.getLogger(__name__).log(20, '{}'.format(child))"),
    (architecture.person_in_log, SERVICE, "log.exception('failed')"),
    (architecture.person_in_log, SERVICE, "log.error('failed', exc_info=True)"),
    (architecture.careless_write, SERVICE, "open(path, 'w')"),
    (architecture.careless_write, SERVICE, "open(path, mode='ab')"),
    (architecture.careless_write, SERVICE, "path.open('r+b')"),
    (architecture.careless_write, SERVICE, "path.open(mode)"),
    (architecture.careless_write, SERVICE, "path.write_text('x')"),
    (architecture.careless_write, SERVICE, "path.write_bytes(b'x')"),
    (architecture.too_long, TEST, "x = 1\n" * 451),
    (architecture.too_long, SERVICE, "def long():\n" + "    x = 1\n" * 50),
    (architecture.too_long, SERVICE, "class Long:\n" + "    x = 1\n" * 250),
    (architecture.no_docstring, TEST, "x = 1"),
    (architecture.no_docstring, SERVICE, '"""Why."""\nclass Undescribed:\n    pass'),
    (
        architecture.no_docstring,
        SERVICE,
        '"""Why."""\nclass A:\n    """Why."""\n    def undescribed(self):\n        pass',
    ),
    (architecture.foreign_library, SERVICE, "import sqlalchemy"),
    (architecture.foreign_library, "aande_alert/drawings/timeline.py", "from PySide6.QtGui import QColor"),
    (architecture.foreign_library, "aande_alert/domain/plans.py", "import rapidfuzz"),
    (architecture.foreign_library, "aande_alert/domain/plans.py", "def f():\n    from pathlib import Path"),
    (architecture.one_system_only, STORE, "import fcntl"),
    (architecture.pattern_name, SERVICE, "class ArrivalManager:\n    pass"),
    (architecture.pattern_name, "aande_alert/services/arrival_utils.py", ""),
    (architecture.pretended_part, TEST, "from unittest.mock import patch"),
    (architecture.pretended_part, TEST, "from unittest import mock"),
    (architecture.pretended_part, TEST, "qtbot.wait(100)"),
)

ALLOWED: tuple[tuple[Check, str, str], ...] = (
    (architecture.broad_except, "aande_alert/app.py", "try:\n    f()\nexcept Exception:\n    g()"),
    (architecture.broad_except, STORE, "try:\n    f()\nexcept BaseException:\n    rollback()\n    raise"),
    (architecture.broad_except, SERVICE, "try:\n    f()\nexcept OSError:\n    g()"),
    (architecture.nested_event_loop, "aande_alert/app.py", "app.exec()"),
    (architecture.style_outside_theme, "aande_alert/ui/theme/style.py", "app.setStyleSheet(text)"),
    (architecture.rich_text, architecture.WORDS, "class Words(QLabel):\n    pass"),
    (architecture.rich_text, PAGE, "self.setToolTip('Stamp as seen')"),
    (
        architecture.lazy_relationship,
        "aande_alert/persistence/tables.py",
        "x = relationship(lazy='raise_on_sql')",
    ),
    (
        architecture.person_in_log,
        SERVICE,
        "log.info('signed', extra={'referral': referral.id, 'pages': len(pages)})",
    ),
    (architecture.person_in_log, SERVICE, "log.info('refused', extra={'may': str(wanted.permission.value)})"),
    (architecture.person_in_log, SERVICE, "math.log(child)"),
    (
        architecture.careless_write,
        SERVICE,
        "open(path, 'rb')\npath.open()\nImage.open(stream, formats=['PNG'])",
    ),
    (architecture.careless_write, architecture.DURABLE, "path.write_bytes(b'x')"),
    (architecture.too_long, TEST, "x = 1\n" * 450),
    (architecture.too_long, TEST, "def test_it():\n" + "    x = 1\n" * 100),
    (architecture.no_docstring, TEST, '"""Why."""\ndef test_it():\n    pass'),
    (architecture.foreign_library, STORE, "from sqlalchemy.orm import Session\nimport pathlib"),
    (architecture.one_system_only, STORE, "def f():\n    import resource"),
    (architecture.pattern_name, SERVICE, "class Database:\n    pass"),
    (architecture.pretended_part, TEST, "qtbot.waitUntil(done)"),
)


@functools.cache
def _sources() -> tuple[Source, ...]:
    return tuple(architecture.sources())


@pytest.mark.parametrize("check", CHECKS)
def test_the_program_keeps_to_it(check: Check) -> None:
    found = [line for source in _sources() for line in check(source)]
    assert not found, "\n".join([f"{check.__doc__}", *found])


@pytest.mark.parametrize(("check", "path", "text"), STOPPED)
def test_what_must_not_be_is_stopped(check: Check, path: str, text: str) -> None:
    found = list(check(Source.of(path, text)))
    assert found
    assert all(path in line for line in found)


@pytest.mark.parametrize(("check", "path", "text"), ALLOWED)
def test_what_may_be_is_left_alone(check: Check, path: str, text: str) -> None:
    assert list(check(Source.of(path, text))) == []


def test_every_check_is_proven_to_stop_something() -> None:
    assert set(CHECKS) == {check for check, _, _ in STOPPED} == {check for check, _, _ in ALLOWED}


def test_the_whole_program_was_read() -> None:
    read = {source.path for source in _sources()}
    assert {"aande_alert/paths.py", "packaging/dev.py", "tests/conftest.py"} <= read


def test_every_folder_is_a_package_except_packaging() -> None:
    assert architecture.folders_without_init(ROOT) == []


def test_a_folder_that_is_no_package_is_named(tmp_path: Path) -> None:
    for name in ("aande_alert/rules/burns.py", "packaging/__init__.py", "packaging/dev.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert architecture.folders_without_init(tmp_path) == ["aande_alert/rules", "packaging"]


def test_every_rule_has_a_table_of_cases() -> None:
    assert architecture.rules_without_cases(ROOT, WITHOUT_CASES) == []


def test_a_rule_without_cases_is_named_and_so_is_an_excuse_nobody_needs(tmp_path: Path) -> None:
    for name in ("bruising", "burns", "burnsite", "clocks", "clocks_words", "findings"):
        (tmp_path / "aande_alert/rules").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"aande_alert/rules/{name}.py").touch()
    (tmp_path / "tests/spec").mkdir(parents=True)
    (tmp_path / "tests/spec/bruising_cases.toml").touch()
    (tmp_path / "tests/spec/test_clocks.py").touch()
    assert architecture.rules_without_cases(tmp_path, {"findings": "no rule", "clocks": "old"}) == [
        "burns has no table of cases",
        "burnsite has no table of cases",
        "clocks is excused and needs no excuse",
    ]
