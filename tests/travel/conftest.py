"""The phrasebook, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from wanderlust.travel.care import Care
from wanderlust.travel.phrases import Phrasebook

FOLDER = Path(__file__).parents[2] / "resources" / "phrases"


@pytest.fixture(scope="session")
def book() -> Phrasebook:
    """The bundled phrasebook."""
    return Phrasebook.read(FOLDER)


@pytest.fixture(scope="session")
def care() -> Care:
    """The bundled words that ask for care."""
    return Care.read(FOLDER)
