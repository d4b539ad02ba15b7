"""The referral tab: read once, drawn aside, signed, followed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget

from aande_alert.domain.assessment import Step
from aande_alert.domain.changes import Topic
from aande_alert.domain.referral import ReferralState
from aande_alert.security.access import May
from aande_alert.ui.page import House, RecordPart
from aande_alert.ui.pages.record.referral.desk import Desk
from aande_alert.ui.pages.record.referral.drawing import Drawing
from aande_alert.ui.pages.record.referral.following import Following
from aande_alert.ui.pages.record.referral.leaving import Leaving
from aande_alert.ui.pages.record.referral.signing import SigningNow
from aande_alert.ui.pages.record.referral.wording import Wording
from aande_alert.ui.state.places import RecordPlace, RecordTab
from aande_alert.ui.state.referral import attendance_for, several
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, column, row

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.record import RecordView
    from aande_alert.domain.referral import ReferralLine
    from aande_alert.rules.readiness import ReadinessLine
    from aande_alert.security.access import SignedIn
    from aande_alert.services.referral_desk import ReferralDesk
    from aande_alert.ui.state.referral import HelpText

_AFTER = 1_000  # milliseconds after a change before the paper is made again
_MINUTE = 60_000
_NONE_YET = "Ctrl+R begins it, from the assessment too. It says what is still missing, and sends nothing."


class ReferralPart(RecordPart):
    """One visit's referral."""

    topics = frozenset({Topic.REFERRALS, Topic.ASSESSMENT, Topic.PHOTOGRAPHS, Topic.PEOPLE, Topic.ALERTS})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._who: SignedIn | None = None
        self._record: RecordView | None = None
        self._visit: UUID | None = None
        self._read_desk: ReferralDesk | None = None
        self._jumped = ""
        self._focus_wanted = False
        self.open_now: Leaving | SigningNow | None = None
        self.desk = Desk()
        self.stand = Stand()
        self.chips = ChipRow(single=True)
        self.drawing = Drawing(house, self.desk)
        self.following = Following(house, self)
        self.wording = Wording(house, self)
        self._middle = QStackedWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._lay_out()
        self._wire()
        self.blank()

    def _lay_out(self) -> None:
        self._several = Panel("sunken", lines="b", height=40)
        row(self._several, (16, 6, 16, 6)).addWidget(self.chips)
        self._middle.addWidget(self.stand)
        self._middle.addWidget(self.desk)
        whole = column(self)
        whole.addWidget(self._several)
        whole.addWidget(self._middle, 1)

    def _wire(self) -> None:
        desk = self.desk
        desk.readiness.jumped.connect(self._jump)
        desk.help.use.connect(self._use)
        desk.help.keep.connect(self._keep_mine)
        desk.help.go.connect(self._go_to)
        desk.foot.address_asked.connect(self._ask_council)
        desk.foot.call_asked.connect(self._ask_call)
        desk.foot.urgent_asked.connect(self.ask_sign)
        desk.moves.call_asked.connect(self._ask_call)
        desk.paper.retried.connect(self._read)
        desk.bar.buttons["print"].clicked.connect(self.print_it)
        desk.bar.buttons["save"].clicked.connect(self.save)
        desk.bar.buttons["step"].clicked.connect(self._ask_step)
        desk.bar.buttons["sign"].clicked.connect(self.ask_sign)
        self.following.done.connect(self._read)
        self.wording.changed.connect(self._read)
        self.wording.told.connect(self.told)
        self.chips.switched.connect(self._choose)
        self.stand.acted.connect(self._begin)
        self.stand.retried.connect(self._read)
        self._soon.timeout.connect(self._read)
        self._minute.timeout.connect(self._tick)
        for keys, act in (("Ctrl+R", self._begin), ("Ctrl+P", self.print_it), ("Ctrl+S", self.save)):
            QShortcut(QKeySequence(keys), self, act)

    # ------------------------------------------------------------ reading

    def show_record(self, who: SignedIn, record: RecordView, place: RecordPlace) -> None:
        """Read a visit's referral."""
        self._who, self._record = who, record
        self._visit = attendance_for(record, place)
        choice = several(record, self._visit)
        self._several.setVisible(len(choice) > 1)
        self.chips.show_chips(ChipText(str(one), words, on=one == self._visit) for one, words in choice)
        if self._visit is None:
            self.stand.show_empty("No referral", "A referral arises from an attendance; there is none here.")
            return
        self._minute.start()
        self._read()

    @Slot(str, bool)
    def _choose(self, key: str, _on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        if self._record is not None:
            self.wanted.emit(RecordPlace(self._record.person.id, RecordTab.REFERRALS, UUID(key)))

    def refresh(self) -> None:
        """Read again a second after the last change."""
        if self._visit is not None:
            self._soon.start()

    @Slot()
    def _read(self) -> None:
        if self._who is None or self._visit is None:
            return
        call = partial(self.house.services.referrals.look, self._who, self._visit)
        done = partial(self._show, self._visit)
        self.house.tasks.run(self, "desk", call, done, self._failed, lapses=True)

    def _failed(self, trouble: Trouble) -> None:
        self.stand.show_trouble(trouble)
        self._middle.setCurrentWidget(self.stand)

    def _show(self, visit: UUID, desk: ReferralDesk) -> None:
        if visit != self._visit or self._who is None:
            return
        self._read_desk = desk
        if desk.line is None:
            action = "Begin the referral" if self._who.may(May.REFERRAL_WRITE) else ""
            self.stand.show_empty("No referral", _NONE_YET if action else "", action, icon="referral")
            self._middle.setCurrentWidget(self.stand)
            if self._focus_wanted:
                self.take_focus()
            return
        self._middle.setCurrentWidget(self.desk)
        self.desk.show_desk(desk, self._who, self.house.clock(), self.wording.cards(desk))
        if self._focus_wanted:
            self.take_focus()
        self.drawing.make(desk)

    def _tick(self) -> None:
        """Let the clock on the bar go on."""
        if (line := self._line()) is not None:
            self.desk.show_due(line, self.house.clock())

    def _line(self) -> ReferralLine | None:
        return self._read_desk.line if self._read_desk is not None else None

    # ------------------------------------------------------------ readiness and words

    @Slot(object)
    def _jump(self, line: ReadinessLine) -> None:
        step, question = line.jump
        self._jumped = line.key
        self._go(Step(step), question)

    @Slot(object)
    def _go_to(self, text: HelpText) -> None:
        for question in self._read_desk.assessment.questions if self._read_desk is not None else ():
            if question.id == text.question:
                self._go(question.step, question.id)

    def _go(self, step: Step, question: str) -> None:
        if self._record is not None:
            person = self._record.person.id
            self.wanted.emit(RecordPlace(person, RecordTab.ASSESSMENT, self._visit, step, question))

    @Slot(object)
    def _keep_mine(self, text: HelpText) -> None:
        if self._read_desk is not None:
            self.wording.keep(self._read_desk, text)
            self.desk.help.show_cards(self.wording.cards(self._read_desk), may_write=True)

    @Slot(object)
    def _use(self, text: HelpText) -> None:
        if self._read_desk is not None and self._who is not None:
            self.wording.use(self._who, self._read_desk, text)

    # ------------------------------------------------------------ begin, sign, follow, take out

    @Slot()
    def _begin(self) -> None:
        if self._who is None or self._visit is None or self._read_desk is None or self._line() is not None:
            return
        call = partial(self.house.services.referrals.draft, self._who, self._visit, uuid4())
        self.house.tasks.run(self, "draft", call, self._begun, self._failed)

    def _begun(self, _line: object) -> None:
        self._focus_wanted = True
        self._read()

    @Slot()
    def ask_sign(self) -> None:
        """Ask for the password again, and say what will be signed."""
        desk, who = self._read_desk, self._who
        if desk is None or desk.line is None or who is None or not who.may(May.REFERRAL_SIGN):
            return
        signing = SigningNow(self.house, who, desk, self.drawing.pages, self)
        signing.told.connect(self.told)
        signing.signed.connect(self._read)
        self.open_now = signing
        signing.ask()

    @Slot()
    def _ask_step(self) -> None:
        if (line := self._line()) is not None and self._who is not None:
            self.following.ask_step(self._who, line)

    @Slot()
    def _ask_call(self) -> None:
        if (line := self._line()) is not None and self._who is not None:
            self.following.ask_call(self._who, line)

    @Slot()
    def _ask_council(self) -> None:
        if self._read_desk is not None and self._who is not None:
            self.following.ask_council(self._who, self._read_desk)

    @Slot()
    def save(self) -> None:
        """Ask which copy leaves the program as a file, why, and where to."""
        leaving, line = self._leaving(), self._line()
        if leaving is not None and line is not None:
            leaving.save(signed=line.state is not ReferralState.DRAFTED)

    @Slot()
    def print_it(self) -> None:
        """Ask for a printer."""
        if (leaving := self._leaving()) is not None:
            leaving.print_it(self.drawing.pages)

    def _leaving(self) -> Leaving | None:
        line, who = self._line(), self._who
        if line is None or who is None or not who.may(May.REFERRAL_WRITE):
            return None
        leaving = Leaving(self.house, who, line, self)
        leaving.told.connect(self.told)
        self.open_now = leaving
        return leaving

    # ------------------------------------------------------------ blank

    def blank(self) -> None:
        """Take everything off the glass, and close whatever is open over it."""
        self._soon.stop()
        self._minute.stop()
        self.house.tasks.drop(self, "desk")
        self.drawing.forget()
        self.following.stop()
        if self.open_now is not None:
            self.open_now.stop()
            self.open_now = None
        self._who = self._record = self._visit = self._read_desk = None
        self._several.hide()
        self.chips.show_chips(())
        self.desk.forget()
        self.stand.show_waiting("Referral")
        self._middle.setCurrentWidget(self.stand)

    def take_focus(self) -> None:
        """Put the focus on what is missing, or on the line somebody came back to."""
        self._focus_wanted = self._middle.currentWidget() is not self.desk
        if self._focus_wanted:
            self.stand.setFocus()
        else:
            self.desk.take_focus(self._jumped)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the pages before the help."""
        super().resizeEvent(event)
        self.desk.fit(self.width())
