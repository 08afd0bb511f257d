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


def test_other_languages_keep_their_words() -> None:
    assert spoken_text("Son 50 USD, 3 h y 1\u202f718 km.", "es") == "Son 50 USD, 3 h y 1718 km."
