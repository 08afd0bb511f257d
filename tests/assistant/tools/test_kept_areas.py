"""Cafés and streets of a kept area, asked of the tools with the internet never asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.geo.extracts import write_pbf
from wanderlust.application.online import Online, OnlinePlaces
from wanderlust.application.place_service import PlaceService
from wanderlust.assistant.tool_dispatch import ToolDispatch, ToolRun
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.domain.kept_area import MapElement
from wanderlust.domain.places import Place
from wanderlust.geo.kept_areas import KeptAreas
from wanderlust.geo.osm_extract import read_extract
from wanderlust.settings.paths import Paths, discover_paths

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HERE = Place("here:1", "your place on the map", "landmark", 38.7112, -9.1370, "PT", "Portugal", "Lisbon",
             timezone="Europe/Lisbon")  # fmt: skip


class Offline:
    """The tools over kept areas, with the internet never asked."""

    def __init__(self, paths: Paths, places: PlaceService, context: ToolContext) -> None:
        self.online = Online(paths, context.clock, places, barred=True)
        self.context = replace(context, places=OnlinePlaces(places, self.online), online=self.online)
        self._dispatch = ToolDispatch(standard_tools(), self.context)

    async def ask(self, name: str, **arguments: object) -> ToolRun:
        return await self._dispatch.run("call_1", name, json.dumps(arguments))


@pytest.fixture
def offline(context: ToolContext, places: PlaceService, tmp_path: Path) -> Iterator[Offline]:
    paths = discover_paths({"WANDERLUST_DATA_DIR": str(tmp_path / "data")})
    areas = KeptAreas(paths.areas, lambda _: 10**12)
    areas.add("Baixa", read_extract(write_pbf(tmp_path / "baixa.osm.pbf")), NOW, 0)
    areas.close()
    offline = Offline(paths, places, context)
    yield offline
    offline.online.close()


def said(run: ToolRun) -> str:
    return str(run.output["say"]["en"])


async def test_a_cafe_near_me_that_is_open_is_told_offline(offline: Offline) -> None:
    offline.context.whereabouts.restore(HERE)
    offline.context.whereabouts.words = "find a café near me that is open now"
    found = await offline.ask("find_places", query="café", open_now=True)
    assert "Night Lamp" in said(found) and "open day and night" in said(found) and "Shut Cup" not in said(found)
    assert found.output["data"]["places"][0]["phone"] in ("", "+351 210 00 00")
    assert "© OpenStreetMap contributors" in found.output["data"]["source"]


@pytest.mark.parametrize("words", ["Rua Augusta", "Rua Augusta 5", "rua agusta, Lisbon", "12b Rua Augusta"])
async def test_a_street_is_shown_offline(words: str, offline: Offline) -> None:
    offline.context.whereabouts.restore(HERE)
    shown = await offline.ask("show_on_map", place=words)
    assert shown.ok, shown.output
    assert shown.outcome is not None and shown.outcome.places is not None
    street = shown.outcome.places[0]
    assert (street.name, street.kind, street.country) == ("Rua Augusta", "street", "PT")


async def test_outside_of_the_area_it_says_what_it_lacks(offline: Offline) -> None:
    found = await offline.ask("find_places", query="pharmacy", near="Kyoto")
    assert "without a network" in said(found)


async def test_where_nothing_of_the_kind_is_kept_it_says_so(offline: Offline) -> None:
    offline.context.whereabouts.restore(HERE)
    found = await offline.ask("find_places", query="pharmacy", near="here")
    assert "I found no pharmacies near" in said(found)


async def test_an_area_can_be_kept_while_the_tools_run(offline: Offline, context: ToolContext) -> None:
    bakery = MapElement("n77", 41.15, -8.61, {"shop": "bakery", "name": "Pão"})
    area = await offline.online.kept.keep("Porto", [bakery], NOW, 0)
    assert area.name == "Porto"
    found = await offline.ask("find_places", query="bakery", near="Porto")
    assert "Pão" in said(found)
