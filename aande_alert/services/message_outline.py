"""How a message is built, with nothing of what it says: for those who mend feeds and may see no child."""

from __future__ import annotations

_SEGMENT = 3  # letters of a segment's name
_HEADER = "MSH"


def covered(body: bytes) -> str:
    """Return a message's outline: letters as x, digits as #; the header and the marks between as they are.

    The header names systems, the kind of message and its time, never a patient.
    """
    text = body.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    first, mark, rest = text.partition("\n")
    lines = [first if first.startswith(_HEADER) else _covered(first)]
    if mark:
        lines += [_covered(line) for line in rest.split("\n")]
    return "\n".join(lines)


def _covered(line: str) -> str:
    name, mark, rest = line.partition("|")
    if not mark or len(name) != _SEGMENT:
        return _shapes(line)
    return f"{name}{mark}{_shapes(rest)}"


def _shapes(words: str) -> str:
    return "".join("#" if char.isdigit() else "x" if char.isalpha() else char for char in words)
