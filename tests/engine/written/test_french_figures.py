"""French figures, prices, times and units are written as they are said."""

from __future__ import annotations

import pytest

from wanderlust.engine.spoken_text import spoken_text
from wanderlust.engine.written.french import french_number


@pytest.mark.parametrize(("value", "words"), [
    (0, "zéro"), (21, "vingt et un"), (71, "soixante et onze"), (77, "soixante-dix-sept"), (80, "quatre-vingts"),
    (81, "quatre-vingt-un"), (91, "quatre-vingt-onze"), (99, "quatre-vingt-dix-neuf"), (100, "cent"),
    (200, "deux cents"), (201, "deux cent un"), (1000, "mille"), (2026, "deux mille vingt-six"),
    (80_000, "quatre-vingt mille"), (1_500_000, "un million cinq cent mille"), (10**12, "un" + " zéro" * 12),
])  # fmt: skip
def test_numbers_are_said_as_in_france(value: int, words: str) -> None:
    assert french_number(value) == words


@pytest.mark.parametrize(("written", "said"), [
    ("Le bus part à 9h15.", "Le bus part à neuf heures quinze."),
    ("Il est 21:00.", "Il est vingt et une heures."),
    ("C'est 12,50 €.", "C'est douze euros cinquante."),
    ("1 £ vaut 1,15 €", "une livre vaut un euro quinze"),
    ("3\u202f514 yens", "trois mille cinq cent quatorze yens"),
    ("-6 °C en janvier", "moins six degrés en janvier"),
    ("1,5 km, 25 m, 10 %", "un virgule cinq kilomètre, vingt-cinq mètres, dix pour cent"),
    ("le 1er mai et le 03/11/2026", "le premier mai et le trois novembre deux mille vingt-six"),
    ("au 2e étage, la 1re rue", "au deuxième étage, la première rue"),
    ("la 5e avenue", "la cinquième avenue"),
    ("1 1 2", "un un deux"),
    ("chambre n° 4 & 5", "chambre numéro quatre et cinq"),
])  # fmt: skip
def test_figures_become_words(written: str, said: str) -> None:
    assert spoken_text(written, "fr") == said


def test_a_time_that_is_none_stays_two_numbers() -> None:
    assert spoken_text("31:75", "fr") == "trente et un:soixante-quinze"
