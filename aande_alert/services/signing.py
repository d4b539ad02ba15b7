"""What the hospital signs with: kept sealed in the store, set up by an administrator, invented in a demo."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from aande_alert.documents.authority import make_demo_authority
from aande_alert.documents.signature import Credentials, SignatureReport, verify
from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.hospital import hospital_of
from aande_alert.services.permission import need

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.security.access import SignedIn

_KEY = "signing"


class Signing:
    """The hospital's certificate, and looking at copies signed with it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def set_up(self, who: SignedIn, credentials: Credentials, roots: Sequence[bytes]) -> Outcome[None]:
        """Keep the hospital's PKCS#12 file and the roots its copies are checked against.

        Args:
            who: An administrator.
            credentials: The file and its passphrase.
            roots: Root certificates, DER.
        """
        need(self._store, who, May.SETTINGS_WRITE)
        with self._store.transaction(who) as tx:
            _keep(tx, credentials, roots)
            tx.note(AuditEvent.SETTINGS_CHANGED, setting=_KEY)
        return Outcome(None, frozenset({Topic.SETTINGS}))

    def set_up_demo(self, who: SignedIn) -> Outcome[None]:
        """Make an authority that signs nothing real, for a demonstration store.

        Raises:
            Refused: The store holds real people.
        """
        need(self._store, who, May.SETTINGS_WRITE)
        if not self._store.demo:
            what = "An invented authority may only sign in a demonstration."
            raise Refused(what, "Set up the hospital's own certificate.", kept="Nothing was changed.")
        with self._store.transaction(who) as tx:
            made = make_demo_authority(hospital_of(tx).short(), secrets.token_urlsafe(24), tx.now)
            _keep(tx, Credentials(made.pkcs12, made.passphrase), (made.root,))
            tx.note(AuditEvent.SETTINGS_CHANGED, setting=_KEY)
        return Outcome(None, frozenset({Topic.SETTINGS}))

    def look_at(self, body: bytes) -> SignatureReport:
        """Say whether a copy is as it was signed, by whom and when."""
        with self._store.reading() as tx:
            return verify(body, roots_of(tx))


def credentials_of(tx: Transaction) -> Credentials:
    """Return what the hospital signs with.

    Raises:
        Unavailable: It is not set up here.
    """
    kept = tx.settings.get(_KEY, default=None)
    if not isinstance(kept, dict):
        what = "This hospital's signing certificate is not set up here."
        do = "Ask an administrator to add it; print the draft meanwhile."
        raise Unavailable(what, do, kept="The draft is kept.")
    return Credentials(b64decode(str(kept["pkcs12"])), str(kept["passphrase"]))


def roots_of(tx: Transaction) -> tuple[bytes, ...]:
    """Return the root certificates copies are checked against; none where nothing is set up."""
    kept = tx.settings.get(_KEY, default=None)
    roots = kept.get("roots") if isinstance(kept, dict) else None
    return tuple(b64decode(str(root)) for root in roots) if isinstance(roots, list) else ()


def _keep(tx: Transaction, credentials: Credentials, roots: Sequence[bytes]) -> None:
    tx.settings.put(
        _KEY,
        {
            "pkcs12": b64encode(credentials.pkcs12).decode("ascii"),
            "passphrase": credentials.passphrase,
            "roots": [b64encode(root).decode("ascii") for root in roots],
        },
    )
