"""The minute in which the lists could not be read: a real failure of a real look, made for the story.

Nothing is stored by hand. One message is applied by a program whose weights cannot be read, as on a
disk that fails; its look fails, and the services themselves keep CHECK FAILED. A look made afterwards
by the whole program succeeds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn, cast

from aande_alert.demo.clock import DemoClock
from aande_alert.domain.errors import Unavailable
from aande_alert.rules.content import load_content
from aande_alert.rules.matching import Weights
from aande_alert.services.bundle import Services, make_services


class _NotThere:
    """Weights that cannot be read: whatever is asked of them, the disk says no."""

    def __getattr__(self, name: str) -> NoReturn:
        what = f"The weights of the comparison could not be read ({name})."
        raise Unavailable(what, "Look again.", kept="Nothing was decided.")


def without_lists(services: Services, clock: DemoClock) -> Services:
    """Return the same hospital's services, unable to compare anybody with the councils' lists."""
    content = replace(load_content(), matching=cast("Weights", _NotThere()))
    return make_services(services.store, clock, content)
