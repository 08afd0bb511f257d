"""Fixtures of the whole app: a data folder of its own over the prepared data, and places without sound."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.end_to_end.virtual_sound import virtual_sound
from wanderlust.settings.paths import Paths

__all__ = ["virtual_sound"]


def lend(paths: Paths, folder: Path) -> Path:
    """Make a data folder with the prepared models and places, and nothing that was ever said."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("packs", "places.sqlite"):
        prepared = paths.find(name)
        assert prepared is not None, f"{name} is not prepared; run `wanderlust setup`"
        (folder / name).symlink_to(prepared)
    return folder


@pytest.fixture
def data_folder(paths: Paths, tmp_path: Path) -> Path:
    """A traveller's data folder before the first talk."""
    return lend(paths, tmp_path / "data")


@pytest.fixture
def silent(tmp_path: Path, data_folder: Path) -> dict[str, str]:
    """The environment of a computer without any sound device."""
    return without_sound(tmp_path) | {"WANDERLUST_DATA_DIR": str(data_folder)}


def without_sound(home: Path) -> dict[str, str]:
    """Ours, with a home folder without settings and a sound server that is not there."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("PULSE", "PIPEWIRE", "DISPLAY"))}
    nowhere = home / "no-sound"
    nowhere.mkdir(exist_ok=True)
    return {**ours, "HOME": str(nowhere), "XDG_RUNTIME_DIR": str(nowhere), "PULSE_SERVER": f"unix:{nowhere}/none"}
