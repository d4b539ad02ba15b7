"""The hospital's own details: what is printed on referrals, and the workstations people sign in at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from aande_alert.domain.changes import Topic
from aande_alert.ui.pages.administration.section import Section, head
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.fields import LongTextField, TextField
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, Scroll, column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aande_alert.domain.changes import Outcome
    from aande_alert.domain.errors import Trouble
    from aande_alert.security.access import SignedIn
    from aande_alert.services.administration import Administration
    from aande_alert.ui.page import House

_FORM = 480
_PARTS = (
    ("name", "Hospital", "Calder Vale Hospital"),
    ("department", "Department", "Emergency Department"),
    ("phone", "Telephone to ring back", ""),
    ("prefix", "Referral references begin with", "CVH"),
)


class _Form(Restyled, QWidget):
    def restyle(self) -> None:
        self.setFixedWidth(look().px(_FORM))


class HospitalSection(Section):
    """The form."""

    topics = frozenset({Topic.SETTINGS})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._kept: Mapping[str, Any] = {}
        self.fields = {key: TextField(label, hint=hint) for key, label, hint in _PARTS}
        self.places = LongTextField("Workstations", help_words="One a line", lines=(6, 14))
        self.button = Button("Keep", Kind.PRIMARY)
        self._stand = Stand()
        self._stand.hide()
        form = _Form()
        form.restyle()
        down = column(form, gap=14)
        for field in (*self.fields.values(), self.places):
            down.addWidget(field)
            field.changed.connect(self.button.allow)
        down.addWidget(self.button)
        down.addWidget(self._stand)
        inside = Panel("page")
        around = column(inside, (16, 16, 16, 16))
        around.addWidget(form)
        around.addStretch(1)
        whole = column(self)
        whole.addWidget(head("Hospital"))
        whole.addWidget(Scroll(inside), 1)
        self.button.clicked.connect(self._keep)
        self._stand.retried.connect(self.load)

    def load(self) -> None:
        """Read what is kept; what somebody is typing stays."""
        if self.button.isEnabled() and self._kept:
            return
        call = partial(self.house.services.administration.settings, self.who)
        self.house.tasks.run(self, "settings", call, self._show, self._failed, lapses=True)

    def _show(self, kept: Mapping[str, Any]) -> None:
        self._stand.hide()
        self._kept = kept
        hospital = kept.get("hospital")
        told = hospital if isinstance(hospital, dict) else {}
        for key, field in self.fields.items():
            field.set_value(told.get(key, ""))
        places = kept.get("workstations")
        self.places.set_value("\n".join(map(str, places)) if isinstance(places, list) else "")
        self.button.refuse("Kept")

    def _failed(self, trouble: Trouble) -> None:
        self.button.allow()
        self._stand.show_trouble(trouble, retry=False)
        self._stand.show()

    @Slot()
    def _keep(self) -> None:
        if not self.fields["name"].value():
            self.fields["name"].complain("Type the hospital's name: it stands on every referral.")
            self.fields["name"].setFocus()
            return
        places = [line.strip() for line in self.places.value().splitlines() if line.strip()]
        if not places:
            self.places.complain("Name at least one workstation.")
            self.places.setFocus()
            return
        before = self._kept.get("hospital")
        hospital = {**(before if isinstance(before, dict) else {})}
        hospital |= {key: field.value() for key, field in self.fields.items()}
        self.button.refuse("Keeping")
        call = partial(_keep, self.house.services.administration, self.who, hospital, places)
        self.house.tasks.run(self, "keep", call, self._done, self._failed)

    def _done(self, _nothing: None) -> None:
        self.button.refuse("Kept")
        self.told.emit("The hospital's details are kept.")

    def blank(self) -> None:
        """Forget what was read; a form nobody finished stays as it was typed."""


def _keep(
    administration: Administration, who: SignedIn, hospital: dict[str, Any], places: list[str]
) -> Outcome[None]:
    administration.choose(who, "hospital", hospital)
    return administration.choose(who, "workstations", places)
