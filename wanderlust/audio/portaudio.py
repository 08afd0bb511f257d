"""PortAudio behind one door: loaded late, listed, opened and started anew, all on the supervisor's thread."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any, Protocol

from wanderlust.audio.format import Latency, Samples
from wanderlust.audio.mixer_output import MixerOutput
from wanderlust.audio.output import Output
from wanderlust.audio.recorder_input import RecorderInput
from wanderlust.domain.errors import SoundFailed


@dataclass(frozen=True, slots=True)
class DeviceSnapshot:
    """The devices there are.

    Attributes:
        microphone: Name of the default microphone, None = there is none.
        speaker: Name of the default speaker, None = there is none.
        microphones: Names of all microphones.
        speakers: Names of all speakers.
    """

    microphone: str | None
    speaker: str | None
    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


class DeviceStream(Protocol):
    """An open stream of a device."""

    def alive(self, now: float) -> bool:
        """Whether blocks still come and go."""
        ...

    @property
    def slips(self) -> int:
        """Blocks that came too late since it was opened."""
        ...

    def close(self) -> None: ...


class OutputStream(DeviceStream, Output, Protocol):
    """A speaker that is open."""


class InputStream(DeviceStream, Protocol):
    """A microphone that is open."""

    def read(self) -> Samples:
        """Whole 10 ms blocks that have come since the last call."""
        ...


class SoundLibrary(Protocol):
    """What the supervisor needs of a sound library; one thread uses it."""

    def load(self) -> None:
        """Load it; raises SoundFailed where it is not installed."""
        ...

    def devices(self) -> DeviceSnapshot:
        """The devices known since it was last started."""
        ...

    def restart(self) -> None:
        """End and start it, so that it sees today's devices; every stream must be closed."""
        ...

    def open_output(self, latency: Latency) -> OutputStream:
        """Open the default speaker; raises SoundFailed."""
        ...

    def open_input(self, latency: Latency) -> InputStream:
        """Open the default microphone; raises SoundFailed."""
        ...


class PortAudio:
    """`sounddevice` for devices and `rtmixer` for streams, imported only when first needed."""

    def __init__(self) -> None:
        self._sounddevice: Any = None
        self._rtmixer: Any = None

    def load(self) -> None:
        if self._rtmixer is not None:
            return
        try:
            self._sounddevice = importlib.import_module("sounddevice")
            self._rtmixer = importlib.import_module("rtmixer")
        except (OSError, ImportError) as error:  # OSError is sounddevice's word for "no PortAudio library"
            raise SoundFailed(
                "I cannot use sound: the PortAudio library is missing.",
                "Install it (on Debian: apt install libportaudio2), or type to me.",
            ) from error

    def devices(self) -> DeviceSnapshot:
        listed = list(self._sounddevice.query_devices())
        microphones = tuple(str(device["name"]) for device in listed if device["max_input_channels"] > 0)
        speakers = tuple(str(device["name"]) for device in listed if device["max_output_channels"] > 0)
        return DeviceSnapshot(self._default("input"), self._default("output"), microphones, speakers)

    def restart(self) -> None:
        # There is no public way to make PortAudio look for devices again; sounddevice's own documents name this one.
        self._sounddevice._terminate()
        self._sounddevice._initialize()

    def open_output(self, latency: Latency) -> MixerOutput:
        try:
            return MixerOutput(self._rtmixer, latency)
        except (self._sounddevice.PortAudioError, ValueError) as error:
            raise SoundFailed(
                f"I could not open the speaker: {error}.", "Answers come as text until it can be opened."
            ) from error

    def open_input(self, latency: Latency) -> RecorderInput:
        try:
            return RecorderInput(self._rtmixer, latency)
        except (self._sounddevice.PortAudioError, ValueError) as error:
            raise SoundFailed(
                f"I could not open the microphone: {error}.", "Close what else uses it, or type."
            ) from error

    def _default(self, kind: str) -> str | None:
        try:
            return str(self._sounddevice.query_devices(kind=kind)["name"])
        except (self._sounddevice.PortAudioError, ValueError):  # there is no such device
            return None
