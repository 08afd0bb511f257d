"""The sound formats of the Realtime wire: PCM16 at 24 kHz, and the telephone's G.711 at 8 kHz."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wanderlust.dsp import g711
from wanderlust.dsp.level import to_float, to_int16
from wanderlust.dsp.resample import Resampler, resample

Samples = npt.NDArray[np.float32]
Samples16 = npt.NDArray[np.int16]

VOICE_RATE = 24_000  # what voices make


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """One format of mono sound.

    Attributes:
        name: As in ``session.audio.*.format.type``.
        rate: Samples a second.
        sample_bytes: Bytes a sample.
    """

    name: str
    rate: int
    sample_bytes: int

    @property
    def json(self) -> dict[str, Any]:
        """The format as the session object has it; only PCM names its rate."""
        return {"type": self.name, "rate": self.rate} if self.name == "audio/pcm" else {"type": self.name}

    def duration_ms(self, data: bytes) -> float:
        """How long this sound lasts."""
        return len(data) * 1000 / (self.rate * self.sample_bytes)

    def samples(self, data: bytes) -> Samples:
        """float32 in [-1, 1) at :attr:`rate`; a byte too many is left out."""
        return to_float(_DECODERS[self.name](data[: len(data) - len(data) % self.sample_bytes]))

    def samples_at(self, data: bytes, rate: int) -> Samples:
        """A whole recording at another rate."""
        return resample(self.samples(data), self.rate, rate)

    def bytes_of(self, samples: Samples16) -> bytes:
        """int16 samples at :attr:`rate` in this format."""
        return _ENCODERS[self.name](samples)


_DECODERS: dict[str, Callable[[bytes], Samples16]] = {
    "audio/pcm": lambda data: np.frombuffer(data, "<i2").astype(np.int16),
    "audio/pcmu": g711.decode_mu_law,
    "audio/pcma": g711.decode_a_law,
}
_ENCODERS: dict[str, Callable[[Samples16], bytes]] = {
    "audio/pcm": lambda samples: samples.astype("<i2").tobytes(),
    "audio/pcmu": g711.encode_mu_law,
    "audio/pcma": g711.encode_a_law,
}

PCM = SoundFormat("audio/pcm", VOICE_RATE, 2)
MU_LAW = SoundFormat("audio/pcmu", g711.RATE, 1)
A_LAW = SoundFormat("audio/pcma", g711.RATE, 1)
FORMATS = {form.name: form for form in (PCM, MU_LAW, A_LAW)}


def format_of(value: Mapping[str, Any] | None) -> SoundFormat | None:
    """The format a session's object names; None in it stands for PCM, and None comes back for what is not served."""
    if value is None:
        return PCM
    form = FORMATS.get(str(value.get("type")))
    if form is None or value.get("rate") not in (None, form.rate):
        return None
    return form


class VoiceEncoder:
    """One stream of a voice's sound, PCM16 at 24 kHz, put into a format chunk by chunk without a seam."""

    def __init__(self, form: SoundFormat) -> None:
        self._form = form
        self._resampler = Resampler(VOICE_RATE, form.rate)

    def feed(self, pcm: bytes) -> bytes:
        """What is ready after this sound; possibly nothing at the start of a stream."""
        if self._form is PCM:
            return pcm
        return self._encoded(self._resampler.feed(PCM.samples(pcm)))

    def finish(self) -> bytes:
        """The sound still held back."""
        return b"" if self._form is PCM else self._encoded(self._resampler.finish())

    def _encoded(self, samples: Samples) -> bytes:
        return self._form.bytes_of(to_int16(samples))
