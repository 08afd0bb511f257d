"""`wanderlust ask` as a user runs it: the answer, the places, the figures, and a sentence when it cannot be."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.end_to_end.processes import alive, engines_of
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.resample import resample
from wanderlust.dsp.wav import read_wav, wav_bytes, write_wav
from wanderlust.settings.paths import PROJECT

QUESTION = PROJECT / "resources" / "speech" / "where_is_kyoto.wav"
COMMAND = [sys.executable, "-m", "wanderlust", "ask"]


def ask(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=90,
        cwd=PROJECT,
        env={**os.environ, **environment},
    )


def events(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def one(lines: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    (found,) = [line for line in lines if line["event"] == kind]
    return found


@pytest.mark.engine
def test_a_typed_question_prints_call_places_and_answer() -> None:
    done = ask("How far is it from Lisbon to Porto?", "--json")
    assert done.returncode == 0, done.stderr
    lines = events(done)
    assert one(lines, "tool_call")["arguments"] == {"origin": "Lisbon", "destination": "Porto"}
    assert [(p["name"], p["country"]) for p in one(lines, "places")["places"]] == [
        ("Lisbon", "Portugal"),
        ("Porto", "Portugal"),
    ]
    assert "27" in one(lines, "assistant_transcript")["text"]
    assert lines[-1] == {"event": "done"}


@pytest.mark.engine
def test_a_spoken_question_is_heard_answered_and_timed(tmp_path: Path) -> None:
    reply = tmp_path / "reply.wav"
    done = ask("--wav", QUESTION, "--out", reply, "--json")
    assert done.returncode == 0, done.stderr
    lines = events(done)
    assert "kyoto" in one(lines, "user_transcript")["text"].casefold()
    (place,) = one(lines, "places")["places"]
    assert place["name"] == "Kyoto" and place["country"] == "Japan"
    assert (place["lat"], place["lon"]) == (pytest.approx(35.02, abs=0.1), pytest.approx(135.75, abs=0.1))
    timing = one(lines, "timing")
    assert 0 < timing["speech_end_to_transcript_ms"] <= timing["speech_end_to_first_audio_ms"]
    assert timing["first_audio_to_done_ms"] > 0
    spoken = read_wav(reply, 24_000)
    assert len(spoken) > 24_000 // 2 and np.abs(spoken).max() > 0.1


@pytest.mark.engine
def test_fast_takes_any_rate_and_two_channels_and_gives_no_latencies(tmp_path: Path) -> None:
    mono = resample(read_wav(QUESTION, 24_000), 24_000, 44_100)
    stereo = to_int16(np.repeat(mono, 2))
    header = bytearray(wav_bytes(stereo, 44_100))
    header[22:24] = (2).to_bytes(2, "little")
    header[28:32] = (44_100 * 4).to_bytes(4, "little")
    header[32:34] = (4).to_bytes(2, "little")
    recording = tmp_path / "stereo.wav"
    recording.write_bytes(bytes(header))
    done = ask("--wav", recording, "--fast", "--json")
    assert done.returncode == 0, done.stderr
    lines = events(done)
    assert one(lines, "places")["places"][0]["name"] == "Kyoto"
    assert not [line for line in lines if line["event"] == "timing"]


@pytest.mark.engine
def test_a_recording_without_speech_is_said_to_be_one(tmp_path: Path) -> None:
    hum = np.sin(np.arange(32_000) * 0.05) * 3000
    write_wav(tmp_path / "hum.wav", hum.astype(np.int16), 16_000)
    done = ask("--wav", tmp_path / "hum.wav", "--fast", "--json")
    assert done.returncode == 2
    assert "no speech" in done.stderr
    assert one(events(done), "error")["message"] in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["  "], "There is no question."),
        ([], "There is no question."),
        (["Hi", "--wav", "a.wav"], "not both"),
        (["--wav", "no-such-file.wav"], "no-such-file.wav"),
        (["--wav", "pyproject.toml"], "not a WAV"),
        (["--wav", os.devnull], "empty"),
    ],
)
def test_a_question_that_is_none_ends_with_one_sentence(arguments: list[str], sentence: str) -> None:
    done = ask(*arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr


def test_missing_models_are_named_with_the_remedy(tmp_path: Path) -> None:
    done = ask("Where is Kyoto?", WANDERLUST_DATA_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "wanderlust setup" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.engine
@pytest.mark.skipif(sys.platform != "linux", reason="finds the engine's process through /proc")
def test_an_engine_that_dies_in_the_middle_is_said_in_one_sentence() -> None:
    asking = subprocess.Popen(
        [*COMMAND, "--wav", str(QUESTION), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    )
    assert asking.stdout is not None
    assert "user_transcript" in asking.stdout.readline()
    (engine,) = engines_of(asking.pid)
    os.kill(engine, signal.SIGKILL)
    _, complaint = asking.communicate(timeout=30)
    assert asking.returncode == 1
    assert "engine ended before it had answered" in complaint
    assert "Traceback" not in complaint


@pytest.mark.engine
@pytest.mark.skipif(sys.platform != "linux", reason="finds the engine's process through /proc")
def test_a_killed_app_leaves_no_engine_behind() -> None:
    asking = subprocess.Popen(
        [*COMMAND, "--wav", str(QUESTION), "--json"], stdout=subprocess.PIPE, text=True, cwd=PROJECT
    )
    assert asking.stdout is not None
    asking.stdout.readline()
    (engine,) = engines_of(asking.pid)
    asking.kill()
    asking.wait()
    deadline = time.monotonic() + 10
    while alive(engine):
        assert time.monotonic() < deadline, "the engine outlived the app"
    asking.stdout.close()
