"""Claims about asking for the interpreter in a conversation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wanderlust.assistant.tools.start_interpreter import StartInterpreter
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.errors import BadInput, ToolFailed


class English:
    """Fills ``ports.Interpreter``: the traveller speaks English, and Japanese cannot be interpreted."""

    own_language = "en"

    def __init__(self) -> None:
        self.opened: list[tuple[str, str]] = []

    async def check(self, near: str, far: str) -> None:
        if "ja" in (near, far):
            raise BadInput("I cannot interpret from English to Japanese on this computer.", "I can show you phrases.")

    def open_after_answer(self, near: str, far: str) -> None:
        self.opened.append((near, far))


async def test_both_languages_named(context: ToolContext) -> None:
    here = English()
    arguments: JsonObject = {"lang_a": "Spanish", "lang_b": "portuguese"}
    outcome = await StartInterpreter().run(arguments, replace(context, interpreter=here))
    assert here.opened == [("es", "pt")]
    assert outcome.say["en"] == "I interpret between Spanish and Portuguese."
    assert outcome.say.keys() == {"en", "es", "fr", "de", "it", "pt"}


async def test_the_travellers_own_language_need_not_be_named(context: ToolContext) -> None:
    here = English()
    await StartInterpreter().run({"lang_b": "Portuguese"}, replace(context, interpreter=here))
    assert here.opened == [("en", "pt")]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"lang_b": "English"}, "two languages"),
        ({"lang_b": "Japanese"}, "English to Japanese"),
        ({"lang_b": "Klingon"}, "Klingon"),
    ],
)
async def test_what_cannot_be_interpreted_is_said_and_nothing_opens(
    context: ToolContext, arguments: JsonObject, sentence: str
) -> None:
    here = English()
    with pytest.raises(ToolFailed, match=sentence):
        await StartInterpreter().run(arguments, replace(context, interpreter=here))
    assert here.opened == []


async def test_without_a_window_it_says_where_to_go(context: ToolContext) -> None:
    with pytest.raises(ToolFailed, match="wanderlust interpret"):
        await StartInterpreter().run({"lang_b": "Portuguese"}, context)
