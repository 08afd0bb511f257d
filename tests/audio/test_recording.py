"""Recordings of many kinds are read from anywhere, mono and at the rate wanted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile  # type: ignore[import-untyped]

from wanderlust.audio.recording import fingerprint, open_recording
from wanderlust.domain.errors import BadAudio
from wanderlust.dsp.wav import wav_bytes


def tone(seconds: float, hertz: float, rate: int = 44_100) -> npt.NDArray[np.float32]:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def pitch(samples: npt.NDArray[np.float32], rate: int) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples))) * rate / len(samples))


@pytest.mark.parametrize("ending", ["wav", "mp3", "flac", "ogg"])
def test_any_part_of_a_stereo_file_is_read_at_16_khz(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"long.{ending}"
    sound = np.concatenate([tone(3, 440), tone(3, 880)])
    soundfile.write(str(path), np.stack([sound, sound], axis=1), 44_100)
    recording = open_recording(path)
    assert recording.seconds == pytest.approx(6.0, abs=0.06)
    early, late = recording.read(1.0, 1.0, 16_000), recording.read(4.0, 1.0, 16_000)
    assert len(early) == len(late) == 16_000
    assert pitch(early, 16_000) == pytest.approx(440, abs=2)
    assert pitch(late, 16_000) == pytest.approx(880, abs=2)
    assert len(recording.read(5.5, 10.0, 16_000)) == pytest.approx(8_000, abs=1_000)
    recording.close()


def test_a_wav_file_that_claims_too_little_is_read_by_our_own_reader(tmp_path: Path) -> None:
    path = tmp_path / "odd.wav"
    path.write_bytes(b"RIFF" + b"\0" * 4 + wav_bytes(np.zeros(16_000, np.int16), 16_000)[8:])
    assert open_recording(path).seconds == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("content", "words"), [(b"hello", "not a recording"), (b"", "is empty"), (b"RIFF1234WAVE", "no sound")]
)
def test_what_is_no_recording_is_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    with pytest.raises(BadAudio, match=words):
        open_recording(path)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match="no file"):
        open_recording(tmp_path / "nothing.mp3")


def test_a_fingerprint_tells_recordings_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"a")
    two.write_bytes(b"b")
    assert fingerprint(one) != fingerprint(two)


def test_parts_that_overlap_follow_or_go_back_are_those_of_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "talk.mp3"
    noise = np.random.default_rng(3).normal(0, 0.2, 16_000 * 20).astype(np.float32)
    soundfile.write(str(path), noise, 16_000, bitrate_mode="CONSTANT")
    whole = open_recording(path).read(0.0, 60.0, 16_000)
    recording = open_recording(path)
    for start, seconds in ((0.0, 6.0), (4.3, 6.0), (10.3, 3.0), (11.0, 1.0), (2.0, 5.0), (7.0, 30.0)):
        part = recording.read(start, seconds, 16_000)
        wanted = whole[round(start * 16_000) :][: round(seconds * 16_000)]
        assert np.array_equal(part, wanted)
    recording.close()
