"""Roams a map with streets from a strict server: CPU of each frame, lateness of the worker's ticks, memory."""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_memory import memory
from tests.benchmarks.machine import machine, percentile_95, tell
from tests.fakes.tile_world import AGENT, provider
from wanderlust.application.street_map import StreetMap
from wanderlust.domain.events import DomainEvent, MapOffered, TileCame
from wanderlust.domain.map_tiles import TileOffer
from wanderlust.domain.places import Coordinates, Pin, Place
from wanderlust.settings.paths import PROJECT
from wanderlust.ui.event_batcher import EventBatcher
from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.map_view import MapView
from wanderlust.ui.map.palette import MapPalette
from wanderlust.web.answer_cache import AnswerCache
from wanderlust.web.client import WebClient
from wanderlust.web.tiles import KEPT, Tiles, offered

WIDTH, HEIGHT, PINS, FRAME_MS, TICK_S = 1600, 1000, 60, 16, 0.02
LISBON = (38.71, -9.14)


class _SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class _Internet:
    """One street map over one client, as ``StreetMap`` wants it."""

    def __init__(self, address: str, folder: Path) -> None:
        service = provider(address, per_second=8.0)
        self._service = service
        self.sent = 0
        self.pieces = AnswerCache(folder / "tiles.sqlite", KEPT, packed=False)
        answers = AnswerCache(folder / "answers.sqlite")
        self.client = WebClient(AGENT, _SystemClock(), random.random, self._note, answers)
        self._tiles = Tiles(self.client, (service,), self.pieces)
        self.wished = True

    def _note(self, _record: object) -> None:
        self.sent += 1

    async def tile_offer(self, choice: str) -> TileOffer | None:
        return offered((self._service,), choice, True)

    async def tiles(self) -> Tiles:
        return self._tiles


class Worker:
    """The thread that talks to the server, with a tick like the voice's: how late it comes is what is measured."""

    def __init__(self, address: str, folder: Path, sink: Callable[[DomainEvent], None]) -> None:
        self.late_ms: list[float] = []
        self._address, self._folder, self._sink = address, folder, sink
        self._loop = asyncio.new_event_loop()
        self._ended = asyncio.Event()
        self.streets: StreetMap | None = None
        self.ready = threading.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._run()))
        self._thread.start()
        self.ready.wait()

    def want(self, tiles: Any) -> None:
        streets = self.streets
        assert streets is not None
        self._loop.call_soon_threadsafe(streets.want, tiles)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    async def _run(self) -> None:
        internet = _Internet(self._address, self._folder)
        self.streets = StreetMap(internet, self._sink)
        await self.streets.choose("auto")
        ticking = asyncio.create_task(self._tick())
        self.ready.set()
        await self._ended.wait()
        ticking.cancel()
        await self.streets.close()
        await internet.client.close()
        internet.pieces.close()

    async def _tick(self) -> None:
        due = time.monotonic() + TICK_S
        while True:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            now = time.monotonic()
            self.late_ms.append((now - due) * 1000)
            due = max(due + TICK_S, now)


class WatchedMap(MapView):
    """A map that notes the CPU of each of its pictures."""

    paints: list[float]

    def paintEvent(self, event: QPaintEvent) -> None:
        begun = time.thread_time()
        super().paintEvent(event)
        self.paints.append((time.thread_time() - begun) * 1000)


@contextmanager
def _server() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.street_server"],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip(), process
    finally:
        process.kill()
        process.wait()


def measure(app: QApplication, basemap: Path, minutes: float, *, dark: bool = False) -> None:
    """Roam for so long and print one JSON line."""
    dice = random.Random(11)
    with _server() as (address, process), tempfile.TemporaryDirectory() as folder:
        view = WatchedMap(Basemap(basemap), MapPalette.dark() if dark else MapPalette.light())
        view.paints = []
        view.resize(WIDTH, HEIGHT)
        batcher = EventBatcher(lambda batch: _deliver(view, batch))
        worker = Worker(address, Path(folder), batcher.post)
        view.tilesWanted.connect(worker.want)
        _furnish(view, dice)
        view.show()
        view._motion.reduced = True  # jumps between the parts of the roaming; pieces fade in as for everybody
        view.fly_to(*LISBON, 14.2)
        _run_for(3000)
        worker.late_ms.clear()
        begun = time.monotonic()
        frames: list[float] = []
        while not frames or time.monotonic() - begun < minutes * 60:
            frames += _pan(app, view, dice)
            frames += _zoom(app, view, dice)
        held = memory(os.getpid())
        slowest = _slowest_native(app, view, dice)
        late = list(worker.late_ms)
        worker.stop()
        assert process.stdin is not None and process.stdout is not None
        process.stdin.close()
        told = json.loads(process.stdout.readline())
        view.close()
    tell(
        "map_streets",
        dark=dark,
        width=WIDTH,
        height=HEIGHT,
        pins=PINS,
        minutes=round(minutes, 2),
        frames=len(frames),
        frame_ms_median=round(statistics.median(frames), 2),
        frame_ms_p95=percentile_95(frames),
        frame_ms_max=round(max(frames), 1),
        paint_ms_median=round(statistics.median(view.paints), 2),
        paint_ms_p95=percentile_95(view.paints),
        native_call_ms=slowest,
        tick_late_ms_median=round(statistics.median(late), 1),
        tick_late_ms_p95=percentile_95(late),
        pss_mb=held["pss"],
        rss_mb=held["rss"],
        pieces_asked=told["asked"],
        rules_broken=len(told["broken"]),
        **machine(),
    )


def _deliver(view: MapView, batch: tuple[DomainEvent, ...]) -> None:
    for event in batch:
        match event:
            case MapOffered(offer):
                view.set_street_map(offer)
            case TileCame(provider_name, tile, picture):
                view.take_tile(provider_name, tile, picture)


def _furnish(view: MapView, dice: random.Random) -> None:
    """Sixty pins and a way through the town."""
    near = [(LISBON[0] + dice.gauss(0, 0.012), LISBON[1] + dice.gauss(0, 0.02)) for _ in range(PINS)]
    view.set_pins(
        [
            Pin(i + 1, Place(f"x:{i}", f"Café {i + 1}", "business", lat, lon), i == 3)
            for i, (lat, lon) in enumerate(near)
        ]
    )
    way, (lat, lon) = [], LISBON
    for _ in range(300):
        lat, lon = lat + dice.gauss(0.0002, 0.0004), lon + dice.gauss(0.0003, 0.0005)
        way.append(Coordinates(lat, lon))
    view.set_line(way)


def _pan(app: QApplication, view: MapView, dice: random.Random) -> list[float]:
    """Ninety frames of a drag in one direction."""
    dx, dy = dice.uniform(-9, 9), dice.uniform(-6, 6)
    x, y = view.view.x, view.view.y
    if abs(x - 0.4746) > 0.002 or abs(y - 0.3829) > 0.002:  # it has strayed far from Lisbon
        view.fly_to(*LISBON, view.view.zoom)
    view._dragging = True
    frames = [_frame(app, lambda: view._motion.pan(dx, dy)) for _ in range(90)]
    view._dragging = False
    view._refresh()
    return frames


def _zoom(app: QApplication, view: MapView, dice: random.Random) -> list[float]:
    """Twenty steps of two fingers, in or out."""
    inward = view.view.zoom < 12 or (view.view.zoom < 17 and dice.random() < 0.5)
    change = 0.05 if inward else -0.05
    about = (dice.uniform(300, 1300), dice.uniform(200, 800))
    frames = [_frame(app, lambda: view._motion.pinch(change, about)) for _ in range(20)]
    _run_for(250)
    return frames


def _frame(app: QApplication, act: Callable[[], None]) -> float:
    """CPU milliseconds of this thread for one move and its picture; then the rest of the frame's time passes."""
    wall, begun = time.monotonic(), time.thread_time()
    act()
    app.processEvents()
    spent = (time.thread_time() - begun) * 1000
    _run_for(max(1, FRAME_MS - round((time.monotonic() - wall) * 1000)))
    return spent


def _run_for(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _slowest_native(app: QApplication, view: MapView, dice: random.Random) -> dict[str, float]:
    """CPU milliseconds of the slowest calls of the painter, by name; each holds every other thread up."""
    slowest: dict[str, float] = {}
    begun = 0.0

    def watch(_frame: object, what: str, function: Any) -> None:
        nonlocal begun
        if what == "c_call":
            begun = time.thread_time()
        elif what == "c_return" and isinstance(getattr(function, "__self__", None), QPainter):
            spent = (time.thread_time() - begun) * 1000
            name = function.__name__
            slowest[name] = max(slowest.get(name, 0.0), spent)

    sys.setprofile(watch)
    try:
        _pan(app, view, dice)
        _zoom(app, view, dice)
    finally:
        sys.setprofile(None)
    found = sorted(slowest.items(), key=lambda pair: -pair[1])[:4]
    return {name: round(spent, 2) for name, spent in found}
