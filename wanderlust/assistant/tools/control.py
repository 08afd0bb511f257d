"""``control``: takes back what was last done to the trip, clears the map, and says so of what it cannot do by voice."""

from __future__ import annotations

from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.assistant.trips.deed_words import NOTHING, UNDONE, deed_words
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.tool_catalogue import CONTROL

_CANNOT = {
    "es": "Todavía no puedo hacer eso con la voz.",
    "fr": "Je ne peux pas encore faire cela à la voix.",
    "de": "Das kann ich noch nicht auf Zuruf tun.",
    "it": "Non posso ancora farlo a voce.",
    "pt": "Ainda não posso fazer isso por voz.",
}
_CLEARED = {
    "es": "El mapa está vacío.",
    "fr": "La carte est vide.",
    "de": "Die Karte ist leer.",
    "it": "La mappa è vuota.",
    "pt": "O mapa está vazio.",
}
_LEFT = {
    "es": "De acuerdo, lo dejo como está.",
    "fr": "D'accord, je n'y touche pas.",
    "de": "Gut, ich lasse es, wie es ist.",
    "it": "Va bene, lascio tutto com'è.",
    "pt": "Está bem, deixo como está.",
}
_NAMES = {"undo": "Undo.", "clear_map": "Clear the map."}


class Control:
    """Steers what needs no voice of its own; stopping, muting and the like are keys and buttons."""

    spec = CONTROL

    def caption(self, arguments: JsonObject) -> str:
        return _NAMES.get(str(arguments["action"]), "One moment.")

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        match str(arguments["action"]):
            case "undo":
                return await self._undo(context)
            case "clear_map":
                say = {"en": "The map is clear.", **_CLEARED}
                return ToolOutcome(say, {"cleared": True}, "Cleared the map", places=())
            case "no" | "cancel":
                return ToolOutcome({"en": "All right, I leave it as it is.", **_LEFT}, {}, "Left it as it is")
            case _:
                raise ToolFailed("I cannot do that by voice yet.", said=_CANNOT)

    async def _undo(self, context: ToolContext) -> ToolOutcome:
        deed = await context.trips.undo()
        if deed is None:
            raise ToolFailed("There is nothing to undo.", said=NOTHING)
        words = deed_words(deed, context.clock.now().date())
        return ToolOutcome({"en": f"Undone: {words}.", **UNDONE}, {"undone": words}, f"Undone: {words}")
