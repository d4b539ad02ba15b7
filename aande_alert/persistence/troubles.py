"""What a database says, sorted: trouble a person can be told about and act on, or a bug."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from aande_alert.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGAIN = "Try again in a moment; what you typed is still on the screen."
_ROLLED_BACK = "Nothing of it was saved; everything saved before is as it was."
_IN_DOUBT = "Whether it was saved is not certain."
_SAME_WRITE = "Do it again: the same save twice is kept once."

# SQLite's primary result codes, https://www.sqlite.org/rescode.html
_SQLITE_WORDS = {
    5: ("The store is busy: another program is writing.", _AGAIN),
    6: ("The store is busy: another program is writing.", _AGAIN),
    7: ("There is not enough memory.", "Close other programs and try again."),
    8: ("The store may only be read here.", "Look whether its folder may be written to."),
    10: (
        "The disk could not be read or written.",
        "Look whether the disk is there and whole; then try again.",
    ),
    11: ("The store's file is damaged.", "Do not go on; run verify, and restore the newest backup."),
    13: ("The disk is full.", "Make room on the disk, then save again."),
    14: ("The store's file cannot be opened.", "Look whether its folder is there and may be read."),
    26: (
        "The store cannot be read: this is another store's key, or the beginning of the file is damaged.",
        "Put back the key file of this store, or restore the newest backup.",
    ),
}

# PostgreSQL's classes and codes, https://www.postgresql.org/docs/15/errcodes-appendix.html
_POSTGRES_WORDS = {
    "08": ("The connection to the server was lost.", _AGAIN),
    "25006": ("The server may only be read now.", "Tell the people who look after the server."),
    "28": ("The server did not let this program in.", "Ask the people who look after the server."),
    "3D": ("The database is not on the server.", "Ask the people who look after the server."),
    "40": ("Somebody else saved the same thing at the same moment.", _AGAIN),
    "53100": ("The server's disk is full.", "Tell the people who look after the server."),
    "53": ("The server has no more room for this.", _AGAIN),
    "55P03": ("The store is busy: somebody else is writing.", _AGAIN),
    "57014": ("The server took too long.", _AGAIN),
    "57P": ("The server is stopping or starting.", _AGAIN),
    "58": ("The server's disk could not be read or written.", "Tell the people who look after the server."),
    "XX001": ("The server's files are damaged.", "Do not go on; tell the people who look after the server."),
    "XX002": ("The server's files are damaged.", "Do not go on; tell the people who look after the server."),
}
_NO_ANSWER = ("The server does not answer.", _AGAIN)


@contextmanager
def sorted_troubles(*, committing: bool = False) -> Iterator[None]:
    """Turn a database's trouble into the reader's words; a bug stays what it is.

    Args:
        committing: Whether a commit is under way: a lost connection then leaves it in doubt.

    Raises:
        Unavailable: Disk, lock, network or file.
    """
    try:
        yield
    except DBAPIError as error:
        trouble = trouble_of(error, committing=committing)
        if trouble is None:
            raise
        raise trouble from error


def trouble_of(error: DBAPIError, *, committing: bool = False) -> Unavailable | None:
    """Return what a person is told of a database's error; `None` for a bug."""
    told = _words_of(error)
    if told is None:
        return None
    what, do = told
    if committing and error.connection_invalidated:
        return Unavailable(what, _SAME_WRITE, kept=_IN_DOUBT)
    return Unavailable(what, do, kept=_ROLLED_BACK)


def _words_of(error: DBAPIError) -> tuple[str, str] | None:
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE_WORDS.get(code & 0xFF)
    state = getattr(error.orig, "sqlstate", "bug")
    if state is None:  # psycopg's own: no connection, or it broke
        return _NO_ANSWER if type(error.orig).__name__ == "OperationalError" else None
    for length in (5, 3, 2):
        if state[:length] in _POSTGRES_WORDS:
            return _POSTGRES_WORDS[state[:length]]
    return None
