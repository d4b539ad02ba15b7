"""The tables, private to persistence: nothing outside sees a row."""

from aande_alert.persistence.tables import hospital, people, record, registers, visits
from aande_alert.persistence.tables.columns import metadata

__all__ = ["hospital", "metadata", "people", "record", "registers", "visits"]
