"""Points of interest as the answer to ``find_places``: their sentences, data and cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wanderlust.assistant.tools.lengths import short_km, spoken_km
from wanderlust.assistant.tools.place_words import spoken
from wanderlust.assistant.tools.resolve import place_data
from wanderlust.assistant.tools.said.online import points_sentences
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.assistant.web_ports import OnlineServices
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.places import Place
from wanderlust.domain.point_kinds import PointWish
from wanderlust.domain.points import PointOfInterest, PointsAnswer, PriceWish
from wanderlust.domain.units import Units

SPOKEN = 3
IN_TOWN_KM = 2.5  # "near Kyoto" is its middle; an hour on foot there and back
NEAR_KM = 0.8  # near a station or a sight: ten minutes on foot
PRICES: dict[str, PriceWish] = {"cheap": "cheap", "moderate": "moderate", "expensive": "expensive"}


async def points_near(
    wish: PointWish, centre: Place, arguments: JsonObject, context: ToolContext, online: OnlineServices
) -> ToolOutcome:
    """The points found there; raises WebFailed when nobody can be asked, ToolFailed where the place is too wide."""
    if centre.kind in ("country", "region"):
        raise ToolFailed(f"Name a town in {spoken(centre)}, and I look for {wish.kind.many} near it.")
    open_now, price = bool(arguments.get("open_now")), PRICES.get(str(arguments.get("price", "")))
    if not centre.timezone:
        town = await context.places.nearest(centre.coordinates)
        centre = replace(centre, timezone=town.timezone if town is not None else "")
    radius = IN_TOWN_KM if centre.kind == "city" else NEAR_KM
    answer = await online.points(wish.kind, centre, radius, name=" ".join(wish.rest), open_now=open_now, price=price)
    now = context.clock.now()
    points = answer.points
    said = _sentence(wish, centre, answer, open_now, price, context.units)
    if answer.provenance.from_memory:
        said += f" That is from memory, {answer.provenance.age(now)}."
    shown = points[: 1 if len(points) == 1 else SPOKEN]
    return ToolOutcome(
        say={"en": said, **points_sentences(answer, shown, centre, open_now, context.names)},
        data={
            "near": place_data(centre),
            "places": [_data(point, index + 1) for index, point in enumerate(points)],
            "closed_left_out": answer.left_out if open_now else 0,
            "source": answer.provenance.source,
            "fetched_at": answer.provenance.fetched_at.isoformat(timespec="seconds"),
            "from_memory": answer.provenance.from_memory,
        },
        activity=f"Looked for {wish.kind.many} near {centre.name}",
        places=tuple(point.place for point in points) or (centre,),
        chosen=0,
        cards=tuple(_card(point, index + 1, context.units) for index, point in enumerate(points)),
        source=answer.provenance.told(now),
    )


def _sentence(
    wish: PointWish, centre: Place, answer: PointsAnswer, open_now: bool, price: PriceWish | None, units: Units
) -> str:
    kind, near, points = wish.kind, spoken(centre), answer.points
    if not points:
        if open_now and answer.left_out:
            closed = "the one I know is" if answer.left_out == 1 else f"all {answer.left_out} I know are"
            return f"No {kind.one} near {near} is open now: {closed} closed."
        return f"I found no {kind.many} near {near}."
    if len(points) == 1:
        point = points[0]
        open_words = _open_words(point) if open_now or point.openness != "unknown" else ""
        away = spoken_km(point.km, units)
        said = f"The only {kind.one} I found near {near} is {point.place.name}, {away} away{open_words}."
    else:
        told = [f"{p.place.name}{_open_words(p) if open_now else ''}" for p in points[:SPOKEN]]
        told[0] = (
            f"{points[0].place.name}, {spoken_km(points[0].km, units)} away{_open_words(points[0]) if open_now else ''}"
        )
        which = f"{kind.many[:1].upper()}{kind.many[1:]} near {near}"
        mark = "; " if open_now else ", "
        said = f"{which}: {mark.join(told[:-1])}{mark}and {told[-1]}."
        rest = len(points) - SPOKEN
        said += f" {'One more is' if rest == 1 else 'Two more are'} on the map." if rest > 0 else ""
    if answer.unsure:
        said += " Whether they are open I do not know." if len(points) > 1 else " Whether it is open I do not know."
    if price is not None and all(point.price is None for point in points):
        said += " I do not know their prices."
    return said


def _open_words(point: PointOfInterest) -> str:
    match point.openness:
        case "open":
            return f", open until {point.changes_at:%H:%M}" if point.changes_at is not None else ", open day and night"
        case "closed":
            return ", closed now"
        case _:
            return ""


def _data(point: PointOfInterest, number: int) -> JsonObject:
    return {
        **place_data(point.place),
        "number": number,
        "what": point.what,
        "km": round(point.km, 2),
        "cuisine": list(point.cuisine),
        "opening_hours": point.hours,
        "open_now": {"open": True, "closed": False, "unknown": None}[point.openness],
        "until": point.changes_at.isoformat(timespec="minutes") if point.changes_at else None,
        "price": point.price,
        "address": point.address,
        "phone": point.phone,
        "website": point.website,
    }


def _card(point: PointOfInterest, number: int, units: Units) -> Card:
    what = point.what.replace("_", " ").capitalize()
    facts: Sequence[str] = (what, ", ".join(point.cuisine[:2]).replace("_", " "), point.address)
    state = {"open": "open", "closed": "closed", "unknown": ""}[point.openness]
    if point.openness == "open" and point.changes_at is not None:
        state = f"until {point.changes_at:%H:%M}"
    return Card(
        point.place.name,
        " · ".join(fact for fact in facts if fact),
        short_km(point.km, units),
        state,
        number=number,
        place=point.place,
    )
