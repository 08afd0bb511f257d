"""Small extracts of OpenStreetMap of our own making: an invented quarter of Lisbon, as PBF and as GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import osmium
from osmium.osm.mutable import Node, Way

# (number, lat, lon, tags)
POINTS: tuple[tuple[int, float, float, dict[str, str]], ...] = (
    (1, 38.7110, -9.1370, {"amenity": "cafe", "name": "Café Azulejo", "opening_hours": "Mo-Su 08:00-20:00"}),
    (
        2,
        38.7115,
        -9.1372,
        {"amenity": "cafe", "name": "Night Lamp", "opening_hours": "24/7", "phone": "+351 210 00 00"},
    ),
    (3, 38.7120, -9.1368, {"amenity": "cafe", "name": "Shut Cup", "opening_hours": "Mo-Fr 01:00-02:00"}),
    (4, 38.7125, -9.1365, {"tourism": "museum", "name": "Museu do Vento", "website": "https://vento.example"}),
    (5, 38.7126, -9.1365, {"amenity": "bench"}),
    (6, 38.7127, -9.1366, {"amenity": "restaurant", "name": "Sal", "cuisine": "fish;portuguese"}),
)
BENDS = ((101, 38.7090, -9.1366), (102, 38.7105, -9.1369), (103, 38.7118, -9.1373), (104, 38.7130, -9.1376))
STREETS: tuple[tuple[int, tuple[int, ...], dict[str, str]], ...] = (
    (201, (101, 102), {"highway": "pedestrian", "name": "Rua Augusta"}),
    (202, (102, 103, 104), {"highway": "pedestrian", "name": "Rua Augusta"}),
    (203, (101, 104), {"highway": "residential", "name": "Rua da Prata"}),
    (204, (101, 103), {"building": "yes"}),
)


def write_pbf(path: Path) -> Path:
    """Write it as ``.osm.pbf``."""
    with osmium.SimpleWriter(str(path)) as writer:
        for number, lat, lon, tags in POINTS:
            writer.add_node(Node(id=number, location=(lon, lat), tags=tags))
        for number, lat, lon in BENDS:
            writer.add_node(Node(id=number, location=(lon, lat), tags={}))
        for number, nodes, tags in STREETS:
            writer.add_way(Way(id=number, nodes=list(nodes), tags=tags))
    return path


def features() -> list[dict[str, Any]]:
    """The same as features of GeoJSON."""
    spots = {number: [lon, lat] for number, lat, lon in BENDS}
    points = [
        {
            "type": "Feature",
            "id": f"node/{n}",
            "properties": tags,
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
        }
        for n, lat, lon, tags in POINTS
    ]
    lines = [
        {
            "type": "Feature",
            "id": f"way/{n}",
            "properties": {"tags": tags},
            "geometry": {"type": "LineString", "coordinates": [spots[each] for each in nodes]},
        }
        for n, nodes, tags in STREETS
    ]
    return [*points, *lines]


def write_geojson(path: Path) -> Path:
    """Write it as ``.geojson``."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features()}), encoding="utf-8")
    return path
