"""What "there" means."""

from __future__ import annotations

from wanderlust.assistant.focus import Focus
from wanderlust.domain.places import Place

PARIS = Place("gn:1", "Paris", "city", 48.85, 2.35)
ROME = Place("gn:2", "Rome", "city", 41.9, 12.5)


def test_before_anything_was_shown_there_is_nowhere() -> None:
    assert Focus().place is None


def test_there_is_the_chosen_place() -> None:
    focus = Focus()
    focus.show((PARIS, ROME), 1)
    assert focus.place == ROME


def test_a_single_place_needs_no_choosing_but_two_do() -> None:
    focus = Focus()
    focus.show((PARIS,), None)
    assert focus.place == PARIS
    focus.show((PARIS, ROME), None)
    assert focus.place is None


def test_showing_none_forgets_the_place() -> None:
    focus = Focus()
    focus.show((PARIS,), 0)
    focus.show((), None)
    assert focus.place is None
