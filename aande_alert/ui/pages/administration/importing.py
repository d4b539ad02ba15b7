"""A new list: which file, what it is said to be, what it would change; applied only when somebody says so."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from aande_alert.domain.imports import ListFile
from aande_alert.domain.plans import PlanKind
from aande_alert.security.access import May
from aande_alert.services.handed_over import read_handed_over
from aande_alert.ui.pages.administration.layout_asking import LayoutAsking
from aande_alert.ui.pages.administration.list_form import ListForm
from aande_alert.ui.pages.administration.preview import PreviewPanel
from aande_alert.ui.pages.administration.second_sheet import SecondSheet
from aande_alert.ui.pages.administration.section import head
from aande_alert.ui.state.administration import preview_text
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.notice import Stand

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.imports import ImportPreview, RegisterImport, SecondPerson
    from aande_alert.domain.plans import Council
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House

_FILES = "Lists (*.csv *.txt *.tsv *.xlsx);;All files (*)"
_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ImportView(QWidget):
    """The form at the left, what the list would change at the right.

    Signals:
        left_view: Somebody goes back, or a list was applied.
        told: One sentence for the announcement.
    """

    left_view = Signal()
    told = Signal(str)

    def __init__(self, house: House) -> None:
        super().__init__()
        self.house = house
        self._who: SignedIn | None = None
        self._file: ListFile | None = None
        self._preview: ImportPreview | None = None
        self._write = uuid4()
        self._dialog: QFileDialog | None = None
        self._sheet: SecondSheet | None = None
        self.setAcceptDrops(True)
        self._back = Button("Back to the lists", icon="left", key="Esc")
        self.form = ListForm()
        self.preview = PreviewPanel()
        self.layout_asking = LayoutAsking(house, self.form, self)
        self._stand = Stand()
        self._right = QStackedWidget()
        self._right.addWidget(self._stand)
        self._right.addWidget(self.preview)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.form)
        across.addWidget(self._right, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(head("Import a list", self._back))
        down.addLayout(across, 1)
        self._wire()
        self._invite()

    def _wire(self) -> None:
        self._back.clicked.connect(self._go_back)
        self.form.file_wanted.connect(self._choose_file)
        self.form.changed.connect(self._forget)
        self.form.looked.connect(self.look)
        self.form.layout_wanted.connect(self.layout_asking.ask)
        self.layout_asking.saved.connect(self._forget)
        self.preview.applied.connect(self._apply)
        self._stand.retried.connect(self.look)
        self._stand.cancelled.connect(self._forget)
        QShortcut(QKeySequence("Esc"), self, self._go_back, context=_HERE)

    def offer(self, councils: tuple[Council, ...]) -> None:
        """Offer the councils that send a list."""
        self.form.offer(councils)

    def begin(self, who: SignedIn, council: str) -> None:
        """Begin with a council chosen; the list date is never guessed."""
        self._who = self.layout_asking.who = who
        self.form.begin(council)
        self._forget()
        self.form.setFocus()

    @Slot()
    def _choose_file(self) -> None:
        self._dialog = QFileDialog(self, "Choose a council's list", "", _FILES)
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.fileSelected.connect(self.take)
        self._dialog.open()

    @Slot(str)
    def take(self, path: str) -> None:
        """Take a file that was chosen or dropped; nothing is read yet."""
        self.form.take(Path(path))
        self._forget()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that is dragged here."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was dropped."""
        self.take(event.mimeData().urls()[0].toLocalFile())
        event.acceptProposedAction()

    @Slot()
    def look(self) -> None:
        """Read the file and say what it would change; nothing of it is written."""
        path = self.form.checked()
        if path is None or self._who is None:
            return
        self._forget()
        self._wait(f"{path.name}")
        call = partial(read_handed_over, path)
        self.house.tasks.run_aside(self, "file", call, partial(self._plan, path), self._failed)

    def _plan(self, path: Path, body: bytes) -> None:
        given = self.form.given()
        if self._who is None or given.list_date is None:
            return
        file = ListFile(
            council=given.council,
            kind=PlanKind(given.kind) if given.kind else None,
            full=given.full,
            list_date=given.list_date,
            file_name=path.name,
            body=body,
            list_time=given.list_time,
        )
        self._file = file
        call = partial(self.house.services.registers.preview, self._who, file)
        self.house.tasks.run(self, "preview", call, self._show, self._failed, lapses=True)

    def _show(self, preview: ImportPreview) -> None:
        if self._who is None:
            return
        self._preview, self._write = preview, uuid4()
        text = preview_text(preview, names=self._who.may(May.RECORD_READ))
        self.preview.show_preview(text, self._who.staff.name)
        self._right.setCurrentWidget(self.preview)
        self.form.allow()
        self.preview.take_focus()

    def _failed(self, trouble: Trouble) -> None:
        self.form.allow()
        self._stand.show_trouble(trouble)
        self._right.setCurrentWidget(self._stand)

    @Slot()
    def _apply(self) -> None:
        if self._preview is None or self._file is None:
            return
        if not self._preview.needs_second_person:
            self._send(None)
            return
        words = " ".join(gate.words for gate in self._preview.gates)
        self._sheet = SecondSheet(words, self.window())
        self._sheet.given.connect(self._send)
        self._sheet.open()

    @Slot(object)
    def _send(self, second: SecondPerson | None) -> None:
        if self._preview is None or self._file is None or self._who is None:
            return
        self.preview.wait("Applying")
        call = partial(
            self.house.services.registers.apply,
            self._who, self._file, self._preview.digest, self._write, second=second,
        )  # fmt: skip
        self.house.tasks.run(self, "apply", call, self._applied, self._not_applied)

    def _applied(self, done: RegisterImport) -> None:
        if self._sheet is not None:
            self._sheet.finish()
        self.told.emit(
            f"Applied by {done.applied_by}: {done.active.after:,} plans run. "
            f"{done.rechecked} in the department were looked for again."
        )
        self.form.clear_file()
        self._forget()
        self.left_view.emit()

    def _not_applied(self, trouble: Trouble) -> None:
        self.preview.allow()
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.say(trouble.sentence())
        else:
            self.preview.complain(trouble.sentence())

    @Slot()
    def _go_back(self) -> None:
        self._forget()
        self.left_view.emit()

    @Slot()
    def _forget(self) -> None:
        """Let go of what was looked at: what is stated now is no longer what it was looked at as."""
        self._file = self._preview = None
        for key in ("file", "preview"):
            self.house.tasks.drop(self, key)
        self.preview.blank()
        self.form.allow()
        self._invite()

    def blank(self) -> None:
        """Take what a list would change off the glass; what was stated about it stays."""
        self._forget()
        self._who = self.layout_asking.who = None
        self.layout_asking.close()
        if self._sheet is not None:
            self._sheet.close()

    def _wait(self, name: str) -> None:
        self.form.wait()
        self._stand.show_waiting(name)
        self._right.setCurrentWidget(self._stand)

    def _invite(self) -> None:
        do = "Choose the file or drop it here, say what it is, then look at it. Looking writes nothing."
        self._stand.show_empty("What would the list change?", do, icon="import")
        self._right.setCurrentWidget(self._stand)
