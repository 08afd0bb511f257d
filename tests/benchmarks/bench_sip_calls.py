"""Calls over SIP on loopback to a softphone that says back what it hears: frames lost or late, delay, flush.

python -m tests.benchmarks.bench_sip_calls [--calls 50] [--seconds 20] [--at-once 3] [--kind baresip|plain]

A road between both sees every packet of sound, so what we add is told from the softphone's own buffers: from the write
of a click to the packet that carries it, and from the packet that brings it back to the frame that we hand on. Calls at
once are in processes of their own, as two travellers' would be; each call is its own line, so none waits for another.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.benchmarks.machine import load_average
from tests.telephony.sip.conftest import KINDS, line_of, permit_for
from tests.telephony.sip.lossy_road import LossyRoad
from tests.telephony.sip.peers import RATE, Softphone, installed, tone
from wanderlust.domain.calls.line import FRAME_MS, Answered, LineEnded
from wanderlust.dsp.g711 import decode_mu_law
from wanderlust.settings.paths import PROJECT
from wanderlust.telephony.sip.account import SipAccount
from wanderlust.telephony.sip.baresip_call import BaresipCall
from wanderlust.telephony.sip.plain_call import PlainCall

CLICK = tone(1500, 0.02, 0.9)
LOUD = 4000
LATE_MS = 40  # a frame this long after the one before it, where 20 would be due, leaves a gap for who listens


class Figures:
    """What was counted over all calls; times in milliseconds."""

    def __init__(self) -> None:
        self.calls = self.frames = self.missing = self.late = 0
        self.ours: list[float] = []
        self.there_and_back: list[float] = []
        self.flushes: list[float] = []

    def add(self, other: dict[str, list[float] | int]) -> None:
        for name, value in other.items():
            setattr(self, name, getattr(self, name) + value)


class Road:
    """When a click passed the road, on its way out and back."""

    def __init__(self) -> None:
        self.out = self.back = 0.0

    def watch(self, way: str, sound: bytes, at: float) -> None:
        if len(sound) == RATE * FRAME_MS // 1000 and int(np.abs(decode_mu_law(sound).astype(int)).max()) > LOUD:
            if way == "out" and not self.out:
                self.out = at
            elif way == "back" and not self.back:
                self.back = at


async def one_call(call: BaresipCall | PlainCall, seconds: float, road: Road, figures: Figures) -> None:
    """Click once a second, listen for it, and flush once at the end."""
    events = call.events()
    while not isinstance(event := await anext(events), Answered):
        assert not isinstance(event, LineEnded), event
    began = last = time.perf_counter()
    clicked: float | None = None
    count = 0
    frames = call.frames()
    async for frame in frames:
        now = time.perf_counter()
        figures.late += count > 0 and (now - last) * 1000 > LATE_MS + FRAME_MS
        last, count = now, count + 1
        if clicked is None and count % 50 == 25:
            road.out = road.back = 0.0
            clicked = now
            call.write(CLICK.tobytes())
        elif clicked is not None and int(np.abs(np.frombuffer(frame, "<i2").astype(int)).max()) > LOUD:
            figures.there_and_back.append((now - clicked) * 1000)
            if road.out and road.back:
                figures.ours.append((road.out - clicked + now - road.back) * 1000)
            clicked = None
        if now - began > seconds:
            break
    figures.calls += 1
    figures.frames += count
    figures.missing += max(0, round((last - began) * 1000 / FRAME_MS) - count)
    call.write(bytes(4 * RATE))
    before = time.perf_counter()
    call.flush()
    while call.queued:
        await anext(frames)
    figures.flushes.append((time.perf_counter() - before) * 1000)
    await call.hang_up()


async def in_turn(calls: int, seconds: float, kind: str) -> Figures:
    """So many calls, one after another."""
    figures, road = Figures(), Road()
    with (
        tempfile.TemporaryDirectory() as folder,
        Softphone(Path(folder), np.zeros(RATE, np.int16), echoes=True) as shop,
        LossyRoad(("127.0.0.1", shop.port), watch=road.watch) as way,
    ):
        line = line_of(SipAccount(), kind)
        for _ in range(calls):
            await one_call(await line.dial(permit_for(way.address)), seconds, road, figures)
        await line.close()
    return figures


def at_once(options: argparse.Namespace) -> Figures:
    """The same, in so many processes."""
    shares = [len(range(n, options.calls, options.at_once)) for n in range(options.at_once)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.bench_sip_calls", "--part", "--calls", str(share)]
            + ["--seconds", str(options.seconds), "--kind", options.kind],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
        )
        for share in shares
        if share
    ]
    whole = Figures()
    for process in processes:
        output, _ = process.communicate()
        if process.returncode:
            raise SystemExit(f"a part ended with {process.returncode}")
        whole.add(json.loads(output.splitlines()[-1]))
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--at-once", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, default="baresip")
    parser.add_argument("--part", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not installed():
        raise SystemExit("needs Debian's packages baresip and sip-tester")
    if options.part:
        sys.stdout.write(json.dumps(vars(asyncio.run(in_turn(options.calls, options.seconds, options.kind)))) + "\n")
        return
    figures = at_once(options)
    ours, ways, flushes = (np.array(values) for values in (figures.ours, figures.there_and_back, figures.flushes))
    sys.stdout.write(
        f"{figures.calls} calls of {options.seconds:.0f} s, {options.at_once} at once, {options.kind}: "
        f"{figures.frames} frames, {100 * figures.missing / figures.frames:.2f} % missing, "
        f"{100 * figures.late / figures.frames:.2f} % late (together at most 1)\n"
        f"added by us, both ways together: median {np.median(ours):.0f} ms, p95 {np.percentile(ours, 95):.0f} "
        f"(at most 120; n={len(ours)}); there and back through the softphone: p95 {np.percentile(ways, 95):.0f}\n"
        f"flush until nothing waits: p95 {np.percentile(flushes, 95):.1f} ms (at most 60)\n"
        f"load {load_average():.1f} with {os.cpu_count()} cores\n"
    )


if __name__ == "__main__":
    main()
