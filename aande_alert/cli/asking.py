"""How a command asks for what must not stand on its line: a passphrase, a password."""

from __future__ import annotations

import getpass
import warnings

from aande_alert.domain.errors import Unavailable


def ask(words: str, otherwise: str, *, hidden: bool = True) -> str:
    """Return what somebody types at the terminal, or the next line of what is piped in.

    Args:
        words: What is asked for.
        otherwise: What to do where nobody can be asked.
        hidden: Do not show what is typed.

    Raises:
        Unavailable: There is no terminal and nothing more is piped in.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", getpass.GetPassWarning)  # nothing is shown of what is piped in
            return getpass.getpass(words) if hidden else input(words)
    except EOFError as trouble:
        what = f"{words.rstrip(': ')} is needed, and there is nobody to ask."
        raise Unavailable(what, otherwise, kept="Nothing was changed.") from trouble
