"""One mark being written down: the kind, the size in millimetres, the colour as seen, never dated from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from aande_alert.domain.answers import Given
from aande_alert.domain.injuries import Injury, InjuryKind
from aande_alert.domain.provenance import Source
from aande_alert.domain.regions import Figure
from aande_alert.drawings.paths import middle
from aande_alert.ui.pages.record.assessment.entry_form import EntryForm, text_of
from aande_alert.ui.theme.drawing import bar, painting
from aande_alert.ui.theme.look import look
from aande_alert.ui.widgets.buttons import Button, Size
from aande_alert.ui.widgets.choices import AnswerField, ChoiceField, Option, OptionsField
from aande_alert.ui.widgets.fields import LongTextField, TextField
from aande_alert.ui.widgets.form_fields import KeyedOptions, ManyField, NumberField, YesNoField
from aande_alert.ui.widgets.panel import clear, column

if TYPE_CHECKING:
    from aande_alert.domain.accounts import Account
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.regions import BodyRegions
    from aande_alert.drawings.body_layout import RegionPoint

_MOST_MM = 600
_LETTERS = {
    "B": InjuryKind.BRUISE, "P": InjuryKind.PETECHIAE, "A": InjuryKind.ABRASION, "L": InjuryKind.LACERATION,
    "U": InjuryKind.BURN, "S": InjuryKind.SCALD, "I": InjuryKind.BITE, "W": InjuryKind.SWELLING,
    "F": InjuryKind.FRACTURE, "D": InjuryKind.BLEEDING, "O": InjuryKind.OTHER,
}  # fmt: skip
_SEEN, _TOLD, _CHILD = Source.SEEN.value, Source.TOLD_BY_ADULT.value, Source.SAID_BY_CHILD.value


class MarkForm(EntryForm):
    """The form of a mark; the letter printed with each kind chooses it.

    Signals:
        in_error: The mark was entered by mistake.
    """

    in_error = Signal()

    def __init__(self, regions: BodyRegions) -> None:
        super().__init__("Save mark", columns=2)
        self._regions = regions
        self._point: tuple[str, float, float] = ("front", 0.0, 0.0)
        self._pointed, self._figure = "", Figure.CHILD
        self._number = 0
        self.reason = TextField("Why it is changed", hint="Kept with the new version")
        self.add("reason", self.reason, whole=True)
        letters = {kind: letter for letter, kind in _LETTERS.items()}
        kinds = [(kind.value, kind.words) for kind in InjuryKind]
        self.kind = KeyedOptions("Kind", kinds, "".join(letters[kind] for kind in InjuryKind))
        self.add("kind", self.kind, whole=True)
        self.region = ChoiceField("Where", [Option(one.id, one.words) for one in regions.regions.values()])
        self.length = NumberField("Length", "mm", least=0.5, most=_MOST_MM)
        self.width_mm = NumberField("Width", "mm", least=0.5, most=_MOST_MM)
        self.add("length", self.length)
        self.add("width", self.width_mm)
        self.add("colour", TextField("Colour, as seen", hint="Never turned into an age"), whole=True)
        self.add("shape", TextField("Shape", hint="Oval, linear, irregular"), whole=True)
        self.add("pattern", TextField("Pattern", hint="Hand, implement, tide line"), whole=True)
        self.add("tender", AnswerField(YesNoField("Tender")), whole=True)
        self._add_source()
        self._covers = QWidget()
        self._covers_column = column(self._covers)
        self.put(self._covers, whole=True)
        self.add("note", LongTextField("Anything else", lines=(2, 6)), whole=True)
        self.add("region", self.region, whole=True)
        self._error = Button("Entered in error…", size=Size.SMALL)
        self._error.clicked.connect(self.in_error)
        self.put(self._error, whole=True)

    def _add_source(self) -> None:
        sources = (
            Option(_SEEN, "Seen by me"),
            Option(_TOLD, "Reported by an adult"),
            Option(_CHILD, "Said by the child"),
        )
        self.source = OptionsField("Seen or reported", sources)
        self.add("source", self.source, whole=True)
        self.add("seen_by", TextField("By whom", hint="Where it was not you"), whole=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line that parts it from the body map."""
        with painting(self) as painter:
            bar(painter, self.rect(), look().colour("surface"))
            bar(painter, QRect(0, 0, 1, self.height()), look().colour("line"))

    def start(self, point: RegionPoint, accounts: tuple[Entry[Account], ...], figure: str) -> None:
        """Begin a new mark at a point of the body."""
        self._point, self._number = (point.view.value, point.x, point.y), 0
        self._pointed, self._figure = point.region, Figure(figure)
        self._offer(accounts)
        place = self._regions.region(point.region).words
        self.begin(f"New mark: {place}", {"region": point.region, "source": _SEEN})
        self.reason.hide()
        self._error.hide()

    def amend(self, injury: Injury, accounts: tuple[Entry[Account], ...], figure: str) -> None:
        """Begin a new version of a mark; the first is kept."""
        self._point, self._number = (injury.view, injury.x, injury.y), injury.number
        self._pointed, self._figure = injury.region, Figure(figure)
        self._offer(accounts)
        self.begin(f"Mark {injury.number}: a new version", _values(injury))
        self.reason.show()
        self._error.show()

    def place(self) -> dict[str, Any]:
        """Return where the mark is, to be kept with a draft."""
        view, x, y = self._point
        return {"view": view, "x": x, "y": y, "region": self._pointed}

    def values(self) -> dict[str, Any]:
        """Return every value, and where the mark is."""
        return {**super().values(), "point": self.place()}

    def set_values(self, values: Any) -> None:  # noqa: ANN401 - as the base has it
        """Show values, and take up where the mark is."""
        super().set_values(values)
        point = values.get("point")
        if isinstance(point, dict):
            self._point = (str(point["view"]), float(point["x"]), float(point["y"]))
            self._pointed = str(point["region"])

    def _offer(self, accounts: tuple[Entry[Account], ...]) -> None:
        clear(self._covers_column)
        self.fields.pop("covered_by", None)
        if not accounts:
            return
        options = tuple((str(e.head.id), f"{at} {e.body.speaker}") for at, e in enumerate(accounts, start=1))
        field = ManyField("Which accounts cover it", options)
        field.changed.connect(self._touch)
        self.fields["covered_by"] = field
        self._covers_column.addWidget(field)

    def injury(self) -> Injury | None:
        """Return the mark, or `None` after saying in place what is missing."""
        if not self.kind.value():
            self.complain("kind", "Choose what sort of mark it is.")
            return None
        for name, field in (("length", self.length), ("width", self.width_mm)):
            field.check()
            if field.complaint():
                self.complain(name, field.complaint())
                return None
        if self.width_mm.value() is not None and self.length.value() is None:
            self.complain("length", "Write the length too, the longest side.")
            return None
        source = Source(self.source.value() or _SEEN)
        if source is not Source.SEEN and not text_of(self.fields["seen_by"]):
            self.complain("seen_by", "Say who reported it.")
            return None
        return self._made(source)

    def _made(self, source: Source) -> Injury:
        view, x, y = self._where()
        tender = self.fields["tender"]
        covers = self.fields.get("covered_by")
        return Injury(
            number=self._number,
            region=self.region.value(),
            view=view,
            x=x,
            y=y,
            kind=InjuryKind(self.kind.value()),
            length_mm=self.length.value(),
            width_mm=self.width_mm.value(),
            colour=text_of(self.fields["colour"]),
            shape=text_of(self.fields["shape"]),
            pattern=text_of(self.fields["pattern"]),
            tender=tender.answer() if isinstance(tender, AnswerField) else Given(False),  # type: ignore[arg-type]
            source=source,
            seen_by=text_of(self.fields["seen_by"]),
            note=text_of(self.fields["note"]),
            covered_by=tuple(UUID(one) for one in covers.value()) if isinstance(covers, ManyField) else (),
        )

    def _where(self) -> tuple[str, float, float]:
        """Return the point that was pointed at; where another region was chosen since, its middle."""
        region = self.region.value()
        if region == self._pointed:
            return self._point
        places = (one for one in self._regions.places if one.region == region)
        place = next((one for one in places if self._figure in one.figures), None)
        return ("front", 0.0, 0.0) if place is None else (place.view.value, *middle(place.polygon))

    def focus_kind(self) -> None:
        """Put the focus where one letter chooses the kind."""
        self.kind.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the kind with its letter, outside text fields; then go to the length."""
        kind = _LETTERS.get(event.text().upper()) if not event.modifiers() else None
        if kind is not None and self.kind.has_keys():
            self.kind.set_value(kind.value)
            self.kind.accept()
            self.kind.changed.emit()
            self.length.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.width_mm.line.hasFocus():
            self.wanted.emit()
        else:
            super().keyPressEvent(event)


def _values(injury: Injury) -> dict[str, Any]:
    tender = injury.tender
    return {
        "kind": injury.kind.value,
        "region": injury.region,
        "length": injury.length_mm,
        "width": injury.width_mm,
        "colour": injury.colour,
        "shape": injury.shape,
        "pattern": injury.pattern,
        "tender": {"given": tender.value} if isinstance(tender, Given) else {"missing": tender.value},
        "source": injury.source.value,
        "seen_by": injury.seen_by,
        "note": injury.note,
        "covered_by": [str(one) for one in injury.covered_by],
    }
