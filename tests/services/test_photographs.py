"""Photographs: nothing without consent, the bytes as they came, every look written down, nothing deleted."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from aande_alert.documents.pictures import MOST_BYTES
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.photographs import ConsentBasis, Frame, NewPhotograph, PhotoConsent, PhotoSource
from aande_alert.domain.staff import Role
from aande_alert.services.photographs import bare_name, pictures_in, read_picture
from tests.builders import NOW, a_person
from tests.services.referring import a_picture
from tests.services.test_capture import Bedside, bruise
from tests.services.ward import Ward


@pytest.fixture
def bed(ward: Ward) -> Bedside:
    return Bedside(ward)


def agreed(bed: Bedside, **different: Any) -> None:
    consent = PhotoConsent(ConsentBasis.GIVEN, "PELL, Hannah (Miss)", "In writing", "OKORO, Grace (Ms)", NOW)
    bed.ward.services.photographs.consent(bed.nurse, bed.visit, replace(consent, **different), uuid4())


def new(**different: Any) -> NewPhotograph:
    return replace(NewPhotograph(a_picture(), "C:\\camera\\DSC_1.jpg", Frame.CLOSE_WITH_SCALE), **different)


def add(bed: Bedside, write: UUID | None = None, **different: Any) -> Any:
    photographs = bed.ward.services.photographs
    return photographs.add(bed.nurse, bed.visit, new(**different), write or uuid4()).value


def test_no_picture_is_kept_before_consent(bed: Bedside) -> None:
    with pytest.raises(Refused, match="before consent"):
        add(bed)
    assert bed.read().photographs == ()


def test_a_refusal_is_respected_until_somebody_agrees(bed: Bedside) -> None:
    agreed(bed, basis=ConsentBasis.REFUSED)
    with pytest.raises(Refused, match="respected"):
        add(bed)
    bed.ward.clock.move(minutes=5)
    agreed(bed, basis=ConsentBasis.BEST_INTERESTS, how="Bruise will fade; Dr Ellerby decided")
    assert add(bed).body.number == 1


@pytest.mark.parametrize("missing", ["by", "how"])
def test_consent_needs_who_and_how(bed: Bedside, missing: str) -> None:
    with pytest.raises(Refused, match="name of who gave"):
        agreed(bed, **{missing: " "})


def test_the_bytes_are_kept_as_they_came_with_their_hash(bed: Bedside) -> None:
    agreed(bed)
    entry = add(bed)
    photo = entry.body
    assert (photo.file_name, photo.media_type, photo.width) == ("DSC_1.jpg", "image/jpeg", 640)
    assert photo.sha256 == hashlib.sha256(a_picture()).hexdigest()
    registrar = bed.ward.of_role(Role.CLINICIAN)
    original = bed.ward.services.photographs.original(registrar, entry.head.id, "Police, by request")
    assert original == a_picture()
    assert "CANARY" not in repr(photo)


def test_the_same_write_sent_twice_is_one_photograph(bed: Bedside) -> None:
    agreed(bed)
    write = uuid4()
    first, again = add(bed, write), add(bed, write)
    assert first.head.id == again.head.id
    assert len(bed.read().photographs) == 1


def test_the_same_picture_of_the_same_mark_is_not_stored_twice(bed: Bedside) -> None:
    agreed(bed)
    add(bed)
    with pytest.raises(Refused, match="already here as photograph 1"):
        add(bed)
    mark = bed.capture.add_injury(bed.nurse, bed.visit, bruise(), uuid4()).value
    assert add(bed, injury_id=mark).body.number == 2


def test_a_close_up_without_a_scale_is_told_and_kept(bed: Bedside) -> None:
    agreed(bed)
    entry = add(bed, frame=Frame.CLOSE, source=PhotoSource.SUPPLIED_UNVERIFIED)
    assert any("scale" in warning for warning in entry.body.warnings)
    assert entry.body.taken_by == "Not known"


def test_a_picture_is_never_tied_to_another_visits_mark(bed: Bedside) -> None:
    agreed(bed)
    other = bed.ward.visit(bed.ward.known(a_person("Cole", "Ellis")))
    mark = bed.capture.add_injury(bed.nurse, other.id, bruise(), uuid4()).value
    with pytest.raises(Refused, match="another attendance"):
        add(bed, injury_id=mark)


def test_what_lies_under_the_nappy_is_described_never_photographed(bed: Bedside) -> None:
    agreed(bed)
    regions = bed.ward.services.photographs._regions.regions
    intimate = next(region.id for region in regions.values() if region.intimate)
    mark = bed.capture.add_injury(bed.nurse, bed.visit, bruise(region=intimate), uuid4()).value
    with pytest.raises(Refused):
        add(bed, injury_id=mark)


def test_every_look_is_a_line_of_its_custody(bed: Bedside) -> None:
    agreed(bed)
    photographs = bed.ward.services.photographs
    photo = add(bed).head.id
    assert photographs.picture(bed.nurse, photo).startswith(b"\xff\xd8")
    bed.ward.clock.move(minutes=2)
    photographs.enter_in_error(bed.nurse, photo, "Wrong child", uuid4())
    words = [line.words for line in photographs.custody(bed.nurse, photo)]
    assert words == [
        "Received, sealed with its hash",
        "Uncovered, hash checked: same",
        "Entered in error: hidden and kept",
    ]
    assert bed.read().photographs == ()


def test_small_copies_come_for_what_is_shown(bed: Bedside) -> None:
    agreed(bed)
    photo = add(bed).head.id
    assert set(bed.ward.services.photographs.thumbnails(bed.nurse, bed.visit)) == {photo}


def test_nothing_leaves_without_a_purpose_or_by_somebody_who_may_not(bed: Bedside) -> None:
    agreed(bed)
    photo = add(bed).head.id
    photographs = bed.ward.services.photographs
    with pytest.raises(Refused, match="does not allow"):
        photographs.original(bed.nurse, photo, "Police")
    with pytest.raises(Refused, match="purpose"):
        photographs.original(bed.ward.of_role(Role.CLINICIAN), photo, "  ")


def test_hiding_needs_a_reason(bed: Bedside) -> None:
    agreed(bed)
    photo = add(bed).head.id
    with pytest.raises(Refused, match="needs a reason"):
        bed.ward.services.photographs.enter_in_error(bed.nurse, photo, " ", uuid4())
    assert len(bed.read().photographs) == 1


def test_a_file_is_read_beside_the_store_and_kept_with_what_was_found(bed: Bedside, tmp_path: Path) -> None:
    agreed(bed)
    path = tmp_path / "DSC_2.JPG"
    path.write_bytes(a_picture())
    read = read_picture(path)
    assert "DSC" not in repr(read)
    photo = NewPhotograph(read.body, read.file_name, Frame.CLOSE_WITH_SCALE)
    entry = bed.ward.services.photographs.add(bed.nurse, bed.visit, photo, uuid4(), seen=read.seen).value
    assert entry.body.file_name == "DSC_2.JPG"


def test_a_file_that_is_gone_not_a_picture_or_too_large_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="could not be read"):
        read_picture(tmp_path / "gone.jpg")
    text = tmp_path / "letter.jpg"
    text.write_text("Dear colleague", encoding="utf-8")
    with pytest.raises(Refused, match="not a picture"):
        read_picture(text)
    large = tmp_path / "large.jpg"
    with large.open("wb") as out:
        out.truncate(MOST_BYTES + 1)
    with pytest.raises(Refused, match="40 MB"):
        read_picture(large)


def test_a_folder_gives_its_pictures_by_name_and_nothing_deeper(tmp_path: Path) -> None:
    for name in ("b.JPG", "a.png", "notes.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "deeper.jpg").mkdir()
    assert [path.name for path in pictures_in(tmp_path)] == ["a.png", "b.JPG"]
    with pytest.raises(Unavailable, match="folder"):
        pictures_in(tmp_path / "gone")


@pytest.mark.parametrize("name", ["C:\\a\\b.jpg", "/a/b.jpg", "b.jpg"])
def test_a_file_name_says_nothing_of_the_machine_it_came_from(name: str) -> None:
    assert bare_name(name) == "b.jpg"
