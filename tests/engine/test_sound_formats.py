"""Sound survives every format of the wire, whole or in pieces."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from wanderlust.engine.sound_formats import FORMATS, PCM, SoundFormat, VoiceEncoder, format_of

TONE = (np.sin(np.arange(24_000) * 2 * np.pi * 440 / 24_000) * 10_000).astype("<i2")


def loudest_hz(samples: npt.NDArray[np.float32], rate: int) -> float:
    return float(np.fft.rfftfreq(len(samples), 1 / rate)[np.abs(np.fft.rfft(samples)).argmax()])


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_tone_streamed_in_pieces_is_the_same_tone(form: SoundFormat) -> None:
    encoder = VoiceEncoder(form)
    data = b"".join(encoder.feed(TONE[start : start + 4801].tobytes()) for start in range(0, 24_000, 4801))
    data += encoder.finish()
    assert form.duration_ms(data) == pytest.approx(1000, abs=1)
    samples = form.samples_at(data, 16_000)
    assert len(samples) == pytest.approx(16_000, abs=16)
    assert loudest_hz(samples, 16_000) == pytest.approx(440, abs=1)
    assert np.abs(samples).max() == pytest.approx(10_000 / 32768, rel=0.05)


def test_pcm_passes_untouched() -> None:
    encoder = VoiceEncoder(PCM)
    assert encoder.feed(TONE.tobytes()) + encoder.finish() == TONE.tobytes()


def test_half_a_sample_is_left_out() -> None:
    assert len(PCM.samples(b"\0\0\0")) == 1


def test_formats_are_known_by_name_and_rate() -> None:
    assert format_of(None) is PCM and format_of({"type": "audio/pcm"}) is PCM
    assert format_of({"type": "audio/pcm", "rate": 8000}) is None
    assert format_of({"type": "audio/opus"}) is None
