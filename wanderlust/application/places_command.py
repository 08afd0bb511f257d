"""``wanderlust places``: keeps the streets and places of an area on this computer, lists areas and forgets them."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TextIO

from wanderlust.application.kept_places import kept_areas
from wanderlust.application.progress_line import ProgressLine
from wanderlust.domain.errors import BadInput
from wanderlust.domain.kept_area import OSM_CREDIT, KeptArea
from wanderlust.geo.kept_areas import KeptAreas
from wanderlust.geo.osm_extract import read_extract
from wanderlust.settings.paths import Paths
from wanderlust.travel.clock import SystemClock

LICENCE = f"{OSM_CREDIT}, Open Database Licence"
SHARE = {".geojson": 1.0, ".json": 1.0}  # of the file's bytes that an area takes; a PBF is packed, and mostly outlines
PBF_SHARE = 1.5


def places_command(
    paths: Paths,
    action: str,
    file: Path | None,
    name: str,
    out: TextIO = sys.stdout,
    told: TextIO = sys.stderr,
    now: Callable[[], datetime] = lambda: SystemClock().now(),
    areas: KeptAreas | None = None,
) -> int:
    """Do one of ``add``, ``list`` and ``remove``; returns the exit code.

    Raises:
        BadInput: The file cannot be used, or no such area is kept.
        StorageFailed: The disk is full or cannot be written.
    """
    kept = areas or kept_areas(paths.areas)
    try:
        match action:
            case "add":
                if file is None:
                    raise BadInput("Which file?", "Give an .osm.pbf or a .geojson file.")
                area = _add(kept, file, name, told, now())
                out.write(f"{_line(area)}\n{LICENCE}.\n")
            case "remove":
                area = kept.remove(name)
                out.write(f"{area.name} is no longer kept.\n")
            case _:
                found = kept.areas()
                for area in found:
                    out.write(f"{_line(area)}\n")
                out.write(f"{LICENCE}.\n" if found else "No area is kept yet. Add one: wanderlust places add FILE\n")
    finally:
        kept.close()
    return 0


def _add(kept: KeptAreas, file: Path, name: str, told: TextIO, now: datetime) -> KeptArea:
    elements = read_extract(file)
    columns = shutil.get_terminal_size().columns
    line = ProgressLine(told, time.monotonic, columns)
    needed = round(file.stat().st_size * SHARE.get(file.suffix.lower(), PBF_SHARE))
    try:
        return kept.add(
            name or _stem(file),
            elements,
            now,
            needed,
            lambda count: line.tell("area", f"{file.name}: {count:,} streets and places read"),
        )
    except KeyboardInterrupt:
        line.close()
        told.write("Stopped. Nothing of it was kept.\n")
        raise
    finally:
        line.close()


def _stem(file: Path) -> str:
    name = file.name
    for ending in (".osm.pbf", ".pbf", ".geojson", ".json"):
        name = name[: -len(ending)] if name.lower().endswith(ending) else name
    return name


def _line(area: KeptArea) -> str:
    across, up = area.bounds.size_km
    size = f"{across:.0f} by {up:.0f} km" if max(across, up) >= 1 else "under 1 km wide"
    told = f"{area.contents}, {size}, kept {area.added_at:%d %B %Y}"
    return f"{area.id}  {area.name}: {told}"
