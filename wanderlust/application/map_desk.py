"""What the map and its place card ask for beside the talk: a name, the street map, a place's details, the trip."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace

from wanderlust.application.services import Services
from wanderlust.application.street_map import StreetMap
from wanderlust.assistant.ports import EventSink
from wanderlust.assistant.trips.hand import obey
from wanderlust.domain.errors import WanderlustError, WebFailed
from wanderlust.domain.events import Notice, NoticeCleared, PlaceDetailsShown, PlacesShown
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Place
from wanderlust.domain.tool_catalogue import DISTANCE
from wanderlust.domain.trip.book import Step
from wanderlust.domain.trip.orders import TRIP_ADDED, AddPlace

log = logging.getLogger(__name__)

SAME_TOWN_KM = 30.0  # from one end of Greater London to its middle


class MapDesk:
    """Serves the map on the conversation's loop.

    Args:
        services: Places, the internet, the trip.
        sink: Takes what comes of it.
    """

    def __init__(self, services: Services, sink: EventSink) -> None:
        self._services, self._sink = services, sink
        self.streets = StreetMap(services.online, sink)
        self._choice: tuple[str, bool, str] | None = None
        self._told = ""
        self._added: Step | None = None

    async def choose(self, provider: str) -> None:
        """Show the street map of this choice, or none."""
        choice = provider, self._services.online.wished, self._services.online.contact
        if choice != self._choice:
            self._choice = choice
            await self.streets.choose(provider)

    async def search(self, name: str) -> None:
        """Show a typed place without a word."""
        try:
            answer = await self._services.places.find(name)
        except WanderlustError as error:
            self._sink(Notice("warning", error.sentence, error.remedy, "search"))
            return
        places = tuple(match.place for match in answer.matches)
        if not places:
            self._sink(Notice("info", f"I do not know “{name}”.", "Try its full name, or its country.", "search"))
            return
        shown = places if answer.ambiguous else places[:1]
        self._services.dispatch.context.focus.show(shown, 0)
        self._sink(NoticeCleared("search"))
        self._sink(PlacesShown(shown, 0))

    async def tell_about(self, place: Place) -> None:
        """Show what is known of a place: what was found with it at once, what is written of it when it comes."""
        self._told = place.id
        online = self._services.online
        details = await online.details(place)
        self._sink(PlaceDetailsShown(replace(details, looking=True)))
        summary = None
        try:
            if place.kind != "street":
                summary = await online.summary(place)
        except WebFailed as failure:
            log.info("Nothing is known about %s: %s", place.id, failure)
        if self._told == place.id:
            self._sink(PlaceDetailsShown(replace(details, summary=summary)))

    async def add_to_trip(self, place: Place) -> None:
        """Put a place on the trip; a notice offers to take it off again."""
        trips = self._services.trips
        if any(stop.place is not None and stop.place.id == place.id for stop in await trips.stops()):
            self._sink(Notice("info", f"{place.name} is on your trip already.", "", "trip"))
            return
        point = (await self._services.online.details(place)).point
        await obey(trips, AddPlace(place, hours=point.hours if point is not None else ""))
        self._added = (await trips.book()).done[-1]
        words = "Say a day for it when you know one."
        self._sink(Notice("info", f"I put {place.name} on your trip.", words, TRIP_ADDED))

    async def undo_trip(self) -> None:
        """Take off what was added last, unless the trip was changed since."""
        added, self._added = self._added, None
        done = (await self._services.trips.book()).done
        if added is not None and done and done[-1] is added:
            await self._services.trips.undo()
        self._sink(NoticeCleared(TRIP_ADDED))

    async def way_to(self, place: Place) -> None:
        """Draw the way to a place from where the traveller is, else its town's middle, and say how long it is."""
        dispatch, focus = self._services.dispatch, self._services.dispatch.context.focus
        start = dispatch.context.whereabouts.place or await self._town_of(place)
        if start is None or start.id == place.id:
            self._sink(Notice("info", f"From where to {place.name}?", "Say it, or type it.", "way"))
            return
        before = focus.places, focus.chosen
        focus.show((start, place), 1)
        ends = {"origin": "the first one", "destination": "the second one"}
        run = await dispatch.run("card", DISTANCE.name, json.dumps(ends))
        said, outcome = run.output["say"]["en"], run.outcome
        if outcome is None or outcome.places is None:
            focus.show(*before)
            self._sink(Notice("warning", said, "", "way"))
            return
        focus.show(outcome.places, outcome.chosen)
        self._sink(PlacesShown(outcome.places, outcome.chosen, tuple(outcome.line)))
        self._sink(Notice("info", said, "", "way"))

    async def _town_of(self, place: Place) -> Place | None:
        """The town a place is in, by its address or else the nearest."""
        places, named = self._services.places, place.admin.rpartition(", ")[2]
        if place.kind == "city":
            return None
        if named:
            found = (await places.find(named, near=place.coordinates)).best
            if found is not None and distance_km(found.coordinates, place.coordinates) < SAME_TOWN_KM:
                return found
        return await places.nearest(place.coordinates)

    async def close(self) -> None:
        """Ask for nothing more."""
        await asyncio.shield(self.streets.close())
