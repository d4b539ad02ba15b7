"""Bytes become segments: separators, line ends, characters and escapes as feeds really send them."""

from __future__ import annotations

import pytest

from aande_alert.domain.messages import Quarantined, QuarantineReason
from aande_alert.ingest.hl7v2_text import MAX_BYTES, Message, read_message
from tests.ingest.wire import message, read, remarks


def opened(body: bytes) -> Message:
    found = read_message(body)
    assert isinstance(found, Message)
    return found


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_a_segment_ends_where_the_sender_ends_it(end: bytes) -> None:
    lines = opened(message().replace(b"\r", end)).lines
    assert [line[:3] for line in lines] == ["MSH", "EVN", "PID", "PV1"]


@pytest.mark.parametrize("around", [b"\x0b%b\x1c\r", b"\xef\xbb\xbf%b", b"\r\n\r\n%b\r\r", b"%b\x1c"])
def test_framing_and_marks_left_around_a_message_are_taken_off(around: bytes) -> None:
    assert opened(around % message()).segment("PID").raw(8) == "2"


def test_blank_lines_inside_a_message_are_nothing() -> None:
    event = read(message().replace(b"\rPV1", b"\r\r \rPV1"))
    assert not event.problems


def test_a_field_broken_over_lines_is_mended_and_said() -> None:
    body = message("PV2|||^Fell from\r the sofa\r onto the floor")
    event = read(body)
    assert event.visit.complaint.value == "Fell from\n the sofa\n onto the floor"
    assert "PV2" in remarks(event)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", QuarantineReason.EMPTY),
        (b"\x0b\x1c\r", QuarantineReason.EMPTY),
        (b"GET / HTTP/1.1\r\n", QuarantineReason.NOT_HL7),
        (b"MSH", QuarantineReason.NOT_HL7),
        (b"MSHABCDEFGH", QuarantineReason.NOT_HL7),
        (b"MSH|^ \\&|PAS", QuarantineReason.NOT_HL7),
        (b"MSH\xff^~\\&\xffPAS", QuarantineReason.NOT_HL7),
        (b"x" * (MAX_BYTES + 1), QuarantineReason.TOO_LARGE),
        (message() + b"NTE\r" * 10_001, QuarantineReason.GARBLED),
    ],
)
def test_what_is_no_message_says_why_and_what_to_do(body: bytes, reason: QuarantineReason) -> None:
    found = read_message(body)
    assert isinstance(found, Quarantined)
    assert found.reason is reason
    assert found.words.endswith(".")
    assert found.do.endswith(".")


@pytest.mark.parametrize(
    ("stated", "codec", "said"),
    [
        ("8859/1", "cp1252", False),
        ("8859/15", "iso8859-15", False),
        ("UNICODE", "utf-8", False),
        ("UNICODE UTF-8", "utf-8", False),
        ("UNICODE UTF-8~8859/1", "utf-8", False),
        ("UNICODE", "cp1252", True),
        ("", "utf-8", True),
        ("ASCII", "cp1252", True),
        ("KLINGON", "utf-8", True),
    ],
)
def test_an_accent_survives_whatever_the_message_calls_its_characters(
    stated: str, codec: str, *, said: bool
) -> None:
    body = message(msh={18: stated}, pid={5: "BRONTË^Zoë"}).decode().encode(codec)
    event = read(body)
    assert event.person.names.value[0].given == "Zoë"
    assert ("MSH-18" in remarks(event)) is said


def test_a_curly_apostrophe_from_windows_survives() -> None:
    body = message(msh={18: "8859/1"}, pid={5: "O’HARA^Cass"}).decode().encode("cp1252")
    assert read(body).person.names.value[0].family == "O’HARA"


def test_bytes_in_no_character_set_are_still_read_and_said() -> None:
    body = message(pid={5: "R\x81E^Zo\x8d"}).decode().encode("latin-1")
    assert "MSH-18" in remarks(read(body))


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        (r"A \T\ B", "A & B"),
        (r"\F\\S\\R\\E\.", "|^~\\."),
        (r"line\.br\line", "line\nline"),
        (r"\H\loud\N\ly", "loudly"),
        (r"caf\XE9\ au lait", "café au lait"),
        (r"caf\XC3A9\ au lait", "café au lait"),
        ("\\X81\\", ""),
        (r"\X41\BC", "ABC"),
        (r"\X4\BC", r"\X4\BC"),
        (r"\Xzz\BC", r"\Xzz\BC"),
        (r"C:\temp\x", r"C:\temp\x"),
        ("back\\", "back\\"),
        (r"\Q\S\T\u", r"\Q^T\u"),
    ],
)
def test_escapes_are_undone_and_what_is_none_stays(sent: str, meant: str) -> None:
    assert opened(message()).plain(sent) == meant


def test_hexadecimal_is_read_in_the_set_the_message_names() -> None:
    assert opened(message(msh={18: "8859/1"})).plain("caf\\XE9\\ \\X92\\") == "café ’"


def test_an_escaped_line_end_cannot_begin_a_segment() -> None:
    event = read(message(pid={5: r"RAIKES\X0D\PID|1||X^^^NHS^Maisy"}))
    assert len(read_message(message()).lines) == 4  # type: ignore[union-attr]
    assert "\r" not in event.person.names.value[0].family


def test_control_characters_never_reach_a_name() -> None:
    assert opened(message()).plain("Mai\x00sy\x1b\x7f") == "Mai sy"


def test_an_endless_text_is_cut_and_said() -> None:
    found = opened(message())
    assert len(found.plain("x" * 100_000)) == 32_768
    assert found.remarks


def test_the_number_of_remarks_is_bounded() -> None:
    found = opened(message())
    for _ in range(1_000):
        found.remark("PID-5", "", "words")
    assert len(found.remarks) == 200


def test_separators_other_than_the_usual_are_understood() -> None:
    body = message(msh={2: "^~\\&"}).replace(b"|", b"#").replace(b"^", b"*")
    event = read(body)
    assert event.person.names.value[0].family == "RAIKES"


def test_a_bare_segment_name_is_a_segment() -> None:
    assert opened(message("PD1")).has("PD1")
    assert opened(message("PD1")).segment("PD1").raw(3) == ""
