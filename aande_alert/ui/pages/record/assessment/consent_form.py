"""Consent for photographs: given, in best interests, or refused; each use apart, none chosen beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.answers import NOT_ASKED, Answer
from aande_alert.domain.photographs import ConsentBasis, PhotoConsent
from aande_alert.ui.pages.record.assessment.entry_form import EntryForm, text_of
from aande_alert.ui.widgets.choices import AnswerField, Option, OptionsField
from aande_alert.ui.widgets.fields import TextField
from aande_alert.ui.widgets.form_fields import YesNoField

if TYPE_CHECKING:
    from datetime import datetime

_BASES = (
    (ConsentBasis.GIVEN, "Consent given"),
    (ConsentBasis.BEST_INTERESTS, "Taken in best interests"),
    (ConsentBasis.REFUSED, "Refused"),
)
_STANDINGS = (
    ("Has parental responsibility", "Parental responsibility"),
    ("Competent child", "The child, competent"),
    ("Shares parental responsibility as council", "A council"),
    ("Senior clinician, in best interests", "Senior clinician"),
    ("Standing not known", "Not known"),
)
_USES = (
    ("for_record", "For the child's own record"),
    ("for_sharing", "For social care, police and court"),
    ("for_teaching", "For teaching"),
)


class ConsentForm(EntryForm):
    """The form of consent."""

    def __init__(self) -> None:
        super().__init__("Save the consent")
        self.basis = OptionsField("On what footing", [Option(basis.value, words) for basis, words in _BASES])
        self.add("basis", self.basis)
        self.add("by", TextField("By whom", hint="Who gave or refused it, or who decided"))
        self.standing = OptionsField("Their standing", [Option(key, words) for key, words in _STANDINGS])
        self.add("responsibility", self.standing)
        self.add(
            "how",
            TextField("How, and why where in best interests or refused", hint="In writing; by telephone"),
        )
        for name, words in _USES:
            self.add(name, AnswerField(YesNoField(words)))

    def start(self) -> None:
        """Begin; nothing is chosen beforehand."""
        self.begin("Consent for photographs", {})

    def consent(self, to: str, now: datetime) -> PhotoConsent | None:
        """Return the consent, or `None` after saying in place what is missing."""
        if not self.basis.value():
            self.complain("basis", "Choose one: pictures are taken on some footing or not at all.")
            return None
        for name, sentence in (
            ("by", "Say who gave or refused it, or who decided."),
            ("how", "Say how: in writing, by telephone; and why in best interests or refused."),
        ):
            if not text_of(self.fields[name]):
                self.complain(name, sentence)
                return None
        return PhotoConsent(
            basis=ConsentBasis(self.basis.value()),
            by=text_of(self.fields["by"]),
            how=text_of(self.fields["how"]),
            to=to,
            at=now,
            responsibility=self.standing.value(),
            for_record=self._use("for_record"),
            for_sharing=self._use("for_sharing"),
            for_teaching=self._use("for_teaching"),
        )

    def _use(self, name: str) -> Answer[bool]:
        field = self.fields[name]
        return field.answer() if isinstance(field, AnswerField) else NOT_ASKED  # type: ignore[return-value]
