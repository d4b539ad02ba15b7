"""A message as text that can be corrected, and back to its very bytes where nothing was changed."""

from __future__ import annotations

from dataclasses import dataclass

_ENDS = ("\r\n", "\r", "\n")


@dataclass(frozen=True, slots=True, repr=False)
class MessageText:
    """A message: its bytes, its text with a segment a line, and how one becomes the other.

    Attributes:
        body: As it came.
        text: A segment a line.
        codec: How its letters are written.
        end: What ends a segment.
    """

    body: bytes
    text: str
    codec: str
    end: str

    def __repr__(self) -> str:
        return "MessageText(withheld)"

    def bytes_of(self, text: str) -> bytes:
        """Return corrected text as the feed would have written it.

        Raises:
            UnicodeEncodeError: It holds a character the feed's letters have no sign for.
        """
        if text == self.text:
            return self.body
        return text.replace("\n", self.end).encode(self.codec)


def read_message(body: bytes) -> MessageText:
    """Return a message as text; bytes that are not UTF-8 are read one letter a byte, which loses none."""
    try:
        whole, codec = body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        whole, codec = body.decode("latin-1"), "latin-1"
    end = next((end for end in _ENDS if end in whole), "\r")
    return MessageText(body, whole.replace(end, "\n"), codec, end)
