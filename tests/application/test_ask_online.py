"""`wanderlust ask` with services on this computer: places, weather, money and ways end to end, and what was sent."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.online_world import Thing, frankfurter, open_meteo, osrm, overpass, photon
from tests.fakes.strict_service import Rules, StrictService
from wanderlust.settings.paths import PROJECT, Paths

pytestmark = pytest.mark.engine

CAFE = Thing(
    77, "Blue Heron Coffee", "amenity", "cafe", 35.6601, 139.6985,
    levels={"street": "Inokashira-dori", "city": "Shibuya", "country": "Japan", "countrycode": "JP"},
)  # fmt: skip
SUSHI = Thing(
    78, "Sushi Kaze", "amenity", "restaurant", 35.6591, 139.7020, tags={"cuisine": "sushi", "opening_hours": "24/7"}
)
KINDS = {"photon": "geocoder", "overpass": "points", "open-meteo": "weather", "frankfurter": "money", "osrm": "route"}


class Services:
    """The stand-ins, and a data folder whose settings name them."""

    def __init__(self, folder: Path, servers: dict[str, StrictService]) -> None:
        self.folder, self.servers = folder, servers

    async def ask(self, *words: str) -> dict[str, Any]:
        """The lines of one answer by their event; the process has a network only to this computer."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "wanderlust", "ask", *words, "--json", "--url", "engine",
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, cwd=PROJECT,
            env={**os.environ, "WANDERLUST_DATA_DIR": str(self.folder), "WANDERLUST_OFFLINE": "0"},
        )  # fmt: skip
        out, complaint = await asyncio.wait_for(process.communicate(), 90)
        assert process.returncode == 0, complaint.decode()
        lines = [json.loads(line) for line in out.decode().splitlines()]
        return {line["event"]: line for line in lines}

    def sent(self) -> list[tuple[str, str]]:
        with sqlite3.connect(self.folder / "conversations.sqlite") as database:
            return list(database.execute("SELECT host, purpose FROM sent ORDER BY began"))


@pytest.fixture
async def services(tmp_path: Path, paths: Paths) -> AsyncIterator[Services]:
    places = paths.find("places.sqlite")
    assert places is not None
    (tmp_path / "places.sqlite").symlink_to(places)
    (tmp_path / "packs").symlink_to(paths.packs)
    things: Sequence[Thing] = (CAFE, SUSHI)
    answers = {
        "photon": photon(things), "overpass": overpass(things), "open-meteo": open_meteo(lambda: datetime.now(UTC)),
        "frankfurter": frankfurter, "osrm": osrm,
    }  # fmt: skip
    async with AsyncExitStack() as stack:
        servers = {
            kind: await stack.enter_async_context(StrictService(answer, time.monotonic, Rules(gap_s=0.5)))
            for kind, answer in answers.items()
        }
        table = {"nominatim": "use = false", "overpass-mirror": "use = false"}
        for kind, server in servers.items():
            table[kind] = f'address = "{server.address}"'
        (tmp_path / "config").mkdir()
        text = "\n".join(f"[{name}]\n{lines}" for name, lines in table.items())
        (tmp_path / "config" / "services.toml").write_text(text, encoding="utf-8")
        yield Services(tmp_path, servers)
        assert [server.broken for server in servers.values()] == [[]] * len(servers)


async def test_sushi_near_a_station_is_found_told_and_recorded(services: Services) -> None:
    answer = await services.ask("Find sushi near Shibuya station")
    assert "Sushi Kaze" in answer["assistant_transcript"]["text"]
    assert [place["name"] for place in answer["places"]["places"]] == ["Sushi Kaze"]
    assert services.sent() == [("127.0.0.1", "points")]


async def test_a_cafe_is_found_by_its_name(services: Services) -> None:
    answer = await services.ask("Show me Blue Heron Coffee on the map")
    assert "Blue Heron Coffee" in answer["assistant_transcript"]["text"]
    assert answer["places"]["places"][0]["country"] == "Japan"


async def test_tomorrow_has_a_forecast_and_offline_the_climate(services: Services) -> None:
    online = await services.ask("What will the weather be like in Oslo tomorrow?")
    assert "tomorrow" in online["assistant_transcript"]["text"] and "rain" in online["assistant_transcript"]["text"]
    again = await services.ask("What will the weather be like in Rome tomorrow?", "--offline")
    assert again["assistant_transcript"]["text"].startswith("I have no forecast here.")
    assert len(services.servers["open-meteo"].asked) == 1


async def test_money_and_ways_are_asked_too(services: Services) -> None:
    money = await services.ask("How much is 100 dollars in yen?")
    assert "at the rate of 22 November" in money["assistant_transcript"]["text"]
    way = await services.ask("How far is it from the Louvre to Notre-Dame on foot?")
    assert (
        "on foot" in way["assistant_transcript"]["text"] and "straight line" not in way["assistant_transcript"]["text"]
    )
