"""Recordings of any length read part by part: WAV, MP3, FLAC, Ogg and what else libsndfile knows."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from wanderlust.domain.errors import BadAudio
from wanderlust.dsp.resample import resample
from wanderlust.dsp.wav import read_wav

Samples = npt.NDArray[np.float32]


_SEEK_EXACTLY = frozenset({"WAV", "WAVEX", "RF64", "W64", "AIFF", "AU", "CAF", "FLAC"})
_SKIPPED_AT_ONCE = 1 << 20  # frames


class Recording(Protocol):
    """A recording that can be read from anywhere."""

    @property
    def seconds(self) -> float: ...

    def read(self, start: float, seconds: float, rate: int) -> Samples:
        """Mono float32 at ``rate``, from ``start``; shorter at the end."""
        ...

    def close(self) -> None: ...


class _Streamed:
    """A file that libsndfile decodes; only the part asked for last is in memory.

    An MP3 decoded from its middle differs in the seventh digit from one decoded through, which is enough to change a
    doubtful word when a stopped transcript goes on, and the library complains on the terminal about the frame before.
    So what is compressed with losses is always decoded from its beginning on (an hour takes seconds), and the last
    part is kept, as the next one often begins inside it.
    """

    def __init__(self, path: Path) -> None:
        import soundfile  # type: ignore[import-untyped]

        class Forward(soundfile.SoundFile):  # type: ignore[misc]
            """Reads on without the seek that soundfile makes after every reading: a decoding from the middle."""

            def seekable(self) -> bool:
                return False

        self._file = soundfile.SoundFile(str(path))
        self._seeks = self._file.format in _SEEK_EXACTLY
        self._open = partial(Forward, str(path))
        if not self._seeks:
            self._file.close()
            self._file = self._open()
        self._rate = int(self._file.samplerate)
        self._held = np.zeros(0, np.float32)
        self._held_from = 0
        self._position = 0

    @property
    def seconds(self) -> float:
        return int(self._file.frames) / self._rate

    def read(self, start: float, seconds: float, rate: int) -> Samples:
        first = min(int(self._file.frames), round(start * self._rate))
        last = first + round(seconds * self._rate)
        held_to = self._held_from + len(self._held)
        known = self._held[:0]
        if self._held_from <= first < held_to:
            known = self._held[first - self._held_from : last - self._held_from]
        if first + len(known) < last:
            self._go_to(first + len(known))
            frames = self._file.read(last - self._position, dtype="float32", always_2d=True)
            self._position += len(frames)
            fresh: Samples = np.nan_to_num(np.clip(frames.mean(axis=1, dtype=np.float32), -1.0, 1.0))
            self._held, self._held_from = np.concatenate([known, fresh]), first
            known = self._held
        return resample(known, self._rate, rate)

    def _go_to(self, frame: int) -> None:
        if frame == self._position:
            return
        if self._seeks:
            self._file.seek(frame)
            self._position = frame
            return
        if frame < self._position:
            self._file.close()
            self._file, self._position = self._open(), 0
        while self._position < frame:
            passed = len(self._file.read(min(_SKIPPED_AT_ONCE, frame - self._position), dtype="float32"))
            self._position += passed
            if not passed:
                return

    def close(self) -> None:
        self._file.close()


class _Whole:
    """A WAV file libsndfile will not have, read by our own reader."""

    _RATE = 16_000

    def __init__(self, path: Path) -> None:
        self._samples = read_wav(path, self._RATE)

    @property
    def seconds(self) -> float:
        return len(self._samples) / self._RATE

    def read(self, start: float, seconds: float, rate: int) -> Samples:
        at = round(start * self._RATE)
        return resample(self._samples[at : at + round(seconds * self._RATE)], self._RATE, rate)

    def close(self) -> None:
        self._samples = self._samples[:0]


def open_recording(path: Path) -> Recording:
    """Open a recording.

    Raises:
        BadAudio: There is no such file, or it holds no sound that can be read.
        StorageFailed: It cannot be read from the disk.
    """
    if not path.is_file():
        raise BadAudio(f"There is no file {path}.", "Check the name.")
    try:
        recording = _Streamed(path)
    except (RuntimeError, OSError, ImportError) as error:  # libsndfile's own kind is a RuntimeError
        if path.open("rb").read(4) in (b"RIFF", b"RF64") or not path.stat().st_size:
            return _Whole(path)
        raise BadAudio(
            f"{path.name} is not a recording I can read.", "Convert it to WAV, MP3, FLAC or Ogg first."
        ) from error
    if not recording.seconds:
        raise BadAudio(f"{path.name} holds no sound.", "Record it again.")
    return recording


def fingerprint(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
