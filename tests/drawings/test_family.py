"""The family diagram: who stands where, what a line may claim, what is said of a child."""

from itertools import pairwise
from uuid import UUID, uuid5

import pytest

from aande_alert.domain.identity import Sex
from aande_alert.domain.timeline import Badge, BadgeKind
from aande_alert.drawings.family import FamilyView, alternative, arranged, family_scene
from aande_alert.drawings.family_place import Generation, Kin
from aande_alert.drawings.shapes import Ellipse, Glyph, Line, Polygon, Polyline, Rect, Scene, Text
from tests.drawings.measuring import measure

SPACE = UUID("7f6c2a52-6c2f-4a37-9d39-0d1d3b6c8a11")
VIEW = FamilyView(700.0)


def an_id(name: str) -> UUID:
    return uuid5(SPACE, name)


def kin(name: str, words: str, sex: Sex = Sex.NOT_KNOWN, **more: object) -> Kin:
    return Kin(an_id(name), words, f"{name}, One", f"age, {words.lower()}", sex, **more)  # type: ignore[arg-type]


MAISIE = kin("PELL", "", Sex.FEMALE, here=True, badge=Badge(BadgeKind.ON_PLAN, "CP plan"))
MOTHER = kin("HANNAH", "Mother", Sex.FEMALE, here=True)
FATHER = kin("DUNNE", "Father", Sex.MALE)
PARTNER = kin(
    "RAIKES", "Mother's partner", Sex.MALE, here=True, through=MOTHER.id, since="Aug-2026"
)  # fmt: skip
JONAH = kin(
    "HOLROYD", "Brother", Sex.MALE, here=True, through=MOTHER.id,
    badge=Badge(BadgeKind.PLAN_ENDED, "Plan ended 14-Aug-2026"),
)  # fmt: skip
ORLA = kin(
    "SYKES", "Sister", Sex.FEMALE, here=False, through=MOTHER.id,
    badge=Badge(BadgeKind.NOT_CHECKED, "NOT CHECKED"),
)  # fmt: skip
ELLIS = kin("COLE", "Partner's son", through=PARTNER.id)
SANDRA = kin("SANDRA", "Grandmother", Sex.FEMALE, through=MOTHER.id)
GRAHAM = kin("GRAHAM", "Grandfather", Sex.MALE, through=MOTHER.id, died=True)
FAMILY = (MAISIE, MOTHER, FATHER, PARTNER, JONAH, ORLA, ELLIS, SANDRA, GRAHAM)


def drawn(people: tuple[Kin, ...] = FAMILY, view: FamilyView = VIEW) -> Scene:
    return family_scene(people, view, measure)


def of_sort(scene: Scene, sort: type) -> list:  # type: ignore[type-arg]
    return [leaf for leaf, _ in scene.leaves() if isinstance(leaf, sort)]


def test_nobody_overlaps_and_the_partner_stands_right_of_the_mother() -> None:
    layout = arranged(FAMILY, VIEW, measure)
    for row in Generation:
        people = [one for one in layout.people if one.kin.row is row]
        for left, right in pairwise(people):
            assert left.x + left.width < right.x
    order = [one.kin.id for one in layout.people if one.kin.row is Generation.PARENTS]
    assert order == [FATHER.id, MOTHER.id, PARTNER.id]
    children = [one.kin.id for one in layout.people if one.kin.row is Generation.CHILDREN]
    assert children == [ORLA.id, JONAH.id, MAISIE.id, ELLIS.id]


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("", Generation.CHILDREN),
        ("Grandparent", Generation.ELDERS),
        ("Foster carer", Generation.PARENTS),
        ("Half-sister", Generation.CHILDREN),
        ("Daughter", Generation.YOUNGER),
        ("Social worker", Generation.OTHERS),
    ],
)
def test_everybody_stands_in_their_generation(words: str, row: Generation) -> None:
    assert kin("ANY", words).row is row


def test_signs_are_those_of_a_genogram() -> None:
    scene = drawn()
    circles = [leaf.stands_for for leaf in of_sort(scene, Ellipse) if leaf.rx == 18]
    assert {MAISIE.id, MOTHER.id, ORLA.id, SANDRA.id} <= set(circles)
    assert ELLIS.id in [leaf.stands_for for leaf in of_sort(scene, Polygon)]
    (orla,) = [leaf for leaf in of_sort(scene, Ellipse) if leaf.stands_for == ORLA.id and leaf.rx == 18]
    assert orla.dash, "lives elsewhere"
    inner = [leaf for leaf in of_sort(scene, Ellipse) if leaf.stands_for == MAISIE.id]
    assert len(inner) == 2, "the child is drawn twice"


def test_a_marriage_is_never_claimed_and_a_gap_is_dotted() -> None:
    joined = [leaf for leaf in of_sort(drawn(), Line) if leaf.y1 == leaf.y2 and leaf.dash]
    assert len(joined) == 3, "parents, mother and partner, grandparents: each dashed"
    unexplained = (MAISIE, kin("LONE", "Brother", Sex.MALE))
    (dotted,) = of_sort(drawn(unexplained), Polyline)
    assert dotted.dash == (1.5, 4.0)
    assert not of_sort(drawn(), Polyline)


def test_every_word_is_there_and_a_state_has_its_shape() -> None:
    scene = drawn()
    words = {leaf.words for leaf in of_sort(scene, Text)}
    assert {"CP plan", "Plan ended 14-Aug-2026", "NOT CHECKED", "since Aug-2026"} <= words
    assert {"HANNAH,", "One", "PELL, One"} <= words
    kinds = {leaf.kind for leaf in of_sort(scene, Glyph)}
    assert kinds == {"boxed:on-plan", "plan-ended", "not-checked"}


def test_the_home_is_one_outline_or_a_box_where_no_parent_lives_there() -> None:
    (home,) = [leaf for leaf in of_sort(drawn(), Polygon) if leaf.fill == "sunken"]
    assert len(home.points) == 8
    alone = [leaf for leaf in of_sort(drawn((MAISIE, FATHER)), Rect) if leaf.fill == "sunken"]
    assert len(alone) == 1
    elder = kin("EDITH", "Grandmother", here=True, through=None)
    boxes = [leaf for leaf in of_sort(drawn((MAISIE, MOTHER, elder)), Rect) if leaf.fill == "sunken"]
    assert len(boxes) == 1


def test_one_parent_one_child_of_her_own_and_a_name_without_a_first_name() -> None:
    baby = kin("BABY", "Son", Sex.MALE)
    bare = Kin(an_id("bare"), "Mother", "UNKNOWN", "Age Not Known")
    helper = kin("HELPER", "Social worker")
    partner = kin("NOSINCE", "Mother's partner", through=bare.id)
    adrift = kin("ADRIFT", "Mother's partner")
    scene = drawn((MAISIE, bare, baby, helper, partner, adrift))
    words = [leaf.words for leaf in of_sort(scene, Text)]
    assert "UNKNOWN," in words or "UNKNOWN" in words
    assert not any(word.startswith("since") for word in words)
    layout = arranged((MAISIE, bare, baby, helper, partner, adrift), VIEW, measure)
    assert layout.of(baby.id).y > layout.of(MAISIE.id).y > layout.of(bare.id).y


@pytest.mark.parametrize(
    ("start", "across", "down", "lands"),
    [
        (MOTHER, 1, 0, PARTNER),
        (MOTHER, -1, 0, FATHER),
        (FATHER, -1, 0, FATHER),
        (MAISIE, 0, -1, PARTNER),
        (SANDRA, 0, -1, SANDRA),
        (ELLIS, 0, 1, ELLIS),
    ],
)
def test_arrows_go_along_a_generation_and_from_one_to_the_next(
    start: Kin, across: int, down: int, lands: Kin
) -> None:
    layout = arranged(FAMILY, VIEW, measure)
    landed = layout.step(start.id, across, down)
    assert layout.of(landed).kin.row is lands.row
    if across or start is lands:
        assert landed == lands.id


def test_a_point_on_somebody_or_their_words_finds_them() -> None:
    layout = arranged(FAMILY, VIEW, measure)
    mother, child = layout.of(MOTHER.id), layout.of(MAISIE.id)
    assert layout.at(mother.x + mother.width - 2, mother.y + 10) == MOTHER.id
    assert layout.at(child.x + 5, child.y + 60) == MAISIE.id
    assert layout.at(1, 1) is None
    with pytest.raises(KeyError):
        layout.of(an_id("nobody"))


@pytest.mark.parametrize(("focused", "rings"), [(True, {"focus", "focus-in"}), (False, {"blue-text"})])
def test_who_is_in_focus_is_ringed(focused: bool, rings: set[str]) -> None:
    scene = drawn(view=FamilyView(700.0, 1.5, JONAH.id, focused))
    assert {leaf.ink for leaf in of_sort(scene, Rect)} & {"focus", "focus-in", "blue-text"} == rings


def test_the_picture_reads_out_and_grows_with_the_text() -> None:
    said = alternative(FAMILY)
    assert "GRAHAM, One, age, grandfather, home Not Known, died." in said
    assert "SYKES, One, age, sister, lives elsewhere, NOT CHECKED." in said
    assert drawn(view=FamilyView(300.0, 2.0)).height > 1.9 * drawn(view=FamilyView(300.0)).height
    assert "withheld" in repr(MAISIE)
