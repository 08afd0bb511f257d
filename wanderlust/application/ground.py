"""What the talk stands on: the towns the map names, where the traveller is, and the areas kept on this computer."""

from __future__ import annotations

import os
from collections.abc import Mapping

from wanderlust.application.local_country import local_country, local_zone
from wanderlust.application.services import Services
from wanderlust.application.wishes import Wishes
from wanderlust.assistant.ports import EventSink
from wanderlust.domain import events as ev
from wanderlust.domain.errors import BadInput, StorageFailed, WanderlustError
from wanderlust.domain.kept_area import OSM_CREDIT, Bounds, MapElement
from wanderlust.domain.places import Coordinates, Place, PlaceKind
from wanderlust.domain.units import units_of

LABEL_POPULATION = 1000
KEEP, FETCHING = "keep_area", "area"  # topics of notices: asks before an area is fetched, tells how far it is
TOWN_KM = 60.0
TOWNS: tuple[PlaceKind, ...] = ("city",)


class Ground:
    """Used on the worker's loop.

    Args:
        services: Places, tools, clock.
        sink: Takes domain events.
        environment: Tells the country and the time zone of this computer.
    """

    def __init__(self, services: Services, sink: EventSink, environment: Mapping[str, str] = os.environ) -> None:
        self._services, self._sink, self._environment = services, sink, environment
        self._offered: Bounds | None = None
        self._keeping = False
        self._stopped = False
        self._here = services.dispatch.context.whereabouts
        self._here.on_change(self._tell)

    async def adopt(self, wishes: Wishes) -> None:
        """Hold to the traveller's wishes about the internet, units and their place."""
        self._services.online.wish(wishes.online)
        context = self._services.dispatch.context
        context.measures.units = units_of(wishes.units, wishes.country or local_country(self._environment))
        self._here.restore(wishes.here)
        await self._services.online.use_contact(wishes.contact)

    async def load_labels(self) -> None:
        """Tell the towns for the map, and after them what the clock says of where this computer is."""
        try:
            self._sink(await self._services.places.label_towns(LABEL_POPULATION))
            self._here.guess = await self._guessed()
        except WanderlustError as error:
            self._sink(ev.Notice("warning", error.sentence, error.remedy, "places"))
            return
        if self._here.place is None and self._here.guess is not None:
            self._sink(ev.WhereaboutsChanged(self._here.guess, guess=True))

    async def here_at(self, lat: float, lon: float) -> None:
        """The traveller is at this point of the map."""
        town = await self._services.places.nearest(Coordinates(lat, lon))
        self._here.set(_point_near(town, lat, lon))

    def forget(self) -> None:
        """Keep no longer where the traveller is."""
        self._here.set(None)

    async def offer_to_keep(self, south: float, west: float, north: float, east: float) -> None:
        """Say how much an area would be, and ask; nothing is fetched before the traveller says so."""
        from wanderlust.web.area_download import estimated_bytes

        if not self._services.online.wished:
            raise BadInput("I stay off the internet, as you chose.", "Turn it on in the settings, under General.")
        if self._keeping:
            raise BadInput("I am still fetching an area.", "Wait for it, or press Stop.")
        bounds = Bounds(south, west, north, east)
        most = max(1, round(estimated_bytes(bounds) / 1_000_000))
        across, up = bounds.size_km
        self._offered = bounds
        town = await self._services.places.nearest(_middle(bounds))
        where = f"around {town.name}" if town is not None else "of this area"
        sentence = f"Keep the streets and places {where}, {across:.1f} by {up:.1f} km?"
        follow_up = f"I fetch at most {most} MB from OpenStreetMap's public servers, and it works offline then."
        self._sink(ev.Notice("info", sentence, follow_up, KEEP))

    async def keep(self) -> None:
        """Fetch the area offered and keep it; a failure leaves what was kept before as it was."""
        bounds, self._offered = self._offered, None
        if bounds is None or self._keeping:
            return
        self._keeping, self._stopped = True, False
        self._sink(ev.NoticeCleared(KEEP))
        try:
            elements = await self._fetched(bounds)
            if elements is None:
                self._sink(ev.Notice("info", "I stopped. Nothing of the area was kept."))
                return
            town = await self._services.places.nearest(_middle(bounds))
            name = town.name if town is not None else f"{_middle(bounds).lat:.2f}, {_middle(bounds).lon:.2f}"
            needed = sum(100 + 30 * len(each.tags) for each in elements)
            kept = self._services.online.kept
            taken = {area.name for area in await kept.areas()}
            name = next(n for n in (name, *(f"{name} {i}" for i in range(2, 1000))) if n not in taken)
            area = await kept.keep(name, elements, self._services.clock.now(), needed)
            sentence = f"{area.name} is kept: {area.contents}."
            self._sink(ev.Notice("info", sentence, f"They work offline now. {OSM_CREDIT}."))
        except (BadInput, StorageFailed) as error:
            self._sink(ev.Notice("warning", error.sentence, error.remedy))
        except WanderlustError as error:
            rest = "Nothing was kept. Try again later; what came is not fetched twice."
            self._sink(ev.Notice("warning", error.sentence, rest))
        finally:
            self._keeping = False
            self._sink(ev.NoticeCleared(FETCHING))

    def stop_keeping(self) -> None:
        """Fetch no further; nothing of the area is kept."""
        self._stopped, self._offered = True, None

    async def _fetched(self, bounds: Bounds) -> list[MapElement] | None:
        """Everything in an area, or None when it was stopped."""
        elements: list[MapElement] = []
        said = -1

        def progress(part: float) -> None:
            nonlocal said
            if int(part * 10) > said:
                said = int(part * 10)
                self._sink(ev.Notice("info", f"Fetching the area: {part:.0%}.", "", FETCHING))

        async for element in self._services.online.area(bounds, progress):
            if self._stopped:
                return None
            elements.append(element)
        return None if self._stopped else elements

    async def _guessed(self) -> Place | None:
        """The town that gave this computer's time zone its name."""
        zone = local_zone(self._environment)
        if not zone:
            return None
        answer = await self._services.places.find(zone.rpartition("/")[2].replace("_", " "), kinds=TOWNS)
        return next((match.place for match in answer.matches if match.place.timezone == zone), None)

    def _tell(self, place: Place | None) -> None:
        self._sink(ev.WhereaboutsChanged(place))


def _middle(bounds: Bounds) -> Coordinates:
    return Coordinates((bounds.south + bounds.north) / 2, (bounds.west + bounds.east) / 2)


def _point_near(town: Place | None, lat: float, lon: float) -> Place:
    """A point of the map as a place: named by its town, with the town's country and clock."""
    from wanderlust.domain.geodesy import distance_km

    key = f"here:{lat:.5f},{lon:.5f}"
    if town is None or distance_km(town.coordinates, Coordinates(lat, lon)) > TOWN_KM:
        return Place(key, "your place on the map", "landmark", lat, lon, source="")
    return Place(
        key, "your place on the map", "landmark", lat, lon, town.country, town.country_name, town.name,
        timezone=town.timezone, source="",
    )  # fmt: skip
