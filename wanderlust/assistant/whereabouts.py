"""Where the traveller is, as far as they said so: kept until they say another place, or that it no longer holds."""

from __future__ import annotations

from collections.abc import Callable

from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.places import Place
from wanderlust.domain.whereabouts import says_near_me, stated_place, wants_forgotten

Told = Callable[[Place | None], None]


class Whereabouts:
    """The traveller's place; nothing is looked up, and a guess is never taken for it.

    Attributes:
        guess: What this computer's clock makes likely; offered, never used by itself.
        words: What the traveller said last.
    """

    def __init__(self, told: Told = lambda place: None) -> None:
        self._told = told
        self._place: Place | None = None
        self._stated = ""
        self._asked = False
        self._shown: tuple[Place, str] | None = None
        self.guess: Place | None = None
        self.words = ""

    @property
    def place(self) -> Place | None:
        return self._place

    @property
    def asked_nearby(self) -> bool:
        """Whether the last question was about the traveller's own surroundings."""
        return says_near_me(self.words)

    def on_change(self, told: Told) -> None:
        """Who hears of another place, or of none."""
        self._told = told

    def restore(self, place: Place | None) -> None:
        """Take what was kept from an earlier run, or chosen on the map; tells nobody."""
        self._place = place

    def set(self, place: Place | None) -> None:
        """The traveller is there now; None forgets it."""
        if place != self._place:
            self._place = place
            self._told(place)

    def take(self, turn: Turn) -> None:
        """A finished turn of the talk; the traveller's own may say where they are."""
        if turn.speaker is not Speaker.USER:
            return
        self.words = turn.text
        if wants_forgotten(turn.text):
            self.set(None)
        stated = stated_place(turn.text)
        # "Which Cambridge?" "The first": the answer belongs to what was stated before the question.
        self._stated = stated or (self._stated if self._asked else "")
        self._asked = self._asked and not stated
        # In the cloud the words are often written down after the tool has run.
        if stated and self._shown is not None and _same(stated, self._shown[1]):
            self.set(self._shown[0])

    def asking(self) -> None:
        """The place stated was not clear, so it is asked about."""
        self._asked = bool(self._stated)

    def shown(self, place: Place, words: str) -> bool:
        """A place was found for these words; says whether the traveller had said to be there."""
        self._shown = (place, words)
        meant = bool(self._stated) and (self._asked or _same(self._stated, words))
        if meant:
            self._stated, self._asked = "", False
            self.set(place)
        return meant


def _same(stated: str, words: str) -> bool:
    """Whether an argument is the place stated; a model may add its country, or leave out an article."""
    one, other = _plain(stated), _plain(words)
    return bool(one) and bool(other) and (one in other or other in one)


def _plain(words: str) -> str:
    return " ".join(words.casefold().removeprefix("the ").replace(",", " ").split())
