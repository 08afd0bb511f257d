"""Text from one language into another on this computer: made tidy, cut into sentences, translated one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import IO, Protocol

from wanderlust.domain.errors import BadInput, EngineFailed
from wanderlust.engine.helper_process import IDLE_SECONDS, Answer, HelperProcess, HelperWords
from wanderlust.engine.translation.set_phrases import SetPhrases
from wanderlust.engine.translation.tidying import tidied_sentences
from wanderlust.engine.translation.wording import bounded, reworded
from wanderlust.engine.translation.worker import Direction

# A sentence takes 10 ms, loading a direction 0.1 s; on a busy machine ten times as long.
ANSWER_LIMIT_S = 20.0
LOCAL_ROUTE = "local"
_WORDS = HelperWords(
    "translator", "The translator stopped in the middle of its work.", "The translator cannot be started."
)


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation.

    Attributes:
        text: In the target language.
        route: How it was made; ``local`` is on this computer, directly.
        ms: How long it took.
    """

    text: str
    route: str
    ms: float


class TranslatesOne(Protocol):
    """Something that translates one sentence; raises EngineFailed."""

    def translate(self, sentence: str, direction: Direction) -> str: ...


class TranslatorProcess:
    """The translator's own process, seen from the engine; see :class:`HelperProcess`."""

    def __init__(
        self,
        command: Sequence[str],
        clock: Callable[[], float] = time.monotonic,
        idle_seconds: float = IDLE_SECONDS,
        answer_limit: float = ANSWER_LIMIT_S,
        threaded: bool = True,
    ) -> None:
        self._process = HelperProcess(command, _WORDS, answer_limit, clock, idle_seconds, threaded)

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return self._process.pid

    def translate(self, sentence: str, direction: Direction) -> str:
        """One sentence; raises EngineFailed."""
        question = {"from": direction[0], "to": direction[1], "text": sentence}
        return self._process.ask(question, _text)

    def look(self) -> None:
        """End the process if it has been idle for long enough."""
        self._process.look()

    def close(self) -> None:
        """End the process."""
        self._process.close()


class TextTranslator:
    """Translates texts of any length in the directions that are installed; calls come one at a time."""

    def __init__(
        self,
        directions: Collection[Direction],
        sentences: TranslatesOne,
        phrases: SetPhrases | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.directions = frozenset(directions)
        self._sentences = sentences
        self._phrases = phrases
        self._clock = clock

    def translate(self, text: str, direction: Direction) -> Translated:
        """A text in the other language.

        Raises:
            BadInput: That direction is not on this computer, or the text is empty.
            EngineFailed: The process broke.
        """
        if direction not in self.directions:
            raise BadInput(
                f"I cannot translate from {direction[0]} to {direction[1]} on this computer.",
                f"Here I can do {_listed(self.directions)}." if self.directions else "Run: wanderlust setup",
            )
        began = self._clock()
        source, target = direction
        done = []
        for sentence in tidied_sentences(text, source):
            known = self._phrases.translation(sentence, direction) if self._phrases else None
            done += [known] if known else [self._part(p, direction) for p in bounded(reworded(sentence, source))]
        if not done:
            raise BadInput("There are no words to translate.")
        return Translated(" ".join(done), LOCAL_ROUTE, (self._clock() - began) * 1000)

    def _part(self, part: str, direction: Direction) -> str:
        translation = self._sentences.translate(part, direction).strip()
        if not translation:
            raise EngineFailed("The translator on this computer found no words for that sentence.")
        return translation


def _listed(directions: Collection[Direction]) -> str:
    return " and ".join(f"{source} to {target}" for source, target in sorted(directions))


def _text(answer: Answer, _stream: IO[bytes]) -> str:
    return str(answer["text"])
