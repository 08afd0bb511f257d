"""A strict street map's server as a process of its own, so that its work and memory are not the app's.

python -m tests.benchmarks.street_server     prints its address, ends when its input does, then prints what was broken
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication

from tests.fakes.drawn_streets import drawn_png
from tests.fakes.tile_world import tile_server
from wanderlust.domain.map_tiles import Tile


async def serve() -> None:
    """Listen until the input ends."""
    pictures: dict[Tile, bytes] = {}

    def draw(tile: Tile) -> bytes:
        # Sixteen by sixteen pictures for each zoom: what is measured is the app, not this drawing.
        alike = Tile(tile.z, tile.x % 16, tile.y % 16, tile.double)
        if alike not in pictures:
            pictures[alike] = drawn_png(alike)
        return pictures[alike]

    async with tile_server(time.monotonic, draw) as server:
        server.rules.most_a_day = 1_000_000
        sys.stdout.write(server.address + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)
        sys.stdout.write(json.dumps({"asked": len(server.asked), "broken": server.broken[:20]}) + "\n")


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    asyncio.run(serve())
