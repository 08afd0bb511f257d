"""Processes that die: the engine comes back and the talk goes on; what was finished outlives the app."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from tests.end_to_end.processes import alive
from tests.end_to_end.window_process import WindowProcess

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(sys.platform != "linux", reason="finds the engine's process through /proc"),
]

HOW_FAR = "How far is it from Lisbon to Porto?"


def test_a_killed_engine_is_started_again_and_answers_what_was_asked_meanwhile(silent: dict[str, str]) -> None:
    with WindowProcess(silent) as app:
        app.wait_for_state("ready")
        first = app.engine
        app.do("type", HOW_FAR)
        app.wait_for_turn("user")
        app.wait_until_heard()
        os.kill(first, signal.SIGKILL)
        notice = app.wait_for("Notice")
        assert notice["sentence"] == "The voice on this computer stopped."
        assert any("I start it again" in words for words in app.look()["notices"])
        app.do("type", "And what time is it there?")  # while there is no engine, and what had come is still heard
        cut = app.wait_for_turn("assistant")
        assert cut["heard"] is not None and cut["text"]
        answer = app.cut_in()
        assert "Porto" in answer["text"]  # the new engine was told what had been said
        assert app.engine != first
        seen = app.look()
        assert not [words for words in seen["notices"] if "stopped" in words], (
            "the engine's notice went with its return"
        )
        assert (seen["windows"], seen["word"]) == ([], "No microphone")
        for words in (HOW_FAR, cut["text"][: cut["heard"]].strip(), answer["text"]):
            assert words in seen["transcript"]
        assert app.close() == 0


def test_a_killed_app_shows_its_finished_turns_at_the_next_start(silent: dict[str, str]) -> None:
    with WindowProcess(silent) as app:
        app.wait_for_state("ready")
        app.do("type", "Where is Kyoto?")
        assert app.cut_in()["heard"] > 0
        finished = [told["turn"] for told in app.told("TurnFinished")]
        assert [turn["speaker"] for turn in finished] == ["user", "activity", "assistant"]
        app.do("type", HOW_FAR)
        finished.append(app.wait_for_turn("user"))
        app.wait_until_heard()
        finished += [told["turn"] for told in app.told("TurnFinished")[4:]]
        engine = app.engine
        app.kill()
    deadline = time.monotonic() + 10
    while alive(engine):
        assert time.monotonic() < deadline, "the engine outlived the app"
    with WindowProcess(silent) as app:
        opened = app.wait_for("ConversationOpened")
        assert opened["turns"] == finished
        seen = app.look()
        assert all(turn["text"] in seen["transcript"] for turn in finished)
        assert [pin["name"] for pin in seen["pins"]] == ["Kyoto"]
        app.wait_for_state("ready")
        app.do("type", "What time is it there?")
        app.wait_for_words("in Kyoto")
