"""When a sound cue is played: it watches every event on its way to the window and never sounds into words or a call."""

from __future__ import annotations

import threading
from collections.abc import Callable

from wanderlust.assistant.ports import EventSink, Speaker
from wanderlust.audio.cues import Cue, cue_pcm
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.calls.events import CallAsked, CallProposed, CallState, CallStateChanged

FIRST_TICK_S, NEXT_TICK_S = 0.7, 2.0  # a voice that answers sooner needs no tick

SPEECH = frozenset({AssistantState.HEARING, AssistantState.SPEAKING})
WAITING = frozenset({AssistantState.THINKING, AssistantState.TOOL_RUNNING})

Later = Callable[[float, Callable[[], None]], Callable[[], None]]


def by_thread(seconds: float, act: Callable[[], None]) -> Callable[[], None]:
    """Do something later on a thread of its own; what is returned calls it off."""
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()
    return timer.cancel


class SoundCues:
    """Stands between whoever tells events and the window; any thread may tell.

    Cues go through the speaker that also plays the voice, so echo control takes them out of what is heard.

    Args:
        sink: Gets every event, unchanged and first.
        speaker: Plays the cues.
        later: Does something after so many seconds.
    """

    def __init__(self, sink: EventSink, speaker: Speaker, later: Later = by_thread) -> None:
        self._sink, self._speaker, self._later = sink, speaker, later
        self._lock = threading.RLock()
        self.on = False
        self._state = AssistantState.CONNECTING
        self._open = self._lost = self._interpreting = False
        self._devices: tuple[bool, bool] | None = None
        self._call: CallState | None = None
        self._call_off: Callable[[], None] | None = None
        self._played = 0

    def take(self, event: ev.DomainEvent) -> None:
        """Hand an event on, and sound if it has a cue."""
        self._sink(event)
        with self._lock:
            cue = self._cue_of(event)
            if cue is not None:
                self._sound(cue)

    def _cue_of(self, event: ev.DomainEvent) -> Cue | None:
        match event:
            case ev.StateChanged(state=state):
                self._follow(state)
            case ev.MicrophoneChanged(opened, muted):
                before, self._open = self._open, opened and not muted
                if self._open is not before:
                    return "up" if self._open else "down"
            case ev.CloudChanged(state=state):
                before, self._lost = self._lost, state == "lost"
                if self._lost is not before:
                    return "falling" if self._lost else "rising"
            case ev.DevicesChanged(microphone, speaker):
                there, before_there = (bool(microphone), bool(speaker)), self._devices
                self._devices = there
                if before_there is not None and there != before_there:
                    return "falling" if sum(there) < sum(before_there) else "rising"
            case CallProposed() | CallAsked():
                return "question"
            case CallStateChanged(state=state):
                self._call = None if state is CallState.ENDED else state
            case it.InterpreterOpened():
                self._interpreting = True
            case it.InterpreterClosed():
                self._interpreting = False
        return None

    def _follow(self, state: AssistantState) -> None:
        waited, self._state = self._state in WAITING, state
        if state in WAITING and not waited:
            self._tick_after(FIRST_TICK_S)
        elif state not in WAITING and self._call_off is not None:
            self._call_off()
            self._call_off = None

    def _tick_after(self, seconds: float) -> None:
        if self.on:
            self._call_off = self._later(seconds, self._tick)

    def _tick(self) -> None:
        with self._lock:
            if self._state in WAITING:
                self._sound("tick")
                self._tick_after(NEXT_TICK_S)

    def _sound(self, cue: Cue) -> None:
        asked = cue == "question" and self._call is not CallState.TAKEN_OVER
        in_call = self._call is not None and not asked
        if not self.on or in_call or self._interpreting or self._state in SPEECH or self._speaker.level > 0:
            return
        self._played += 1
        item = f"cue-{self._played}"
        self._speaker.play(item, cue_pcm(cue))
        self._speaker.finish(item)
