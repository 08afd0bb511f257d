"""The microphone's chunks, and the microphone made of a recording."""

from __future__ import annotations

import queue
import threading

import numpy as np
import pytest

from wanderlust.audio.format import BLOCK, RATE, Samples
from wanderlust.audio.microphone import ChunkGrouper, DeviceMicrophone
from wanderlust.audio.wave_sound import TRAILING_SILENCE, WaveFeed, WaveMicrophone
from wanderlust.domain.errors import SoundFailed


def _tone(samples: int, level: float = 0.5) -> Samples:
    return (np.sin(np.arange(samples) / 5) * level).astype(np.float32)


def test_blocks_become_chunks_of_20_ms_and_nothing_is_lost() -> None:
    grouper = ChunkGrouper()
    sound = _tone(10 * BLOCK)
    chunks = [chunk for at in range(0, len(sound), BLOCK) for chunk in grouper.feed(sound[at : at + BLOCK])]
    assert [len(chunk) for chunk in chunks] == [960] * 5
    heard = np.frombuffer(b"".join(chunks), "<i2") / 32768
    assert np.abs(heard - sound).max() <= 0.5 / 32768


def test_a_late_reader_gets_chunks_of_40_ms() -> None:
    chunks = ChunkGrouper().feed(_tone(11 * BLOCK))
    assert [len(chunk) for chunk in chunks] == [1920, 1920, 960]


def test_the_level_rises_at_once_and_falls_within_a_quarter_second() -> None:
    grouper = ChunkGrouper()
    grouper.feed(_tone(BLOCK))
    assert grouper.level > 0.9
    grouper.feed(np.zeros(25 * BLOCK, np.float32))
    assert grouper.level < 0.01


def test_a_recording_comes_at_a_microphones_pace_and_then_silence() -> None:
    said = np.arange(1, 24 * 50 + 1, dtype="<i2").tobytes()  # 50 ms: its last chunk is filled up
    feed = WaveFeed(said)
    assert feed.due(0.0) == []
    assert len(feed.due(0.045)) == 2
    assert feed.due(0.045) == []
    late = feed.due(0.2)
    assert len(late) == 8
    assert late[0] == said[2 * 960 :] + bytes(2 * 240)
    assert late[1] == bytes(960)


def test_a_fast_recording_is_pushed_through_with_enough_silence_to_end_a_turn() -> None:
    feed = WaveFeed(bytes(2 * RATE), fast=True)
    assert len(feed.due(0.0)) * 480 == RATE + TRAILING_SILENCE
    assert len(feed.due(0.1)) == 5


def test_a_recording_goes_on_where_the_microphone_was_closed() -> None:
    said = np.arange(1, 24 * 100 + 1, dtype="<i2").tobytes()
    feed = WaveFeed(said)
    first = feed.due(0.04)
    feed.resume()
    assert b"".join(first + feed.due(0.06)) == said


def test_a_wave_microphone_delivers_until_it_is_closed() -> None:
    came: queue.Queue[bytes] = queue.Queue()
    now = [0.0]
    microphone = WaveMicrophone(bytes(range(1, 101)) * 480, clock=lambda: now[0])
    microphone.open(came.put)
    now[0] = 0.1
    chunks = [came.get(timeout=10) for _ in range(5)]
    assert b"".join(chunks) == (bytes(range(1, 101)) * 480)[: 5 * 960]
    microphone.close()
    assert microphone.level == 0


class OneSound:
    """An input that has one piece of sound to give."""

    slips = 0

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self.closed = False

    def read(self) -> Samples:
        samples, self._samples = self._samples, np.zeros(0, np.float32)
        return samples

    def alive(self, now: float) -> bool:
        return now >= 0

    def close(self) -> None:
        self.closed = True


def test_an_open_microphone_hands_on_what_its_device_hears() -> None:
    came: queue.Queue[bytes] = queue.Queue()
    microphone = DeviceMicrophone()
    told = threading.Event()
    microphone.on_wanted(told.set)
    microphone.open(came.put)
    assert told.is_set()
    microphone.attach(OneSound(_tone(4 * BLOCK)))
    assert len(came.get(timeout=10)) == 1920
    assert microphone.level > 0.9
    microphone.close()
    assert (microphone.wanted, microphone.level) == (False, 0.0)


def test_a_missing_microphone_cannot_be_opened_and_says_why() -> None:
    microphone = DeviceMicrophone()
    microphone.missing(SoundFailed("I found no microphone."))
    with pytest.raises(SoundFailed, match="no microphone"):
        microphone.open(lambda chunk: None)
    assert not microphone.wanted
    microphone.missing(None)
    microphone.open(lambda chunk: None)
    microphone.close()
