"""The audit trail: is every line as it was written, where does it end, and the whole store beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from aande_alert.security.access import May
from aande_alert.ui.pages.administration.report import Block
from aande_alert.ui.pages.administration.section import Section, head, table_rows
from aande_alert.ui.state.administration import found_lines, trail_lines
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.panel import Panel, Scroll, column
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from aande_alert.domain.errors import Trouble
    from aande_alert.security.audit import ChainReport
    from aande_alert.ui.page import House
    from aande_alert.ui.state.administration import Found, TrailLine

_COLUMNS = (
    Column("line", "Line", 70, right=True),
    Column("at", "When", 140),
    Column("who", "Who", 200),
    Column("where", "Where", 130),
    Column("what", "What", 230),
    Column("detail", "Detail", 260, stretch=True),
)
_ANCHORS = "Anchors (*.txt);;All files (*)"
_LINES = 500


class AuditSection(Section):
    """Three things to look at; for an auditor, the trail itself below."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._dialog: QFileDialog | None = None
        self.look = Button("Verify the trail", icon="check")
        self.against = Button("Verify against an anchor", icon="file")
        self.trail = Block(
            "Audit trail",
            "Every line is chained to the one before it: an edit, a gap or a cut end shows.",
            self.against,
            self.look,
        )
        self.export = Button("Export an anchor", icon="export")
        self.anchor = Block(
            "Anchor",
            "Where the trail ends now, signed. Keep it away from this machine: it finds an old copy.",
            self.export,
        )
        self.whole = Button("Look at everything", icon="check")
        self.store = Block(
            "The whole store",
            "File, references, trail, records, photographs, documents and counts. May take a minute.",
            self.whole,
        )
        self.read = Button("Read the newest lines", icon="log")
        self.lines = Block(
            "Lines of the trail", "Who did what, when and where. Reading is a line too.", self.read
        )
        self.table = Table(_COLUMNS, name="Audit trail", frozen=1)
        inside = Panel("page")
        down = column(inside, (16, 16, 16, 16), 12)
        for block in (self.trail, self.anchor, self.store, self.lines):
            down.addWidget(block)
        down.addStretch(1)
        whole = column(self)
        for part, stretch in ((head("Audit trail"), 0), (Scroll(inside), 1), (self.table, 1)):
            whole.addWidget(part, stretch)
        self.table.hide()
        self.look.clicked.connect(self._verify_trail)
        self.against.clicked.connect(self._choose_anchor)
        self.export.clicked.connect(self._choose_place)
        self.whole.clicked.connect(self._verify_store)
        self.read.clicked.connect(self._read_lines)

    def load(self) -> None:
        """Nothing is looked at before somebody asks; the trail itself is the auditor's."""
        self.lines.setVisible(self.who.may(May.AUDIT_READ))

    @Slot()
    def _verify_trail(self) -> None:
        self._ask_trail(None)

    @Slot()
    def _choose_anchor(self) -> None:
        self._dialog = QFileDialog(self, "Choose an exported anchor", "", _ANCHORS)
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.fileSelected.connect(self.verify_against)
        self._dialog.open()

    @Slot(str)
    def verify_against(self, path: str) -> None:
        """Verify the trail against an anchor that was kept elsewhere."""
        self._ask_trail(Path(path))

    def _ask_trail(self, anchor: Path | None) -> None:
        self.trail.show_waiting("Following the trail from its first line.")
        call = partial(self.house.services.administration.verify_audit, self.who, anchor)
        self.house.tasks.run(self, "trail", call, self._show_trail, partial(self._failed, self.trail))

    def _show_trail(self, report: ChainReport) -> None:
        verdict = "Yes: the trail is whole." if report.holds else "NO: the trail is not as it was written."
        self.trail.show_found(verdict, [(report.holds, "Lines", report.words)], good=report.holds)

    @Slot()
    def _choose_place(self) -> None:
        self._dialog = QFileDialog(self, "Where to keep the anchor", "anchor.txt", _ANCHORS)
        self._dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._dialog.fileSelected.connect(self.export_to)
        self._dialog.open()

    @Slot(str)
    def export_to(self, path: str) -> None:
        """Write the anchor to a file."""
        self.anchor.show_waiting("Writing.")
        call = partial(self.house.services.administration.export_anchor, self.who, Path(path))
        shown = partial(self._show_anchor, Path(path))
        self.house.tasks.run(self, "anchor", call, shown, partial(self._failed, self.anchor))

    def _show_anchor(self, path: Path, short: str) -> None:
        self.anchor.show_found(f"Kept in {path.name}", [(True, "The trail ends at line", short)], good=True)

    @Slot()
    def _verify_store(self) -> None:
        self.store.show_waiting("Looking at everything. Others can go on working.")
        call = partial(self.house.services.administration.verify, self.who)
        self.house.tasks.run(self, "store", call, self._show_store, partial(self._failed, self.store))

    def _show_store(self, report: Found) -> None:
        verdict = (
            "Yes: everything is as it was written."
            if report.good
            else "NO: something is not as it was written."
        )
        self.store.show_found(verdict, found_lines(report), good=report.good)

    @Slot()
    def _read_lines(self) -> None:
        call: Callable[[], tuple[TrailLine, ...]] = partial(
            self.house.services.administration.audit_lines, self.who, _LINES
        )
        self.house.tasks.run(self, "lines", call, self._show_lines, partial(self._failed, self.lines))

    def _show_lines(self, lines: tuple[TrailLine, ...]) -> None:
        self.table.show_rows(table_rows(trail_lines(lines), strong=2))
        self.table.show()
        self.table.setFocus()

    def _failed(self, block: Block, trouble: Trouble) -> None:
        block.show_found(
            trouble.what, [(False, "What to do", f"{trouble.kept} {trouble.do}".strip())], good=False
        )

    def blank(self) -> None:
        """Take what was found off the glass."""
        for block in (self.trail, self.anchor, self.store, self.lines):
            block.blank()
        self.table.show_rows([])
        self.table.hide()
