"""A talk between English and Portuguese with everything around it in the test's hands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from tests.fakes.hand_clock import HandClock
from tests.fakes.line_speaker import LineSpeaker
from wanderlust.assistant.interpreter.own_words import OwnWords
from wanderlust.assistant.interpreter.talk import Talk, TalkSinks
from wanderlust.assistant.interpreter.voices import Voices
from wanderlust.domain.events import DomainEvent
from wanderlust.domain.interpreting import CareKind, InterpretedUtterance
from wanderlust.wire import translation_events as tr

SECOND = bytes(48_000)

Event = TypeVar("Event")


class NumbersMatter:
    """Fills ``CareJudge``: a digit is a number."""

    def of(self, text: str, language: str) -> frozenset[CareKind]:
        return frozenset({"number"}) if any(char.isdigit() for char in text) else frozenset()


@dataclass(slots=True)
class TalkBench:
    """The machine, what it said, and the hands of the people."""

    careful: bool = True
    clock: HandClock = field(default_factory=HandClock)
    speaker: LineSpeaker = field(default_factory=LineSpeaker)
    own: OwnWords = field(default_factory=OwnWords)
    events: list[DomainEvent] = field(default_factory=list)
    sent: list[tr.TranslationClientEvent] = field(default_factory=list)
    kept: list[InterpretedUtterance] = field(default_factory=list)
    backs: list[InterpretedUtterance] = field(default_factory=list)
    left: list[bool] = field(default_factory=list)
    voices: Voices = field(init=False)
    talk: Talk = field(init=False)

    def __post_init__(self) -> None:
        self.voices = Voices(self.speaker)
        sinks = TalkSinks(
            self.events.append, self.sent.append, self.kept.append, self.backs.append, lambda: self.left.append(True)
        )
        self.talk = Talk(("en", "pt"), self.voices, self.own, NumbersMatter(), self.clock, sinks, self.careful)
        self.speaker.on_progress(lambda item, _ms, finished: self.talk.played(item, finished))
        self.talk.show()

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    def caption(self, name: str, source: str, text: str, listener: str = "pt") -> None:
        """A caption while the person speaks."""
        self.talk.take(tr.Caption(name, source, text, listener, False, start_ms=0))

    def final(
        self, name: str, source: str, text: str, listener: str = "pt", lost: tuple[str, ...] = (), start_ms: int = 0
    ) -> None:
        """The final caption."""
        self.talk.take(tr.Caption(name, source, text, listener, True, "local", lost, start_ms, start_ms + 900))

    def rest(self, name: str, source: str, text: str, listener: str = "pt", sound: bytes = SECOND) -> None:
        """The sound, and the end of the utterance."""
        if sound:
            self.talk.take(tr.TranslatedSound(sound))
        speaker = "en" if listener == "pt" else "pt"
        self.talk.take(tr.UtteranceDone(name, speaker, listener, "speech", source, text, "local", (), 0, 900, {}))

    def utterance(self, name: str, source: str, text: str, listener: str = "pt") -> None:
        """All of one utterance."""
        self.final(name, source, text, listener)
        self.rest(name, source, text, listener)
