"""``wanderlust interpret`` at real devices: a person speaks into the microphone, the translation is heard."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.end_to_end.conftest import lend, without_sound
from tests.end_to_end.virtual_sound import RATE, VirtualSound
from wanderlust.application.voice import VOICE_PACKS
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.settings.paths import DATA_DIR_VARIABLE, PROJECT, Paths

pytestmark = [pytest.mark.sound, pytest.mark.engine]

QUESTION = PROJECT / "resources" / "speech" / "where_is_kyoto.wav"
COMMAND = [sys.executable, "-m", "wanderlust", "interpret", "--from", "pt", "--to", "en", "--json"]


def until(lines: Any, event: str) -> dict[str, Any]:
    """The next line of this kind."""
    for line in lines:
        told: dict[str, Any] = json.loads(line)
        if told["event"] == event:
            return told
    raise AssertionError(f"it ended before {event!r}")


def test_a_question_is_interpreted_and_the_talk_is_written_down(
    virtual_sound: VirtualSound, paths: Paths, tmp_path: Path
) -> None:
    packs = PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)
    if not all(map(packs.installed, VOICE_PACKS)):
        pytest.skip("the Portuguese voice is an optional pack, and not installed here")
    environment = virtual_sound.environment | {DATA_DIR_VARIABLE: str(lend(paths, tmp_path / "data"))}
    written = tmp_path / "talk.srt"
    command = [*COMMAND, "--export", str(written)]
    question = np.concatenate([to_int16(read_wav(QUESTION, RATE)), np.zeros(RATE, np.int16)])
    with (
        virtual_sound.listening() as listener,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=PROJECT) as running,
    ):
        try:
            assert running.stdout is not None
            until(running.stdout, "listening")
            listener.wait_for(RATE)
            virtual_sound.speak(question)
            said = until(running.stdout, "utterance")
            assert (said["speaker_language"], said["target_language"]) == ("en", "pt")
            assert said["target"].casefold().startswith("onde")
            until(running.stdout, "spoken")
            listener.wait_for(RATE // 2)
            assert int(np.abs(listener.heard().astype(np.int32)).max()) > 1000, "the translation was heard"
            running.send_signal(signal.SIGINT)
            assert json.loads(running.stdout.readlines()[-1]) == {"event": "done"}
            assert running.wait(30) == 0
        finally:
            running.kill()
    assert said["target"] in written.read_text(encoding="utf-8")


def test_without_a_microphone_it_says_so(paths: Paths, tmp_path: Path) -> None:
    environment = without_sound(tmp_path) | {DATA_DIR_VARIABLE: str(lend(paths, tmp_path / "data"))}
    done = subprocess.run(COMMAND, capture_output=True, text=True, env=environment, cwd=PROJECT, timeout=60)
    assert done.returncode == 1
    assert "I found no microphone." in done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["event"] == "error"
