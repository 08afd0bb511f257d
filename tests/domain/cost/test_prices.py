"""Usage becomes money by a dated table."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from wanderlust.domain.cost.prices import NANO, PriceTable, parsed_prices
from wanderlust.domain.cost.usage import ModelUsage, Tokens
from wanderlust.settings.paths import PROJECT


@pytest.fixture
def table() -> PriceTable:
    return parsed_prices(tomllib.loads((PROJECT / "resources" / "prices" / "openai.toml").read_text("utf-8")))


def test_a_minute_of_listening_and_a_minute_of_speaking_cost_what_the_model_page_says(table: PriceTable) -> None:
    price, known = table.price("gpt-realtime-2.1")
    assert known
    # $32 a million tokens of 100 ms, $64 a million tokens of 50 ms
    assert price.nanodollars(ModelUsage("", fresh=Tokens(audio=600))) == round(0.0192 * NANO)
    assert price.nanodollars(ModelUsage("", output=Tokens(audio=1200))) == round(0.0768 * NANO)
    assert price.voice_nanodollars(60_000) == round(0.0768 * NANO)


def test_every_kind_has_its_own_price(table: PriceTable) -> None:
    price, _ = table.price("gpt-realtime-2.1-mini")
    usage = ModelUsage("", Tokens(1000, 1000, 1000), Tokens(1000, 1000, 1000), Tokens(text=1000, audio=1000))
    expected = 0.6 + 10 + 0.8 + 0.06 + 0.3 + 0.08 + 2.4 + 20
    assert price.nanodollars(usage) == round(expected / 1000 * NANO)


def test_transcription_is_paid_by_the_minute(table: PriceTable) -> None:
    price, known = table.price("gpt-live-transcribe")
    assert known and price.nanodollars(ModelUsage("", seconds=90)) == round(0.017 * 1.5 * NANO)


def test_a_dated_snapshot_costs_what_its_model_costs(table: PriceTable) -> None:
    assert table.price("gpt-realtime-2.1-2026-07-09") == table.price("gpt-realtime-2.1")


def test_an_unknown_model_counts_like_the_dearest(table: PriceTable) -> None:
    assert table.price("gpt-realtime-9") == (table.price("gpt-realtime-2.1")[0], False)
    assert table.price("new-transcribe")[0].per_minute == 0.034


def test_own_prices_replace_models_and_keep_the_others(table: PriceTable) -> None:
    own = parsed_prices({"as_of": date(2027, 1, 5), "models": {"gpt-realtime-2.1": {"audio_out": 80}, "x": {}}})
    both = table.with_changes(own)
    assert both.day == date(2027, 1, 5)
    assert both.price("gpt-realtime-2.1")[0].audio_out == 80 and both.price("gpt-realtime-2.1-mini")[1]
    assert both.price("x")[1]


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"as_of": "today"},
        {"as_of": date(2026, 1, 1), "models": []},
        {"as_of": date(2026, 1, 1), "models": {"m": 3}},
        {"as_of": date(2026, 1, 1), "models": {"m": {"audio": 3}}},
        {"as_of": date(2026, 1, 1), "models": {"m": {"audio_in": -3}}},
        {"as_of": date(2026, 1, 1), "models": {"m": {"audio_in": True}}},
        {"as_of": date(2026, 1, 1), "models": {"m": {"audio_in": float("nan")}}},
    ],
)
def test_a_table_that_makes_no_sense_is_refused(content: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parsed_prices(content)


def test_an_unknown_model_that_translates_counts_time_like_the_dearest_that_does(table: PriceTable) -> None:
    price, known = table.price("gpt-realtime-translate-2")
    assert not known and price.nanodollars(ModelUsage("", seconds=60.0)) == round(0.034 * NANO)
