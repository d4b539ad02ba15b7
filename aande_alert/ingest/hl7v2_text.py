"""An HL7 v2 message as text: its characters, its segments and its escapes, split only where read.

Tolerant by design: the official NHS samples fail every strict parser. Line feeds end segments too, a
field broken over lines is mended, and bytes that are not in the character set the message names are
read in the nearest one with a remark. Nothing raises: what is no message comes back as `Quarantined`.
"""

from __future__ import annotations

import re
from typing import Final

from aande_alert.domain.messages import Quarantined, QuarantineReason, Remark

MAX_BYTES: Final = 8 * 1024 * 1024
MAX_SEGMENTS: Final = 5_000
MAX_REMARKS: Final = 200

_NAME: Final = 3
_MAX_FIELDS: Final = 400
_MAX_REPEATS: Final = 100
_MAX_PARTS: Final = 60
_MAX_TEXT: Final = 32_768

_EDGES = b"\x0b\x1c\r\n\t \x00"
_BLANK = _EDGES.decode()
_BOM = b"\xef\xbb\xbf"
_CALL_SENDER = "Tell whoever looks after the sending system; the bytes are kept as they came."
_BY_NAME = {
    "": "ascii",
    "ASCII": "ascii",
    "8859/1": "cp1252",
    "8859/15": "iso8859-15",
    "UNICODE": "utf-8",
    "UNICODE UTF-8": "utf-8",
    "UTF-8": "utf-8",
}
_CONTROLS = {code: " " for code in (*range(32), *range(127, 160)) if code != ord("\n")}
_HEX = re.compile(r"[0-9A-Fa-f]{2,}")


class Segment:
    """One segment, its fields numbered as HL7 numbers them."""

    __slots__ = ("_fields", "message", "name")

    def __init__(self, message: Message, name: str, fields: list[str]) -> None:
        self.message = message
        self.name = name
        self._fields = fields

    def raw(self, number: int) -> str:
        """Return a field as sent; empty where the segment ends before it."""
        fields = self._fields
        return fields[number] if number < len(fields) else ""

    def repeats(self, number: int) -> list[str]:
        """Return every repetition of a field that is not empty; at most 100."""
        raw = self.raw(number)
        if not raw:
            return []
        return [one for one in raw.split(self.message.repetition, _MAX_REPEATS)[:_MAX_REPEATS] if one]

    def parts(self, text: str) -> list[str]:
        """Return the components of one repetition, still escaped."""
        return text.split(self.message.component, _MAX_PARTS)

    def remark(self, number: int, raw: str, words: str) -> None:
        """Note what could not be taken as it stood."""
        self.message.remark(f"{self.name}-{number}", raw, words)


class Message:
    """A message's segments in order; a segment is split into fields when it is first asked for."""

    __slots__ = (
        "_escape",
        "_escapes",
        "_first",
        "_found",
        "codec",
        "component",
        "lines",
        "remarks",
        "repetition",
        "separator",
        "sub",
    )

    def __init__(self, text: str, codec: str) -> None:
        self.codec = codec
        self.remarks: list[Remark] = []
        self._found: dict[str, Segment] = {}
        self.separator = text[3]
        marks = text[4:9].split(self.separator, 1)[0]
        marks = marks + "^~\\&"[len(marks) :]
        self.component, self.repetition, self._escape, self.sub = tuple(marks[:4])
        self._escapes: dict[str, str] = {}
        if "\n" in text:
            text = text.replace("\r\n", "\r").replace("\n", "\r")
        self.lines = self._whole_lines(text.split("\r"))
        self._first = {line[:_NAME]: line for line in reversed(self.lines)}

    def _whole_lines(self, lines: list[str]) -> list[str]:
        """Drop blank lines, and put a field that was broken over lines together again."""
        whole: list[str] = []
        broken: dict[int, list[str]] = {}
        separator = self.separator
        for line in lines:
            name = line[:_NAME]
            if name.isalnum() and (line[3:4] == separator or (name == line and name.isupper())):
                whole.append(line)
            elif line.strip(_BLANK):
                broken.setdefault(len(whole) - 1, []).append(line)
        for place, more in broken.items():
            self.remark(whole[place][:_NAME], "\n".join(more), "A line break inside a field was mended.")
            whole[place] = "\n".join((whole[place], *more))
        return whole

    def segment(self, name: str) -> Segment:
        """Return the first segment of that name; one without fields where there is none."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._split(name, self._first.get(name, ""))
        return found

    def has(self, name: str) -> bool:
        """Say whether there is such a segment."""
        return name in self._first

    def every(self, name: str) -> list[Segment]:
        """Return every segment of that name, in order."""
        return [self._split(name, line) for line in self.lines if line.startswith(name)]

    def in_order(self, *names: str) -> list[Segment]:
        """Return every segment of those names, in the message's order."""
        return [self._split(line[:3], line) for line in self.lines if line[:3] in names]

    def _split(self, name: str, line: str) -> Segment:
        fields = line.split(self.separator, _MAX_FIELDS)
        if name == "MSH":
            fields.insert(1, self.separator)  # MSH-1 is the separator itself
        return Segment(self, name, fields)

    def remark(self, where: str, raw: str, words: str) -> None:
        """Note what could not be taken as it stood; only the first 200 are kept."""
        if len(self.remarks) < MAX_REMARKS:
            self.remarks.append(Remark(where, raw, words))

    def plain(self, text: str) -> str:
        """Return text without escapes, control characters and outer space; `""` inside it is nothing."""
        if text == '""':
            return ""
        if len(text) > _MAX_TEXT:
            self.remark(
                "", text, "A text longer than 32,768 characters was cut; the whole of it is kept as it came."
            )
            text = text[:_MAX_TEXT]
        if self._escape in text:
            text = self._unescaped(text)
        if not text.isprintable():
            text = text.translate(_CONTROLS)
        return text.strip()

    def _unescaped(self, text: str) -> str:
        """Undo escapes after splitting, so that an escaped line end can never begin a segment."""
        pieces = text.split(self._escape)
        done = [pieces[0]]
        inside = True
        for place, piece in enumerate(pieces[1:], 1):
            meaning = self._meaning(piece) if inside and place < len(pieces) - 1 else None
            if meaning is None:
                done.append(piece if not inside else self._escape + piece)
                inside = True
            else:
                done.append(meaning)
                inside = False
        return "".join(done)

    def _meaning(self, code: str) -> str | None:
        """Return what an escape stands for, or `None` where it is none (then it is text)."""
        if not self._escapes:
            marks = {
                "F": self.separator,
                "S": self.component,
                "T": self.sub,
                "R": self.repetition,
                "E": self._escape,
            }
            self._escapes = marks | {"H": "", "N": "", ".br": "\n", ".sp": "\n"}
        if code in self._escapes:
            return self._escapes[code]
        if code.startswith("X") and _HEX.fullmatch(code[1:]) and len(code) % 2:
            return self._from_hex(bytes.fromhex(code[1:]))
        return None

    def _from_hex(self, sent: bytes) -> str:
        """Return characters sent as hexadecimal, in the set the message names."""
        stated = self.segment("MSH").raw(18).split(self.repetition, 1)[0].strip().upper()
        for codec in (self.codec, _BY_NAME.get(stated, "utf-8"), "utf-8", "cp1252"):
            try:
                return sent.decode(codec)
            except UnicodeDecodeError:
                continue
        return sent.decode("latin-1")


def read_message(body: bytes) -> Message | Quarantined:
    """Return the message in these bytes, or why there is none.

    Args:
        body: One message, without MLLP framing (framing left on by mistake is taken off).
    """
    if len(body) > MAX_BYTES:
        words = "The message is larger than 8 MB, which no arrival is."
        return Quarantined(QuarantineReason.TOO_LARGE, words, _CALL_SENDER)
    body = body.lstrip(_EDGES).removeprefix(_BOM).rstrip(_EDGES)
    if not body:
        words = "The message is empty."
        return Quarantined(QuarantineReason.EMPTY, words, _CALL_SENDER)
    if not _begins_like_hl7(body):
        words = "This is not an HL7 message: it does not begin with MSH and its separators."
        return Quarantined(QuarantineReason.NOT_HL7, words, _CALL_SENDER)
    if body.count(b"\r") + body.count(b"\n") > MAX_SEGMENTS * 2:
        words = f"The message has more than {MAX_SEGMENTS:,} segments, which no arrival has."
        return Quarantined(QuarantineReason.GARBLED, words, _CALL_SENDER)
    text, codec, trouble = _decode(body)
    message = Message(text, codec)
    if trouble:
        message.remark("MSH-18", "", trouble)
    return message


def _begins_like_hl7(body: bytes) -> bool:
    if body[:3] != b"MSH" or len(body) < 8:  # noqa: PLR2004 - MSH|^~\&
        return False
    marks = body[3:8].decode("latin-1")
    return marks.isascii() and not any(mark.isalnum() or mark.isspace() for mark in marks[:4])


def _decode(body: bytes) -> tuple[str, str, str]:
    """Return the text, the codec it was read in, and what was wrong with the stated one."""
    if body.isascii():
        return body.decode("ascii"), "ascii", ""
    head = body[:2000].replace(b"\n", b"\r").split(b"\r", 1)[0].decode("latin-1")
    fields = head.split(head[3])
    stated = fields[17].split("~")[0].strip().upper() if len(fields) > 17 else ""  # noqa: PLR2004 - MSH-18
    codec = _BY_NAME.get(stated, "ascii")
    try:
        return body.decode(codec), codec, ""
    except UnicodeDecodeError:
        return _decode_as_found(body)


def _decode_as_found(body: bytes) -> tuple[str, str, str]:
    words = (
        "The characters are not in the set the message names; they were read as {}. Check names with accents."
    )
    for codec, called in (("utf-8", "UTF-8"), ("cp1252", "Windows Western")):
        try:
            return body.decode(codec), codec, words.format(called)
        except UnicodeDecodeError:
            continue
    return body.decode("latin-1"), "latin-1", words.format("Latin 1")
