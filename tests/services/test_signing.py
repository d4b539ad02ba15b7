"""What the hospital signs with: sealed in the store, invented only in a demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest

from aande_alert.documents.authority import make_demo_authority
from aande_alert.documents.signature import Credentials
from aande_alert.domain.errors import Refused
from aande_alert.persistence.places import StorePlace
from aande_alert.persistence.store import Store
from aande_alert.rules.content import Content
from aande_alert.security.keys import StoreKeys
from aande_alert.services.bundle import make_services
from aande_alert.services.signing import roots_of
from tests.builders import NOW, PASSWORD, MovableClock
from tests.services.conftest import QUICK
from tests.services.referring import Referring
from tests.services.ward import Ward


def test_an_administrator_sets_up_what_copies_are_signed_with(ward: Ward) -> None:
    made = make_demo_authority("Calder Vale Hospital", "larch otter", NOW)
    ward.services.signing.set_up(ward.administrator, Credentials(made.pkcs12, made.passphrase), (made.root,))
    referring = Referring(ward).written()
    line = referring.drafted()
    body = ward.services.referrals.sign(referring.registrar, line.id, PASSWORD).value.body
    assert ward.services.signing.look_at(body).holds
    assert not ward.services.signing.look_at(b"%PDF-1.7 of somebody else").signed
    assert "hospital:settings:changed" in ward.events()


def test_a_clinician_does_not_choose_the_hospitals_certificate(ward: Ward) -> None:
    referring = Referring(ward)
    with pytest.raises(Refused, match="does not allow this"):
        ward.services.signing.set_up(referring.registrar, Credentials(b"", ""), ())
    with pytest.raises(Refused, match="does not allow this"):
        ward.services.signing.set_up_demo(referring.registrar)


def test_an_invented_authority_never_signs_for_real_people(ward: Ward) -> None:
    with pytest.raises(Refused, match="only sign in a demonstration"):
        ward.services.signing.set_up_demo(ward.administrator)
    with ward.store.reading() as tx:
        assert roots_of(tx) == ()


def test_a_demonstration_signs_and_says_demo_on_every_page(tmp_path: Path, content: Content) -> None:
    clock = MovableClock()
    store = Store.create(StorePlace(tmp_path / "demo"), StoreKeys.fresh(), clock=clock, demo=True)
    services = make_services(store, clock, content, cost=QUICK)
    ward = Ward(store, clock, content, services)
    services.signing.set_up_demo(ward.administrator)
    referring = Referring(ward).written()
    line = referring.drafted()
    body = services.referrals.sign(referring.registrar, line.id, PASSWORD).value.body
    report = services.signing.look_at(body)
    assert report.holds
    assert "DEMO" in report.signer
    store.close()


def test_settings_that_hold_something_else_sign_nothing(ward: Ward) -> None:
    with ward.store.transaction() as tx:
        tx.settings.put("signing", {"pkcs12": "", "passphrase": ""})
        assert roots_of(tx) == ()
        tx.settings.put("signing", "nonsense")
        assert roots_of(tx) == ()
