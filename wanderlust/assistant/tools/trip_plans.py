"""What ``itinerary_add`` does with requests about whole days: drafts so many in a place, or swaps two."""

from __future__ import annotations

from wanderlust.assistant.tools.place_words import spoken
from wanderlust.assistant.tools.resolve import Unclear, place_cards, resolve
from wanderlust.assistant.tools.said import trip as said
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.assistant.trips.planning import drafted
from wanderlust.domain.errors import BadInput, ToolFailed
from wanderlust.domain.trip.book import Step, TripBook
from wanderlust.domain.trip.edits import fill_days, new_trip, swap_days
from wanderlust.domain.trip.model import Trip
from wanderlust.domain.trip.requests import PlanRequest
from wanderlust.domain.trip.words import NUMBERS, day_key, said_day

SOURCE = "your trip, kept on this computer"
PLAN_SOURCE = "Wanderlust's own table of sights; a draft"


async def planned(wish: PlanRequest, day: str, context: ToolContext) -> ToolOutcome:
    """Draft the days; they fill an empty trip, or become a trip of their own beside the one that is open."""
    try:
        centre = await resolve(wish.place, context)
    except Unclear as unclear:
        return unclear.outcome
    first = day_key(day, context.clock.now().date()).date if day else None
    draft = await drafted(centre, wish.days, context.places, context.trips.new_id, first)
    if not draft.days:
        raise ToolFailed(f"I know no sights near {spoken(centre)}, so I cannot plan days there. Name a larger town.")
    count = len(draft.days)
    name = f"{_counted(count)} in {centre.name}"

    def build(book: TripBook) -> Step:
        trip = book.trip
        if trip is not None and not any(True for _ in trip.stops()) and not trip.days:
            return fill_days(trip, draft.days, name)
        return new_trip(book, Trip(context.trips.new_id("trip"), name, draft.days, draft=True))

    await context.trips.edit_book(build)
    told = "; ".join(f"day {n} {', '.join(stop.name for stop in d.stops)}" for n, d in enumerate(draft.days[:3], 1))
    short = f" I know only {draft.sights} sights there." if count < wish.days else ""
    pinned = tuple(stop.place for stop in draft.days[0].stops if stop.place is not None)
    return ToolOutcome(
        say={
            "en": f"A draft of {name[:1].lower()}{name[1:]} is on your trip: {told}.{short}",
            **said.planned(centre.name, count),
        },
        data={
            "draft": True,
            "days": [{"day": d.key.text, "stops": [stop.name for stop in d.stops]} for d in draft.days],
        },
        activity=f"Drafted {name[:1].lower()}{name[1:]}",
        places=pinned,
        cards=place_cards(pinned, [(f"{stop.start:%H:%M}" if stop.start else "", "") for stop in draft.days[0].stops]),
        source=PLAN_SOURCE,
    )


async def swapped(one: str, other: str, context: ToolContext) -> ToolOutcome:
    """Exchange what is done on two days."""
    today, trip = context.clock.now().date(), await context.trips.trip()
    first, second = day_key(one, today, trip), day_key(other, today, trip)
    try:
        await context.trips.edit(lambda now: swap_days(now, first, second))
    except BadInput as error:
        raise ToolFailed(error.sentence) from error
    words = f"{said_day(first, today)} and {said_day(second, today)}"
    return ToolOutcome(
        say={"en": f"I swapped {words}.", **said.swapped(first.text, second.text, today)},
        data={"swapped": [first.text, second.text]},
        activity=f"Swapped {words}",
        source=SOURCE,
    )


def _counted(days: int) -> str:
    words = {number: word for word, number in NUMBERS.items()}
    return "One day" if days == 1 else f"{words.get(days, str(days)).capitalize()} days"
