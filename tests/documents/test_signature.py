"""The hospital's signature: put on only after reading back, and lost with the first changed byte."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest

from aande_alert.documents import signature
from aande_alert.documents.authority import DemoAuthority, make_demo_authority
from aande_alert.documents.read_back import ReadBack, read_back
from aande_alert.documents.referral import render
from aande_alert.documents.signature import Credentials
from aande_alert.domain.errors import Refused
from tests.documents.example import pell_referral
from tests.documents.example_family import MADE_AT

PASSPHRASE = "a demo passphrase"


@pytest.fixture(scope="module")
def authority() -> DemoAuthority:
    """Return a demonstration authority."""
    return make_demo_authority("Calder Vale Hospital", PASSPHRASE, MADE_AT)


@pytest.fixture(scope="module")
def finished() -> tuple[bytes, ReadBack]:
    """Return a referral that was read back."""
    document = pell_referral(photographs=(), timeline=None)
    rendered = render(document)
    return rendered.body, read_back(document, rendered.body, pages=rendered.pages)


@pytest.fixture(scope="module")
def signed(authority: DemoAuthority, finished: tuple[bytes, ReadBack]) -> bytes:
    """Return it signed."""
    body, read = finished
    return signature.sign(body, Credentials(authority.pkcs12, PASSPHRASE), MADE_AT, read_back=read)


def test_a_signed_referral_says_who_signed_and_when(signed: bytes, authority: DemoAuthority) -> None:
    report = signature.verify(signed, [authority.root])
    assert report.holds
    assert report.signer == "DEMO Calder Vale Hospital"
    assert report.signed_at == MADE_AT
    assert report.words == ("Signed by DEMO Calder Vale Hospital.", "Nothing was changed since.")


def test_the_signature_is_added_and_nothing_before_it_is_touched(
    signed: bytes, finished: tuple[bytes, ReadBack]
) -> None:
    assert signed.startswith(finished[0])


@pytest.mark.parametrize("part", ["anywhere", "in the signature"])
def test_one_changed_bit_is_always_found_and_said(signed: bytes, authority: DemoAuthority, part: str) -> None:
    chance = random.Random(11)
    start = 0 if part == "anywhere" else signed.rfind(b"/Contents <")
    end = len(signed) if part == "anywhere" else signed.find(b">", start) + 1
    for _ in range(200):
        at = chance.randrange(start, end)
        copy = bytearray(signed)
        copy[at] ^= 1 << chance.randrange(8)
        report = signature.verify(bytes(copy), [authority.root])
        assert not report.holds, at
        assert report.words[0] in {
            "This file was changed after it was signed.",
            "This file carries no signature.",
            "Signed by DEMO Calder Vale Hospital.",
        }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda body: body + b"\n", "1 bytes stand after what was signed, or are missing."),
        (lambda body: body[:-1], "1 bytes stand after what was signed, or are missing."),
        (lambda body: body.replace(b"/MarkInfo", b"/MarkInf0"), "that were signed is not the same."),
    ],
)
def test_what_was_done_to_a_copy_is_named(
    signed: bytes, authority: DemoAuthority, change: Callable[[bytes], bytes], words: str
) -> None:
    report = signature.verify(change(signed), [authority.root])
    assert not report.holds
    assert report.words[0] == "This file was changed after it was signed."
    assert words in report.words[1]


def test_a_stranger_who_signs_is_not_trusted(signed: bytes) -> None:
    other = make_demo_authority("Calder Vale Hospital", PASSPHRASE, MADE_AT)
    report = signature.verify(signed, [other.root])
    assert (report.holds, report.intact, report.trusted) == (False, True, False)
    assert "does not lead to an authority this hospital trusts" in report.words[1]


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"not a file at all", bytes(1000)])
def test_a_file_without_a_signature_says_so(body: bytes, authority: DemoAuthority) -> None:
    report = signature.verify(body, [authority.root])
    assert (report.holds, report.signed) == (False, False)
    assert report.words == ("This file carries no signature.",)


def made_up(contents: bytes, *, overlap: bool = False) -> bytes:
    """Return bytes that claim to be signed, with any contents in the room of the signature."""
    for size in range(200):
        head = b"/ByteRange [0 %d %d %d] " % (size, size - 1 if overlap else size + len(contents), 3)
        if len(head) == size:
            body = head + contents + b"end"
            return body[: size + 2] if overlap else body
    raise AssertionError


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (made_up(b"<zz>"), "is damaged"),
        (made_up(b"<30>"), "is damaged"),
        (made_up(b"<3003020101>"), "is damaged"),
        (made_up(b"<3082000302010100>"), "is damaged"),
        (made_up(b"<>", overlap=True), "does not say which bytes"),
        (b"/ByteRange [0 10 50 3]", "stand after what was signed, or are missing"),
    ],
)
def test_a_made_up_signature_is_not_one(body: bytes, words: str, authority: DemoAuthority) -> None:
    report = signature.verify(body, [authority.root])
    assert not report.holds
    assert words in report.words[1]


def test_a_signature_without_a_digest_is_not_one(signed: bytes, authority: DemoAuthority) -> None:
    start, end = signed.rfind(b"/Contents <") + 11, signed.rfind(b">", 0, signed.rfind(b"/Type"))
    digest_type = b"2A864886F70D010904"  # the attribute that holds the digest
    assert digest_type in signed[start:end].upper()
    body = signed.replace(digest_type.lower(), b"2a864886f70d010905").replace(
        digest_type, b"2A864886F70D010905"
    )
    assert not signature.verify(body, [authority.root]).holds


def test_a_file_that_was_not_read_back_is_not_signed(
    authority: DemoAuthority, finished: tuple[bytes, ReadBack]
) -> None:
    body, read = finished
    with pytest.raises(Refused, match="was not read back"):
        signature.sign(body + b" ", Credentials(authority.pkcs12, PASSPHRASE), MADE_AT, read_back=read)


def test_a_file_that_disagrees_is_not_signed(
    authority: DemoAuthority, finished: tuple[bytes, ReadBack]
) -> None:
    body, read = finished
    bad = ReadBack(read.sha256, read.pages, ("What we want cannot be read back as it was written.",))
    with pytest.raises(Refused, match="does not say what was written"):
        signature.sign(body, Credentials(authority.pkcs12, PASSPHRASE), MADE_AT, read_back=bad)


@pytest.mark.parametrize(
    ("key", "passphrase"), [("good", "wrong"), ("broken", PASSPHRASE)], ids=["wrong passphrase", "broken key"]
)
def test_a_key_that_cannot_be_opened_is_said(
    authority: DemoAuthority, finished: tuple[bytes, ReadBack], key: str, passphrase: str
) -> None:
    store = authority.pkcs12 if key == "good" else b"not a key"
    with pytest.raises(Refused, match="signing key could not be opened"):
        signature.sign(finished[0], Credentials(store, passphrase), MADE_AT, read_back=finished[1])


@pytest.mark.parametrize(
    ("when", "words"),
    [(timedelta(days=4000), "ran out on"), (timedelta(days=-2), "the clock may be wrong")],
)
def test_a_certificate_out_of_its_time_is_not_used(
    authority: DemoAuthority, finished: tuple[bytes, ReadBack], when: timedelta, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        signature.sign(
            finished[0], Credentials(authority.pkcs12, PASSPHRASE), MADE_AT + when, read_back=finished[1]
        )


def test_secrets_do_not_show_themselves(authority: DemoAuthority) -> None:
    assert "withheld" in repr(authority)
    assert "withheld" in repr(Credentials(authority.pkcs12, PASSPHRASE))
