"""PortAudio behind one door: loaded late, listed, opened and started anew, all on the supervisor's thread."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
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
        microphone_nodes: What the sound server calls them, in the same order; empty where there is no such server.
        speaker_nodes: The same for the speakers.
    """

    microphone: str | None
    speaker: str | None
    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    microphone_nodes: tuple[str, ...] = ()
    speaker_nodes: tuple[str, ...] = ()

    @property
    def served(self) -> bool:
        """Whether a sound server stands between us and the devices."""
        return bool(self.microphone_nodes or self.speaker_nodes)

    def microphone_called(self, name: str) -> DeviceChoice | None:
        """The microphone of this name, if it is there."""
        return _choice(name, self.microphones, self.microphone_nodes)

    def speaker_called(self, name: str) -> DeviceChoice | None:
        """The speaker of this name, if it is there."""
        return _choice(name, self.speakers, self.speaker_nodes)


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """A device to open: its name, and what the sound server calls it, where there is one."""

    name: str
    node: str = ""


def _choice(name: str, names: tuple[str, ...], nodes: tuple[str, ...]) -> DeviceChoice | None:
    if not name or name not in names:
        return None
    place = names.index(name)
    return DeviceChoice(name, nodes[place] if place < len(nodes) else "")


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

    def open_output(self, latency: Latency, device: DeviceChoice | None = None) -> OutputStream:
        """Open a speaker, the default one unless it is named; raises SoundFailed."""
        ...

    def open_input(self, latency: Latency, device: DeviceChoice | None = None) -> InputStream:
        """Open a microphone, the default one unless it is named; raises SoundFailed."""
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

    def open_output(self, latency: Latency, device: DeviceChoice | None = None) -> MixerOutput:
        try:
            with _pointed("PULSE_SINK", device):
                return MixerOutput(self._rtmixer, latency, self._index(device, "output"))
        except (self._sounddevice.PortAudioError, ValueError) as error:
            raise SoundFailed(
                f"I could not open the speaker: {error}.", "Answers come as text until it can be opened."
            ) from error

    def open_input(self, latency: Latency, device: DeviceChoice | None = None) -> RecorderInput:
        try:
            with _pointed("PULSE_SOURCE", device):
                return RecorderInput(self._rtmixer, latency, self._index(device, "input"))
        except (self._sounddevice.PortAudioError, ValueError) as error:
            raise SoundFailed(
                f"I could not open the microphone: {error}.", "Close what else uses it, or type."
            ) from error

    def _index(self, device: DeviceChoice | None, kind: str) -> int | None:
        """PortAudio's number of a device; None for its default, behind which a sound server finds the node."""
        if device is None or device.node:
            return None
        for number, listed in enumerate(self._sounddevice.query_devices()):
            if listed["name"] == device.name and listed[f"max_{kind}_channels"] > 0:
                return number
        raise ValueError(f"{device.name} is not there")

    def _default(self, kind: str) -> str | None:
        try:
            return str(self._sounddevice.query_devices(kind=kind)["name"])
        except (self._sounddevice.PortAudioError, ValueError):  # there is no such device
            return None


@contextmanager
def _pointed(variable: str, device: DeviceChoice | None) -> Iterator[None]:
    """Point ALSA's door to the sound server at a node while a stream is opened.

    PortAudio knows the server only as "default". The PulseAudio client reads PULSE_SINK and PULSE_SOURCE when it
    connects, PipeWire's own plug-in PIPEWIRE_NODE; afterwards they would only mislead the processes we start.
    """
    if device is None or not device.node:
        yield
        return
    before = {name: os.environ.get(name) for name in (variable, "PIPEWIRE_NODE")}
    os.environ.update(dict.fromkeys(before, device.node))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
