"""An utterance whose sound says too little is written down in both languages, and a loop of words is no witness."""

from __future__ import annotations

import numpy as np

from wanderlust.engine.models import Heard, Samples
from wanderlust.engine.translation.pair_hearing import HeardSide, PairHearing

LOOP = "Onde é o que" + " é o que" * 9


class Doubtful:
    """Fills ``Hears``: the sound leans to English by 1.7; forced into Portuguese the words loop and score well."""

    async def transcribe(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard:
        if languages == ("pt",):
            return Heard(LOOP, "pt", score=-0.1)
        return Heard("Where is Kyoto?", "en", {"en": -0.17, "pt": -1.87}, -0.6)

    async def transcribe_draft(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard:
        raise AssertionError("nothing is drafted here")

    async def sounds_finished(self, sound: Samples) -> float:
        raise AssertionError("no turns are taken here")


async def test_words_that_loop_do_not_speak_for_their_language() -> None:
    heard = await PairHearing(Doubtful(), ("en", "pt")).transcribe(np.zeros(32_000, np.float32), None)
    assert isinstance(heard, HeardSide)
    assert (heard.side.language, heard.side.sure, heard.side.witness) == ("en", True, "text")
