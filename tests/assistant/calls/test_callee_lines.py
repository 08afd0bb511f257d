"""What a callee's line is read as."""

from __future__ import annotations

import pytest

from wanderlust.assistant.calls.callee_lines import read_line
from wanderlust.assistant.calls.fact_check import offered_instead, wrong_facts
from wanderlust.assistant.calls.holding import holds
from wanderlust.assistant.calls.leave import Leave, is_menu, is_voicemail, leave_in
from wanderlust.assistant.calls.offered_options import option_label
from wanderlust.domain.calls.amounts import Amount

FACTS = {"count": "4", "day": "Friday 27 November", "time": "20:00", "where": "the Gateway Pavilion"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("And what name is it under?", "name"),
        ("Who's it for?", "name"),
        ("How many of you are there?", "count"),
        ("What time were you thinking?", "time"),
        ("Which day, please?", "day"),
        ("Where should we bring them?", "where"),
        ("Where shall we pick you up?", "origin"),
        ("How will you be paying?", "payment"),
        ("Can I get a phone number for the driver?", "phone"),
        ("How many nights will it be?", "nights"),
    ],
)
def test_what_they_ask_for_is_known(text: str, key: str) -> None:
    assert key in read_line(text).questions


@pytest.mark.parametrize(
    ("text", "options", "label"),
    [
        ("Dark or milk chocolate?", ("Dark", "milk"), "Chocolate"),
        ("city bikes or electric bikes", ("city bikes", "electric bikes"), "Bikes"),
        ("Would you rather sit inside or outside?", ("inside", "outside"), "Inside or outside"),
        ("Would you prefer twin beds or one large bed?", ("twin beds", "one large bed"), "Bed"),
    ],
)
def test_choices_are_taken_apart(text: str, options: tuple[str, ...], label: str) -> None:
    assert read_line(text).options == options and option_label(text, options) == label


@pytest.mark.parametrize(
    ("text", "price", "per"),
    [
        ("That's 3 dollars 45 each, so 1,380 dollars in total.", Amount(1380), ""),
        ("It's 95 euros a night, breakfast included.", Amount(95, "EUR"), "night"),
        ("Twelve euros each.", Amount(12, "EUR"), "piece"),
        ("We open at ten.", None, ""),
    ],
)
def test_the_price_that_counts_is_the_whole_one(text: str, price: Amount | None, per: str) -> None:
    line = read_line(text)
    assert (line.price, line.per) == (price, per)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("So a table for 14 on Friday at eight, right?", ["count"]),
        ("Table for four, Saturday at eight, yes?", ["day"]),
        ("For four people at nine, is that right?", ["time"]),
        ("Four people on Friday at 8 pm, correct?", []),
        ("You're all set, reference GS-204.", []),
        ("It takes 20 minutes.", []),
    ],
)
def test_facts_said_back_wrongly_are_noticed(text: str, wrong: list[str]) -> None:
    assert wrong_facts(text, FACTS, "Maya") == wrong


def test_an_offer_is_read_beside_what_was_wanted() -> None:
    text = "At eight we're full, but I could give you a table at 9:15."
    assert offered_instead(text, FACTS, "Maya") == {"time": "21:15"}


@pytest.mark.parametrize(
    "text", ["One moment, please.", "Hang on, got a driver on the radio.", "Can you hold please? Thanks."]
)
def test_a_wish_to_wait_is_known(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize(
    "text", ["Hang on, did you say four?", "One sec... that's $45.", "We hold tables for ten minutes."]
)
def test_what_wants_an_answer_is_no_wish_to_wait(text: str) -> None:
    assert not holds(text)


@pytest.mark.parametrize(
    ("text", "leave"),
    [
        ("Sure, go ahead.", Leave.GIVEN),
        ("How can I help?", Leave.GIVEN),
        ("No problem.", Leave.GIVEN),
        ("No, it is not all right.", Leave.REFUSED),
        ("Nope.", Leave.REFUSED),
        ("Who is this?", Leave.UNCLEAR),
        ("Strawberries.", Leave.UNCLEAR),
    ],
)
def test_leave_is_a_clear_yes(text: str, leave: Leave) -> None:
    assert leave_in(text, "en") is leave


def test_machines_are_told_from_people() -> None:
    assert is_voicemail("Please leave your message after the tone.") and not is_voicemail(
        "You've reached the bakery, hi!"
    )
    assert is_menu("For reservations press one.") and not is_menu("We press our own oil.")
