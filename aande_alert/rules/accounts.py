"""What differs between accounts, found from their fields alone, never by guessing at free text.

And how long it took until the child was seen, as each account has it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from aande_alert.domain.accounts import Account, Axis, Difference
from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.domain.findings import CannotTell, DoesNotFire, Fires, RuleResult
from aande_alert.domain.wording import show_span
from aande_alert.rules.inputs import CheckableRule, Input, Inputs, yes_no
from aande_alert.rules.matching_names import fold
from aande_alert.rules.three_valued import is_yes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aande_alert.rules.content import RuleContent


def differences(accounts: Sequence[Account], rule: RuleContent) -> tuple[Difference, ...]:
    """Return the axes on which accounts differ, each with what each account says.

    An account that does not say is not a difference. Two claimed times within the tolerance of the
    content are one time.

    Args:
        accounts: In the order of their numbers on screen.
        rule: Content of `accounts.differ`.
    """
    found = (_differ(axis, accounts, rule) for axis in Axis)
    return tuple(difference for difference in found if difference is not None)


def _differ(axis: Axis, accounts: Sequence[Account], rule: RuleContent) -> Difference | None:
    groups: list[tuple[Account, str, list[int]]] = []
    for number, account in enumerate(accounts, start=1):
        said = _said(axis, account)
        if not isinstance(said, Given) or not fold(said.value):
            continue
        for first, words, numbers in groups:
            if _same(axis, (first, words), (account, said.value), rule):
                numbers.append(number)
                break
        else:
            groups.append((account, said.value, [number]))
    if len(groups) < 2:  # noqa: PLR2004 - one way of telling it is no difference
        return None
    words = "; ".join(f"{told} in {_in_accounts(numbers)}" for _, told, numbers in groups)
    numbers = sorted(number for _, _, numbers in groups for number in numbers)
    return Difference(axis, tuple(numbers), f"{words}.")


def _said(axis: Axis, account: Account) -> Answer[str]:
    return {
        Axis.HOW: account.mechanism,
        Axis.WHEN: account.happened,
        Axis.WHERE: account.place,
        Axis.WHO: account.who_was_there,
    }[axis]


def _same(axis: Axis, one: tuple[Account, str], other: tuple[Account, str], rule: RuleContent) -> bool:
    first, second = one[0].happened_at, other[0].happened_at
    if axis is Axis.WHEN and first is not None and second is not None:
        return abs(first - second) <= timedelta(minutes=rule.limits["same_time_minutes"])
    return fold(one[1]) == fold(other[1])


def _in_accounts(numbers: list[int]) -> str:
    """Return `account 1`, `accounts 2 and 3`."""
    if len(numbers) == 1:
        return f"account {numbers[0]}"
    listed = ", ".join(str(number) for number in numbers[:-1])
    return f"accounts {listed} and {numbers[-1]}"


def accounts_differ(accounts: Sequence[Account], rule: RuleContent) -> RuleResult:
    """Prompt when accounts differ; cannot tell with fewer than two that say anything."""
    found = differences(accounts, rule)
    if found:
        axes = ", ".join(difference.axis.words.lower() for difference in found)
        grounds = tuple(f"account {n}" for n in sorted({n for one in found for n in one.accounts}))
        facts = (("axes", axes), ("words", " ".join(difference.words for difference in found)))
        return Fires(rule.id, rule.version, grounds, facts=facts)
    speaking = [
        account for account in accounts if any(isinstance(_said(axis, account), Given) for axis in Axis)
    ]
    if len(speaking) < 2:  # noqa: PLR2004 - it takes two to differ
        return CannotTell(rule.id, rule.version, ("second_account",))
    return DoesNotFire(rule.id, rule.version)


def time_to_being_seen(accounts: Sequence[Account], arrived_at: datetime, rule: RuleContent) -> RuleResult:
    """Prompt to ask why they waited, where an account gives a time and nobody gave a reason.

    Returns:
        Fires with the time each account leaves; cannot tell where no account gives a time.
    """
    timed = [
        (number, account, arrived_at - account.happened_at)
        for number, account in enumerate(accounts, start=1)
        if account.happened_at is not None
    ]
    if not timed:
        return CannotTell(rule.id, rule.version, ("time",))
    if all(isinstance(account.delay_reason, Given) for _, account, _ in timed):
        return DoesNotFire(rule.id, rule.version)
    spans = "; ".join(f"{show_span(span)} by account {number}" for number, _, span in timed)
    longest = max(timed, key=lambda one: one[2])
    return Fires(
        rule.id,
        rule.version,
        tuple(f"account {number}" for number, _, _ in timed),
        facts=(("spans", spans), ("longest", show_span(longest[2]))),
    )


def _run_differ(given: Inputs, rule: RuleContent) -> RuleResult:
    told = {axis: given.choices(axis.value) for axis in Axis}
    count = max((len(values.value) for values in told.values() if isinstance(values, Given)), default=0)
    return accounts_differ([_account(told, place) for place in range(count)], rule)


def _account(told: Mapping[Axis, Answer[tuple[str, ...]]], place: int) -> Account:
    def said(axis: Axis) -> Answer[str]:
        values = told.get(axis, NOT_ASKED)
        if not isinstance(values, Given):
            return values
        return Given(values.value[place] if place < len(values.value) else "")

    return Account(
        speaker="",
        relation="",
        listener="",
        told_at=datetime.min.replace(tzinfo=UTC),
        words="",
        mechanism=said(Axis.HOW),
        happened=said(Axis.WHEN),
        place=said(Axis.WHERE),
        who_was_there=said(Axis.WHO),
    )


def _run_delay(given: Inputs, rule: RuleContent) -> RuleResult:
    """Run the rule on one account, from the hours it leaves and whether a reason was given."""
    arrived = datetime(2000, 1, 2, tzinfo=UTC)
    hours, reason = given.number("waited_hours"), given.yes_no("reason_recorded")
    account = replace(
        _account({}, 0),
        happened_at=arrived - timedelta(hours=hours.value) if isinstance(hours, Given) else None,
        delay_reason=Given("") if is_yes(reason) else NOT_ASKED,
    )
    return time_to_being_seen([account], arrived, rule)


RULES = (
    CheckableRule(
        "presentation.delay",
        (
            Input("waited_hours", ("<hours>",), "From the time an account gives to being seen"),
            yes_no("reason_recorded", "A reason for waiting was recorded"),
        ),
        _run_delay,
    ),
    CheckableRule(
        "accounts.differ",
        tuple(
            Input(axis.value, ("<words>",), f"{axis.words}, as each account has it, in order")
            for axis in Axis
        ),
        _run_differ,
    ),
)
