"""The supervisor of sound: opens devices, notices when one goes or comes, starts PortAudio anew between turns."""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from wanderlust.audio.canceller import WebRtcCanceller
from wanderlust.audio.device_watch import DeviceWatch
from wanderlust.audio.echo import EchoControl
from wanderlust.audio.format import Latency, meter
from wanderlust.audio.microphone import DeviceMicrophone
from wanderlust.audio.output import ClockOutput, HeldOutput
from wanderlust.audio.played_tap import PlayedSound
from wanderlust.audio.portaudio import (
    DeviceChoice,
    DeviceSnapshot,
    DeviceStream,
    InputStream,
    OutputStream,
    PortAudio,
    SoundLibrary,
)
from wanderlust.audio.restarts import RETRY_SECONDS, RestartPolicy
from wanderlust.audio.speaker import QueuedSpeaker
from wanderlust.domain.errors import SoundFailed
from wanderlust.dsp.level import SPEECH_FLOOR_DBFS

LOOK_SECONDS = 0.1

SPEECH_LEVEL = meter(SPEECH_FLOOR_DBFS)
"""A microphone louder than this is being spoken to: no time to start PortAudio anew."""

LIST_COMMAND = (sys.executable, "-m", "wanderlust.audio.device_list")
"""What lists devices where no sound server tells of them; a frozen app gives its own executable instead."""

LATENCIES: tuple[Latency, ...] = ("low", 0.06, 0.09)
"""How deep a device's buffer is asked to be, in order of trial. 'Low' (20 ms) answers an interruption soonest. On two
cores with a load of 4 to 10 it lost up to 11 blocks in 9 s, 60 ms up to 10 and 90 ms none, whatever Python did: the
sound server itself came late. So a stream that has slipped twice is opened deeper, between turns."""

SLIPS_BORNE = 2

HEADPHONE_WORDS = ("headphone", "headset", "airpods", "earbuds", "earphone")

Stream = TypeVar("Stream", bound=DeviceStream)

OnDevices = Callable[[str | None, str | None], None]
OnTrouble = Callable[[SoundFailed | None], None]


class Watch(Protocol):
    """Tells of devices from outside; see `device_watch.DeviceWatch`."""

    def start(self) -> None: ...

    def close(self) -> None: ...


@dataclass(slots=True)
class _Line(Generic[Stream]):
    """One direction of sound: the device's name, its stream when open, and why it could not be opened."""

    name: str | None = None
    stream: Stream | None = None
    failure: SoundFailed | None = None
    failed_at: float = 0.0
    depth: int = 0  # which of LATENCIES it is opened with
    device: DeviceChoice | None = None  # chosen and there; None = the default

    def turn_to(self, device: DeviceChoice | None) -> bool:
        """Take another device from now on; whether it is another one."""
        if device == self.device:
            return False
        self.device, self.failure, self.depth = device, None, 0
        return True

    def failed(self, now: float, failure: SoundFailed) -> None:
        self.failure, self.failed_at = failure, now

    def may_open(self, now: float) -> bool:
        return self.stream is None and (self.failure is None or now - self.failed_at >= RETRY_SECONDS)

    def slipping(self, latencies: Sequence[Latency]) -> bool:
        """Whether it loses sound and could be opened deeper."""
        return self.stream is not None and self.stream.slips >= SLIPS_BORNE and self.depth + 1 < len(latencies)

    @property
    def usable(self) -> str | None:
        """The name, when nothing is known to be wrong."""
        return None if self.failure else self.name


class SoundDevices:
    """Owns the speaker and the microphone, and every stream under them.

    The output stream stays open, so that an answer starts at once; the input stream is open while the microphone is.
    Only the supervisor's thread touches PortAudio. Callbacks come on that thread. While there is no speaker, answers
    are played into nothing in real time, so that a typed conversation still goes on and ends properly.
    """

    def __init__(
        self,
        *,
        on_devices: OnDevices,
        on_trouble: OnTrouble,
        on_blank: Callable[[bool], None] = lambda blank: None,
        list_command: Sequence[str] = LIST_COMMAND,
        library: SoundLibrary | None = None,
        watch: Callable[[Callable[[DeviceSnapshot | None], None]], Watch] | None = None,
        latencies: Sequence[Latency] = LATENCIES,
        clock: Callable[[], float] = time.monotonic,
        threaded: bool = True,
    ) -> None:
        """Nothing is loaded or opened before ``start``.

        Args:
            on_devices: Gets the names of the microphone and speaker in use, None where there is none.
            on_trouble: Gets what is wrong and what to do about it, or None when all is well again.
            on_blank: Gets whether the microphone sends only zeros, on the microphone's thread.
            list_command: See `DeviceWatch`.
            library: PortAudio, unless another is given.
            watch: Makes the watch from its callback; `DeviceWatch` unless another is given.
            latencies: How deep the devices' buffers are asked to be, in order of trial.
            clock: Seconds that only grow.
            threaded: Without threads the caller calls ``look`` and ``speaker.step`` itself.
        """
        self._on_devices = on_devices
        self._on_trouble = on_trouble
        self._library: SoundLibrary = library or PortAudio()
        self._latencies = tuple(latencies)
        self._clock = clock
        self.speaker = QueuedSpeaker(ClockOutput(clock), threaded=threaded)
        self._played = PlayedSound()
        self.echo = EchoControl(self._played, WebRtcCanceller)
        self._trust_headphones = True
        self.microphone = DeviceMicrophone(self.echo)
        self.microphone.on_wanted(self._look_soon)
        self.microphone.on_blank(on_blank)
        self._restarts = RestartPolicy()
        self._watch: Watch = watch(self._seen) if watch else DeviceWatch(self._seen, list_command)
        self._news: queue.SimpleQueue[DeviceSnapshot | None] = queue.SimpleQueue()
        self._heard_news = False
        self._known: DeviceSnapshot | None = None  # from the watch
        self._found = DeviceSnapshot(None, None)  # from the library
        self._loaded = False
        self._failure: SoundFailed | None = None  # of the library itself
        self._out = _Line[OutputStream]()
        self._in = _Line[InputStream]()
        self._held = False  # the speaker waits for a device
        self._chosen = ("", "")  # names of microphone and speaker; empty = the system's own
        self._told: tuple[object, ...] | None = None
        self._told_trouble: SoundFailed | None = None
        self._awake = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True) if threaded else None

    def start(self) -> None:
        """Open the devices, now and whenever they change, without waiting for them."""
        if self._thread:
            self._thread.start()
        else:
            self._begin()

    def close(self) -> None:
        """Close every stream and end the threads."""
        self._ended.set()
        self._awake.set()
        self._watch.close()
        if self._thread and self._thread.is_alive():
            self._thread.join(timeout=5)
        elif not self._thread:
            self._close_streams()
        self.microphone.end()
        self.speaker.close()

    def set_echo_control(self, on: bool, *, even_with_headphones: bool = False) -> None:
        """Take the voice played out of what is recorded, or not, from now on.

        Args:
            on: Without it nothing is heard while a voice plays, unless the speaker sits on the ears.
            even_with_headphones: For a speaker that only sounds like headphones by its name.
        """
        self.echo.enabled = on
        self._trust_headphones = not even_with_headphones
        self._look_soon()

    def choose(self, microphone: str, speaker: str) -> None:
        """Use these whenever they are there, by their names in ``devices``; empty follows the system.

        What plays goes on from the other speaker; while a device is away the system's own takes its place.
        """
        self._chosen = (microphone, speaker)
        self._look_soon()

    @property
    def devices(self) -> DeviceSnapshot:
        """The devices there are, as last seen."""
        return self._known or self._found

    def look(self) -> None:
        """Look once at streams and devices and do what is needed; the thread does it ten times a second."""
        if not self._loaded:
            return
        now = self._clock()
        self._hear_news(now)
        self._drop_lost(now)
        speaking, hearing = self.speaker.busy, self.microphone.level > SPEECH_LEVEL
        nothing = self._found.microphone is None and self._found.speaker is None
        if self._restarts.due(now, speaking=speaking, hearing=hearing, nothing_found=nothing):
            self._restart(now)
        if self._out.slipping(self._latencies) and not speaking:
            self._close_output()
            self._out.depth += 1
        if self._in.slipping(self._latencies) and not hearing:
            self._close_input()
            self._in.depth += 1
        if not self._restarts.pending_loss:
            self._reconcile(now)
        self._tell()

    def _run(self) -> None:
        self._begin()
        while not self._ended.is_set():
            self._awake.wait(LOOK_SECONDS if self._loaded else None)
            self._awake.clear()
            if not self._ended.is_set():
                self.look()
        self._close_streams()

    def _begin(self) -> None:
        try:
            self._library.load()
        except SoundFailed as failure:
            self._failure = failure
            self._tell()
            return
        self._loaded = True
        self._found = self._library.devices()
        self._restarts.restarted(self._clock())
        self._watch.start()
        self.look()

    def _look_soon(self) -> None:
        self._awake.set()

    def _seen(self, snapshot: DeviceSnapshot | None) -> None:
        self._news.put(snapshot)
        self._awake.set()

    def _hear_news(self, now: float) -> None:
        while not self._news.empty():
            before, self._known = self._known or self._found, self._news.get()
            first, self._heard_news = not self._heard_news, True
            if self._known is None:
                stale = True
            elif first:  # it only gives better names to what PortAudio found a moment ago, unless that was less
                stale = any(there and not found for there, found in _paired(self._known, before))
            else:
                stale = any(there != found for there, found in _paired(self._known, before))
                stale = stale or (not self._known.served and self._came_or_went(self._known, before))
            if stale:
                self._restarts.changed(now)

    def _came_or_went(self, one: DeviceSnapshot, other: DeviceSnapshot) -> bool:
        """Whether a device that was chosen is in one list alone."""
        microphone, speaker = self._chosen
        return (microphone in one.microphones) != (microphone in other.microphones) or (
            (speaker in one.speakers) != (speaker in other.speakers)
        )

    def _drop_lost(self, now: float) -> None:
        if self._out.stream is not None and not self._out.stream.alive(now):
            self._close_output()
            self._out.name = None
            self._restarts.lost(unheard=True)
        if self._in.stream is not None and not self._in.stream.alive(now):
            self._close_input()
            self._in.name = None
            self._restarts.lost(unheard=False)

    def _restart(self, now: float) -> None:
        self._close_streams()
        self._library.restart()
        self._found = self._library.devices()
        self._restarts.restarted(now)
        self._out.failure = self._in.failure = None
        self._out.depth = self._in.depth = 0  # it may be another device

    def _reconcile(self, now: float) -> None:
        """Open what should be open and close what should not."""
        self._out.name, self._in.name = self._found.speaker, self._found.microphone
        if self._known is not None:  # PortAudio says only "default" where a sound server stands behind it
            self._out.name = self._known.speaker if self._out.name else None
            self._in.name = self._known.microphone if self._in.name else None
        microphone, speaker = self._chosen
        there = self.devices if self.devices.served else self._found  # what can be opened now
        if self._out.turn_to(there.speaker_called(speaker)):
            self._close_output()
        if self._in.turn_to(there.microphone_called(microphone)):
            self._close_input()
        for line in (self._out, self._in):
            if line.name and line.device:
                line.name = line.device.name
        if self._out.name is None:
            self._close_output()
        elif self._out.may_open(now):
            self._open_output(now)
        if self._held and self._out.stream is None:
            self._held = False
            self.speaker.attach(ClockOutput(self._clock))
        if self._in.name is None or not self.microphone.wanted:
            self._close_input()
        elif self._in.may_open(now):
            self._open_input(now)

    def _open_output(self, now: float) -> None:
        try:
            self._out.stream = self._library.open_output(self._latencies[self._out.depth], self._out.device)
        except SoundFailed as failure:
            self._out.failed(now, failure)
            return
        self._out.failure = None
        self._held = False
        self.echo.devices = self._pair()
        self.speaker.attach(self._played.through(self._out.stream))

    def _open_input(self, now: float) -> None:
        try:
            self._in.stream = self._library.open_input(self._latencies[self._in.depth], self._in.device)
        except SoundFailed as failure:
            self._in.failed(now, failure)
            return
        self._in.failure = None
        self.echo.devices = self._pair()
        self.microphone.attach(self._in.stream)

    def _pair(self) -> tuple[str | None, str | None]:
        return self._in.name, self._out.name

    def _close_streams(self) -> None:
        self._close_input()
        self._close_output()

    def _close_output(self) -> None:
        if self._out.stream is not None:
            self.speaker.attach(HeldOutput())  # until it is known whether another speaker is there
            self._held = True
            self._played.none()
            self._out.stream.close()
            self._out.stream = None

    def _close_input(self) -> None:
        if self._in.stream is not None:
            self.microphone.attach(None)
            self._in.stream.close()
            self._in.stream = None

    def _tell(self) -> None:
        microphone, speaker = self._in.usable, self._out.usable
        trouble = self._failure or self._in.failure or self._out.failure or nothing_to_use(microphone, speaker)
        self.echo.headphones = self._trust_headphones and is_headphones(speaker or "")
        if trouble is None and self.echo.lost:
            trouble = SoundFailed(
                "Your speaker's sound comes back in a way I cannot tell from you.",
                "I do not listen while I speak. Wait until I have finished, press Esc, or use headphones.",
            )
        self.microphone.missing(trouble if microphone is None else None)
        trouble = trouble or self._gone(microphone, speaker)
        told = (microphone, speaker, self.devices.microphones, self.devices.speakers)
        if told != self._told:
            self._told = told
            self._on_devices(microphone, speaker)
        if str(trouble) != str(self._told_trouble):
            self._told_trouble = trouble
            self._on_trouble(trouble)

    def _gone(self, microphone: str | None, speaker: str | None) -> SoundFailed | None:
        """What to say of a device that was chosen and is away; nothing before the first list of devices has come."""
        there = self.devices
        wanted = ((self._chosen[0], there.microphones, microphone), (self._chosen[1], there.speakers, speaker))
        for name, names, instead in wanted:
            if self._heard_news and name and name not in names:
                return SoundFailed(f"“{name}” is not plugged in.", f"I use “{instead}” until it is back.")
        return None


def is_headphones(name: str) -> bool:
    """Whether a speaker of this name sits on the ears, where no microphone hears it."""
    return any(word in name.casefold() for word in HEADPHONE_WORDS)


def nothing_to_use(microphone: str | None, speaker: str | None) -> SoundFailed | None:
    """What to say of missing devices, or None when both are there."""
    if microphone and speaker:
        return None
    if microphone:
        return SoundFailed("I found no speaker.", "Answers come as text until you plug one in.")
    if speaker:
        return SoundFailed("I found no microphone.", "Plug one in, or type to me.")
    return SoundFailed("I found no microphone and no speaker.", "Type to me; answers come as text.")


def _paired(one: DeviceSnapshot, other: DeviceSnapshot) -> tuple[tuple[str | None, str | None], ...]:
    return (one.microphone, other.microphone), (one.speaker, other.speaker)
