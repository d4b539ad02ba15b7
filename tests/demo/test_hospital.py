"""The department as the screens show it at 14:08, and what is left beside the store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from aande_alert.demo.hospital import make
from aande_alert.domain.badges import badge_of
from aande_alert.domain.board import Health
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.messages import AdtEvent
from aande_alert.domain.plans import MatchDecision, NotListed, OnPlan, PlanKind
from aande_alert.domain.review import LogFilter
from aande_alert.domain.wording import show_time
from aande_alert.ingest.folder import split_messages
from aande_alert.ingest.hl7v2 import read_adt
from aande_alert.services.opening import is_demo
from tests.demo.conftest import the_script

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from aande_alert.demo.hospital import DemoReport
    from aande_alert.domain.plans import ProtectionCheck
    from tests.demo.conftest import Open

pytestmark = pytest.mark.timeout(300)  # the hospital of these tests is made once, and it takes a while

# arrived, name, complaint, badge, looked at, read by, visits in 12 months, where, step
CHILDREN = [
    ("13:20", "VASQUEZ, Mateo", "Scald to arm", "CP plan", "13:21", ("SB",), 4, "Cubicle 4", "Assessment"),
    ("12:47", "MARCHBANK, Tegan", "Overdose", "Looked after", "12:48", ("GO",), 6, "Majors 4", "Assessment"),
    ("14:04", "IVESON, Poppy", "Fit with fever", "CHECK FAILED", "14:05", (), 1, "Resus 1", "Not started"),
    (
        "14:07", "UNKNOWN, Unknown", "Fall from bike", "NOT CHECKED: no NHS number", "14:08", (), 1,
        "Resus 2", "Not started",
    ),
    ("13:58", "DRAYCOTT, Finlay", "Wrist injury", "Possible match", "13:59", (), 2, "Waiting", "Not started"),
    ("13:52", "RAIKES, Maisy", "Bruise to face", "Possible match", "13:53", (), 1, "Triage 2", "Not started"),
    (
        "13:05", "BRISTOW, Amelie", "Wheeze", "Plan ended 02-Jun-2026", "13:06", ("JP",), 5, "Cubicle 2",
        "Questions",
    ),
    ("14:02", "HUSSAIN, Zaynab", "Vomiting", "No record, 14:03", "14:03", (), 1, "Waiting", "Not started"),
    ("13:49", "HUSSAIN, Zayneb", "Rash", "No record, 13:50", "13:50", (), 1, "Waiting", "Questions"),
    ("13:44", "O'DONNELL, Rory", "Cut to hand", "No record, 13:45", "13:45", (), 2, "Minors 3", "Questions"),
    ("13:36", "SZYMANSKI, Lena", "Cough", "No record, 13:37", "13:37", (), 2, "Cubicle 1", "Questions"),
    ("13:27", "FAIRLEY, Joshua", "Ankle injury", "No record, 13:28", "13:28", (), 1, "X-ray", "Questions"),
    ("13:11", "NGUYEN, Bao", "Earache", "No record, 13:12", "13:12", (), 1, "Cubicle 6", "Questions"),
    ("12:58", "THACKRAY, Olive", "Jaundice", "No record, 12:59", "12:59", (), 1, "Cubicle 3", "Questions"),
    ("12:20", "GRANGE, Evie", "Sore throat", "No record, 12:21", "12:21", (), 3, "Majors 2", "Questions"),
]  # fmt: skip


def test_the_children_in_the_department_are_those_of_the_picture(hospital: Open) -> None:
    board = hospital.services.arrivals.board(hospital.sign_in())
    rows = [
        (
            show_time(line.attendance.arrived_at),
            line.person.name.shown(),
            line.attendance.complaint,
            badge_of(line.check).words,
            show_time(line.check.at),
            line.read_by,
            line.in_12_months,
            line.attendance.location,
            line.attendance.step.words,
        )
        for line in board.lines
        if line.is_child
    ]
    assert rows == CHILDREN


def test_thirty_one_adults_are_here_and_one_has_a_protection_state(hospital: Open) -> None:
    board = hospital.services.arrivals.board(hospital.sign_in())
    adults = [line for line in board.lines if not line.is_child]
    with_state = [line for line in adults if not isinstance(line.check.status, NotListed)]
    assert len(adults) == 31
    assert [(line.person.name.shown(), line.read_by) for line in with_state] == [
        ("NOVAK, Marta (Mrs)", ("JP",))
    ]


def test_two_girls_of_nearly_one_name_are_marked(hospital: Open) -> None:
    board = hospital.services.arrivals.board(hospital.sign_in())
    marked = {line.person.name.shown() for line in board.lines if line.similar}
    assert {"HUSSAIN, Zaynab", "HUSSAIN, Zayneb"} <= marked


def test_lists_are_as_old_as_the_status_line_has_them_and_the_gp_feed_is_down(hospital: Open) -> None:
    standing = hospital.services.sign_in.standing()
    assert {(one.name, str(one.as_at)[:16], one.state) for one in standing.registers} == {
        ("Calderdale North Council", "2026-11-22 06:10", Health.LIVE),
        ("Aireborough Council", "2026-11-20 06:05", Health.LIVE),
    }
    assert {(one.name, str(one.last_at)[11:16], one.state) for one in standing.feeds} == {
        ("Arrivals", "14:07", Health.LIVE),
        ("Births and merges", "13:31", Health.LIVE),
        ("GP, out-of-hours", "11:20", Health.DOWN),
    }


def test_the_store_says_that_it_is_a_demonstration(hospital: Open, made: DemoReport) -> None:
    standing = hospital.services.sign_in.standing()
    assert standing.demo
    assert is_demo(made.folder)
    assert standing.hospital == "Calder Vale Hospital, Emergency Department"


SPECIAL = [visit.id for visit in the_script().visits if visit.answer]


@pytest.mark.parametrize("story_id", SPECIAL)
def test_every_hard_question_gets_the_answer_it_must(
    answers: dict[str, ProtectionCheck], told_of: dict[str, Any], story_id: str
) -> None:
    status = answers[story_id].status
    answer = status.kind.value if isinstance(status, OnPlan) else _SAID[type(status).__name__]
    assert answer == told_of[story_id]["program_must_say"], told_of[story_id]["why"]


@pytest.fixture(scope="module")
def told_of(made: DemoReport) -> dict[str, Any]:
    """Return what the file of true answers says of each visit."""
    read = json.loads((made.folder / "truth.json").read_text(encoding="utf-8"))
    return {line["id"]: line for line in read["arrivals"]}


_SAID = {
    "PlanEnded": "plan_ended", "PossibleMatch": "possible_match", "NotListed": "not_listed",
    "NotChecked": "not_checked", "CheckFailed": "check_failed",
}  # fmt: skip


def test_every_case_the_hospital_must_hold_is_there() -> None:
    assert {
        "alfie-today", "archie-today", "baby-today", "kian-today", "skye-today", "harvey-today", "nour-today",
        "vanesa-today", "yusuf-today", "martin-today", "tanvir-today", "novak-today", "maisie-today",
    } <= set(SPECIAL)  # fmt: skip


@pytest.mark.parametrize("story_id", ["alfie-today", "archie-today"])
def test_each_twin_meets_his_own_entry(
    hospital: Open, answers: dict[str, ProtectionCheck], story_id: str
) -> None:
    status = answers[story_id].status
    assert isinstance(status, OnPlan)
    with hospital.services.store.reading() as tx:
        entry = tx.registers.entry(status.entry_id)
    assert entry.name.given == story_id.removesuffix("-today").capitalize()


def test_a_sisters_number_is_seen_to_be_shared(answers: dict[str, ProtectionCheck]) -> None:
    assert answers["yusuf-today"].shared_number
    assert not answers["yusuf-today"].interrupts


def test_a_failed_look_succeeds_when_it_is_tried_again(hospital: Open) -> None:
    nurse = hospital.sign_in()
    check = hospital.services.arrivals.check(nurse, hospital.visit("poppy-today")).value
    assert isinstance(check.status, NotListed)


def test_maisie_is_found_behind_another_name_and_her_alert_opens(hospital: Open) -> None:
    nurse, visit = hospital.sign_in(), hospital.visit("maisie-today")
    arrivals = hospital.services.arrivals
    comparison = arrivals.comparison(nurse, visit)
    assert comparison.entry.name.shown() == "PELL, Maisie"
    arrivals.decide(nurse, visit, comparison.entry.id, MatchDecision.SAME, "", uuid4())
    card = arrivals.alert_card(nurse, visit)
    line = hospital.line("maisie-today")
    assert (card.title, card.since) == ("Child protection plan: neglect", "Since 02-Oct-2026, from birth")
    assert card.person.name.shown() == "PELL, Maisie"
    assert card.booked_as.startswith("Booked in as RAIKES, Maisy")
    assert card.ring.number == "0113 496 0199"
    assert {child.person.name.shown() for child in card.family} >= {"HOLROYD, Jonah", "SYKES, Orla"}
    assert (line.in_12_months, line.unread) == (3, True)


def test_what_is_known_of_the_family_stands_on_one_timeline(hospital: Open) -> None:
    registrar = hospital.sign_in("bhatt")
    (found,) = hospital.services.records.find(registrar, "999 526 0182")
    record = hospital.services.records.timeline(registrar, found.person.id, whole_family=True)
    names = [track.name for track in record.tracks]
    words = {event.words for track in record.tracks for lane in track.lanes for event in lane.events}
    assert names[0] == "PELL, Maisie"
    assert {"HOLROYD, Jonah", "SYKES, Orla", "PELL, Hannah (Miss)", "RAIKES, Kieran (Mr)"} <= set(names)
    assert {
        "Born at 36w 2d, 2.62 kg", "Midwife 2.45 kg", "Weighing clinic", "6-week check", "Infant Gaviscon",
        "Speech therapy", "Burns clinic", "Swallowed tablets", "Bleeding", "Hand injury",
    } <= words  # fmt: skip


def test_the_mothers_words_of_the_earlier_visit_are_kept_as_said(hospital: Open) -> None:
    visit = hospital.visit("maisie-bleeding")
    assessment = hospital.services.capture.assessment(hospital.sign_in("bhatt"), visit)
    (account,) = assessment.accounts
    assert account.body.words == "She caught her gum on the bottle."
    assert account.body.speaker == "PELL, Hannah (Miss)"


def test_earlier_visits_are_reviewed_and_todays_are_not(hospital: Open) -> None:
    nurse = hospital.sign_in("trembath")
    log = hospital.services.review.index(nurse, LogFilter())
    today = hospital.services.review.index(nurse, LogFilter(since=hospital.clock().date()))
    assert log.not_reviewed == today.not_reviewed == len(today.ids)
    assert len(log.ids) > len(today.ids) > 40


def test_the_audit_trail_of_the_making_holds(hospital: Open) -> None:
    assert hospital.services.administration.verify_audit(hospital.sign_in("auditor")).holds


def test_every_list_beside_the_store_was_applied(hospital: Open, made: DemoReport) -> None:
    nurse = hospital.sign_in("trembath")
    history = [one for code in ("CN", "AB") for one in hospital.services.registers.history(nurse, code)]
    assert sorted(one.file_name for one in history) == sorted(
        path.name for path in (made.folder / "lists").iterdir()
    )
    assert len(history) == made.lists
    assert {kind for one in history for kind in (one.counts.rejected, one.counts.duplicates)} == {0}


def test_every_message_beside_the_store_can_be_read_and_none_was_refused(
    hospital: Open, made: DemoReport
) -> None:
    bodies = [body for path in _messages(made.folder) for body in split_messages(path.read_bytes())]
    assert len(bodies) == made.messages
    assert all(isinstance(read_adt(body, made.until), AdtEvent) for body in bodies)
    states = hospital.services.intake.states()
    assert sum(state.applied for state in states) == made.messages


def test_the_true_answers_name_everybody_who_came(hospital: Open, made: DemoReport) -> None:
    assert len(hospital.truth["arrivals"]) == made.visits
    assert {line["true"] for line in hospital.truth["arrivals"]} <= {
        *(kind.value for kind in PlanKind), "plan_ended", "not_listed",
    }  # fmt: skip


def test_nothing_is_made_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(Refused, match="something in"):
        make(tmp_path, write=_no_disk)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_half_a_hospital_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="full"):
        make(tmp_path / "demo", write=_no_disk)
    assert not (tmp_path / "demo").exists()


def _no_disk(path: Path, body: Iterable[bytes]) -> None:
    what = "The disk is full."
    raise Unavailable(what, "Make room.")


def _messages(folder: Path) -> list[Path]:
    return sorted((folder / "messages").glob("*.hl7"))


def test_the_true_answers_are_plain_json(made: DemoReport) -> None:
    read: dict[str, Any] = json.loads((made.folder / "truth.json").read_text(encoding="utf-8"))
    assert (read["size"], read["seed"]) == ("day", 1)
