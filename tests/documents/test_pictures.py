"""Looking into pictures: what the camera wrote is read, what the program makes carries none of it."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageFilter

from aande_alert.documents import pictures, pictures_child
from aande_alert.documents.pictures import PictureReader
from aande_alert.domain.errors import Refused, Unavailable
from tests.documents.example import a_photo


def as_bytes(picture: Image.Image, kind: str, **how: object) -> bytes:
    """Return a picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def sharp(size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Return a picture with fine detail and middling light."""
    return Image.effect_noise(size, 60).convert("RGB")


def taken(when: str, zone: str = "") -> bytes:
    """Return a JPEG with the camera's time, its place and its owner."""
    exif = Image.Exif()
    inner = exif.get_ifd(0x8769)
    inner[0x9003] = when
    if zone:
        inner[0x9011] = zone
    exif.get_ifd(0x8825)[2] = (53.0, 43.0, 12.0)
    exif[0x013B] = "CANARY-OWNER"
    return as_bytes(sharp(), "JPEG", exif=exif)


@pytest.fixture(scope="module")
def reader() -> Iterator[PictureReader]:
    """Return one reader for many pictures."""
    with PictureReader() as opened:
        yield opened


@pytest.mark.parametrize(
    ("picture", "kind", "media"),
    [
        (sharp(), "JPEG", "image/jpeg"),
        (sharp().convert("L"), "JPEG", "image/jpeg"),
        (sharp().convert("CMYK"), "JPEG", "image/jpeg"),
        (sharp(), "PNG", "image/png"),
        (sharp().convert("RGBA"), "PNG", "image/png"),
        (sharp().convert("LA"), "PNG", "image/png"),
        (sharp().convert("P"), "PNG", "image/png"),
        (sharp().convert("1"), "PNG", "image/png"),
        (Image.new("I;16", (300, 200), 30_000), "PNG", "image/png"),
        (sharp(), "TIFF", "image/tiff"),
    ],
)
def test_what_a_picture_is_comes_from_its_content(
    reader: PictureReader, picture: Image.Image, kind: str, media: str
) -> None:
    seen = reader.look(as_bytes(picture, kind))
    assert seen.facts.media_type == media
    assert (seen.facts.width, seen.facts.height) == picture.size
    with Image.open(io.BytesIO(seen.preview)) as preview, Image.open(io.BytesIO(seen.thumbnail)) as thumbnail:
        assert preview.format == thumbnail.format == "JPEG"
        assert max(preview.size) <= 1600
        assert max(thumbnail.size) <= 256


@pytest.mark.parametrize(
    ("size", "preview"),
    [((4000, 3000), (1000, 750)), ((2000, 1500), (1000, 750)), ((1600, 900), (1600, 900))],
)
def test_a_large_photograph_is_decoded_only_as_large_as_its_preview(
    reader: PictureReader, size: tuple[int, int], preview: tuple[int, int]
) -> None:
    seen = reader.look(as_bytes(Image.new("RGB", size, "grey"), "JPEG"))
    with Image.open(io.BytesIO(seen.preview)) as shown:
        assert shown.size == preview


def test_a_large_png_has_a_preview_too(reader: PictureReader) -> None:
    seen = reader.look(as_bytes(Image.new("RGB", (3000, 1000), "grey"), "PNG"))
    with Image.open(io.BytesIO(seen.preview)) as shown:
        assert shown.size == (1600, 533)


@pytest.mark.parametrize(
    ("body", "moment"),
    [
        (taken("2026:11:22 15:22:09"), datetime(2026, 11, 22, 15, 22, 9, tzinfo=UTC)),
        (taken("2026:07:22 15:22:09"), datetime(2026, 7, 22, 14, 22, 9, tzinfo=UTC)),
        (taken("2026:11:22 15:22:09", "+02:00"), datetime(2026, 11, 22, 13, 22, 9, tzinfo=UTC)),
        (taken("2026:11:22 15:22:09", "Z"), datetime(2026, 11, 22, 15, 22, 9, tzinfo=UTC)),
        (taken("    :  :     :  :  "), None),
        (a_photo(1), None),
    ],
)
def test_the_cameras_time_is_read_as_london_unless_it_names_a_zone(
    reader: PictureReader, body: bytes, moment: datetime | None
) -> None:
    assert reader.look(body).facts.taken_at == moment


def test_a_time_that_is_none_is_said_not_guessed(reader: PictureReader) -> None:
    facts = reader.look(taken("2026:13:45 99:00:00")).facts
    assert facts.taken_at is None
    assert "The camera's time could not be read." in facts.warnings


def test_neither_place_nor_owner_is_in_what_the_program_makes(reader: PictureReader) -> None:
    body = taken("2026:11:22 15:22:09")
    assert b"CANARY-OWNER" in body
    seen = reader.look(body)
    for made in (seen.preview, seen.thumbnail):
        assert b"CANARY-OWNER" not in made
        assert b"Exif" not in made
        with Image.open(io.BytesIO(made)) as picture:
            assert not picture.getexif()


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (Image.new("RGB", (400, 300), (5, 5, 5)), "The picture is very dark."),
        (Image.new("RGB", (400, 300), (250, 250, 250)), "The picture is overexposed."),
        (sharp().filter(ImageFilter.GaussianBlur(6)), "The picture may be blurred."),
    ],
)
def test_a_poor_picture_is_said_while_the_child_is_still_here(
    reader: PictureReader, picture: Image.Image, words: str
) -> None:
    assert words in reader.look(as_bytes(picture, "JPEG", quality=92)).facts.warnings


def test_a_good_picture_has_no_remarks(reader: PictureReader) -> None:
    assert reader.look(as_bytes(sharp(), "JPEG", quality=92)).facts.warnings == ()


def test_a_cameras_own_colours_are_turned_into_the_screens(reader: PictureReader) -> None:
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    seen = reader.look(as_bytes(sharp(), "JPEG", icc_profile=wide))
    assert "The preview's colours may differ from the original's." in seen.facts.warnings
    ours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert reader.look(as_bytes(sharp(), "JPEG", icc_profile=ours)).facts.warnings == ()
    from aande_alert.documents.colour_profile import srgb

    renamed = srgb().replace(b"sRGB, made", b"Wide, made")
    assert reader.look(as_bytes(sharp(), "JPEG", icc_profile=renamed)).facts.warnings == ()


def test_several_pictures_in_one_file_are_said(reader: PictureReader) -> None:
    body = as_bytes(sharp(), "TIFF", save_all=True, append_images=[sharp(), sharp()])
    assert "The file holds several pictures; only the first is shown." in reader.look(body).facts.warnings


def test_a_short_film_behind_a_photograph_is_said_and_kept(reader: PictureReader) -> None:
    body = a_photo(1) + b"\x00\x00\x00\x18ftypmp42" + bytes(500)
    assert "perhaps a short film" in " ".join(reader.look(body).facts.warnings)


def test_one_look_is_enough_for_facts_and_derivatives() -> None:
    body = a_photo(1, orientation=6)
    seen = pictures.look(body)
    assert pictures.examine(body) == seen.facts
    assert pictures.derivatives(body) == (seen.preview, seen.thumbnail)
    assert "withheld" in repr(seen)


def test_the_reader_goes_on_after_a_picture_that_was_refused(reader: PictureReader) -> None:
    with pytest.raises(Refused):
        reader.look(b"\xff\xd8\xff\xe0 not a picture")
    assert reader.look(a_photo(1)).facts.width == 640


def test_the_reader_goes_on_after_its_process_was_killed() -> None:
    with PictureReader() as reader:
        reader.look(a_photo(1))
        assert reader._child is not None
        reader._child.kill()
        reader._child.wait()
        with pytest.raises(Refused, match="could not be read safely"):
            reader.look(a_photo(1))
        assert reader.look(a_photo(2)).facts.width == 640


def test_a_picture_that_takes_too_long_is_refused_and_the_process_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = [sys.executable, "-c", "import sys; sys.stdin.buffer.read()"]
    monkeypatch.setattr(pictures, "child_command", lambda: slow)
    with PictureReader(seconds=0.3) as reader:
        with pytest.raises(Refused, match="took too long"):
            reader.look(a_photo(1))
        assert reader._child is None


@pytest.mark.parametrize(
    "says",
    [
        "",
        "import sys; sys.stdout.buffer.write(bytes(5))",
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\x09' + bytes(9))",
    ],
)
def test_a_process_that_answers_by_halves_is_not_believed(monkeypatch: pytest.MonkeyPatch, says: str) -> None:
    monkeypatch.setattr(pictures, "child_command", lambda: [sys.executable, "-c", says])
    with PictureReader() as reader, pytest.raises(Refused, match="could not be read safely"):
        reader.look(a_photo(1))


def test_a_process_that_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "child_command", lambda: ["/nowhere/at/all"])
    with PictureReader() as reader, pytest.raises(Unavailable, match="could not be started"):
        reader.look(a_photo(1))


def test_a_process_that_does_not_end_by_itself_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    stubborn = [sys.executable, "-c", "import threading; threading.Event().wait(60)"]
    monkeypatch.setattr(pictures, "child_command", lambda: stubborn)
    reader = PictureReader()
    child = reader._start()
    reader.close()
    assert child.poll() is not None


def test_without_limits_of_the_system_the_process_still_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    pictures_child.limit_memory()


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert pictures.child_command() == [sys.executable, "--read-pictures"]


def test_the_process_holds_nothing_of_the_program() -> None:
    script = (
        f"import runpy, sys; runpy.run_path({str(Path(pictures_child.__file__))!r}); "
        "print([name for name in sys.modules if name.startswith('aande')])"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
