"""One message nobody could apply: why, what it says or how it is built, and trying it again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from aande_alert.domain.wording import show_moment
from aande_alert.security.access import May
from aande_alert.ui.pages.administration.section import head
from aande_alert.ui.state.message_text import MessageText, read_message
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.facts import Facts
from aande_alert.ui.widgets.fields import LongTextField, TextField
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, Scroll, column, row
from aande_alert.ui.widgets.shortcuts import on_key
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.intake import IntakeCounts, QuarantineLine
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House

_COVERED = (
    "Values are covered: letters show as x, digits as #. Your role sees no child's details; "
    "a safeguarding nurse can read the message and correct it by hand."
)
_OPEN = (
    "The message as it came. Reading it has been written down. What came is kept whatever you change here."
)


class MessageView(QWidget):
    """The message.

    Signals:
        left_view: Somebody goes back, or it was applied.
        told: One sentence for the announcement.
    """

    left_view = Signal()
    told = Signal(str)

    def __init__(self, house: House) -> None:
        super().__init__()
        self.house = house
        self._who: SignedIn | None = None
        self._line: QuarantineLine | None = None
        self._came: MessageText | None = None
        back = Button("Back to the feeds", icon="left", key="Esc")
        self._facts = Facts(label_width=104, gap=4)
        self._told = Words("", Role.SECONDARY)
        self.text = LongTextField("Message", lines=(8, 16))
        self.reason = TextField("Why it is tried again", hint="In a few words")
        self.again = Button("Try again as it came", icon="refresh")
        self.corrected = Button("Try what is written here", Kind.PRIMARY, icon="pencil")
        self._stand = Stand()
        self._lay_out(back)
        back.clicked.connect(self.left_view)
        self.again.clicked.connect(self._again)
        self.corrected.clicked.connect(self._try_corrected)
        on_key("Esc", self, self.left_view.emit)

    def _lay_out(self, back: Button) -> None:
        inside = QWidget()
        down = column(inside, (16, 12, 16, 12), 12)
        for part in (self._facts, self._told, self.text, self.reason):
            down.addWidget(part)
        down.addWidget(self._stand)
        down.addStretch(1)
        foot = Panel("sunken", lines="t", height=56)
        across = row(foot, (16, 8, 16, 8), 12)
        across.addWidget(Words("What cannot be applied stays in quarantine.", Role.SECONDARY), 1)
        across.addWidget(self.again)
        across.addWidget(self.corrected)
        whole = column(self)
        whole.addWidget(head("A message nobody could apply", back))
        whole.addWidget(Scroll(inside), 1)
        whole.addWidget(foot)

    def begin(self, who: SignedIn, line: QuarantineLine) -> None:
        """Show a message: as it came to a clinical role, its outline to any other."""
        self.blank()
        self._who, self._line = who, line
        sees = who.may(May.RECORD_READ)
        state = "In quarantine" if line.state == "quarantined" else "Kept, not acted on"
        self._facts.show_facts(
            (
                (
                    "Received",
                    f"{show_moment(line.received_at)}, {line.feed}, from {line.peer}, {line.size:,} bytes",
                ),
                ("State", state),
                ("What happened", line.reason),
                ("What to do", line.do),
            )
        )
        self._told.say(_OPEN if sees else _COVERED)
        self.corrected.setVisible(sees)
        self.text.text.setReadOnly(not sees)
        for button in (self.again, self.corrected):
            button.allow()
        intake = self.house.services.intake
        if sees:
            call = partial(intake.body, who, line.id)
            self.house.tasks.run(self, "text", call, self._show, self._failed, lapses=True)
        else:
            outline = partial(intake.outline, who, line.id)
            self.house.tasks.run(self, "text", outline, self._show_outline, self._failed, lapses=True)
        self.reason.setFocus()

    def _show(self, body: bytes) -> None:
        self._came = read_message(body)
        self.text.set_value(self._came.text)

    def _show_outline(self, outline: str) -> None:
        self.text.set_value(outline)

    @Slot()
    def _again(self) -> None:
        self._replay(None)

    @Slot()
    def _try_corrected(self) -> None:
        if self._came is None:
            return
        try:
            body = self._came.bytes_of(self.text.value())
        except UnicodeEncodeError:
            self.text.complain("A character here cannot be written as the feed writes its messages.")
            return
        self._replay(None if body == self._came.body else body)

    def _replay(self, body: bytes | None) -> None:
        if self._who is None or self._line is None:
            return
        self.again.refuse("Trying")
        self.corrected.refuse("Trying")
        call = partial(self.house.services.intake.replay, self._who, self._line.id, body, self.reason.value())
        self.house.tasks.run(self, "replay", call, self._replayed, self._failed)

    def _replayed(self, _counts: IntakeCounts) -> None:
        self.told.emit("The message was applied.")
        self.left_view.emit()

    def _failed(self, trouble: Trouble) -> None:
        self.again.allow()
        self.corrected.allow()
        self._stand.show_trouble(trouble, retry=False)
        self._stand.show()

    def unfinished(self) -> bool:
        """Say whether a reason or a correction was written."""
        changed = self._came is not None and self.text.value() != self._came.text
        return changed or bool(self.reason.value())

    def blank(self) -> None:
        """Take the message off the glass."""
        self._who = self._line = self._came = None
        self.house.tasks.drop(self, "text")
        self.text.set_value("")
        self.text.accept()
        self.reason.set_value("")
        self._stand.hide()
        self._facts.show_facts(())
