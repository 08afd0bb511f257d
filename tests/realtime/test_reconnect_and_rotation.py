"""A lost server is tried again soon, then less often; a session gives way in its last ten minutes."""

from __future__ import annotations

import pytest

from wanderlust.realtime.reconnect import Backoff
from wanderlust.realtime.rotation import Rotation


def test_in_the_first_minute_attempts_are_a_quarter_to_one_and_a_half_seconds_apart() -> None:
    assert Backoff(lambda: 0.0).wait_s(0.0) == 0.25
    assert Backoff(lambda: 0.999).wait_s(59.0) == pytest.approx(1.5, abs=0.01)


def test_after_a_minute_they_grow_to_eight_seconds() -> None:
    backoff = Backoff(lambda: 1.0)
    waits = [backoff.wait_s(60.0 + n) for n in range(10)]
    assert waits == sorted(waits) and waits[0] > 1.5 and waits[-1] == 8.0


def test_a_network_that_comes_begins_anew() -> None:
    backoff = Backoff(lambda: 1.0)
    for _ in range(10):
        backoff.wait_s(100.0)
    backoff.reset()
    assert backoff.wait_s(0.0) == 1.5


def test_what_the_server_asks_for_is_never_undercut() -> None:
    assert Backoff(lambda: 0.0).wait_s(0.0, asked_to_wait_s=20.0) == 20.25


@pytest.mark.parametrize(
    ("minute", "idle", "due"), [(49, True, False), (50, True, True), (54, False, False), (55, False, True)]
)
def test_a_session_changes_in_a_quiet_moment_from_minute_50_and_at_55_whatever_happens(
    minute: int, idle: bool, due: bool
) -> None:
    assert Rotation(100.0).due(100.0 + minute * 60, idle) is due


def test_a_server_with_shorter_sessions_is_left_in_proportion() -> None:
    assert not Rotation(0.0, 60.0).due(49.0, True) and Rotation(0.0, 60.0).due(50.0, True)
