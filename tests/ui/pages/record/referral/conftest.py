"""A referral begun, and one with nothing missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.housing import Housed, housed
from tests.ui.pages.record.referral.desk import Desk


@pytest.fixture
def house(tmp_path: Path, dressed: QtBot) -> Iterator[Housed]:
    with housed(tmp_path, dressed) as made:
        yield made


@pytest.fixture
def desk(house: Housed) -> Iterator[Desk]:
    made = Desk(house, "presentation.last_well", "lips")
    yield made
    made.part.blank()


@pytest.fixture
def whole(house: Housed) -> Iterator[Desk]:
    made = Desk(house)
    yield made
    made.part.blank()


# ---------------------------------------------------------------- what is missing
