"""What a live talk prints: captions, utterances, when they were said aloud, and trouble as a sentence."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from wanderlust.application.interpret_live import LiveLines
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.domain.errors import EngineFailed, SoundFailed

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


async def test_an_utterance_is_a_line_with_its_delay_and_its_voice_another() -> None:
    lines: list[dict[str, Any]] = []
    live = LiveLines(lines.append)
    said = it.InterpretedUtterance("a", "en", "30 euros.", "pt", "30 euros.", "local", NOON, 1.0, ("number",))
    live.tell(it.InterpreterCaption("a", "en", "pt", "30", "", "", "30"))
    live.delays("a", {"caption": 512.0})
    live.tell(it.UtteranceInterpreted(said))
    live.delays("a", {"sound": 700.0})
    live.tell(it.UtteranceInterpreted(said))
    live.tell(it.UtteranceInterpreted(it.InterpretedUtterance(**_fields(said), said_aloud=True)))
    assert [line["event"] for line in lines] == ["caption", "utterance", "spoken"]
    assert lines[1]["ms"] == {"caption": 512.0} and lines[1]["care"] == ["number"]
    assert lines[2]["ms"] == {"caption": 512.0, "sound": 700.0}


def _fields(said: it.InterpretedUtterance) -> dict[str, Any]:
    names = ("utterance_id", "speaker", "source", "listener", "target", "route", "at", "seconds", "care")
    return {name: getattr(said, name) for name in names}


async def test_no_microphone_at_the_start_is_the_end() -> None:
    live = LiveLines(lambda line: None)
    live.tell(ev.DevicesChanged(None, "Speaker"))
    with pytest.raises(SoundFailed, match="no microphone"):
        live.failed.result()


async def test_devices_that_go_in_the_middle_are_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    live = LiveLines(lambda line: None)
    live.tell(ev.DevicesChanged("Microphone", "Speaker"))
    live.tell(ev.DevicesChanged(None, None))
    live.tell(ev.Notice("warning", "I found no microphone.", "Plug one in.", "sound"))
    assert not live.failed.done()
    assert capsys.readouterr().err == "I found no microphone. Plug one in.\n"


async def test_an_engine_that_does_not_come_back_is_the_end() -> None:
    live = LiveLines(lambda line: None)
    live.tell(ev.Notice("error", "The engine does not answer.", "Try again.", "interpreter"))
    with pytest.raises(EngineFailed, match="does not answer"):
        live.failed.result()
