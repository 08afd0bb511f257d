"""No microphone, no speaker, or a sound server that dies: a state one can go on from, and typing goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.virtual_sound import RATE, VirtualSound, missing_programs
from tests.end_to_end.window_process import WindowProcess
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

WHERE_IS_KYOTO = "Where is Kyoto?"


@pytest.fixture
def own_sound(tmp_path: Path) -> Iterator[VirtualSound]:
    """A server for one test, which may kill it."""
    if missing := missing_programs():
        pytest.skip(f"PulseAudio is not installed here: {', '.join(missing)} (apt install pulseaudio pulseaudio-utils)")
    folder = tmp_path / "sound"
    folder.mkdir()
    sound = VirtualSound(folder)
    sound.start()
    try:
        yield sound
    finally:
        sound.stop()


def test_without_devices_the_window_says_so_and_typing_is_answered(silent: dict[str, str]) -> None:
    with WindowProcess(silent) as app:
        app.wait_for("DevicesChanged", microphone=None, speaker=None)
        # News leaves after six seconds, and on a busy machine the engine takes longer.
        assert any("no microphone and no speaker" in words for words in app.look()["notices"])
        app.wait_for_state("ready")
        seen = app.look()
        assert (seen["word"], seen["hint"]) == ("No microphone", "Plug one in, or type below.")
        app.do("click", "microphone")
        refused = app.wait_for("Notice", topic="microphone")
        assert "type" in refused["follow_up"].casefold()
        app.do("press", "space")
        app.do("release", "space")
        app.do("type", WHERE_IS_KYOTO)
        answer = app.wait_for_turn("assistant")
        assert "Japan" in answer["text"] and answer["heard"] is None
        app.wait_for("AnswerFinished")
        app.wait_for_state("ready")
        seen = app.look()
        assert answer["text"] in seen["transcript"] and [pin["name"] for pin in seen["pins"]] == ["Kyoto"]
        assert (seen["word"], seen["struck"], seen["windows"]) == ("No microphone", "", [])
        assert app.close() == 0
        assert app.complaints == ""


@pytest.mark.sound
def test_when_the_sound_server_dies_in_an_answer_the_talk_goes_on_and_sound_comes_back(
    own_sound: VirtualSound, data_folder: Path
) -> None:
    with WindowProcess({**own_sound.environment, "WANDERLUST_DATA_DIR": str(data_folder)}) as app:
        app.wait_for("DevicesChanged", microphone="VirtualMic", speaker="VirtualSpeaker")
        app.wait_for_state("ready")
        app.do("click", "microphone")
        app.wait_for_state("listening")
        app.do("type", WHERE_IS_KYOTO)
        app.wait_until_heard()
        own_sound.stop()
        app.wait_for("DevicesChanged", microphone=None, speaker=None)
        answer = app.wait_for_turn("assistant")
        assert answer["text"] and answer["heard"] is None  # it took its time and ended
        app.wait_for("AnswerFinished")
        assert app.look()["word"] == "No microphone"
        app.do("type", "What time is it in Sydney?")
        assert "Sydney" in app.cut_in()["text"]
        own_sound.start()
        app.wait_for("DevicesChanged", microphone="VirtualMic", speaker="VirtualSpeaker")
        app.wait_for("NoticeCleared", topic="sound")
        assert app.look()["word"] == "Listening"
        with own_sound.listening() as listener:
            own_sound.speak(to_int16(read_wav(PROJECT / "resources" / "speech" / "where_is_kyoto.wav", RATE)))
            assert "kyoto" in app.wait_for_turn("user")["text"].casefold()
            app.wait_for_turn("assistant")
            app.wait_for("AnswerFinished")
            listener.wait_for(RATE // 4)
            assert abs(listener.heard()).max() > 1000
        assert app.look()["windows"] == []
