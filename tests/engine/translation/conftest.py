"""The translator that set-up installed, in its own process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from wanderlust.application.translation import text_translator
from wanderlust.engine.translation.translator import TextTranslator
from wanderlust.settings.paths import Paths


@pytest.fixture(scope="session")
def translator(paths: Paths) -> Iterator[TextTranslator]:
    made, process = text_translator(paths)
    assert made.directions, "run `make setup` first: no translation is installed"
    yield made
    process.close()
