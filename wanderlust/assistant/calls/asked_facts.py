"""Facts that a callee needs and the card lacks: how the traveller is asked for them, and what their answer means."""

from __future__ import annotations

from datetime import date, timedelta

from wanderlust.domain.calls.clock_words import clock_times
from wanderlust.domain.calls.goal import said_date
from wanderlust.domain.numbers import numbers_in
from wanderlust.domain.when import day_meant

ASKED_FACTS = {
    "count": "How many",
    "nights": "Nights",
    "where": "Where",
    "origin": "From",
    "day": "Day",
    "time": "Time",
}
"""Keys of the facts, with the labels of their fields."""


def suggestions(key: str, today: date) -> tuple[str, ...]:
    """Short answers to choose from; empty where none can be guessed."""
    match key:
        case "day":
            return tuple(said_date(today + timedelta(days=ahead)) for ahead in (1, 2, 3))
        case "time":
            return ("10 am", "2 pm", "6 pm")
        case "count" | "nights":
            return ("1", "2", "4")
    return ()


def fact_given(key: str, answer: str, today: date) -> str:
    """An answer in the form in which facts are kept; words that say none are kept as they are."""
    match key:
        case "day":
            day = day_meant(answer, today)
            return said_date(day) if day is not None else answer
        case "time":
            times = clock_times(answer) or clock_times(f"at {answer}")
            return times[0].shown if times else answer
        case "count" | "nights":
            numbers = numbers_in(answer)
            return f"{numbers[0].value:.0f}" if numbers else answer
    return answer
