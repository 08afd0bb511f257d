"""A clear yes before anything is deleted, rung or spent: what was asked, and what the traveller said after it."""

from __future__ import annotations

import re

from wanderlust.domain.conversation import Speaker, Turn

# The whole turn must be one of these, alone or joined: "yes, but not today" is no clear yes.
_YES = re.compile(
    r"(?:(?:yes|yeah|yep|yup|sure|ok|okay|correct|right|please|please do|do it|do that|go ahead|go for it|of course|"
    r"definitely|absolutely|certainly|that's right|that is right|remove it|remove them|delete it|take it off|"
    r"s[ií]|claro|vale|por favor|adelante|hazlo|qu[ií]talo|oui|bien s[uû]r|d'accord|s'il te pla[iî]t|vas-y|"
    r"ja|genau|klar|bitte|mach das|gerne|certo|va bene|per favore|fallo|sim|pode ser|está bem|isso)[\s,.!]*)+",
    re.I,
)


class Consent:
    """Whether the traveller has just agreed to what was last asked.

    Whatever a model claims, a removal waits for the traveller's own words.
    """

    def __init__(self) -> None:
        self._asked = ""
        self._answer = ""

    def ask(self, deed: str) -> None:
        """A question was put: may I do this deed?"""
        self._asked, self._answer = deed, ""

    def take(self, turn: Turn) -> None:
        """A finished turn of the talk; only the traveller's own count."""
        if turn.speaker is Speaker.USER:
            self.heard(turn.text)

    def heard(self, words: str) -> None:
        """The traveller said something; anything but a yes withdraws the question."""
        self._answer = words
        if self._asked and not is_yes(words):
            self._asked = ""

    def granted(self, deed: str) -> bool:
        """Whether this deed was asked about and a clear yes came after; a yes counts once."""
        if not self._asked or self._asked != deed or not is_yes(self._answer):
            return False
        self._asked = self._answer = ""
        return True


def is_yes(words: str) -> bool:
    """Whether a whole turn is a clear yes, in English, Spanish, French, German, Italian or Portuguese."""
    return bool(_YES.fullmatch(words.replace("’", "'").strip()))
