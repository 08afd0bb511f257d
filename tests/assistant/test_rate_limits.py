"""The server says how much it still lets us do, and when it lets us do more: said once, and waited for."""

from __future__ import annotations

import pytest

from tests.fakes.hand_clock import HandClock
from wanderlust.assistant.rate_limits import RateLimits
from wanderlust.domain import events as ev
from wanderlust.domain.connection_trouble import LOST, TOO_FAST, duration_words
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.wire.items import RateLimit


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def limits(clock: HandClock) -> RateLimits:
    return RateLimits(clock.monotonic)


def tokens(remaining: int, resets_s: float) -> list[RateLimit]:
    return [RateLimit("requests", 1000, 999, 0.1), RateLimit("tokens", 40_000, remaining, resets_s)]


def test_plenty_is_no_news(limits: RateLimits) -> None:
    assert limits.take(tokens(30_000, 12.0)) is None
    assert limits.wait_s() == 0


def test_little_is_said_once_with_the_time_and_taken_back(limits: RateLimits, clock: HandClock) -> None:
    said = limits.take(tokens(900, 42.3))
    assert isinstance(said, ev.Notice) and said.kind == "info"
    assert said.follow_up == "In 43 seconds it lets me go on as before."
    assert limits.take(tokens(500, 50.0)) is None, "once"
    clock.advance(60)
    assert limits.take(tokens(39_000, 1.0)) == ev.NoticeCleared(said.topic)


def test_what_resets_at_once_is_not_worth_saying(limits: RateLimits) -> None:
    assert limits.take(tokens(100, 2.0)) is None


def test_being_too_fast_waits_as_long_as_was_named(limits: RateLimits, clock: HandClock) -> None:
    limits.take(tokens(0, 90.0))
    clock.advance(30)
    error = limits.dated(ConnectionFailed.by(TOO_FAST))
    assert error.trouble is not None and error.trouble.wait_s == 60.0
    assert error.trouble.told == "OpenAI asks me to wait a minute."


def test_other_troubles_keep_their_own_time(limits: RateLimits) -> None:
    limits.take(tokens(0, 90.0))
    lost = ConnectionFailed.by(LOST)
    assert limits.dated(lost) is lost and LOST.told == LOST.sentence


def test_figures_that_are_missing_or_mad_do_no_harm(limits: RateLimits) -> None:
    limits.take([RateLimit(), RateLimit("tokens", 0, 0, 5.0), RateLimit("tokens", 10, 0, None)])
    assert limits.wait_s() == 0
    limits.take([RateLimit("tokens", 10, 0, 1e12)])
    assert limits.wait_s() == 3600


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "a second"), (1.1, "2 seconds"), (59, "59 seconds"), (60, "a minute"), (61, "2 minutes"), (7000, "2 hours")],
)
def test_a_time_to_wait_is_never_said_too_short(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words
