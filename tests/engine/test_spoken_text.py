"""Written forms become what a voice should say, and plain sentences pass untouched."""

from __future__ import annotations

import pytest

from wanderlust.engine.spoken_text import spoken_text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("50 USD is 7,512.50 JPY.", "50 dollars is 7,512.50 yen."),
        ("EUR 20", "20 euros"),
        ("C$25 or US$18", "25 Canadian dollars or 18 US dollars"),
        ("3 h 10 min", "3 hours 10 min"),
        ("1 h", "1 hour"),
        ("1\u202f718 km", "1718 km"),
        ("12 345 people", "12345 people"),
        ("35.01° N, 135.77° E", "35.01° north, 135.77° east"),
        ("12 m high", "12 metres high"),
        ("10:00–18:00", "10:00 to 18:00"),
        ("≈ 300 km", "about 300 km"),
        ("UTC-3", "UTC minus 3"),
        ("**Kyoto** is `old`", "Kyoto is old"),
    ],
)
def test_english(written: str, said: str) -> None:
    assert spoken_text(written, "en") == said


@pytest.mark.parametrize(
    "plain",
    [
        "Kyoto is in Japan, 9,558 km from here.",
        "It is 25 °C and 80 km/h.",
        "That is £20, or €15.50.",
        "In 2026 300 people came.",
        "I met them at 7 pm.",
        "Aix-en-Provence",
    ],
)
def test_what_the_voice_reads_well_is_left_alone(plain: str) -> None:
    assert spoken_text(plain, "en") == plain


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It leaves at 02:45.", "It leaves at 2:45."),
        ("at 00:10", "at 12:10 at night"),
        ("Take No. 5.", "Take number 5."),
        ("Mon-Fri 9:00-17:30", "Monday to Friday 9:00 to 17:30"),
        ("¥7,500 or R$ 20", "7,500 yen or 20 reais"),
        ("Mt. Fuji", "Mount Fuji"),
        ("3,000,000 people", "3 million people"),
        ("+44 20 7946 0958", "plus 4 4, 2 0, 7 9 4 6, 0 9 5 8"),
        ("on 30 Oct 2026", "on 30 October 2026"),
    ],
)
def test_english_times_days_and_numbers(written: str, said: str) -> None:
    assert spoken_text(written, "en") == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("es", "Son 50 USD, 3 h y 1\u202f718 km.", "Son 50 dólares, 3 h y 1718 km."),
        ("es", "Cuesta 1.250,50 €.", "Cuesta 1250 euros con 50."),
        ("fr", "n° 5, le 30/10/2026", "numéro cinq, le trente octobre deux mille vingt-six"),
        ("de", "am 30.10.2026 um 14:45", "am 30. Oktober 2026 um 14:45"),
        ("de", "7.863 Einwohner", "7863 Einwohner"),
        ("it", "$20, 1,5 km", "20 dollari, 1,5 km"),
        ("fr", "Version 1.2.3 et 3.5", "Version un point deux point trois et trois virgule cinq"),
        ("sv", "30/10/2026", "30/10/2026"),
    ],
)
def test_other_languages(language: str, written: str, said: str) -> None:
    assert spoken_text(written, language) == said


@pytest.mark.parametrize(
    ("language", "written"), [("pt", "às 9:30, R$ 20"), ("ja", "9時15分に1,500円"), ("zh", "9:30开门，20%")]
)
def test_voices_that_know_letters_only_get_no_figures(language: str, written: str) -> None:
    assert not any(character.isdigit() and character.isascii() for character in spoken_text(written, language))
