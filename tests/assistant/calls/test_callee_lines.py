"""What a callee's line is read as."""

from __future__ import annotations

import pytest

from wanderlust.assistant.calls.callee_lines import read_line
from wanderlust.assistant.calls.fact_check import offered_instead, wrong_facts
from wanderlust.assistant.calls.holding import holds, passes_on
from wanderlust.assistant.calls.leave import Leave, is_menu, is_voicemail, leave_in
from wanderlust.assistant.calls.offered_options import option_label
from wanderlust.domain.calls.amounts import Amount
from wanderlust.settings.paths import PROJECT

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
        ("Are they all over sixteen?", []),
        ("Which one do you want?", []),
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
    "text",
    [
        "Lemme ring it up. Comes to two hundred and ten dollars.",
        "Want me to put you on the list for Sunday?",
        "Hang on, did you say four?",
        "One sec... that's $45.",
        "We hold tables for ten minutes.",
    ],
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


def read_as(kind: str, text: str) -> bool:
    """Whether a line is read as what the list says it is."""
    match kind.split():
        case ["leave", wanted]:
            return leave_in(text, "en") is Leave(wanted)
        case ["holds"]:
            return holds(text) or passes_on(text)
        case ["passes_on"]:
            return passes_on(text)
    line = read_line(text)
    return bool(getattr(line, kind)) if hasattr(line, kind) else kind in line.questions


LINES = [
    tuple(line.split("\t"))
    for line in (PROJECT / "tests/data/calls/callee_lines.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("kind", "text"), LINES, ids=[text for _, text in LINES])
def test_many_ways_to_say_it_are_read_alike(kind: str, text: str) -> None:
    assert read_as(kind, text)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("The base, thin or fluffy?", ("thin", "fluffy")),
        ("Would you like that with red, white or yellow roses?", ("red", "white", "yellow")),
        ("We have city and electric bikes, which would you like?", ("city", "electric bikes")),
        ("Okay, and do you want it sliced or whole?", ("sliced", "whole")),
        ("Small, medium, or large?", ("Small", "medium", "large")),
        ("Who does he normally see, Anna or Tom?", ("Anna", "Tom")),
        ("Does he see Anna, or is it Tom who cuts it?", ("Anna", "Tom")),
        ("What sort? We have rye, we have white, we have spelt.", ("rye", "white", "spelt")),
        ("Shall I wrap it or not?", ()),
        ("Is it for a birthday or something?", ()),
    ],
)
def test_options_stand_in_many_kinds_of_sentence(text: str, options: tuple[str, ...]) -> None:
    assert read_line(text).options == options


@pytest.mark.parametrize(
    ("text", "price", "per"),
    [
        ("It's 300 dollars plus 20 for delivery.", Amount(320), ""),
        ("Normally 60 dollars, but for you it's 45 dollars.", Amount(45), ""),
        ("That's 80 dollars, with a 20 dollar deposit.", Amount(80), ""),
        ("Six of those, that rings up at 94 euros.", Amount(94, "EUR"), ""),
        ("We charge 9 dollars a pop.", Amount(9), "piece"),
        (
            "You're looking at 1,400 dollars, and another 100 dollars for the boxes, so 1,500 dollars all in.",
            Amount(1500),
            "",
        ),
    ],
)
def test_what_is_added_deposited_or_taken_off_is_told_from_the_price(text: str, price: Amount, per: str) -> None:
    line = read_line(text)
    assert (line.price, line.per) == (price, per)


def test_an_hour_said_alone_is_no_number_of_people() -> None:
    assert offered_instead("Eight is impossible. Half past nine, that I can do.", FACTS, "Maya") == {"time": "21:30"}
