"""The log: every attendance under 18, nothing left unreviewed unseen, nothing taken out unsaid."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from aande_alert.documents.lists import as_written
from aande_alert.domain.answers import NOT_ASKED, NOT_KNOWN
from aande_alert.domain.assessment import Answered, Step
from aande_alert.domain.attendance import AttendanceState, Disposition
from aande_alert.domain.changes import Topic
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.findings import Fires
from aande_alert.domain.plans import NotChecked, NotListed, OnPlan
from aande_alert.domain.review import LogFilter, LogLine, Review
from aande_alert.rules.forms import read_forms
from tests.builders import NOW, TODAY, a_person, a_plan, an_nhs_number, verified
from tests.services.referring import Referring
from tests.services.ward import Ward

EVERY = LogFilter()


def came(ward: Ward, given: str = "Evie", hours_ago: float = 1, **different: Any) -> UUID:
    """Let a child come and go, with a look at the lists."""
    visit_id = ward.arrives(
        family="Grange", given=given, birth="2015-05-05", address="", postcode="", phone="", mother_name="",
        arrived_at=ward.clock() - timedelta(hours=hours_ago), nhs_number=an_nhs_number(40).digits,
    )  # fmt: skip
    if different:
        with ward.store.transaction() as tx:
            tx.attendances.update(replace(tx.attendances.get(visit_id), **different))
    return visit_id


def row(ward: Ward, visit_id: UUID) -> LogLine:
    (line,) = ward.services.review.lines(ward.safeguarding, (visit_id,))
    return line


# ---------------------------------------------------------------- the index


def test_the_index_counts_what_matches_and_what_waits(ward: Ward) -> None:
    ward.with_lists()
    newest, older = came(ward), came(ward, "Ada", hours_ago=30)
    adult = ward.known(a_person("Grey", "Ann", "1980-01-01"))
    ward.visit(adult)
    ward.services.review.review(ward.safeguarding, older, Review.REVIEWED, "", uuid4())
    index = ward.services.review.index(ward.safeguarding, EVERY)
    assert (index.ids, index.total, index.not_reviewed) == ((newest, older), 2, 1)
    assert ward.services.review.waiting(ward.safeguarding) == 1
    since = LogFilter(since=TODAY)
    assert ward.services.review.index(ward.safeguarding, since).ids == (newest,)
    assert "department:log:read" in ward.events()


def test_rows_come_in_the_order_asked_for_and_an_unknown_one_is_left_out(ward: Ward) -> None:
    ward.with_lists()
    one, two = came(ward), came(ward, "Ada", hours_ago=2)
    lines = ward.services.review.lines(ward.safeguarding, (two, uuid4(), one))
    assert [line.attendance.id for line in lines] == [two, one]


# ---------------------------------------------------------------- what a row says


def test_no_record_then_is_still_shown_as_then_for_a_child_who_has_gone(ward: Ward) -> None:
    ward.with_lists()
    gone = came(ward, state=AttendanceState.DEPARTED, departed_at=NOW, disposition=Disposition.HOME)
    here = came(ward, "Ada")
    ward.clock.move(days=30)
    assert isinstance(row(ward, gone).check.status, NotListed)
    assert row(ward, gone).check.at == NOW
    assert isinstance(row(ward, here).check.status, NotChecked)


def test_a_visit_nobody_looked_up_says_not_checked_however_it_ended(ward: Ward) -> None:
    visit = ward.with_lists().visit(ward.known(a_person()), state=AttendanceState.DEPARTED, departed_at=NOW)
    assert isinstance(row(ward, visit.id).check.status, NotChecked)


def test_a_review_shows_the_time_today_and_the_date_later(ward: Ward) -> None:
    ward.with_lists()
    visit_id = came(ward)
    assert (row(ward, visit_id).review, row(ward, visit_id).reviewed_by) == (Review.NOT_YET, "")
    ward.services.review.review(ward.safeguarding, visit_id, Review.REVIEWED, "", uuid4())
    assert row(ward, visit_id).reviewed_by == "JP 14:10"
    ward.clock.move(days=1)
    assert row(ward, visit_id).reviewed_by == "JP 22-Nov-2026"


def test_what_the_rules_found_is_counted_only_where_somebody_has_assessed(ward: Ward) -> None:
    referring = Referring(ward)
    assert (row(ward, referring.visit).findings, row(ward, referring.visit).finding_words) == (0, "")
    referring.mark()
    line = row(ward, referring.visit)
    assert line.findings >= 1
    assert line.finding_words


def test_where_a_rule_cannot_tell_the_row_says_so_instead_of_nothing_found(ward: Ward) -> None:
    referring = Referring(ward)
    referring.account()
    detail = ward.services.review.detail(ward.safeguarding, referring.visit)
    line = row(ward, referring.visit)
    fired = [one for one in detail.findings if isinstance(one.result, Fires)]
    assert line.findings == len(fired)
    assert line.finding_words == (detail.findings[0].title if detail.findings else "")


def test_assessed_with_nothing_to_find_is_found_empty(ward: Ward) -> None:
    referring = Referring(ward)
    referring.answer("medical.past", "None.")
    assert (row(ward, referring.visit).findings, row(ward, referring.visit).finding_words) == (0, "")


# ---------------------------------------------------------------- one attendance


def test_the_pane_holds_reading_questions_referral_family_and_reviews(ward: Ward) -> None:
    referring = Referring(ward)
    line = referring.drafted()
    ward.services.review.review(ward.safeguarding, referring.visit, Review.FOLLOW_UP, "Ring them.", uuid4())
    detail = ward.services.review.detail(ward.safeguarding, referring.visit)
    assert detail.referral is not None
    assert detail.referral.id == line.id
    assert [child.person.name.given for child in detail.family] == ["Jonah"]
    assert [(one.review, one.note) for one in detail.reviews] == [(Review.FOLLOW_UP, "Ring them.")]
    assert detail.acknowledgements == ()
    assert detail.questions_words == "Not asked"
    assert "PELL" not in repr(detail)
    assert ward.events()[-1] == "child:record:opened"


def test_who_read_the_alert_stands_in_the_pane(ward: Ward) -> None:
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    visit_id = ward.arrives(nhs_number=an_nhs_number(1).digits)
    card = ward.services.arrivals.alert_card(ward.nurse, visit_id)
    ward.services.arrivals.acknowledge(
        ward.nurse, visit_id, card.entry_id, steps=("told_registrar",), own_words="", text_shown=card.text,
        write_id=uuid4(),
    )  # fmt: skip
    detail = ward.services.review.detail(ward.safeguarding, visit_id)
    assert [one.initials for one in detail.acknowledgements] == ["GO"]
    assert isinstance(detail.line.check.status, OnPlan)


def test_an_attendance_that_is_not_there_is_said_to_be_unknown(ward: Ward) -> None:
    with pytest.raises(Unavailable, match="attendance"):
        ward.services.review.detail(ward.safeguarding, uuid4())


def test_only_questions_that_were_to_be_asked_count_as_unasked(ward: Ward) -> None:
    referring = Referring(ward)
    asked = [one for one in read_forms() if one.step is Step.TRIAGE and one.shown_if is None]
    for question in asked[:2]:
        given = Answered(question.id, NOT_KNOWN)
        ward.services.capture.answer(ward.nurse, referring.visit, given, uuid4())
    skipped = Answered(asked[2].id, NOT_ASKED)
    ward.services.capture.answer(ward.nurse, referring.visit, skipped, uuid4())
    words = ward.services.review.detail(ward.safeguarding, referring.visit).questions_words
    assert words == f"2 of {len(asked)} answered, GO 14:10"
    for question in asked[2:]:
        ward.services.capture.answer(ward.nurse, referring.visit, Answered(question.id, NOT_KNOWN), uuid4())
    assert ward.services.review.detail(ward.safeguarding, referring.visit).questions_words == (
        "All answered, GO 14:10"
    )


# ---------------------------------------------------------------- reviewing


def test_a_review_sent_twice_is_one(ward: Ward) -> None:
    visit_id, write_id = came(ward.with_lists()), uuid4()
    told = (ward.safeguarding, visit_id, Review.ESCALATED, " To the named doctor. ", write_id)
    assert ward.services.review.review(*told).changed == {Topic.REVIEWS}
    ward.services.review.review(*told)
    detail = ward.services.review.detail(ward.safeguarding, visit_id)
    assert [(one.review, one.note, one.by_initials) for one in detail.reviews] == [
        (Review.ESCALATED, "To the named doctor.", "JP")
    ]


@pytest.mark.parametrize(
    ("review", "note", "what"),
    [
        (Review.NOT_YET, "x", "A review needs an outcome."),
        (Review.FOLLOW_UP, "  ", "Follow up needs a note that says what is to be done."),
        (Review.ESCALATED, "", "Escalated needs a note that says what is to be done."),
    ],
)
def test_nothing_leaves_the_queue_without_an_outcome_or_what_is_to_be_done(
    ward: Ward, review: Review, note: str, what: str
) -> None:
    visit_id = came(ward.with_lists())
    with pytest.raises(Refused) as refused:
        ward.services.review.review(ward.safeguarding, visit_id, review, note, uuid4())
    assert refused.value.what == what
    assert row(ward, visit_id).review is Review.NOT_YET


@pytest.mark.parametrize(
    "ask",
    [
        lambda r, who, _visit: r.index(who, EVERY),
        lambda r, who, _visit: r.waiting(who),
        lambda r, who, visit: r.lines(who, (visit,)),
        lambda r, who, visit: r.detail(who, visit),
        lambda r, who, visit: r.review(who, visit, Review.REVIEWED, "", uuid4()),
        lambda r, who, _visit: r.taking(who, EVERY, "Audit"),
        lambda r, who, visit: r.cells(who, (visit,)),
    ],
)
def test_the_log_is_for_the_safeguarding_nurse(ward: Ward, ask: Callable[..., object]) -> None:
    visit_id = came(ward.with_lists())
    with pytest.raises(Refused, match="does not allow this"):
        ask(ward.services.review, ward.nurse, visit_id)


# ---------------------------------------------------------------- taking it out


def test_an_export_needs_a_reason_is_written_down_and_runs_in_no_spreadsheet(
    ward: Ward, tmp_path: Path
) -> None:
    ward.with_lists()
    formula = ward.known(a_person("=cmd|' /C calc'!A0", "Eve", None, nhs=None))
    ward.visit(formula, complaint="@SUM(1)")
    known = ward.known(a_person(nhs=verified(1)))
    ward.visit(known, arrived_at=datetime(2026, 11, 1, 9, 5, tzinfo=UTC))
    with pytest.raises(Refused, match="needs a reason"):
        ward.services.review.export(ward.safeguarding, EVERY, " ")
    body = ward.services.review.export(ward.safeguarding, EVERY, "Quarterly audit")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert rows[0][:5] == ["Arrived", "Name", "Born", "NHS number", "Age then"]
    assert len(rows) == 3
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in rows for cell in line)
    by_name = {as_written(line[1]): line for line in rows[1:]}
    assert by_name["PELL, Maisie"][2:5] == ["2026-10-02", an_nhs_number(1).shown(), "4w 2d"]
    unknown = next(line for name, line in by_name.items() if name != "PELL, Maisie")
    assert unknown[2:5] == ["Not Known", "Not Known", "Unknown"]
    assert ward.events()[-1] == "department:log:exported"
    ward.services.review.save_copy(tmp_path / "log.csv", body)
    assert (tmp_path / "log.csv").read_bytes() == body


def test_an_export_takes_what_the_filter_shows_and_no_more(ward: Ward) -> None:
    ward.with_lists()
    came(ward, hours_ago=24 * 40)
    shown = came(ward)
    wanted = LogFilter(since=date(2026, 11, 1))
    assert ward.services.review.taking(ward.safeguarding, wanted, "Audit") == (shown,)


def test_a_mother_under_18_is_in_the_log_of_children(ward: Ward) -> None:
    mother = ward.with_lists().known(a_person("Pell", "Hannah", "2009-03-04"))
    visit = ward.visit(mother)
    assert visit.id in ward.services.review.index(ward.safeguarding, EVERY).ids


def test_answers_given_stay_out_of_the_export(ward: Ward) -> None:
    referring = Referring(ward).written()
    body = ward.services.review.export(ward.safeguarding, EVERY, "Audit").decode("utf-8-sig")
    assert "Quiet. Looks at faces" not in body
    assert referring.child.name.shown() in body
