"""Leads through the window step by step, waits for each answer, and keeps the pictures it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from html import escape
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias, cast

from PySide6.QtCore import QEvent, QObject, QSaveFile, QSize, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from aande_alert.domain.errors import Trouble, Unavailable
from aande_alert.ui.theme.look import look
from aande_alert.ui.theme.style import apply
from aande_alert.ui.theme.tokens import Theme
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.notice import Announcement
from aande_alert.ui.window.rounds import Rounds

if TYPE_CHECKING:
    from pathlib import Path

    from aande_alert.ui.window import Window

Story: TypeAlias = Generator[Callable[[], bool], None, None]
"""Steps; each yields what has to hold before the next."""

_LOOK_EVERY = 25  # milliseconds
_PATIENCE = 60.0  # seconds for one step
_SETTLE = 0.35  # seconds without anything going on before a picture is taken


@dataclass(frozen=True, slots=True)
class Sight:
    """One size and theme every screen is pictured in."""

    size: tuple[int, int]
    theme: Theme

    @property
    def folder(self) -> str:
        """Return `1366x768-light`."""
        return f"{self.size[0]}x{self.size[1]}-{self.theme.value}"


SIGHTS = tuple(
    Sight(size, theme) for size in ((1366, 768), (1920, 1080)) for theme in (Theme.LIGHT, Theme.DARK)
)


class Guide(QObject):
    """Runs a story in the window's own event loop.

    Args:
        window: The real one, on screen.
        out: Where pictures go.
        sights: Sizes and themes.

    Signals:
        ended: The story is over; the argument says whether it went well.
    """

    ended = Signal(bool)

    def __init__(self, window: Window, out: Path, sights: tuple[Sight, ...] = SIGHTS) -> None:
        super().__init__(window)
        self.window = window
        self.out = out
        self.sights = sights
        self.pictures: list[tuple[str, str]] = []
        self.papers: list[str] = []
        self.trouble = ""
        self.strays: list[str] = []
        self._story: Story | None = None
        self._until: Callable[[], bool] | None = None
        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice a part that is shown before it has a place: for a moment it is a window of its own."""
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self.window
            and watched.windowType() is Qt.WindowType.Window
        ):
            self.strays.append(type(watched).__name__)
        return False

    def lead(self, story: Story) -> None:
        """Begin a story; `ended` tells when it is over."""
        for sight in self.sights:
            (self.out / sight.folder).mkdir(parents=True, exist_ok=True)
        self._story = story
        self._since = monotonic()
        self._until = None
        self._watch(on=True)
        self._timer.start()

    def _watch(self, *, on: bool) -> None:
        app = QApplication.instance()
        if app is not None:
            (app.installEventFilter if on else app.removeEventFilter)(self)

    def _look(self) -> None:
        """Go on with the story once what it waits for holds."""
        if self._until is not None and not self._until():
            if monotonic() - self._since > _PATIENCE:
                self._end(f"waited too long after {self.pictures[-1][0] if self.pictures else 'the start'}")
            return
        self._since = monotonic()
        try:
            self._until = next(self._story) if self._story is not None else None
        except StopIteration:
            self._end("")
        except Trouble as trouble:
            self._end(trouble.sentence())

    def _end(self, trouble: str) -> None:
        self._timer.stop()
        self._watch(on=False)
        strays = ", ".join(sorted(set(self.strays)))
        self.trouble = trouble or (f"These flashed up as windows of their own: {strays}." if strays else "")
        self.write_index()
        self.ended.emit(not trouble)

    def settled(self) -> Callable[[], bool]:
        """Return what holds once nothing has gone on for a moment."""
        started = monotonic()
        return lambda: monotonic() - started > _SETTLE and not self.window.is_busy()

    def picture(self, name: str, words: str) -> Story:
        """Keep a picture of the window in every size and theme, and come back to the first."""
        number = f"{len(self.pictures) + 1:02d}-{name}"
        self.pictures.append((number, words))
        for sight in self.sights:
            self._dress(sight)
            yield self.settled()
            self.window.grab().save(str(self.out / sight.folder / f"{number}.png"))
        if len(self.sights) > 1:
            self._dress(self.sights[0])
            yield self.settled()

    def _dress(self, sight: Sight) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and look().theme is not sight.theme:
            apply(app, sight.theme, look().percent)
        if self.window.size() != QSize(*sight.size):
            self.window.resize(*sight.size)

    def press(self, key: Qt.Key, to: QWidget | None = None, *, control: bool = False) -> None:
        """Press a key where the focus is, as a hand would."""
        target = to or self._hands()
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(target, key, held)

    def type(self, words: str, to: QWidget | None = None) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(to or self._hands(), words)

    def _hands(self) -> QWidget:
        """Return where keys go, also where no window manager has made the window the active one."""
        wanted: QWidget | None = QApplication.focusWidget()
        return wanted or cast("QWidget | None", self.window.focusWidget()) or self.window

    def catch_up(self) -> None:
        """Let what goes by the clock catch up with the story: ages of lists, a sentence read long ago."""
        for said in self.window.findChildren(Announcement):
            said.hide()
        for rounds in self.window.findChildren(Rounds):
            rounds.tick()
            rounds.ask_standing()

    def press_button(self, words: str) -> None:
        """Press the button that says this.

        Raises:
            Unavailable: There is none in view, or it waits for something.
        """
        for button in self.window.findChildren(Button):
            if button.isVisible() and button.isEnabled() and button.words() == words:
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                return
        what = f"There is no button that says {words}."
        raise Unavailable(what, "Look at the last picture of the tour.")

    def keep(self, name: str, body: bytes) -> None:
        """Keep a paper the story made.

        Raises:
            Unavailable: The folder cannot be written to.
        """
        self._write(name, body)
        self.papers.append(name)

    def _write(self, name: str, body: bytes) -> None:
        file = QSaveFile(str(self.out / name))
        opened = file.open(QSaveFile.OpenModeFlag.WriteOnly)
        if not (opened and file.write(body) == len(body) and file.commit()):
            what = f"{name} cannot be written."
            raise Unavailable(what, "Choose another folder for the tour.", kept="The store is as it was.")

    def write_index(self) -> None:
        """Write a page that shows every picture under its words."""
        parts = [
            "<!doctype html><html lang='en'><meta charset='utf-8'><title>A&amp;E Alert, the tour</title>"
        ]
        parts.append("<body><h1>A&amp;E Alert, the tour</h1><p>Every person here is invented.</p>")
        parts += [f"<p><a href='{escape(paper)}'>{escape(paper)}</a></p>" for paper in self.papers]
        for number, words in self.pictures:
            parts.append(f"<h2>{escape(number)}</h2><p>{escape(words)}</p>")
            parts += [
                f"<img width='900' src='{sight.folder}/{number}.png' alt='{escape(words)}, {sight.folder}'>"
                for sight in self.sights
            ]
        parts.append("</body></html>")
        self._write("index.html", "\n".join(parts).encode("utf-8"))
