"""Where things are, in each of the ways the program can be installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from aande_alert import paths


def test_a_checkout_finds_its_resources_beside_the_package() -> None:
    assert paths.resource() == Path(paths.__file__).parents[1] / "resources"
    assert paths.resource().is_dir()


def test_a_wheel_finds_its_resources_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "aande_alert" / "_resources" / "content" / "rules.toml"
    words.parent.mkdir(parents=True)
    words.touch()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "aande_alert" / "paths.py"))
    assert paths.resource("content", "rules.toml") == words


def test_a_frozen_build_finds_its_resources_where_it_was_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    icons = tmp_path / "resources" / "icons"
    icons.mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("icons") == icons


def test_a_missing_resource_is_named_and_the_place_on_this_machine_is_not(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/content/nothing\.toml is missing") as trouble:
        paths.resource("content", "nothing.toml")
    assert str(paths.resource()) not in str(trouble.value)


def test_store_logs_and_settings_are_this_persons_own_and_asking_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "linux":
        monkeypatch.setenv("HOME", str(tmp_path))
        for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.delenv(name, raising=False)
    places = (paths.data_dir(), paths.log_dir(), paths.settings_dir())
    assert all(place.is_absolute() and "aande_alert" in place.parts for place in places)
    assert list(tmp_path.iterdir()) == []
