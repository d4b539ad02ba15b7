"""A demonstration authority: the whole way can be walked, and every certificate says DEMO."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

_YEARS = timedelta(days=3653)
_NAME = "DEMO authority, not for real patients"


@dataclass(frozen=True, slots=True, repr=False)
class DemoAuthority:
    """A root and a hospital's signing key made under it.

    Attributes:
        root: The root certificate, DER; readers must be told to trust it.
        pkcs12: The hospital's certificate and key, encrypted.
        passphrase: For `pkcs12`.
    """

    root: bytes
    pkcs12: bytes
    passphrase: str

    def __repr__(self) -> str:
        return "DemoAuthority(withheld)"


def make_demo_authority(hospital: str, passphrase: str, at: datetime) -> DemoAuthority:
    """Make a new root and a signing key for a demonstration hospital.

    Args:
        hospital: Its name; `DEMO` is put before it.
        passphrase: To encrypt the key with.
        at: From when it is valid, for ten years.
    """
    root_key, hospital_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, name = _named(_NAME), _named(f"DEMO {hospital}"[:64])
    since = at - timedelta(days=1)
    root = (
        _certificate(root_name, root_name, root_key.public_key(), since)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    ours = (
        _certificate(name, root_name, hospital_key.public_key(), since)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(issuer, critical=False)
        .sign(root_key, hashes.SHA256())
    )
    store = pkcs12.serialize_key_and_certificates(
        b"aande_alert demo", hospital_key, ours, [root], BestAvailableEncryption(passphrase.encode())
    )
    return DemoAuthority(root.public_bytes(Encoding.DER), store, passphrase)


def _named(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "GB"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "DEMO"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    name: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, since: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + _YEARS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
