"""A record on screen that is brought up to date: its opening stands in the trail once, not at each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import a_person

if TYPE_CHECKING:
    from tests.services.ward import Ward


def test_a_record_read_again_is_not_opened_again(ward: Ward) -> None:
    child = ward.known(a_person("Grange", "Isla", "2019-05-05"))
    records = ward.services.records
    first = records.open(ward.nurse, child.id, "Telephone advice")
    again = records.open(ward.nurse, child.id, "Telephone advice", again=True)
    assert again.person == first.person
    assert ward.events().count("child:record:opened") == 1
    records.open(ward.nurse, child.id)
    assert ward.events().count("child:record:opened") == 2
