"""A way over streets as the answer to ``distance``."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from wanderlust.assistant.tools.lengths import short_km, spoken_km
from wanderlust.assistant.tools.place_words import begun, spoken
from wanderlust.assistant.tools.resolve import place_cards, place_data
from wanderlust.assistant.tools.said.online import route_sentences
from wanderlust.assistant.tools.said.steps import Stage, stage_words, stages_of, steps_sentences, wants_steps
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.assistant.web_ports import OnlineServices
from wanderlust.domain.conversation import Card
from wanderlust.domain.errors import WebFailed
from wanderlust.domain.places import Place
from wanderlust.domain.routes import Route, RouteMode
from wanderlust.domain.units import Units

log = logging.getLogger(__name__)

STEPS = 40  # in the data for a model; a walk across a town has 30


async def route_told(
    origin: Place, destination: Place, mode: RouteMode, words: str, context: ToolContext, online: OnlineServices
) -> ToolOutcome | None:
    """The way between two places; None when it cannot be had or there is none."""
    try:
        route = await online.route(origin.coordinates, destination.coordinates, mode)
    except WebFailed as failure:
        log.info("No route: %s", failure)
        return None
    if route is None:
        return None
    km, hours, now = route.metres / 1000, route.seconds / 3600, context.clock.now()
    units, stages = context.units, stages_of(route.steps)
    said = (
        f"{spoken_km(km, units)} {words} from {spoken(origin)} to {spoken(destination)}, about {_time(route.seconds)}"
    )
    said = f"It is {said}, without traffic." if mode == "car" else f"It is {said}."
    if route.provenance.from_memory:
        said += f" That is from memory, {route.provenance.age(now)}."
    foreign = route_sentences(
        origin, destination, km, mode, hours, route.provenance.from_memory, context.names, context.units
    )
    say, cards = {"en": begun(said), **foreign}, _cards(origin, destination, km, route, units)
    if wants_steps(context.whereabouts.words) and stages:
        say, cards = steps_sentences(stages, units), (*cards, *_step_cards(stages, units))
    return ToolOutcome(
        say=say,
        data={
            "origin": place_data(origin),
            "destination": place_data(destination),
            "route_km": round(km, 2),
            "route_minutes": round(route.seconds / 60),
            "mode": mode,
            "steps": [
                {"do": step.action, "street": step.street, "metres": round(step.metres)} for step in route.steps[:STEPS]
            ],
            "source": route.provenance.source,
            "fetched_at": route.provenance.fetched_at.isoformat(timespec="seconds"),
            "from_memory": route.provenance.from_memory,
        },
        activity=f"Looked up the way from {origin.name} to {destination.name}",
        places=(origin, destination),
        chosen=1,
        line=route.line,
        cards=cards,
        source=route.provenance.told(now),
    )


def _cards(origin: Place, destination: Place, km: float, route: Route, units: Units) -> tuple[Card, ...]:
    return place_cards((origin, destination), (("", ""), (short_km(km, units), _short(route.seconds))))


def _step_cards(stages: Sequence[Stage], units: Units) -> tuple[Card, ...]:
    """A line for each thing to do, with how far one then goes."""
    return tuple(
        Card(stage_words(stage), figure=short_km(stage.metres / 1000, units) if stage.metres else "", icon="path")
        for stage in stages[:STEPS]
    )


def _time(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} {'hour' if hours == 1 else 'hours'}"] if hours else []
    parts += [f"{rest} {'minute' if rest == 1 else 'minutes'}"] if rest and hours < 10 else []
    return " ".join(parts)


def _short(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}"
