"""Turns that say or ask where the traveller is."""

from __future__ import annotations

import pytest

from wanderlust.domain.whereabouts import asks_where_i_am, means_here, says_near_me, stated_place, wants_forgotten


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("I'm at Gare de Lyon", "Gare de Lyon"),
        ("I am in Lisbon.", "Lisbon"),
        ("So, we're in Porto now", "Porto"),
        ("I’m near the Louvre", "the Louvre"),
        ("im at Rua Augusta 5", "Rua Augusta 5"),
        ("I'm staying in Kyoto", "Kyoto"),
        ("Estoy en Sevilla", "Sevilla"),
        ("Je suis à Lyon", "Lyon"),
        ("Ich bin gerade in Köln", "Köln"),
        ("Siamo a Firenze.", "Firenze"),
        ("Estou em Lisboa", "Lisboa"),
    ],
)
def test_a_turn_that_says_only_where_one_is_names_the_place(words: str, place: str) -> None:
    assert stated_place(words) == place


@pytest.mark.parametrize(
    "words",
    [
        "I'm in a hurry",
        "I'm in trouble",
        "I am in a bad mood",
        "I'm at the hotel",
        "We're in line",
        "I'm in Morocco, their dirhams",
        "we're in Hanoi how far is Ha Long Bay",
        "i'm at Gare du Nord how far to Charles de Gaulle",
        "so I'm at the hostel in El Chaltén, where's the nearest place to eat?",
        "We're in Italy and my shaver is American",
        "Are you in Lisbon?",
        "I'm from Lisbon",
        "in Lisbon",
        "",
    ],
)
def test_anything_else_states_no_place(words: str) -> None:
    assert stated_place(words) == ""


@pytest.mark.parametrize(
    "words", ["Where am I?", "where are we now", "Show me where I am", "Wo bin ich?", "Où suis-je ?"]
)
def test_a_question_for_ones_own_place_is_known(words: str) -> None:
    assert asks_where_i_am(words) and not asks_where_i_am("Where is Lisbon?")


def test_where_am_i_going_is_another_question() -> None:
    assert not asks_where_i_am("where am i going tomorrow")
    assert not asks_where_i_am("where am i supposed to be at ten")


def test_the_place_can_be_taken_back() -> None:
    assert wants_forgotten("Forget where I am") and wants_forgotten("I'm no longer there.")
    assert not wants_forgotten("Forget it")


@pytest.mark.parametrize("words", ["a café near me", "coffee nearby", "what's around here", "un café cerca de aquí",
                                   "ein Café in meiner Nähe", "un bar vicino a me"])  # fmt: skip
def test_near_me_is_heard(words: str) -> None:
    assert says_near_me(words) and not says_near_me("a café near the Louvre")


def test_a_models_own_words_for_the_place_mean_it() -> None:
    assert means_here("current location") and means_here("Me") and not means_here("Lisbon") and not means_here("")
