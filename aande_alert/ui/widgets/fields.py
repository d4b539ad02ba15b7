"""Fields to write in: a label above, help beside it, and what is wrong in one sentence below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.panel import Flow, Panel, column, row
from aande_alert.ui.widgets.words import Role, Words


class Mark(Restyled, QWidget):
    """A line icon on its own, for instance before a sentence.

    Args:
        name: File name in `resources/icons` without `.svg`.
        role: Colour token.
        size: Pixels at 100 % text.
        parent: The widget it stands in.
    """

    def __init__(
        self,
        name: str,
        role: str = "text",
        size: int = 16,
        parent: QWidget | None = None,
        *,
        cut: str = "surface",
    ) -> None:
        super().__init__(parent)
        self._name, self._role, self._size, self._cut = name, role, size, cut
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_mark(self, name: str, role: str = "text", *, cut: str = "surface") -> None:
        """Show another icon."""
        self._name, self._role, self._cut = name, role, cut
        self.update()

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the icon."""
        side = look().px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        with painting(self) as painter:
            icons.draw(painter, 0, 0, icons.picture(self._name, self._role, self._size, cut=self._cut))


class Field(QWidget):
    """A labelled field; subclasses put their control in with `hold`.

    Args:
        label: What is asked; empty for a field whose label stands elsewhere.
        help_words: A hint beside the label.
        parent: The widget it stands in.

    Signals:
        changed: A person changed the value.
    """

    changed = Signal()

    def __init__(self, label: str, *, help_words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(self, gap=4)
        head = QWidget(self)
        line = row(head, gap=12)
        beside = QWidget(head)
        self._head = Flow(beside, gap=12, line_gap=4)
        self._label = Words(label, Role.STRONG, wrap=False)
        self._help = Words(help_words, Role.SECONDARY, wrap=False)
        self._help.setVisible(bool(help_words))
        self._head.addWidget(self._label)
        line.addWidget(beside, 1)
        line.addWidget(self._help)
        head.setVisible(bool(label))
        self._wrong = QWidget(self)
        wrong = row(self._wrong, gap=6)
        wrong.addWidget(Mark("warn"), 0, Qt.AlignmentFlag.AlignTop)
        self._sentence = Words("", Role.STRONG)
        wrong.addWidget(self._sentence, 1)
        self._wrong.hide()
        self._column.addWidget(head)
        self._column.addWidget(self._wrong)
        self._control: QWidget = self

    def hold(self, control: QWidget, *, takes_keys: QWidget | None = None) -> None:
        """Put the control below the label; `takes_keys` is its part that gets the focus."""
        keys = takes_keys or control
        self._control = keys
        self._column.insertWidget(1, control)
        self._label.setBuddy(keys)
        keys.setAccessibleName(self._label.text())
        self.setFocusProxy(keys)

    def add_beside_label(self, widget: QWidget) -> None:
        """Put a widget after the label, or below it where the line is too short.

        The control stands further off then: its focus ring must not touch what can be pressed.
        """
        self._column.setSpacing(7)
        self._head.addWidget(widget)

    @property
    def label(self) -> str:
        """Return what is asked."""
        return self._label.text()

    def complain(self, sentence: str) -> None:
        """Say below the field what is wrong, and what to write instead."""
        self._sentence.say(sentence)
        self._wrong.setVisible(bool(sentence))
        self._control.setAccessibleDescription(sentence)
        self._control.setProperty("wrong", bool(sentence))
        self._control.style().unpolish(self._control)
        self._control.style().polish(self._control)
        self._control.update()

    def accept(self) -> None:
        """Take the complaint away."""
        if self.complaint():
            self.complain("")

    def complaint(self) -> str:
        """Return what is said to be wrong; empty for nothing."""
        return self._sentence.text()

    def value(self) -> object:
        """Return what was given, as plain value."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Show a value, telling nobody."""
        raise NotImplementedError

    def is_blank(self) -> bool:
        """Say whether nothing was given."""
        return not self.value()


class Line(Restyled, QLineEdit):
    """One line to write in, with room inside for an icon before the words and a widget behind them."""

    _EDGE = 10

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = Mark(icon, "text2", parent=self) if icon else None
        self._behind: QWidget | None = None

    def put_behind(self, widget: QWidget) -> None:
        """Stand a widget at the right end, inside the border."""
        widget.setParent(self)
        widget.show()
        self._behind = widget
        self.place()

    def restyle(self) -> None:
        """Place again at another text size."""
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place again at another width."""
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Put icon and widget in their places, and the words between them."""
        left = right = 0
        if self._before is not None:
            size = self._before.sizeHint()
            self._before.setGeometry(QRect(QPoint(self._EDGE, (self.height() - size.height()) // 2), size))
            left = size.width() + self._EDGE - 3
        if self._behind is not None:
            size = self._behind.sizeHint()
            at = QPoint(self.width() - size.width() - self._EDGE + 1, (self.height() - size.height()) // 2)
            self._behind.setGeometry(QRect(at, size))
            right = size.width() + self._EDGE
        self.setTextMargins(left, 0, right, 0)


class TextField(Field):
    """One line of text.

    Args:
        label: What is asked.
        help_words: A hint beside the label.
        hint: Grey words inside while it is empty.
        icon: Line icon inside, at the left.
        parent: The widget it stands in.

    Signals:
        left: The person has gone on to something else.
        entered: Enter was pressed.
    """

    left = Signal()
    entered = Signal()

    def __init__(
        self,
        label: str,
        *,
        help_words: str = "",
        hint: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, help_words=help_words, parent=parent)
        self.line = Line(icon)
        self.line.setPlaceholderText(hint)
        self.line.textEdited.connect(self._edited)
        self.line.editingFinished.connect(self._leave)
        self.line.returnPressed.connect(self.entered)
        self.hold(self.line)

    @Slot()
    def _edited(self) -> None:
        self.accept()
        self.changed.emit()

    @Slot()
    def _leave(self) -> None:
        self.left.emit()

    def value(self) -> str:
        """Return the words without spaces around them."""
        return self.line.text().strip()

    def set_value(self, value: object) -> None:
        """Show words, telling nobody."""
        self.line.setText(str(value or ""))


class PasswordField(TextField):
    """A password, hidden until Show is pressed, with a word when Caps Lock is on."""

    def __init__(self, label: str = "Password", *, parent: QWidget | None = None) -> None:
        super().__init__(label, icon="lock", parent=parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._show = Button("Show", Kind.LINK, size=Size.ROW)
        self.line.put_behind(self._show)
        self._show.setCheckable(True)
        self._show.toggled.connect(self._reveal)
        self._caps = Panel("sunken", lines="o", height=24, parent=self)
        inside = row(self._caps, (10, 2, 10, 2), 8)
        inside.addWidget(Mark("info"))
        inside.addWidget(Words("Caps Lock is on", Role.SECONDARY), 1)
        self._caps.hide()
        self._column.insertWidget(2, self._caps)
        self.line.installEventFilter(self)

    @Slot(bool)
    def _reveal(self, on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self._show.say("Hide" if on else "Show")
        self.line.place()

    def value(self) -> str:
        """Return the password exactly as typed."""
        return self.line.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice Caps Lock from the letters that arrive."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._notice_caps(event)
        return False

    def _notice_caps(self, event: QKeyEvent) -> None:
        """Infer Caps Lock: no platform tells it to every program, but a letter in the wrong case does."""
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps.hide()
        elif len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps.setVisible(letter.isupper() != shifted)


class _Growing(QPlainTextEdit):
    """Plain text that is as high as its words, between two limits."""

    left = Signal()

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().contentsChanged.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def changeEvent(self, event: QEvent) -> None:
        """Fit again at another text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again at another width."""
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the person has gone on."""
        super().focusOutEvent(event)
        self.left.emit()

    @Slot()
    def _fit(self) -> None:
        line = QFontMetricsF(self.font()).lineSpacing()
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        frame = 2 * (self.frameWidth() + 3) + 2 * round(self.document().documentMargin())
        high = round(line * lines) + frame
        if high != self.height():
            self.setFixedHeight(high)


class LongTextField(Field):
    """Several lines of plain text; the field grows with the words, then scrolls.

    Args:
        label: What is asked.
        help_words: A hint beside the label.
        hint: Grey words inside while it is empty.
        lines: Least and most lines shown.
        parent: The widget it stands in.

    Signals:
        left: The person has gone on to something else.
    """

    left = Signal()

    def __init__(
        self,
        label: str,
        *,
        help_words: str = "",
        hint: str = "",
        lines: tuple[int, int] = (3, 12),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, help_words=help_words, parent=parent)
        self.text = _Growing(*lines)
        self.text.setPlaceholderText(hint)
        self.text.textChanged.connect(self._edited)
        self.text.left.connect(self.left)
        self._silent = False
        self.hold(self.text)

    @Slot()
    def _edited(self) -> None:
        if not self._silent:
            self.accept()
            self.changed.emit()

    def value(self) -> str:
        """Return the words exactly as typed: an account is kept verbatim."""
        return self.text.toPlainText()

    def is_blank(self) -> bool:
        """Say whether there is nothing but spaces."""
        return not self.value().strip()

    def set_value(self, value: object) -> None:
        """Show words, telling nobody."""
        self._silent = True
        self.text.setPlainText(str(value or ""))
        self._silent = False
