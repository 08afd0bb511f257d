"""Turns as a client sees them: pauses do not cut a speaker off, words come while they are spoken, noise brings none."""

from __future__ import annotations

import asyncio
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from tests.benchmarks.non_speech import KINDS, silence
from tests.conftest import RunningEngine
from tests.engine.wire_client import Event, WireClient, client_of
from wanderlust.dsp.resample import resample
from wanderlust.dsp.wav import read_wav
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

SPEECH = PROJECT / "tests" / "data" / "speech"
RATE = 16_000
PAUSE_MS = 750
# Spoken in one breath; the pause goes between them. What comes first is no request, however finished it sounds.
PAIRS = (
    ("en-pls-hold-while-try", "en-privacy-prompt"),
    ("en-tt-weasels", "en-vm-sorry"),
    ("en-conf-onlyperson", "en-followme-status"),
    ("en-vm-sorry", "en-queue-youarenext"),
    ("en-please-try-call-later", "en-conf-waitforleader"),
    ("en-check-number-dial-again", "en-feature-not-avail-line"),
)
Samples = npt.NDArray[np.float32]


def clip(name: str) -> Samples:
    """The speech of a clip alone."""
    sound = read_wav(SPEECH / f"{name}.wav", RATE)
    spoken = np.flatnonzero(np.abs(sound) > 0.02)
    return sound[spoken[0] : spoken[-1]]


def quiet(milliseconds: int) -> Samples:
    return silence(np.random.default_rng(milliseconds), milliseconds / 1000)


def wire(*parts: Samples) -> bytes:
    """PCM16 mono 24 kHz."""
    sound = resample(np.concatenate(parts).astype(np.float32), RATE, 24_000)
    return (sound * 32767).clip(-32768, 32767).astype("<i2").tobytes()


def paused(first: str, second: str) -> bytes:
    return wire(quiet(400), clip(first), quiet(PAUSE_MS), clip(second), quiet(3000))


async def listen(client: WireClient, languages: tuple[str, ...] = ("en",), **turn_detection: Any) -> None:
    """Have turns found and written down, and no answers given."""
    detection = {"create_response": False, "interrupt_response": False, **turn_detection}
    transcription = {"model": "gpt-live-transcribe", "languages": list(languages)}
    audio = {"input": {"transcription": transcription, "turn_detection": detection}}
    await client.send("session.update", session={"type": "realtime", "audio": audio})
    await client.next("session.updated")


def is_completed(event: Event) -> bool:
    return bool(event["type"] == "conversation.item.input_audio_transcription.completed")


def of(client: WireClient, kind: str) -> list[Event]:
    return [event for event in client.events if event["type"] == kind]


async def test_no_speaker_is_cut_off_at_a_pause(engine: RunningEngine) -> None:
    turns = []
    for first, second in PAIRS:
        async with client_of(engine) as client:
            await listen(client, type="semantic_vad", eagerness="auto")
            await client.hear(paused(first, second))
            await client.until(is_completed, 60)
            turns.append(len(of(client, "input_audio_buffer.committed")))
    assert turns == [1] * len(PAIRS)


async def test_a_client_that_asks_for_server_vad_gets_its_own_silence(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await listen(client, type="server_vad", silence_duration_ms=500)
        await client.hear(paused(*PAIRS[0]))
        await client.until(is_completed, 60)
        await client.until(is_completed, 60)
        stops = [event["audio_end_ms"] for event in of(client, "input_audio_buffer.speech_stopped")]
        assert len(stops) == 2
        assert stops[0] < 400 + len(clip(PAIRS[0][0])) / 16 + 500 + 100


async def test_slow_speakers_may_pause_longer(engine: RunningEngine) -> None:
    pcm = wire(quiet(400), clip("en-tt-weasels"), quiet(1500), clip("en-vm-sorry"), quiet(4000))
    counts = {}
    for eagerness, turns in (("low", 1), ("high", 2)):
        async with client_of(engine) as client:
            await listen(client, type="semantic_vad", eagerness=eagerness)
            await client.hear(pcm)
            for _ in range(turns):
                await client.until(is_completed, 60)
            counts[eagerness] = len(of(client, "input_audio_buffer.committed"))
    assert counts == {"low": 1, "high": 2}


async def test_words_come_while_they_are_spoken_and_add_up(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await listen(client, type="semantic_vad")
        delta = "conversation.item.input_audio_transcription.delta"
        speech = wire(quiet(400), clip("en-vm-opts"))
        # At a microphone's pace: drafts are skipped, not queued, when sound comes faster than it can be decoded.
        for start in range(0, len(speech), 4800):
            await client.hear(speech[start : start + 4800])
            await asyncio.sleep(0.1)
        await client.hear(wire(quiet(3000)))
        completed = (await client.until(is_completed, 60))[-1]
        (started,) = of(client, "input_audio_buffer.speech_started")
        order = [event["type"] for event in client.events]
        assert order.index(delta) < order.index("input_audio_buffer.committed")
        deltas = of(client, delta)
        assert {event["item_id"] for event in deltas} == {started["item_id"]} == {completed["item_id"]}
        told = "".join(event["delta"] for event in deltas)
        assert told.casefold().split()[:3] == completed["transcript"].casefold().split()[:3]


async def test_words_come_while_a_key_is_held(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        transcription = {"model": "gpt-live-transcribe", "languages": ["en"]}
        audio = {"input": {"transcription": transcription, "turn_detection": None}}
        await client.send("session.update", session={"type": "realtime", "audio": audio})
        await client.next("session.updated")
        speech = wire(quiet(400), clip("en-vm-opts"))
        for start in range(0, len(speech), 4800):
            await client.hear(speech[start : start + 4800])
            await asyncio.sleep(0.1)
        await client.send("input_audio_buffer.commit")
        completed = (await client.until(is_completed, 60))[-1]
        delta = "conversation.item.input_audio_transcription.delta"
        order = [event["type"] for event in client.events]
        assert order.index(delta) < order.index("input_audio_buffer.committed")
        deltas = of(client, delta)
        assert {event["item_id"] for event in deltas} == {completed["item_id"]}
        told = "".join(event["delta"] for event in deltas)
        assert told.casefold().split()[:3] == completed["transcript"].casefold().split()[:3]


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("en-privacy-prompt", "en"),
        ("es-queue-thankyou", "es"),
        ("fr-pls-hold-while-try", "fr"),
        ("it-tt-weasels", "it"),
    ],
)
async def test_each_utterance_tells_its_language(engine: RunningEngine, name: str, language: str) -> None:
    async with client_of(engine) as client:
        await listen(client, ("en", "es", "fr", "it"), type="semantic_vad")
        await client.hear(wire(quiet(400), clip(name), quiet(3000)))
        completed = (await client.until(is_completed, 60))[-1]
        assert completed["language"] == language
        assert completed["transcript"]


async def test_only_the_travellers_languages_are_heard(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await listen(client, ("fr", "it"), type="semantic_vad")
        await client.hear(wire(quiet(400), clip("en-privacy-prompt"), quiet(3000)))
        assert (await client.until(is_completed, 60))[-1]["language"] in ("fr", "it")


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_what_is_no_speech_brings_no_turn(engine: RunningEngine, kind: str) -> None:
    sound = KINDS[kind](np.random.default_rng(11), 20.0)
    async with client_of(engine) as client:
        await listen(client, type="semantic_vad")
        await client.hear(wire(sound + silence(np.random.default_rng(12), 20.0)))
        # Sound is taken in order: with the answer to this, all of it has been heard.
        await client.send("conversation.item.retrieve", item_id="none")
        await client.next("error", seconds=60)
        assert not of(client, "input_audio_buffer.speech_started")
