"""The system clock knows its zone and never runs backwards."""

from __future__ import annotations

from itertools import pairwise

from wanderlust.travel.clock import SystemClock


def test_now_carries_a_time_zone() -> None:
    assert SystemClock().now().utcoffset() is not None


def test_monotonic_never_goes_back() -> None:
    clock = SystemClock()
    readings = [clock.monotonic() for _ in range(1000)]
    assert all(earlier <= later for earlier, later in pairwise(readings))
