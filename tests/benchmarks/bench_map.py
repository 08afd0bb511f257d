"""CPU of one map frame while panning and zooming, without a network and with streets from one; prints JSON lines.

python -m tests.benchmarks.bench_map [--minutes 0.5] [--dark] [--streets-only]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks import map_online
from wanderlust.domain.places import Coordinates, Pin, Place
from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.map_view import MapView
from wanderlust.ui.map.palette import MapPalette

WIDTH, HEIGHT, PINS, FRAMES, TOWNS = 1000, 700, 20, 240, 20_000
BASEMAP = Path(__file__).parents[2] / "resources" / "basemap" / "world.basemap"


def settle(app: QApplication, view: MapView) -> float:
    """Run the window until nothing is left to do; returns the seconds of CPU it took."""
    start, watch = time.process_time(), QElapsedTimer()
    watch.start()
    app.processEvents()
    while view.busy and watch.elapsed() < 20_000:
        app.processEvents()
    return time.process_time() - start


def pan(app: QApplication, view: MapView, dx: float, dy: float) -> list[float]:
    """CPU milliseconds of each frame of a drag, with what is painted ahead between the frames."""
    frames = []
    for _ in range(FRAMES):
        start = time.process_time()
        view._motion.pan(dx, dy)
        app.processEvents()
        frames.append((time.process_time() - start) * 1000)
    return frames


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=0.5, help="how long the streets are roamed")
    parser.add_argument("--dark", action="store_true", help="streets in the dark theme")
    parser.add_argument("--streets-only", action="store_true")
    chosen = parser.parse_args()
    app = QApplication(sys.argv[:1])
    if not chosen.streets_only:
        painted_world(app)
    map_online.measure(app, BASEMAP, chosen.minutes, dark=chosen.dark)
    return 0


def painted_world(app: QApplication) -> None:
    """The bundled world with 20 pins and a line."""
    dice = random.Random(7)
    view = MapView(Basemap(BASEMAP), MapPalette.light())
    view.resize(WIDTH, HEIGHT)
    towns = [
        (f"Town {i}", dice.uniform(34, 60), dice.uniform(-12, 40), round(10 ** dice.uniform(2.7, 6.5)), i % 500 == 0)
        for i in range(TOWNS)
    ]
    view.set_cities(towns)
    pins = [
        Pin(i + 1, Place(f"x:{i}", f"Place {i + 1}", "landmark", dice.uniform(42, 52), dice.uniform(-2, 18)), i == 3)
        for i in range(PINS)
    ]
    view.set_pins(pins)
    view.set_line([Coordinates(38.72, -9.14), Coordinates(48.86, 2.35), Coordinates(52.52, 13.4)])
    view.show()
    first = settle(app, view)
    view.set_reduced_motion(True)
    result: dict[str, object] = {"bench": "map_pan", "width": WIDTH, "height": HEIGHT, "pins": PINS}
    result["first_picture_cpu_ms"] = round(first * 1000, 1)
    every: list[float] = []
    view._dragging = True  # as while the button is held: less is painted ahead between two frames
    for zoom in (4.6, 7.3, 10.2):
        view.fly_to(48, 8, zoom)
        settle(app, view)
        frames = pan(app, view, -3, 1) + pan(app, view, 9, -4)
        every += frames
        result[f"zoom_{zoom}_median_ms"] = round(statistics.median(frames), 2)
        result[f"zoom_{zoom}_p95_ms"] = round(statistics.quantiles(frames, n=20)[18], 2)
    result["median_ms"] = round(statistics.median(every), 2)
    result["max_ms"] = round(max(every), 2)
    sys.stdout.write(json.dumps(result) + "\n")
    view.close()


if __name__ == "__main__":
    raise SystemExit(main())
