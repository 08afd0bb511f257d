"""Prices and times the way people say them on the telephone: "thirty-eight fifty", "quarter to five"."""

from __future__ import annotations

import random
import re

from wanderlust.domain.calls.amounts import Amount

# A word to a place: zero to nineteen, then the tens.
_SMALL: tuple[str, ...] = tuple(
    re.findall(
        r"\w+",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen",
    )
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MONEY = {
    "GBP": ("pounds", "pence"),
    "USD": ("dollars", "cents"),
    "CAD": ("dollars", "cents"),
    "EUR": ("euros", "cents"),
}


def number_aloud(number: int, joined: str = " and ") -> str:
    """A whole number below 10,000 in words; ``joined`` stands between hundreds and the rest ("" in American)."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_SMALL[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    lead = f"{number_aloud(number // size, joined)} {name}"
    rest = number % size
    return lead if not rest else f"{lead}{joined if rest < 100 else ' '}{number_aloud(rest, joined)}"


def price_aloud(price: Amount, choose: random.Random) -> str:
    """One of the ways to say an amount, with or without its currency."""
    whole, rest = divmod(round(price.value * 100), 100)
    unit, small = _MONEY.get(price.currency, (price.currency, "cents"))
    ways = [price.shown]
    if whole > 100 and whole < 1000 and whole % 100 >= 10:
        # "two seventy-two": the hundred is left out.
        short = f"{number_aloud(whole // 100)} {number_aloud(whole % 100)}"
        ways += [f"{short} {number_aloud(rest)}"] if rest >= 10 else [f"{short} {unit}", short]
    if rest == 0:
        ways += [f"{number_aloud(whole)} {unit}", f"{number_aloud(whole, ' ')} {unit}", f"{whole} {unit}"]
    elif rest >= 10:
        ways += [
            f"{number_aloud(whole)} {unit} and {number_aloud(rest)} {small}",
            f"{number_aloud(whole)} {unit} {number_aloud(rest)}",
        ]
        if whole < 100:
            ways.append(f"{number_aloud(whole)} {number_aloud(rest)}")
    return choose.choice(ways)


def time_aloud(shown: str, choose: random.Random) -> str:
    """One of the ways to say a time of day kept as ``HH:MM``."""
    hour, minute = (int(part) for part in shown.split(":"))
    on_dial, following = (hour - 1) % 12 + 1, hour % 12 + 1
    part = "am" if hour < 12 else "pm"
    this, that = number_aloud(on_dial), number_aloud(following)
    half = "in the morning" if hour < 12 else "in the afternoon" if hour < 18 else "in the evening"
    ways = {
        0: [f"{this} o'clock", f"{on_dial} {part}", f"{this} {half}"],
        15: [f"quarter past {this}", f"{on_dial}:15 {part}", f"a quarter past {this} {half}"],
        30: [f"half past {this}", f"{this} thirty", f"{on_dial}:30 {part}"],
        45: [f"quarter to {that}", f"{this} forty-five", f"{on_dial}:45 {part}"],
    }
    return choose.choice(ways.get(minute, [f"{on_dial}:{minute:02d} {part}"]))
