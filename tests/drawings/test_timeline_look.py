"""A look at the timeline moves with keys and drags and keeps the event in focus in view."""

from dataclasses import replace

import pytest

from aande_alert.drawings.timeline_geometry import TimelineView
from aande_alert.drawings.timeline_look import TimelineLook
from aande_alert.drawings.timeline_rows import Direction, arrange
from tests.drawings.measuring import measure
from tests.drawings.pell import WINDOW, moment, the_family


@pytest.fixture(name="look")
def a_look() -> TimelineLook:
    view = TimelineView(WINDOW, 990.0, 200.0)
    return TimelineLook.at(arrange(the_family()), view, measure)


def test_a_selected_event_comes_into_view_in_time_and_in_the_lanes(look: TimelineLook) -> None:
    moved = look.selecting("orla attendance 2026-01-04 12:00")
    assert moved.view.window.start < moment("2026-01-04 12:00") < moved.view.window.end
    row = moved.arranged.where["orla attendance 2026-01-04 12:00"][0]
    top = moved.where.row_tops[row] - moved.view.scroll
    assert 0 <= top <= moved.where.lanes[3] - 22


def test_selecting_what_is_in_view_moves_nothing(look: TimelineLook) -> None:
    moved = look.selecting("bleeding")
    assert moved.view == replace(look.view, selected="bleeding")


def test_selecting_what_is_not_shown_selects_nothing(look: TimelineLook) -> None:
    assert look.selecting("bleeding").selecting("nobody").view.selected is None
    assert look.sentence() == ""


def test_a_key_steps_and_the_sentence_says_which_of_how_many(look: TimelineLook) -> None:
    moved = look.stepping(Direction.HOME)
    assert moved.sentence().startswith("1 of 29. 04-Jan-2026 12:00, SYKES, Orla, A&E: Cut to head.")


def test_lanes_scroll_no_further_than_there_are_any(look: TimelineLook) -> None:
    assert look.scrolled(-50).view.scroll == 0
    assert look.scrolled(1e6).view.scroll == pytest.approx(look.where.content - look.where.lanes[3])


def test_a_drag_moves_time_with_the_hand(look: TimelineLook) -> None:
    moved = look.dragged(look.view.window, 0.0, (100.0, -40.0))
    assert moved.where.axis.x(WINDOW.start) == pytest.approx(look.where.axis.left + 100)
    assert moved.view.scroll == 40


def test_where_only_time_moves_everything_else_stands(look: TimelineLook) -> None:
    moved = look.through(WINDOW.zoomed(0.5))
    assert moved.where.row_tops is look.where.row_tops
    assert moved.where.axis.window == WINDOW.zoomed(0.5)


def test_another_size_is_laid_out_again(look: TimelineLook) -> None:
    assert look.sized(1200.0, 600.0).where.lanes[3] == pytest.approx(look.where.content)
