"""The colours photographs are meant in: a small sRGB profile, made here so that it is always the same bytes.

Values: IEC 61966-2-1 primaries adapted to D50 and its transfer curve, as an ICC version 2 matrix profile.
"""

from __future__ import annotations

import functools
import struct

_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
    b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
    b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
_STEPS = 1024
_NAME = b"sRGB, made for print"


@functools.cache
def srgb() -> bytes:
    """Return the profile."""
    curve = b"curv" + bytes(4) + struct.pack(f">I{_STEPS}H", _STEPS, *(_curve(i) for i in range(_STEPS)))
    parts: list[tuple[bytes, bytes]] = [
        (b"desc", b"desc" + bytes(4) + struct.pack(">I", len(_NAME) + 1) + _NAME + bytes(1 + 78)),
        (b"cprt", b"text" + bytes(4) + b"No copyright, use freely\x00"),
        (b"wtpt", _xyz(_WHITE)),
        *((name, _xyz(value)) for name, value in _PRIMARIES.items()),
        *((name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    return _profile(parts)


def _profile(parts: list[tuple[bytes, bytes]]) -> bytes:
    table, body = b"", b""
    start = 128 + 4 + 12 * len(parts)
    places: dict[bytes, int] = {}
    for name, part in parts:
        if part not in places:
            places[part] = start + len(body)
            body += part + bytes(-len(part) % 4)
        table += name + struct.pack(">II", places[part], len(part))
    size = start + len(body)
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3I4s44x",
        size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ",
        2026, 1, 1, 0, 0, 0, b"acsp", bytes(4), 0, bytes(4), bytes(4), 0, 0,
        *(round(value * 65536) for value in _WHITE), bytes(4),
    )  # fmt: skip
    return head + struct.pack(">I", len(parts)) + table + body


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(part * 65536) for part in value))


def _curve(step: int) -> int:
    level = step / (_STEPS - 1)
    linear = level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - IEC 61966-2-1
    return round(linear * 65535)
