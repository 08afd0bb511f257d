"""What the supervisor does with a library that is missing, lists nothing, loses a stream or cannot open one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from wanderlust.audio.format import Latency, Samples
from wanderlust.audio.output import InstantOutput
from wanderlust.audio.portaudio import DeviceChoice, DeviceSnapshot
from wanderlust.audio.sound import SoundDevices
from wanderlust.domain.errors import SoundFailed


class FakeOutput(InstantOutput):
    def __init__(self, latency: Latency) -> None:
        super().__init__()
        self.latency = latency
        self.running = True
        self.closed = False
        self.slips = 0

    def alive(self, now: float) -> bool:
        return self.running

    def close(self) -> None:
        assert not self.closed
        self.closed = True


class FakeInput(FakeOutput):
    def read(self) -> Samples:
        return np.zeros(0, np.float32)


class FakeLibrary:
    """A sound library whose devices the test plugs and pulls; strict about streams left open."""

    def __init__(self, microphone: str | None = "default", speaker: str | None = "default") -> None:
        self.plugged = DeviceSnapshot(microphone, speaker)
        self._listed: DeviceSnapshot | None = None
        self.outputs: list[FakeOutput] = []
        self.inputs: list[FakeInput] = []
        self.opened: list[str] = []
        self.restarts = 0
        self.missing = False
        self.busy = False

    def load(self) -> None:
        if self.missing:
            raise SoundFailed("I cannot use sound: the PortAudio library is missing.", "Install it.")
        self._listed = self.plugged

    def devices(self) -> DeviceSnapshot:
        assert self._listed is not None, "not loaded"
        return self._listed

    def restart(self) -> None:
        assert all(stream.closed for stream in [*self.outputs, *self.inputs]), "a stream is open"
        self._listed = self.plugged
        self.restarts += 1

    def open_output(self, latency: Latency, device: DeviceChoice | None = None) -> FakeOutput:
        assert self.devices().speaker is not None, "there is no speaker to open"
        assert device is None or device.node or device.name in self.devices().speakers, "it does not know this one"
        self.outputs.append(FakeOutput(latency))
        self.opened.append(device.node or device.name if device else "")
        return self.outputs[-1]

    def open_input(self, latency: Latency, device: DeviceChoice | None = None) -> FakeInput:
        assert self.devices().microphone is not None, "there is no microphone to open"
        self.opened.append(device.node or device.name if device else "")
        if self.busy:
            raise SoundFailed("I could not open the microphone: device busy.", "Close what else uses it.")
        self.inputs.append(FakeInput(latency))
        return self.inputs[-1]


class FakeWatch:
    """Tells what the test says."""

    def __init__(self, on_snapshot: Callable[[DeviceSnapshot | None], None]) -> None:
        self.tell = on_snapshot
        self.running = False

    def start(self) -> None:
        self.running = True

    def close(self) -> None:
        self.running = False


class Scene:
    """A supervisor without threads, and all it has told."""

    def __init__(self, library: FakeLibrary) -> None:
        self.library = library
        self.now = 1000.0
        self.names: list[tuple[str | None, str | None]] = []
        self.troubles: list[str] = []
        self._watches: list[FakeWatch] = []
        self.sound = SoundDevices(
            on_devices=lambda microphone, speaker: self.names.append((microphone, speaker)),
            on_trouble=lambda trouble: self.troubles.append(str(trouble or "")),
            library=library,
            watch=self._watch,
            clock=lambda: self.now,
            threaded=False,
        )
        self.sound.start()

    @property
    def watch(self) -> FakeWatch:
        return self._watches[0]

    def _watch(self, on_snapshot: Callable[[DeviceSnapshot | None], None]) -> FakeWatch:
        self._watches.append(FakeWatch(on_snapshot))
        return self._watches[0]

    def last_names(self) -> tuple[str | None, str | None]:
        return self.names[-1]

    def last_trouble(self) -> str:
        return self.troubles[-1]

    def pass_seconds(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            self.sound.speaker.step()
            self.sound.look()


def test_a_missing_library_is_a_state_and_no_crash() -> None:
    library = FakeLibrary()
    library.missing = True
    scene = Scene(library)
    assert scene.names == [(None, None)]
    assert scene.troubles == ["I cannot use sound: the PortAudio library is missing. Install it."]
    with pytest.raises(SoundFailed, match="PortAudio"):
        scene.sound.microphone.open(lambda chunk: None)
    scene.sound.speaker.play("a", bytes(4800))
    scene.sound.speaker.finish("a")
    scene.pass_seconds(0.3)
    assert scene.sound.speaker.played_ms("a") == 100
    scene.sound.close()


def test_the_output_opens_at_the_start_and_the_input_with_the_microphone() -> None:
    scene = Scene(FakeLibrary())
    assert (len(scene.library.outputs), len(scene.library.inputs)) == (1, 0)
    scene.sound.microphone.open(lambda chunk: None)
    scene.pass_seconds(0.1)
    assert len(scene.library.inputs) == 1
    scene.sound.microphone.close()
    scene.pass_seconds(0.1)
    assert scene.library.inputs[0].closed
    scene.sound.close()
    assert scene.library.outputs[0].closed and not scene.watch.running


def test_the_first_news_only_names_the_devices() -> None:
    scene = Scene(FakeLibrary())
    scene.watch.tell(DeviceSnapshot("Built-in Microphone", "USB Headset"))
    scene.pass_seconds(2)
    assert scene.names == [("default", "default"), ("Built-in Microphone", "USB Headset")]
    assert scene.library.restarts == 0
    assert scene.troubles == []


def test_another_default_restarts_within_a_second_and_names_it() -> None:
    scene = Scene(FakeLibrary("m", "s"))
    scene.watch.tell(DeviceSnapshot("m", "s"))
    scene.pass_seconds(2)
    scene.library.plugged = DeviceSnapshot("m", "headset")
    scene.watch.tell(DeviceSnapshot("m", "headset"))
    scene.pass_seconds(1)
    assert scene.library.restarts == 1
    assert scene.last_names() == ("m", "headset")
    assert [output.closed for output in scene.library.outputs] == [True, False]


def test_a_lost_speaker_is_reopened_and_the_count_goes_on() -> None:
    scene = Scene(FakeLibrary("m", "s"))
    scene.pass_seconds(2)
    scene.sound.speaker.play("a", bytes(4800))
    scene.pass_seconds(0.2)
    scene.library.outputs[0].running = False
    scene.sound.speaker.play("a", bytes(4800))
    scene.sound.look()
    scene.pass_seconds(1)
    assert scene.library.restarts == 1
    assert scene.sound.speaker.played_ms("a") == 200
    assert scene.last_names() == ("m", "s")


def test_a_speaker_that_stays_away_is_told_and_a_new_one_taken() -> None:
    scene = Scene(FakeLibrary("m", "s"))
    scene.pass_seconds(2)
    scene.library.plugged = DeviceSnapshot("m", None)
    scene.library.outputs[0].running = False
    scene.pass_seconds(0.5)
    assert scene.last_names() == ("m", None)
    assert scene.last_trouble() == "I found no speaker. Answers come as text until you plug one in."
    scene.library.plugged = DeviceSnapshot("m", "headset")
    scene.watch.tell(DeviceSnapshot("m", "headset"))
    scene.pass_seconds(2)
    assert scene.last_names() == ("m", "headset")
    assert scene.last_trouble() == ""


def test_a_busy_microphone_is_told_and_tried_again() -> None:
    library = FakeLibrary("m", "s")
    library.busy = True
    scene = Scene(library)
    scene.sound.microphone.open(lambda chunk: None)
    scene.pass_seconds(0.5)
    assert scene.last_names() == (None, "s")
    assert "device busy" in scene.last_trouble()
    library.busy = False
    scene.pass_seconds(3)
    assert scene.last_names() == ("m", "s")
    assert scene.last_trouble() == ""
    assert len(library.inputs) == 1


def test_a_stream_that_slips_is_opened_deeper_when_the_answer_has_ended() -> None:
    scene = Scene(FakeLibrary())
    scene.library.outputs[0].slips = 2
    scene.pass_seconds(0.2)
    scene.library.outputs[1].slips = 5
    scene.pass_seconds(0.2)
    scene.library.outputs[2].slips = 9
    scene.pass_seconds(1)
    assert [output.latency for output in scene.library.outputs] == ["low", 0.06, 0.09]
    assert scene.library.restarts == 0


def test_without_any_device_it_looks_again_by_itself() -> None:
    scene = Scene(FakeLibrary(None, None))
    assert "no microphone and no speaker" in scene.last_trouble()
    scene.library.plugged = DeviceSnapshot("m", "s")
    scene.pass_seconds(4)
    assert scene.last_names() == ("m", "s")


def test_echo_control_leaves_headphones_alone_unless_it_is_to_be_on_with_them() -> None:
    scene = Scene(FakeLibrary(speaker="USB Headset"))
    echo = scene.sound.echo
    assert (echo.enabled, echo.headphones) == (True, True)
    scene.sound.set_echo_control(True, even_with_headphones=True)
    scene.pass_seconds(0.1)
    assert (echo.enabled, echo.headphones) == (True, False)
    scene.sound.set_echo_control(False)
    scene.pass_seconds(0.1)
    assert (echo.enabled, echo.headphones, echo.full_duplex) == (False, True, True)
    scene.sound.close()


SERVED = DeviceSnapshot("mic", "speakers", ("mic", "desk mic"), ("speakers", "Jabra"), ("n1", "n2"), ("n3", "n4"))


def test_a_speaker_chosen_in_the_middle_of_an_answer_takes_over_the_rest() -> None:
    scene = Scene(FakeLibrary())
    scene.watch.tell(SERVED)
    scene.pass_seconds(0.5)
    scene.sound.speaker.play("a", bytes(24_000))
    scene.sound.choose("", "Jabra")
    scene.pass_seconds(0.2)
    assert scene.library.opened == ["", "n4"]
    assert scene.last_names() == ("mic", "Jabra")
    scene.pass_seconds(1)
    assert scene.sound.speaker.played_ms("a") == 500
    assert (scene.library.restarts, scene.troubles) == (0, [])


def test_a_microphone_chosen_while_it_is_open_goes_on_with_the_other_one() -> None:
    scene = Scene(FakeLibrary())
    scene.watch.tell(SERVED)
    scene.sound.microphone.open(lambda chunk: None)
    scene.pass_seconds(0.5)
    scene.sound.choose("desk mic", "")
    scene.pass_seconds(0.2)
    assert scene.library.opened == ["", "", "n2"]
    assert [stream.closed for stream in scene.library.inputs] == [True, False]
    scene.sound.choose("", "")
    scene.pass_seconds(0.2)
    assert scene.library.opened[-1] == "" and scene.last_names() == ("mic", "speakers")


def test_a_chosen_device_that_goes_is_told_replaced_and_taken_again() -> None:
    scene = Scene(FakeLibrary())
    scene.sound.choose("", "Jabra")
    scene.pass_seconds(0.5)
    assert scene.troubles == []  # no list of devices has come yet
    scene.watch.tell(SERVED)
    scene.pass_seconds(0.5)
    assert scene.last_names() == ("mic", "Jabra")
    scene.watch.tell(DeviceSnapshot("mic", "speakers", ("mic",), ("speakers",), ("n1",), ("n3",)))
    scene.pass_seconds(0.5)
    assert scene.last_names() == ("mic", "speakers")
    assert scene.last_trouble() == "“Jabra” is not plugged in. I use “speakers” until it is back."
    scene.watch.tell(SERVED)
    scene.pass_seconds(0.5)
    assert scene.last_names() == ("mic", "Jabra")
    assert scene.last_trouble() == ""


def test_without_a_sound_server_the_library_is_started_anew_to_see_the_chosen_one() -> None:
    library = FakeLibrary("m", "s")
    library.plugged = DeviceSnapshot("m", "s", ("m",), ("s",))
    scene = Scene(library)
    scene.sound.choose("", "USB")
    scene.watch.tell(library.plugged)
    scene.pass_seconds(2)
    library.plugged = DeviceSnapshot("m", "s", ("m",), ("s", "USB"))
    scene.watch.tell(library.plugged)
    scene.pass_seconds(2)
    assert library.restarts == 1
    assert library.opened[-1] == "USB"
    assert scene.last_names() == ("m", "USB")


def test_the_list_of_devices_is_told_although_the_ones_in_use_stay() -> None:
    scene = Scene(FakeLibrary("mic", "speakers"))
    scene.watch.tell(DeviceSnapshot("mic", "speakers", ("mic",), ("speakers",), ("n1",), ("n3",)))
    scene.pass_seconds(0.2)
    told = len(scene.names)
    scene.watch.tell(SERVED)
    scene.pass_seconds(0.2)
    assert scene.names[told:] == [("mic", "speakers")]
    assert scene.sound.devices.speakers == ("speakers", "Jabra")
