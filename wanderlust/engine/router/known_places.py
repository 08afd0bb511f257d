"""What the gazetteer says of a name: its English spelling, its country, and whether it is a town or a country."""

from __future__ import annotations

from wanderlust.domain.money import folded
from wanderlust.engine.router.demonyms import COUNTRY_BY_DEMONYM
from wanderlust.engine.router.values import KnownPlaces, NamedPlace, ToolCall

# Names that English has and the gazetteer files under the local one.
_LOCAL_NAMES = """
sevilla:Seville koln:Cologne firenze:Florence napoli:Naples torino:Turin genova:Genoa zaragoza:Zaragoza munchen:Munich
wien:Vienna geneve:Geneva zurich:Zurich krakow:Krakow malaga:Malaga bogota:Bogotá lisboa:Lisbon praha:Prague
moskva:Moscow kobenhavn:Copenhagen goteborg:Gothenburg bruxelles:Brussels milano:Milan roma:Rome venezia:Venice
padova:Padua mantova:Mantua siracusa:Syracuse livorno:Livorno
"""
_EXONYMS = dict(pair.split(":") for pair in _LOCAL_NAMES.split())
_LATIN = ("es", "fr", "de", "it", "pt")
_PLACE_KEYS: dict[str, tuple[str, ...]] = {
    "find_places": ("near",),
    "show_on_map": ("place",),
    "get_weather": ("place",),
    "local_time": ("place",),
    "distance": ("origin", "destination"),
    "country_facts": ("country",),
}
# Parts of a country that travellers take for one.
_NATIONS = frozenset(("scotland", "wales", "england", "northern ireland", "hong kong", "puerto rico", "greenland"))


class KnownPlaceFacts:
    """Looks names up.

    Args:
        places: Knows place names.
    """

    def __init__(self, places: KnownPlaces) -> None:
        self._places = places

    def english(self, name: str) -> str:
        """The English spelling of a name from another language; the name itself where it is not known."""
        main, _, rest = name.partition(",")
        place = self._place(main)
        if place is None:
            return name
        spelt = _EXONYMS.get(folded(place.name), place.name)
        return f"{spelt}, {self.english(rest.strip())}" if rest.strip() else spelt

    def country(self, name: str) -> str:
        """The country that a name or a people's adjective stands for; the name itself where that is not known."""
        if folded(name) in _NATIONS:
            return name
        if folded(name) in COUNTRY_BY_DEMONYM:
            return COUNTRY_BY_DEMONYM[folded(name)]
        if len(name) == 3 and name.isupper() and self.kind(name) == "airport":
            return name  # a code that is a word as well: ATM
        place = self._place(name.split(",")[-1].strip()) or self._place(name.split(",")[0])
        if place is None or place.kind == "country" or not place.country_name:
            return name
        return place.country_name

    def spelt(self, call: ToolCall, language: str) -> ToolCall:
        """A call with places by their English names, and for a question about a country the town's country."""
        arguments = dict(call.arguments)
        for key in _PLACE_KEYS.get(call.name, ()) if language in _LATIN else ():
            value = arguments.get(key)
            if isinstance(value, str) and value:
                arguments[key] = self.english(value)
        if call.name == "country_facts" and isinstance(arguments.get("country"), str):
            arguments["country"] = self.country(str(arguments["country"]))
        return ToolCall(call.name, arguments)

    def kind(self, name: str) -> str:
        """ "city", "country", "region" and so on; empty for a name that is not known."""
        place = self._place(name)
        return place.kind if place else ""

    def _place(self, name: str) -> NamedPlace | None:
        words = name.strip()
        # After a preposition and with a capital letter even "Nice" is a name.
        lead = "in "
        written = words[:1].upper() + words[1:]
        spans = self._places.names_in(f"{lead}{written}")
        for span in spans:
            if span.start <= len(lead) and span.end >= len(lead) + len(written):
                return span.place
        return None
