"""The table shows every word, keeps the row in use where it is, and answers keys as well as the mouse."""

from __future__ import annotations

import time
from collections.abc import Hashable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from aande_alert.domain.provenance import Source
from aande_alert.domain.timeline import BadgeKind
from aande_alert.ui.theme.tokens import Theme
from aande_alert.ui.widgets.badge import BadgeText
from aande_alert.ui.widgets.cells import (
    Act,
    BadgeCell,
    Cell,
    Group,
    History,
    Name,
    Read,
    Row,
    Signed,
    Tally,
    Text,
    Told,
)
from aande_alert.ui.widgets.marks import HistoryText, ReadText
from aande_alert.ui.widgets.rows import PAGE, READING, Column, Rows
from aande_alert.ui.widgets.table import Table
from tests.ui.conftest import Dress

COLUMNS = (
    Column("at", "Arrived", 62, sortable=True),
    Column("patient", "Patient", 138),
    Column("age", "Age", 66, right=True),
    Column("protection", "Protection", 227, stretch=True),
    Column("checks", "Checks", 79),
)


READ = Read(ReadText("GO"))


def a_row(number: int, name: str = "PELL, Maisie", checks: Cell = READ) -> Row:
    protection = BadgeCell(BadgeText(BadgeKind.ON_PLAN, time="13:58"))
    return Row(number, (Text("13:52"), Name(name), Text("7w 2d"), protection, checks))


@pytest.fixture
def table(dressed: QtBot) -> Table:
    made = Table(COLUMNS, name="Arrivals")
    dressed.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def test_the_model_keeps_qts_rules(dressed: QtBot) -> None:
    rows = Rows(COLUMNS)
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.show_rows((a_row(1), Group("Adults (1)"), a_row(2)))
    rows.show_ids(range(1_000))
    rows.fill(200, tuple(a_row(number) for number in range(200, 400)))
    rows.show_rows(())
    assert rows.rowCount() == 0


def test_a_row_is_read_out_as_one_sentence(dressed: QtBot) -> None:
    rows = Rows(COLUMNS)
    rows.show_rows((a_row(1), Group("Adults (1)")))
    spoken = rows.data(rows.index(0, 3), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "13:52, PELL, Maisie, 7w 2d, CP plan, checked 13:58, Read and understood by GO"
    assert rows.data(rows.index(1, 0)) == "Adults (1)"
    assert rows.data(rows.index(0, 1), Qt.ItemDataRole.ToolTipRole) is None
    assert rows.headerData(3, Qt.Orientation.Horizontal) == "Protection"


@pytest.mark.parametrize(
    ("cell", "spoken"),
    [
        (Text("Triage 2", below="since 13:58"), "Triage 2, since 13:58"),
        (
            Name("PELL, Maisie", below="Booked in as RAIKES, Maisy"),
            "PELL, Maisie, Booked in as RAIKES, Maisy",
        ),
        (BadgeCell(BadgeText(BadgeKind.NOT_CHECKED, "no NHS number")), "NOT CHECKED: no NHS number"),
        (BadgeCell(BadgeText(BadgeKind.NO_RECORD, time="14:03")), "No record, 14:03"),
        (History(HistoryText((None, 1, 2))), "3 in 12 months"),
        (Read(ReadText()), "Alert not read"),
        (Act("trace", "Trace"), "Trace"),
        (Signed("circle", "Not yet"), "Not yet"),
        (Tally(2, "Self-harm"), "2 found: Self-harm"),
        (Told(Source.TOLD_BY_ADULT, "Mother’s partner"), "Mother’s partner (told by an adult)"),
    ],
)
def test_every_kind_of_cell_says_itself(cell: Cell, spoken: str) -> None:
    assert cell.said() == spoken


def test_a_row_grows_rather_than_hide_a_word(table: Table) -> None:
    long = a_row(2, name="WOJCIECHOWSKA-HARRISON, Aleksandra Magdalena Katarzyna")
    table.resize(572, 400)
    table.show_rows([a_row(1), long])
    assert table.body.rowHeight(0) == 32
    assert table.body.rowHeight(1) in {48, 64, 80}


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_every_cell_can_be_painted_in_every_look(
    table: Table, dress: Dress, theme: Theme, percent: int
) -> None:
    texts = [BadgeText(kind, "detail", "13:06") for kind in BadgeKind]
    cells: tuple[Cell, ...] = (
        Text("13:52", fresh=True), Name("HUSSAIN, Zaynab", 13), Text("x", quiet=True, below="y"),
        Act("a", "Trace"), Signed("circle", "Not yet", strong=True), Signed("check", "LT 09:04", small=True),
        Tally(0, "None found"), Tally(12, "Burn"), Told(Source.FROM_RECORD, "PELL, Hannah", strong=True),
        History(HistoryText((None, 0, 1, 9))), Read(ReadText()), Read(ReadText("GO")),
        *(BadgeCell(text, boxed=boxed) for text in texts for boxed in (True, False)),
    )  # fmt: skip
    dress(theme, percent)
    table.resize(700, 4_000)
    table.show_rows([Row(at, (cell, cell, cell, cell, cell)) for at, cell in enumerate(cells)])
    table.body.setFocus()
    table.choose(1)
    assert not table.grab().isNull()
    assert table.body.rowHeight(0) >= round(32 * percent / 100)


def test_columns_share_the_width_and_then_scroll(table: Table) -> None:
    table.show_rows([a_row(1)])
    assert table.body.columns_out_of_view() == 0
    table.resize(300, 400)
    assert table.body.columns_out_of_view() > 0
    table.body.horizontalScrollBar().setValue(table.body.horizontalScrollBar().maximum())
    assert table.body.columns_out_of_view() == 0
    assert [table.body.head.left_of(at) for at in (0, 1)] == [0, 62]
    assert table.body.indexAt(QPoint(10, 10)).column() == 0


def test_enter_opens_and_space_peeks(table: Table, qtbot: QtBot) -> None:
    table.show_rows([a_row(1), Group("Adults (1)"), a_row(2)])
    table.choose(1)
    for key, signal in ((Qt.Key.Key_Return, table.opened), (Qt.Key.Key_Space, table.peeked)):
        with qtbot.waitSignal(signal) as told:
            QTest.keyClick(table.body, key)
        assert told.args == [1]


def test_stepping_passes_over_headings(table: Table) -> None:
    chosen: list[Hashable] = []
    table.chosen.connect(chosen.append)
    table.show_rows([a_row(1), Group("Adults (1)"), a_row(2)])
    table.choose(1)
    table.step(1)
    table.step(1)
    assert chosen == [2]
    assert table.current_id() == 2


def test_a_link_acts_by_mouse_and_by_key(table: Table, qtbot: QtBot) -> None:
    acted: list[tuple[Hashable, str]] = []
    table.acted.connect(lambda row_id, key: acted.append((row_id, key)))
    table.show_rows([a_row(1), a_row(2, checks=Act("trace", "Trace"))])
    x = table.body.head.left_of(4) + 10
    QTest.mouseMove(table.body.viewport(), QPoint(x, 40))
    QTest.mouseClick(table.body.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 40))
    QTest.keyClick(table.body, Qt.Key.Key_Right)
    QTest.keyClick(table.body, Qt.Key.Key_Return)
    assert acted == [(2, "trace"), (2, "trace")]


def test_a_double_click_opens(table: Table, qtbot: QtBot) -> None:
    table.show_rows([a_row(1)])
    with qtbot.waitSignal(table.opened) as told:
        QTest.mouseDClick(table.body.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 10))
    assert told.args == [1]


def test_a_click_on_a_head_asks_to_sort(table: Table, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.sort_asked) as told:
        QTest.mouseClick(table.body.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    table.mark_sorted("at", descending=False)
    assert told.args == ["at"]


def test_new_arrivals_do_not_move_the_row_in_use(table: Table, qtbot: QtBot) -> None:
    table.show_rows([a_row(number) for number in range(5)])
    table.choose(2)
    table.body.setFocus()
    qtbot.waitUntil(table.body.hasFocus)
    before = table.body.rowViewportPosition(2)
    table.show_rows([a_row(100), a_row(101), *(a_row(number) for number in range(5))])
    assert table.current_id() == 2
    assert table.body.rowViewportPosition(4) == before
    assert not table._above.isHidden()
    assert table._above.words() == "2 new above"
    QTest.mouseClick(table._above, Qt.MouseButton.LeftButton)
    assert table.body.verticalScrollBar().value() == 0
    assert table._above.isHidden()


def test_a_million_rows_are_there_at_once(table: Table) -> None:
    asked: list[tuple[int, int]] = []
    table.wanted.connect(lambda first, count: asked.append((first, count)))
    started = time.perf_counter()
    table.show_ids(range(1_000_000))
    assert time.perf_counter() - started < 1
    assert asked == [(0, PAGE)]
    assert table.body._rows.data(table.body._rows.index(0, 0)) == READING
    table.fill(0, tuple(a_row(number) for number in range(PAGE)))
    table.choose(999_999)
    assert asked[-1] == (999_800, PAGE)
    assert table.current_id() == 999_999
    assert not table.grab().isNull()
    assert not table.choose(1_000_001)


def test_old_pages_make_room_for_new_ones(dressed: QtBot) -> None:
    rows = Rows(COLUMNS)
    rows.show_ids(range(100 * PAGE))
    for page in range(100):
        rows.fill(page * PAGE, tuple(a_row(page * PAGE + number) for number in range(PAGE)))
    assert rows.row_at(0) is None
    assert rows.row_at(99 * PAGE) is not None
    assert rows.find(None) == -1
    assert rows.id_at(-1) is None
    assert rows.rowCount(rows.index(0, 0)) == 0
    assert rows.data(rows.index(-1, -1)) is None
    assert rows.flags(rows.index(-1, -1)) == Qt.ItemFlag.NoItemFlags
    assert rows.headerData(0, Qt.Orientation.Vertical) is None


def test_a_page_nobody_wants_any_more_is_dropped(table: Table) -> None:
    table.show_rows([a_row(1)])
    table.fill(0, (a_row(7),))
    assert table.current_id() is None
    assert table.count() == 1


def test_left_and_right_scroll_to_the_columns_beyond(table: Table) -> None:
    table.resize(300, 400)
    table.show_rows([a_row(1)])
    table.choose(1)
    QTest.keyClick(table.body, Qt.Key.Key_Right)
    assert table.body.horizontalScrollBar().value() > 0
    assert not table.grab().isNull()
    QTest.keyClick(table.body, Qt.Key.Key_Left)
    assert table.body.horizontalScrollBar().value() == 0
    QTest.keyClick(table.body, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table.body, Qt.Key.Key_Down)


def over(table: Table, x: int, y: int) -> None:
    """Move the mouse over the table, at once: what another test left of the pointer does not count."""
    where = QPointF(x, y)
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        where,
        table.body.viewport().mapToGlobal(where),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(table.body.viewport(), moved)


def test_the_row_under_the_mouse_is_shaded_and_let_go(table: Table) -> None:
    table.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.body.clearFocus()
    table.show_rows([a_row(1), a_row(2)])
    over(table, 100, 40)
    assert table.body.row_in_use() == 1
    over(table, 100, 10)
    assert table.body.row_in_use() == 0
    table.body.leaveEvent(QEvent(QEvent.Type.Leave))
    assert table.body.row_in_use() == -1


def test_the_row_with_the_keys_is_in_use_until_the_mouse_is_over_another(table: Table, qtbot: QtBot) -> None:
    table.show_rows([a_row(1), a_row(2)])
    table.activateWindow()
    table.body.setFocus()
    qtbot.waitUntil(table.body.hasFocus)
    table.body.leaveEvent(QEvent(QEvent.Type.Leave))
    table.body.setCurrentIndex(table.body.model().index(1, 0))
    assert table.body.row_in_use() == 1
    over(table, 100, 10)
    assert table.body.row_in_use() == 0
    table.body.leaveEvent(QEvent(QEvent.Type.Leave))
    assert table.body.row_in_use() == 1
    table.body.clearFocus()
    assert table.body.row_in_use() == -1
