"""Numbers as they are said and written."""

import pytest

from wanderlust.domain.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two hundred and fifty euros", 250),
        ("twenty-five bucks", 25),
        ("a hundred quid", 100),
        ("twelve thousand three hundred won", 12_300),
        ("1,200.50 dollars", 1200.5),
        ("1.200,50 Euro", 1200.5),
        ("12.50 pounds", 12.5),
        ("2.5k yen", 2500),
        ("3 grand", 3000),
        ("six euros", 6),
        ("fifty cents", 50),
        ("deux cents euros", 200),
        ("vingt et un euros", 21),
        ("quatre-vingt-dix euros", 90),
        ("zweihundertfünfzig Euro", 250),
        ("dos mil pesos", 2000),
        ("centocinquanta euro", 150),
        ("cento e vinte euros", 120),
    ],
)
def test_one_amount_is_read(text: str, value: float) -> None:
    assert [number.value for number in numbers_in(text)] == [value]


def test_two_numbers_side_by_side_stay_two() -> None:
    assert [number.value for number in numbers_in("twenty and thirty, then five six")] == [20, 30, 5, 6]


def test_small_words_of_other_languages_are_no_numbers() -> None:
    assert numbers_in("once upon a time in a city") == []


def test_the_span_covers_all_its_words() -> None:
    text = "about two hundred and fifty euros"
    number = numbers_in(text)[0]
    assert text[number.start : number.end] == "two hundred and fifty"
