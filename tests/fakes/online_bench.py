"""The online services over stand-ins on this computer, with a clock that only waiting moves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.hand_clock import HandClock
from tests.fakes.online_world import Thing, frankfurter, nominatim, open_meteo, osrm, overpass, photon
from tests.fakes.strict_service import Rules, StrictService
from wanderlust.domain.cost.ledger import SentRecord
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.answer_cache import AnswerCache
from wanderlust.web.client import WebClient
from wanderlust.web.service_file import ServiceTable
from wanderlust.web.services import WebServices

AGENT = "Wanderlust/test (tests; maintainers@wanderlust.example)"
NAMES = ("photon", "nominatim", "overpass", "mirror", "weather", "money", "route")


@dataclass(slots=True)
class OnlineBench:
    """Services, their stand-ins by name, the clock, and what was reported as sent."""

    clock: HandClock
    table: ServiceTable
    servers: dict[str, StrictService]
    client: WebClient
    sent: list[SentRecord] = field(default_factory=list)

    @property
    def broken(self) -> list[str]:
        """Every rule that was broken, with whose it is."""
        return [f"{name}: {what}" for name, server in self.servers.items() for what in server.broken]

    def requests(self) -> dict[str, int]:
        return {name: len(server.asked) for name, server in self.servers.items()}


@asynccontextmanager
async def online_bench(
    folder: Path, things: Sequence[Thing] = (), points: Sequence[Thing] | None = None, limit_s: float = 8.0
) -> AsyncIterator[OnlineBench]:
    """Stand-ins that serve these things; ``points`` is what Overpass has, when it is something else."""
    clock = HandClock()
    known = things if points is None else points
    answers = {
        "photon": photon(things),
        "nominatim": nominatim(things),
        "overpass": overpass(known),
        "mirror": overpass(known),
        "weather": open_meteo(clock.now),
        "money": frankfurter,
        "route": osrm,
    }
    gaps = {"overpass": 2.0, "mirror": 2.0, "weather": 0.5}
    fresh = {"weather": 1800.0, "money": 43_200.0, "route": 86_400.0}
    async with AsyncExitStack() as stack:
        servers = {
            name: await stack.enter_async_context(
                StrictService(
                    answers[name],
                    clock.monotonic,
                    Rules(gaps.get(name, 1.0), max_age_s=fresh.get(name, 2_592_000.0), contact=name == "nominatim"),
                )
            )
            for name in NAMES
        }
        table = ServiceTable(tuple(_service(name, server, limit_s) for name, server in servers.items()), "somebody")
        sent: list[SentRecord] = []

        async def sleep(seconds: float) -> None:
            clock.advance(seconds)

        client = WebClient(AGENT, clock, lambda: 0.5, sent.append, AnswerCache(folder / "answers.sqlite"), sleep)
        try:
            yield OnlineBench(clock, table, servers, client, sent)
        finally:
            await client.close()


def services_of(bench: OnlineBench, towns: object) -> WebServices:
    """The services of a bench, with this table of towns."""
    return WebServices(bench.client, bench.table, towns)  # type: ignore[arg-type]  # whoever has ``nearest``


def _service(name: str, server: StrictService, limit_s: float) -> ServiceSettings:
    match name:
        case "photon":
            return ServiceSettings(
                name, "geocoder", "photon", server.address, "© test map", 1.0, limit_s, 2_592_000, 3e7
            )
        case "nominatim":
            return ServiceSettings(
                name, "geocoder", "nominatim", server.address, "© test map", 0.9, limit_s, 2_592_000, 3e7
            )
        case "overpass" | "mirror":
            return ServiceSettings(
                name, "points", "overpass", server.address, "© test map", 0.5, limit_s, 2_592_000, 3e7
            )
        case "weather":
            return ServiceSettings(
                name, "weather", "open-meteo", server.address, "Test weather", 2.0, limit_s, 1800, 172_800
            )
        case "money":
            return ServiceSettings(name, "money", "frankfurter", server.address, "Test bank", 1.0, limit_s, 43_200, 3e6)
        case _:
            return ServiceSettings(name, "route", "osrm", server.address, "© test ways", 0.9, limit_s, 86_400, 3e7)
