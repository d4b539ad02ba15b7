"""The hospital's own details as the store holds them, read into a value; what is not set up is empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aande_alert.persistence.store import Transaction

KEY = "hospital"
_WITHIN_HOURS = 24
_PREFIX = "REF"


@dataclass(frozen=True, slots=True)
class Hospital:
    """Who we are, as printed.

    Attributes:
        name: `Calder Vale Hospital`; empty where nobody has set it up.
        department: `Emergency Department`.
        phone: To ring back.
        prefix: Of referral references, `CVH`.
        written_within_hours: How long after the decision the written referral is due, by local policy.
        records_since: First day this store's attendances reach back to; `None` where not known.
    """

    name: str = ""
    department: str = ""
    phone: str = ""
    prefix: str = _PREFIX
    written_within_hours: int = _WITHIN_HOURS
    records_since: date | None = None

    def words(self) -> str:
        """Return `Calder Vale Hospital, Emergency Department`."""
        return ", ".join(part for part in (self.name, self.department) if part)

    def short(self) -> str:
        """Return the name, or `This hospital` where there is none."""
        return self.name or "This hospital"

    def kept(self) -> dict[str, str | int]:
        """Return it as the store keeps it."""
        since = {"records_since": self.records_since.isoformat()} if self.records_since else {}
        return {
            "name": self.name,
            "department": self.department,
            "phone": self.phone,
            "prefix": self.prefix,
            "written_within_hours": self.written_within_hours,
            **since,
        }


def hospital_of(tx: Transaction) -> Hospital:
    """Read the hospital's details."""
    kept = tx.settings.get(KEY, default=None)
    if not isinstance(kept, dict):
        return Hospital()
    words = {name: str(kept[name]) for name in ("name", "department", "phone", "prefix") if kept.get(name)}
    hours, since = kept.get("written_within_hours"), kept.get("records_since")
    return Hospital(
        **words,
        written_within_hours=hours if isinstance(hours, int) else _WITHIN_HOURS,
        records_since=date.fromisoformat(since) if isinstance(since, str) else None,
    )
