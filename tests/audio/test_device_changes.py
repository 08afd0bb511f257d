"""Devices that are missing, go and come: a clear state each time, and sound again when it can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audio.driver_process import DriverProcess
from tests.audio.waveform import RATE, tone_report
from tests.end_to_end.virtual_sound import VirtualSound, missing_programs

pytestmark = pytest.mark.sound


@pytest.fixture
def own_sound(tmp_path: Path) -> Iterator[VirtualSound]:
    """A server for one test, which may kill it."""
    if missing := missing_programs():
        pytest.skip(f"PulseAudio is not installed here: {', '.join(missing)}")
    sound = VirtualSound(tmp_path)
    sound.start()
    try:
        yield sound
    finally:
        sound.stop()


def test_without_devices_answers_still_take_their_time_and_end(own_sound: VirtualSound) -> None:
    own_sound.stop()
    with DriverProcess(own_sound.environment) as driver:
        driver.do("start")
        assert driver.wait_for("devices") == {"event": "devices", "microphone": None, "speaker": None}
        assert "no microphone and no speaker" in driver.wait_for("trouble")["sentence"]
        driver.do("listen")
        assert "Type to me" in driver.wait_for("refused")["sentence"]
        driver.do("tone", "answer", 300)
        driver.do("finish", "answer")
        assert driver.wait_for("finished", item="answer")["played_ms"] == 300
        driver.do("quit")
        driver.wait_for("closed")


def test_when_the_sound_server_dies_it_is_told_and_mended(own_sound: VirtualSound) -> None:
    with DriverProcess(own_sound.environment) as driver:
        driver.do("start")
        driver.wait_for("devices", speaker="VirtualSpeaker", microphone="VirtualMic")
        driver.do("listen")
        driver.wait_for("hearing")
        driver.do("tone", "answer", 1_500)
        own_sound.stop()
        driver.wait_for("devices", speaker=None, microphone=None)
        driver.do("tone", "answer", 500)
        driver.do("finish", "answer")
        assert driver.wait_for("finished", item="answer")["played_ms"] == 2_000  # counted on through the loss
        own_sound.start()
        driver.wait_for("devices", speaker="VirtualSpeaker", microphone="VirtualMic")
        driver.wait_for("trouble", sentence=None)
        with own_sound.listening() as listener:
            listener.wait_for(RATE // 4)
            driver.do("tone", "next", 1_000)
            driver.do("finish", "next")
            driver.wait_for("finished", item="next")
            listener.wait_for(RATE)
            assert tone_report(listener.heard()).sounding > 0.8 * RATE


def test_a_new_speaker_is_seen_and_a_new_default_followed(own_sound: VirtualSound) -> None:
    with DriverProcess(own_sound.environment) as driver:
        driver.do("start")
        driver.wait_for("devices", speaker="VirtualSpeaker")
        own_sound.pactl(
            "load-module", "module-null-sink", "sink_name=headset", "sink_properties=device.description=Headset"
        )
        own_sound.pactl("set-default-sink", "headset")
        driver.wait_for("devices", speaker="Headset", microphone="VirtualMic")
        driver.do("listed")
        assert driver.wait_for("listed")["speakers"] == ["VirtualSpeaker", "MicrophoneFeed", "Headset"]


def test_closing_leaves_no_thread_behind(own_sound: VirtualSound) -> None:
    with DriverProcess(own_sound.environment) as driver:
        driver.do("start")
        driver.wait_for("devices", speaker="VirtualSpeaker")
        driver.do("listen")
        driver.wait_for("hearing")
        driver.do("quit")
        assert driver.wait_for("closed")["threads"] == ["MainThread"]
