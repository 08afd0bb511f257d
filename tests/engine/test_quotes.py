"""Words in another language at the end of an answer are spoken by the voice of that language."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator
from typing import Any, cast

from wanderlust.domain.errors import VoiceMissing
from wanderlust.engine.answering import Answerer
from wanderlust.engine.answers import quote_of
from wanderlust.engine.models import EngineModels
from wanderlust.engine.response_events import ResponseWriter
from wanderlust.engine.sound_formats import PCM
from wanderlust.engine.turn_context import Context
from wanderlust.wire import server_events as ev

OUTPUT = json.dumps(
    {
        "say": {"en": "In Portuguese: Obrigado.", "pt": "Em português: Obrigado."},
        "data": {},
        "quote": {"language": "pt", "text": "Obrigado."},
    }
)


class Voices:
    """Remembers what it was to say in which language; has voices for some."""

    def __init__(self, *languages: str) -> None:
        self.languages = languages
        self.said: list[tuple[str, str]] = []

    async def speak(self, text: str, language: str, *given: Any) -> AsyncIterator[tuple[str, bytes]]:
        if language not in self.languages:
            raise VoiceMissing(language, "Nobody speaks it.")
        self.said.append((text, language))
        yield text, b"\0\0" * 240


async def answered(voices: Voices, output: str) -> str:
    """What the transcript of the answer says."""
    sent: list[ev.ServerEvent] = []
    ids = (f"id{number}" for number in itertools.count())

    async def send(events: list[ev.ServerEvent]) -> None:
        sent.extend(events)

    answerer = Answerer(cast(EngineModels, voices), send, lambda item, ms: None)
    writer = ResponseWriter("resp", "conv", ("audio",), None, "inf", lambda prefix: next(ids))
    await answerer.answer(writer, Context("", (output,), (), (), (), (), 1.0, ()), PCM, idle=False)
    return "".join(event.delta for event in sent if isinstance(event, ev.OutputTranscriptDelta))


async def test_each_language_has_its_own_voice_and_the_transcript_is_whole() -> None:
    voices = Voices("en", "pt")
    assert await answered(voices, OUTPUT) == "In Portuguese: Obrigado."
    assert voices.said == [("In Portuguese:", "en"), ("Obrigado.", "pt")]


async def test_a_quote_that_no_voice_can_say_can_still_be_read_once() -> None:
    voices = Voices("en")
    assert await answered(voices, OUTPUT) == "In Portuguese: Obrigado."
    assert voices.said == [("In Portuguese:", "en")]


def test_a_quote_counts_only_where_the_answer_ends_with_it() -> None:
    assert quote_of([OUTPUT], "In Portuguese: Obrigado.") == ("Obrigado.", "pt")
    assert quote_of([OUTPUT], "Something else.") is None
    assert quote_of(['{"quote": "no object"}'], "x") is None
    assert quote_of([], "x") is None
