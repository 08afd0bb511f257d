"""The made-up world behind ``online_questions.tsv``: each target, and what could be mistaken for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tests.fakes.online_world import Thing
from wanderlust.domain.places import Place
from wanderlust.geo.gazetteer import Gazetteer

QUESTIONS = Path(__file__).parents[1] / "data" / "online_questions.tsv"
FAR_TOWN = "Halifax"  # where namesakes are


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """A question, what is right, and whether asking back is right instead."""

    words: str
    target: str
    id: str
    ask: bool


@dataclass(frozen=True, slots=True)
class AskedWorld:
    """What the geocoders know, what Overpass knows, and the questions."""

    named: tuple[Thing, ...]
    points: tuple[Thing, ...]
    questions: tuple[PlaceQuestion, ...]


def asked_world(gazetteer: Gazetteer) -> AskedWorld:
    """The world; the towns are where the gazetteer has them."""
    named: dict[tuple[str, str], list[Thing]] = {}
    points: list[Thing] = []
    questions: list[PlaceQuestion] = []
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if not line.startswith("#")):
        kind, words, centre, target, tag, tags, flags = (line.split("\t") + [""] * 7)[:7]
        town = gazetteer.find(centre).best
        assert town is not None, centre
        key, _, value = tag.partition("=")
        other = dict(part.split("=", 1) for part in [tags] if part)
        first = 10_000 + number * 20
        if kind == "P":
            planted = _points(first, target, key, value, other, flags, town)
            points += planted
            questions.append(PlaceQuestion(words, target, f"osm:n{planted[0].id}", False))
        else:
            entry = named.setdefault((target, centre), [])
            if not entry:
                entry += _named(first, target, key, value, flags, town, gazetteer)
            questions.append(PlaceQuestion(words, target, f"osm:n{entry[0].id}", flags == "ask"))
    everything = [thing for things in named.values() for thing in things]
    return AskedWorld(tuple(everything), tuple(points), tuple(questions))


def _points(first: int, name: str, key: str, value: str, tags: dict[str, str], flags: str, town: Place) -> list[Thing]:
    """The target 300 m away, the same once more as a building, one farther away, others nearer that do not fit."""

    def at(number: int, called: str, metres: float, more: dict[str, str] | None = None, kind: str = "N") -> Thing:
        east = metres / 111_000 / max(0.3, abs(1 - abs(town.lat) / 120))
        return Thing(
            first + number, called, key, value, town.lat + metres / 222_000, town.lon + east / 2, kind, more or {}
        )

    hours = {"opening_hours": "24/7"} if flags == "open" else {}
    things = [
        at(0, name, 300, {**tags, **hours, "addr:street": "Long Street", "addr:housenumber": "4"}),
        at(1, name, 315, tags, "W"),
        at(2, f"Second {value.replace('_', ' ').title()}", 650, {**tags, **hours, "phone": "+1 555 0100"}),
        replace(at(3, "Clockmaker", 60), key="shop", value="watches"),
    ]
    if flags == "open":
        things.append(at(4, "Early Closer", 90, {**tags, "opening_hours": "Mo-Fr 09:00-17:00"}))
    if flags == "cheap":
        dear = replace(at(4, "Palace of Gold", 90), key=key if key == "tourism" else "amenity")
        things.append(replace(dear, value="hotel" if key == "tourism" else "restaurant", tags={"stars": "5"}))
    if flags == "expensive":
        things.append(replace(at(4, "Snack Express", 90), value="fast_food"))
    return things


def _named(first: int, name: str, key: str, value: str, flags: str, town: Place, gazetteer: Gazetteer) -> list[Thing]:
    levels = {
        "street": "Long Street",
        "city": town.name,
        "state": town.admin,
        "country": town.country_name,
        "countrycode": town.country,
    }
    target = Thing(first, name, key, value, town.lat + 0.004, town.lon + 0.004, levels=levels)
    near = replace(target, id=first + 1, name=f"{name} Annexe Depot", lat=town.lat + 0.02, value="yes")
    things = [target, near]
    if flags in ("twin", "ask"):
        far = gazetteer.find(FAR_TOWN).best
        assert far is not None
        there = {"city": far.name, "country": far.country_name, "countrycode": far.country}
        things.append(replace(target, id=first + 2, lat=far.lat, lon=far.lon, levels=there))
    return things
