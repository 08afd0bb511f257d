"""What was said in a talk: kept in memory, given to the conversation as turns, and told in short on leaving."""

from __future__ import annotations

from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.interpreting import InterpretedUtterance
from wanderlust.domain.language_names import code_of, english_name
from wanderlust.domain.translation import LOCAL, PHRASEBOOK

TOOL = "start_interpreter"
LINE = "\u2028"  # parts lines within one paragraph
LONGEST_SUMMARY = 2_000  # characters, about 500 tokens

_ROUTES = {PHRASEBOOK: "phrasebook", LOCAL: "a model on this computer"}


class TalkRecord:
    """The utterances of one talk, unless off the record."""

    def __init__(self, off: bool = False) -> None:
        self.off = off
        self._kept: dict[str, InterpretedUtterance] = {}
        self._unkept: set[str] = set()

    @property
    def utterances(self) -> tuple[InterpretedUtterance, ...]:
        """What is kept, in order."""
        return tuple(self._kept.values())

    def begin(self, utterance_id: str) -> None:
        """Somebody begins to say it, or goes on: of what is said off the record nothing is kept later either."""
        if self.off and utterance_id not in self._kept:
            self._unkept.add(utterance_id)

    def keep(self, utterance: InterpretedUtterance) -> bool:
        """Keep it, in the place of the one of its id if there is one; False when it was said off the record.

        What was said on the record may still be put right later.
        """
        self.begin(utterance.utterance_id)
        if utterance.utterance_id in self._unkept:
            return False
        self._kept[utterance.utterance_id] = utterance
        return True

    def forget(self) -> tuple[InterpretedUtterance, ...]:
        """Forget all, and what may still come of it; returns what it was."""
        forgotten = self.utterances
        self._unkept.update(self._kept)
        self._kept.clear()
        return forgotten

    def summary(self, longest: int = LONGEST_SUMMARY) -> str:
        """What the conversation is told: who said what, the latest of it if it is long; empty when nothing is kept."""
        said = self.utterances
        if not said:
            return ""
        languages = " and ".join(english_name(code) for code in dict.fromkeys((said[0].speaker, said[0].listener)))
        head = f"I interpreted between {languages} from {said[0].at:%H:%M} to {said[-1].at:%H:%M}. It was said:"
        lines = [f"{english_name(one.speaker)}: {one.source} = {one.target}" for one in said]
        left = longest - len(head)
        kept: list[str] = []
        for line in reversed(lines):
            left -= len(line) + 1
            if left < 2:  # room for the mark that something was left out
                kept.append("…")
                break
            kept.append(line)
        return "\n".join([head, *reversed(kept)])


def turn_of(utterance: InterpretedUtterance) -> Turn:
    """The utterance as a turn of the conversation: time, languages and both wordings, one below the other."""
    way, via, pivot = utterance.route.partition(" via ")
    how = _ROUTES.get(way, way) + via + pivot
    said = f"{utterance.at:%H:%M} {english_name(utterance.speaker)}: {utterance.source}"
    return Turn(
        utterance.utterance_id,
        Speaker.ACTIVITY,
        f"{said}{LINE}{english_name(utterance.listener)}: {utterance.target}",
        utterance.at,
        language=utterance.speaker,
        source=how,
        tool=TOOL,
    )


def utterance_of(turn: Turn) -> InterpretedUtterance | None:
    """The utterance behind a stored turn, as far as a turn holds it; None for any other turn."""
    said, line, heard = turn.text.partition(LINE)
    if turn.tool != TOOL or not line:
        return None
    source, (listener, _, target) = said.partition(": ")[2], heard.partition(": ")
    way, _, pivot = turn.source.partition(" via ")
    route = next((route for route, words in _ROUTES.items() if words == way), way)
    route = f"{route} via {pivot}" if pivot else route
    return InterpretedUtterance(turn.id, turn.language, source, code_of(listener), target, route, turn.at, 0.0)
