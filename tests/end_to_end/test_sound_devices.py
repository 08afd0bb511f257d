"""Microphone and speaker chosen in the settings work at once, and what is away is replaced, on virtual devices."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.end_to_end.virtual_sound import RATE, VirtualSound, missing_programs
from tests.end_to_end.window_process import WindowProcess

pytestmark = [pytest.mark.engine, pytest.mark.sound]


@pytest.fixture
def own_sound(tmp_path: Path) -> Iterator[VirtualSound]:
    """A server whose devices this test may take away."""
    if missing := missing_programs():
        pytest.skip(f"PulseAudio is not installed here: {', '.join(missing)}")
    sound = VirtualSound(tmp_path)
    sound.start()
    try:
        yield sound
    finally:
        sound.stop()


def test_a_chosen_speaker_plays_at_once_and_is_replaced_while_it_is_away(
    own_sound: VirtualSound, data_folder: Path
) -> None:
    headset = own_sound.pactl(
        "load-module", "module-null-sink", "sink_name=headset", "sink_properties=device.description=Jabra"
    )
    with WindowProcess({**own_sound.environment, "WANDERLUST_DATA_DIR": str(data_folder)}) as app:
        app.wait_for("DevicesChanged", speaker="VirtualSpeaker", microphone="VirtualMic")
        app.wait_for_state("ready")
        app.do("prefer", "Speaker=Jabra")
        app.wait_for("DevicesChanged", speaker="Jabra")
        with own_sound.listening(at="headset") as listener:
            app.do("try_sound", "play")
            app.wait_for("SoundTried", step="playing")
            assert app.wait_for("SoundTried", step="over")["trouble"] == ""
            listener.wait_for(RATE)
            assert np.abs(listener.heard()).max() > 3000
        own_sound.pactl("unload-module", headset)
        app.wait_for("DevicesChanged", speaker="VirtualSpeaker")
        notice = app.wait_for("Notice", topic="sound")
        assert (notice["sentence"], notice["follow_up"]) == (
            "“Jabra” is not plugged in.",
            "I use “VirtualSpeaker” until it is back.",
        )
        own_sound.pactl(
            "load-module", "module-null-sink", "sink_name=headset", "sink_properties=device.description=Jabra"
        )
        app.wait_for("DevicesChanged", speaker="Jabra")
        assert app.close() == 0
    kept = json.loads((data_folder / "config" / "preferences.json").read_text())
    assert (kept["speaker"], kept["microphone"]) == ("Jabra", "")


def test_ones_own_words_come_back_from_the_chosen_microphone(own_sound: VirtualSound, data_folder: Path) -> None:
    own_sound.pactl(
        "load-module", "module-null-sink", "sink_name=deskfeed", "sink_properties=device.description=DeskFeed"
    )
    own_sound.pactl(
        *("load-module", "module-remap-source", "source_name=desk", "master=deskfeed.monitor"),
        "source_properties=device.description=Desk",
    )
    with WindowProcess({**own_sound.environment, "WANDERLUST_DATA_DIR": str(data_folder)}) as app:
        app.wait_for("DevicesChanged", microphone="VirtualMic")
        app.wait_for_state("ready")
        app.do("prefer", "Microphone=Desk")
        app.wait_for("DevicesChanged", microphone="Desk")
        app.do("try_sound", "hear")
        app.wait_for("SoundTried", step="recording")
        tone = (np.sin(np.arange(2 * RATE) * 0.1) * 9000).astype(np.int16)
        own_sound.speak(tone, into="deskfeed")
        assert app.wait_for("SoundTried", step="playing")["loudest"] > 0.4
        assert app.wait_for("SoundTried", step="over")["trouble"] == ""
        assert app.told("TurnText") == []
        assert app.close() == 0
