"""The photographs of a visit: covered tiles, one picture at a time, covered again after a minute."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from aande_alert.domain.photographs import Frame
from aande_alert.domain.wording import show_age_of, show_birth, show_time
from aande_alert.ui.pages.record.assessment.picture_view import IdentityText, Preview, Tiles, TileText
from aande_alert.ui.pages.record.assessment.refusals import Refusals
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, Scroll, column, row
from aande_alert.ui.widgets.pile import Pile
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.entries import Entry
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.photographs import Photograph
    from aande_alert.ui.pages.record.assessment.step_view import StepView

COVER_AFTER = 60_000
_SHORT = {Frame.CLOSE_WITH_SCALE: "Close-up, scale", Frame.OTHER_SIDE: "Other side"}
_SMALL = QSize(256, 192)


class Gallery(QWidget):
    """Tiles and the picture in view.

    Signals:
        chosen: The id of a photograph whose details are wanted; `None` for none.
        seen: The id of a photograph that was uncovered; its custody log has a new line.
        started: The way to the first photograph was pressed.
    """

    chosen = Signal(object)
    seen = Signal(object)
    started = Signal()

    def __init__(self, step: StepView) -> None:
        super().__init__()
        self._step = step
        self._house = step.house
        self._chosen: UUID | None = None
        self._small = QPixmap()
        self.preview = Preview()
        self.tiles = Tiles()
        self.refusals = Refusals()
        self._stand = Stand()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COVER_AFTER)
        self._timer.timeout.connect(self.cover_all)
        self._lay_out()
        self.tiles.chosen.connect(self.uncover)
        self.preview.toggled.connect(self._toggle)
        self.preview.stepped.connect(self._turn)
        self.cover.clicked.connect(self.cover_all)
        self._stand.acted.connect(self.started)

    def _lay_out(self) -> None:
        down = column(self)
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 4), 8)
        self._title = Words("Photographs", Role.HEADING, wrap=False)
        line.addWidget(self._title)
        self._count = Words("", Role.SECONDARY)
        line.addWidget(self._count, 1)
        self.cover = Button("Cover all", icon="eyeoff", key="Esc")
        line.addWidget(self.cover)
        down.addWidget(head)
        down.addWidget(self.refusals)
        self._pictures = QWidget()
        inside = column(self._pictures)
        framed = QWidget()
        column(framed, (12, 8, 12, 4)).addWidget(self.preview)
        inside.addWidget(framed, 5)
        inside.addWidget(Scroll(self.tiles), 4)
        self._body = Pile()
        for part in (self._stand, self._pictures):
            self._body.addWidget(part)
        down.addWidget(self._body, 1)

    # ---------------------------------------------------------------- shown

    def show_photographs(self) -> None:
        """Show the tiles of the visit, all covered but the one being looked at."""
        assessment = self._step.seen.assessment
        photographs = assessment.photographs
        self.tiles.show_tiles(tuple(self._tile(entry) for entry in photographs))
        if self._chosen is not None and self._entry(self._chosen) is None:
            self._chosen = None
            self.cover_all()
            self.chosen.emit(None)
        if photographs:
            self._body.setCurrentWidget(self._pictures)
        else:
            action = "Add from a file" if assessment.consent is not None else "Record consent"
            self._stand.show_empty("No photographs", "Consent first, then the label.", action, icon="image")
            self._body.setCurrentWidget(self._stand)
        self._say()

    def forget(self) -> None:
        """Cover, and show nobody."""
        self._timer.stop()
        self._chosen, self._small = None, QPixmap()
        self.preview.clear()
        self.tiles.show_tiles(())
        self.refusals.forget()
        self._title.say("Photographs")
        self._count.say("")

    @property
    def photo_id(self) -> UUID | None:
        """Return the photograph in view, covered or not."""
        return self._chosen

    def stay_awake(self) -> None:
        """Begin the minute again: somebody is still here."""
        if self._timer.isActive():
            self._timer.start()

    def shows(self, photo: Photograph) -> str:
        """Return what a photograph shows: `Mark 1, left cheek, fleshy`."""
        words = self._mark_words(photo)
        for entry in self._step.seen.assessment.injuries:
            if entry.head.id == photo.injury_id:
                return f"{words}, {self._house.regions.region(entry.body.region).words.lower()}"
        return words

    def _tile(self, entry: Entry[Photograph]) -> TileText:
        photo = entry.body
        shows = f"{self._mark_words(photo)}, {show_time(photo.received_at)}"
        return TileText(entry.head.id, photo.number, _SHORT.get(photo.frame, photo.frame.words), shows)

    def _mark_words(self, photo: Photograph) -> str:
        if photo.injury_id is None:
            return "Whole series" if photo.frame is Frame.IDENTITY else "Whole child"
        marks = {entry.head.id: entry.body.number for entry in self._step.seen.assessment.injuries}
        number = marks.get(photo.injury_id)
        return f"Mark {number}" if number else "Mark entered in error"

    def _say(self) -> None:
        count = len(self._step.seen.assessment.photographs)
        covered = count - (0 if self.preview.is_covered else 1)
        self._title.say(f"Photographs ({count})")
        self._count.say(f"{covered} covered" if count else "")
        self.tiles.choose(self._chosen, None if self.preview.is_covered else self._small)

    # ---------------------------------------------------------------- looking

    @Slot(object)
    def uncover(self, photo_id: UUID) -> None:
        """Show one picture; the look is written into its custody log, and the others stay covered."""
        if self._entry(photo_id) is None:
            return
        if photo_id == self._chosen and not self.preview.is_covered:
            self.cover_all()
            return
        self.preview.cover("Checking its hash …")
        self._chosen = photo_id
        self._say()
        self.chosen.emit(photo_id)
        call = partial(self._house.services.photographs.picture, self._step.seen.who, photo_id)
        done = partial(self._show_picture, photo_id)
        self._house.tasks.run(self._step, "picture", call, done, self._refused)

    def _entry(self, photo_id: UUID | None) -> Entry[Photograph] | None:
        if self._step.is_blank:
            return None
        return next((e for e in self._step.seen.assessment.photographs if e.head.id == photo_id), None)

    def _show_picture(self, photo_id: UUID, body: bytes) -> None:
        entry = self._entry(photo_id)
        if entry is None or photo_id != self._chosen or not self.isVisible():
            return
        of = len(self._step.seen.assessment.photographs)
        foot = f"Photograph {entry.body.number} of {of}. A copy is shown; the original is sealed."
        self.preview.show_picture(self._identity(), body, foot)
        picture = QPixmap()
        picture.loadFromData(body)
        smooth = Qt.TransformationMode.SmoothTransformation
        self._small = picture.scaled(_SMALL, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        self._timer.start()
        self._say()
        self.seen.emit(photo_id)

    def _refused(self, trouble: Trouble) -> None:
        self.preview.cover("Changed since it was taken, or not readable: it cannot be sent.")
        entry = self._entry(self._chosen)
        name = f"Photograph {entry.body.number}" if entry else "Photograph"
        self.refusals.add(name, trouble.sentence())

    def _identity(self) -> IdentityText:
        person = self._step.seen.assessment.person
        born = show_birth(person.birth)
        shown = f"{born} ({show_age_of(person.birth, self._house.clock())})" if person.birth.on else born
        number = person.nhs.number.shown() if person.nhs else "Not Known"
        return IdentityText(person.name.shown(), shown, person.sex.value, number)

    @Slot()
    def cover_all(self) -> None:
        """Cover every picture."""
        self._timer.stop()
        self._small = QPixmap()
        self._house.tasks.drop(self._step, "picture")
        self.preview.cover("Press Space to uncover it; the look is written down." if self._chosen else "")
        if not self._step.is_blank:
            self._say()

    @Slot()
    def _toggle(self) -> None:
        if not self.preview.is_covered:
            self.cover_all()
        elif self._chosen is not None:
            self.uncover(self._chosen)

    @Slot(int)
    def _turn(self, by: int) -> None:
        ids = [entry.head.id for entry in self._step.seen.assessment.photographs]
        if ids:
            at = ids.index(self._chosen) + by if self._chosen in ids else 0
            self._chosen = None
            self.uncover(ids[at % len(ids)])
