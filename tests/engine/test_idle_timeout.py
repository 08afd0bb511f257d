"""Silence after an answer is counted in the sound the client sends, from the end of its playback."""

from __future__ import annotations

import pytest

from wanderlust.engine.idle_timeout import IdleTimeout


@pytest.fixture
def idle() -> IdleTimeout:
    timeout = IdleTimeout()
    timeout.configure(5_000)
    return timeout


def answer(idle: IdleTimeout, began: int, made: int, lasts: float) -> None:
    idle.answer_began()
    idle.answer_sounded(began)
    idle.answer_sounded(made)
    idle.answer_ended(made, lasts)


def test_it_passes_once_after_the_answer_has_been_played(idle: IdleTimeout) -> None:
    answer(idle, began=1_000, made=1_200, lasts=4_000)
    assert idle.passed(9_999) is None
    assert idle.passed(10_050) == (5_000, 10_050)
    assert idle.passed(30_000) is None


def test_an_answer_made_slower_than_it_plays_ends_when_it_is_made(idle: IdleTimeout) -> None:
    answer(idle, began=1_000, made=9_000, lasts=2_000)
    assert idle.passed(14_000) == (9_000, 14_000)


def test_without_an_answer_nothing_passes(idle: IdleTimeout) -> None:
    assert idle.passed(1_000_000) is None


def test_whoever_speaks_or_is_being_answered_is_not_idle(idle: IdleTimeout) -> None:
    answer(idle, 0, 0, 0)
    idle.someone_spoke()
    assert idle.passed(60_000) is None
    answer(idle, 60_000, 60_000, 0)
    idle.answer_began()
    assert idle.passed(120_000) is None


def test_switched_off_nothing_passes(idle: IdleTimeout) -> None:
    idle.configure(None)
    answer(idle, 0, 0, 0)
    assert idle.passed(60_000) is None
