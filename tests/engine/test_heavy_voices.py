"""The heavy voices' process starts on demand, ends when idle, and its crash is one clear error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.fakes.hand_clock import HandClock
from wanderlust.domain.errors import EngineFailed
from wanderlust.engine.heavy_voices import HeavyVoices

# Speaks as the real process does, but without a model: a sentence is as many samples as it has letters. It counts
# its starts in a file, and does what some sentences tell it to.
CHILD = """
import json, os, pathlib, struct, sys, time
starts = pathlib.Path(sys.argv[1])
starts.write_text(str(int(starts.read_text()) + 1 if starts.exists() else 1))
for line in sys.stdin.buffer:
    question = json.loads(line)
    text = question["text"]
    if text == "crash":
        os._exit(1)
    if text == "hang":
        time.sleep(600)
    if text == "half":
        sys.stdout.buffer.write(json.dumps({"samples": 100}).encode() + b"\\n1234")
        sys.stdout.buffer.flush()
        os._exit(1)
    if text == "refuse":
        answer = json.dumps({"error": "I cannot say that."}).encode() + b"\\n"
    else:
        answer = json.dumps({"samples": len(text)}).encode() + b"\\n" + struct.pack("<f", 0.5) * len(text)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
"""


class Rig:
    """The process without a thread, under a clock turned by hand."""

    def __init__(self, folder: Path, answer_limit: float = 60.0) -> None:
        self.clock = HandClock()
        self._starts = folder / "starts"
        script = folder / "child.py"
        script.write_text(CHILD)
        command = [sys.executable, str(script), str(self._starts)]
        self.voices = HeavyVoices(command, self.clock.monotonic, answer_limit=answer_limit, threaded=False)

    @property
    def starts(self) -> int:
        return int(self._starts.read_text()) if self._starts.exists() else 0

    def runs(self) -> bool:
        return self.voices.pid is not None

    def say(self, text: str) -> int:
        return len(self.voices.speak(text, "pt", "pf_dora", 1.0))


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path)
    yield made
    made.voices.close()


def test_nothing_runs_before_the_first_sentence(rig: Rig) -> None:
    assert rig.voices.pid is None


def test_a_sentence_is_its_samples_and_the_process_stays(rig: Rig) -> None:
    sound = rig.voices.speak("olá", "pt", "pf_dora", 1.0)
    assert np.array_equal(sound, np.full(3, 0.5, np.float32))
    assert rig.say("tudo bem") == 8
    assert rig.starts == 1


def test_five_idle_minutes_end_it_and_the_next_sentence_starts_it_again(rig: Rig) -> None:
    rig.say("olá")
    rig.clock.advance(299)
    rig.voices.look()
    pid = rig.voices.pid
    assert pid is not None
    rig.clock.advance(2)
    rig.voices.look()
    assert rig.voices.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert rig.say("de novo") == 7
    assert rig.starts == 2


def test_speaking_counts_as_use(rig: Rig) -> None:
    rig.say("olá")
    rig.clock.advance(200)
    rig.say("olá")
    rig.clock.advance(200)
    rig.voices.look()
    assert rig.voices.pid is not None


@pytest.mark.parametrize("trouble", ["crash", "half"])
def test_a_crash_is_one_error_and_the_next_sentence_is_said(rig: Rig, trouble: str) -> None:
    with pytest.raises(EngineFailed, match="stopped in the middle"):
        rig.say(trouble)
    assert rig.say("olá") == 3


def test_a_process_killed_between_sentences_is_replaced(rig: Rig) -> None:
    rig.say("olá")
    pid = rig.voices.pid
    assert pid is not None
    os.kill(pid, 9)
    while rig.voices.pid is not None:
        pass
    assert rig.say("olá") == 3


def test_one_that_hangs_is_ended(tmp_path: Path) -> None:
    rig = Rig(tmp_path, answer_limit=0.5)
    with pytest.raises(EngineFailed, match="stopped in the middle"):
        rig.say("hang")
    rig.voices.close()


def test_what_it_refuses_is_said_in_its_words_and_it_goes_on(rig: Rig) -> None:
    with pytest.raises(EngineFailed, match="I cannot say that"):
        rig.say("refuse")
    rig.say("olá")
    assert rig.starts == 1


def test_a_command_that_is_not_there_is_one_error(tmp_path: Path) -> None:
    voices = HeavyVoices([str(tmp_path / "nothing")], HandClock().monotonic, threaded=False)
    with pytest.raises(EngineFailed, match="cannot be started"):
        voices.speak("olá", "pt", "pf_dora", 1.0)


def test_closing_ends_it(rig: Rig) -> None:
    rig.say("olá")
    rig.voices.close()
    assert rig.voices.pid is None


def test_it_is_warmed_once_a_language_and_anew_after_its_end(rig: Rig) -> None:
    rig.voices.warm_up("pt", "pf_dora")
    rig.clock.advance(299)
    rig.voices.warm_up("pt", "pf_dora")
    rig.clock.advance(2)
    rig.voices.look()
    assert not rig.runs()  # the second time nothing was asked of it, so it stayed idle
    rig.voices.warm_up("pt", "pf_dora")
    rig.clock.advance(299)
    rig.voices.warm_up("ja", "jf_alpha")
    rig.clock.advance(2)
    rig.voices.look()
    assert rig.runs() and rig.starts == 2
