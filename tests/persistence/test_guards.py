"""What the database itself refuses: changing what only grows, unknown words, moments without a zone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from aande_alert.domain.errors import Unavailable
from aande_alert.persistence.tables import hospital, metadata, people, record, registers, visits
from aande_alert.security.audit import AuditEvent
from tests.builders import an_attendance
from tests.persistence.filled import fill

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.engine import Connection

    from aande_alert.persistence.store import Store

ONLY_GROW = [
    people.person_history,
    visits.attendance_history,
    visits.contact,
    visits.protection_check,
    visits.match_decision,
    visits.acknowledgement,
    visits.review,
    registers.register_history,
    registers.register_import,
    record.entry,
    record.photograph_file,
    record.referral_step,
    record.referral_document,
    hospital.audit,
]


def writing(store: Store) -> Connection:
    return store._engine.connect()


@pytest.mark.parametrize("table", ONLY_GROW, ids=lambda table: table.name)
def test_what_only_grows_cannot_be_changed_or_deleted(store: Store, table: Table) -> None:
    fill(store)
    column = next(column for column in table.c if column.name not in {"id", "sequence"})
    with writing(store) as connection:
        assert connection.execute(select(table)).first() is not None
        connection.rollback()
        for statement in (delete(table), table.update().values({column: column})):
            with pytest.raises(DBAPIError, match=f"{table.name} only grows"):
                connection.execute(statement)
            connection.rollback()


def test_the_list_of_what_only_grows_is_whole() -> None:
    assert {table.name for table in ONLY_GROW} == {
        table.name for table in metadata.sorted_tables if table.info.get("grows")
    }


@pytest.mark.parametrize("column", ["body", "received_at", "feed"])
def test_a_message_stays_as_it_came_though_its_state_moves(store: Store, column: str) -> None:
    fill(store)
    with writing(store) as connection:
        with pytest.raises(DBAPIError, match="message only grows"):
            connection.execute(hospital.message.update().values({column: hospital.message.c[column]}))
        connection.rollback()
        connection.execute(text("UPDATE message SET state = 'applied'"))
        connection.rollback()


def test_replacing_a_row_does_not_slip_past_the_guard(embedded: Store) -> None:
    fill(embedded)
    with writing(embedded) as connection, pytest.raises(DBAPIError, match="entry only grows"):
        connection.execute(text("INSERT OR REPLACE INTO entry SELECT * FROM entry"))


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    filled = fill(store)
    late = an_attendance(filled.child, arrived_at=datetime(2026, 11, 22, 14, 0))  # noqa: DTZ001 - the point
    with pytest.raises((StatementError, ValueError), match="without a zone"), store.transaction() as tx:
        tx.attendances.add(late)


def test_a_word_nobody_knows_and_a_visit_of_nobody_are_refused(store: Store) -> None:
    fill(store)
    with writing(store) as connection:
        for statement in (
            "UPDATE attendance SET state = 'gone'",
            "UPDATE attendance SET person_id = id",
            "UPDATE person SET birth_on = NULL",
        ):
            with pytest.raises(IntegrityError):
                connection.execute(text(statement))
            connection.rollback()


def test_reading_cannot_write_and_loses_no_line_of_the_trail_silently(store: Store) -> None:
    with store.reading() as tx:
        with pytest.raises(RuntimeError, match="only read"):
            tx.settings.put("hospital", "elsewhere")
        with pytest.raises(RuntimeError, match="only read"):
            tx.note(AuditEvent.RECORD_OPENED)


def test_the_database_too_refuses_to_write_while_it_is_read(store: Store) -> None:
    with pytest.raises(Unavailable, match="only be read"), store._connected(reading=True) as connection:
        connection.execute(text("DELETE FROM setting"))
