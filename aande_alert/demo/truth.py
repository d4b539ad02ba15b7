"""The true answers beside what was made: who truly came, and what is true of them on the lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from aande_alert.demo.lives import Citizen, Plan, Visit, true_answer
from aande_alert.domain.wording import local

_ONE: Final = 140  # days between birth and the day expected, in one pregnancy


class Truth:
    """Knows everybody and every plan.

    Args:
        citizens: Everybody, by key.
        plans: Every plan there ever was.
    """

    def __init__(self, citizens: Mapping[str, Citizen], plans: Iterable[Plan]) -> None:
        self._citizens = citizens
        self._plans: dict[str, list[Plan]] = {}
        for plan in plans:
            self._plans.setdefault(plan.who, []).append(plan)

    def of(self, visit: Visit) -> str:
        """Return what is truly so of the person who came, on the day they came."""
        person = self._citizens[visit.who]
        plans = list(self._plans.get(person.key, ()))
        if person.mother and person.born is not None:
            born = person.born
            unborn = (plan for plan in self._plans.get(person.mother, ()) if plan.expected is not None)
            plans += [plan for plan in unborn if plan.expected and abs((plan.expected - born).days) <= _ONE]
        return true_answer(tuple(plans), local(visit.arrived).date())

    def lines(self, visits: Iterable[Visit]) -> Iterator[dict[str, object]]:
        """Yield what is written of each visit."""
        for visit in visits:
            person, told = self._citizens[visit.who], visit.told
            line: dict[str, object] = {
                "visit": visit.number,
                "id": visit.id,
                "arrived": visit.arrived.isoformat(),
                "person": person.key,
                "name": person.name.shown(),
                "booked_as": told.name.shown(),
                "true": self.of(visit),
            }
            if told != person:
                line["typed_wrongly"] = _differences(person, told)
            if visit.answer:
                line |= {"program_must_say": visit.answer, "why": visit.why}
            yield line


def _differences(person: Citizen, told: Citizen) -> list[str]:
    fields = ("name", "born", "nhs", "number", "home", "phone")
    return [name for name in fields if getattr(person, name) != getattr(told, name)]


def truth_file(
    head: Mapping[str, object], lines: Iterable[Mapping[str, object]], until: datetime
) -> Iterator[bytes]:
    """Yield the file, one visit a line; its first line says until when the hospital was made."""
    yield f'{{"until": "{until.isoformat()}",\n'.encode()
    for key, value in head.items():
        yield f"{json.dumps(key)}: {json.dumps(value)},\n".encode()
    yield b'"arrivals": [\n'
    between = b""
    for line in lines:
        yield between + json.dumps(line, ensure_ascii=False).encode()
        between = b",\n"
    yield b"\n]}\n"
