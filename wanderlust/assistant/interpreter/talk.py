"""A talk of two people through the interpreter, as a machine without threads, clocks or connections.

In: what the translation session sends, what the people press, what local voice activity and the speaker tell. Out:
events for the window, events for the session, and orders to :class:`Voices`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from wanderlust.assistant.interpreter.caption_words import CaptionWords
from wanderlust.assistant.interpreter.leaving_words import asks_to_leave
from wanderlust.assistant.interpreter.own_words import OwnWords
from wanderlust.assistant.interpreter.ports import CareJudge
from wanderlust.assistant.interpreter.record import TalkRecord
from wanderlust.assistant.interpreter.voices import Voices
from wanderlust.assistant.ports import Clock
from wanderlust.domain.events import DomainEvent, Notice
from wanderlust.domain.interpreting import (
    AskEnded,
    CareAsked,
    InterpretedUtterance,
    InterpreterCaption,
    RecordChanged,
    SideAsked,
    SideChanged,
    SideState,
    UtteranceInterpreted,
)
from wanderlust.domain.voice import VoiceChange
from wanderlust.wire import translation_events as tr

log = logging.getLogger(__name__)

HEARD_WITHIN_S = 3.0
"""After somebody fell silent their words come within 1 to 2 s on a busy machine; then there were none."""


ASKED_S = 8.0
"""How long the question of who spoke stands at least; the next translated sentence after that ends it."""


@dataclass(frozen=True, slots=True)
class TalkSinks:
    """Where it goes.

    Attributes:
        emit: Events for the window.
        send: Events for the translation session.
        kept: An utterance that is on the record, new or replaced.
        back: A translation that is to be put back into the speaker's language, for :meth:`Talk.take_back`.
        leave: Somebody asked that the interpreting end.
        began: An utterance's translation begins to sound, or goes on.
    """

    emit: Callable[[DomainEvent], None]
    send: Callable[[tr.TranslationClientEvent], None]
    kept: Callable[[InterpretedUtterance], None]
    back: Callable[[InterpretedUtterance], None]
    leave: Callable[[], None]
    began: Callable[[str], None] = lambda utterance_id: None


class Talk:
    """One talk between two languages.

    Args:
        pair: The languages of the traveller and of the other.
        voices: Say what is to be said.
        own: Knows our own words.
        care: Knows careful sentences.
        clock: Time.
        sinks: Where events go.
        careful: Whether careful sentences wait for a yes.
        off_the_record: Whether nothing is kept.
    """

    def __init__(
        self,
        pair: tuple[str, str],
        voices: Voices,
        own: OwnWords,
        care: CareJudge,
        clock: Clock,
        sinks: TalkSinks,
        careful: bool = True,
        off_the_record: bool = False,
    ) -> None:
        self.pair = pair
        self.record = TalkRecord(off_the_record)
        self.careful = careful
        self._voices = voices
        self._own = own
        self._care = care
        self._clock = clock
        self._sinks = sinks
        self._emit = sinks.emit
        self._known: dict[str, InterpretedUtterance] = {}
        self._asked: dict[str, InterpretedUtterance | None] = {}  # open questions; None where the side is asked for
        self._asked_at: dict[str, float] = {}
        self._early: dict[str, str] = {}  # sides told of an utterance that is still being said
        self._chosen: dict[str, str] = {}  # sides the session was told, and has not answered yet
        self._dropped: set[str] = set()
        self._captioned: tuple[str, str] = ("", "")  # the utterance whose caption grows, and its speaker
        self._words = (CaptionWords(""), CaptionWords(""))  # its words, and those of its translation
        self._sounding = ""  # the utterance whose sound comes now
        self._heard = ""  # the language somebody is heard in now
        self._translated = ""  # the language whose words are awaited
        self._awaited_until: float | None = None
        self._speaking = False
        self._key = ""
        self._phrases = 0
        self._muted = False
        self._shown: dict[str, SideState] = {}
        voices.on_begin(self._began)

    # -- what the session sends -------------------------------------------------------------------------------

    def take(self, event: tr.TranslationServerEvent) -> None:
        """An event of the translation session."""
        match event:
            case tr.Caption(final=False):
                self._caption(event)
            case tr.Caption():
                self._final(event)
            case tr.TranslatedSound():
                if self._sounding:
                    self._voices.add(self._sounding, event.delta)
            case tr.UtteranceDone():
                self._done(event)
            case tr.SideUnclear():
                self._unclear(event)
            case tr.TranslationError():
                self._settled()
                self._chosen.clear()
                self._emit(Notice("warning", event.error.message, "Say it again.", "interpreter"))
        self.show()

    def _other(self, language: str) -> str:
        first, second = self.pair
        return second if language == first else first

    def _caption(self, event: tr.Caption) -> None:
        if event.utterance_id in self._dropped:
            return
        self.record.begin(event.utterance_id)
        start = event.start_ms
        if start is not None and self._own.over_our_voice(start, self._own.sent_ms):
            return  # it may be our own voice: its words are shown once they are known not to be
        speaker = self._other(event.language)
        self._heard = speaker
        if self._captioned != (event.utterance_id, speaker):
            self._captioned = (event.utterance_id, speaker)
            self._words = (CaptionWords(speaker), CaptionWords(event.language))
        said, put = (words.take(text) for words, text in zip(self._words, (event.source, event.text), strict=True))
        self._emit(
            InterpreterCaption(
                event.utterance_id, speaker, event.language, said.settled, said.tentative, put.settled, put.tentative
            )
        )

    def _is_ours(self, event: tr.Caption, speaker: str) -> bool:
        start, end = event.start_ms, event.end_ms
        over = start is None or end is None or self._own.over_our_voice(start, end)
        return over and self._own.is_ours(event.source, speaker, self._clock.monotonic())

    def _final(self, event: tr.Caption) -> None:
        utterance_id, listener = event.utterance_id, event.language
        speaker = self._other(listener)
        self._sounding = ""
        if utterance_id in self._dropped:
            self._settled()
            return
        if (early := self._early.pop(utterance_id, speaker)) != speaker:
            self._tell_side(utterance_id, early)
            return
        if self._chosen.get(utterance_id, speaker) != speaker:
            return  # flipped back already: what is wanted comes next
        self._chosen.pop(utterance_id, None)
        ours = self._is_ours(event, speaker)
        if not ours:
            for stale in self._voices.broken_off(speaker):
                self._voices.drop(stale)  # who listened has answered already
        self._settled()
        if ours:
            log.info("utterance %s is our own voice", utterance_id)
            self._dropped.add(utterance_id)
            return
        if asks_to_leave(event.source, speaker):
            self._dropped.add(utterance_id)
            self._sinks.leave()
            return
        self._end_old_questions(utterance_id)
        seconds = ((event.end_ms or 0) - (event.start_ms or 0)) / 1000
        known = self._known.get(utterance_id)
        ago = timedelta(milliseconds=self._own.sent_ms - event.start_ms) if event.start_ms is not None else timedelta()
        kinds = self._care.of(event.source, speaker) | self._care.of(event.text, listener)
        utterance = InterpretedUtterance(
            utterance_id, speaker, event.source, listener, event.text, event.route or "",
            known.at if known is not None else self._clock.now() - ago, seconds, tuple(sorted(kinds)),
            event.lost or (),
        )  # fmt: skip
        self._emit(InterpreterCaption(utterance_id, speaker, listener, event.source, "", event.text, "", True))
        asks = self.careful and bool(utterance.care or utterance.lost)
        self._sounding = utterance_id
        self._voices.expect(utterance_id, listener, asks)
        self._keep(utterance)
        if asks:
            self._asked[utterance_id] = utterance
            self._emit(CareAsked(utterance))
            self._sinks.back(utterance)

    def _done(self, event: tr.UtteranceDone) -> None:
        utterance = self._known.get(event.utterance_id)
        if utterance is None or event.utterance_id in self._dropped:
            return
        told = replace(
            utterance,
            route=event.route or utterance.route,
            seconds=(event.end_ms - event.start_ms) / 1000,
            lost=event.lost or utterance.lost,
        )
        if told != utterance:
            self._keep(told)
        self._voices.complete(event.utterance_id)
        if self._sounding == event.utterance_id:
            self._sounding = ""

    def _unclear(self, event: tr.SideUnclear) -> None:
        self._settled()
        now = self._clock.monotonic()
        if event.utterance_id in self._dropped:
            return
        self.record.begin(event.utterance_id)
        if early := self._early.pop(event.utterance_id, ""):
            self._tell_side(event.utterance_id, early)
            return
        if any(self._own.is_ours(text, language, now) for language, text in event.sources.items()):
            log.info("utterance %s may be our own voice", event.utterance_id)
            return
        self._asked[event.utterance_id] = None
        self._asked_at[event.utterance_id] = now
        self._emit(SideAsked(event.utterance_id, dict(event.sources), event.guess))

    def _keep(self, utterance: InterpretedUtterance) -> None:
        self._known[utterance.utterance_id] = utterance
        while len(self._known) > 50:
            del self._known[next(iter(self._known))]
        self._emit(UtteranceInterpreted(utterance))
        if self.record.keep(utterance):
            self._sinks.kept(utterance)

    # -- what the people do -----------------------------------------------------------------------------------

    def key_down(self, language: str) -> None:
        """The key of the person with this language went down: only they are heard, and nothing is said meanwhile."""
        if language not in self.pair or language == self._key:
            return
        self._key = language
        self._sinks.send(tr.SideHeld(language))
        self._mind_floor()
        self.show()

    def key_up(self, language: str) -> None:
        """It came up: their utterance is over."""
        if language != self._key:
            return
        self._key = ""
        self._await(language)
        self._sinks.send(tr.SideHeld(""))
        self._mind_floor()
        self.show()

    def choose_side(self, utterance_id: str, language: str) -> None:
        """The answer to :class:`SideAsked`, or "wrong side" of an utterance, one still being said included."""
        known, asked = self._known.get(utterance_id), utterance_id in self._asked
        under_way = utterance_id == self._captioned[0] and utterance_id not in self._dropped
        if language not in self.pair or not (known is not None or asked or under_way):
            return
        self._end_question(utterance_id)
        if known is None and not asked:
            self._early[utterance_id] = language
            return
        stands = self._chosen.get(utterance_id) or (known.speaker if known is not None else "")
        if stands != language:  # a second click changes nothing
            self._tell_side(utterance_id, language)
            self.show()

    def _tell_side(self, utterance_id: str, language: str) -> None:
        self._voices.withdraw(utterance_id)
        self._await(language)
        self._chosen[utterance_id] = language
        self._sinks.send(tr.SideChosen(utterance_id, language))

    def answer_care(self, utterance_id: str, aloud: bool) -> None:
        """Whether a careful sentence may be said aloud."""
        if self._asked.get(utterance_id) is None:
            return
        self._end_question(utterance_id)
        if aloud:
            self._voices.allow(utterance_id)
        else:
            self._voices.withdraw(utterance_id)
        self.show()

    def forget(self) -> tuple[InterpretedUtterance, ...]:
        """Forget all that was said, a sentence under way included; returns what was on the record."""
        self._dropped.update((*self._known, *self._asked, *filter(None, (self._captioned[0], self._sounding))))
        for utterance_id in list(self._asked):
            self._end_question(utterance_id)
        self._known.clear()
        self._early.clear()
        self._chosen.clear()
        self._sounding = ""
        self._voices.forget()
        forgotten = self.record.forget()
        self.show()
        return forgotten

    def take_back(self, utterance: InterpretedUtterance, back: str) -> None:
        """A translation put back into its speaker's language, if the question about it is still open."""
        if back and self._asked.get(utterance.utterance_id) == utterance:
            self._emit(CareAsked(utterance, back))

    def say_again(self, language: str) -> None:
        """Say the last translation into this language once more."""
        self._voices.again(language)
        self.show()

    def say(self, text: str, language: str, pcm: bytes) -> None:
        """Say a phrase from elsewhere, such as the phrasebook, in its turn: PCM16 mono 24 kHz."""
        self._phrases += 1
        name = f"phrase{self._phrases}"
        self._own.said(text, language, self._clock.monotonic())
        self._voices.expect(name, language, False)
        self._voices.add(name, pcm)
        self._voices.complete(name)
        self.show()

    def silence(self) -> None:
        """Say nothing of what is under way."""
        self._voices.silence()
        self.show()

    def set_off_the_record(self, off: bool) -> None:
        """Keep nothing from now on, or keep it again."""
        self.record.off = off
        self._emit(RecordChanged(off))

    def set_muted(self, muted: bool) -> None:
        """Nobody is heard."""
        self._muted = muted
        self._speaking = False
        self._heard = ""
        self._mind_floor()
        self.show()

    # -- what is heard and played -----------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The language whose key is down, or an empty string."""
        return self._key

    def voice(self, change: VoiceChange) -> None:
        """Somebody's voice changed."""
        if self._muted:
            return
        self._voices.duck(change is VoiceChange.SOUND_BEGAN and bool(self._voices.playing))
        was, self._speaking = self._speaking, change is VoiceChange.SPEECH_CONFIRMED
        if change is VoiceChange.SOUND_BEGAN and not self._voices.playing:
            self._speaking = True  # nothing begins to sound until it is known what this is
        elif change is VoiceChange.MAYBE_A_WORD or (was and change is VoiceChange.SPEECH_ENDED):
            self._await(self._heard)
        self._mind_floor()
        self.show()

    def played(self, item_id: str, finished: bool) -> None:
        """The speaker tells of a translation's sound."""
        utterance_id = self._voices.played(item_id, finished)
        utterance = self._known.get(utterance_id)
        if utterance is not None and not utterance.said_aloud:
            self._keep(replace(utterance, said_aloud=True))
        self.show()

    def _began(self, utterance_id: str) -> None:
        self._sinks.began(utterance_id)
        utterance = self._known.get(utterance_id)
        if utterance is not None:
            self._own.said(utterance.target, utterance.listener, self._clock.monotonic())

    def look(self) -> None:
        """Time passes: words that did not come are not waited for any more."""
        if self._awaited_until is not None and self._clock.monotonic() >= self._awaited_until:
            self._settled()
            self.show()

    def connection_lost(self) -> None:
        """The session is gone, with what it was about to send."""
        self._sounding = ""
        self._key = ""
        self._early.clear()
        self._chosen.clear()
        self._settled()
        for utterance_id in [one for one, asked in self._asked.items() if asked is None]:
            self._end_question(utterance_id)  # another session does not know that utterance
        self._voices.end_unfinished()
        self.show()

    # -- telling ----------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Tell the state of each side where it changed."""
        for language in self.pair:
            state = self._state(language)
            if self._shown.get(language) is not state:
                self._shown[language] = state
                self._emit(SideChanged(language, state))

    def _state(self, language: str) -> SideState:
        if self._key == language:
            return SideState.HELD
        if self._muted:
            return SideState.MUTED
        if self._voices.language == language:
            return SideState.SPEAKING
        if self._translated == language and self._awaited_until is not None:
            return SideState.TRANSLATING
        if self._heard == language:
            return SideState.HEARING
        return SideState.READY

    def _end_question(self, utterance_id: str) -> None:
        if utterance_id in self._asked:
            del self._asked[utterance_id]
            self._asked_at.pop(utterance_id, None)
            self._emit(AskEnded(utterance_id))

    def _end_old_questions(self, utterance_id: str) -> None:
        """The two talk on: who spoke a while ago is not asked any more, and stands in nobody's way."""
        now = self._clock.monotonic()
        for name in [name for name, at in self._asked_at.items() if now - at > ASKED_S and name != utterance_id]:
            self._end_question(name)

    def _await(self, language: str) -> None:
        self._heard, self._translated = "", language
        self._awaited_until = self._clock.monotonic() + HEARD_WITHIN_S

    def _settled(self) -> None:
        """The words that were awaited came, or will not."""
        self._heard = self._translated = ""
        self._awaited_until = None
        self._mind_floor()

    def _mind_floor(self) -> None:
        waits = self._awaited_until is not None and self._voices.any_broken_off
        self._voices.floor(not (self._speaking or self._key or waits))
