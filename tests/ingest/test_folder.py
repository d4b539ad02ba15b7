"""Files of messages: one or many, framed or not; and a folder in which files are still being written."""

from __future__ import annotations

from pathlib import Path

import pytest

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.ingest import folder
from aande_alert.ingest.folder import Seen, poll, read_messages, split_messages
from aande_alert.ingest.mllp_frames import frame
from tests.ingest.wire import NAMES, message, sample

FIRST, SECOND = message().rstrip(b"\r"), message(msh={10: "C2"}).rstrip(b"\r")


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        (FIRST, (FIRST,)),
        (FIRST + b"\r" + SECOND, (FIRST, SECOND)),
        (FIRST + b"\r\n\r\n" + SECOND + b"\r\n", (FIRST, SECOND)),
        (frame(FIRST) + frame(SECOND), (FIRST, SECOND)),
        (b"\xef\xbb\xbf" + FIRST, (FIRST,)),
        (b"FHS|^~\\&|PAS\rBHS|^~\\&|PAS\r" + FIRST + b"\rBTS|1\rFTS|1\r", (FIRST,)),
        (b"a covering note\r" + FIRST, (b"a covering note", FIRST)),
        (b"not a message", (b"not a message",)),
        (b"NTE|1|the MSH|^~ was lost", (b"NTE|1|the MSH|^~ was lost",)),
        (b"\r\n", ()),
        (b"", ()),
    ],
)
def test_every_message_in_a_file_comes_out_and_nothing_is_lost(
    body: bytes, messages: tuple[bytes, ...]
) -> None:
    assert split_messages(body) == messages


@pytest.mark.parametrize("name", NAMES)
def test_an_official_sample_is_one_message(name: str) -> None:
    assert len(split_messages(sample(name))) == 1


def test_a_file_that_is_gone_or_endless_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Unavailable, match=r"gone\.hl7 could not be read"):
        read_messages(tmp_path / "gone.hl7")
    endless = tmp_path / "endless.hl7"
    endless.write_bytes(FIRST)
    monkeypatch.setattr(folder, "MAX_FILE", 10)
    with pytest.raises(Refused, match="larger than"):
        read_messages(endless)


def test_a_file_is_read_once_it_is_whole_and_only_once(tmp_path: Path) -> None:
    arriving = tmp_path / "1.hl7"
    arriving.write_bytes(FIRST[:50])
    look = poll(tmp_path, Seen())
    assert look.files == ()
    arriving.write_bytes(FIRST)
    look = poll(tmp_path, look.seen)
    assert look.files == ()
    look = poll(tmp_path, look.seen)
    assert [found.messages for found in look.files] == [(FIRST,)]
    assert "RAIKES" not in repr(look.files[0])
    assert poll(tmp_path, look.seen).files == ()


def test_a_file_that_was_replaced_is_read_again(tmp_path: Path) -> None:
    arriving = tmp_path / "1.hl7"
    arriving.write_bytes(FIRST)
    look = poll(tmp_path, poll(tmp_path, Seen()).seen)
    arriving.write_bytes(FIRST + b"\r" + SECOND)
    look = poll(tmp_path, poll(tmp_path, look.seen).seen)
    assert len(look.files[0].messages) == 2


def test_files_come_in_the_order_of_their_names_and_strangers_are_left_alone(tmp_path: Path) -> None:
    for name in ("b.hl7", "a.TXT", "c.hl7.part", ".d.hl7", "e.csv"):
        (tmp_path / name).write_bytes(FIRST)
    (tmp_path / "f.hl7").mkdir()
    look = poll(tmp_path, poll(tmp_path, Seen()).seen)
    assert [found.path.name for found in look.files] == ["a.TXT", "b.hl7"]


def test_a_file_taken_away_is_forgotten(tmp_path: Path) -> None:
    arriving = tmp_path / "1.hl7"
    arriving.write_bytes(FIRST)
    look = poll(tmp_path, poll(tmp_path, Seen()).seen)
    arriving.unlink()
    assert poll(tmp_path, look.seen).seen == Seen()


def test_one_bad_file_does_not_hold_up_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "1.hl7").write_bytes(FIRST * 10)
    (tmp_path / "2.hl7").write_bytes(FIRST)
    monkeypatch.setattr(folder, "MAX_FILE", len(FIRST))
    look = poll(tmp_path, poll(tmp_path, Seen()).seen)
    assert [path.name for path, _ in look.troubles] == ["1.hl7"]
    assert [found.path.name for found in look.files] == ["2.hl7"]
    assert poll(tmp_path, look.seen).troubles == ()


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="folder gone could not be read"):
        poll(tmp_path / "gone", Seen())


def test_a_file_that_goes_while_the_folder_is_looked_at_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arriving = tmp_path / "1.hl7"
    arriving.write_bytes(FIRST)
    was_file = Path.is_file

    def gone(path: Path) -> bool:
        found = was_file(path)
        if found:
            path.unlink()
        return found

    monkeypatch.setattr(Path, "is_file", gone)
    assert poll(tmp_path, Seen()).files == ()
