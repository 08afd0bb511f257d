"""``find_places``: places by name or kind, from what is known without a network, and plainly what is not."""

from __future__ import annotations

from collections.abc import Sequence

from wanderlust.assistant.tools.lengths import short_km, spoken_km
from wanderlust.assistant.tools.place_kinds import Kind, asked_for
from wanderlust.assistant.tools.place_words import begun, spoken
from wanderlust.assistant.tools.points_found import points_near
from wanderlust.assistant.tools.resolve import Unclear, place_cards, place_data, resolve, sources
from wanderlust.assistant.tools.said.online import TROUBLE
from wanderlust.assistant.tools.said.places import found_sentences, unknowable_sentences
from wanderlust.assistant.tools.said.whereabouts import unknown_here, unknown_here_said
from wanderlust.assistant.tools.show_on_map import located
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.errors import ToolFailed, WebFailed
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Place
from wanderlust.domain.point_kinds import wish_in
from wanderlust.domain.tool_catalogue import FIND_PLACES
from wanderlust.domain.units import Units

SHOWN, SPOKEN = 5, 3
REGION_KM = 100.0
NAME_REACH_KM = 100.0
NAME_SCORE = 0.8
BEYOND_THE_MAP = " Without a network I know towns, sights, museums, parks, stations and airports."
NUMBERS = ("no", "one", "two", "three", "four", "five")


class FindPlaces:
    """Finds a named place, or the nearest places of a kind."""

    spec = FIND_PLACES

    def caption(self, arguments: JsonObject) -> str:
        near = f" near {arguments['near']}" if "near" in arguments else ""
        return f"{begun(str(arguments['query']))}{near}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        query = str(arguments["query"])
        asked = asked_for(query)
        try:
            centre = await resolve(arguments["near"], context) if "near" in arguments else None
            wish = wish_in(query) if context.online is not None else None
            maybe_named = asked.named if wish is None else bool(wish.rest)
            named = await self._exactly(query, centre, context) if maybe_named else None
            if named is not None:
                return await located(named, {"places": [{**place_data(named), "number": 1}]}, context)
            centre = centre or self._own(context) or context.around
            if centre is None and context.whereabouts.asked_nearby:
                raise _near_what("", context)
            if wish is not None and context.online is not None and (asked.kind is None or _has_wishes(arguments)):
                if centre is None and context.online.wished:
                    raise _near_what(wish.kind.many, context)
                try:
                    if centre is not None:
                        return await points_near(wish, centre, arguments, context, context.online)
                except WebFailed as failure:
                    if failure.reason != "offline" and asked.kind is None:
                        return _unanswered(query, centre, failure)
            if asked.unknowable:
                return _unknowable(query, centre)
            if asked.kind is not None:
                if centre is None:
                    raise _near_what(asked.kind.many, context)
                return await self._by_kind(asked.kind, centre, arguments, context)
            return await self._by_name(query, centre if "near" in arguments else None, context)
        except Unclear as unclear:
            return unclear.outcome

    def _own(self, context: ToolContext) -> Place | None:
        """The traveller's own place, when the question is about their surroundings and they said where."""
        here = context.whereabouts
        return here.place if here.asked_nearby else None

    async def _exactly(self, query: str, centre: Place | None, context: ToolContext) -> Place | None:
        """The one place that bears just this name, near the centre when there is one."""
        answer = await context.places.find(query, near=centre.coordinates if centre else None)
        best = answer.best
        if best is None or not answer.exact or answer.ambiguous:
            return None
        far = centre is not None and distance_km(centre.coordinates, best.coordinates) > NAME_REACH_KM
        return None if far else best

    async def _by_kind(self, kind: Kind, centre: Place, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        if centre.kind == "country":
            raise ToolFailed(f"Name a town in {spoken(centre)}, and I look for {kind.many} near it.")
        radius = max(kind.radius_km, REGION_KM) if centre.kind == "region" else kind.radius_km
        found = await context.places.around(centre.coordinates, kind.kinds, radius, SHOWN + 1)
        found = tuple(p for p in found if p.id != centre.id)[:SHOWN]
        if not found:
            raise ToolFailed(f"I know no {kind.many} near {spoken(centre)} without a network.")
        distances = [distance_km(centre.coordinates, p.coordinates) for p in found]
        sentence = _found_sentence(kind, centre, found, distances[0], context.units) + _unknown_wishes(arguments)
        wishes = _has_wishes(arguments)
        foreign = found_sentences(kind.many, centre, found[:SPOKEN], len(found) > SPOKEN, wishes, context.names)
        return ToolOutcome(
            say={"en": sentence, **foreign},
            data={
                "near": place_data(centre),
                "places": [
                    {**place_data(p), "number": i + 1, "km": round(d, 1)}
                    for i, (p, d) in enumerate(zip(found, distances, strict=True))
                ],
                "hours": "unknown offline",
            },
            activity=f"Looked for {kind.many} near {centre.name}",
            places=found,
            chosen=0,
            cards=place_cards(found, [(short_km(d, context.units), "") for d in distances]),
            source=sources(found),
        )

    async def _by_name(self, query: str, centre: Place | None, context: ToolContext) -> ToolOutcome:
        if centre is None:
            place = await resolve(query, context)
            return await located(place, {"places": [{**place_data(place), "number": 1}]}, context)
        answer = await context.places.find(query, near=centre.coordinates)
        for match in answer.matches:
            close = distance_km(centre.coordinates, match.place.coordinates) <= NAME_REACH_KM
            if close and match.score > NAME_SCORE:
                place = match.place
                return await located(place, {"places": [{**place_data(place), "number": 1}]}, context)
        raise ToolFailed(f"I do not know “{query}” near {spoken(centre)}.{BEYOND_THE_MAP}")


def _near_what(many: str, context: ToolContext) -> ToolFailed:
    """Nobody said where to look; whoever asked "near me" is told how to say where that is."""
    here = context.whereabouts
    if here.asked_nearby:
        return ToolFailed(unknown_here(here.guess), said=unknown_here_said())
    return ToolFailed(f"Near which town shall I look for {many}?")


def _found_sentence(kind: Kind, centre: Place, found: Sequence[Place], nearest_km: float, units: Units) -> str:
    near = spoken(centre)
    if len(found) == 1:
        return f"The only {kind.one} I know near {near} is {spoken(found[0])}, {spoken_km(nearest_km, units)} away."
    names = _listed([spoken(p) for p in found[:SPOKEN]])
    order = f"largest {kind.many} near" if kind.kinds == ("city",) else f"{kind.many} I know nearest to"
    rest = len(found) - SPOKEN
    more = f" {NUMBERS[rest].capitalize()} more {'is' if rest == 1 else 'are'} on the map." if rest > 0 else ""
    return f"The {order} {near} are {names}.{more}"


def _unknown_wishes(arguments: JsonObject) -> str:
    wishes = ["opening hours"] if arguments.get("open_now") else []
    wishes += ["prices"] if "price" in arguments else []
    return f" I cannot know {' or '.join(wishes)} without a network." if wishes else ""


def _has_wishes(arguments: JsonObject) -> bool:
    return bool(arguments.get("open_now")) or "price" in arguments


def _unanswered(query: str, centre: Place | None, failure: WebFailed) -> ToolOutcome:
    """The network was asked and did not answer."""
    where = f" near {spoken(centre)}" if centre else ""
    return ToolOutcome(
        say={"en": f"I cannot look up {query}{where} now. {failure.sentence}", **TROUBLE},
        data={"places": [], "failed": failure.reason, "service": failure.service},
        activity=f"Looked for {query}{where}",
        places=(centre,) if centre else None,
        chosen=0 if centre else None,
    )


def _unknowable(query: str, centre: Place | None) -> ToolOutcome:
    where = f" near {spoken(centre)}" if centre else ""
    sentence = f"I cannot look up {query}{where} without a network: I carry towns and sights, but no shops or streets."
    if centre:
        sentence += f" {begun(spoken(centre))} is on the map."
    return ToolOutcome(
        say={"en": sentence, **unknowable_sentences()},
        data={"places": [], "unknown_offline": query, "would_help": "a network connection"},
        activity=f"Looked for {query}{where}",
        places=(centre,) if centre else None,
        chosen=0 if centre else None,
    )


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
