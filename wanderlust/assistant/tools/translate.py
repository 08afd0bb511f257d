"""``translate``: words in another language, from the phrasebook where they are in it word for word."""

from __future__ import annotations

from wanderlust.assistant.tools.said.unspoken import shown_large
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain import language_names
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import CannotTranslate, ToolFailed
from wanderlust.domain.tool_catalogue import TRANSLATE
from wanderlust.domain.translation import PHRASEBOOK, UNSPOKEN

LANGUAGES = {
    "English": "en",
    "Spanish": "es",
    "French": "fr",
    "German": "de",
    "Italian": "it",
    "Portuguese": "pt",
    "Japanese": "ja",
    "Korean": "ko",
    "Chinese": "zh",
}
CODES = {name: code for code, name in language_names.LANGUAGES.items()}
"""Of every language there may be a pack for."""
ROUTES = {PHRASEBOOK: "phrasebook", "local": "a model on this computer"}


class Translate:
    """Says a sentence in the language wanted, in that language's own voice."""

    spec = TRANSLATE

    def caption(self, arguments: JsonObject) -> str:
        return f"In {_named(str(arguments['target']))}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        text, name = str(arguments["text"]).strip(), _named(str(arguments["target"]))
        if not text:
            raise ToolFailed("Tell me what to translate.")
        target = LANGUAGES.get(name) or CODES.get(name)
        if target is None:
            raise ToolFailed(f"I cannot translate into {name} yet.")
        try:
            found = await context.translator.translate(text, "", target)
        except CannotTranslate as error:
            if name not in LANGUAGES:
                raise ToolFailed(f"I cannot translate into {name} yet.", error.remedy) from error
            offered = f" My phrasebook has: “{error.near[0]}”" if error.near else ""
            raise ToolFailed(f"{error.sentence}{offered}", error.remedy) from error
        way, between, pivot = found.route.partition(" via ")
        source = ROUTES.get(way, way) + (f", through {pivot}" if between else "")
        return ToolOutcome(
            # In this one language only: then it is spoken by its voice.
            say=shown_large(found.text, name, context.names) if target in UNSPOKEN else {target: found.text},
            data={
                "text": text,
                "translation": found.text,
                "source_language": found.source,
                "target_language": target,
                "route": found.route,
                "reviewed": found.checked,
            },
            activity=f"Translated into {name}",
            cards=(Card(found.text, f"{name} · {text}", icon="translate"),),
            source=source if found.checked else f"{source}, not reviewed",
            large=(found.text, target) if target in UNSPOKEN else None,
        )


def _named(words: str) -> str:
    """A language by its English name; a code is a name too."""
    return language_names.LANGUAGES.get(words.casefold(), words[:1].upper() + words[1:])
