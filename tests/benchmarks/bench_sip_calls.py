"""Calls over SIP on loopback to a softphone that says back what it hears: frames lost or late, delay, flush.

``python -m pytest tests/benchmarks/bench_sip_calls.py`` makes 5 calls of 6 s; ``SIP_CALLS=50 SIP_SECONDS=20`` makes the
long run. The way of a click there and back holds the softphone's own buffers too, so half
of it is more than what we add.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.telephony.sip.conftest import line_of, permit_for
from tests.telephony.sip.peers import RATE, Softphone, installed, tone
from wanderlust.domain.calls.line import FRAME_MS, Answered, LineEnded
from wanderlust.telephony.sip.account import SipAccount
from wanderlust.telephony.sip.baresip_call import BaresipCall
from wanderlust.telephony.sip.plain_call import PlainCall

CALLS, SECONDS = int(os.environ.get("SIP_CALLS", "5")), float(os.environ.get("SIP_SECONDS", "6"))
CLICK = tone(1500, 0.02, 0.9)
LOUD = 4000
LATE_MS = 40  # a frame this long after the one before it, where 20 would be due, leaves a gap for who listens

pytestmark = pytest.mark.skipif(not installed(), reason="needs Debian's packages baresip and sip-tester")


class Figures:
    """What was counted over all calls."""

    def __init__(self) -> None:
        self.frames = self.missing = self.late = 0
        self.there_and_back: list[float] = []
        self.flushes: list[float] = []


async def one_call(call: BaresipCall | PlainCall, figures: Figures) -> None:
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
            call.write(CLICK.tobytes())
            clicked = now
        elif clicked is not None and int(np.abs(np.frombuffer(frame, "<i2").astype(int)).max()) > LOUD:
            figures.there_and_back.append((now - clicked) * 1000)
            clicked = None
        if now - began > SECONDS:
            break
    figures.frames += count
    figures.missing += max(0, round((last - began) * 1000 / FRAME_MS) - count)
    call.write(bytes(4 * RATE))
    before = time.perf_counter()
    call.flush()
    while call.queued:
        await anext(frames)
    figures.flushes.append((time.perf_counter() - before) * 1000)
    await call.hang_up()


async def test_calls_on_loopback(tmp_path: Path) -> None:
    figures = Figures()
    with Softphone(tmp_path, np.zeros(RATE, np.int16), echoes=True) as shop:
        line = line_of(SipAccount())
        for _ in range(CALLS):
            await one_call(await line.dial(permit_for(shop.address)), figures)
        await line.close()
    ways = sorted(figures.there_and_back)
    flushes = sorted(figures.flushes)
    sys.stdout.write(
        f"{CALLS} calls of {SECONDS:.0f} s: {figures.frames} frames, "
        f"{100 * figures.missing / figures.frames:.2f} % missing, {100 * figures.late / figures.frames:.2f} % late\n"
        f"there and back: median {statistics.median(ways):.0f} ms, p95 {ways[int(0.95 * len(ways))]:.0f} "
        f"(n={len(ways)}); one way at most {ways[int(0.95 * len(ways))] / 2:.0f}\n"
        f"flush until nothing waits: p95 {flushes[int(0.95 * len(flushes))]:.1f} ms\n"
        f"load {os.getloadavg()[0]:.1f}\n"
    )
