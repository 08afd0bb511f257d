"""A recorded talk of two people goes through the real interpreter: each is said again in the other's language."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from tests.application.two_speakers import TwoSpeakers
from wanderlust.application.interpret_command import interpret_command
from wanderlust.application.interpreting import RATE, interpret
from wanderlust.application.services import engine_process
from wanderlust.domain.errors import BadAudio, BadInput
from wanderlust.dsp.wav import read_wav, write_wav

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def talk(two_speakers: TwoSpeakers) -> npt.NDArray[np.int16]:
    """A question, and an answer in the other language."""
    pause = np.zeros(3 * RATE // 2, np.int16)
    return np.concatenate([two_speakers.english, pause, two_speakers.portuguese, pause])


def test_each_is_said_again_in_the_language_of_the_other(talk: npt.NDArray[np.int16]) -> None:
    lines: list[dict[str, Any]] = []
    pcm = asyncio.run(interpret(engine_process(), ("en", "pt"), talk, lines.append, fast=True))
    assert [(line["event"], line["speaker_language"], line["target_language"]) for line in lines] == [
        ("utterance", "en", "pt"),
        ("utterance", "pt", "en"),
    ]
    assert "Kyoto" in lines[0]["source"] and lines[0]["target"].startswith("Onde")
    assert "museum" in lines[1]["target"] and "station" in lines[1]["target"]
    assert {line["route"] for line in lines} == {"local"}
    assert all(line["start_ms"] < line["end_ms"] for line in lines)
    assert len(pcm) > 2 * RATE, "both translations were spoken"


def test_the_command_prints_lines_and_writes_what_was_spoken(
    tmp_path: Path, talk: npt.NDArray[np.int16], capsys: pytest.CaptureFixture[str]
) -> None:
    recording, out = tmp_path / "talk.wav", tmp_path / "spoken.wav"
    write_wav(recording, talk, RATE)
    assert interpret_command(("pt", "en"), recording, out, fast=True, as_json=True) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["event"] for line in lines] == ["utterance", "utterance", "done"]
    assert len(read_wav(out, RATE)) > RATE


def test_a_recording_in_which_nobody_speaks_is_one_sentence() -> None:
    with pytest.raises(BadAudio, match="no speech"):
        asyncio.run(interpret(engine_process(), ("en", "pt"), np.zeros(RATE, np.int16), lambda line: None, fast=True))


def test_a_pair_that_is_not_here_is_one_sentence(tmp_path: Path) -> None:
    recording = tmp_path / "talk.wav"
    write_wav(recording, np.zeros(RATE, np.int16), RATE)
    with pytest.raises(BadInput, match=r"between English and Japanese .* engine pack"):
        interpret_command(("en", "ja"), recording, None, fast=True, as_json=False)
    with pytest.raises(BadInput, match="two languages"):
        interpret_command(("en", "en"), recording, None, fast=True, as_json=False)
