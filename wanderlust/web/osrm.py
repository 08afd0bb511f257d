"""Routes on foot, by bike and by car from an OSRM server."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Coordinates
from wanderlust.domain.routes import Route, RouteMode, Step
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.client import Question, WebClient
from wanderlust.web.shape import mapping, number, point, sequence, text

PROFILES: dict[RouteMode, str] = {"walk": "routed-foot", "bike": "routed-bike", "car": "routed-car"}
NO_WAY = ("NoRoute", "NoSegment")
MOST_POINTS = 20_000
SNAPPED_KM = 5.0  # the nearest street farther away than this: there is none
LONGEST_KM: dict[RouteMode, float] = {"walk": 60.0, "bike": 250.0, "car": 3000.0}


class Osrm:
    """Asks one server that has a profile for each way to go, as the one of FOSSGIS has."""

    def __init__(self, client: WebClient, service: ServiceSettings) -> None:
        self._client, self._service = client, service

    async def route(self, origin: Coordinates, destination: Coordinates, mode: RouteMode) -> Route | None:
        """The quickest way; None when no street leads there. Raises WebFailed."""
        ends = ";".join(f"{end.lon:.5f},{end.lat:.5f}" for end in (origin, destination))
        asked = urlencode({"overview": "full", "geometries": "polyline", "steps": "true"})
        url = f"{self._service.address}/{PROFILES[mode]}/route/v1/driving/{ends}?{asked}"
        read = partial(_route, mode=mode, origin=origin, destination=destination)

        def sound(value: Any) -> bool:
            code = text(value, "code")
            return code in NO_WAY or (code == "Ok" and read(value) is not None)

        answer = await self._client.ask(Question(self._service, url, "route", sound, answered_by=frozenset((400,))))
        parts = None if text(answer.value, "code") in NO_WAY else read(answer.value)
        if parts is None or isinstance(parts, str):
            return None
        metres, seconds, line, steps = parts
        return Route(mode, metres, seconds, line, steps, answer.provenance)


Parts = tuple[float, float, tuple[Coordinates, ...], tuple[Step, ...]]


def _route(value: Any, mode: RouteMode, origin: Coordinates, destination: Coordinates) -> Parts | str | None:
    """The parts of the first route; a word when it does not lead there; None when it cannot be read."""
    first = next(iter(sequence(value, "routes")), None)
    metres, seconds = (number(mapping(first).get(key), 0, 4e7) for key in ("distance", "duration"))
    if metres is None or seconds is None or metres > LONGEST_KM[mode] * 3000:
        return None
    line = decoded(text_whole(first, "geometry"))
    if len(line) < 2:
        return None
    if distance_km(line[0], origin) > SNAPPED_KM or distance_km(line[-1], destination) > SNAPPED_KM:
        return "elsewhere"
    straight = distance_km(line[0], line[-1])
    if metres < straight * 990 - 100 or seconds < metres / 60:
        return None  # shorter than the straight line, or faster than 216 km/h
    steps = [_step(step) for leg in sequence(first, "legs") for step in sequence(leg, "steps")]
    return metres, seconds, line, tuple(step for step in steps if step is not None)


def _step(value: Any) -> Step | None:
    maneuver = mapping(value, "maneuver")
    spot = maneuver.get("location")
    where = point(spot[1], spot[0]) if isinstance(spot, list) and len(spot) >= 2 else None
    metres = number(mapping(value).get("distance"), 0, 1e7)
    kind, side = text(maneuver, "type"), text(maneuver, "modifier")
    if where is None or metres is None or not kind:
        return None
    turning = kind in ("turn", "end of road", "fork", "merge", "continue", "on ramp", "off ramp", "new name")
    action = f"turn {side}" if kind in ("turn", "end of road") and side else f"{kind} {side}" if turning else kind
    return Step(action.strip(), text(value, "name"), metres, Coordinates(*where))


def text_whole(value: Any, key: str) -> str:
    """A text of any length: a line of letters is not for people to read."""
    found = mapping(value).get(key)
    return found if isinstance(found, str) else ""


def decoded(polyline: str) -> tuple[Coordinates, ...]:
    """The points of a line written as Google's polyline with five decimals; empty when it is damaged."""
    points: list[Coordinates] = []
    lat = lon = shift = change = 0
    pair: list[int] = []
    for letter in polyline:
        bits = ord(letter) - 63
        if not 0 <= bits < 64 or shift > 30:
            return ()
        change |= (bits & 31) << shift
        shift += 5
        if bits >= 32:
            continue
        pair.append(~(change >> 1) if change & 1 else change >> 1)
        shift = change = 0
        if len(pair) == 2:
            lat, lon = lat + pair[0], lon + pair[1]
            pair.clear()
            if abs(lat) > 9_000_000 or abs(lon) > 18_000_000 or len(points) >= MOST_POINTS:
                return ()
            points.append(Coordinates(lat / 1e5, lon / 1e5))
    return tuple(points) if not pair and shift == 0 else ()
