"""A sheet over the window: only for a reason, a signature, or entered in error. It blocks nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from aande_alert.ui.theme.drawing import bar, box, painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.panel import column, row
from aande_alert.ui.widgets.words import Role, Words

WIDE = 416


class Sheet(Restyled, QDialog):
    """A question with one way on and one way back.

    Show it with `open()`. It stays open until `accept()` or `reject()`: the page checks what was
    given after `agreed`, and closes it when it is good.

    Args:
        heading: What it is about.
        sentence: What will happen.
        agree: Words of the way on, a verb.
        cancel: Words of the way back.
        parent: The window it stands over.

    Signals:
        agreed: The way on was pressed.

    Attributes:
        body: Where the page puts its fields.
        agree: The button, to be refused until what is needed is there.
    """

    agreed = Signal()

    def __init__(
        self, heading: str, sentence: str, agree: str, parent: QWidget, *, cancel: str = "Cancel"
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(heading)
        whole = column(self, (24, 24, 24, 24), 12)
        whole.addWidget(Words(heading, Role.HEADING))
        if sentence:
            whole.addWidget(Words(sentence))
        inside = QWidget(self)
        self.body: QVBoxLayout = column(inside, gap=12)
        whole.addWidget(inside)
        foot = QWidget(self)
        across = row(foot, (0, 8, 0, 0), 12)
        self.agree = Button(agree, Kind.PRIMARY)
        self.agree.clicked.connect(self.agreed)
        self._cancel = Button(cancel)
        self._cancel.clicked.connect(self.reject)
        across.addStretch(1)
        across.addWidget(self.agree)
        across.addWidget(self._cancel)
        whole.addWidget(foot)
        self.restyle()

    def restyle(self) -> None:
        """Grow with the text."""
        self.setFixedWidth(look().px(WIDE))

    def sizeHint(self) -> QSize:
        """Return the height its words need at its width."""
        wide = look().px(WIDE)
        layout = self.layout()
        high = layout.totalHeightForWidth(wide) if layout is not None else 0
        return QSize(wide, max(high, super().sizeHint().height()))

    def event(self, event: QEvent) -> bool:
        """Grow with a field that grows or complains."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resize(self.sizeHint())
        return done

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that is needed, and give the first field the keys."""
        super().showEvent(event)
        self.resize(self.sizeHint())
        first = self.body.itemAt(0)
        widget = first.widget() if first is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and border."""
        now = look()
        with painting(self) as painter:
            bar(painter, self.rect(), now.colour("surface"))
            box(painter, self.rect(), border=now.colour("text"), radius=0)

    @Slot()
    def finish(self) -> None:
        """Close it as agreed."""
        self.accept()
