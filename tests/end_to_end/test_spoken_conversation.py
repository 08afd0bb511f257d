"""A talk as a traveller has it: spoken into the microphone, seen on the map and in the transcript, heard."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import RunningEngine
from tests.end_to_end.conftest import lend
from tests.end_to_end.engine_voice import EngineVoice
from tests.end_to_end.virtual_sound import RATE, Pcm, VirtualSound
from tests.end_to_end.window_process import WindowProcess
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.settings.paths import PROJECT, Paths

pytestmark = [pytest.mark.sound, pytest.mark.engine]

WHERE_IS_KYOTO = PROJECT / "resources" / "speech" / "where_is_kyoto.wav"
HOW_FAR = "How far is it from Lisbon to Porto?"
AUDIBLE = 300  # of 32,767


@pytest.fixture(scope="module")
def data_folder(paths: Paths, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lend(paths, tmp_path_factory.mktemp("talk") / "data")


@pytest.fixture(scope="module")
def app(virtual_sound: VirtualSound, data_folder: Path) -> Iterator[WindowProcess]:
    """One window for all talks here, ready and with its devices."""
    environment = {**virtual_sound.environment, "WANDERLUST_DATA_DIR": str(data_folder)}
    with WindowProcess(environment) as app:
        app.wait_for("DevicesChanged", microphone="VirtualMic", speaker="VirtualSpeaker")
        app.wait_for_state("ready")
        yield app


@pytest.fixture(scope="module")
def voice(engine: RunningEngine) -> EngineVoice:
    return EngineVoice(engine)


def sounding_seconds(pcm: Pcm) -> float:
    """From the first to the last audible sample."""
    loud = np.flatnonzero(np.abs(pcm.astype(np.int32)) > AUDIBLE)
    return float(loud[-1] - loud[0]) / RATE if len(loud) else 0.0


def test_hands_free_a_spoken_question_is_written_pinned_and_answered_aloud(
    app: WindowProcess, virtual_sound: VirtualSound, voice: EngineVoice
) -> None:
    with virtual_sound.listening() as listener:
        app.do("click", "microphone")
        app.wait_for_state("listening")
        virtual_sound.speak(to_int16(read_wav(WHERE_IS_KYOTO, RATE)))
        asked = app.wait_for_turn("user")
        assert "kyoto" in asked["text"].casefold()
        (kyoto,) = app.wait_for("PlacesShown")["places"]
        assert (kyoto["name"], kyoto["country_name"]) == ("Kyoto", "Japan")
        answer = app.wait_for_turn("assistant")
        assert answer["heard"] is None and answer["places"] == [kyoto]
        app.wait_for("AnswerFinished")
        app.wait_for_state("listening")
        listener.wait_for(RATE // 2)
        said = voice.write_down(listener.heard())
    assert "japan" in said.casefold()
    seen = app.look()
    assert asked["text"] in seen["transcript"] and answer["text"] in seen["transcript"]
    assert seen["pins"] == [{"number": 1, "name": "Kyoto", "country": "Japan"}] and seen["pins_in_sight"] == 1
    assert not seen["line"]
    assert (seen["word"], seen["struck"], seen["notices"], seen["windows"]) == ("Listening", "", [], [])
    app.do("click", "microphone")
    app.wait_for("MicrophoneChanged", open=False)
    app.wait_for_state("ready")


def test_with_space_held_a_spoken_question_is_answered_when_it_is_let_go(
    app: WindowProcess, virtual_sound: VirtualSound, voice: EngineVoice
) -> None:
    question = voice.say(HOW_FAR)
    with virtual_sound.listening() as listener:
        app.do("press", "space")
        app.wait_for("MicrophoneChanged", open=True)
        app.wait_for_state("held")
        assert app.look()["word"] == "Hold and talk"
        virtual_sound.speak(question)
        app.do("release", "space")
        app.wait_for("MicrophoneChanged", open=False)
        asked = app.wait_for_turn("user")
        assert "lisbon" in asked["text"].casefold() and "porto" in asked["text"].casefold()
        answer = app.wait_for_turn("assistant")
        app.wait_for("AnswerFinished")
        app.wait_for_state("ready")
        listener.wait_for(RATE // 2)
        said = voice.write_down(listener.heard())
    assert "27" in answer["text"] and "lisbon" in said.casefold()
    seen = app.look()
    assert [pin["name"] for pin in seen["pins"]] == ["Lisbon", "Porto"] and seen["pins_in_sight"] == 2
    assert seen["line"]
    assert answer["text"] in seen["transcript"]


def test_escape_stops_the_voice_and_strikes_what_was_not_heard(
    app: WindowProcess, virtual_sound: VirtualSound, data_folder: Path
) -> None:
    with virtual_sound.listening() as listener:
        app.do("type", HOW_FAR)
        app.wait_for_turn("user")
        answer = app.cut_in()
        app.wait_for_state("ready")
        listener.wait_for(RATE // 2)
        before = len(listener.heard())
        listener.wait_for(RATE)
        after = listener.heard()[before:]
    assert np.abs(after.astype(np.int32)).max() <= AUDIBLE
    assert 5 < answer["heard"] < len(answer["text"])
    seen = app.look()
    assert seen["struck"].strip() == answer["text"][answer["heard"] :].strip()
    assert (seen["word"], seen["action"]) == ("Ready", "")
    with sqlite3.connect(f"file:{data_folder / 'conversations.sqlite'}?mode=ro", uri=True) as table:
        (text, heard) = table.execute("SELECT text, heard FROM turns ORDER BY position DESC LIMIT 1").fetchone()
    table.close()
    assert (text, heard) == (answer["text"], answer["heard"])


def test_after_a_whole_talk_the_app_has_loaded_no_model_library(app: WindowProcess) -> None:
    app.do("modules")
    assert app.wait_for("modules")["loaded"] == []
    assert "Traceback" not in app.complaints
