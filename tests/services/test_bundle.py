"""Every use case in one place: when something was last written, by whom elsewhere, and the end of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.services.handed_over import read_handed_over
from aande_alert.services.hospital import Hospital, hospital_of
from aande_alert.services.message_outline import covered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.ward import Ward


def test_the_newest_moment_is_when_something_was_last_written(ward: Ward) -> None:
    made = ward.services.newest_moment()
    assert made == ward.clock()
    ward.clock.move(minutes=5)
    ward.arrives()
    assert ward.services.newest_moment() == ward.clock()
    assert not ward.services.changed_elsewhere()


# ---------------------------------------------------------------- the hospital's own details


@pytest.mark.parametrize(
    ("kept", "hospital"),
    [
        (None, Hospital()),
        ("Calder Vale", Hospital()),
        ({"name": "Calder Vale Hospital", "phone": ""}, Hospital(name="Calder Vale Hospital")),
        ({"written_within_hours": "48", "records_since": 2021}, Hospital()),
        (
            {"written_within_hours": 48, "records_since": "2021-04-01"},
            Hospital(written_within_hours=48, records_since=date(2021, 4, 1)),
        ),
    ],
)
def test_what_is_not_set_up_is_empty_and_never_guessed(ward: Ward, kept: Any, hospital: Hospital) -> None:
    with ward.store.transaction() as tx:
        tx.settings.put("hospital", kept)
        assert hospital_of(tx) == hospital


@pytest.mark.parametrize(
    ("hospital", "words", "short"),
    [
        (Hospital("Calder Vale Hospital", "ED"), "Calder Vale Hospital, ED", "Calder Vale Hospital"),
        (Hospital(department="ED", records_since=date(2021, 4, 1)), "ED", "This hospital"),
        (Hospital(), "", "This hospital"),
    ],
)
def test_a_hospital_is_kept_as_it_is_printed(ward: Ward, hospital: Hospital, words: str, short: str) -> None:
    assert (hospital.words(), hospital.short()) == (words, short)
    with ward.store.transaction() as tx:
        tx.settings.put("hospital", {**hospital.kept()})
        assert hospital_of(tx) == hospital


# ---------------------------------------------------------------- what is handed over


def test_a_file_handed_over_is_read_whole_or_refused_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(bytes(2 * 1024 * 1024))
    assert len(read_handed_over(path)) == 2 * 1024 * 1024
    with pytest.raises(Refused, match="has 2 MB; a file of this kind has at most 1"):
        read_handed_over(path, largest=1024 * 1024)
    for unreadable in (tmp_path, tmp_path / "gone.csv"):
        with pytest.raises(Unavailable, match="cannot be read"):
            read_handed_over(unreadable)


@pytest.mark.parametrize(
    ("body", "outline"),
    [
        (b"MSH|^~\\&|PAS|CVH", "MSH|^~\\&|PAS|CVH"),
        (b"MSH|PAS\rPID|1||X1^^^CVH||Pell^Maisie\r", "MSH|PAS\nPID|#||x#^^^xxx||xxxx^xxxxxx\n"),
        (b"Pell, Maisie", "xxxx, xxxxxx"),
        (b"MSH|PAS\nPell|Maisie", "MSH|PAS\nxxxx|xxxxxx"),
        (b"Maisie|Pell\nPID|1", "xxxxxx|xxxx\nPID|#"),
    ],
)
def test_a_message_is_outlined_without_a_word_of_any_child(body: bytes, outline: str) -> None:
    assert covered(body) == outline
