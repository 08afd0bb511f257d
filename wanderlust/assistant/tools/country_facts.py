"""``country_facts``: help, plugs, tips, money and the like in a country, from dated tables."""

from __future__ import annotations

from wanderlust.assistant.tools.country_sentences import sentence_about
from wanderlust.assistant.tools.resolve import Unclear, resolve
from wanderlust.assistant.tools.said.countries import country_sentences
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.places import Place, PlaceKind
from wanderlust.domain.tool_catalogue import COUNTRY_FACTS

_TITLES = {
    "emergency": "Emergency numbers",
    "plug": "Plugs",
    "voltage": "Mains voltage",
    "tipping": "Tips",
    "tap_water": "Tap water",
    "currency": "Money",
    "language": "Languages",
    "driving_side": "Driving",
    "calling_code": "Calling code",
    "holidays": "Public holidays",
    "visa": "Visa",
    "capital": "Capital",
    "population": "Population",
    "general": "Facts",
}
COUNTRY_ONLY: tuple[PlaceKind, ...] = ("country",)
_ICONS = {"currency": "coins", "population": "users", "holidays": "clock", "emergency": "warning-fill"}


class CountryFactsTool:
    """Answers one topic about the country of a place."""

    spec = COUNTRY_FACTS

    def caption(self, arguments: JsonObject) -> str:
        return f"{_TITLES[arguments['topic']]} in {arguments['country']}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        try:
            place = await self._country(str(arguments["country"]), context)
        except Unclear as unclear:
            return unclear.outcome
        if not place.country:
            raise ToolFailed(f"I do not know which country {place.name} belongs to.")
        topic = str(arguments["topic"])
        country = context.countries.country(place.country)
        name = place.country_name or country.name
        today = context.clock.now().date()
        holidays = context.countries.holidays(country.code, today, 3) if topic == "holidays" else ()
        told = sentence_about(topic, name, country, holidays, today, context.rates)
        return ToolOutcome(
            say={"en": told.sentence, **country_sentences(topic, name, country, context.names)},
            data={"country": name, "code": country.code, "topic": topic, "facts": told.facts, "source": told.source},
            activity=f"Looked up {_TITLES[topic].lower()} in {name}",
            cards=(Card(told.short, f"{_TITLES[topic]} · {name}", icon=_ICONS.get(topic, "info-fill")),),
            source=told.source,
        )

    async def _country(self, words: str, context: ToolContext) -> Place:
        """A country by its name before a town of that name; a town stands for its country."""
        answer = await context.places.find(words, kinds=COUNTRY_ONLY)
        if answer.matches and answer.exact:
            return answer.matches[0].place
        return await resolve(words, context)
