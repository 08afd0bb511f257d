"""The two kinds of sound a window can have: this computer's devices, or a recording played through it."""

from __future__ import annotations

from wanderlust.application.services import own_command
from wanderlust.assistant.ports import EventSink, Microphone, Speaker, VoiceWatch
from wanderlust.audio.sound import SoundDevices
from wanderlust.audio.wave_sound import WaveMicrophone, WaveSpeaker
from wanderlust.domain import events as ev
from wanderlust.domain.errors import SoundFailed
from wanderlust.settings.preferences import EchoMode


class DeviceSound:
    """The devices of this computer, watched and reopened as they come and go."""

    full_duplex = False  # a laptop's microphone hears its speakers; `voice` says when that does not matter

    def __init__(self) -> None:
        self._sink: EventSink | None = None
        self._devices = SoundDevices(
            on_devices=self._changed,
            on_trouble=self._trouble,
            on_blank=self._blank,
            list_command=own_command("list-sound-devices"),
        )

    @property
    def speaker(self) -> Speaker:
        return self._devices.speaker

    @property
    def microphone(self) -> Microphone:
        return self._devices.microphone

    @property
    def voice(self) -> VoiceWatch:
        return self._devices.echo

    def set_echo_control(self, mode: EchoMode) -> None:
        self._devices.set_echo_control(mode != "off", even_with_headphones=mode == "on")

    def choose_devices(self, microphone: str, speaker: str) -> None:
        self._devices.choose(microphone, speaker)

    def start(self, sink: EventSink) -> None:
        self._sink = sink
        self._devices.start()

    def close(self) -> None:
        self._devices.close()

    def _changed(self, microphone: str | None, speaker: str | None) -> None:
        if self._sink is not None:
            there = self._devices.devices
            self._sink(ev.DevicesChanged(microphone, speaker, there.microphones, there.speakers))

    def _blank(self, blank: bool) -> None:
        if self._sink is not None:
            self._sink(ev.MicrophoneBlank(blank))

    def _trouble(self, trouble: SoundFailed | None) -> None:
        if self._sink is None:
            return
        if trouble is None:
            self._sink(ev.NoticeCleared("sound"))
        else:
            self._sink(ev.Notice("warning", trouble.sentence, trouble.remedy, "sound"))


class RecordedSound:
    """A recording as the microphone and memory as the speaker: a whole conversation without a sound card."""

    full_duplex = True
    voice = None

    def __init__(self, pcm: bytes) -> None:
        self._speaker = WaveSpeaker()
        self._microphone = WaveMicrophone(pcm)

    @property
    def speaker(self) -> Speaker:
        return self._speaker

    @property
    def microphone(self) -> Microphone:
        return self._microphone

    @property
    def played(self) -> bytes:
        """All that was said so far: PCM16 mono 24 kHz."""
        return self._speaker.pcm()

    def set_echo_control(self, mode: EchoMode) -> None:
        """Nothing to do: a recording hears no speaker."""

    def choose_devices(self, microphone: str, speaker: str) -> None:
        """Nothing to do: there is only the recording."""

    def start(self, sink: EventSink) -> None:
        sink(ev.DevicesChanged("a recording", "a recording"))

    def close(self) -> None:
        self._microphone.close()
        self._speaker.close()
