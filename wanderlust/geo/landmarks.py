"""The table of sights: reads ``landmarks.tsv``, and checks that every sight lies near its town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, get_args

from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Coordinates, Place, PlaceKind
from wanderlust.geo.folding import fold

HEADER = ("id", "name", "aliases", "place", "country", "lat", "lon", "kind")
LANDMARK_KINDS: frozenset[PlaceKind] = frozenset(
    ("museum", "park", "station", "landmark", "airport", "island", "mountain", "water")
)
IN_TOWN_KM = 40.0  # a museum or a station belongs to its town
IN_THE_WILD_KM = 150.0  # Denali is 140 km from Talkeetna, its town in every guide book
WILD_KINDS: frozenset[PlaceKind] = frozenset(("park", "landmark", "island", "mountain", "water"))

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEGREES = re.compile(r"-?\d{1,3}\.\d{4}")


@dataclass(frozen=True, slots=True)
class Landmark:
    """One row of the table.

    Attributes:
        id: Short key, such as ``louvre``; the place's id is ``wl:louvre``.
        name: Usual English name.
        aliases: Other names people say, endonyms included.
        place: English name of the town it is in or near.
        country: ISO 3166-1 alpha-2.
        coordinates: Where it is, to about ten metres.
        kind: What it is.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    place: str
    country: str
    coordinates: Coordinates
    kind: PlaceKind


class Towns(Protocol):
    """What the check needs from a gazetteer."""

    def towns(self, name: str, country: str) -> list[Place]:
        """Every city that carries exactly this name in this country."""
        ...


def read_landmarks(path: Path) -> list[Landmark]:
    """The rows of the table in their order.

    Raises:
        StorageFailed: the file cannot be read.
        BadInput: a line does not fit the format; the sentence names the line.
    """
    landmarks: list[Landmark] = []
    for number, line in _lines(path):
        try:
            landmarks.append(_parse(line))
        except ValueError as error:
            raise BadInput(f"Line {number} of {path.name} does not fit: {error}.") from error
    return landmarks


def check_landmarks(path: Path, gazetteer: Towns) -> list[str]:
    """Every complaint about the table, with its line number; empty when it is good.

    A sight must lie within 40 km of a city named ``place`` in ``country``, or within 150 km when it is a
    park, landmark, island, mountain or water. Keys are unique, and no name occurs twice in one town.
    """
    complaints: list[str] = []
    keys: dict[str, int] = {}
    names: dict[tuple[str, str, str], int] = {}
    for number, line in _lines(path):
        try:
            landmark = _parse(line)
        except ValueError as error:
            complaints.append(f"line {number}: {error}")
            continue
        if landmark.id in keys:
            complaints.append(f"line {number}: key {landmark.id} is already on line {keys[landmark.id]}")
        keys.setdefault(landmark.id, number)
        name = (fold(landmark.name), fold(landmark.place), landmark.country)
        if name in names:
            complaints.append(f"line {number}: {landmark.name} is already on line {names[name]}")
        names.setdefault(name, number)
        if complaint := _distance_complaint(landmark, gazetteer):
            complaints.append(f"line {number}: {complaint}")
    return complaints


def _distance_complaint(landmark: Landmark, gazetteer: Towns) -> str:
    towns = gazetteer.towns(landmark.place, landmark.country)
    if not towns:
        return f"{landmark.id}: no city named {landmark.place} in {landmark.country}"
    nearest = min(distance_km(landmark.coordinates, town.coordinates) for town in towns)
    limit = IN_THE_WILD_KM if landmark.kind in WILD_KINDS else IN_TOWN_KM
    if nearest > limit:
        return f"{landmark.id}: {nearest:.0f} km from {landmark.place}, more than {limit:.0f}"
    return ""


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered rows without the header."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise StorageFailed(f"I cannot read the table of sights, {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"The table of sights, {path.name}, is not UTF-8.") from error
    lines = text.split("\n")
    if tuple(lines[0].split("\t")) != HEADER:
        raise BadInput(f"{path.name} must begin with the line {' '.join(HEADER)}, tab separated.")
    for number, line in enumerate(lines[1:], start=2):
        if line or number < len(lines):
            yield number, line


def _parse(line: str) -> Landmark:
    fields = line.split("\t")
    if len(fields) != len(HEADER):
        raise ValueError(f"{len(fields)} fields instead of {len(HEADER)}")
    key, name, aliases, place, country, lat, lon, kind = fields
    if any(field != field.strip() for field in fields):
        raise ValueError("a field begins or ends with a space")
    if not _ID.fullmatch(key):
        raise ValueError(f"the key {key!r} is not lower case words joined by hyphens")
    if not name or not place:
        raise ValueError("name and place must not be empty")
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise ValueError(f"the country {country!r} is not two capital letters")
    if not _DEGREES.fullmatch(lat) or not _DEGREES.fullmatch(lon):
        raise ValueError(f"{lat!r}, {lon!r} are not degrees with four decimals")
    point = Coordinates(float(lat), float(lon))
    if abs(point.lat) > 90 or abs(point.lon) > 180:
        raise ValueError(f"{lat}, {lon} is not on the earth")
    if kind not in get_args(PlaceKind) or kind not in LANDMARK_KINDS:
        raise ValueError(f"the kind {kind!r} is none of {', '.join(sorted(LANDMARK_KINDS))}")
    others = tuple(alias for alias in aliases.split("|") if alias)
    if any(alias != alias.strip() for alias in others):
        raise ValueError("an alias begins or ends with a space")
    return Landmark(key, name, others, place, country, point, kind)
