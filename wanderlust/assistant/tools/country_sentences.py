"""One topic about a country, said in a sentence or two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from wanderlust.assistant.ports import ExchangeRates
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.countries import Country, Holiday, Practical
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.when import spoken_day

_OWN_TABLE = "Wanderlust's own table, November 2026"
_WATER = {
    "safe": ("Yes, tap water in {the} is safe to drink.", "Safe to drink"),
    "mixed": ("Tap water in {the} is treated, but many people drink bottled water. Ask locally.", "Ask locally"),
    "unsafe": ("No, do not drink tap water in {the}. Take bottled or boiled water.", "Do not drink it"),
}
_TIPS = {
    "none": ("Tips are not expected in {the}.", "Not expected"),
    "round": ("In {the} one rounds up the bill a little when the service was good.", "Round up"),
    "ten": ("In {the} about ten per cent is usual in restaurants, unless service is on the bill.", "About 10 %"),
    "included": ("In {the} service is usually on the bill; a little more is kind, not needed.", "Mostly included"),
    "fifteen": ("In {the} fifteen to twenty per cent is usual in restaurants.", "15 to 20 %"),
}
_WITH_ARTICLE = frozenset(
    [
        "AE",
        "BS",
        "CF",
        "CD",
        "CG",
        "DO",
        "FK",
        "GB",
        "GM",
        "IM",
        "KM",
        "KY",
        "MH",
        "MP",
        "MV",
        "NL",
        "PH",
        "PN",
        "PS",
        "SB",
        "SC",
        "TC",
        "TF",
        "UM",
        "US",
        "VA",
        "VG",
        "VI",
    ]
)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: the sentence to say, its facts as data, the shortest form for a card, and who says so."""

    sentence: str
    short: str
    facts: JsonObject
    source: str


@dataclass(frozen=True, slots=True)
class _Asked:
    name: str
    country: Country
    holidays: Sequence[Holiday]
    today: date
    rates: ExchangeRates

    @property
    def the(self) -> str:
        """The country's name inside a sentence: ``the Netherlands``."""
        bare = self.name.removeprefix("The ").removeprefix("the ")
        return f"the {bare}" if self.country.code in _WITH_ARTICLE else self.name

    @property
    def The(self) -> str:
        return self.the[0].upper() + self.the[1:]

    @property
    def practical(self) -> Practical:
        if self.country.practical is None:
            raise ToolFailed(f"I have no sure facts about that in {self.the}.")
        return self.country.practical


def sentence_about(
    topic: str, name: str, country: Country, holidays: Sequence[Holiday], today: date, rates: ExchangeRates
) -> Told:
    """What to say about a topic of the catalogue's list.

    Raises:
        ToolFailed: The tables know nothing about it; the sentence says so.
    """
    return _TOPICS[topic](_Asked(name, country, holidays, today, rates))


def _emergency(asked: _Asked) -> Told:
    numbers = asked.practical.emergency
    single = {
        kind: number
        for kind, number in (("police", numbers.police), ("ambulance", numbers.ambulance), ("fire", numbers.fire))
        if number
    }
    if not numbers.any and not single:
        raise ToolFailed(f"I have no emergency number for {asked.the} that I am sure of. Ask your hotel or embassy.")
    by_number: dict[str, list[str]] = {}
    for kind, number in single.items():
        by_number.setdefault(number, []).append(kind)
    listed = _and([f"{number} for {_and(kinds)}" for number, kinds in by_number.items()])
    if numbers.any:
        sentence = f"In {asked.the}, call {_digits(numbers.any)} in an emergency."
        sentence += f" There is also {_spoken_list(by_number)}." if by_number and numbers.any not in by_number else ""
        short = numbers.any
    else:
        sentence = f"In {asked.the}, call {_spoken_list(by_number)}."
        short = listed
    facts = {"any": numbers.any, "police": numbers.police, "ambulance": numbers.ambulance, "fire": numbers.fire}
    return Told(sentence, short, {key: value for key, value in facts.items() if value}, _OWN_TABLE)


def _digits(number: str) -> str:
    """Short numbers are said digit by digit."""
    return " ".join(number)


def _spoken_list(by_number: dict[str, list[str]]) -> str:
    names = {"police": "the police", "ambulance": "an ambulance", "fire": "the fire brigade"}
    return _and([f"{_digits(number)} for {_and([names[k] for k in kinds])}" for number, kinds in by_number.items()])


def _plug(asked: _Asked) -> Told:
    facts = asked.practical
    letters = _and(list(facts.plugs))
    kinds = "types" if len(facts.plugs) > 1 else "type"
    return Told(
        f"{asked.The} uses plug {kinds} {letters}, at {facts.volts} volts.",
        f"Type {', '.join(facts.plugs)}",
        {"plugs": list(facts.plugs), "volts": facts.volts, "hertz": facts.hertz},
        _OWN_TABLE,
    )


def _voltage(asked: _Asked) -> Told:
    facts = asked.practical
    return Told(
        f"The mains in {asked.the} have {facts.volts} volts at {facts.hertz} hertz.",
        f"{facts.volts} V, {facts.hertz} Hz",
        {"volts": facts.volts, "hertz": facts.hertz, "plugs": list(facts.plugs)},
        _OWN_TABLE,
    )


def _tipping(asked: _Asked) -> Told:
    sentence, short = _TIPS[asked.practical.tip]
    return Told(sentence.format(the=asked.the), short, {"tip": asked.practical.tip}, _OWN_TABLE)


def _water(asked: _Asked) -> Told:
    sentence, short = _WATER[asked.practical.water]
    return Told(sentence.format(the=asked.the), short, {"tap_water": asked.practical.water}, _OWN_TABLE)


def _currency(asked: _Asked) -> Told:
    codes = asked.country.currencies
    if not codes:
        raise ToolFailed(f"I do not know the money of {asked.the}.")
    names = [asked.rates.name_of(code, 1) for code in codes]
    extra = f" People also use the {names[1]}." if len(names) > 1 else ""
    return Told(
        f"In {asked.the} one pays with the {names[0]}.{extra}",
        f"{names[0]} ({codes[0]})",
        {"currencies": list(codes)},
        asked.country.source,
    )


def _language(asked: _Asked) -> Told:
    official = asked.country.official_languages[:4]
    if not official:
        if not asked.country.languages:
            raise ToolFailed(f"I do not know the languages of {asked.the}.")
        sentence = f"People in {asked.the} speak {asked.country.languages}."
        return Told(sentence, asked.country.languages, {"spoken": asked.country.languages}, asked.country.source)
    kinds = "languages" if len(official) > 1 else "language"
    verb = "are" if len(official) > 1 else "is"
    return Told(
        f"The official {kinds} of {asked.the} {verb} {_and(list(official))}.",
        ", ".join(official),
        {"official": list(asked.country.official_languages), "spoken": asked.country.languages},
        asked.country.source,
    )


def _driving(asked: _Asked) -> Told:
    side = "left" if asked.practical.drives_left else "right"
    return Told(f"In {asked.the} one drives on the {side}.", f"On the {side}", {"side": side}, _OWN_TABLE)


def _calling(asked: _Asked) -> Told:
    code = asked.country.calling_code
    if not code:
        raise ToolFailed(f"I do not know the calling code of {asked.the}.")
    return Told(f"The calling code of {asked.the} is plus {code}.", f"+{code}", {"code": code}, asked.country.source)


def _holidays(asked: _Asked) -> Told:
    if not asked.holidays:
        raise ToolFailed(f"I do not know the public holidays of {asked.the}.")
    listed = [f"{holiday.name} {_on(holiday.day, asked.today)}" for holiday in asked.holidays]
    return Told(
        f"The next public holidays in {asked.the} are {_and(listed)}.",
        f"{asked.holidays[0].name}, {asked.holidays[0].day.day} {asked.holidays[0].day:%B}",
        {"holidays": [{"name": h.name, "date": h.day.isoformat()} for h in asked.holidays]},
        "holidays 0.109, November 2026",
    )


def _on(day: date, today: date) -> str:
    spoken = spoken_day(day, today)
    if spoken in ("today", "tomorrow"):
        return spoken
    return f"on {spoken}" if day.year == today.year else f"on {spoken} {day.year}"


def _ended(words: str) -> str:
    """A sentence's last words with one full stop: Washington, D.C. has its own."""
    return words if words.endswith(".") else f"{words}."


def _visa(asked: _Asked) -> Told:
    return Told(
        f"That depends on your passport and changes often. Check with the embassy of {asked.the} before you travel.",
        "Check with the embassy",
        {"advice": "check with the embassy"},
        "",
    )


def _capital(asked: _Asked) -> Told:
    if not asked.country.capital:
        raise ToolFailed(f"{asked.The} has no capital that I know of.")
    return Told(
        f"The capital of {asked.the} is {_ended(asked.country.capital)}",
        asked.country.capital,
        {"capital": asked.country.capital},
        asked.country.source,
    )


def _population(asked: _Asked) -> Told:
    people = asked.country.population
    if not people:
        raise ToolFailed(f"I do not know how many people live in {asked.the}.")
    said = in_round_numbers(people)
    year = asked.country.population_year
    return Told(
        f"About {said} people live in {asked.the}, by the estimate of {year}." if year else
        f"About {said} people live in {asked.the}.",
        f"{people:,}",
        {"population": people, "year": year},
        asked.country.source,
    )  # fmt: skip


def _general(asked: _Asked) -> Told:
    country = asked.country
    parts = []
    if country.location:
        parts.append(f"{asked.The}: {country.location}.")
    if country.capital:
        parts.append(f"The capital is {_ended(country.capital)}")
    if country.population:
        parts.append(f"About {in_round_numbers(country.population)} people live there.")
    if country.currencies:
        parts.append(f"One pays with the {asked.rates.name_of(country.currencies[0], 1)}.")
    if country.practical:
        parts.append(f"One drives on the {'left' if country.practical.drives_left else 'right'}.")
    facts: JsonObject = {
        "location": country.location,
        "capital": country.capital,
        "population": country.population,
        "area_km2": country.area_km2,
        "currencies": list(country.currencies),
        "languages": list(country.official_languages),
    }
    return Told(" ".join(parts), country.capital or asked.name, facts, country.source)


def in_round_numbers(people: int) -> str:
    """``123 million``, ``1.4 billion``, ``390,000``."""
    if people >= 1_000_000_000:
        return f"{people / 1e9:.1f} billion"
    if people >= 1_000_000:
        return f"{people / 1e6:.1f} million" if people < 10_000_000 else f"{round(people / 1e6)} million"
    return f"{round(people, -3):,}" if people >= 10_000 else f"{people:,}"


def _and(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


_TOPICS: dict[str, Callable[[_Asked], Told]] = {
    "emergency": _emergency,
    "plug": _plug,
    "voltage": _voltage,
    "tipping": _tipping,
    "tap_water": _water,
    "currency": _currency,
    "language": _language,
    "driving_side": _driving,
    "calling_code": _calling,
    "holidays": _holidays,
    "visa": _visa,
    "capital": _capital,
    "population": _population,
    "general": _general,
}
