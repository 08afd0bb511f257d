"""Recognition restricted to the languages of an interpreted talk, and whose words they were."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from wanderlust.engine.models import Heard, Samples
from wanderlust.engine.translation.side import Side, side_by_all, side_by_speech
from wanderlust.engine.turn_listener import Hears
from wanderlust.engine.whisper_text import is_repetitive

RATE = 16_000


@dataclass(frozen=True, slots=True)
class HeardSide(Heard):
    """Words and whose they were.

    Attributes:
        side: Whose.
        sources: What was heard in each language, where the sound alone did not decide.
    """

    side: Side = field(default=Side("", False, "none", 0.0))
    sources: Mapping[str, str] = field(default_factory=dict)


class PairHearing:
    """Fills ``Hears`` over the engine's models: every final decode comes as :class:`HeardSide`.

    Where the sound of the language says too little, the utterance is written down in both languages and the better
    text is a second witness: words forced into the wrong language score far worse.
    """

    def __init__(self, models: Hears, languages: tuple[str, ...]) -> None:
        """Hear two languages or more."""
        self._models = models
        self.languages = languages
        self.before = ""
        self.draft_language = ""
        """The language of the last draft, where its sound told."""

    async def transcribe(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard:
        """The words and the side; see :meth:`EngineModels.transcribe`. One language alone is that of a key."""
        if languages is not None and len(languages) == 1:
            keyed = await self._models.transcribe(sound, languages)
            return HeardSide(keyed.text, languages[0], side=Side(languages[0], True, "key", math.inf))
        heard = await self._models.transcribe(sound, self.languages)
        if not heard.text or len(self.languages) < 2:
            return HeardSide(heard.text, heard.language, side=Side(heard.language, True, "speech", math.inf))
        side = side_by_speech(heard.language_log_probs, len(sound) / RATE)
        if side is not None:
            return HeardSide(heard.text, heard.language, heard.language_log_probs, heard.score, side)
        return await self._with_both_texts(sound, heard)

    async def _with_both_texts(self, sound: Samples, heard: Heard) -> HeardSide:
        likely = sorted(heard.language_log_probs, key=heard.language_log_probs.__getitem__, reverse=True)[:2]
        texts = await asyncio.gather(*(self._models.transcribe(sound, (language,)) for language in likely))
        by_language = dict(zip(likely, texts, strict=True))
        scores = {language: _worth(text) for language, text in by_language.items()}
        log_probs = {language: heard.language_log_probs[language] for language in likely}
        side = side_by_all(log_probs, scores, self.before)
        text = by_language[side.language].text
        sources = {language: each.text for language, each in by_language.items()}
        return HeardSide(text, side.language, log_probs, scores[side.language], side, sources)

    async def transcribe_draft(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard:
        """The words so far; see :meth:`EngineModels.transcribe_draft`."""
        if languages is not None and len(languages) == 1:
            self.draft_language = languages[0]
            return await self._models.transcribe_draft(sound, languages, languages[0])
        heard = await self._models.transcribe_draft(sound, self.languages, self.draft_language)
        if heard.text and heard.language:
            self.draft_language = heard.language
        return heard

    async def sounds_finished(self, sound: Samples) -> float:
        """See :meth:`EngineModels.sounds_finished`."""
        return await self._models.sounds_finished(sound)


def _worth(heard: Heard) -> float:
    """How well words fit the sound; words forced into the wrong language may loop, and a loop scores well."""
    return heard.score if heard.text and not is_repetitive(heard.text) else -math.inf
