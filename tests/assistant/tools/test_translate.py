"""Claims about translating in a conversation."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from wanderlust.assistant.tool_dispatch import ToolDispatch
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.assistant.tools.translate import Translate
from wanderlust.assistant.translating import InTurn
from wanderlust.domain.errors import CannotTranslate, ToolFailed
from wanderlust.domain.translation import Translation


class OneSentence:
    """Knows one sentence in one language."""

    def __init__(self, known: str, said: str, target: str, route: str, near: tuple[str, ...] = ()) -> None:
        self.known, self.said, self.target, self.route, self.near = known, said, target, route, near

    async def translate(self, text: str, source: str, target: str) -> Translation:
        if (text, target) != (self.known, self.target):
            raise CannotTranslate(f"I do not know that, says {self.route}.", "", self.near)
        return Translation(self.said, source or "en", target, self.route)


BOOK = OneSentence("Help!", "助けてください！", "ja", "phrasebook", ("Help me!",))
MODEL = OneSentence("The sea is calm.", "O mar está calmo.", "pt", "local")


async def test_a_translation_is_said_in_the_language_wanted_and_in_no_other(context: ToolContext) -> None:
    outcome = await Translate().run(
        {"text": "Help!", "target": "Japanese"}, replace(context, translator=InTurn((BOOK, MODEL)))
    )
    assert outcome.say == {"ja": "助けてください！"}
    assert outcome.data["route"] == "phrasebook"
    assert outcome.source == "phrasebook, not reviewed"


async def test_what_the_first_translator_does_not_know_the_next_is_asked(context: ToolContext) -> None:
    outcome = await Translate().run(
        {"text": "The sea is calm.", "target": "pt"}, replace(context, translator=InTurn((BOOK, MODEL)))
    )
    assert outcome.say == {"pt": "O mar está calmo."}
    assert outcome.source == "a model on this computer, not reviewed"


async def test_a_language_of_a_pack_is_one_too_and_the_way_through_english_is_named(context: ToolContext) -> None:
    pack = OneSentence("Help!", "Hjälp!", "sv", "local via English")
    outcome = await Translate().run({"text": "Help!", "target": "Swedish"}, replace(context, translator=pack))
    assert outcome.say == {"sv": "Hjälp!"}
    assert outcome.source == "a model on this computer, through English, not reviewed"


async def test_a_phrase_that_is_only_like_it_is_offered_and_not_said(context: ToolContext) -> None:
    with pytest.raises(ToolFailed, match=r"My phrasebook has: “Help me!”") as failure:
        await Translate().run({"text": "Helpp", "target": "Japanese"}, replace(context, translator=InTurn((BOOK,))))
    assert "助け" not in str(failure.value)


async def test_a_language_nobody_here_speaks_is_named(context: ToolContext) -> None:
    with pytest.raises(ToolFailed, match="I cannot translate into Swahili yet"):
        await Translate().run({"text": "Help!", "target": "swahili"}, context)


async def test_without_any_translator_it_says_so(context: ToolContext) -> None:
    run = await ToolDispatch(standard_tools(), context).run(
        "call_1", "translate", json.dumps({"text": "Help!", "target": "Japanese"})
    )
    assert not run.ok
    assert run.output["say"]["en"] == "I have no translator here."


async def test_korean_is_shown_large_and_a_sentence_says_why(context: ToolContext) -> None:
    book = OneSentence("Help!", "도와주세요!", "ko", "phrasebook")
    outcome = await Translate().run({"text": "Help!", "target": "Korean"}, replace(context, translator=book))
    assert outcome.large == ("도와주세요!", "ko")
    assert outcome.output()["quote"] == {"text": "도와주세요!", "language": "ko"}
    assert outcome.say["en"] == "I have no voice for Korean, so here it is to read: 도와주세요!"
    assert set(outcome.say) == {"en", "es", "fr", "de", "it", "pt"}
    assert all(said.endswith(" 도와주세요!") for said in outcome.say.values())
