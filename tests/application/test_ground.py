"""Where the traveller is and the areas they keep, as the worker holds them: asked first, fetched politely, or not."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.fakes.online_bench import OnlineBench, online_bench, services_of
from tests.fakes.online_world import Thing
from tests.fakes.strict_service import raw
from wanderlust.application.ground import FETCHING, KEEP, Ground
from wanderlust.application.online import Online
from wanderlust.application.services import Services, build_services
from wanderlust.application.wishes import Wishes
from wanderlust.domain import events as ev
from wanderlust.domain.errors import BadInput
from wanderlust.domain.units import IMPERIAL
from wanderlust.settings.paths import discover_paths

BOX = (38.705, -9.145, 38.725, -9.125)  # two by two kilometres of Lisbon
THINGS = (
    Thing(1, "Café Azulejo", "amenity", "cafe", 38.710, -9.137, tags={"opening_hours": "24/7"}),
    Thing(2, "Rua Augusta", "highway", "pedestrian", 38.711, -9.137, type="W"),
    Thing(3, "Far Away", "amenity", "cafe", 38.800, -9.137),
)


@dataclass(slots=True)
class Standing:
    ground: Ground
    bench: OnlineBench
    services: Services
    events: list[ev.DomainEvent]

    def notices(self) -> list[ev.Notice]:
        return [event for event in self.events if isinstance(event, ev.Notice)]


@pytest.fixture
async def standing(tmp_path: Path) -> AsyncIterator[Standing]:
    real = discover_paths(os.environ).find("places.sqlite")
    assert real is not None, "run `make setup` first"
    paths = discover_paths({"WANDERLUST_DATA_DIR": str(tmp_path / "data")})
    paths.data.mkdir(parents=True)
    (paths.data / "places.sqlite").symlink_to(real)
    built = build_services(paths, environment={})
    async with online_bench(tmp_path, THINGS) as bench:
        online = Online(paths, bench.clock, built.places, web=services_of(bench, built.places))
        services = replace(built, online=online)
        events: list[ev.DomainEvent] = []
        ground = Ground(services, events.append, {"TZ": "Europe/Lisbon", "LANG": "en_US.UTF-8"})
        await ground.adopt(Wishes())
        yield Standing(ground, bench, services, events)
        built.online.close()
        services.close()


async def test_the_size_is_said_and_nothing_fetched_before_a_yes(standing: Standing) -> None:
    await standing.ground.offer_to_keep(*BOX)
    (notice,) = standing.notices()
    assert notice.topic == KEEP and "1.7 by 2.2 km" in notice.sentence and "at most 2 MB" in notice.follow_up
    assert standing.bench.sent == []


async def test_an_area_is_fetched_in_pieces_kept_and_found(standing: Standing) -> None:
    await standing.ground.offer_to_keep(*BOX)
    await standing.ground.keep()
    (area,) = await standing.services.online.kept.areas()
    assert (area.places, area.streets) == (1, 1)
    assert standing.bench.broken == [] and {name for name, n in standing.bench.requests().items() if n} == {"overpass"}
    assert any(notice.topic == FETCHING for notice in standing.notices())
    last = standing.notices()[-1]
    assert "is kept: 1 place and 1 street." in last.sentence and "© OpenStreetMap contributors" in last.follow_up
    found = await standing.services.online.kept.find("Rua Augusta", None, 5)
    assert found.best is not None and found.best.kind == "street"


async def test_without_an_offer_there_is_nothing_to_keep(standing: Standing) -> None:
    await standing.ground.keep()
    assert standing.bench.sent == [] and standing.events == []


async def test_stopped_on_the_way_nothing_is_kept(standing: Standing) -> None:
    def stop(event: ev.DomainEvent) -> None:
        standing.events.append(event)
        if isinstance(event, ev.Notice) and event.topic == FETCHING:
            ground.stop_keeping()

    ground = Ground(standing.services, stop, {})
    await ground.offer_to_keep(*BOX)
    await ground.keep()
    assert await standing.services.online.kept.areas() == ()
    assert standing.notices()[-1].sentence == "I stopped. Nothing of the area was kept."


async def test_when_no_server_answers_nothing_is_kept_and_it_is_said(standing: Standing) -> None:
    for name in ("overpass", "mirror"):
        standing.bench.servers[name].troubles.extend([raw("503 Busy", b"busy")] * 12)
    await standing.ground.offer_to_keep(*BOX)
    await standing.ground.keep()
    assert await standing.services.online.kept.areas() == ()
    last = standing.notices()[-1]
    assert last.kind == "warning" and last.follow_up.startswith("Nothing was kept.")


async def test_an_area_too_wide_is_refused(standing: Standing) -> None:
    with pytest.raises(BadInput, match=r"6 by 6 kilometres at once, and this is 87 by 111"):
        await standing.ground.offer_to_keep(38.0, -10.0, 39.0, -9.0)


async def test_off_the_internet_nothing_is_offered(standing: Standing) -> None:
    await standing.ground.adopt(Wishes(online=False))
    with pytest.raises(BadInput, match="stay off the internet"):
        await standing.ground.offer_to_keep(*BOX)


async def test_a_point_of_the_map_is_where_the_traveller_is(standing: Standing) -> None:
    await standing.ground.here_at(38.711, -9.137)
    changed = standing.events[-1]
    assert isinstance(changed, ev.WhereaboutsChanged) and changed.place is not None and not changed.guess
    assert changed.place.timezone == "Europe/Lisbon" and changed.place.lat == 38.711
    standing.ground.forget()
    assert standing.events[-1] == ev.WhereaboutsChanged(None)


async def test_the_clock_makes_a_guess_that_is_never_used_by_itself(standing: Standing) -> None:
    await standing.ground.load_labels()
    guess = standing.events[-1]
    assert isinstance(guess, ev.WhereaboutsChanged) and guess.guess
    assert guess.place is not None and guess.place.name == "Lisbon"
    assert standing.services.dispatch.context.whereabouts.place is None
    assert standing.bench.sent == []


async def test_units_follow_the_wish_and_else_the_country(standing: Standing) -> None:
    context = standing.services.dispatch.context
    assert context.units == IMPERIAL
    await standing.ground.adopt(Wishes(units="metric"))
    assert not context.units.miles


async def test_a_contact_is_named_to_the_services_from_the_next_question_on(standing: Standing) -> None:
    services = standing.services
    online = Online(services.paths, standing.bench.clock, services.places)
    await Ground(replace(services, online=online), standing.events.append, {}).adopt(
        Wishes(contact="maya@example.org", online=False)
    )
    assert online.contact == "maya@example.org"
    online.close()
