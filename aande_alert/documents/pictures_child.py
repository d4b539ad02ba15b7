"""The process that decodes pictures: little memory, no other module of the program, one answer a picture.

Started by `pictures.PictureReader` with pictures on standard input and answers on standard output. It stands
alone on purpose (no import from this package), so that a file that breaks it finds nothing there.
"""

from __future__ import annotations

import io
import json
import struct
import sys
import warnings
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from PIL import Image, ImageCms, ImageFilter, ImageStat, UnidentifiedImageError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_PIXELS = 50_000_000
MOST_MEMORY = 1_536 * 1024 * 1024
PREVIEW, THUMBNAIL = 1600, 256
_REQUEST, _ANSWER = struct.Struct(">Q"), struct.Struct(">III")
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx"}
_DOCUMENTS = (b"PK\x03\x04", b"PK\x05\x06", b"%PDF-")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"<?php", b"<script", b"<html", b"<!DOC")
_MEDIA = {"JPEG": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff", "HEIF": "image/heic"}
_ORIENTATION, _EXIF, _TAKEN, _ZONE = 0x0112, 0x8769, 0x9003, 0x9011
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DARK, _BRIGHT, _BLURRED = 28.0, 236.0, 12.0
_LOOK_AT = 512


class NotShownError(Exception):
    """The picture is refused; the words are the reason's code."""


def main() -> None:
    """Answer pictures until the input ends."""
    limit_memory()
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    warnings.simplefilter("ignore", UserWarning)  # remarks on metadata; what matters raises
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(_REQUEST.size)) == _REQUEST.size:
        body = source.read(*_REQUEST.unpack(head))
        told, preview, thumbnail = answer(body)
        send(sink, told, preview, thumbnail)


def limit_memory() -> None:
    """Keep this process small, where the system can (not on Windows, where the pixel limit has to do)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def send(sink: BinaryIO, told: Mapping[str, object], preview: bytes, thumbnail: bytes) -> None:
    """Write one answer: three lengths, then words, preview, thumbnail."""
    words = json.dumps(told).encode()
    sink.write(_ANSWER.pack(len(words), len(preview), len(thumbnail)))
    sink.write(words)
    sink.write(preview)
    sink.write(thumbnail)
    sink.flush()


def answer(body: bytes) -> tuple[dict[str, object], bytes, bytes]:
    """Return facts, preview and thumbnail, or the reason there are none."""
    try:
        return _look(body)
    except NotShownError as error:
        return {"refused": str(error)}, b"", b""
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return {"refused": "too_many_pixels"}, b"", b""
    except UnidentifiedImageError:
        return {"refused": "damaged"}, b"", b""
    except (OSError, ValueError, SyntaxError, struct.error, ArithmeticError, LookupError, TypeError, EOFError,
            AttributeError, RuntimeError):  # fmt: skip
        # Decoders answer damage with almost anything; here every one of them means the same.
        return {"refused": "damaged"}, b"", b""


def format_of(body: bytes) -> str:
    """Return the format by content.

    Raises:
        NotShownError: It is none of the four.
    """
    if body.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if body[:4] in {b"II*\x00", b"MM\x00*"}:
        return "TIFF"
    if body[4:8] == b"ftyp" and body[8:12] in _HEIC_BRANDS:
        return "HEIF"
    raise NotShownError("not_a_picture")  # noqa: EM101 - a code, not a sentence


def _look(body: bytes) -> tuple[dict[str, object], bytes, bytes]:
    kind = format_of(body)
    remarks = _what_follows(body, kind)
    if kind == "HEIF":
        import pi_heif

        pi_heif.register_heif_opener()
    with Image.open(io.BytesIO(body), formats=[kind]) as picture:
        width, height = picture.size
        if getattr(picture, "n_frames", 1) > 1:
            remarks.append("several_pictures")
        orientation, taken_at, time_remarks = _written_by_camera(picture)
        remarks += time_remarks
        small = _reduced(picture, kind)
    small = _turned(small, orientation)
    remarks += _quality(small)
    small, colour_remarks = _in_srgb(small)
    remarks += colour_remarks
    told: dict[str, object] = {
        "media_type": _MEDIA[kind],
        "width": width,
        "height": height,
        "orientation": orientation,
        "taken_at": taken_at,
        "warnings": list(dict.fromkeys(remarks)),
    }
    tiny = small.reduce(-(-max(small.size) // THUMBNAIL))
    return told, _as_jpeg(small, 85), _as_jpeg(tiny, 80)


def _reduced(picture: Image.Image, kind: str) -> Image.Image:
    """Decode once, as small as the preview needs; a JPEG at a half, a quarter or an eighth of its size."""
    if kind == "JPEG":
        step = next((step for step in (1, 2, 4) if max(picture.size) / step <= PREVIEW), 8)
        picture.draft("L" if picture.mode == "L" else "RGB", (picture.width // step, picture.height // step))
    picture.load()
    profile = picture.info.get("icc_profile")
    plain = _without_transparency(picture)
    if max(plain.size) > PREVIEW:
        plain.thumbnail((PREVIEW, PREVIEW), Image.Resampling.BILINEAR, reducing_gap=2.0)
    plain.info = {"icc_profile": profile} if profile and plain.mode == "RGB" else {}
    return plain


def _without_transparency(picture: Image.Image) -> Image.Image:
    if picture.mode in {"L", "RGB"}:
        return picture
    if picture.mode in {"I;16", "I;16B", "I;16L", "I"}:
        return picture.point(lambda level: level / 256).convert("L")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        ground = Image.new("RGB", picture.size, "white")
        seen = picture.convert("RGBA")
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _turned(picture: Image.Image, orientation: int) -> Image.Image:
    """Turn a preview upright; the original keeps its pixels and the camera's word on which way is up."""
    way = _UPRIGHT.get(orientation)
    turned = picture if way is None else picture.transpose(way)
    turned.info = picture.info
    return turned


def _in_srgb(picture: Image.Image) -> tuple[Image.Image, list[str]]:
    """Turn a camera's own colours into the screen's, so that a bruise has its colour in the preview too."""
    profile = picture.info.pop("icc_profile", None)
    if not profile:
        return picture, []
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(own):
            return picture, []
        shown = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture, ["colours_not_converted"]
    return (picture, ["colours_not_converted"]) if shown is None else (shown, [])


def _as_jpeg(picture: Image.Image, quality: int) -> bytes:
    picture.info = {}  # nothing the camera wrote is carried over
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, exif=b"", icc_profile=None, comment=b"")
    return out.getvalue()


def _written_by_camera(picture: Image.Image) -> tuple[int, str, list[str]]:
    """Return orientation and the camera's time; nothing else of what it wrote leaves this process."""
    try:
        exif = picture.getexif()
        orientation = exif.get(_ORIENTATION, 1)
        inner = exif.get_ifd(_EXIF)
        taken, zone = str(inner.get(_TAKEN, "")), str(inner.get(_ZONE, ""))
    except (OSError, ValueError, SyntaxError, struct.error, LookupError, TypeError, EOFError):
        return 1, "", ["time_unreadable"]
    upright = orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1  # noqa: PLR2004
    if not taken.strip(" :\x00"):
        return upright, "", []
    zone = _zone(zone)
    shape = "%Y:%m:%d %H:%M:%S" + ("%z" if zone else "")
    try:
        moment = datetime.strptime(taken.strip("\x00 ") + zone, shape)  # noqa: DTZ007 - the reader knows the zone
    except ValueError:
        return upright, "", ["time_unreadable"]
    return upright, moment.isoformat(), []


def _zone(text: str) -> str:
    text = text.strip("\x00 ")
    return text if len(text) == 6 and text[0] in "+-" and text[3] == ":" else ""  # noqa: PLR2004 - +00:00


def _quality(picture: Image.Image) -> list[str]:
    """Say what somebody should look at again before the child goes home; a guess, never blocking."""
    grey = picture.convert("L").reduce(max(1, max(picture.size) // _LOOK_AT))
    light = ImageStat.Stat(grey).mean[0]
    edges = grey.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128))
    remarks = ["dark"] if light < _DARK else ["bright"] if light > _BRIGHT else []
    if ImageStat.Stat(edges).var[0] < _BLURRED:
        remarks.append("blurred")
    return remarks


def _what_follows(body: bytes, kind: str) -> list[str]:
    """Look behind the end of the picture.

    Raises:
        NotShownError: Another kind of file stands there.
    """
    end = _end_of_jpeg(body) if kind == "JPEG" else _end_of_png(body) if kind == "PNG" else len(body)
    rest = body[end:].lstrip(b"\x00\r\n\t ")
    if rest.startswith(_PROGRAMS) or any(mark in rest[:4096] for mark in _DOCUMENTS):
        raise NotShownError("hides_another_file")  # noqa: EM101 - a code
    return ["more_after_picture"] if rest else []


def _end_of_png(body: bytes) -> int:
    at = 8
    while at + 12 <= len(body):
        length = int.from_bytes(body[at : at + 4], "big")
        kind = body[at + 4 : at + 8]
        at += 12 + length
        if kind == b"IEND":
            return min(at, len(body))
    return len(body)


def _end_of_jpeg(body: bytes) -> int:
    """Return where the first picture ends: walk its segments, then find the end mark of the coded part."""
    at = 2
    while at + 4 <= len(body) and body[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        marker = body[at + 1]
        length = int.from_bytes(body[at + 2 : at + 4], "big")
        at += 2 + length
        if marker == 0xDA:  # noqa: PLR2004 - start of scan
            return _after_scans(body, at)
    return len(body)


def _after_scans(body: bytes, at: int) -> int:
    """Skip the coded parts of every scan; inside one, FF is followed by 00 or a restart mark."""
    while (at := body.find(b"\xff", at)) >= 0 and at + 1 < len(body):
        marker = body[at + 1]
        if marker == 0xD9:  # noqa: PLR2004 - end of image
            return at + 2
        if marker in {0x00, 0xFF} or 0xD0 <= marker <= 0xD7:  # noqa: PLR2004 - stuffing, filling, restarts
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        at += 2 + int.from_bytes(body[at + 2 : at + 4], "big")
    return len(body)


if __name__ == "__main__":
    main()
