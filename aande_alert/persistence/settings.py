"""What the hospital has chosen, by key, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import bindparam, delete, select

from aande_alert.persistence.tables.hospital import setting

if TYPE_CHECKING:
    from aande_alert.persistence.records import Json
    from aande_alert.persistence.work import Work

T = TypeVar("T")

_BY_KEY = select(setting.c.body).where(setting.c.key == bindparam("key"))


class Settings:
    """Settings that belong to the hospital, not to a workstation."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, key: str, default: T) -> Json | T:
        """Return a setting, or the default where none was made."""
        body = self._work.value(_BY_KEY, {"key": key})
        return default if body is None else json.loads(body)

    def put(self, key: str, value: Json) -> None:
        """Keep a setting; who changed it, and from what, belongs in the audit trail."""
        self._work.run(delete(setting).where(setting.c.key == bindparam("_key")), {"_key": key})
        changed = {"changed_at": self._work.now, "changed_by": self._work.by}
        row = {"key": key, "body": json.dumps(value, sort_keys=True, allow_nan=False), **changed}
        self._work.put(setting, row)
