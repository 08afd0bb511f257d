"""A hush is when the speaker is as quiet as no speech of the turn is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from wanderlust.engine.hush import Hush

Chunk = npt.NDArray[np.float32]


def at(dbfs: float) -> Chunk:
    """32 ms of noise so loud."""
    return np.random.default_rng(1).normal(0, 10 ** (dbfs / 20), 512).astype(np.float32)


def after(*levels: float, room: float = -60.0) -> Hush:
    """A turn of chunks this loud, begun in a quiet room."""
    hush = Hush()
    for _ in range(50):
        hush.feed(at(room))
    hush.begin()
    for level in levels:
        hush.feed(at(level))
    return hush


def test_two_quiet_chunks_after_speech_are_a_hush() -> None:
    assert not after(-18, -20, -60).hushed
    assert after(-18, -20, -60, -60).hushed


def test_speech_ends_a_hush() -> None:
    assert not after(-18, -60, -60, -30).hushed


def test_the_stop_before_a_consonant_is_none() -> None:
    assert not after(-18, -60, -25, -60, -20).hushed


def test_a_soft_last_sound_is_still_speech() -> None:
    """An "s" lies 20 to 28 dB under the vowel before it."""
    assert not after(-18, -43, -43, -45).hushed


def test_a_room_close_to_the_voice_has_no_hush_but_one_well_under_it_has() -> None:
    assert not after(-18, -30, -30, -30, room=-30).hushed
    assert after(-18, -45, -45, room=-45).hushed


def test_a_new_turn_is_measured_by_its_own_voice() -> None:
    hush = after(-10, -12)
    hush.begin()
    for level in (-38, -40, -41, -40):
        hush.feed(at(level))
    assert not hush.hushed


@pytest.mark.parametrize("chunks", [1, 100])
def test_digital_silence_before_any_sound_is_no_hush_of_a_voice(chunks: int) -> None:
    hush = Hush()
    for _ in range(chunks):
        hush.feed(np.zeros(512, np.float32))
    assert not hush.hushed
