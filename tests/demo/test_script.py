"""What happens in the demo hospital: the same from a seed, invented numbers, a year of children."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import pytest

from aande_alert.demo.lists import list_of
from aande_alert.demo.lives import refuse_live_numbers
from aande_alert.demo.script import Script, Size
from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import NhsNumber
from aande_alert.domain.plans import PlanKind
from aande_alert.domain.wording import local, whole_years
from aande_alert.ingest.folder import split_messages
from tests.demo.conftest import the_script

if TYPE_CHECKING:
    from pathlib import Path

    from aande_alert.demo.hospital import DemoReport

pytestmark = pytest.mark.timeout(300)  # the hospital of these tests is made once, and it takes a while

DRAMA = re.compile(
    r"07700 900\d{3}|01(?:13|14|15|16|17|18|21|31|41|51|61) 496 0\d{3}|0191 498 0\d{3}|020 7946 0\d{3}"
    r"|01632 960\d{3}|029 2018 0\d{3}|028 9649 6\d{3}"
)


@pytest.fixture(scope="module")
def year() -> Script:
    """Return what happens in a year."""
    return the_script(Size.YEAR)


def _sent(script: Script) -> list[tuple[str, bytes]]:
    return [(one.name, one.body) for one in script.sendings()]


def _listed(script: Script) -> list[tuple[str, bytes]]:
    items = [item.what for item in script.lists() if item.what is not None]
    return [(made.name, made.file.body) for made in items]


def test_the_same_seed_gives_the_same_messages_and_lists(script: Script) -> None:
    again = Script(Size.DAY, 1)
    assert _sent(again) == _sent(script)
    assert _listed(again) == _listed(script)


def test_another_seed_gives_another_town_and_the_same_story(script: Script) -> None:
    other = Script(Size.DAY, 2)
    assert _sent(other) != _sent(script)
    assert other.story.visits == script.story.visits


def test_what_was_made_is_what_the_script_says(script: Script, made: DemoReport) -> None:
    kept = [body for path in _by_day(made.folder) for body in split_messages(path.read_bytes())]
    assert sorted(kept) == sorted(body.strip(b"\r") for _, body in _sent(script))
    lists = {path.name: path.read_bytes() for path in (made.folder / "lists").iterdir()}
    assert lists == dict(_listed(script))


def _by_day(folder: Path) -> list[Path]:
    return sorted((folder / "messages").iterdir())


@pytest.mark.parametrize("size", [Size.DAY, Size.YEAR])
def test_telephones_are_from_the_ranges_for_drama(size: Size) -> None:
    people = the_script(size).citizens.values()
    assert {person.phone for person in people if person.phone and not DRAMA.fullmatch(person.phone)} == set()


@pytest.mark.parametrize("size", [Size.DAY, Size.YEAR])
def test_nhs_numbers_are_reserved_for_tests_and_nobody_has_anothers(size: Size) -> None:
    held = Counter(
        person.nhs.digits for person in the_script(size).citizens.values() if person.nhs is not None
    )
    assert {digits for digits, people in held.items() if people > 1} == set()
    assert {digits[:3] for digits in held} == {"999"}


def test_a_number_that_could_be_somebodys_is_refused(script: Script) -> None:
    maisie = script.citizens["maisie"]
    with pytest.raises(Refused, match="999"):
        refuse_live_numbers([replace(maisie, nhs=NhsNumber("4010232137"))])


def test_postcodes_are_given_to_nobody(script: Script) -> None:
    assert {person.home.postcode[:2] for person in script.citizens.values() if person.home.postcode} == {"ZZ"}


def test_a_year_has_the_children_of_a_busy_department(year: Script) -> None:
    born = {key: person.born for key, person in year.citizens.items()}
    children = [
        visit
        for visit in year.visits
        if (day := born[visit.who]) is not None and whole_years(day, local(visit.arrived).date()) < 18
    ]
    assert 32_000 < len(children) < 34_500


def test_visits_come_in_order_and_nobody_leaves_before_they_came(year: Script) -> None:
    assert all(first.arrived <= then.arrived for first, then in pairwise(year.visits))
    assert all(visit.left is None or visit.left > visit.arrived for visit in year.visits)


def test_nobody_comes_before_they_are_born(year: Script) -> None:
    born = {key: person.born for key, person in year.citizens.items()}
    assert all(
        day <= local(visit.arrived).date() for visit in year.visits if (day := born[visit.who]) is not None
    )


def test_some_children_come_again_and_again_and_none_every_week(year: Script) -> None:
    times = Counter(visit.who for visit in year.visits)
    assert sum(count >= 4 for count in times.values()) > 500
    assert max(times.values()) < 15


def test_a_name_is_common_or_rare_as_in_a_town(year: Script) -> None:
    families = Counter(year.citizens[visit.who].name.family for visit in year.visits)
    (_, most), *_ = families.most_common(1)
    assert 0.01 < most / len(year.visits) < 0.06
    assert sum(count == 1 for count in families.values()) > 300


def test_desks_make_mistakes_and_most_of_the_time_none(year: Script) -> None:
    wrong = sum(visit.told != year.citizens[visit.who] for visit in year.visits) / len(year.visits)
    assert 0.05 < wrong < 0.25


def test_more_wheeze_in_winter_and_more_falls_in_summer(year: Script) -> None:
    months = Counter((visit.complaint, visit.arrived.month in {12, 1, 2}) for visit in year.visits)
    assert months["Breathing fast", True] / 3 > months["Breathing fast", False] / 9
    assert months["Wrist injury", True] / 3 < months["Wrist injury", False] / 9


def test_both_councils_list_every_kind_of_plan(year: Script) -> None:
    running = Counter((plan.council, plan.kind) for plan in year.plans if plan.ends is None)
    assert {(council, kind) for council in ("CN", "AB") for kind in PlanKind} <= set(running)


def test_a_list_leaves_out_what_is_to_come_and_what_ended_long_ago(script: Script) -> None:
    items = [item for item in script.lists() if item.what is not None]
    first, last = items[0].what, items[-1].what
    assert b"CP20418" not in first.file.body
    assert b"CP20418" in last.file.body
    assert list_of(last.council, last.day, script.plans).file.body == last.file.body


def test_children_of_the_board_alone_are_there_after_noon(script: Script) -> None:
    story = {visit.id for visit in script.story.visits}
    late = [visit for visit in script.visits if visit.left is None and visit.id not in story]
    assert len(late) == 21
    assert all((born := script.citizens[visit.who].born) is not None and born.year < 2008 for visit in late)


def test_two_records_of_one_child_are_joined_some_days_later(year: Script) -> None:
    first = islice(year.sendings(), 12_000)
    events = Counter(one.body.split(b"|")[8].split(b"^")[1] for one in first)
    assert events[b"A40"] > 5
    assert events[b"A04"] > 5_000
    assert events[b"A04"] - 200 < events[b"A03"] <= events[b"A04"]


def test_a_child_of_the_story_withholds_itself_from_logs(script: Script) -> None:
    visit, missed, plan = script.visits[0], script.story.missed[0], script.plans[0]
    for value in (script.citizens["maisie"], visit, missed, plan, next(script.sendings())):
        assert "withheld" in repr(value)
