"""A setting changed in the window is felt where it works, at once and after a restart; headless too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.virtual_sound import RATE, VirtualSound
from tests.end_to_end.window_process import WindowProcess
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

FRENCH = PROJECT / "tests" / "data" / "speech" / "fr-vm-leavemsg.wav"


def saved(data_folder: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads((data_folder / "config" / "preferences.json").read_text())
    return content


@pytest.mark.sound
def test_a_language_added_in_the_window_is_heard_from_the_next_turn_on(
    virtual_sound: VirtualSound, data_folder: Path
) -> None:
    environment = {**virtual_sound.environment, "WANDERLUST_DATA_DIR": str(data_folder)}
    with WindowProcess(environment) as app:
        app.wait_for("DevicesChanged", microphone="VirtualMic", speaker="VirtualSpeaker")
        app.wait_for_state("ready")
        app.do("prefer", "Languages you speak=fr")
        app.wait_for("preferred")
        app.do("click", "microphone")
        app.wait_for_state("listening")
        virtual_sound.speak(to_int16(read_wav(FRENCH, RATE)))
        assert app.wait_for_turn("user")["language"] == "fr"
        assert app.close() == 0
    assert saved(data_folder)["languages"] == ["en", "fr"]


def test_another_brain_starts_the_engine_anew_with_it_and_again_after_a_restart(
    silent: dict[str, str], data_folder: Path
) -> None:
    with WindowProcess(silent) as app:
        app.wait_for_state("ready")
        before = app.engine
        assert command_of(before)[-2:] == ["--llm", "auto"]
        app.do("prefer", "Help with harder questions=off")
        app.wait_for_state("connecting")
        app.wait_for_state("ready")
        assert app.engine != before
        assert command_of(app.engine)[-2:] == ["--llm", "off"]
        assert [told for told in app.told("Notice") if told["topic"] == "engine"] == []
        assert app.close() == 0
    with WindowProcess(silent) as app:
        app.wait_for_state("ready")
        assert command_of(app.engine)[-2:] == ["--llm", "off"]
        assert app.close() == 0


def test_another_voice_is_taken_up_without_losing_the_talk(silent: dict[str, str], data_folder: Path) -> None:
    with WindowProcess(silent) as app:
        app.wait_for_state("ready")
        app.do("type", "Where is Kyoto?")
        app.wait_for_turn("assistant")
        app.wait_for_state("ready")
        app.do("prefer", "Voices=en-US")
        app.wait_for_state("connecting")
        app.wait_for_state("ready")
        app.do("type", "What time is it there?")
        assert "Kyoto" in str(app.wait_for_turn("assistant")["text"])
        assert [told for told in app.told("Notice") if told["topic"] in ("engine", "hearing", "answer")] == []
        assert app.close() == 0
    assert saved(data_folder)["voices"] == {"en": "en-US"}


def command_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_text().split("\0")[:-1]


@pytest.mark.parametrize(("languages", "heard"), [(["en"], "en"), (["en", "fr"], "fr")])
def test_a_question_without_a_window_is_heard_in_the_languages_preferred(
    data_folder: Path, languages: list[str], heard: str
) -> None:
    (data_folder / "config").mkdir()
    (data_folder / "config" / "preferences.json").write_text(json.dumps({"languages": languages}))
    done = subprocess.run(
        [sys.executable, "-m", "wanderlust", "ask", "--wav", str(FRENCH), "--fast", "--json"],
        capture_output=True,
        text=True,
        timeout=90,
        cwd=PROJECT,
        env={**os.environ, "WANDERLUST_DATA_DIR": str(data_folder)},
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["language"] for line in lines if line["event"] == "user_transcript"] == [heard], done.stderr
