"""From words to one place: found, asked back about, or honestly unknown."""

from __future__ import annotations

from collections.abc import Sequence

from wanderlust.assistant.tools.place_words import NAMED_BY_REGION
from wanderlust.assistant.tools.said.places import (
    UNKNOWN as UNKNOWN_SAID,
)
from wanderlust.assistant.tools.said.places import (
    WHICH_PLACE,
    whether_sentences,
    which_sentences,
)
from wanderlust.assistant.tools.said.whereabouts import unknown_here, unknown_here_said
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Place, PlaceAnswer, PlaceMatch
from wanderlust.domain.whereabouts import means_here

HERE_WORDS = frozenset({"here", "there", "it", "that", "this", "that place", "this place", "that one", "this one"})
_NUMBERS = ("one", "two", "three", "four", "five")
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1} | {
    f"number {said}": index for index, word in enumerate(_NUMBERS) for said in (word, str(index + 1))
}
WHICH = "Which place do you mean?"
UNKNOWN = "I do not know “{}”. Say it another way, or type its name."
# Of 75 place names heard from voices those taken without asking scored over 1; "Kioto Hills" reaches Kyoto with 0.98.
SURE_SCORE = 1.0
SAME_TOWN_KM = 30.0  # from one end of Greater London to its middle
LITTLE_KNOWN = 20_000  # people; a misheard name seldom means a village


class Unclear(Exception):
    """Raised instead of a place.

    Attributes:
        outcome: What to ask the traveller.
    """

    def __init__(self, outcome: ToolOutcome) -> None:
        super().__init__(outcome.say["en"])
        self.outcome = outcome


async def resolve(words: str | None, context: ToolContext, beside: Place | None = None) -> Place:
    """The one place meant by these words; None means the place last spoken of.

    Args:
        words: What was said.
        context: The talk and the places.
        beside: The other end of a way: of several places the one in its town is meant.

    Raises:
        Unclear: Two places fit, or only a guess does; carries the question.
        ToolFailed: Nothing fits.
    """
    focus = context.focus
    if words is not None and means_here(words):
        return own_place(context, instead=focus.place if words.casefold() == "here" else None)
    if words is None or words.casefold() in HERE_WORDS:
        if context.around is not None:
            return context.around
        raise ToolFailed(WHICH, said=WHICH_PLACE)
    ordinal = _ordinal(words)
    if ordinal is not None:
        return _numbered(ordinal, focus.places)
    around = context.around
    answer = await context.places.find(words, near=around.coordinates if around else None)
    if not answer.matches:
        raise ToolFailed(
            UNKNOWN.format(words), said={language: form.format(words) for language, form in UNKNOWN_SAID.items()}
        )
    if answer.ambiguous:
        close = _close_to(beside, answer) if beside is not None else None
        if close is not None:
            return close
        raise Unclear(question_which(words, answer))
    best = answer.matches[0]
    if not answer.exact and (best.score < SURE_SCORE or _is_little_known(best.place)):
        raise Unclear(question_whether(words, best))
    return best.place


def own_place(context: ToolContext, instead: Place | None = None) -> Place:
    """Where the traveller is, or ``instead``; raises ToolFailed, with a guess called one, when neither is known."""
    known = context.whereabouts.place or instead
    if known is not None:
        return known
    guess = context.whereabouts.guess
    raise ToolFailed(unknown_here(guess), said=unknown_here_said())


def _close_to(beside: Place, answer: PlaceAnswer) -> Place | None:
    """The one match in the same town, all others far from it: from the Colosseum to the Pantheon is in Rome."""
    near = [m.place for m in answer.matches if distance_km(beside.coordinates, m.place.coordinates) <= SAME_TOWN_KM]
    return near[0] if len(near) == 1 else None


def _ordinal(words: str) -> int | None:
    """The index that "the second one" or "number two" means, or None."""
    said = words.casefold().removeprefix("the ")
    for ending in (" one", " place", " pin"):
        if said.removesuffix(ending) in ORDINALS:
            said = said.removesuffix(ending)
    return ORDINALS.get(said)


def _numbered(index: int, places: Sequence[Place]) -> Place:
    if not places:
        raise ToolFailed(WHICH, said=WHICH_PLACE)
    if index < len(places):
        return places[index]
    there = "There is only one place" if len(places) == 1 else f"There are only {len(places)} places"
    raise ToolFailed(f"{there} on the map.")


def _is_little_known(place: Place) -> bool:
    return place.kind == "city" and place.population < LITTLE_KNOWN


def question_which(words: str, answer: PlaceAnswer) -> ToolOutcome:
    """Two or more places fit about as well: pin them and ask."""
    places = tuple(match.place for match in answer.matches[:3])
    labels = distinctions(places)
    name = places[0].name if len({p.name for p in places}) == 1 else words
    question = f"Which {name}: {_listed(labels)}?"
    return ToolOutcome(
        say={"en": question, **which_sentences(name, labels)},
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
        say={
            "en": f"I do not know “{words}”. Did you mean {place.label}?",
            **whether_sentences(words, place.label),
        },
        data={"ambiguous": True, "guess": True, "candidates": [place_data(place)]},
        activity=f"Looked for “{words}”",
        places=(place,),
        cards=place_cards((place,)),
        source=place.source,
    )


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
