"""A microphone that sends only zeros is told of after two seconds, and never one that has sent anything."""

from __future__ import annotations

import numpy as np
import pytest

from wanderlust.audio.blank_input import BlankInput
from wanderlust.audio.format import BLOCK, RATE

ZEROS = np.zeros(BLOCK, np.float32)
FAINT = np.full(BLOCK, 1 / 32_768, np.float32)


@pytest.fixture
def told() -> list[bool]:
    return []


@pytest.fixture
def blank(told: list[bool]) -> BlankInput:
    return BlankInput(told.append)


def feed(blank: BlankInput, seconds: float) -> None:
    for _ in range(round(seconds * RATE / BLOCK)):
        blank.feed(ZEROS)


def test_two_seconds_of_zeros_are_told_once(blank: BlankInput, told: list[bool]) -> None:
    feed(blank, 1.99)
    assert told == []
    feed(blank, 3)
    assert told == [True]


def test_the_last_bit_of_a_quiet_room_is_sound(blank: BlankInput, told: list[bool]) -> None:
    blank.feed(FAINT)
    feed(blank, 10)
    assert told == []


def test_sound_that_comes_late_takes_it_back(blank: BlankInput, told: list[bool]) -> None:
    feed(blank, 3)
    blank.feed(FAINT)
    feed(blank, 3)
    assert told == [True, False]


def test_a_closed_microphone_is_not_blank_any_more(blank: BlankInput, told: list[bool]) -> None:
    feed(blank, 3)
    blank.end()
    assert told == [True, False]


def test_blocks_without_samples_are_no_silence(blank: BlankInput, told: list[bool]) -> None:
    for _ in range(500):
        blank.feed(np.zeros(0, np.float32))
    assert told == []
