"""A file's own driver under SQLAlchemy: statements that are asked again and again, without what each costs.

SQLAlchemy works a statement out anew each time it runs: its cached text looked up, its values named and
ordered, a result wrapped. On a file that costs several times what the database does. A statement that is
seen a second time is therefore kept as the text, the order and the conversions SQLAlchemy itself gave it.
Statements made for one use, and every statement on a server, go through SQLAlchemy as before.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Select
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from sqlalchemy import Executable
    from sqlalchemy.engine import Connection, Dialect
    from sqlalchemy.sql.compiler import ExpandedState, SQLCompiler

    Convert: TypeAlias = Callable[[Any], Any] | None
    Values: TypeAlias = Mapping[str, Any]

_MOST_IN_LIST = 512


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a value of a statement comes from: a name, and for a list the place in it."""

    name: str
    place: int | None = None


class _Part(NamedTuple):
    """One value as the driver gets it: taken from a slot and converted, or the same each time."""

    slot: _Slot | None
    convert: Convert
    fixed: Any = None


class Plan:
    """One statement, for lists of so many values, ready for the driver.

    Args:
        text: As the driver takes it.
        parts: Its values in their order.
        columns: Names and conversions of what it answers with; empty for a statement that writes.
    """

    def __init__(
        self, text: str, parts: Sequence[_Part], columns: Sequence[tuple[str, Convert]] = ()
    ) -> None:
        self.text = text
        self._parts = parts
        names = [name for name, _ in columns]
        self._row: Any = namedtuple("Row", names, rename=True) if names else None  # noqa: PYI024 - named when it runs
        self._plain = not any(convert for _, convert in columns)
        self._converts = [convert for _, convert in columns]

    def values(self, given: Values) -> list[Any]:
        """Return the values in the driver's order and form."""
        found = []
        for slot, convert, fixed in self._parts:
            if slot is None:
                found.append(fixed)
                continue
            value = given[slot.name]
            if slot.place is not None:
                value = value[min(slot.place, len(value) - 1)]
            found.append(value if convert is None else convert(value))
        return found

    def read(self, row: Sequence[Any]) -> Any:  # noqa: ANN401 - named columns
        """Return a row of the driver's as its columns are asked for."""
        if self._plain:
            return self._row._make(row)
        return self._row._make(
            [
                value if convert is None else convert(value)
                for value, convert in zip(row, self._converts, strict=True)
            ]
        )


class Driver:
    """The driver's connection under one of SQLAlchemy's.

    Args:
        connection: To a file, in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._dialect = connection.dialect
        self._raw: Any = connection.connection.dbapi_connection
        module: Any = connection.dialect.loaded_dbapi
        self._error: type[Exception] = module.Error

    def rows(self, statement: Executable, values: Values) -> list[Any] | None:
        """Return every row; `None` for a statement to be left to SQLAlchemy."""
        plan = _plan_of(statement, values, self._dialect)
        if plan is None:
            return None
        found = self.run(plan.text, plan.values(values)).fetchall()
        return [plan.read(row) for row in found]

    def once(self, statement: Select[*tuple[Any, ...]]) -> list[Any]:
        """Return every row of a statement made for one use, as the driver has them."""
        plan = _planned(statement, {}, self._dialect)
        rows: list[Any] = self.run(plan.text, plan.values({})).fetchall()
        return rows

    def write(self, statement: Executable, values: Values | Sequence[Values]) -> int | None:
        """Run a statement that writes, and say how many rows it touched; `None` to leave it to SQLAlchemy."""
        sets = values if isinstance(values, Sequence) else (values,)
        plan = _plan_of(statement, sets[0], self._dialect)
        if plan is None:
            return None
        return int(self.run_all(plan.text, [plan.values(one) for one in sets]).rowcount)

    def run(self, text: str, values: Sequence[Any] = ()) -> Any:  # noqa: ANN401 - the driver's cursor
        """Run a statement of the driver's, and return its cursor.

        Raises:
            DBAPIError: As from SQLAlchemy, without the values.
        """
        try:
            return self._raw.execute(text, values)
        except self._error as error:
            raise self._said(text, error) from error

    def run_all(self, text: str, values: Sequence[Sequence[Any]]) -> Any:  # noqa: ANN401 - the driver's cursor
        """Run a statement for each of some sets of values, and return its cursor."""
        try:
            return self._raw.executemany(text, values)
        except self._error as error:
            raise self._said(text, error) from error

    def _said(self, text: str, error: BaseException) -> BaseException:
        """Return an error as SQLAlchemy would raise it, without the values: they may name a child."""
        given: Any = error
        said: BaseException = DBAPIError.instance(
            text, None, given, self._error, hide_parameters=True, dialect=self._dialect
        )
        return said


def driver_of(connection: Connection) -> Driver | None:
    """Return the driver under a connection to a file; `None` on a server, where SQLAlchemy does it all."""
    return Driver(connection) if connection.dialect.name == "sqlite" else None


_seen: WeakKeyDictionary[Any, dict[tuple[object, ...], Plan]] = WeakKeyDictionary()


def _plan_of(statement: Executable, values: Values, dialect: Dialect) -> Plan | None:
    """Return how a statement is run for lists of these lengths; `None` when it is first seen."""
    plans = _seen.get(statement)
    if plans is None:
        _seen[statement] = {}
        return None
    shape: tuple[object, ...] = tuple(
        (name, _rounded(len(value))) for name, value in values.items() if isinstance(value, (list, tuple))
    )
    if not isinstance(statement, Select):
        shape = tuple(values)  # which columns it sets
    plan = plans.get(shape)
    if plan is None and all(size for _, size in _sizes(shape)):
        plan = plans[shape] = _planned(statement, values, dialect)
    return plan


def _sizes(shape: tuple[object, ...]) -> Iterator[tuple[str, int]]:
    return (cast("tuple[str, int]", one) for one in shape if isinstance(one, tuple))


def _rounded(length: int) -> int:
    """Return the next power of two: a list is filled up with its last value, so that few texts are kept."""
    return 0 if not length or length > _MOST_IN_LIST else 1 << (length - 1).bit_length()


def _planned(statement: Any, values: Values, dialect: Dialect) -> Plan:  # noqa: ANN401 - to be compiled
    selects = isinstance(statement, Select)
    compiled: SQLCompiler = statement.compile(
        dialect=dialect, **({} if selects else {"column_keys": list(values)})
    )
    slots = {
        name: [_Slot(name, place) for place in range(_rounded(len(value)))]
        if selects and isinstance(value, (list, tuple))
        else _Slot(name)
        for name, value in values.items()
    }
    state = compiled.construct_expanded_state(slots)
    parts = []
    for name in state.positiontup or ():
        value, convert = state.parameters[name], _convert(compiled, state, name)
        if isinstance(value, _Slot):
            parts.append(_Part(value, convert))
        else:
            parts.append(_Part(None, None, value if convert is None else convert(value)))
    return Plan(state.statement, parts, _columns(statement, dialect) if selects else ())


def _convert(compiled: SQLCompiler, state: ExpandedState, name: str) -> Convert:
    """Return how a value is turned into what the driver takes; those of lists SQLAlchemy has named itself."""
    if name not in compiled.binds:
        found: Convert = state.processors.get(name)
        return found
    dialect = compiled.dialect
    return compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)


def _columns(statement: Any, dialect: Dialect) -> list[tuple[str, Convert]]:  # noqa: ANN401 - SQLAlchemy's
    return [
        (name, column.type.dialect_impl(dialect).result_processor(dialect, None))
        for name, column in statement.selected_columns.items()
    ]
