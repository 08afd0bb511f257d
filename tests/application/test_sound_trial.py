"""A trial of microphone and speaker: played, played back, and nothing of it in the conversation."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from tests.fakes.one_sound import OneSound
from wanderlust.application.lent_sound import LentSound
from wanderlust.application.sound_trial import SoundTrial, loudest_of, two_notes
from wanderlust.audio.format import RATE
from wanderlust.domain import events as ev
from wanderlust.dsp.level import to_int16

WORDS = to_int16(0.3 * np.sin(np.arange(RATE) / 10)).astype("<i2").tobytes()


class Scene:
    """A trial over a speaker and a microphone that the test moves; made on a running loop."""

    def __init__(self, quiet: bool = True) -> None:
        self.sound = OneSound()
        self.lent = LentSound(self.sound)
        self.told: list[ev.DomainEvent] = []
        self.owner: list[bytes] = []
        self.trial = SoundTrial(self.lent, lambda: quiet, self.tell, self.pause)
        self.said = WORDS
        assert self.lent.microphone is not None
        self.lent.microphone.open(self.owner.append)

    async def pause(self, seconds: float) -> None:
        assert seconds == 3.0
        self.sound.microphone.hear(self.said)

    def tell(self, event: ev.DomainEvent) -> None:
        """Keep it, and play what is about to sound to its end."""
        self.told.append(event)
        if isinstance(event, ev.SoundTried) and event.step == "playing":
            asyncio.get_running_loop().call_soon(self.sound.speaker.pass_ms, 10_000)

    @property
    def steps(self) -> list[str]:
        return [event.step for event in self.told if isinstance(event, ev.SoundTried)]


def test_words_are_recorded_and_played_back_and_the_conversation_hears_none_of_them() -> None:
    async def run() -> None:
        scene = Scene()
        await scene.trial.hear_yourself()
        assert list(scene.sound.speaker.given.values()) == [WORDS]
        assert scene.steps == ["recording", "playing", "over"]
        assert isinstance(scene.told[-1], ev.SoundTried) and scene.told[-1].loudest > 0.5
        assert scene.owner == []
        scene.sound.microphone.hear(b"12")
        assert scene.owner == [b"12"]

    asyncio.run(run())


def test_the_test_sound_is_played_to_its_end() -> None:
    async def run() -> None:
        scene = Scene()
        await scene.trial.play()
        await scene.trial.play()
        assert list(scene.sound.speaker.given.values()) == [two_notes(), two_notes()]
        assert scene.steps == ["playing", "over"] * 2

    asyncio.run(run())


def test_nothing_is_tried_while_somebody_talks() -> None:
    async def run() -> None:
        scene = Scene(quiet=False)
        await scene.trial.play()
        assert scene.sound.speaker.given == {}
        assert scene.told == [ev.SoundTried("over", trouble="Somebody is talking just now. Try again in a moment.")]

    asyncio.run(run())


def test_nothing_is_tried_while_the_microphone_is_lent() -> None:
    async def run() -> None:
        scene = Scene()
        scene.lent.lend()
        await scene.trial.hear_yourself()
        assert scene.steps == ["over"]
        assert scene.lent.microphone is not None and scene.lent.microphone.lent

    asyncio.run(run())


def test_two_trials_at_once_are_one() -> None:
    async def run() -> None:
        scene = Scene()
        await asyncio.gather(scene.trial.play(), scene.trial.play())
        assert scene.steps == ["playing", "over"]

    asyncio.run(run())


def test_the_test_sound_begins_and_ends_in_silence_and_does_not_shout() -> None:
    samples = np.frombuffer(two_notes(), "<i2").astype(float) / 32768
    assert abs(samples[0]) < 0.001 and abs(samples[-1]) < 0.001
    assert 0.15 < np.abs(samples).max() < 0.25
    assert np.abs(np.diff(samples)).max() < 0.06


@pytest.mark.parametrize(("scale", "least", "most"), [(0.0, 0.0, 0.0), (0.3, 0.6, 1.0), (0.001, 0.0, 0.1)])
def test_loudness_is_on_the_meters_scale(scale: float, least: float, most: float) -> None:
    pcm = to_int16(scale * np.sin(np.arange(RATE) / 10)).astype("<i2").tobytes()
    assert least <= loudest_of(pcm) <= most
