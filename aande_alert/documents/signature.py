"""The hospital's signature on a document (PAdES baseline B), and whether a copy still carries it unharmed.

Nothing is fetched from a network; the time of signing is the clock that is passed in, and the report says so.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import logging
import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from aande_alert.domain.errors import Refused
from aande_alert.domain.wording import show_date, utc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from aande_alert.documents.read_back import ReadBack

# It writes the path it looked for with a traceback whenever a signer is not trusted; the report says so.
logging.getLogger("pyhanko.sign.validation.generic_cms").setLevel(logging.CRITICAL)

_FIELD = "HospitalSignature"
_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_ROOM = 16_384
_CHUNK = 1024 * 1024
# What the signature's readers raise at a damaged one, found by changing each of its bits.
_UNREADABLE = (
    PdfError, SignatureValidationError, UnsupportedAlgorithm, InvalidSignature,
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, NotImplementedError,
)  # fmt: skip
_UNSIGNED = "This file carries no signature."
_CHANGED = "This file was changed after it was signed."


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """What the hospital signs with: a PKCS#12 file's bytes and its passphrase."""

    pkcs12: bytes
    passphrase: str

    def __repr__(self) -> str:
        return "Credentials(withheld)"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """Whether a copy can be relied on.

    Attributes:
        holds: The signature covers the whole file, is unharmed, and the signer is one we trust.
        signed: There is a signature at all.
        intact: Nothing the signature covers was changed.
        trusted: The certificate leads to a root that was given.
        signer: Who signed, as the certificate has it; empty where nobody can tell.
        signed_at: By the hospital's own clock.
        words: What to tell the person who asked, one sentence each.
        sha256: Of the file as given, hex.
    """

    holds: bool
    signed: bool
    intact: bool
    trusted: bool
    signer: str
    signed_at: datetime | None
    words: tuple[str, ...]
    sha256: str


def sign(pdf: bytes, credentials: Credentials, at: datetime, *, read_back: ReadBack) -> bytes:
    """Return the document with the hospital's signature added at its end.

    Args:
        pdf: The finished document.
        credentials: What to sign with.
        at: When; by the clock of the hospital.
        read_back: That this very file was read back and says what was written.

    Raises:
        Refused: It was not read back or disagrees, or the certificate cannot be used.
    """
    if read_back.sha256 != hashlib.sha256(pdf).hexdigest():
        what = "This file was not read back before signing."
        raise Refused(what, "Make the document again.", kept="Nothing was signed.")
    read_back.refuse_problems()
    signer = _load(credentials)
    _refuse_unusable(signer, at)
    metadata = signers.PdfSignatureMetadata(
        field_name=_FIELD,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    output = asyncio.run(_sign(pdf, signers.PdfSigner(metadata, signer), utc(at)))
    output.seek(0)
    return output.read()


def verify(pdf: bytes, roots: Sequence[bytes]) -> SignatureReport:
    """Say whether a copy still carries the hospital's signature unharmed.

    Args:
        pdf: The copy.
        roots: Certificates that are trusted, DER.
    """
    sha256 = hashlib.sha256(pdf).hexdigest()
    found = _last_range(pdf)
    if found is None:
        return SignatureReport(False, False, False, False, "", None, (_UNSIGNED,), sha256)  # noqa: FBT003
    harm = _harm(pdf, found)
    if harm:
        return SignatureReport(False, True, False, False, "", None, (_CHANGED, harm), sha256)  # noqa: FBT003
    try:
        return asyncio.run(_judge(pdf, [x509.Certificate.load(root) for root in roots], sha256))
    except _UNREADABLE as error:
        words = (_CHANGED, f"The signature itself cannot be read ({type(error).__name__}).")
        return SignatureReport(False, True, False, False, "", None, words, sha256)  # noqa: FBT003


def _load(credentials: Credentials) -> signers.SimpleSigner:
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(
            credentials.pkcs12, other_certs=(), passphrase=credentials.passphrase.encode()
        )
    except ValueError as error:
        what = "The hospital's signing key could not be opened."
        do = "Ask an administrator to check the key file and its passphrase."
        raise Refused(what, do, kept="The document is kept, not signed.") from error
    signer.embed_roots = False  # nothing in the file may be changed unseen, so nothing unneeded is in it
    return signer  # type: ignore[no-any-return]  # the library leaves it untyped


def _refuse_unusable(signer: signers.SimpleSigner, at: datetime) -> None:
    certificate: Any = signer.signing_cert
    since, until = certificate.not_valid_before, certificate.not_valid_after
    if since <= at <= until:
        return
    what = (
        f"The hospital's certificate ran out on {show_date(until.date())}."
        if at > until
        else f"The hospital's certificate is valid from {show_date(since.date())}; the clock may be wrong."
    )
    raise Refused(
        what, "Tell an administrator; meanwhile ring and hand over on paper.", kept="The document is kept."
    )


async def _sign(pdf: bytes, signer: signers.PdfSigner, at: datetime) -> IO[bytes]:
    # A stream and not its bytes: asyncio writes out the result of a task when it ends, all of it.
    session = signer.init_signing_session(IncrementalPdfFileWriter(io.BytesIO(pdf)))
    session.system_time = at
    prepared = session.prepare_tbs_document(None, bytes_reserved=_ROOM)
    digest, output = prepared.digest_tbs_document(chunk_size=_CHUNK)
    signed = await prepared.perform_signature(
        document_digest=digest.document_digest, pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at)
    )
    await signed.post_signature_processing(output, chunk_size=_CHUNK)
    return output


def _last_range(pdf: bytes) -> tuple[int, int, int] | None:
    """Return what the last signature covers: end of the first part, start and length of the second."""
    found = None
    for match in _RANGE.finditer(pdf):
        found = match
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _harm(pdf: bytes, covered: tuple[int, int, int]) -> str:
    """Look at every byte: covered ones by their digest, the others by what they may be. Empty for no harm."""
    end, start, length = covered
    if start + length != len(pdf):
        return f"{abs(len(pdf) - start - length):,} bytes stand after what was signed, or are missing."
    if not end < start <= len(pdf):
        return "The signature does not say which bytes it covers."
    try:
        written = pdf[end + 1 : start - 1].decode("ascii")
        contents = bytes.fromhex(written)
        size = _size_of(contents)
        promised = _promised_digest(contents[:size])
        plain = _written_plainly(contents[:size])
    except (ValueError, TypeError, LookupError):
        return f"The signature in bytes {end:,} to {start:,} is damaged."
    around = pdf[end : end + 1] + pdf[start - 1 : start]
    one_case = written in {contents.hex(), contents.hex().upper()}
    if around != b"<>" or not one_case or contents[size:].strip(b"\0") or plain != contents[:size]:
        return f"Something was written into the room of the signature, bytes {end:,} to {start:,}."
    digest = hashlib.sha256(memoryview(pdf)[:end])
    digest.update(memoryview(pdf)[start:])
    if digest.digest() != promised:
        return f"At least one byte of the {end + length:,} that were signed is not the same."
    return ""


def _size_of(der: bytes) -> int:
    """Return the length of the outermost ASN.1 value, its head included."""
    if len(der) < 2:  # noqa: PLR2004 - a tag and a length
        message = "no signature"
        raise ValueError(message)
    if der[1] < 0x80:  # noqa: PLR2004 - short form
        return 2 + der[1]
    count = der[1] & 0x7F
    return 2 + count + int.from_bytes(der[2 : 2 + count], "big")


def _written_plainly(der: bytes) -> bytes:
    """Build a signature again from its signed parts alone, so that its wrapping cannot be changed unseen."""
    given = cms.ContentInfo.load(der, strict=True)["content"]
    signer = given["signer_infos"][0]
    serial = signer["sid"].chosen["serial_number"].native
    certificates = [choice.chosen for choice in given["certificates"]]
    (own,) = [certificate for certificate in certificates if certificate.serial_number == serial]
    digest = signer["digest_algorithm"]["algorithm"].native
    rebuilt = {
        "version": "v1",
        "sid": cms.IssuerAndSerialNumber({"issuer": own.issuer, "serial_number": serial}),
        "digest_algorithm": {"algorithm": digest},
        "signed_attrs": signer["signed_attrs"],
        "signature_algorithm": signer["signature_algorithm"],
        "signature": signer["signature"],
    }
    signed = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [{"algorithm": digest}],
            "encap_content_info": {"content_type": "data"},
            "certificates": certificates,
            "signer_infos": [rebuilt],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump())


def _promised_digest(der: bytes) -> bytes:
    signed = cms.ContentInfo.load(der, strict=True)["content"]["signer_infos"][0]["signed_attrs"]
    for attribute in signed:
        if attribute["type"].native == "message_digest":
            return bytes(attribute["values"][0].native)
    message = "no digest"
    raise ValueError(message)


async def _judge(pdf: bytes, roots: list[x509.Certificate], sha256: str) -> SignatureReport:
    reader = PdfFileReader(io.BytesIO(pdf))
    signature = reader.embedded_signatures[-1]
    signed_at = signature.self_reported_timestamp
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=signed_at)
    status = await async_validate_pdf_signature(signature, signer_validation_context=context)
    name = status.signing_cert.subject.native.get("common_name", "")
    words = [f"Signed by {name}."]
    if not (status.intact and status.valid):
        words = [_CHANGED]
    elif not status.trusted:
        words.append("The certificate does not lead to an authority this hospital trusts.")
    holds = bool(status.bottom_line)
    words.append("Nothing was changed since." if holds else "Do not rely on this copy; ask the hospital.")
    intact = bool(status.intact and status.valid)
    return SignatureReport(holds, True, intact, bool(status.trusted), name, signed_at, tuple(words), sha256)  # noqa: FBT003
