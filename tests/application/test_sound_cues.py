"""Cues sound when something opens, closes, waits or is lost, and never into words or a call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from wanderlust.application.sound_cues import FIRST_TICK_S, NEXT_TICK_S, SoundCues
from wanderlust.audio.cues import NOTES, cue_pcm
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.calls.events import CallState, CallStateChanged
from wanderlust.domain.playback import PlayedItem

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
NAMES = {cue_pcm(cue): cue for cue in NOTES}


class HeardSpeaker:
    """Records which cues were played to their end."""

    def __init__(self) -> None:
        self.level = 0.0
        self.cues: list[str] = []
        self._open: dict[str, str] = {}

    def play(self, item_id: str, pcm: bytes) -> None:
        assert item_id not in self._open, "each cue is an item of its own"
        self._open[item_id] = NAMES[pcm]

    def finish(self, item_id: str) -> None:
        self.cues.append(self._open.pop(item_id))

    def flush(self) -> tuple[PlayedItem, ...]:
        raise AssertionError("a cue stops nobody")

    def played_ms(self, item_id: str) -> int:
        raise AssertionError("nobody asks how much of a cue was heard")

    def set_gain(self, gain: float) -> None:
        raise AssertionError("a cue is as loud as it is")

    def on_progress(self, callback: Callable[[str, int, bool], None]) -> None:
        raise AssertionError("nobody follows a cue")


class Clock:
    """What was asked to happen later; it happens when the test says."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, Callable[[], None]]] = []

    def later(self, seconds: float, act: Callable[[], None]) -> Callable[[], None]:
        entry = (seconds, act)
        self.waiting.append(entry)
        return lambda: self.waiting.remove(entry) if entry in self.waiting else None

    def pass_by(self) -> float:
        """Let the next thing happen; after how long."""
        seconds, act = self.waiting.pop(0)
        act()
        return seconds


@pytest.fixture
def speaker() -> HeardSpeaker:
    return HeardSpeaker()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told() -> list[ev.DomainEvent]:
    return []


@pytest.fixture
def cues(speaker: HeardSpeaker, clock: Clock, told: list[ev.DomainEvent]) -> SoundCues:
    cues = SoundCues(told.append, speaker, clock.later)
    cues.on = True
    cues.take(ev.StateChanged(AssistantState.READY))
    return cues


def test_every_event_goes_on_unchanged(cues: SoundCues, told: list[ev.DomainEvent]) -> None:
    event = ev.MicrophoneChanged(True)
    cues.take(event)
    assert told[-1] is event


def test_off_means_silent(cues: SoundCues, speaker: HeardSpeaker, clock: Clock) -> None:
    cues.on = False
    cues.take(ev.MicrophoneChanged(True))
    cues.take(ev.StateChanged(AssistantState.THINKING))
    assert speaker.cues == []
    assert clock.waiting == []


def test_the_microphone_is_heard_to_open_to_close_and_to_be_muted(cues: SoundCues, speaker: HeardSpeaker) -> None:
    for event in (
        ev.MicrophoneChanged(True),
        ev.MicrophoneChanged(True),
        ev.MicrophoneChanged(True, muted=True),
        ev.MicrophoneChanged(True),
        ev.MicrophoneChanged(False),
    ):
        cues.take(event)
    assert speaker.cues == ["up", "down", "up", "down"]


def test_who_waits_hears_a_tick_and_then_one_every_two_seconds(
    cues: SoundCues, speaker: HeardSpeaker, clock: Clock
) -> None:
    cues.take(ev.StateChanged(AssistantState.THINKING))
    assert [clock.pass_by(), clock.pass_by(), clock.pass_by()] == [FIRST_TICK_S, NEXT_TICK_S, NEXT_TICK_S]
    assert speaker.cues == ["tick", "tick", "tick"]


def test_a_voice_that_comes_sooner_calls_the_tick_off(cues: SoundCues, speaker: HeardSpeaker, clock: Clock) -> None:
    cues.take(ev.StateChanged(AssistantState.THINKING))
    cues.take(ev.StateChanged(AssistantState.TOOL_RUNNING))
    assert len(clock.waiting) == 1
    cues.take(ev.StateChanged(AssistantState.SPEAKING))
    assert clock.waiting == []
    assert speaker.cues == []


@pytest.mark.parametrize("state", [AssistantState.SPEAKING, AssistantState.HEARING])
def test_nothing_sounds_while_anybody_speaks(cues: SoundCues, speaker: HeardSpeaker, state: AssistantState) -> None:
    cues.take(ev.StateChanged(state))
    cues.take(ev.MicrophoneChanged(True))
    cues.take(ev.CloudChanged("lost"))
    assert speaker.cues == []


def test_nothing_sounds_over_what_is_still_playing(cues: SoundCues, speaker: HeardSpeaker) -> None:
    speaker.level = 0.2
    cues.take(ev.MicrophoneChanged(True))
    assert speaker.cues == []


def test_what_is_lost_falls_and_what_comes_back_rises(cues: SoundCues, speaker: HeardSpeaker) -> None:
    for event in (
        ev.CloudChanged("held"),
        ev.CloudChanged("lost"),
        ev.CloudChanged("back"),
        ev.DevicesChanged("Built-in", "Speakers"),
        ev.DevicesChanged(None, "Speakers"),
        ev.DevicesChanged("Headset", "Speakers"),
        ev.DevicesChanged("Built-in", "Speakers"),
    ):
        cues.take(event)
    assert speaker.cues == ["falling", "rising", "falling", "rising"]


def test_a_call_hears_none_of_it(cues: SoundCues, speaker: HeardSpeaker) -> None:
    cues.take(CallStateChanged("card", CallState.TALKING, NOON))
    cues.take(ev.MicrophoneChanged(True))
    assert speaker.cues == []
    cues.take(CallStateChanged("card", CallState.ENDED, NOON))
    cues.take(ev.MicrophoneChanged(False))
    assert speaker.cues == ["down"]
