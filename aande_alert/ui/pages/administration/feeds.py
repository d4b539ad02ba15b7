"""Feeds: whether each lives, what became of its messages, and those that nobody could apply."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from aande_alert.domain.changes import Topic
from aande_alert.ui.pages.administration.message import MessageView
from aande_alert.ui.pages.administration.section import Section, head, subhead, table_rows
from aande_alert.ui.state.administration import feed_lines, quarantine_lines
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.table import Table

if TYPE_CHECKING:
    from aande_alert.domain.board import FeedState
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.intake import QuarantineLine
    from aande_alert.security.access import SignedIn
    from aande_alert.services.intake import Intake
    from aande_alert.ui.page import House

_FEEDS = (
    Column("name", "Feed", 170, stretch=True),
    Column("last", "Last message", 140),
    Column("state", "State", 100),
    Column("every", "Expected", 110),
    Column("received", "Received", 86, right=True),
    Column("applied", "= Applied", 86, right=True),
    Column("twice", "+ Twice", 76, right=True),
    Column("quarantine", "+ Quarantine", 106, right=True),
    Column("kept", "+ Kept", 70, right=True),
    Column("waiting", "+ Waiting", 100, right=True),
)
_MESSAGES = (
    Column("at", "Received", 140),
    Column("feed", "Feed", 80),
    Column("peer", "From", 130),
    Column("size", "Bytes", 70, right=True),
    Column("state", "State", 150),
    Column("reason", "What happened", 260, stretch=True),
    Column("do", "What to do", 230),
)


class FeedsSection(Section):
    """The feeds and the worklist; a message is opened in a view of its own."""

    topics = frozenset({Topic.FEEDS})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._lines: dict[UUID, QuarantineLine] = {}
        self.table = Table(_FEEDS, name="Feeds", frozen=1)
        self.messages = Table(_MESSAGES, name="Messages nobody could apply", frozen=1)
        self.message = MessageView(house)
        self._stand, self._none = Stand(), Stand()
        part, self._count = subhead("Messages nobody could apply")
        self._overview = QWidget()
        down = QVBoxLayout(self._overview)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(head("Feeds"))
        for widget, stretch in (
            (self.table, 2), (self._stand, 2), (part, 0), (self.messages, 3), (self._none, 3),
        ):  # fmt: skip
            down.addWidget(widget, stretch)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._overview)
        self._stack.addWidget(self.message)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.messages.opened.connect(self._open)
        self.message.left_view.connect(self._back)
        self.message.told.connect(self.told)
        self._stand.retried.connect(self.load)

    def load(self) -> None:
        """Read every feed and the worklist."""
        call = partial(_read, self.house.services.intake, self.who)
        self.house.tasks.run(self, "feeds", call, self._show, self._failed, lapses=True)

    def _show(self, read: tuple[tuple[FeedState, ...], tuple[QuarantineLine, ...]]) -> None:
        feeds, lines = read
        self._lines = {line.id: line for line in lines}
        self.table.setVisible(bool(feeds))
        self._stand.setVisible(not feeds)
        self.table.show_rows(table_rows(feed_lines(feeds), mark=2))
        if not feeds:
            do = "Start the listener (aande-alert listen); a feed appears with its first message."
            self._stand.show_empty("No message has ever come", do)
        self._count.say(f"Messages nobody could apply: {len(lines)}")
        self.messages.setVisible(bool(lines))
        self._none.setVisible(not lines)
        self.messages.show_rows(table_rows(quarantine_lines(lines), strong=-1, mark=4))
        if not lines:
            self._none.show_empty(
                "Every message was applied", "What cannot be read appears here with its reason."
            )

    def _failed(self, trouble: Trouble) -> None:
        self.table.hide()
        self._stand.show_trouble(trouble)
        self._stand.show()

    @Slot(object)
    def _open(self, message_id: UUID) -> None:
        self._stack.setCurrentWidget(self.message)
        self.message.begin(self.who, self._lines[message_id])

    @Slot()
    def _back(self) -> None:
        self._stack.setCurrentWidget(self._overview)
        self.load()
        self.messages.setFocus()

    def unfinished(self) -> bool:
        """Say whether a message is being corrected."""
        return self.message.isVisible() and self.message.unfinished()

    def blank(self) -> None:
        """Close the message, which names a child."""
        self.message.blank()
        self._stack.setCurrentWidget(self._overview)


def _read(intake: Intake, who: SignedIn) -> tuple[tuple[FeedState, ...], tuple[QuarantineLine, ...]]:
    return intake.states(), intake.quarantine(who)
