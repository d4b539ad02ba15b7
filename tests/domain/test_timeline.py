"""The timeline's values check themselves."""

from dataclasses import replace
from datetime import datetime

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.domain.timeline import (
    Band,
    BandKind,
    BandState,
    Coverage,
    GlyphKind,
    Lane,
    LaneKind,
    TimelineEvent,
    TimelineRecord,
)
from tests.drawings.pell import NOW, a_band, an_event, jonah, maisie, moment


def test_an_event_of_another_child_is_refused_in_this_childs_track() -> None:
    stray = Lane(LaneKind.INJURY, (an_event("jonah", LaneKind.INJURY, "2026-06-01", "Bruise"),))
    with pytest.raises(Refused) as refused:
        replace(maisie(), lanes=(*maisie().lanes, stray))
    assert "another person" in refused.value.sentence()


@pytest.mark.parametrize(
    ("since", "until"), [("2026-06-02", "2026-06-01"), ("2026-06-01 10:01", "2026-06-01 10:00")]
)
def test_a_stay_or_a_plan_that_ends_before_it_begins_is_refused(since: str, until: str) -> None:
    with pytest.raises(Refused):
        Band("b", BandKind.CHILD_PROTECTION, moment(since), "CP plan", moment(until))
    with pytest.raises(Refused):
        replace(an_event("maisie", LaneKind.BIRTH_WARD, since), until=moment(until))


def test_a_moment_without_a_zone_is_refused_not_guessed() -> None:
    bare = datetime(2026, 11, 22, 14, 31)  # noqa: DTZ001 - what is refused here
    with pytest.raises(ValueError, match="zone"):
        TimelineEvent("e", "maisie", bare, LaneKind.INJURY, GlyphKind.INJURY, "Bruise")
    with pytest.raises(ValueError, match="zone"):
        TimelineRecord((), bare, Coverage("", ""))


@pytest.mark.parametrize(
    ("at", "approximate", "shown"),
    [
        ("2026-11-06 21:40", False, "06-Nov-2026 21:40"),
        ("2026-11-06 21:40", True, "Approx 06-Nov-2026 21:40"),
        ("2026-05-14", False, "14-May-2026"),
        ("2026-05-14", True, "Approx 14-May-2026"),
    ],
)
def test_a_time_is_shown_no_surer_than_it_is_known(at: str, approximate: bool, shown: str) -> None:
    event = replace(an_event("maisie", LaneKind.INJURY, at), approximate=approximate)
    assert event.when == shown


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        ("2026-08-27", "2026-10-02", "From 27-Aug-2026 to 02-Oct-2026"),
        ("2026-10-02", "", "From 02-Oct-2026"),
        ("", "2026-10-02", "Start Not Known to 02-Oct-2026"),
        ("", "", "Start Not Known"),
    ],
)
def test_a_period_says_what_is_not_known_of_it(since: str, until: str, shown: str) -> None:
    assert a_band(BandKind.CHILD_PROTECTION, since, "CP plan", until).when == shown


def test_no_name_or_word_of_a_person_is_in_a_repr() -> None:
    lane = jonah().lanes[1]
    shown = repr(
        (
            jonah(),
            lane,
            lane.events[0],
            jonah().lanes[0].bands[0],
            TimelineRecord((jonah(),), NOW, Coverage("", "")),
        )
    )
    assert "HOLROYD" not in shown
    assert "Swallowed" not in shown
    assert "neglect" not in shown


def test_every_lane_sign_and_state_has_words_for_the_legend() -> None:
    assert all(kind.words for kind in LaneKind)
    assert all(kind.words for kind in GlyphKind)
    assert BandState.TOLD.words == "Told, not checked"
    assert Lane(LaneKind.VISIT_KEPT, words="Antenatal").name == "Antenatal"
    assert Lane(LaneKind.VISIT_KEPT).name == "Health visitor"
