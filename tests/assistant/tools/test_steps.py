"""The steps of a way, on request and in six languages."""

from __future__ import annotations

import pytest

from wanderlust.assistant.tools.said.steps import stages_of, steps_sentences, wants_steps
from wanderlust.domain.places import Coordinates
from wanderlust.domain.routes import Step
from wanderlust.domain.units import IMPERIAL, METRIC

SPOT = Coordinates(48.86, 2.34)


def step(action: str, street: str, metres: float) -> Step:
    return Step(action, street, metres, SPOT)


WAY = (
    step("depart", "Quai des Tuileries", 200),
    step("turn left", "Rue de Rivoli", 8),
    step("new name straight", "Rue Saint-Antoine", 850),
    step("turn slight right", "", 120),
    step("roundabout right", "Place de la Bastille", 300),
    step("arrive", "", 0),
)


def test_small_stretches_and_new_names_are_part_of_the_step_before() -> None:
    assert [(stage.action, stage.street, stage.metres) for stage in stages_of(WAY)] == [
        ("depart", "Quai des Tuileries", 200),
        ("turn left", "Rue de Rivoli", 858),
        ("turn slight right", "", 120),
        ("roundabout right", "Place de la Bastille", 300),
        ("arrive", "", 0),
    ]


def test_each_step_says_after_how_far_and_into_which_street() -> None:
    way = (step("depart", "Rue A", 200), step("turn left", "Rue B", 850), step("arrive", "", 0))
    said = steps_sentences(stages_of(way), METRIC)
    assert said["en"] == "Start on Rue A. After 200 metres, turn left into Rue B. After 850 metres, then you are there."
    assert said["fr"].startswith("Partez : Rue A. Après 200 mètres, tournez à gauche : Rue B.")
    assert set(said) == {"en", "es", "fr", "de", "it", "pt"}


def test_in_miles_where_the_traveller_counts_so() -> None:
    way = (step("depart", "First Street", 100), step("turn right", "Main Street", 3219), step("arrive", "", 0))
    said = steps_sentences(stages_of(way), IMPERIAL)["en"]
    assert "After 350 feet, turn right into Main Street. After 2 miles" in said


def test_a_long_way_is_told_by_its_first_steps_and_the_screen() -> None:
    way = (*(step("turn left", f"Street {n}", 300) for n in range(12)), step("arrive", "", 0))
    said = steps_sentences(stages_of(way), METRIC)
    assert said["en"].endswith("The other 7 steps are on the screen.") and "Street 6" not in said["en"]


@pytest.mark.parametrize(
    "words", ["Give me the steps", "and the steps?", "step by step please", "les étapes ?", "directions"]
)
def test_a_wish_for_steps_is_heard(words: str) -> None:
    assert wants_steps(words) and not wants_steps("How do I walk to the Spanish Steps?")
