"""A small made-up internet: places, weather, money and ways, told in the shapes of the real services."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from rapidfuzz import fuzz

from tests.fakes.strict_service import Asked
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Coordinates
from wanderlust.geo.folding import fold


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in OpenStreetMap.

    Attributes:
        id: Its number; ``type`` is N, W or R.
        key: Its main tag, with ``value``.
        tags: All others.
        levels: Street, district, city, state and country where they are known.
    """

    id: int
    name: str
    key: str
    value: str
    lat: float
    lon: float
    type: str = "N"
    tags: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)

    @property
    def point(self) -> Coordinates:
        return Coordinates(self.lat, self.lon)


def photon(things: Sequence[Thing]) -> Any:
    """Answers ``/api/``: whatever shares words with the question, in an order that says little of how well it fits."""

    def answer(asked: Asked) -> Any:
        if asked.path != "/api" and asked.path != "/api/":
            return None
        found = _alike(asked.query["q"], things)[: int(asked.query.get("limit", "10"))]
        return {"type": "FeatureCollection", "features": [_feature(thing) for thing in found]}

    return answer


def nominatim(things: Sequence[Thing]) -> Any:
    """Answers ``/search``."""

    def answer(asked: Asked) -> Any:
        if asked.path != "/search":
            return None
        return [_row(thing) for thing in _alike(asked.query["q"], things)[: int(asked.query.get("limit", "10"))]]

    return answer


def overpass(things: Sequence[Thing]) -> Any:
    """Answers the one form of question we ask: everything around a point that fits one of several sets of tags."""

    def answer(asked: Asked) -> Any:
        query = asked.query["data"]
        assert query.startswith("[out:json][timeout:") and query.endswith(";") and asked.method == "POST"
        elements: list[dict[str, Any]] = []
        if box := re.search(r"\[bbox:([-\d.,]+)\]", query):
            south, west, north, east = map(float, box[1].split(","))
            inside = [t for t in things if south <= t.lat <= north and west <= t.lon <= east]
            elements = [_element(t, {**t.tags, t.key: t.value, "name": t.name}) for t in inside]
            return {"version": 0.6, "generator": "a local stand-in", "elements": elements}
        most = int(re.findall(r"out center tags (\d+);", query)[0])
        for radius, lat, lon, filters in re.findall(
            r"nwr\(around:(\d+),([-\d.]+),([-\d.]+)\)((?:\[[^\]]+\])+);", query
        ):
            wanted = re.findall(r'\["([^"]+)"~"([^"]+)"(,i)?\]', filters)
            centre = Coordinates(float(lat), float(lon))
            for thing in things:
                tags = {**thing.tags, thing.key: thing.value, "name": thing.name}
                near = distance_km(centre, thing.point) * 1000 <= int(radius)
                fits = all(re.search(value, tags.get(key, "\0"), re.I if i else 0) for key, value, i in wanted)
                if near and fits and all(element["id"] != thing.id for element in elements):
                    elements.append(_element(thing, tags))
        return {
            "version": 0.6,
            "generator": "a local stand-in",
            "osm3s": {"timestamp_osm_base": "2026-11-22T11:00:00Z"},
            "elements": elements[:most],
        }

    return answer


def open_meteo(now: Any) -> Any:
    """Answers ``/v1/forecast``: weather that is a function of the place and the day, so that it can be checked."""

    def answer(asked: Asked) -> Any:
        lat, lon = float(asked.query["latitude"]), float(asked.query["longitude"])
        offset = round(lon / 15) * 3600
        there: datetime = now() + timedelta(seconds=offset)
        base = round(30 - abs(lat) / 2, 1)
        days = [there.date() + timedelta(days=n) for n in range(int(asked.query["forecast_days"]))]
        hours = [there.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=n) for n in range(48)]
        return {
            "latitude": lat,
            "longitude": lon,
            "utc_offset_seconds": offset,
            "timezone": f"Etc/GMT{-offset // 3600:+d}",
            "timezone_abbreviation": "there",
            "elevation": 20.0,
            "current_units": {
                "time": "iso8601",
                "interval": "seconds",
                "temperature_2m": "°C",
                "weather_code": "wmo code",
            },
            "current": {
                "time": f"{there:%Y-%m-%dT%H:%M}",
                "interval": 900,
                "temperature_2m": base,
                "apparent_temperature": base - 2,
                "weather_code": 2,
                "wind_speed_10m": 9.4,
            },
            "hourly": {
                "time": [f"{hour:%Y-%m-%dT%H:%M}" for hour in hours],
                "temperature_2m": [round(base + math.sin(hour.hour / 4), 1) for hour in hours],
                "weather_code": [3 for _ in hours],
                "precipitation_probability": [hour.hour * 4 for hour in hours],
            },
            "daily_units": {"time": "iso8601", "temperature_2m_max": "°C", "temperature_2m_min": "°C"},
            "daily": {
                "time": [day.isoformat() for day in days],
                "weather_code": [(3, 61, 0, 80, 2)[n % 5] for n in range(len(days))],
                "temperature_2m_max": [base + 3 + n for n in range(len(days))],
                "temperature_2m_min": [base - 4 for _ in days],
                "precipitation_sum": [n * 0.5 for n in range(len(days))],
                "precipitation_probability_max": [10 * n for n in range(len(days))],
            },
        }

    return answer


_PER_EURO = {"EUR": 1.0, "USD": 1.1, "JPY": 171.0, "GBP": 0.85, "CHF": 0.95}


def frankfurter(asked: Asked) -> Any:
    """Answers ``/v2/rate/USD/EUR``; a code it lacks is refused as the service does."""
    _, _, _, base, quote = asked.path.split("/")
    if base not in _PER_EURO or quote not in _PER_EURO:
        return (
            b"HTTP/1.1 422 Unprocessable\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\r\n"
            + (b'{"message":"unknown ccy"}'[:24])
        )
    return {"date": "2026-11-22", "base": base, "quote": quote, "rate": _PER_EURO[quote] / _PER_EURO[base]}


_SPEED = {"routed-foot": 1.3, "routed-bike": 4.2, "routed-car": 14.0}


def osrm(asked: Asked) -> Any:
    """Answers a route of two legs with a corner between the ends."""
    profile, ends = re.fullmatch(r"/([a-z-]+)/route/v1/driving/([-\d.,;]+)", asked.path).groups()  # type: ignore[union-attr]
    (lon1, lat1), (lon2, lat2) = (tuple(map(float, end.split(","))) for end in ends.split(";"))
    points = [(lat1, lon1), (lat1, lon2), (lat2, lon2)]
    lengths = [distance_km(Coordinates(*a), Coordinates(*b)) * 1000 for a, b in zip(points, points[1:], strict=False)]
    metres = round(sum(lengths), 1)
    kinds = (("depart", ""), ("turn", "left"), ("arrive", ""))
    steps = [
        {
            "distance": length,
            "duration": length / _SPEED[profile],
            "name": "Long Street",
            "maneuver": {"type": kind, "modifier": side, "location": [lon, lat]},
        }
        for (kind, side), (lat, lon), length in zip(kinds, points, [*lengths, 0.0], strict=True)
    ]
    seconds = metres / _SPEED[profile]
    leg = {"steps": steps, "distance": metres, "duration": seconds, "summary": ""}
    return {
        "code": "Ok",
        "routes": [{"geometry": polyline(points), "legs": [leg], "distance": metres, "duration": seconds}],
        "waypoints": [{"location": [lon1, lat1], "name": ""}, {"location": [lon2, lat2], "name": ""}],
    }


def polyline(points: Sequence[tuple[float, float]]) -> str:
    """Points as Google's polyline with five decimals."""
    letters, before = [], (0, 0)
    for lat, lon in points:
        now = (round(lat * 1e5), round(lon * 1e5))
        for value in (now[0] - before[0], now[1] - before[1]):
            rest = ~(value << 1) if value < 0 else value << 1
            while rest >= 32:
                letters.append(chr((32 | (rest & 31)) + 63))
                rest >>= 5
            letters.append(chr(rest + 63))
        before = now
    return "".join(letters)


def _alike(words: str, things: Sequence[Thing]) -> list[Thing]:
    asked = fold(words).split()
    found = []
    for thing in things:
        own = fold(thing.name).split()
        hits = sum(any(fuzz.ratio(word, other) >= 75 for other in own) for word in asked)
        if hits and hits >= len(asked) / 3:
            found.append((hits, thing))
    # What shares more words first, then by a number that says nothing of which is meant.
    return [thing for _, thing in sorted(found, key=lambda pair: (-pair[0], (pair[1].id * 7919) % 1009))]


def _feature(thing: Thing) -> dict[str, Any]:
    properties = {
        "osm_type": thing.type,
        "osm_id": thing.id,
        "osm_key": thing.key,
        "osm_value": thing.value,
        "type": "house" if thing.key != "place" else thing.value,
        "name": thing.name,
        **thing.levels,
    }
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [thing.lon, thing.lat]},
        "properties": properties,
    }


def _row(thing: Thing) -> dict[str, Any]:
    levels = {
        "road" if name == "street" else "suburb" if name == "district" else name: v for name, v in thing.levels.items()
    }
    code = levels.pop("countrycode", "")
    return {
        "place_id": thing.id + 1000,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0.",
        "osm_type": {"N": "node", "W": "way", "R": "relation"}[thing.type],
        "osm_id": thing.id,
        "lat": f"{thing.lat:.7f}",
        "lon": f"{thing.lon:.7f}",
        "class": thing.key,
        "type": thing.value,
        "importance": 0.4,
        "name": thing.name,
        "display_name": ", ".join([thing.name, *levels.values()]),
        "address": {**levels, "country_code": code.lower()},
        "boundingbox": [f"{thing.lat:.4f}", f"{thing.lat + 0.01:.4f}", f"{thing.lon:.4f}", f"{thing.lon + 0.01:.4f}"],
    }


def _element(thing: Thing, tags: Mapping[str, str]) -> dict[str, Any]:
    spot = {"lat": thing.lat, "lon": thing.lon}
    shown = {key: value for key, value in tags.items() if value}
    kind = {"N": "node", "W": "way", "R": "relation"}[thing.type]
    where: dict[str, Any] = spot if thing.type == "N" else {"center": spot}
    return {"type": kind, "id": thing.id, **where, "tags": shown}
