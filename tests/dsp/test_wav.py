"""WAV files of every usual kind become mono float at the wanted rate; the others get one clear sentence."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from wanderlust.domain.errors import BadAudio, StorageFailed
from wanderlust.dsp.wav import WavWriter, read_wav, wav_bytes, write_wav

RATE = 16_000
TONE = (0.5 * np.sin(2 * np.pi * 440 * np.arange(RATE // 2) / RATE)).astype(np.float32)

Encoder = Callable[[npt.NDArray[np.float32]], bytes]


def riff(
    body: bytes, tag: int = 1, channels: int = 1, rate: int = RATE, bits: int = 16, claimed: int | None = None
) -> bytes:
    """A WAV file; ``claimed`` is what the header says of the length of the sound."""
    width = channels * bits // 8
    header = struct.pack("<HHIIHH", tag, channels, rate, rate * width, width, bits)
    size = len(body) if claimed is None else claimed
    chunks = b"fmt " + struct.pack("<I", 16) + header + b"data" + struct.pack("<I", size) + body
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def int24(samples: npt.NDArray[np.float32]) -> bytes:
    whole = (samples * 2**23).astype("<i4")
    return whole.view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


@pytest.mark.parametrize(
    ("tag", "bits", "encode", "error"),
    [
        (1, 8, lambda s: (s * 127 + 128).astype(np.uint8).tobytes(), 1 / 64),
        (1, 16, lambda s: (s * 32767).astype("<i2").tobytes(), 1e-4),
        (1, 24, int24, 1e-6),
        (1, 32, lambda s: (s.astype(np.float64) * 2147483647).astype("<i4").tobytes(), 1e-6),
        (3, 32, lambda s: s.astype("<f4").tobytes(), 1e-7),
        (3, 64, lambda s: s.astype("<f8").tobytes(), 1e-7),
    ],
)
def test_every_linear_encoding_is_read(tag: int, bits: int, encode: Encoder, error: float) -> None:
    heard = read_wav(riff(encode(TONE), tag=tag, bits=bits), RATE)
    assert heard.dtype == np.float32
    assert np.abs(heard - TONE).max() < error


def test_mu_law_is_read_after_g711() -> None:
    # ITU-T G.711: codes 0x00 and 0x80 are the loudest, 0xFF and 0x7F are zero, 0x0F is the 16th of the top segment.
    heard = read_wav(riff(bytes([0x00, 0x80, 0xFF, 0x7F, 0x0F]), tag=7, bits=8), RATE)
    assert np.round(heard * 32768).tolist() == [-32124, 32124, 0, 0, -16764]


def test_stereo_becomes_the_mean_of_its_channels() -> None:
    both = np.stack([TONE, -TONE / 2], axis=1)
    heard = read_wav(riff((both * 32767).astype("<i2").tobytes(), channels=2), RATE)
    assert np.abs(heard - TONE / 4).max() < 1e-4


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
def test_another_rate_is_resampled_to_the_same_tone(rate: int) -> None:
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(rate) / rate)
    heard = read_wav(riff((tone * 32767).astype("<i2").tobytes(), rate=rate), RATE)
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert abs(len(heard) - RATE) <= 1
    assert np.argmax(spectrum) * RATE / len(heard) == pytest.approx(440, abs=1)


def test_the_extensible_header_is_understood() -> None:
    guid = struct.pack("<H", 1) + bytes.fromhex("000000001000800000aa00389b71")
    header = struct.pack("<HHIIHHHHI", 0xFFFE, 1, RATE, RATE * 2, 2, 16, 22, 16, 4) + guid
    body = (TONE * 32767).astype("<i2").tobytes()
    chunks = b"fmt " + struct.pack("<I", len(header)) + header + b"data" + struct.pack("<I", len(body)) + body
    data = b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks
    assert np.abs(read_wav(data, RATE) - TONE).max() < 1e-4


@pytest.mark.parametrize("claimed", [0, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_recording_from_a_pipe_with_no_length_is_read_to_its_end(claimed: int) -> None:
    body = (TONE * 32767).astype("<i2").tobytes()
    assert len(read_wav(riff(body, claimed=claimed), RATE)) == len(TONE)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"hello, I am a text file, not a sound at all", "not a WAV file"),
        (b"RIFF\x24\0\0\0WAVE", "no sound"),
        (riff(b""), "no sound"),
        (riff(b"\x01"), "no sound"),
        (riff(b"\0\0" * 100, claimed=90_000), "cut off"),
        (riff(b"\0\0" * 100, channels=0), "cannot be true"),
        (riff(b"\0\0" * 100, rate=0), "cannot be true"),
        (riff(b"\0\0" * 100, bits=12), "cannot read"),
        (riff(b"\0\0" * 100, tag=85), "cannot read"),
        (riff(np.full(10, np.nan, "<f4").tobytes(), tag=3, bits=32), "no sound"),
        (b"RIFF\x10\0\0\0WAVEdata\x04\0\0\0\0\0\0\0", "does not say how"),
        (b"RIFF\x10\0\0\0WAVEfmt \x02\0\0\0\x01\0data\0\0\0\0", "damaged header"),
    ],
)
def test_a_file_that_cannot_be_heard_says_why(data: bytes, words: str) -> None:
    with pytest.raises(BadAudio) as refused:
        read_wav(data, RATE)
    assert words in refused.value.sentence
    assert refused.value.remedy


def test_an_empty_file_on_disk_is_named(tmp_path: Path) -> None:
    path = tmp_path / "question.wav"
    path.touch()
    with pytest.raises(BadAudio, match=r"question\.wav is empty"):
        read_wav(path, RATE)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match=r"There is no file .*nowhere\.wav"):
        read_wav(tmp_path / "nowhere.wav", RATE)


def test_a_folder_cannot_be_read_as_sound(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed):
        read_wav(tmp_path, RATE)


def test_what_is_written_is_read_back_exactly(tmp_path: Path) -> None:
    samples = (TONE * 32767).astype(np.int16)
    write_wav(tmp_path / "reply.wav", samples, 24_000)
    heard = read_wav(tmp_path / "reply.wav", 24_000)
    assert np.array_equal(np.round(heard * 32768).astype(np.int16), samples)
    assert (tmp_path / "reply.wav").read_bytes() == wav_bytes(samples, 24_000)


def test_writing_to_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match=r"could not write reply\.wav"):
        write_wav(tmp_path / "no" / "reply.wav", np.zeros(10, np.int16), RATE)


def test_a_growing_file_is_the_same_as_one_written_at_once(tmp_path: Path) -> None:
    samples = np.arange(1000, dtype=np.int16)
    growing = WavWriter(tmp_path / "a.wav", RATE)
    for start in range(0, 1000, 300):
        growing.write(samples[start : start + 300].tobytes())
    growing.close()
    assert (tmp_path / "a.wav").read_bytes() == wav_bytes(samples, RATE)


def test_a_growing_file_in_no_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match="could not write"):
        WavWriter(tmp_path / "none" / "a.wav", RATE)
