"""Pictures from files into the record: read beside the store, kept on it, each refusal told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from aande_alert.domain.photographs import NewPhotograph
from aande_alert.services.photographs import ReadPicture, read_picture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from uuid import UUID

    from aande_alert.domain.entries import Entry
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.photographs import Frame, Photograph, PhotoSource
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House


@dataclass(frozen=True, slots=True)
class Shows:
    """What pictures that are about to come show."""

    frame: Frame
    injury_id: UUID | None
    source: PhotoSource


_For: TypeAlias = "tuple[SignedIn, UUID, Shows]"


class Importing(QObject):
    """Adds pictures to one visit.

    Signals:
        moved: (how many are done, how many there are) after each picture; equal when nothing is left.
        refused: (file name, sentence) of a picture that was not kept.
        added: The id of a photograph that was kept.
    """

    moved = Signal(int, int)
    refused = Signal(str, str)
    added = Signal(object)

    def __init__(self, house: House, parent: QObject) -> None:
        super().__init__(parent)
        self._house = house
        self._queue: list[tuple[Path, _For]] = []
        self._done = self._all = 0

    @property
    def is_going(self) -> bool:
        """Say whether pictures are still to come."""
        return self._done < self._all

    def begin(self, who: SignedIn, attendance_id: UUID, paths: Iterable[Path], shows: Shows) -> None:
        """Add these files to a visit; while some are under way more may follow."""
        more = [(path, (who, attendance_id, shows)) for path in paths]
        if not self.is_going:
            self._done = self._all = 0
        going = self.is_going
        self._queue += more
        self._all += len(more)
        self.moved.emit(self._done, self._all)
        if not going and more:
            self._next()

    def cancel(self) -> None:
        """Add no more; the one under way is finished."""
        self._all -= len(self._queue)
        self._queue.clear()
        self.moved.emit(self._done, self._all)

    def _next(self) -> None:
        if not self._queue:
            return
        path, for_whom = self._queue.pop(0)
        call = partial(read_picture, path)
        done, failed = partial(self._keep, for_whom), partial(self._failed, path.name)
        self._house.tasks.run_aside(self, "read", call, done, failed)

    def _keep(self, for_whom: _For, read: ReadPicture) -> None:
        who, attendance_id, shows = for_whom
        new = NewPhotograph(read.body, read.file_name, shows.frame, shows.injury_id, shows.source)
        call = partial(self._house.services.photographs.add, who, attendance_id, new, uuid4(), seen=read.seen)
        self._house.tasks.run(self, "add", call, self._kept, partial(self._failed, read.file_name))

    def _kept(self, entry: Entry[Photograph]) -> None:
        self._step()
        self.added.emit(entry.head.id)

    def _failed(self, name: str, trouble: Trouble) -> None:
        self._step()
        self.refused.emit(name, trouble.sentence())

    def _step(self) -> None:
        self._done += 1
        self.moved.emit(self._done, self._all)
        self._next()
