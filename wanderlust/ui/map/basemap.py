"""Reads the bundled world: tiles of land, lakes and borders as painter paths, and the countries' names.

The file (little-endian; written by ``packaging/build_basemap.py``):

    8 bytes   magic ``WLMAP\\0\\1\\0``
    7 x u32   levels, extent, buffer, tile count, bytes of all tiles, bytes of the names, bytes of the index
    index     zlib; for each tile three u32: ``level << 28 | x << 14 | y``, offset, length
    names     zlib; JSON list of countries
    tiles     zlib each; a tile of no bytes is plain land, a tile not in the index is plain sea

    one tile  u16 shapes, u16 rings, u32 points; then u8 kind of each shape, u16 rings of each shape,
              u16 points of each ring, i16 steps of x from point to point through the whole tile, i16 of y
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
import zlib
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygon, QPolygonF

from wanderlust.domain.errors import DataMissing

MAGIC = b"WLMAP\x00\x01\x00"
LAND, LAKE, BORDER, DISPUTED_BORDER = range(4)
_SHAPES_A_STEP = 200  # about 2 ms of decoding
_REMEDY = "Install Wanderlust again."
_DECODED_TILES = 48  # about 60 kB each near a coast; a 1000x700 view uses at most 12


@dataclass(frozen=True, slots=True)
class Shape:
    """One polygon with its holes, or one line, in tile units, and the box it lies in."""

    kind: int
    path: QPainterPath
    bounds: QRectF


@dataclass(frozen=True, slots=True)
class Country:
    """A country's label: where, from and to which zoom, how early it is placed, and its name by language."""

    id: str
    lat: float
    lon: float
    rank: int
    min_zoom: float
    max_zoom: float
    names: dict[str, str]

    def name(self, language: str) -> str:
        """The name in an ISO 639-1 language, else in English."""
        return self.names.get(language) or self.names["en"]


class Basemap:
    """The bundled world, read tile by tile through a memory map.

    Raises:
        DataMissing: The file cannot be read or is not a map.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise DataMissing("map", f"I cannot open the map {path.name}: {error}.", _REMEDY) from error
        if self._data[: len(MAGIC)] != MAGIC:
            raise DataMissing("map", f"{path.name} is not a map I can read.", _REMEDY)
        try:
            self._index = self._read_index()
        except (struct.error, zlib.error, ValueError) as error:
            raise DataMissing("map", f"The map {path.name} is damaged: {error}.", _REMEDY) from error
        self._decoded: OrderedDict[int, tuple[Shape, ...]] = OrderedDict()
        whole = QRectF(-self.buffer, -self.buffer, self.extent + 2 * self.buffer, self.extent + 2 * self.buffer)
        plain = QPainterPath()
        plain.addRect(whole)
        self._plain_land = (Shape(LAND, plain, whole),)

    def loading(self, level: int, x: int, y: int) -> Iterator[None]:
        """Bring a tile into memory, yielding after each short step, so that :meth:`shapes` answers at once."""
        key = level << 28 | x << 14 | y
        entry = self._index.get(key)
        if entry is None or entry[1] == 0 or key in self._decoded:
            return
        found: list[Shape] = []
        for shape in self._decode(*entry):
            found.append(shape)
            if len(found) % _SHAPES_A_STEP == 0:
                yield
        self._decoded[key] = tuple(found)
        while len(self._decoded) > _DECODED_TILES:
            self._decoded.popitem(last=False)
        yield

    def shapes(self, level: int, x: int, y: int) -> tuple[Shape, ...]:
        """Shapes of tile (x, y), where each level halves the tile: land, lakes, then borders. Empty at sea."""
        key = level << 28 | x << 14 | y
        entry = self._index.get(key)
        if entry is None:
            return ()
        if entry[1] == 0:
            return self._plain_land
        for _ in self.loading(level, x, y):
            pass
        self._decoded.move_to_end(key)
        return self._decoded[key]

    def countries(self) -> tuple[Country, ...]:
        """All countries, those to be placed first coming first."""
        rows: list[dict[str, Any]] = json.loads(zlib.decompress(self._data[self._names]))
        return tuple(
            Country(c["id"], c["lat"], c["lon"], c["rank"], c["zooms"][0], c["zooms"][1], c["names"]) for c in rows
        )

    def _read_index(self) -> dict[int, tuple[int, int]]:
        head = struct.unpack_from("<7I", self._data, len(MAGIC))
        self.levels, self.extent, self.buffer, count, tile_bytes, names, index = head
        start = len(MAGIC) + 28
        self._names = slice(start + index, start + index + names)
        self._tiles_at = start + index + names
        if len(self._data) != self._tiles_at + tile_bytes:
            raise ValueError(f"{len(self._data)} bytes instead of {self._tiles_at + tile_bytes}")
        rows = struct.iter_unpack("<3I", zlib.decompress(self._data[start : start + index]))
        found: dict[int, tuple[int, int]] = {key: (offset, length) for key, offset, length in rows}
        if len(found) != count:
            raise ValueError(f"{len(found)} tiles instead of {count}")
        return found

    def _decode(self, offset: int, length: int) -> Iterator[Shape]:
        start = self._tiles_at + offset
        data = zlib.decompress(self._data[start : start + length])
        shapes, rings, points = struct.unpack_from("<HHI", data)
        at = 8
        kinds = data[at : at + shapes]
        at += shapes
        rings_of = _numbers("H", data[at : at + 2 * shapes])
        at += 2 * shapes
        lengths = _numbers("H", data[at : at + 2 * rings])
        at += 2 * rings
        steps_x = _numbers("h", data[at : at + 2 * points])
        steps_y = _numbers("h", data[at + 2 * points : at + 4 * points])
        polygons = _polygons(lengths, steps_x, steps_y)
        for kind, count in zip(kinds, rings_of, strict=True):
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.OddEvenFill)
            for polygon in islice(polygons, count):
                path.addPolygon(polygon)
                if kind in (LAND, LAKE):
                    path.closeSubpath()
            yield Shape(kind, path, path.controlPointRect())


def _numbers(code: str, data: bytes) -> array[int]:
    numbers = array(code, data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _polygons(lengths: array[int], steps_x: array[int], steps_y: array[int]) -> Iterator[QPolygonF]:
    """All rings of a tile. Qt reads them from a stream, 30 times faster than one QPoint after another."""
    pairs = array("i", bytes(8 * len(steps_x)))
    pairs[0::2] = array("i", accumulate(steps_x))
    pairs[1::2] = array("i", accumulate(steps_y))
    raw, parts, start = pairs.tobytes(), [], 0
    for length in lengths:
        parts.append(struct.pack("=I", length))
        parts.append(raw[start : start + 8 * length])
        start += 8 * length
    data = QByteArray(b"".join(parts))  # kept in a name: the stream points into it
    stream = QDataStream(data, QIODevice.OpenModeFlag.ReadOnly)
    little = QDataStream.ByteOrder.LittleEndian
    stream.setByteOrder(little if sys.byteorder == "little" else QDataStream.ByteOrder.BigEndian)
    for _ in lengths:
        polygon = QPolygon()
        stream >> polygon
        yield QPolygonF(polygon)
