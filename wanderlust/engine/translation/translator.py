"""Text from one language into another on this computer: made tidy, cut into sentences, translated one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from wanderlust.domain.errors import BadInput, EngineFailed
from wanderlust.domain.language_names import english_name
from wanderlust.engine.helper_process import IDLE_SECONDS, Answer, HelperProcess, HelperWords
from wanderlust.engine.translation.set_phrases import SetPhrases
from wanderlust.engine.translation.tidying import tidied_sentences
from wanderlust.engine.translation.ways import Way, via, ways
from wanderlust.engine.translation.wording import bounded, reworded
from wanderlust.engine.translation.worker import Direction
from wanderlust.engine.whisper_text import join_texts

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
        route: How it was made; ``local`` is on this computer, directly, ``local via English`` in two steps.
        ms: How long it took.
        via: The language in between, or empty.
    """

    text: str
    route: str
    ms: float
    via: str = ""


class TranslatesOne(Protocol):
    """Something that translates one sentence; raises EngineFailed."""

    def translate(self, sentence: str, direction: Direction) -> str: ...


class TranslatorProcess:
    """The translator's own process, seen from the engine; see :class:`HelperProcess`."""

    def __init__(
        self,
        command: Sequence[str],
        folder_of: Callable[[Direction], Path],
        clock: Callable[[], float] = time.monotonic,
        idle_seconds: float = IDLE_SECONDS,
        answer_limit: float = ANSWER_LIMIT_S,
        threaded: bool = True,
    ) -> None:
        """Make the process's handle; ``folder_of`` finds a direction's files and raises KeyError without them."""
        self._folder_of = folder_of
        self._process = HelperProcess(command, _WORDS, answer_limit, clock, idle_seconds, threaded)

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return self._process.pid

    def translate(self, sentence: str, direction: Direction) -> str:
        """One sentence; raises EngineFailed."""
        try:
            folder = self._folder_of(direction)
        except KeyError as error:  # its pack was removed a moment ago
            raise EngineFailed("That translation is not on this computer any more.") from error
        question = {"from": direction[0], "to": direction[1], "folder": str(folder), "text": sentence}
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
        models: Collection[Direction] | Callable[[], Collection[Direction]],
        sentences: TranslatesOne,
        phrases: SetPhrases | None = None,
        clock: Callable[[], float] = time.perf_counter,
        remedy: Callable[[Direction], str] = lambda direction: "",
    ) -> None:
        """Make a translator.

        Args:
            models: The directions there is a model for; as a function it is asked anew each time, for packs come
                and go.
            sentences: Translates one sentence with one model.
            phrases: Sentences that are known whole.
            clock: Seconds, for timing.
            remedy: What to do about a direction that is not there, or an empty string.
        """
        self._models = models
        self._sentences = sentences
        self._phrases = phrases
        self._clock = clock
        self._remedy = remedy

    @property
    def ways(self) -> Mapping[Direction, Way]:
        """What can be translated, and through which models."""
        return ways(self._models() if callable(self._models) else self._models)

    @property
    def directions(self) -> frozenset[Direction]:
        """What can be translated, directly or through English."""
        return frozenset(self.ways)

    def translate(self, text: str, direction: Direction) -> Translated:
        """A text in the other language.

        Raises:
            BadInput: That direction is not on this computer, or the text is empty.
            EngineFailed: The process broke.
        """
        known = self.ways
        if direction not in known:
            source, target = (english_name(code) for code in direction)
            raise BadInput(
                f"I cannot translate from {source} to {target} on this computer.", self._advice(direction, known)
            )
        began = self._clock()
        way = known[direction]
        done = text
        for step in way:
            done = self._step(done, step)
        between = via(way)
        route = f"{LOCAL_ROUTE} via {english_name(between)}" if between else LOCAL_ROUTE
        return Translated(done, route, (self._clock() - began) * 1000, between)

    def refusal(self, first: str, second: str) -> str:
        """What to say to two people whose languages cannot be put into each other here."""
        names = f"{english_name(first)} and {english_name(second)}"
        return f"I cannot interpret between {names} on this computer. {self._advice((first, second), self.ways)}"

    def _advice(self, direction: Direction, known: Collection[Direction]) -> str:
        here = f"Here I can do {_listed(known)}." if known else "Run: wanderlust setup"
        return self._remedy(direction) or here

    def try_model(self, sentence: str, direction: Direction) -> str:
        """One sentence as its model alone translates it, for testing that; raises EngineFailed."""
        return self._sentences.translate(sentence, direction).strip()

    def _step(self, text: str, direction: Direction) -> str:
        done: list[str] = []
        for sentence in tidied_sentences(text, direction[0]):
            known = self._phrases.translation(sentence, direction) if self._phrases else None
            parts = bounded(reworded(sentence, direction[0]), direction[0])
            done += [known] if known else [self._part(part, direction) for part in parts]
        if not done:
            raise BadInput("There are no words to translate.")
        return join_texts(done, direction[1])

    def _part(self, part: str, direction: Direction) -> str:
        translation = self._sentences.translate(part, direction).strip()
        if not translation:
            raise EngineFailed("The translator on this computer found no words for that sentence.")
        return translation


def _listed(directions: Collection[Direction], most: int = 6) -> str:
    pairs = [f"{source} to {target}" for source, target in sorted(directions)]
    return " and ".join(pairs) if len(pairs) <= most else f"{', '.join(pairs[:most])} and {len(pairs) - most} more"


def _text(answer: Answer, _stream: IO[bytes]) -> str:
    return str(answer["text"])
