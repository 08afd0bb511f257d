"""The tool that proposes a call: it shows a card, and never dials."""

from __future__ import annotations

from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.tool_catalogue import PLACE_CALL

READY = {
    "en": "I have it ready. Look at the card and say yes or no.",
    "es": "Lo tengo listo. Mira la tarjeta y di sí o no.",
    "fr": "C'est prêt. Regarde la carte et dis oui ou non.",
    "de": "Es ist bereit. Sieh dir die Karte an und sag ja oder nein.",
    "it": "È pronto. Guarda la scheda e di' sì o no.",
    "pt": "Está pronto. Olha para o cartão e diz sim ou não.",
}
RUNNING = {
    "en": "The call is under way. You see it beside this talk.",
    "es": "La llamada está en curso. La ves al lado.",
    "fr": "L'appel est en cours. Tu le vois à côté.",
    "de": "Der Anruf läuft. Du siehst ihn nebenan.",
    "it": "La chiamata è in corso. La vedi qui accanto.",
    "pt": "A chamada está a decorrer. Vês ao lado.",
}


class PlaceCall:
    """Puts whom and what for on a card."""

    spec = PLACE_CALL

    def caption(self, arguments: JsonObject) -> str:
        return f"A call to {arguments['business']}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        if context.calls is None:
            raise ToolFailed("I can call only from the window.")
        business, goal = str(arguments["business"]), str(arguments["goal"])
        card = await context.calls.propose(business, goal)
        if card is None:
            return ToolOutcome(RUNNING, {"call": "running"}, "Looked at the call")
        data = {"who": card.callee.name, "line": card.line, "needs_yes_on_the_card": True}
        return ToolOutcome(READY, data, f"Prepared a call to {card.callee.name}")
