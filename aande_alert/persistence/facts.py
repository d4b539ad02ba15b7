"""What feeds have said of a person or a visit: one small JSON text a subject, written only by the feeds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from aande_alert.persistence.tables.hospital import feed_fact
from aande_alert.persistence.work import batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aande_alert.persistence.work import Work

_OF = select(feed_fact.c.subject, feed_fact.c.body).where(
    feed_fact.c.subject.in_(bindparam("subjects", expanding=True))
)


class FeedFacts:
    """Facts by subject, `person:ID` or `visit:FEED|NUMBER`; an unknown subject has none."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, subject: str) -> dict[str, Any]:
        """Return the facts of one subject."""
        return self.many((subject,)).get(subject, {})

    def many(self, subjects: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return the facts of each subject that has any."""
        found: dict[str, dict[str, Any]] = {}
        for some in batches(subjects):
            found |= {row.subject: json.loads(row.body) for row in self._work.rows(_OF, {"subjects": some})}
        return found

    def put(self, subject: str, facts: Mapping[str, Any]) -> None:
        """Replace the facts of one subject."""
        insert = postgresql.insert if self._work.connection.dialect.name == "postgresql" else sqlite.insert
        statement = insert(feed_fact)
        replacing = statement.on_conflict_do_update(
            index_elements=[feed_fact.c.subject], set_={"body": statement.excluded.body}
        )
        body = json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        self._work.run(replacing, {"subject": subject, "body": body})
