"""Played and recorded frames are paired by counts: jitter is borne, lost sound is made up for."""

from __future__ import annotations

import numpy as np
import pytest

from wanderlust.audio.format import BLOCK, Samples
from wanderlust.audio.output import ClockOutput
from wanderlust.audio.played_tap import PlayedSound, PlayedTap
from wanderlust.audio.reference import CUSHION, LOOKBACK, PreDelay, ReferenceLine


def count_up(start: int, count: int) -> Samples:
    return np.arange(start, start + count, dtype=np.float32) + 1


def first_of(frames: list[Samples]) -> list[float]:
    """The first sample of each frame, in blocks: 0 for silence, n for what was played n blocks into the stretch."""
    return [float(frame[0] - 1) / BLOCK if frame[0] else -1.0 for frame in frames]


def test_silence_is_paired_with_silence() -> None:
    line = ReferenceLine()
    assert not line.next_frame().any()


def test_a_stretch_comes_out_whole_and_in_order_after_its_cushion() -> None:
    line = ReferenceLine()
    frames = []
    for block in range(10):
        line.played(count_up(block * BLOCK, BLOCK))
        frames.append(line.next_frame())
    frames += [line.next_frame() for _ in range(4)]
    silent = CUSHION // BLOCK
    assert first_of(frames) == [-1.0] * silent + [float(n) for n in range(10)] + [-1.0] * (4 - silent)


@pytest.mark.parametrize("pattern", [(0, 2), (2, 0), (1, 0, 2), (0, 0, 3), (3, 0, 0)])
def test_blocks_seen_out_of_step_leave_no_gap(pattern: tuple[int, ...]) -> None:
    line = ReferenceLine()
    frames, played = [], 0
    for _ in range(40):
        for blocks in pattern:
            line.played(count_up(played * BLOCK, blocks * BLOCK))
            played += blocks
            frames.append(line.next_frame())
    seen = [at for at in first_of(frames) if at >= 0]
    assert seen == [float(n) for n in range(len(seen))]
    assert len(seen) >= len(frames) - 4


def test_as_much_is_skipped_as_was_lost_of_the_recording() -> None:
    line = ReferenceLine()
    for block in range(20):
        line.played(count_up(block * BLOCK, BLOCK))
        line.next_frame()
    line.played(count_up(20 * BLOCK, 5 * BLOCK))  # 50 ms in which no recorded frame came
    for block in range(25, 25 + LOOKBACK + 1):
        line.played(count_up(block * BLOCK, BLOCK))
        frame = line.next_frame()
    assert line.skipped == 5 * BLOCK
    assert frame[0] == count_up((25 + LOOKBACK) * BLOCK - CUSHION, 1)[0]


def test_a_pause_of_the_speaker_is_a_pause_of_the_reference() -> None:
    line = ReferenceLine()
    line.played(count_up(0, 3 * BLOCK))
    frames = [line.next_frame() for _ in range(8)]
    assert first_of(frames) == [0.0, 1.0, 2.0] + [-1.0] * 5


def test_a_pre_delay_holds_the_reference_back_by_so_much() -> None:
    delay = PreDelay()
    assert delay.feed(count_up(0, BLOCK))[0] == 1
    delay.set(20)
    frames = [delay.feed(count_up(block * BLOCK, BLOCK)) for block in range(4)]
    assert first_of(frames) == [-1.0, -1.0, 0.0, 1.0]


def test_the_tap_gives_only_what_the_device_took_and_only_once() -> None:
    now = [0.0]
    tap = PlayedTap(ClockOutput(lambda: now[0]))
    tap.write(count_up(0, 4 * BLOCK))
    assert not len(tap.drain())
    now[0] = 0.020
    assert list(tap.drain()) == list(count_up(0, 2 * BLOCK))
    assert not len(tap.drain())
    tap.cancel()
    tap.write(count_up(1000, BLOCK))
    now[0] = 1.0
    assert list(tap.drain()) == list(count_up(1000, BLOCK))


def test_the_tap_gives_a_loudness_changed_on_the_way() -> None:
    now = [0.0]
    tap = PlayedTap(ClockOutput(lambda: now[0]))
    tap.write(count_up(0, 4 * BLOCK))
    tap.rewrite(np.zeros(BLOCK, np.float32))
    now[0] = 1.0
    assert list(tap.drain()) == [*count_up(0, 3 * BLOCK), *[0.0] * BLOCK]


def test_another_device_is_counted_and_brings_its_own_sound() -> None:
    played = PlayedSound()
    assert not len(played.drain())
    now = [0.0]
    played.through(ClockOutput(lambda: now[0])).write(count_up(0, BLOCK))
    now[0] = 1.0
    played.through(ClockOutput(lambda: now[0]))
    assert (len(played.drain()), played.changes) == (0, 2)
    played.none()
    assert not len(played.drain())
