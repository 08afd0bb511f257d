"""Stretches of speech end at pauses, never overlap, and are short enough for a subtitle."""

from __future__ import annotations

import pytest

from wanderlust.engine.speech_segments import CHUNK_SECONDS, stretches


def sound(*parts: tuple[float, float]) -> tuple[list[float], float]:
    """Probabilities for parts of (seconds, probability), and their length."""
    chances = [p for seconds, p in parts for _ in range(round(seconds / CHUNK_SECONDS))]
    return chances, len(chances) * CHUNK_SECONDS


def test_silence_has_no_stretch() -> None:
    assert stretches(*sound((30, 0.02))) == []


def test_a_click_is_not_speech() -> None:
    assert stretches(*sound((2, 0.0), (0.1, 0.9), (2, 0.0))) == []


def test_a_long_pause_parts_two_sentences() -> None:
    found = stretches(*sound((1, 0.0), (2, 0.9), (1.5, 0.0), (2, 0.9), (1, 0.0)))
    assert [(s.start, s.end) for s in found] == [pytest.approx(pair, abs=0.05) for pair in ((0.85, 3.15), (4.35, 6.65))]


def test_short_neighbours_are_heard_together() -> None:
    assert len(stretches(*sound((2, 0.9), (0.5, 0.0), (2, 0.9)))) == 1


def test_speech_without_a_pause_is_cut_where_it_is_least_likely() -> None:
    found = stretches(*sound((9, 0.9), (0.1, 0.4), (9, 0.9)))
    assert len(found) == 2
    assert found[0].end == pytest.approx(9.05, abs=0.06)


def test_stretches_follow_each_other_and_stay_inside_the_recording() -> None:
    chances, seconds = sound(*[(1.3, 0.9), (0.3, 0.1)] * 40)
    found = stretches(chances, seconds)
    assert found[0].start >= 0 and found[-1].end <= seconds
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(s.end - s.start <= 12.5 for s in found)
