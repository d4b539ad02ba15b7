"""A message becomes text and goes back to its very bytes."""

from __future__ import annotations

import pytest

from aande_alert.ui.state.message_text import read_message


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"MSH|^~\\&|PAS\rPID|1", "MSH|^~\\&|PAS\nPID|1"),
        (b"MSH|^~\\&|PAS\r\nPID|1\r\n", "MSH|^~\\&|PAS\nPID|1\n"),
        (b"MSH|^~\\&|PAS\nPID|1", "MSH|^~\\&|PAS\nPID|1"),
        (b"MSH garbled", "MSH garbled"),
        ("PID|Zoë".encode(), "PID|Zoë"),
        ("PID|Zoë".encode("latin-1"), "PID|Zoë"),
        (b"\xff\xfe\x00mixed\rends\nhere", None),
        (b"", ""),
    ],
)
def test_what_nobody_changed_goes_back_as_it_came(body: bytes, text: str | None) -> None:
    came = read_message(body)
    assert text is None or came.text == text
    assert came.bytes_of(came.text) == body
    assert repr(came) == "MessageText(withheld)"


def test_a_correction_is_written_as_the_feed_writes() -> None:
    came = read_message("MSH|1\rPID|Zoë".encode("latin-1"))
    assert came.bytes_of("MSH|1\nPID|Zoé") == "MSH|1\rPID|Zoé".encode("latin-1")
    with pytest.raises(UnicodeEncodeError):
        came.bytes_of("MSH|1\nPID|Ωmega")
