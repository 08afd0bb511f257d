"""The itinerary tools: add to the trip, take off it after a clear yes, and read it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wanderlust.assistant.tools.said import trip as said
from wanderlust.assistant.tools.said.trip import Entry
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.assistant.tools.trip_plans import planned, swapped
from wanderlust.assistant.trips.placing import place_for
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.places import Place
from wanderlust.domain.tool_catalogue import ITINERARY_ADD, ITINERARY_REMOVE, ITINERARY_SHOW
from wanderlust.domain.trip.clock import clock_in, part_in
from wanderlust.domain.trip.edits import add_stop, alter_stop, move_stop, remove_stops
from wanderlust.domain.trip.model import DayKey, Stop, Trip
from wanderlust.domain.trip.requests import plan_request, swap_request
from wanderlust.domain.trip.words import day_key, said_day, same_stop, stops_meant

SOURCE = "your trip, kept on this computer"
POINTING = frozenset({"it", "that", "this", "there", "that place", "this place", "here"})
LONGEST_READ = 6  # entries; more are counted and shown


class ItineraryAdd:
    """Keeps an entry, with the day as a date where one was said; plans days and swaps them when asked so."""

    spec = ITINERARY_ADD

    def caption(self, arguments: JsonObject) -> str:
        words = str(arguments["item"])
        if plan_request(words) is not None:
            return f"Planning {words}."
        return "Changing the trip." if swap_request(words) is not None else f"{words} to the trip."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        words = str(arguments["item"])
        days = swap_request(words)
        if days is not None:
            return await swapped(*days, context)
        wish = plan_request(words)
        if wish is not None:
            return await planned(wish, str(arguments.get("day", "")), context)
        return await self._added(arguments, context)

    async def _added(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        today, trip = context.clock.now().date(), await context.trips.trip()
        item, place = await _meant(str(arguments["item"]), context, trip)
        key, time = day_key(str(arguments.get("day", "")), today, trip), str(arguments.get("time", ""))
        start = clock_in(time, item)
        part = "" if start is not None else part_in(time)
        same = same_stop(item, place.id if place is not None else "", trip)
        if same is not None:
            return await self._moved(same, key, replace(same, start=start, part=part), context, trip)
        stop = Stop(context.trips.new_id("stop"), item, place, start, part)
        await context.trips.edit(lambda now: add_stop(now, stop, key))
        entry = Entry.of(stop, key)
        when = _when(entry, today)
        say = {"en": f"I put {item} on your trip{f' {when}' if when else ''}.", **said.added(entry, today)}
        return _told(say, [(stop, key)], today, f"Added {item}")

    async def _moved(self, stop: Stop, key: DayKey, timed: Stop, context: ToolContext, trip: Trip) -> ToolOutcome:
        """ "Make it Thursday": what is on the trip already changes its day, and keeps what was not said."""
        today, where = context.clock.now().date(), trip.where(stop.id)
        assert where is not None
        after = key if not key.open else where[0]
        other_time = bool(timed.start or timed.part) and (timed.start, timed.part) != (stop.start, stop.part)
        if after == where[0] and not other_time:
            entry = Entry.of(stop, where[0])
            say = {"en": f"{_title(stop.name)} is on your trip already.", **said.there_already(entry)}
            return _told(say, [(stop, where[0])], today, f"Found {stop.name} on the trip")
        moved = timed if other_time else stop
        if after != where[0] or moved.start is not None:
            await context.trips.edit(lambda now: move_stop(now, stop.id, after, start=moved.start))
        else:
            await context.trips.edit(lambda now: alter_stop(now, moved, "timed"))
        entry = Entry.of(moved, after)
        say = {"en": f"{_title(stop.name)} is now {_when(entry, today)}.", **said.moved(entry, today)}
        return _told(say, [(moved, after)], today, f"Moved {stop.name}")


class ItineraryRemove:
    """Asks first; deletes when the traveller's next words are a clear yes."""

    spec = ITINERARY_REMOVE

    def caption(self, arguments: JsonObject) -> str:
        return f"{arguments['item']} off the trip."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        today, trip = context.clock.now().date(), await context.trips.trip()
        words = str(arguments["item"])
        if words.casefold() in POINTING:
            words = _pointed(context).name
        meant = stops_meant(words, trip, today)
        if not meant:
            raise ToolFailed(f"{_title(words)} is not on your trip.")
        ids = tuple(stop.id for stop in meant)
        placed = _keyed(meant, trip)
        entries = [Entry.of(stop, key) for stop, key in placed]
        deed = f"itinerary_remove {ids}"
        what = _listed([stop.name for stop in meant]) if len(meant) <= 3 else f"all {len(meant)} entries"
        if not context.consent.granted(deed):
            context.consent.ask(deed)
            say = {"en": f"Shall I take {what} off your trip?", **said.shall_remove(entries)}
            outcome = _told(say, placed, today, f"Asked about removing {what}")
            outcome.data["needs_yes"] = True
            return outcome
        await context.trips.edit(lambda now: remove_stops(now, ids))
        return ToolOutcome(
            say={"en": f"I took {what} off your trip.", **said.removed(entries)},
            data={"removed": [_data(stop, key) for stop, key in placed]},
            activity=f"Removed {what}",
            source=SOURCE,
        )


class ItineraryShow:
    """Reads the whole trip or one day of it."""

    spec = ITINERARY_SHOW

    def caption(self, arguments: JsonObject) -> str:
        return f"Your trip, {arguments['day']}." if "day" in arguments else "Your trip."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        today, trip = context.clock.now().date(), await context.trips.trip()
        stops = list(trip.stops())
        if not stops:
            return _told({"en": "There is nothing on your trip yet.", **said.empty()}, [], today, "Looked at the trip")
        words = str(arguments.get("day", ""))
        key = day_key(words, today, trip)
        day = trip.day(key)
        chosen = stops if key.open else list(day.stops) if day is not None else []
        if not chosen:
            nothing = f"There is nothing on your trip for {said_day(key, today)}."
            return _told({"en": nothing, **said.nothing_that_day()}, [], today, "Looked at the trip")
        placed = _keyed(chosen, trip)
        entries = [Entry.of(stop, where) for stop, where in placed]
        told = [f"{entry.item}{f' {_when(entry, today)}' if _when(entry, today) else ''}" for entry in entries]
        rest = len(told) - LONGEST_READ
        listed = _listed(told[:LONGEST_READ] + ([f"{rest} more"] if rest > 0 else []))
        say = {"en": f"Your trip: {listed}.", **said.read_out(entries[:LONGEST_READ], rest, today)}
        return _told(say, placed, today, "Read the trip")


async def _meant(words: str, context: ToolContext, trip: Trip) -> tuple[str, Place | None]:
    """The entry's name and its place: the place last spoken of when the words only point at it."""
    if words.casefold() in POINTING:
        place = _pointed(context)
        return place.name, place
    return words, await place_for(words, context.places, context.focus, trip)


def _pointed(context: ToolContext) -> Place:
    if context.focus.place is None:
        raise ToolFailed("What do you mean? Name the place or the thing to do.")
    return context.focus.place


def _keyed(stops: Sequence[Stop], trip: Trip) -> list[tuple[Stop, DayKey]]:
    """Stops with the days they are on."""
    days = {stop.id: day.key for day in trip.days for stop in day.stops}
    return [(stop, days[stop.id]) for stop in stops]


def _when(entry: Entry, today: date) -> str:
    day = said_day(DayKey.of(entry.day), today)
    first = f"on {day}" if day and day not in ("today", "tomorrow") else day
    time = entry.time
    if time:
        time = f"in the {time}" if time in ("morning", "afternoon", "evening") else f"at {time.removeprefix('at ')}"
    return " ".join(part for part in (first, time) if part)


def _told(say: dict[str, str], placed: Sequence[tuple[Stop, DayKey]], today: date, activity: str) -> ToolOutcome:
    """An answer about stops: those with a place are pinned, and their cards carry the pins' numbers."""
    pinned = tuple(dict.fromkeys(stop.place for stop, _ in placed[:LONGEST_READ] if stop.place is not None))
    cards = []
    for stop, key in placed[:LONGEST_READ]:
        entry = Entry.of(stop, key)
        facts = " · ".join(x for x in (said_day(key, today), entry.time) if x) or "any day"
        number = pinned.index(stop.place) + 1 if stop.place is not None else None
        cards.append(Card(stop.name, facts, number=number, place=stop.place, icon="" if number else "path"))
    return ToolOutcome(
        say=say,
        data={"items": [_data(stop, key) for stop, key in placed]},
        activity=activity,
        places=pinned or None,
        chosen=0 if len(pinned) == 1 else None,
        cards=tuple(cards),
        source=SOURCE,
    )


def _data(stop: Stop, key: DayKey) -> JsonObject:
    entry = Entry.of(stop, key)
    return {"id": stop.id, "item": stop.name, "day": entry.day, "time": entry.time}


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
