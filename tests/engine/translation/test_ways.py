"""A text goes directly where there is a model, else through English, else not at all."""

from __future__ import annotations

from wanderlust.engine.translation.ways import via, ways

DE_EN, EN_DE, EN_FR, FR_EN, ES_PT = ("de", "en"), ("en", "de"), ("en", "fr"), ("fr", "en"), ("es", "pt")


def test_two_languages_meet_in_english() -> None:
    found = ways([DE_EN, EN_DE, EN_FR, FR_EN])
    assert found["de", "fr"] == (DE_EN, EN_FR)
    assert found["fr", "de"] == (FR_EN, EN_DE)
    assert via(found["de", "fr"]) == "en" and via(found[DE_EN]) == ""


def test_a_direct_model_comes_before_the_way_round() -> None:
    assert ways([DE_EN, EN_FR, ("de", "fr")])["de", "fr"] == (("de", "fr"),)


def test_one_way_models_make_one_way_only() -> None:
    assert set(ways([DE_EN, EN_FR])) == {DE_EN, EN_FR, ("de", "fr")}


def test_nothing_goes_through_another_language_than_english_or_back_to_itself() -> None:
    assert set(ways([ES_PT, ("pt", "it"), DE_EN, EN_DE])) == {ES_PT, ("pt", "it"), DE_EN, EN_DE}
