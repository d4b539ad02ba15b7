"""Booking a child by hand while the feed is down: the name is enough, everything else can wait."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from aande_alert.domain.board import ManualArrival
from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import NhsNumber, Sex
from aande_alert.ui.widgets.choices import ChoiceField, Option
from aande_alert.ui.widgets.dates import DateField
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from datetime import datetime


class BookingSheet(Sheet):
    """The form.

    Signals:
        booked: A `ManualArrival` and the id of the write.
    """

    booked = Signal(object, object)

    def __init__(self, now: datetime, parent: QWidget) -> None:
        super().__init__(
            "Book a child by hand",
            "Only the name is needed. Every list is looked at as soon as you book.",
            "Book",
            parent,
        )
        self._now = now
        self._write: UUID = uuid4()
        self.family = TextField("Family name", hint="Or Unknown")
        self.given = TextField("First names", hint="Or Unknown")
        self.born = DateField("Date of birth")
        self.sex = ChoiceField("Gender", [Option(sex.value, sex.value) for sex in Sex])
        self.number = TextField("NHS number")
        self.address = TextField("Address")
        self.postcode = TextField("Postcode")
        self.phone = TextField("Telephone")
        self.mother = TextField("Mother's name")
        self.complaint = TextField("Complaint")
        self.location = TextField("Where in the department")
        self.came_with = TextField("Who came with the child")
        for field in self._fields():
            self.body.addWidget(field)
        self.agreed.connect(self._book)

    def _fields(self) -> tuple[QWidget, ...]:
        return (
            self.family, self.given, self.born, self.sex, self.number, self.address, self.postcode,
            self.phone, self.mother, self.complaint, self.location, self.came_with,
        )  # fmt: skip

    def _book(self) -> None:
        if not self.family.value():
            self.family.complain("Type a family name, or Unknown.")
            self.family.setFocus()
            return
        if self.born.complaint():
            self.born.setFocus()
            return
        if self.number.value() and not self._number_holds():
            self.number.setFocus()
            return
        self.booked.emit(self._arrival(), self._write)

    def _number_holds(self) -> bool:
        try:
            NhsNumber.read(self.number.value())
        except Refused as refused:
            self.number.complain(refused.sentence())
            return False
        return True

    def _arrival(self) -> ManualArrival:
        return ManualArrival(
            family=self.family.value(),
            given=self.given.value() or "Unknown",
            born=self.born.value(),
            sex_words=self.sex.value() or Sex.NOT_KNOWN.value,
            arrived_at=self._now,
            nhs_number=self.number.value(),
            address=self.address.value(),
            postcode=self.postcode.value(),
            phone=self.phone.value(),
            mother_name=self.mother.value(),
            complaint=self.complaint.value(),
            location=self.location.value(),
            came_with=self.came_with.value(),
        )
