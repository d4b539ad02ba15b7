"""What a database says reaches a person as what happened, what was kept and what to do; a bug stays a bug."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError

from aande_alert.persistence.troubles import sorted_troubles, trouble_of


class SqliteSays(Exception):  # noqa: N818 - what a driver raises
    """An error as the file's driver raises it."""

    def __init__(self, code: int) -> None:
        super().__init__("withheld")
        self.sqlite_errorcode = code


class OperationalError(Exception):
    """An error as the server's driver raises it."""

    def __init__(self, state: str | None) -> None:
        super().__init__("withheld")
        self.sqlstate = state


class ProgrammingError(OperationalError):
    """A mistake of ours, as the server's driver raises it."""


def wrapped(error: Exception, *, broken: bool = False) -> DBAPIError:
    return DBAPIError("SELECT name FROM person", {}, error, connection_invalidated=broken)


# https://www.sqlite.org/rescode.html: extended codes carry the primary one in their low byte
SAID = [
    (SqliteSays(5), "busy"),
    (SqliteSays(6), "busy"),
    (SqliteSays(7), "memory"),
    (SqliteSays(8), "only be read"),
    (SqliteSays(10 | 1 << 8), "could not be read or written"),
    (SqliteSays(11), "damaged"),
    (SqliteSays(13), "disk is full"),
    (SqliteSays(14), "cannot be opened"),
    (SqliteSays(26), "another store's key"),
    (OperationalError(None), "does not answer"),
    (OperationalError("08006"), "connection to the server was lost"),
    (OperationalError("25006"), "only be read"),
    (OperationalError("28P01"), "did not let this program in"),
    (OperationalError("3D000"), "not on the server"),
    (OperationalError("40P01"), "at the same moment"),
    (OperationalError("53100"), "disk is full"),
    (OperationalError("53300"), "no more room"),
    (OperationalError("55P03"), "busy"),
    (OperationalError("57014"), "took too long"),
    (OperationalError("57P01"), "stopping or starting"),
    (OperationalError("58030"), "could not be read or written"),
    (OperationalError("XX001"), "files are damaged"),
]


@pytest.mark.parametrize(("error", "words"), SAID)
def test_trouble_says_what_happened_what_was_kept_and_what_to_do(error: Exception, words: str) -> None:
    trouble = trouble_of(wrapped(error))
    assert trouble is not None
    assert words in trouble.what
    assert "Nothing of it was saved" in trouble.kept
    assert trouble.do
    assert "SELECT" not in trouble.sentence()
    assert "withheld" not in trouble.sentence()


@pytest.mark.parametrize(
    "error",
    [
        SqliteSays(1),
        SqliteSays(19),
        OperationalError("42601"),
        OperationalError("23505"),
        ProgrammingError(None),
        ValueError(),
    ],
)
def test_a_bug_is_not_dressed_up_as_trouble(error: Exception) -> None:
    assert trouble_of(wrapped(error)) is None
    with pytest.raises(DBAPIError), sorted_troubles():
        raise wrapped(error)


def test_a_connection_lost_while_saving_leaves_it_in_doubt_and_says_that_again_is_safe() -> None:
    trouble = trouble_of(wrapped(OperationalError("08006"), broken=True), committing=True)
    assert trouble is not None
    assert trouble.kept == "Whether it was saved is not certain."
    assert "the same save twice is kept once" in trouble.do
