"""From words to one place: found, asked back about, or honestly unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.places import Place, PlaceAnswer, PlaceMatch

HERE_WORDS = frozenset({"here", "there", "it", "that place", "this place"})
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}
GUESS_SCORE = 0.6  # below it a fuzzy match is no likelier than chance, so nothing is suggested


@dataclass(frozen=True, slots=True)
class Unclear(Exception):
    """Raised instead of a place: the outcome says what to ask the traveller."""

    outcome: ToolOutcome


async def resolve(words: str | None, context: ToolContext) -> Place:
    """The one place meant by these words; None means the place last spoken of.

    Raises:
        Unclear: Two places fit, or only a guess does; carries the question.
        ToolFailed: Nothing fits.
    """
    focus = context.focus
    if words is None or words.casefold() in HERE_WORDS:
        if focus.place is not None:
            return focus.place
        raise ToolFailed("Which place do you mean?")
    ordinal = ORDINALS.get(words.casefold().removeprefix("the ").removesuffix(" one").strip())
    if ordinal is not None and focus.places:
        if ordinal < len(focus.places):
            return focus.places[ordinal]
        raise ToolFailed(f"There are only {len(focus.places)} places on the map.")
    answer = await context.places.find(words, near=focus.place.coordinates if focus.place else None)
    if not answer.matches:
        raise ToolFailed(f"I do not know “{words}”. Say it another way, or type its name.")
    if answer.ambiguous:
        raise Unclear(question_which(words, answer))
    if not answer.exact:
        if answer.matches[0].score < GUESS_SCORE:
            raise ToolFailed(f"I do not know “{words}”. Say it another way, or type its name.")
        if answer.matches[0].score < 0.9:
            raise Unclear(question_whether(words, answer.matches[0]))
    return answer.matches[0].place


def question_which(words: str, answer: PlaceAnswer) -> ToolOutcome:
    """Two or more places fit about as well: pin them and ask."""
    places = tuple(match.place for match in answer.matches[:3])
    labels = distinctions(places)
    name = places[0].name if len({p.name for p in places}) == 1 else words
    question = f"Which {name}: {_listed(labels)}?"
    return ToolOutcome(
        say={"en": question},
        data={"ambiguous": True, "candidates": [place_data(p) for p in places]},
        activity=f"Found {len(places)} places called {name}",
        places=places,
        cards=place_cards(places),
        source=sources(places),
    )


def question_whether(words: str, match: PlaceMatch) -> ToolOutcome:
    """Only something that sounds alike is known: show it and ask."""
    place = match.place
    return ToolOutcome(
        say={"en": f"I do not know “{words}”. Did you mean {place.label}?"},
        data={"ambiguous": True, "guess": True, "candidates": [place_data(place)]},
        activity=f"Looked for “{words}”",
        places=(place,),
        cards=place_cards((place,)),
        source=place.source,
    )


# Countries whose regions people name rather than the country: England, Massachusetts, Ontario, Queensland.
NAMED_BY_REGION = frozenset({"AU", "CA", "GB", "US"})


def distinctions(places: Sequence[Place]) -> list[str]:
    """What tells places of one name apart: country, or region where that is how people say it."""
    countries = [p.admin if p.country in NAMED_BY_REGION and p.admin else p.country_name or p.country for p in places]
    labels = []
    for place, country in zip(places, countries, strict=True):
        label = country if countries.count(country) == 1 and country else place.admin or country
        labels.append(label or f"at {place.lat:.1f}, {place.lon:.1f}")
    return labels


def place_data(place: Place) -> JsonObject:
    """A place as data for the model and for ``--json``."""
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country_name or place.country,
        "admin": place.admin,
        "lat": round(place.lat, 5),
        "lon": round(place.lon, 5),
        "timezone": place.timezone,
        "source": place.source,
    }


def place_cards(places: Sequence[Place], figures: Sequence[tuple[str, str]] | None = None) -> tuple[Card, ...]:
    """Numbered cards for places, with figures (distance, time) at their right."""
    cards = []
    for index, place in enumerate(places):
        figure, detail = figures[index] if figures else ("", "")
        where = ", ".join(dict.fromkeys(x for x in (place.admin, place.country_name) if x and x != place.name))
        facts = " · ".join(x for x in (kind_word(place), where) if x)
        cards.append(Card(place.name, facts, figure, detail, number=index + 1, place=place))
    return tuple(cards)


def kind_word(place: Place) -> str:
    """What it is, for people: ``City``, ``Capital`` and the like."""
    return place.kind.capitalize()


def sources(places: Sequence[Place]) -> str:
    return ", ".join(dict.fromkeys(p.source for p in places if p.source))


def _listed(words: Sequence[str]) -> str:
    if len(words) < 3:
        return " or ".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"
