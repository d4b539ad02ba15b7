"""The answer to an HL7 v2 message, in original and enhanced mode: it says what was stored, never more.

A message that is stored is accepted even where its content cannot be read, because an error stops many
engines' queues and hides every later arrival; the content goes to quarantine, where a person sees it.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Final

from aande_alert.domain.messages import FeedRules, Quarantined, QuarantineReason, Receipt
from aande_alert.domain.wording import local
from aande_alert.ingest.hl7v2 import USUAL_RULES, event_code, refused_by_header
from aande_alert.ingest.hl7v2_fields import said, text
from aande_alert.ingest.hl7v2_text import Message, read_message

_ACCEPT, _ERROR, _REJECT = "A", "E", "R"
_LONGEST = 200

# HL7 table 0357.
_SEQUENCE = (100, "Segment sequence error")
_REQUIRED = (101, "Required field missing")
_INTERNAL = (207, "Application internal error")
_REJECTIONS: Final = {
    QuarantineReason.NOT_ADT: (200, "Unsupported message type"),
    QuarantineReason.UNKNOWN_EVENT: (201, "Unsupported event code"),
    QuarantineReason.TEST_MESSAGE: (202, "Unsupported processing id"),
    QuarantineReason.WRONG_VERSION: (203, "Unsupported version id"),
}


def reply(
    body: bytes, outcome: Receipt | Quarantined, now: datetime, rules: FeedRules = USUAL_RULES
) -> bytes | None:
    """Return the acknowledgement of a message, or `None` where the sender wants none.

    Args:
        body: The message as it came.
        outcome: What became of it: stored, not stored, or stored and not readable.
        now: When it is answered, UTC.
        rules: How this feed is answered.
    """
    message = read_message(body)
    if isinstance(message, Quarantined):
        return _answer_to_noise(body, outcome, now)
    letter, error = _verdict(message, outcome, rules)
    code = _code(message, letter)
    return None if code is None else _acknowledgement(message, body, code, now=now, error=error)


def _verdict(
    message: Message, outcome: Receipt | Quarantined, rules: FeedRules
) -> tuple[str, tuple[int, str] | None]:
    """Return accept, error or reject, and what is wrong; only what the sender can mend is rejected."""
    if outcome is Receipt.NOT_STORED:
        return _ERROR, _INTERNAL
    reason = refused_by_header(message, rules)
    if reason is not None:
        return _REJECT, _REJECTIONS[reason]
    if isinstance(outcome, Quarantined) and rules.content_errors:
        return _ERROR, _REQUIRED
    return _ACCEPT, None


def _code(message: Message, letter: str) -> str | None:
    """Return `AA`, `CA` and so on, or `None`: MSH-15 and MSH-16 say what is wanted and when."""
    msh = message.segment("MSH")
    commit, application = said(text(msh, 15)).upper(), said(text(msh, 16)).upper()
    if not commit and not application:
        return f"A{letter}"
    if _wanted(commit, letter):
        return f"C{letter}"
    return f"A{letter}" if _wanted(application, letter) else None


def _wanted(condition: str, letter: str) -> bool:
    accepted = letter == _ACCEPT
    return {"": False, "NE": False, "SU": accepted, "ER": not accepted}.get(condition, True)


def _acknowledgement(
    message: Message, body: bytes, code: str, *, now: datetime, error: tuple[int, str] | None
) -> bytes:
    msh = message.segment("MSH")
    bar, part = message.separator, message.component
    kept = {number: _one_line(msh.raw(number)) for number in (2, 3, 4, 5, 6, 10, 11, 12, 18)}
    event = message.plain(event_code(message))[:3]
    kind = (
        part.join(one for one in ("ACK", event if event.isalnum() else "", "ACK") if one) if event else "ACK"
    )
    header = ["MSH", kept[2], kept[5], kept[6], kept[3], kept[4], _stamp(now), "", kind, _new_id(body, code)]
    header += [kept[11] or "P", kept[12] or "2.4", "", "", "", "", "", kept[18]]
    answer = ["MSA", code, kept[10]]
    if error is not None:
        number, words = error
        answer += [words, "", "", part.join((str(number), words, "HL70357"))]
    lines = (bar.join(header).rstrip(bar), bar.join(answer))
    return "".join(f"{line}\r" for line in lines).encode(message.codec, "replace")


def _answer_to_noise(body: bytes, outcome: Receipt | Quarantined, now: datetime) -> bytes:
    """Return a rejection with a header of our own, for what has none."""
    stored = outcome is not Receipt.NOT_STORED
    code, (number, words) = ("AR", _SEQUENCE) if stored else ("AE", _INTERNAL)
    header = f"MSH|^~\\&|||||{_stamp(now)}||ACK|{_new_id(body, code)}|P|2.4"
    return f"{header}\rMSA|{code}||{words}|||{number}^{words}^HL70357\r".encode("ascii")


def _one_line(raw: str) -> str:
    """Return a field of theirs fit to send back: on one line and not endless."""
    return "".join(char for char in raw[:_LONGEST] if char.isprintable())


def _stamp(now: datetime) -> str:
    return f"{local(now):%Y%m%d%H%M%S}"


def _new_id(body: bytes, code: str) -> str:
    """Return a message id of our own: the same answer to the same message has the same id."""
    return f"R{sha256(code.encode() + body).hexdigest()[:19]}"
