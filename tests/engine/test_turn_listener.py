"""What the models say about a pause, and the words told while the speaker goes on; the real models, real speech."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import numpy as np
import numpy.typing as npt
import pytest

from wanderlust.application.engine import model_loaders
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.dsp.wav import read_wav
from wanderlust.engine.end_of_turn import patience_for
from wanderlust.engine.models import EngineModels, Heard
from wanderlust.engine.router import Routing
from wanderlust.engine.turn_listener import TurnListener
from wanderlust.settings.paths import PROJECT, Paths

pytestmark = pytest.mark.engine

RATE = 16_000
AUTO = patience_for("auto")
TOOLS = tuple(spec.definition() for spec in CATALOGUE)
Samples = npt.NDArray[np.float32]


class Listening:
    """A listener whose waits and words are written down; each note wakes whoever waits for one."""

    def __init__(self, models: EngineModels) -> None:
        self.models = models
        self.waits: list[int] = []
        self.words: list[str] = []
        self._noted = asyncio.Event()
        self.listener = TurnListener(models, self._route, self._settled, self._wait_for)
        self.listener.languages = ("en",)
        self.listener.patience = AUTO

    def pause(self, sound: Samples) -> None:
        """A pause that goes on long enough to be judged."""
        self.listener.pause(sound)
        self.listener.weigh(sound)

    async def _route(self, heard: Heard) -> Routing:
        return await self.models.route(heard.text, TOOLS, (), heard.language)

    async def _settled(self, words: str) -> None:
        self.words.append(words)
        self._noted.set()

    def _wait_for(self, silence_ms: int) -> None:
        self.waits.append(silence_ms)
        self._noted.set()

    async def until_waits(self, count: int) -> None:
        async with asyncio.timeout(60):
            while len(self.waits) < count:
                await self._noted.wait()
                self._noted.clear()


@pytest.fixture
async def listening(paths: Paths) -> AsyncIterator[Listening]:
    models = EngineModels(model_loaders(paths))
    await models.complete()
    made = Listening(models)
    made.listener.begin()
    yield made
    await made.listener.close()
    models.close()


def clip(name: str) -> Samples:
    """Speech with nothing before or after it but a breath of silence."""
    sound = read_wav(PROJECT / name, RATE)
    spoken = np.flatnonzero(np.abs(sound) > 0.02)
    edge = np.zeros(RATE // 8, np.float32)
    return np.concatenate([edge, sound[spoken[0] : spoken[-1]], edge])


KYOTO = "resources/speech/where_is_kyoto.wav"
SENTENCE = "tests/data/speech/en-privacy-prompt.wav"


async def test_a_finished_request_is_not_waited_for(listening: Listening) -> None:
    listening.pause(clip(KYOTO))
    await listening.until_waits(2)
    assert listening.waits == [AUTO.finished_ms, AUTO.agreed_ms]


async def test_words_that_ask_for_nothing_never_end_a_turn_early(listening: Listening) -> None:
    listening.pause(clip(SENTENCE))
    await listening.until_waits(2)
    assert min(listening.waits) >= AUTO.finished_ms


async def test_the_plain_rule_asks_no_model_about_the_end(listening: Listening) -> None:
    listening.listener.patience = None
    listening.pause(clip(KYOTO))
    hearing, _ = listening.listener.end(clip(KYOTO))
    assert "Kyoto" in (await hearing).text
    assert listening.waits == []


async def test_going_on_after_a_pause_takes_its_verdicts_back(listening: Listening) -> None:
    sound = clip(SENTENCE)
    listening.pause(sound[: len(sound) // 2])
    listening.listener.resume()
    listening.listener.pause(sound)
    hearing, _ = listening.listener.end(sound)
    assert len((await hearing).text.split()) > 5
    assert listening.waits == []


async def test_words_are_told_while_the_speaker_goes_on_and_only_ever_added_to(listening: Listening) -> None:
    sound = clip(SENTENCE)
    for share in (0.4, 0.6, 0.8, 1.0):
        listening.listener.grow(sound[: round(len(sound) * share)])
        await listening.listener.catch_up()
    hearing, told = listening.listener.end(sound)
    final = (await hearing).text
    assert told.text == "".join(listening.words)
    assert len(listening.words) >= 2
    assert final.casefold().startswith(told.text.casefold()[:15])


async def test_a_draft_gives_way_to_the_final_text(listening: Listening) -> None:
    sound = clip(SENTENCE)
    listening.listener.grow(sound)
    hearing, _ = listening.listener.end(sound)
    assert (await hearing).text
    assert listening.words == []
