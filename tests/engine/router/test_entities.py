"""What an utterance names is found and masked."""

import re
from dataclasses import dataclass

import pytest

from wanderlust.engine.router.entities import EntityReader


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    population: int = 500_000


class Names:
    """Knows a few names, whatever their case."""

    KNOWN = ("Kyoto", "Lisbon", "Porto", "Nice", "Kings", "Cambridge", "Massachusetts", "Trente")

    def names_in(self, text: str) -> list[Span]:
        spans = [Span(*m.span()) for name in self.KNOWN for m in re.finditer(rf"\b{name}\b", text, re.I)]
        return sorted(spans, key=lambda span: span.start)


@pytest.fixture
def reader() -> EntityReader:
    return EntityReader(Names(), frozenset(("nice", "the", "museum")))


def found(reader: EntityReader, text: str, language: str = "en") -> list[tuple[str, object]]:
    return [(entity.kind, entity.value) for entity in reader.read(text, language).entities]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("20 Swiss francs in yen", ["CHF", "JPY"]),
        ("$20 to euros", ["USD", "EUR"]),
        ("€50 in GBP", ["EUR", "GBP"]),
        ("fifty quid in Thai baht", ["GBP", "THB"]),
        ("cien dólares en pesos mexicanos", ["USD", "MXN"]),
        ("500 won", ["KRW"]),
        ("all my friends won the cup", []),
        ("convert all my euros to yen", ["EUR", "JPY"]),
        ("usd to cad", ["USD", "CAD"]),
        ("is the museum open", []),
    ],
)
def test_currencies_become_codes(reader: EntityReader, text: str, codes: list[str]) -> None:
    assert [value for kind, value in found(reader, text) if kind == "currency"] == codes


def test_two_places_and_an_amount_are_masked(reader: EntityReader) -> None:
    assert reader.read("from Lisbon to Porto with 20 euros").masked() == "from Oslo to Oslo with ten euros"


def test_nice_is_a_place_only_with_a_capital_after_a_preposition(reader: EntityReader) -> None:
    assert ("place", "Nice") in found(reader, "museums in Nice")
    assert found(reader, "a nice museum") == []


def test_a_place_with_its_state_is_one_place(reader: EntityReader) -> None:
    assert found(reader, "where is Cambridge, Massachusetts") == [("place", "Cambridge, Massachusetts")]


def test_a_name_longer_than_the_known_one_is_kept_whole(reader: EntityReader) -> None:
    assert found(reader, "breakfast near Kings Cross") == [("place", "Kings Cross")]


def test_an_unknown_name_with_a_capital_counts_as_a_place(reader: EntityReader) -> None:
    assert found(reader, "how far is Wroxley") == [("place", "Wroxley")]


def test_a_french_thirty_is_a_number_before_it_is_a_town(reader: EntityReader) -> None:
    assert found(reader, "trente livres", "fr") == [("number", 30.0), ("currency", "GBP")]
