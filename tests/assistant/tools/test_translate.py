"""How something is said in another language: by what translates here, and honestly where nothing does."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from wanderlust.assistant.tool_dispatch import ToolDispatch, ToolRun
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.domain.errors import TranslationMissing
from wanderlust.domain.tool_catalogue import CATALOGUE


class Dictionary:
    """Translates between English and Portuguese what it knows."""

    directions = frozenset({("en", "pt"), ("pt", "en")})

    async def translate(self, text: str, source: str, target: str) -> str:
        known = {("thank you", "en", "pt"): "Obrigado.", ("bom dia", "pt", "en"): "Good morning."}
        try:
            return known[text, source, target]
        except KeyError:
            raise TranslationMissing(source, target, "That is not in it.") from None


async def asked(context: ToolContext, text: str, target: str) -> ToolRun:
    with_translator = replace(context, translator=Dictionary())
    dispatch = ToolDispatch(standard_tools(translation=True), with_translator)
    return await dispatch.run("call_1", "translate", json.dumps({"text": text, "target": target}))


async def test_the_answer_ends_with_the_words_and_names_their_language(context: ToolContext) -> None:
    run = await asked(context, "thank you", "Portuguese")
    assert run.output["say"] == {"en": "In Portuguese: Obrigado.", "pt": "Em português: Obrigado."}
    assert run.output["quote"] == {"language": "pt", "text": "Obrigado."}
    assert run.outcome is not None and run.outcome.cards[0].heading == "Obrigado."


async def test_into_english_it_is_taken_for_portuguese(context: ToolContext) -> None:
    run = await asked(context, "bom dia", "English")
    assert run.output["say"]["en"] == "In English: Good morning."


@pytest.mark.parametrize("target", ["Japanese", "Klingon"])
async def test_of_other_languages_it_says_that_it_cannot_and_what_it_can(context: ToolContext, target: str) -> None:
    run = await asked(context, "thank you", target)
    assert not run.ok
    sentence = f"I cannot translate into {target} on this computer yet."
    assert run.output["say"]["en"] == f"{sentence} Between English and Portuguese I can."


async def test_without_a_translator_the_tool_is_not_offered(context: ToolContext) -> None:
    assert standard_tools().get("translate") is None
    names = [spec.name for spec in standard_tools(translation=True).specs]
    assert "translate" in names
    assert names == [spec.name for spec in CATALOGUE if spec.name in names], "tools are in the catalogue's order"


async def test_a_tool_without_a_quote_sends_none(context: ToolContext) -> None:
    run = await ToolDispatch(standard_tools(), context).run("call_1", "itinerary_show", "{}")
    assert "quote" not in run.output
