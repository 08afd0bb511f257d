"""The Protocols through which the session and its tools reach services; composition roots fill them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.events import Outcome
from wanderlust.domain.calls.line import LineAbilities, LineEvent, TalkEvent
from wanderlust.domain.calls.policy import CallsToday, DialPermit
from wanderlust.domain.climate import Climate
from wanderlust.domain.conversation import Turn
from wanderlust.domain.cost.caps import Totals
from wanderlust.domain.cost.ledger import LedgerEntry, SentRecord
from wanderlust.domain.countries import Country, Holiday
from wanderlust.domain.events import DomainEvent
from wanderlust.domain.exchange import Rate as Rate
from wanderlust.domain.phrases import Phrase, SlotKind, SlotValue, Topic
from wanderlust.domain.places import Coordinates, Place, PlaceAnswer, PlaceKind
from wanderlust.domain.playback import PlayedItem as PlayedItem  # audio makes them, below this layer
from wanderlust.domain.translation import Translation as Translation
from wanderlust.domain.trip.book import TripBook
from wanderlust.domain.voice import VoiceChange
from wanderlust.wire.client_events import ClientEvent
from wanderlust.wire.server_events import ServerEvent

EventSink = Callable[[DomainEvent], None]


class Clock(Protocol):
    """Time, injected so that tests own it."""

    def now(self) -> datetime:
        """The wall time, with time zone."""
        ...

    def monotonic(self) -> float:
        """Seconds that only ever grow."""
        ...


class RealtimeLink(Protocol):
    """An open connection to a Realtime server."""

    async def send(self, event: ClientEvent) -> None:
        """Queue an event; raises ConnectionFailed when the connection is gone."""
        ...

    def events(self) -> AsyncIterator[ServerEvent]:
        """Server events in order until the connection ends; raises ConnectionFailed when it breaks."""
        ...

    async def close(self) -> None: ...


class Speaker(Protocol):
    """Plays PCM16 mono 24 kHz and counts, per item, what was handed to the device; thread-safe."""

    def play(self, item_id: str, pcm: bytes) -> None: ...

    def finish(self, item_id: str) -> None:
        """No more audio will come for this item."""
        ...

    def flush(self) -> tuple[PlayedItem, ...]:
        """Drop everything not yet handed to the device, and say what was."""
        ...

    def played_ms(self, item_id: str) -> int: ...

    def set_gain(self, gain: float) -> None:
        """Ducking, 0 to 1, reached by a short ramp."""
        ...

    def on_progress(self, callback: Callable[[str, int, bool], None]) -> None:
        """Call back (item_id, played_ms, finished) about every 50 ms while playing, from any thread."""
        ...

    @property
    def level(self) -> float:
        """Loudness now, 0 to 1."""
        ...


class Microphone(Protocol):
    """Records PCM16 mono 24 kHz while open."""

    def open(self, on_audio: Callable[[bytes], None]) -> None:
        """Begin; chunks of 20-40 ms arrive on a thread of the microphone's own. Raises SoundFailed."""
        ...

    def close(self) -> None: ...

    @property
    def level(self) -> float: ...


class VoiceWatch(Protocol):
    """Tells when the traveller speaks, from sound without the assistant's own voice in it."""

    @property
    def full_duplex(self) -> bool:
        """Whether the microphone may be heard while a voice plays; may change with the devices."""
        ...

    def on_voice(self, callback: Callable[[VoiceChange], None]) -> None:
        """Who is told, on the microphone's thread, before the sound in question is handed on."""
        ...


class PlaceIndex(Protocol):
    """Answers where a name is."""

    async def find(
        self,
        name: str,
        *,
        near: Coordinates | None = None,
        country: str | None = None,
        kinds: Collection[PlaceKind] | None = None,
        limit: int = 5,
    ) -> PlaceAnswer: ...

    async def around(
        self, point: Coordinates, kinds: Collection[PlaceKind], radius_km: float, limit: int
    ) -> tuple[Place, ...]:
        """Places of these kinds within a radius: towns by population, others nearest first."""
        ...

    async def nearest(self, point: Coordinates) -> Place | None:
        """The town nearest to a point."""
        ...


class ExchangeRates(Protocol):
    """Knows what money is worth."""

    def rate(self, base: str, quote: str) -> Rate:
        """Raises ToolFailed with a sentence when a currency is not known."""
        ...

    def code_for(self, words: str) -> str | None:
        """ISO 4217 code for a code, symbol or name (``yen``, ``$``, ``Swiss francs``), or None."""
        ...

    def name_of(self, code: str, amount: float) -> str:
        """How to say that currency with that amount: ``Japanese yen``, ``US dollars``."""
        ...


class ConversationStore(Protocol):
    """Keeps finished turns; a turn is on disk when ``append`` returns."""

    async def append(self, turn: Turn) -> None: ...

    async def last(self, limit: int) -> tuple[Turn, ...]:
        """The last turns of the conversation that is open."""
        ...


class CountryTable(Protocol):
    """Knows facts about countries."""

    def country(self, code: str) -> Country:
        """By ISO 3166-1 code; raises ToolFailed when it is in no table."""
        ...

    def holidays(self, code: str, first: date, count: int) -> tuple[Holiday, ...]:
        """The next public holidays on or after a day."""
        ...


class ClimateTable(Protocol):
    """Knows the usual weather of places."""

    def climate(self, point: Coordinates) -> Climate:
        """Raises ToolFailed when nothing is known near the point."""
        ...


class TripStore(Protocol):
    """Keeps the traveller's trips and what can be undone of them; both raise StorageFailed."""

    async def load(self) -> TripBook:
        """Everything as it was left."""
        ...

    async def keep(self, before: TripBook, after: TripBook) -> None:
        """Write what has changed: all of it or nothing, on disk when this returns."""
        ...


class SpendingLedger(Protocol):
    """Keeps what the cloud cost and what it was sent; all raise StorageFailed."""

    async def add(self, entry: LedgerEntry) -> None: ...

    async def totals(self, talk: str, day: date) -> tuple[Totals, Totals, Totals]:
        """Of that talk, of that day, and of that day's month."""
        ...

    async def record_sent(self, record: SentRecord) -> None:
        """Keep a record; a later one of the same id takes its place."""
        ...


class Translator(Protocol):
    """Puts words into another language."""

    async def translate(self, text: str, source: str, target: str) -> Translation:
        """One sentence or several, from and to ISO 639-1 codes; ``source`` is empty when it is not known.

        Raises:
            CannotTranslate: It does not do that pair, or those words.
            EngineFailed: It broke.
        """
        ...


class Interpreter(Protocol):
    """Opens the interpreter for two people."""

    @property
    def own_language(self) -> str:
        """ISO 639-1 code of what the traveller speaks."""
        ...

    async def check(self, near: str, far: str) -> None:
        """Raises BadInput when it cannot interpret between the two here."""
        ...

    def open_after_answer(self, near: str, far: str) -> None:
        """Open it once the answer now being given is over."""
        ...


class PhraseCollection(Protocol):
    """Phrases for travellers, to be browsed, searched, filled and shown."""

    @property
    def languages(self) -> tuple[str, ...]: ...

    def phrases(self, topic: Topic | None = None) -> tuple[Phrase, ...]: ...

    def search(self, query: str) -> tuple[Phrase, ...]:
        """Those that hold all words of the query, in whichever language it is."""
        ...

    def text(self, key: str, language: str, values: Mapping[SlotKind, SlotValue] | None = None) -> str:
        """A phrase with its gaps filled; with ``…`` for them without values."""
        ...

    def read_slot(self, kind: SlotKind, words: str, language: str) -> SlotValue | None:
        """What was typed into a gap; None when it is nothing that may stand there."""
        ...

    def allergens(self, language: str) -> Mapping[str, str]:
        """Key and name of each allergen."""
        ...


class CallLine(Protocol):
    """Makes telephone calls; one at a time."""

    @property
    def abilities(self) -> LineAbilities: ...

    async def dial(self, permit: DialPermit) -> LineCall:
        """Begin the call that was agreed to; raises LineFailed when the line cannot be used at all."""
        ...


class LineCall(Protocol):
    """One call in sound: PCM16 mono at the line's rate, in frames of 20 ms."""

    def events(self) -> AsyncIterator[LineEvent]:
        """Ringing, answered, digits; ``LineEnded`` is the last, and comes whoever ended it."""
        ...

    def frames(self) -> AsyncIterator[bytes]:
        """What the callee says: whole frames, silence included, from the answer to the end."""
        ...

    def write(self, pcm: bytes) -> None:
        """Queue sound for the callee, of any length; before the answer and after the end it is dropped."""
        ...

    def flush(self) -> int:
        """Drop what is queued and say how many samples of it were not played."""
        ...

    @property
    def queued(self) -> int:
        """Samples that wait to be played."""
        ...

    async def press(self, digits: str) -> None:
        """Send tones: 0 to 9, * and #. Raises LineFailed."""
        ...

    async def hang_up(self) -> None:
        """End the call; ``events`` ends with ``LineEnded("hung_up")``. Ending twice is allowed."""
        ...


class CallVoice(Protocol):
    """Makes speech for a telephone."""

    async def speak(self, text: str, language: str, rate: int) -> bytes:
        """PCM16 mono at a rate; raises EngineFailed."""
        ...


class CallEars(Protocol):
    """Writes down what comes from a telephone."""

    async def write_down(self, pcm: bytes, rate: int, language: str) -> str:
        """The words of one utterance, PCM16 mono; empty when there are none. Raises EngineFailed."""
        ...


class CallTalk(Protocol):
    """One call in words: speech made and understood on the way, or a rehearsal in text."""

    def events(self) -> AsyncIterator[TalkEvent]:
        """What happens and what is heard, to ``LineEnded``; consuming it lets time pass."""
        ...

    async def say(self, text: str, language: str) -> None:
        """Say something; returns when it was played, or stopped by ``flush``."""
        ...

    def flush(self) -> None:
        """Be silent at once."""
        ...

    async def press(self, digits: str) -> None: ...

    async def hang_up(self) -> None: ...


class LineSound(Protocol):
    """The sound of a call under way, for a traveller who listens in or speaks to the callee: PCM16 mono."""

    @property
    def rate(self) -> int:
        """Hertz, of both ways."""
        ...

    def listen(self, hear: Callable[[bytes], None] | None) -> None:
        """Hand on what both sides say from now on, frame by frame; None ends it."""
        ...

    def hand_over(self, taken: bool) -> None:
        """The traveller's voice is on the line from now on and written down as ``Said``, or no more."""
        ...

    def send(self, pcm: bytes) -> None:
        """The traveller's voice, of any length; dropped unless the line was handed over."""
        ...

    async def written(self) -> None:
        """Return when all that was said so far has been written down and told."""
        ...


class CallLog(Protocol):
    """Keeps what was called and who must not be called again; all raise StorageFailed."""

    async def today(self, day: date) -> CallsToday: ...

    async def is_listed(self, number: str) -> bool:
        """Whether a number asked not to be called again."""
        ...

    async def list_number(self, number: str, at: datetime, reason: str) -> None: ...

    async def add(self, card: CallCard, outcome: Outcome, at: datetime) -> None:
        """Keep a call that is over."""
        ...


class CallProposals(Protocol):
    """Shows the card of a call; nothing is dialled by it."""

    async def propose(self, business: str, goal: str) -> CallCard | None:
        """The card that now waits for the traveller's yes; None while that very call is under way.

        Raises:
            CallRefused: The number may not be called, or is not known.
            ToolFailed: There is nobody to call by that name.
        """
        ...
