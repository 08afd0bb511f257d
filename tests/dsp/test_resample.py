"""Converting rates keeps the tone and leaves no seam between chunks."""

from __future__ import annotations

import numpy as np
import pytest

from wanderlust.dsp.resample import Resampler, resample

TONE = np.sin(2 * np.pi * 440 * np.arange(24_000) / 24_000).astype(np.float32)


@pytest.mark.parametrize("chunk", [240, 512, 1000])
def test_a_stream_in_chunks_equals_the_whole_signal_at_once(chunk: int) -> None:
    stream = Resampler(24_000, 16_000)
    parts = [stream.feed(TONE[start : start + chunk]) for start in range(0, len(TONE), chunk)]
    streamed = np.concatenate([*parts, stream.finish()])
    whole = resample(TONE, 24_000, 16_000)
    assert len(streamed) == len(whole) == 16_000
    assert np.abs(streamed - whole).max() < 1e-3


def test_after_finishing_a_stream_starts_afresh() -> None:
    stream = Resampler(24_000, 16_000)
    first = np.concatenate([stream.feed(TONE), stream.finish()])
    second = np.concatenate([stream.feed(TONE), stream.finish()])
    assert np.array_equal(first, second)


def test_equal_rates_pass_samples_through() -> None:
    stream = Resampler(16_000, 16_000)
    assert stream.feed(TONE) is TONE
    assert len(stream.finish()) == 0
    assert resample(TONE, 16_000, 16_000) is TONE


def test_nothing_stays_nothing() -> None:
    assert len(resample(np.zeros(0, np.float32), 24_000, 16_000)) == 0
