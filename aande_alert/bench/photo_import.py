"""A photograph taken in from a file with its original kept, and a gallery of small pictures."""

from __future__ import annotations

import io
import os
import tempfile
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from aande_alert.bench.case import a_visit, photographed
from aande_alert.bench.figures import Figure, Goal, figure, in_turns
from aande_alert.bench.pictures import each_its_own, photograph
from aande_alert.domain.photographs import Frame, NewPhotograph
from aande_alert.persistence.durable import durable_write
from aande_alert.security.sealing import seal
from aande_alert.services.photographs import read_picture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from aande_alert.bench.ground import Ground

_IMPORT: Final = Goal(1.3)
_GALLERY: Final = Goal(100.0, unit="ms")
_KEY: Final = bytes(32)
_LEAST: Final = 8  # a reduced decode reads every code of the picture and computes next to nothing


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure a picture's way from its file into the store, then a gallery uncovered.

    Args:
        ground: Where the store is.
    """
    count = ground.sizes.photographs
    files = _files(ground.folder, photograph(ground.sizes.pixels), count)
    hands = ground.store("photo_import")
    visit, who = a_visit(hands), hands.of("bhatt")
    body = files[0].read_bytes()
    photographed(hands, visit, body, 1)  # consent, and a first picture that is not measured
    photographs = hands.services.photographs

    def take_in(number: int) -> None:
        read = read_picture(files[number])
        new = NewPhotograph(read.body, read.file_name, Frame.IDENTITY)
        photographs.add(who, visit, new, hands.write_id(), seen=read.seen)

    with tempfile.TemporaryFile(dir=ground.folder, buffering=0) as kept:

        def least(number: int) -> None:
            whole = files[number].read_bytes()
            sha256(whole).digest()
            kept.write(seal(_KEY, whole, b""))
            os.fsync(kept.fileno())
            _huffman(whole)

        floors, ours = in_turns(count, least, take_in)
    megapixels = ground.sizes.pixels[0] * ground.sizes.pixels[1] / 1e6
    name = f"photo_import of {megapixels:.1f} megapixels, {len(body) / 1e6:.1f} MB"
    return [figure(name, floors, ours, _IMPORT), _gallery(ground, body)]


def _gallery(ground: Ground, body: bytes) -> Figure:
    """Read, unseal and decode every small picture of a visit, beside the decoding alone."""
    from PySide6.QtGui import QImage

    from aande_alert.documents.pictures import look

    hands, count = ground.store("gallery"), ground.sizes.thumbnails
    visit, who = a_visit(hands), hands.of("bhatt")
    seen = look(body)
    photographed(hands, visit, photograph((64, 48)), count, seen)

    def decode(_: int) -> None:
        for _one in range(count):
            QImage.fromData(seen.thumbnail)

    def gallery(_: int) -> None:
        shown = hands.services.photographs.thumbnails(who, visit)
        if len(shown) != count or any(QImage.fromData(one).isNull() for one in shown.values()):
            message = "a small picture is missing"
            raise RuntimeError(message)

    floors, ours = in_turns(ground.sizes.rounds, decode, gallery)
    return figure(f"photo_import gallery of {count}", floors, ours, _GALLERY)


def _files(folder: Path, body: bytes, count: int) -> list[Path]:
    """Leave so many pictures on the disk, as a camera's card has them."""
    paths = []
    for number, own in enumerate(each_its_own(body, count + 1)):
        path = folder / f"IMG_{number:04d}.JPG"
        durable_write(path, own)
        paths.append(path)
    return paths[1:]  # the bytes of the first are those kept before anything is measured


def _huffman(body: bytes) -> None:
    """Read every code of a JPEG once."""
    from PIL import Image

    with Image.open(io.BytesIO(body)) as picture:
        picture.draft("L", (picture.width // _LEAST, picture.height // _LEAST))
        picture.load()
