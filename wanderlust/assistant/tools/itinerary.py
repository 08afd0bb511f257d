"""The itinerary tools: add to the trip, take off it after a clear yes, and read it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wanderlust.assistant.tools.said import trip as said
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.tool_catalogue import ITINERARY_ADD, ITINERARY_REMOVE, ITINERARY_SHOW
from wanderlust.domain.trip import TripItem, in_order, kept_day, meant_by, said_day

SOURCE = "your trip, kept on this computer"
POINTING = frozenset({"it", "that", "this", "there", "that place", "this place", "here"})
LONGEST_READ = 6  # entries; more are counted and shown


class ItineraryAdd:
    """Keeps an entry, with the day as a date where one was said."""

    spec = ITINERARY_ADD

    def caption(self, arguments: JsonObject) -> str:
        return f"{arguments['item']} to the trip."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        today = context.clock.now().date()
        item = _named(str(arguments["item"]), context)
        day, time = kept_day(str(arguments.get("day", "")), today), str(arguments.get("time", ""))
        same = [e for e in await context.trips.items() if e.item.casefold() == item.casefold()]
        if same and not day and not time:
            return _told(
                {"en": f"{_title(item)} is on your trip already.", **said.there_already(same[-1])},
                same,
                today,
                f"Found {item} on the trip",
            )
        if same:
            return await self._moved(same[-1], day, time, context, today)
        entry = await context.trips.add(item, day, time)
        when = _when(entry, today)
        say = {"en": f"I put {item} on your trip{f' {when}' if when else ''}.", **said.added(entry, today)}
        return _told(say, [entry], today, f"Added {item}")

    async def _moved(self, entry: TripItem, day: str, time: str, context: ToolContext, today: date) -> ToolOutcome:
        """ "Make it Thursday": what is on the trip already changes its day, and keeps what was not said."""
        moved = replace(entry, day=day or entry.day, time=time or entry.time)
        if moved == entry:
            say = {"en": f"{_title(entry.item)} is on your trip already.", **said.there_already(entry)}
            return _told(say, [entry], today, f"Found {entry.item}")
        await context.trips.move(entry.id, moved.day, moved.time)
        say = {"en": f"{_title(entry.item)} is now {_when(moved, today)}.", **said.moved(moved, today)}
        return _told(say, [moved], today, f"Moved {entry.item}")


class ItineraryRemove:
    """Asks first; deletes when the traveller's next words are a clear yes."""

    spec = ITINERARY_REMOVE

    def caption(self, arguments: JsonObject) -> str:
        return f"{arguments['item']} off the trip."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        today = context.clock.now().date()
        words = _named(str(arguments["item"]), context)
        items = await context.trips.items()
        meant = meant_by(words, items, today)
        if not meant:
            raise ToolFailed(f"{_title(words)} is not on your trip.")
        numbers = tuple(entry.id for entry in meant)
        deed = f"itinerary_remove {numbers}"
        what = _listed([entry.item for entry in meant]) if len(meant) <= 3 else f"all {len(meant)} entries"
        if not context.consent.granted(deed):
            context.consent.ask(deed)
            say = {"en": f"Shall I take {what} off your trip?", **said.shall_remove(meant)}
            outcome = _told(say, meant, today, f"Asked about removing {what}")
            outcome.data["needs_yes"] = True
            return outcome
        await context.trips.remove(numbers)
        return ToolOutcome(
            say={"en": f"I took {what} off your trip.", **said.removed(meant)},
            data={"removed": [_data(entry) for entry in meant]},
            activity=f"Removed {what}",
            source=SOURCE,
        )


class ItineraryShow:
    """Reads the whole trip or one day of it."""

    spec = ITINERARY_SHOW

    def caption(self, arguments: JsonObject) -> str:
        return f"Your trip, {arguments['day']}." if "day" in arguments else "Your trip."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        today = context.clock.now().date()
        items = in_order(await context.trips.items())
        if not items:
            return _told({"en": "There is nothing on your trip yet.", **said.empty()}, [], today, "Looked at the trip")
        words = str(arguments.get("day", ""))
        day = kept_day(words, today)
        chosen = [entry for entry in items if entry.day == day] if day else items
        if not chosen:
            nothing = f"There is nothing on your trip for {said_day(day, today)}."
            return _told({"en": nothing, **said.nothing_that_day()}, [], today, "Looked at the trip")
        entries = [f"{entry.item}{f' {_when(entry, today)}' if _when(entry, today) else ''}" for entry in chosen]
        rest = len(entries) - LONGEST_READ
        listed = _listed(entries[:LONGEST_READ] + ([f"{rest} more"] if rest > 0 else []))
        say = {"en": f"Your trip: {listed}.", **said.read_out(chosen[:LONGEST_READ], rest, today)}
        return _told(say, chosen, today, "Read the trip")


def _named(words: str, context: ToolContext) -> str:
    """The words, or the place last spoken of when they only point at it."""
    if words.casefold() not in POINTING:
        return words
    if context.focus.place is None:
        raise ToolFailed("What do you mean? Name the place or the thing to do.")
    return context.focus.place.name


def _when(entry: TripItem, today: date) -> str:
    day = said_day(entry.day, today)
    first = f"on {day}" if day and day not in ("today", "tomorrow") else day
    time = entry.time
    if time:
        time = f"in the {time}" if time in ("morning", "afternoon", "evening") else f"at {time.removeprefix('at ')}"
    return " ".join(part for part in (first, time) if part)


def _told(say: dict[str, str], entries: Sequence[TripItem], today: date, activity: str) -> ToolOutcome:
    cards = tuple(
        Card(entry.item, " · ".join(x for x in (said_day(entry.day, today), entry.time) if x) or "any day", icon="path")
        for entry in entries[:LONGEST_READ]
    )
    return ToolOutcome(
        say=say,
        data={"items": [_data(entry) for entry in entries]},
        activity=activity,
        cards=cards,
        source=SOURCE,
    )


def _data(entry: TripItem) -> JsonObject:
    return {"id": entry.id, "item": entry.item, "day": entry.day, "time": entry.time}


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
