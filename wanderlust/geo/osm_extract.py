"""Reads extracts of OpenStreetMap: ``.osm.pbf`` by its own library, GeoJSON by ours; one element after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from wanderlust.domain.errors import BadInput
from wanderlust.domain.kept_area import MapElement
from wanderlust.geo.kept_areas import counted

# Places of nodes are held in memory while ways are read: 8 bytes each, 20 million nodes in 1 GB of file.
LARGEST_PBF = 1_000_000_000
LARGEST_GEOJSON = 150_000_000  # becomes ten times as much in memory
DEEPEST = 6  # lists within lists in a geometry; a multipolygon has four
CUT = "Cut a city or a region out of it, and take that."
HOW_TO = "Install it once: pip install 'wanderlust[streets]'"


def read_extract(path: Path) -> Iterator[MapElement]:
    """Streets and places of a file, by what its name ends with.

    Raises:
        BadInput: It is not there, not such a file, damaged, too large, or the library is missing; at once, or
            when the damaged part is reached.
    """
    name = path.name.lower()
    if not path.is_file():
        raise BadInput(f"There is no file {path.name}.")
    size = path.stat().st_size
    if not size:
        raise BadInput(f"{path.name} is empty.", "Download it again.")
    if name.endswith((".geojson", ".json")):
        if size > LARGEST_GEOJSON:
            raise BadInput(f"{path.name} is too large to read at once.", CUT)
        return _geojson(path)
    if name.endswith(".pbf"):
        if size > LARGEST_PBF:
            raise BadInput(f"{path.name} is larger than {LARGEST_PBF // 10**9} GB.", CUT)
        if find_spec("osmium") is None:
            raise BadInput("Reading .osm.pbf files needs a library that is not installed.", HOW_TO)
        return _pbf(path)
    raise BadInput(f"I cannot read {path.name}.", "Give an .osm.pbf or a .geojson file.")


def _pbf(path: Path) -> Iterator[MapElement]:
    import osmium  # 9 MB that only this needs

    try:
        # Relations are left out: a large museum in many parts is there as a point or a building too, mostly.
        wanted = osmium.osm.NODE | osmium.osm.WAY
        reader = osmium.FileProcessor(str(path), wanted).with_locations()
        thing: Any
        for thing in reader:
            if not len(thing.tags) or not any(counted({tag.k: tag.v}) for tag in thing.tags):
                continue
            found = _node(thing) if thing.is_node() else _way(thing)
            if found is not None:
                yield found
    except (RuntimeError, ValueError, OSError) as error:
        raise BadInput(f"{path.name} is damaged: {_plain(error)}.", "Download it again.") from error


def _plain(error: Exception) -> str:
    return str(error).splitlines()[0][:120].rstrip(".") if str(error) else "it cannot be read"


def _node(node: Any) -> MapElement | None:
    where = node.location
    return MapElement(f"n{node.id}", where.lat, where.lon, _tags(node)) if where.valid() else None


def _way(way: Any) -> MapElement | None:
    spots = [(spot.lat, spot.lon) for node in way.nodes if (spot := node.location).valid()]
    if not spots:
        return None
    tags = _tags(way)
    return _at_middle(f"w{way.id}", spots, tags)


def _tags(thing: Any) -> dict[str, str]:
    return {tag.k: tag.v for tag in thing.tags}


def _at_middle(key: str, spots: list[tuple[float, float]], tags: dict[str, str]) -> MapElement:
    """A street is where its middle bend is; anything else is in the middle of its outline."""
    if "highway" in tags:
        lat, lon = spots[len(spots) // 2]
    else:
        lats, lons = [lat for lat, _ in spots], [lon for _, lon in spots]
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    return MapElement(key, lat, lon, tags)


def _geojson(path: Path) -> Iterator[MapElement]:
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{path.name} is damaged or is no GeoJSON.", "Export it again.") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise BadInput(f"{path.name} is no GeoJSON with features.", "Export it again.")
    for number, feature in enumerate(features):
        found = _feature(feature, number)
        if found is not None:
            yield found


def _feature(feature: Any, number: int) -> MapElement | None:
    if not isinstance(feature, dict) or not isinstance(about := feature.get("properties"), dict):
        return None
    inner = about.get("tags")
    # Exporters write tags flat, or in an object of their own.
    said = {**about, **inner} if isinstance(inner, dict) else about
    tags = {key: value for key, value in said.items() if isinstance(value, str) and value}
    if not counted(tags):
        return None
    geometry = feature.get("geometry")
    spots = list(_spots(geometry.get("coordinates"))) if isinstance(geometry, dict) else []
    return _at_middle(_key(feature, about, number), spots, tags) if spots else None


def _key(feature: dict[str, Any], about: dict[str, Any], number: int) -> str:
    """``node/123`` and ``way/4`` as overpass turbo and osmtogeojson write them, else its place in the file."""
    said = feature.get("id") or about.get("@id") or about.get("osm_id")
    kind, _, digits = str(said or "").rpartition("/")
    return f"{kind[:1] or 'n'}{digits}" if digits.isascii() and digits.isdigit() else f"g{number}"


def _spots(value: Any, depth: int = 0) -> Iterator[tuple[float, float]]:
    if not isinstance(value, list) or depth > DEEPEST:
        return
    match value:
        case [float() | int() as lon, float() | int() as lat, *_] if not isinstance(lon, bool):
            yield float(lat), float(lon)
        case _:
            for part in value:
                yield from _spots(part, depth + 1)
