"""What the tools say in Spanish, French, German, Italian and Portuguese."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from wanderlust.assistant.tool_dispatch import ToolDispatch
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.said.grammar import figure, listed, rounded
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.domain.foreign_names import SPOKEN

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("get_weather", {"place": "Kyoto", "when": "May"}),
    ("get_weather", {"place": "Kyoto", "when": "tomorrow"}),
    ("get_weather", {"place": "Kyoto", "when": "sunset"}),
    ("local_time", {"place": "Kyoto"}),
    ("distance", {"origin": "Kyoto", "destination": "Tokyo"}),
    ("convert_currency", {"amount": 20, "from": "EUR", "to": "JPY"}),
    ("convert_currency", {"amount": 1, "from": "JPY", "to": "USD"}),
    ("show_on_map", {"place": "Kyoto"}),
    ("show_on_map", {"place": "Xqzzy"}),
    ("find_places", {"query": "museums", "near": "Kyoto", "open_now": True}),
    ("find_places", {"query": "pizza", "near": "Kyoto"}),
    ("itinerary_add", {"item": "Castle", "day": "tomorrow", "time": "9:00"}),
    ("itinerary_show", {}),
    ("itinerary_remove", {"item": "Nothing"}),
    *(
        ("country_facts", {"country": "Japan", "topic": topic})
        for topic in (
            "emergency",
            "plug",
            "voltage",
            "tipping",
            "tap_water",
            "currency",
            "language",
            "driving_side",
            "calling_code",
            "visa",
            "capital",
            "population",
            "general",
        )  # fmt: skip
    ),
]


async def said(context: ToolContext, name: str, arguments: dict[str, Any]) -> dict[str, str]:
    run = await ToolDispatch(standard_tools(), context).run("c", name, json.dumps(arguments))
    say: dict[str, str] = run.output["say"]
    return say


@pytest.mark.parametrize(("name", "arguments"), [call for call in CALLS if call[1] != {"item": "Nothing"}])
async def test_every_answer_has_words_in_six_languages(
    context: ToolContext, name: str, arguments: dict[str, Any]
) -> None:
    say = await said(context, name, arguments)
    assert set(say) == {"en", *SPOKEN}
    assert len(set(say.values())) == 6
    for language, sentence in say.items():
        assert sentence[-1] in ".?" and "{" not in sentence and "  " not in sentence, (language, sentence)


async def test_numbers_are_the_same_in_all_languages(context: ToolContext) -> None:
    say = await said(context, "get_weather", {"place": "Kyoto", "when": "May"})
    assert len({tuple(re.findall(r"\d+", sentence)) for sentence in say.values()}) == 1
    assert "mayo" in say["es"] and "mai" in say["fr"] and "im Mai" in say["de"] and "maio" in say["pt"]


async def test_a_day_is_told_as_climate_and_no_forecast(context: ToolContext) -> None:
    say = await said(context, "get_weather", {"place": "Kyoto", "when": "tomorrow"})
    assert say["es"].startswith("Aquí no tengo pronóstico.")
    assert say["de"].startswith("Eine Vorhersage habe ich hier nicht.")


async def test_countries_and_money_have_their_names(context: ToolContext) -> None:
    assert (await said(context, "country_facts", {"country": "Japan", "topic": "driving_side"}))["fr"] == (
        "Japon : on roule à gauche."
    )
    money = await said(context, "convert_currency", {"amount": 20, "from": "EUR", "to": "CHF"})
    assert "franchi svizzeri" in money["it"] and "Schweizer Franken" in money["de"]


async def test_holidays_are_known_by_their_english_names_and_told_in_english(context: ToolContext) -> None:
    assert set(await said(context, "country_facts", {"country": "Japan", "topic": "holidays"})) == {"en"}


async def test_a_trip_says_its_days_in_the_travellers_language(context: ToolContext) -> None:
    await said(context, "itinerary_add", {"item": "Castle", "day": "tomorrow", "time": "morning"})
    say = await said(context, "itinerary_show", {})
    assert say["es"] == "Tu viaje: Castle mañana por la mañana."
    assert say["de"] == "Deine Reise: Castle morgen am Morgen."


def test_figures_have_a_decimal_comma_and_thousands_kept_together() -> None:
    assert figure(1718) == "1718"
    assert figure(54_000) == "54\u202f000"
    assert figure(2.5, 1) == "2,5" and figure(2.0, 1) == "2" and figure(6.36, 2) == "6,36"
    assert rounded(1_463_723) == "1\u202f500\u202f000" and rounded(7) == "7"


def test_a_spanish_list_changes_its_and_before_the_sound_of_i() -> None:
    assert listed(["francés", "italiano"], "es") == "francés e italiano"
    assert listed(["agua", "hielo"], "es") == "agua y hielo"
    assert listed(["a", "b", "c"], "de") == "a, b und c"
