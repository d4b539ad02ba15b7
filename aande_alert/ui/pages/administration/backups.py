"""Backups: made into a chosen folder and looked at; putting one back is done with the program closed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from aande_alert.domain.wording import show_moment
from aande_alert.ui.pages.administration.report import Block
from aande_alert.ui.pages.administration.section import Section, head
from aande_alert.ui.state.administration import found_lines
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.panel import Panel, Scroll, column

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.ui.page import House
    from aande_alert.ui.state.administration import Backup


class BackupSection(Section):
    """Making one, looking at one, and how one is put back."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._dialog: QFileDialog | None = None
        self.make = Button("Make a backup", Kind.PRIMARY, icon="folder")
        self.made = Block(
            "Make a backup",
            "A copy under the same key, in a folder you choose; it is looked at before it is called one.",
            self.make,
        )
        self.look = Button("Look at a backup", icon="check")
        self.looked = Block(
            "Look at a backup",
            "Opens it, follows its trail and counts its rows. Neither it nor the store is changed.",
            self.look,
        )
        self.back = Block(
            "Put a backup back",
            "Close the program everywhere, then: aande-alert backup restore FOLDER. "
            "The store that is there is kept aside, never overwritten.",
        )
        inside = Panel("page")
        down = column(inside, (16, 16, 16, 16), 12)
        for block in (self.made, self.looked, self.back):
            down.addWidget(block)
        down.addStretch(1)
        whole = column(self)
        whole.addWidget(head("Backup"))
        whole.addWidget(Scroll(inside), 1)
        self.make.clicked.connect(self._choose_where)
        self.look.clicked.connect(self._choose_which)

    @Slot()
    def _choose_where(self) -> None:
        self._ask_folder("Where backups are kept").fileSelected.connect(self.make_into)

    @Slot()
    def _choose_which(self) -> None:
        self._ask_folder("Choose a backup").fileSelected.connect(self.look_at)

    def _ask_folder(self, title: str) -> QFileDialog:
        self._dialog = QFileDialog(self, title)
        self._dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._dialog.open()
        return self._dialog

    @Slot(str)
    def make_into(self, folder: str) -> None:
        """Make a backup in a folder."""
        self.make.refuse("Making")
        self.made.show_waiting("Copying, then looking at the copy.")
        call = partial(self.house.services.administration.make_backup, self.who, Path(folder))
        self.house.tasks.run(self, "make", call, self._show_made, partial(self._failed, self.made))

    def _show_made(self, backup: Backup) -> None:
        self.make.allow()
        self._show(self.made, backup)

    @Slot(str)
    def look_at(self, folder: str) -> None:
        """Look at a backup that is there."""
        self.looked.show_waiting("Opening it.")
        call = partial(self.house.services.administration.look_at_backup, self.who, Path(folder))
        shown = partial(self._show, self.looked)
        self.house.tasks.run(self, "look", call, shown, partial(self._failed, self.looked))

    def _show(self, block: Block, backup: Backup) -> None:
        good = f"Good: {backup.folder.name}, made {show_moment(backup.made_at)}."
        verdict = good if backup.good else f"NOT GOOD: {backup.folder.name} cannot be relied on."
        block.show_found(verdict, found_lines(backup.report), good=backup.good)

    def _failed(self, block: Block, trouble: Trouble) -> None:
        self.make.allow()
        block.show_found(
            trouble.what, [(False, "What to do", f"{trouble.kept} {trouble.do}".strip())], good=False
        )

    def blank(self) -> None:
        """Take what was found off the glass."""
        self.made.blank()
        self.looked.blank()
