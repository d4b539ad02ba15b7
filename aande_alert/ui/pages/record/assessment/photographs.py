"""Step 4: consent first, the series for each mark, pictures covered until pressed, and each one's custody."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from aande_alert.domain.assessment import Step
from aande_alert.domain.photographs import ConsentBasis, Frame
from aande_alert.domain.wording import show_age_of, show_birth, show_time
from aande_alert.services.photographs import pictures_in
from aande_alert.ui.pages.record.assessment.consent_form import ConsentForm
from aande_alert.ui.pages.record.assessment.importing import Importing, Shows
from aande_alert.ui.pages.record.assessment.photo_details import PhotoDetails
from aande_alert.ui.pages.record.assessment.picture_view import IdentityText, Preview, Tiles, TileText
from aande_alert.ui.pages.record.assessment.pile import Pile
from aande_alert.ui.pages.record.assessment.reason_sheet import ask_error_reason
from aande_alert.ui.pages.record.assessment.refusals import Refusals
from aande_alert.ui.pages.record.assessment.series_panel import SeriesPanel
from aande_alert.ui.pages.record.assessment.step_view import Seen, StepView
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, Scroll, column, row
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.domain.entries import Entry
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.photographs import CustodyLine, Photograph
    from aande_alert.ui.page import House

COVER_AFTER = 60_000
_SHORT = {Frame.CLOSE_WITH_SCALE: "Close-up, scale", Frame.OTHER_SIDE: "Other side"}
_NAMES = "Pictures (*.jpg *.jpeg *.png *.tif *.tiff *.heic *.heif)"
_SMALL = QSize(256, 192)


class PhotographsStep(StepView):
    """Photographs of the visit."""

    has_prompts = False

    def __init__(self, house: House) -> None:
        super().__init__(house, Step.PHOTOGRAPHS)
        self._chosen: UUID | None = None
        self._dialog: QFileDialog | None = None
        self.series = SeriesPanel()
        self.preview = Preview()
        self.tiles = Tiles()
        self.details = PhotoDetails()
        self.consent = ConsentForm()
        self.refusals = Refusals()
        self.importing = Importing(house, self)
        self._stand = Stand()
        self._cover_timer = QTimer(self)
        self._cover_timer.setSingleShot(True)
        self._cover_timer.setInterval(COVER_AFTER)
        self._cover_timer.timeout.connect(self.cover_all)
        self.setAcceptDrops(True)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        across = row(self)
        across.addWidget(self.series)
        middle = QWidget()
        down = column(middle)
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
        gallery = QWidget()
        inside = column(gallery)
        framed = QWidget()
        column(framed, (12, 8, 12, 4)).addWidget(self.preview)
        inside.addWidget(framed, 5)
        inside.addWidget(Scroll(self.tiles), 4)
        self._body = Pile()
        for part in (self._stand, gallery):
            self._body.addWidget(part)
        self._gallery = gallery
        down.addWidget(self._body, 1)
        self._stack = Pile()
        self._middle = middle
        for whole in (middle, self.consent):
            self._stack.addWidget(whole)
        across.addWidget(self._stack, 1)
        across.addWidget(self.details)

    def _wire(self) -> None:
        self.series.files_wanted.connect(self.choose_files)
        self.series.folder_wanted.connect(self.choose_folder)
        self.series.consent_wanted.connect(self.ask_consent)
        self.series.cancelled.connect(self.importing.cancel)
        self.importing.moved.connect(self.series.show_progress)
        self.importing.refused.connect(self.refusals.add)
        self.importing.added.connect(self._added)
        self.tiles.chosen.connect(self.uncover)
        self.preview.toggled.connect(self._toggle)
        self.preview.stepped.connect(self._step)
        self.cover.clicked.connect(self.cover_all)
        self.details.in_error.connect(self._ask_error)
        self.details.told.connect(self.told)
        self.consent.wanted.connect(self._save_consent)
        self.consent.cancelled.connect(self._back)
        self._stand.acted.connect(self._start)

    # ---------------------------------------------------------------- shown

    def show_seen(self, seen: Seen) -> None:
        """Show the tiles, all covered but the one being looked at."""
        super().show_seen(seen)
        self.series.show_assessment(seen.assessment, self.house.regions)
        photographs = seen.assessment.photographs
        self.tiles.show_tiles(tuple(self._tile(entry) for entry in photographs))
        if self._chosen not in {entry.head.id for entry in photographs}:
            self.cover_all()
            self._chosen = None
            self.details.forget()
        if photographs:
            self._body.setCurrentWidget(self._gallery)
        else:
            agreed = seen.assessment.consent is not None
            action = "Add from a file" if agreed else "Record consent"
            self._stand.show_empty("No photographs", "Consent first, then the label.", action, icon="image")
            self._body.setCurrentWidget(self._stand)
        self._say_count()
        self._mark_tiles()

    def _tile(self, entry: Entry[Photograph]) -> TileText:
        photo = entry.body
        shows = f"{self._mark_words(photo)}, {show_time(photo.received_at)}"
        return TileText(entry.head.id, photo.number, _SHORT.get(photo.frame, photo.frame.words), shows)

    def _mark_words(self, photo: Photograph) -> str:
        if photo.injury_id is None:
            return "Whole series" if photo.frame is Frame.IDENTITY else "Whole child"
        marks = {entry.head.id: entry.body.number for entry in self.seen.assessment.injuries}
        number = marks.get(photo.injury_id)
        return f"Mark {number}" if number else "Mark entered in error"

    def _say_count(self) -> None:
        count = len(self.seen.assessment.photographs)
        covered = count - (0 if self.preview.is_covered else 1)
        self._title.say(f"Photographs ({count})")
        self._count.say(f"{covered} covered" if count else "")

    def forget(self) -> None:
        """Cover, add no more pictures, and blank."""
        self.importing.cancel()
        self._cover_timer.stop()
        super().forget()
        self._chosen = None
        self.preview.clear()
        self.tiles.show_tiles(())
        self.series.forget()
        self.details.forget()
        self.refusals.forget()
        self.consent.begin("", {})
        self._title.say("Photographs")
        self._count.say("")
        self._stack.setCurrentWidget(self._middle)
        if self._dialog is not None:
            self._dialog.reject()

    def unsaved(self) -> str:
        """Say that pictures are still being added."""
        if self.importing.is_going:
            return "Pictures are still being added. Wait until they are kept, or press Cancel."
        return ""

    def take_focus(self, question: str = "") -> None:
        """Put the focus on the consent where there is none, else on the next frame of the series."""
        del question
        if self._stack.currentWidget() is self.consent:
            self.consent.focus_first()
        else:
            self.series.focus_first()

    # ---------------------------------------------------------------- consent

    @Slot()
    def _start(self) -> None:
        if self.seen.assessment.consent is None:
            self.ask_consent()
        else:
            self.choose_files()

    @Slot()
    def ask_consent(self) -> None:
        """Open the form of consent; a change is a new entry, the earlier one stays."""
        self.cover_all()
        self.consent.start()
        self._stack.setCurrentWidget(self.consent)
        self.consent.focus_first()

    @Slot()
    def _save_consent(self) -> None:
        seen = self.seen
        consent = self.consent.consent(seen.who.staff.name, self.house.clock())
        if consent is None:
            return
        call = partial(
            self.house.services.photographs.consent,
            seen.who,
            seen.attendance_id,
            consent,
            self.consent.write_id,
        )
        self.consent.saving()
        self.house.tasks.run(self, "consent", call, self._consented, self._consent_refused)

    def _consented(self, _value: object) -> None:
        self.consent.clean()
        if not self.is_blank:
            self.told.emit(f"{self.kept_now()}: the consent.")
            self._back()

    def _consent_refused(self, trouble: Trouble) -> None:
        self.consent.refuse(trouble)

    @Slot()
    def _back(self) -> None:
        self.consent.clean()
        self._stack.setCurrentWidget(self._middle)
        self.series.focus_first()

    # ---------------------------------------------------------------- adding

    @Slot()
    def choose_files(self) -> None:
        """Choose pictures in the system's own dialogue."""
        if self._may_add():
            self._open_dialog("Pictures to add", QFileDialog.FileMode.ExistingFiles)

    @Slot()
    def choose_folder(self) -> None:
        """Choose a folder; every picture in it is added."""
        if self._may_add():
            self._open_dialog("Folder of pictures to add", QFileDialog.FileMode.Directory)

    def _may_add(self) -> bool:
        consent = self.seen.assessment.consent
        if consent is None:
            self.told.emit("Record consent or best interests first; no picture can be kept before.")
            return False
        if consent.body.basis is ConsentBasis.REFUSED:
            self.told.emit("Pictures were refused, and that is respected. Describe the injury in words.")
            return False
        return True

    def _open_dialog(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(mode)
        dialog.setNameFilter(_NAMES)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._files_chosen)
        dialog.destroyed.connect(self._dialog_gone)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _dialog_gone(self) -> None:
        self._dialog = None

    @Slot(list)
    def _files_chosen(self, names: list[str]) -> None:
        self.add_paths([Path(name) for name in names])

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Add files, and every picture of each folder among them."""
        if not self._may_add():
            return
        call = partial(_with_folders, tuple(paths))
        self.house.tasks.run_aside(self, "folders", call, self._begin, self._folder_refused)

    def _begin(self, files: tuple[Path, ...]) -> None:
        if self.is_blank:
            return
        if not files:
            self.told.emit("There is no picture in there: a JPEG, PNG, TIFF or HEIC file.")
            return
        several = len(files) > 1
        frame = Frame.OTHER if several else self.series.frame
        shows = Shows(frame, self.series.injury_id, self.series.photo_source)
        self.importing.begin(self.seen.who, self.seen.attendance_id, files, shows)

    def _folder_refused(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())

    @Slot(object)
    def _added(self, _photo_id: UUID) -> None:
        if not self.is_blank and not self.importing.is_going:
            self.told.emit(f"{self.kept_now()}: the pictures, sealed with their hashes.")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.acceptProposedAction()
        self.add_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # ---------------------------------------------------------------- looking

    @Slot(object)
    def uncover(self, photo_id: UUID) -> None:
        """Show one picture; the look is written into its custody log, and the others stay covered."""
        entry = self._entry(photo_id)
        if entry is None:
            return
        if photo_id == self._chosen and not self.preview.is_covered:
            self.cover_all()
            return
        self.preview.cover("Checking its hash …")
        self._chosen = photo_id
        self.details.show_photograph(entry, self.seen.assessment, self._shows(entry.body))
        self._mark_tiles()
        call = partial(self.house.services.photographs.picture, self.seen.who, photo_id)
        done = partial(self._show_picture, photo_id)
        self.house.tasks.run(self, "picture", call, done, self._picture_refused)

    def _entry(self, photo_id: UUID | None) -> Entry[Photograph] | None:
        if self.is_blank:
            return None
        return next((e for e in self.seen.assessment.photographs if e.head.id == photo_id), None)

    def _shows(self, photo: Photograph) -> str:
        words = self._mark_words(photo)
        for entry in self.seen.assessment.injuries:
            if entry.head.id == photo.injury_id:
                return f"{words}, {self.house.regions.region(entry.body.region).words.lower()}"
        return words

    def _show_picture(self, photo_id: UUID, body: bytes) -> None:
        entry = self._entry(photo_id)
        if entry is None or photo_id != self._chosen or not self.isVisible():
            return
        of = len(self.seen.assessment.photographs)
        foot = f"Photograph {entry.body.number} of {of}. A copy is shown; the original is sealed."
        self.preview.show_picture(self._identity(), body, foot)
        self._cover_timer.start()
        self._say_count()
        self._mark_tiles(body)
        call = partial(self.house.services.photographs.custody, self.seen.who, photo_id)
        done = partial(self._show_custody, photo_id)
        self.house.tasks.run(self, "custody", call, done, self._picture_refused)

    def _show_custody(self, photo_id: UUID, lines: tuple[CustodyLine, ...]) -> None:
        if photo_id == self._chosen:
            self.details.show_custody(lines)

    def _picture_refused(self, trouble: Trouble) -> None:
        self.preview.cover("Changed since it was taken, or not readable: it cannot be sent.")
        self.refusals.add(f"Photograph {self._number()}", trouble.sentence())

    def _number(self) -> int:
        entry = self._entry(self._chosen)
        return entry.body.number if entry else 0

    def _identity(self) -> IdentityText:
        person = self.seen.assessment.person
        born = show_birth(person.birth)
        shown = f"{born} ({show_age_of(person.birth, self.house.clock())})" if person.birth.on else born
        number = person.nhs.number.shown() if person.nhs else "Not Known"
        return IdentityText(person.name.shown(), shown, person.sex.value, number)

    def _mark_tiles(self, body: bytes = b"") -> None:
        small = None
        if body:
            picture = QPixmap()
            picture.loadFromData(body)
            small = picture.scaled(
                _SMALL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._small = small
        elif not self.preview.is_covered:
            small = self._small
        self.tiles.choose(self._chosen, small)

    _small = QPixmap()

    @Slot()
    def cover_all(self) -> None:
        """Cover every picture."""
        self._cover_timer.stop()
        self._small = QPixmap()
        self.house.tasks.drop(self, "picture")
        self.preview.cover("Press Space to uncover it; the look is written down.")
        if not self.is_blank:
            self._mark_tiles()
            self._say_count()

    @Slot()
    def _toggle(self) -> None:
        if not self.preview.is_covered:
            self.cover_all()
        elif self._chosen is not None:
            self.uncover(self._chosen)

    @Slot(int)
    def _step(self, by: int) -> None:
        ids = [entry.head.id for entry in self.seen.assessment.photographs]
        if ids:
            at = ids.index(self._chosen) + by if self._chosen in ids else 0
            self._chosen = None
            self.uncover(ids[at % len(ids)])

    @Slot()
    def _ask_error(self) -> None:
        if self._chosen is not None:
            ask_error_reason("this photograph", self, partial(self._enter_in_error, self._chosen))

    def _enter_in_error(self, photo_id: UUID, reason: str) -> None:
        call = partial(
            self.house.services.photographs.enter_in_error, self.seen.who, photo_id, reason, uuid4()
        )
        self.house.tasks.run(self, "photograph error", call, self._hidden, self._picture_refused)

    def _hidden(self, _value: object) -> None:
        self.cover_all()
        self.told.emit("Hidden, and kept with its reason. Nothing was deleted.")

    # ---------------------------------------------------------------- keys and leaving

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F adds from files, O from a folder, C records consent, Esc covers all."""
        key = Qt.Key(event.key())
        acts = {
            Qt.Key.Key_F: self.choose_files,
            Qt.Key.Key_O: self.choose_folder,
            Qt.Key.Key_C: self.ask_consent,
        }
        if key == Qt.Key.Key_Escape:
            self.cover_all()
        elif key in acts and not event.modifiers() and self._stack.currentWidget() is self._middle:
            acts[key]()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Cover everything when somebody goes elsewhere."""
        self.cover_all()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Cover everything when the window is left for another."""
        if event.type() == QEvent.Type.WindowDeactivate and not self.preview.is_covered:
            self.cover_all()
        elif event.type() == QEvent.Type.ShortcutOverride and self._cover_timer.isActive():
            self._cover_timer.start()  # a key: somebody is still here
        return super().event(event)


def _with_folders(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files, and the pictures of each folder; beside the store thread."""
    found: list[Path] = []
    for path in paths:
        found += pictures_in(path) if path.is_dir() else (path,)
    return tuple(found)
