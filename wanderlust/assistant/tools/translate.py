"""``translate``: how something is said in another language, by what translates on this computer."""

from __future__ import annotations

from wanderlust.assistant.tools.tool import Quote, ToolContext, ToolOutcome
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import ToolFailed, TranslationMissing
from wanderlust.domain.tool_catalogue import TRANSLATE

# English name, as the router gives it, to ISO 639-1 code.
CODES = {
    "english": "en",
    "portuguese": "pt",
    "spanish": "es",
    "french": "fr",
    "german": "de",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "chinese": "zh",
}
_NAMES = {code: name.capitalize() for name, code in CODES.items()}
_LEADS = {
    "pt": {"en": "In Portuguese", "pt": "Em português"},
    "en": {"en": "In English", "pt": "Em inglês"},
}


class Translate:
    """Tells a translation, and has it spoken by the voice of its language."""

    spec = TRANSLATE

    def caption(self, arguments: JsonObject) -> str:
        return f"Into {arguments['target']}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        text, name = str(arguments["text"]).strip(), str(arguments["target"]).strip()
        target = CODES.get(name.casefold(), name.casefold())
        sources = sorted(source for source, into in context.translator.directions if into == target)
        if not sources:
            raise ToolFailed(_not_here(_NAMES.get(target, name), context))
        source = sources[0]
        try:
            translation = await context.translator.translate(text, source, target)
        except TranslationMissing as error:
            raise ToolFailed(_not_here(_NAMES.get(target, name), context)) from error
        lead = _LEADS.get(target, {"en": f"In {name}"})
        return ToolOutcome(
            say={language: f"{words}: {translation}" for language, words in lead.items()},
            data={"text": text, "translation": translation, "from": source, "to": target},
            activity=f"Translated into {_NAMES.get(target, name)}",
            cards=(Card(heading=translation, facts=f"{_NAMES.get(target, name)} for “{text}”", icon="translate"),),
            source="translated on this computer",
            quote=Quote(target, translation),
        )


def _not_here(name: str, context: ToolContext) -> str:
    known = sorted({_NAMES.get(target, target) for _, target in context.translator.directions})
    can = f" Between {' and '.join(known)} I can." if known else ""
    return f"I cannot translate into {name} on this computer yet.{can}"
