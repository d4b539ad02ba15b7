"""Step 4: consent first, the series for each mark, pictures covered until pressed, and each one's custody."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog

from aande_alert.domain.assessment import Step
from aande_alert.domain.photographs import ConsentBasis, Frame
from aande_alert.services.photographs import pictures_in
from aande_alert.ui.pages.record.assessment.consent_form import ConsentForm
from aande_alert.ui.pages.record.assessment.gallery import Gallery
from aande_alert.ui.pages.record.assessment.importing import Importing, Shows
from aande_alert.ui.pages.record.assessment.photo_details import PhotoDetails
from aande_alert.ui.pages.record.assessment.reason_sheet import ask_error_reason
from aande_alert.ui.pages.record.assessment.series_panel import SeriesPanel
from aande_alert.ui.pages.record.assessment.sidebar import Sidebar
from aande_alert.ui.pages.record.assessment.step_view import Seen, StepView
from aande_alert.ui.widgets.panel import row
from aande_alert.ui.widgets.pile import Pile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.photographs import CustodyLine
    from aande_alert.ui.page import House

_DETAILS_FROM = 880
_NAMES = "Pictures (*.jpg *.jpeg *.png *.tif *.tiff *.heic *.heif)"


class PhotographsStep(StepView):
    """Photographs of the visit."""

    has_prompts = False

    def __init__(self, house: House) -> None:
        super().__init__(house, Step.PHOTOGRAPHS)
        self._dialog: QFileDialog | None = None
        self.series = SeriesPanel()
        self.gallery = Gallery(self)
        self.details = PhotoDetails()
        self.consent = ConsentForm()
        self.importing = Importing(house, self)
        self.setAcceptDrops(True)
        self._middle = Pile()
        across = row(self)
        across.addWidget(self.series)
        for whole in (self.gallery, self.consent):
            self._middle.addWidget(whole)
        across.addWidget(self._middle, 1)
        self.side = Sidebar(self, across, self.details, "Details", _DETAILS_FROM)
        self._wire()

    def _wire(self) -> None:
        self.series.files_wanted.connect(self.choose_files)
        self.series.folder_wanted.connect(self.choose_folder)
        self.series.consent_wanted.connect(self.ask_consent)
        self.series.cancelled.connect(self.importing.cancel)
        self.importing.moved.connect(self.series.show_progress)
        self.importing.refused.connect(self.gallery.refusals.add)
        self.importing.added.connect(self._added)
        self.gallery.chosen.connect(self._show_details)
        self.gallery.seen.connect(self._ask_custody)
        self.gallery.started.connect(self._start)
        self.details.in_error.connect(self._ask_error)
        self.details.told.connect(self.told)
        self.consent.wanted.connect(self._save_consent)
        self.consent.cancelled.connect(self._back)

    # ---------------------------------------------------------------- shown

    def show_seen(self, seen: Seen) -> None:
        """Show series, consent and tiles."""
        super().show_seen(seen)
        self.series.show_assessment(seen.assessment, self.house.regions)
        self.gallery.show_photographs()

    def forget(self) -> None:
        """Cover, add no more pictures, and blank."""
        self.importing.cancel()
        super().forget()
        self.gallery.forget()
        self.series.forget()
        self.details.forget()
        self.consent.begin("", {})
        self._middle.setCurrentWidget(self.gallery)
        if self._dialog is not None:
            self._dialog.reject()

    def unsaved(self) -> str:
        """Say that pictures are still being added."""
        if self.importing.is_going:
            return "Pictures are still being added. Wait until they are kept, or press Cancel."
        return ""

    def take_focus(self, question: str = "") -> None:
        """Put the focus on the consent being written, else on the next frame of the series."""
        writing = self._middle.currentWidget() is self.consent
        self.consent.focus_first() if writing else self.series.focus_first()

    @Slot(object)
    def _show_details(self, photo_id: UUID | None) -> None:
        assessment = self.seen.assessment
        self.details.forget()
        for entry in assessment.photographs:
            if entry.head.id == photo_id:
                self.details.show_photograph(entry, assessment, self.gallery.shows(entry.body))

    @Slot(object)
    def _ask_custody(self, photo_id: UUID) -> None:
        call = partial(self.house.services.photographs.custody, self.seen.who, photo_id)
        done = partial(self._show_custody, photo_id)
        self.house.tasks.run(self, "custody", call, done, self._tell_trouble)

    def _show_custody(self, photo_id: UUID, lines: tuple[CustodyLine, ...]) -> None:
        if photo_id == self.gallery.photo_id:
            self.details.show_custody(lines)

    def _tell_trouble(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())

    # ---------------------------------------------------------------- consent

    @Slot()
    def _start(self) -> None:
        agreed = self.seen.assessment.consent is not None
        self.choose_files() if agreed else self.ask_consent()

    @Slot()
    def ask_consent(self) -> None:
        """Open the form of consent; a change is a new entry, the earlier one stays."""
        self.gallery.cover_all()
        self.consent.start()
        self._middle.setCurrentWidget(self.consent)
        self.consent.focus_first()

    @Slot()
    def _save_consent(self) -> None:
        seen = self.seen
        consent = self.consent.consent(seen.who.staff.name, self.house.clock())
        if consent is not None:
            service, write = self.house.services.photographs, self.consent.write_id
            call = partial(service.consent, seen.who, seen.attendance_id, consent, write)
            self.consent.saving()
            self.house.tasks.run(self, "consent", call, self._consented, self.consent.refuse)

    def _consented(self, _value: object) -> None:
        self.consent.clean()
        if not self.is_blank:
            self.told.emit(f"{self.kept_now()}: the consent.")
            self._back()

    @Slot()
    def _back(self) -> None:
        self.consent.clean()
        self._middle.setCurrentWidget(self.gallery)
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
        """Say whether pictures may be kept; if not, why."""
        why = _why_not(self.seen)
        if why:
            self.told.emit(why)
        return not why

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
        self.house.tasks.run_aside(self, "folders", call, self._begin, self._tell_trouble)

    def _begin(self, files: tuple[Path, ...]) -> None:
        if self.is_blank:
            return
        if not files:
            self.told.emit("There is no picture in there: a JPEG, PNG, TIFF or HEIC file.")
            return
        frame = Frame.OTHER if len(files) > 1 else self.series.frame
        shows = Shows(frame, self.series.injury_id, self.series.photo_source)
        self.importing.begin(self.seen.who, self.seen.attendance_id, files, shows)

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
        self._files_chosen([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    # ---------------------------------------------------------------- entered in error

    @Slot()
    def _ask_error(self) -> None:
        photo_id = self.gallery.photo_id
        if photo_id is not None:
            ask_error_reason("this photograph", self, partial(self._enter_in_error, photo_id))

    def _enter_in_error(self, photo_id: UUID, reason: str) -> None:
        service = self.house.services.photographs
        call = partial(service.enter_in_error, self.seen.who, photo_id, reason, uuid4())
        self.house.tasks.run(self, "photograph error", call, self._hidden, self._tell_trouble)

    def _hidden(self, _value: object) -> None:
        self.gallery.cover_all()
        self.told.emit("Hidden, and kept with its reason. Nothing was deleted.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F adds from files, O from a folder, C records consent, Esc covers all."""
        key = Qt.Key(event.key())
        acts = {
            Qt.Key.Key_F: self.choose_files,
            Qt.Key.Key_O: self.choose_folder,
            Qt.Key.Key_C: self.ask_consent,
        }
        if key == Qt.Key.Key_Escape:
            self.gallery.cover_all()
        elif key in acts and not event.modifiers() and self._middle.currentWidget() is self.gallery:
            acts[key]()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the details again."""
        super().resizeEvent(event)
        self.side.place()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cover everything when somebody goes elsewhere."""
        self.gallery.cover_all()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Cover everything when the window is left for another; a key begins the minute again."""
        if event.type() == QEvent.Type.WindowDeactivate and not self.gallery.preview.is_covered:
            self.gallery.cover_all()
        elif event.type() == QEvent.Type.ShortcutOverride:
            self.gallery.stay_awake()
        elif event.type() == QEvent.Type.StyleChange:
            self.side.place()
        return super().event(event)


def _why_not(seen: Seen) -> str:
    """Return why no picture may be kept; empty where one may."""
    consent = seen.assessment.consent
    if consent is None:
        return "Record consent or best interests first; no picture can be kept before."
    if consent.body.basis is ConsentBasis.REFUSED:
        return "Pictures were refused, and that is respected. Describe the injury in words."
    return ""


def _with_folders(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files, and the pictures of each folder; beside the store thread."""
    found: list[Path] = []
    for path in paths:
        found += pictures_in(path) if path.is_dir() else (path,)
    return tuple(found)
