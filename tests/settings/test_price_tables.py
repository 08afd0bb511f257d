"""The prices in force: those that came with the app, and the traveller's own on top."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from wanderlust.domain.cloud_settings import BEST_MODEL, CHEAPER_MODEL
from wanderlust.domain.errors import DataMissing
from wanderlust.settings.paths import PROJECT
from wanderlust.settings.price_tables import load_prices

RESOURCES = PROJECT / "resources"


def test_both_models_we_offer_have_a_price(tmp_path: Path) -> None:
    table, warning = load_prices(RESOURCES, tmp_path / "prices.toml")
    assert warning == "" and table.price(BEST_MODEL)[1] and table.price(CHEAPER_MODEL)[1]


def test_own_prices_go_on_top(tmp_path: Path) -> None:
    own = tmp_path / "prices.toml"
    own.write_text('as_of = 2027-02-01\n[models."mine"]\naudio_out = 7\n', encoding="utf-8")
    table, warning = load_prices(RESOURCES, own)
    assert (warning, table.day, table.price("mine")[0].audio_out) == ("", date(2027, 2, 1), 7)


@pytest.mark.parametrize("content", [b"as_of = yesterday", b"\xff", b"as_of = 2027-01-01\n[models.m]\nsound = 3"])
def test_own_prices_that_make_no_sense_are_said_and_left_out(tmp_path: Path, content: bytes) -> None:
    own = tmp_path / "prices.toml"
    own.write_bytes(content)
    table, warning = load_prices(RESOURCES, own)
    assert warning.startswith("Your own prices in prices.toml cannot be used") and table.price(BEST_MODEL)[1]


def test_without_our_own_table_nothing_is_guessed(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="prices"):
        load_prices(tmp_path, tmp_path / "prices.toml")
