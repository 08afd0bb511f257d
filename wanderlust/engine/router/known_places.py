"""What the gazetteer says of a name: its English spelling, its country, and whether it is a town or a country."""

from __future__ import annotations

from wanderlust.domain.money import folded
from wanderlust.engine.router.demonyms import COUNTRY_BY_DEMONYM
from wanderlust.engine.router.values import KnownPlaces, NamedPlace

# Names that English has and the gazetteer files under the local one.
_EXONYMS = dict(
    pair.split(":")
    for pair in (
        "sevilla:Seville koln:Cologne firenze:Florence napoli:Naples torino:Turin genova:Genoa zaragoza:Zaragoza "
        "munchen:Munich wien:Vienna geneve:Geneva zurich:Zurich krakow:Krakow malaga:Malaga bogota:Bogotá "
        "lisboa:Lisbon praha:Prague moskva:Moscow kobenhavn:Copenhagen goteborg:Gothenburg bruxelles:Brussels "
        "milano:Milan roma:Rome venezia:Venice padova:Padua mantova:Mantua siracusa:Syracuse livorno:Livorno"
    ).split()
)
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
