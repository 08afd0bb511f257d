"""WAV files in any of the usual encodings read as mono float, and written as 16-bit mono.

The chunk layout and format tags are those of the Multimedia Programming Interface (IBM and Microsoft,
1991) and its WAVE_FORMAT_EXTENSIBLE addition; mu-law is ITU-T G.711.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from wanderlust.domain.errors import BadAudio, StorageFailed
from wanderlust.dsp.resample import resample

Samples = npt.NDArray[np.float32]

_PCM, _FLOAT, _MULAW, _EXTENSIBLE = 1, 3, 7, 0xFFFE

# Recorders that write to a pipe cannot go back to fill in the size: they leave 0 or something near 2 or 4 GB.
_UNKNOWN_SIZE = 0x7FFF0000

_SAVE_AGAIN = "Save it again as 16-bit WAV."

_RATES = range(1_000, 384_001)


@dataclass(frozen=True, slots=True)
class _Format:
    tag: int
    channels: int
    rate: int
    bits: int


def read_wav(source: Path | bytes, rate: int) -> Samples:
    """The sound of a WAV file as mono float32 in [-1, 1] at the wanted rate.

    Reads 8, 16, 24 and 32-bit PCM, 32 and 64-bit float and 8-bit mu-law, any number of channels (averaged).

    Args:
        source: A path, or the bytes of the file.
        rate: The rate wanted, in Hz.

    Raises:
        BadAudio: The file is empty, is no WAV, contradicts itself or holds no sound.
        StorageFailed: The file cannot be read from the disk.
    """
    name, data = (source.name, _bytes_of(source)) if isinstance(source, Path) else ("The sound", source)
    if not data:
        raise BadAudio(f"{name} is empty: it has 0 bytes.", "Record it again, or choose another file.")
    form, payload = _chunks(name, data)
    samples = _decoded(name, form, payload)
    if not np.isfinite(samples).all():
        raise BadAudio(f"{name} holds numbers that are no sound.", _SAVE_AGAIN)
    return resample(np.clip(samples, -1.0, 1.0), form.rate, rate)


def wav_bytes(samples: npt.NDArray[np.int16], rate: int) -> bytes:
    """A 16-bit mono WAV file in memory."""
    body = np.asarray(samples, "<i2").tobytes()
    header = struct.pack("<IHHIIHH", 16, _PCM, 1, rate, rate * 2, 2, 16)
    sizes = struct.pack("<I", 36 + len(body)), struct.pack("<I", len(body))
    return b"".join([b"RIFF", sizes[0], b"WAVEfmt ", header, b"data", sizes[1], body])


def write_wav(path: Path, samples: npt.NDArray[np.int16], rate: int) -> None:
    """Write 16-bit mono samples to ``path``.

    Raises:
        StorageFailed: The file cannot be written.
    """
    try:
        path.write_bytes(wav_bytes(samples, rate))
    except OSError as error:
        raise StorageFailed(
            f"I could not write {path.name}: {error.strerror or error}.", "Choose another folder for it."
        ) from error


class WavWriter:
    """A 16-bit mono WAV file that grows; its header is true whenever it is closed."""

    def __init__(self, path: Path, rate: int) -> None:
        """Begin the file; raises StorageFailed."""
        self._path, self._rate, self._written = path, rate, 0
        try:
            self._file = path.open("wb")
        except OSError as error:
            raise self._failed(error) from error
        self._file.write(wav_bytes(np.zeros(0, np.int16), rate))

    def write(self, pcm: bytes) -> None:
        """Append PCM16; raises StorageFailed."""
        try:
            self._file.write(pcm)
        except OSError as error:
            raise self._failed(error) from error
        self._written += len(pcm)

    def close(self) -> None:
        """Fill in the length and close; raises StorageFailed."""
        try:
            self._file.seek(4)
            self._file.write(struct.pack("<I", 36 + self._written))
            self._file.seek(40)
            self._file.write(struct.pack("<I", self._written))
            self._file.close()
        except OSError as error:
            raise self._failed(error) from error

    def _failed(self, error: OSError) -> StorageFailed:
        return StorageFailed(
            f"I could not write {self._path.name}: {error.strerror or error}.", "Choose another folder for it."
        )


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadAudio(f"There is no file {path}.", "Check the name.") from error
    except OSError as error:
        raise StorageFailed(f"I could not read {path.name}: {error.strerror or error}.") from error


def _chunks(name: str, data: bytes) -> tuple[_Format, bytes]:
    if len(data) < 12 or data[:4] not in (b"RIFF", b"RF64") or data[8:12] != b"WAVE":
        raise BadAudio(f"{name} is not a WAV file.", "Convert it to WAV first.")
    form: _Format | None = None
    at = 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        at += 8
        if kind == b"fmt ":
            form = _format(name, data[at : at + size])
        elif kind == b"data":
            if form is None:
                raise BadAudio(f"{name} does not say how its sound is stored.", _SAVE_AGAIN)
            held = len(data) - at
            if size == 0 and held > 0 or size >= _UNKNOWN_SIZE:
                size = held
            if size > held:
                raise BadAudio(
                    f"{name} is cut off: its header promises {size} bytes of sound and {held} are there.",
                    "Copy it again, or save it again as WAV.",
                )
            return form, data[at : at + size]
        at += size + (size & 1)
    raise BadAudio(f"{name} holds no sound: it has a header and nothing after it.", "Record it again.")


def _format(name: str, body: bytes) -> _Format:
    if len(body) < 16:
        raise BadAudio(f"{name} has a damaged header.", _SAVE_AGAIN)
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", body)
    if tag == _EXTENSIBLE and len(body) >= 26:
        tag = struct.unpack_from("<H", body, 24)[0]
    if not 1 <= channels <= 64 or rate not in _RATES:
        raise BadAudio(
            f"{name} has a header that cannot be true: {channels} channels at {rate} Hz.",
            "Save it again as WAV.",
        )
    return _Format(tag, channels, rate, bits)


def _decoded(name: str, form: _Format, payload: bytes) -> Samples:
    width = form.bits // 8
    known = {(_PCM, 8), (_PCM, 16), (_PCM, 24), (_PCM, 32), (_FLOAT, 32), (_FLOAT, 64), (_MULAW, 8)}
    if (form.tag, form.bits) not in known:
        raise BadAudio(
            f"{name} is stored in a way I cannot read (format {form.tag}, {form.bits} bits).",
            _SAVE_AGAIN,
        )
    frames = len(payload) // (width * form.channels)
    if not frames:
        raise BadAudio(f"{name} holds no sound.", "Record it again.")
    raw = payload[: frames * width * form.channels]
    interleaved = _MULAW_TABLE[np.frombuffer(raw, np.uint8)] if form.tag == _MULAW else _linear(form, raw)
    mono: Samples = interleaved.reshape(frames, form.channels).mean(axis=1, dtype=np.float64).astype(np.float32)
    return mono


def _linear(form: _Format, raw: bytes) -> npt.NDArray[np.floating]:
    if form.tag == _FLOAT:
        return np.frombuffer(raw, "<f4" if form.bits == 32 else "<f8")
    if form.bits == 8:
        return (np.frombuffer(raw, np.uint8).astype(np.float32) - 128) / 128
    if form.bits == 16:
        return np.frombuffer(raw, "<i2").astype(np.float32) / 32768
    if form.bits == 32:
        return np.frombuffer(raw, "<i4") / 2147483648.0
    triples = np.frombuffer(raw, np.uint8).reshape(-1, 3)
    padded = np.zeros((len(triples), 4), np.uint8)
    padded[:, 1:] = triples
    return padded.reshape(-1).view("<i4") / 2147483648.0


def _mulaw_table() -> Samples:
    code = ~np.arange(256, dtype=np.uint8)
    exponent, mantissa = (code >> 4) & 7, code & 15
    magnitude = (((mantissa.astype(np.int32) << 3) + 0x84) << exponent) - 0x84
    return (np.where(code & 0x80, -magnitude, magnitude) / 32768).astype(np.float32)


_MULAW_TABLE = _mulaw_table()
