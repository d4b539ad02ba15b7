"""Rows wrap rather than cut, panels scroll downwards only, and what is cleared is gone."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from aande_alert.ui.widgets.panel import Flow, Panel, Scroll, clear, column, grows, row
from aande_alert.ui.widgets.words import Words


class Block(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(100, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 20)


def test_a_row_goes_on_in_the_next_line(dressed: QtBot) -> None:
    holder = QWidget()
    dressed.addWidget(holder)
    flow = Flow(holder, gap=10, line_gap=5)
    blocks = [Block() for _ in range(3)]
    for block in blocks:
        flow.addWidget(block)
    blocks[2].hide()
    holder.resize(150, 100)
    holder.show()
    assert flow.sizeHint() == QSize(210, 20)
    assert flow.minimumSize() == QSize(100, 20)
    assert (flow.heightForWidth(150), flow.heightForWidth(400)) == (45, 20)
    assert blocks[1].y() > blocks[0].y()
    assert (flow.itemAt(9), flow.takeAt(9), flow.count()) == (None, None, 3)


def test_clearing_takes_everything_but_what_is_kept(dressed: QtBot) -> None:
    holder = QWidget()
    dressed.addWidget(holder)
    within = column(holder)
    kept = Words("kept")
    within.addWidget(kept)
    within.addWidget(Words("gone"))
    inner = QHBoxLayout()
    inner.addWidget(Words("inner"))
    within.addLayout(inner)
    within.addStretch(1)
    clear(within, keep=lambda widget: widget is kept)
    assert within.count() == 1
    dressed.waitUntil(lambda: [words.text() for words in holder.findChildren(Words)] == ["kept"])


def test_a_panel_changes_its_ground(dressed: QtBot) -> None:
    panel = Panel("sunken", lines="tblr", height=40)
    dressed.addWidget(panel)
    before = panel.grab().toImage()
    panel.set_ground("red", lines="o", line="text")
    assert panel.grab().toImage() != before
    panel.set_ground("", lines="")
    assert panel.minimumHeight() == 40


def test_a_scrolled_part_is_never_narrower_than_its_words(dressed: QtBot) -> None:
    content = QWidget()
    row(content).addWidget(Words("HOLROYD, Jonah (lives with grandmother)", wrap=False))
    scroll = Scroll(content)
    dressed.addWidget(scroll)
    assert scroll.minimumSizeHint().width() > content.minimumSizeHint().width()


def test_a_widget_can_take_what_is_left(dressed: QtBot) -> None:
    widget = Block()
    dressed.addWidget(widget)
    grows(widget)
    grows(widget, down=True)
    policy = widget.sizePolicy()
    assert policy.horizontalPolicy() == policy.verticalPolicy() == QSizePolicy.Policy.Expanding


def test_a_bar_that_is_not_needed_goes_away(dressed: QtBot) -> None:
    content = QWidget()
    within = column(content)
    words = Words("one two three four five six seven eight nine ten " * 12)
    within.addWidget(words)
    scroll = Scroll(content)
    dressed.addWidget(scroll)
    scroll.resize(300, 60)
    scroll.show()
    dressed.waitUntil(lambda: scroll.verticalScrollBar().isVisible())
    scroll.resize(300, content.heightForWidth(300))
    dressed.waitUntil(lambda: not scroll.verticalScrollBar().isVisible())
    words.say("more " * 400)
    dressed.waitUntil(lambda: scroll.verticalScrollBar().isVisible())


def test_a_bar_that_lies_on_the_margin_moves_no_word(dressed: QtBot) -> None:
    content = QWidget()
    within = column(content, (16, 8, 16, 8))
    words = Words("one two three four five six seven eight nine ten " * 12)
    within.addWidget(words)
    scroll = Scroll(content, over=True)
    dressed.addWidget(scroll)
    scroll.resize(300, 60)
    scroll.show()
    dressed.waitUntil(lambda: scroll.verticalScrollBar().isVisible())
    assert content.width() == 300
    bar = scroll.verticalScrollBar()
    assert words.mapTo(scroll, words.rect().topRight()).x() < bar.mapTo(scroll, bar.rect().topLeft()).x()
    scroll.resize(300, content.heightForWidth(300))
    dressed.waitUntil(lambda: not scroll.verticalScrollBar().isVisible())
    assert content.width() == 300


def test_what_may_scroll_sideways_asks_for_no_width(dressed: QtBot) -> None:
    content = QWidget()
    content.setMinimumWidth(900)
    column(content)
    scroll = Scroll(content, sideways=True)
    dressed.addWidget(scroll)
    assert scroll.minimumSizeHint().width() < 100


def test_one_line_stands_in_the_middle_of_a_taller_room(dressed: QtBot) -> None:
    holder = QWidget()
    dressed.addWidget(holder)
    flow = Flow(holder, centred=True)
    block = Block()
    flow.addWidget(block)
    holder.resize(300, 100)
    holder.show()
    dressed.waitExposed(holder)
    assert abs(block.geometry().center().y() - 50) <= 1
