"""The gazetteer behind its thread."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from wanderlust.application.place_service import PlaceService
from wanderlust.domain.errors import DataMissing
from wanderlust.domain.places import Coordinates, PlaceKind
from wanderlust.settings.paths import discover_paths

PARIS = Coordinates(48.8566, 2.3522)
MUSEUMS: tuple[PlaceKind, ...] = ("museum",)


async def test_it_answers_what_tools_ask() -> None:
    service = PlaceService(discover_paths(os.environ).find("places.sqlite"))
    try:
        answer, around, nearest = await asyncio.gather(
            service.find("Kyoto"), service.around(PARIS, MUSEUMS, 10, 3), service.nearest(PARIS)
        )
        assert answer.best is not None and answer.best.country == "JP"
        assert len(around) == 3 and {place.kind for place in around} == {"museum"}
        assert nearest is not None and nearest.name.startswith("Paris")
        assert (await service.find("Paris", country="US", limit=1)).matches[0].place.country == "US"
    finally:
        service.close()


async def test_a_table_that_is_not_there_is_said_at_the_question_not_before(tmp_path: Path) -> None:
    for path in (None, tmp_path / "places.sqlite"):
        service = PlaceService(path)
        for _ in range(2):
            with pytest.raises(DataMissing, match="setup"):
                await service.find("Kyoto")
        service.close()


async def test_a_damaged_table_is_said(tmp_path: Path) -> None:
    damaged = tmp_path / "places.sqlite"
    damaged.write_bytes(b"not a database" * 1000)
    service = PlaceService(damaged)
    with pytest.raises(DataMissing, match="damaged"):
        await service.find("Kyoto")
    service.close()


async def test_a_table_that_arrives_is_used_without_a_restart(tmp_path: Path) -> None:
    real = discover_paths(os.environ).find("places.sqlite")
    assert real is not None
    link = tmp_path / "places.sqlite"
    service = PlaceService(link)
    with pytest.raises(DataMissing):
        await service.find("Kyoto")
    link.symlink_to(real)
    assert (await service.find("Kyoto")).best is not None
    service.close()


def test_closing_what_was_never_asked_is_fine() -> None:
    PlaceService(None).close()
