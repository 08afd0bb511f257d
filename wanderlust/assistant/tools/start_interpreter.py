"""``start_interpreter``: two people are interpreted to each other once the answer to this has been said."""

from __future__ import annotations

from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.assistant.tools.translate import CODES
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.errors import BadInput, ToolFailed
from wanderlust.domain.language_names import LANGUAGES, english_name
from wanderlust.domain.tool_catalogue import START_INTERPRETER


class StartInterpreter:
    """Opens the interpreter; who asks for no own language gets the one they have in the settings."""

    spec = START_INTERPRETER

    def caption(self, arguments: JsonObject) -> str:
        return f"Interpreter, {arguments['lang_b']}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        far = _code(str(arguments["lang_b"]))
        wanted = str(arguments.get("lang_a") or "")
        near = _code(wanted) if wanted else context.interpreter.own_language
        if near == far:
            raise ToolFailed("Tell me the two languages.", "Such as: interpret between English and Portuguese.")
        try:
            await context.interpreter.check(near, far)
        except BadInput as error:
            raise ToolFailed(error.sentence, error.remedy) from error
        context.interpreter.open_after_answer(near, far)
        one, other = english_name(near), english_name(far)
        return ToolOutcome(
            say={
                "en": f"I interpret between {one} and {other}.",
                "es": "Ahora hago de intérprete.",
                "fr": "J'interprète maintenant.",
                "de": "Ich dolmetsche jetzt.",
                "it": "Ora faccio da interprete.",
                "pt": "Agora eu interpreto.",
            },
            data={"languages": [near, far]},
            activity=f"Interpreter: {one} and {other}",
        )


def _code(words: str) -> str:
    """The language meant, by its English name or its code."""
    name = words.strip()
    code = CODES.get(name[:1].upper() + name[1:].lower(), name.lower())
    if code not in LANGUAGES:
        raise ToolFailed(f"I cannot interpret {name} yet.")
    return code
