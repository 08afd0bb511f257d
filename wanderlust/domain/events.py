"""What the session tells the rest of the app: one frozen dataclass an event, in the app's own words."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.calls.events import CallEvent
from wanderlust.domain.conversation import Card, JsonObject, Speaker, Turn
from wanderlust.domain.cost.caps import Spending
from wanderlust.domain.history import HistoryEvent, Moment
from wanderlust.domain.interpreting import InterpreterEvent
from wanderlust.domain.map_tiles import Tile, TileOffer
from wanderlust.domain.place_details import PlaceDetails
from wanderlust.domain.places import Coordinates, Place
from wanderlust.domain.trip.outlook import TripsChanged


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The conversation's state, with one line of hint that replaces the state's usual one when not empty."""

    state: AssistantState
    hint: str = ""


@dataclass(frozen=True, slots=True)
class MicrophoneChanged:
    """Whether the microphone is open, and whether it is muted."""

    open: bool
    muted: bool = False


@dataclass(frozen=True, slots=True)
class TurnStarted:
    """A turn has its place in the transcript; its text follows."""

    turn_id: str
    speaker: Speaker
    at: datetime


@dataclass(frozen=True, slots=True)
class TurnText:
    """All text of an unfinished turn so far.

    Attributes:
        turn_id: The turn.
        settled: Words that will not change (user) or were played (assistant).
        tentative: Words that may still change (user) or were not yet played (assistant).
    """

    turn_id: str
    settled: str
    tentative: str = ""


@dataclass(frozen=True, slots=True)
class TurnFinished:
    """A turn is complete and on disk; it replaces whatever was shown for its id."""

    turn: Turn


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A turn of the traveller's comes with a picture: JPEG, as it is sent."""

    turn_id: str
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class TurnRemoved:
    """An unfinished turn came to nothing (nothing was said) and leaves the transcript."""

    turn_id: str


@dataclass(frozen=True, slots=True)
class ToolStarted:
    """A tool began to run; the caption is what the talk bar shows, such as ``Time in Kyoto.``"""

    call_id: str
    name: str
    arguments: JsonObject
    caption: str


@dataclass(frozen=True, slots=True)
class ToolFinished:
    """A tool ended: what went back to the model, and whether it worked."""

    call_id: str
    name: str
    output: JsonObject
    ok: bool
    duration_ms: float


@dataclass(frozen=True, slots=True)
class PlacesShown:
    """Places to pin, numbered from 1 in this order; they replace the pins before.

    Attributes:
        places: What to pin; empty clears the map's pins.
        chosen: Index of the chosen place, or None.
        line: Points of a line to draw (a distance), or empty.
    """

    places: tuple[Place, ...]
    chosen: int | None = None
    line: tuple[Coordinates, ...] = ()


@dataclass(frozen=True, slots=True)
class CardsShown:
    """Result cards that belong to the answer now being given."""

    call_id: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class WordsShownLarge:
    """Words in a language that no voice is clear enough to say: the other person reads them."""

    words: str


@dataclass(frozen=True, slots=True)
class Timing:
    """How long the parts of an answer took, in milliseconds; None where it was not measured."""

    speech_end_to_transcript_ms: float | None = None
    speech_end_to_first_audio_ms: float | None = None
    first_audio_to_done_ms: float | None = None


@dataclass(frozen=True, slots=True)
class AnswerFinished:
    """The assistant has nothing more to say to the last turn, and its voice has been played."""

    timing: Timing


@dataclass(frozen=True, slots=True)
class BackendChanged:
    """Who answers now: ``engine`` (this computer) or ``openai``."""

    backend: Literal["engine", "openai"]


@dataclass(frozen=True, slots=True)
class CloudChanged:
    """How the server that was chosen stands.

    Attributes:
        state: ``reaching`` (connected to for the first time), ``held`` (it answers), ``trying`` (lost, and waited for),
            ``lost`` (this computer answers in its place), ``back`` (it can be reached again, and waits for the
            traveller's word) or ``off`` (none is wanted).
        sentence: What happened, for ``lost`` and ``back``.
        follow_up: What I do or the traveller can do.
        details: Codes and technical words, shown on request only.
        trouble: The trouble's name, such as ``key_refused``, or empty.
    """

    state: Literal["reaching", "held", "trying", "lost", "back", "off"]
    sentence: str = ""
    follow_up: str = ""
    details: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the traveller should know: what happened, what I do, what you can do.

    Attributes:
        kind: ``info``, ``warning`` or ``error``; errors stay until mended or closed.
        sentence: What happened.
        follow_up: What I do or you can do.
        topic: Groups notices (``microphone``, ``engine``, ``disk``): a later one replaces an earlier.
        details: Codes and technical words, shown on request only.
    """

    kind: Literal["info", "warning", "error"]
    sentence: str
    follow_up: str = ""
    topic: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class NoticeCleared:
    """What a notice of this topic said is over."""

    topic: str


@dataclass(frozen=True, slots=True)
class LevelChanged:
    """How loud the microphone and the speaker are, 0 to 1, about 30 times a second while either is in use."""

    microphone: float
    speaker: float


@dataclass(frozen=True, slots=True)
class DevicesChanged:
    """Names of the microphone and speaker in use, None = there is none; and of all that could be."""

    microphone: str | None
    speaker: str | None
    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundTried:
    """How a trial of microphone or speaker goes; ``loudest`` is the level heard, 0 to 1, once it was recorded."""

    step: Literal["recording", "playing", "over"]
    loudest: float = 0.0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class ConversationOpened:
    """A conversation takes the place of the one shown: its title and its last finished turns, oldest first.

    Attributes:
        title: Its name, or empty for its first words.
        turns: The last of them.
        number: In the store; 0 while nothing of it is there.
        older: Whether the store has turns before these.
        show: The turn to bring into sight; None = the last.
    """

    title: str
    turns: tuple[Turn, ...] = ()
    number: int = 0
    older: bool = False
    show: Moment | None = None


@dataclass(frozen=True, slots=True)
class LabelTownsLoaded:
    """The towns the map may name, greatest first, column by column.

    There are 147,000 of them: with an object each the process held 20 MB more when it was ready.
    """

    names: tuple[str, ...]
    lats: array[float]
    lons: array[float]
    populations: array[int]
    capitals: array[int]

    def rows(self) -> Iterator[tuple[str, float, float, int, bool]]:
        """Name, latitude, longitude, population and whether it is a capital, one town after the other."""
        capitals = map(bool, self.capitals)
        return zip(self.names, self.lats, self.lons, self.populations, capitals, strict=True)


@dataclass(frozen=True, slots=True)
class SpendingChanged:
    """What the cloud has cost by now."""

    spending: Spending


@dataclass(frozen=True, slots=True)
class WhereaboutsChanged:
    """Where the traveller is; None when they took it back.

    Attributes:
        place: There, or None.
        guess: Whether nobody said so and this computer's clock only makes it likely.
    """

    place: Place | None
    guess: bool = False


@dataclass(frozen=True, slots=True)
class MapOffered:
    """A street map that can be shown over the bundled one, or None: what was shown of another goes."""

    offer: TileOffer | None


@dataclass(frozen=True, slots=True)
class TileCame:
    """A piece of the street map as it came: PNG, JPEG or WebP, or None when it cannot be had now."""

    provider: str
    tile: Tile
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class PlaceDetailsShown:
    """What is known by now of the place whose card is open; it replaces what was told of it before."""

    details: PlaceDetails


DomainEvent = (
    WhereaboutsChanged
    | StateChanged
    | MicrophoneChanged
    | TurnStarted
    | TurnText
    | TurnFinished
    | PictureShown
    | TurnRemoved
    | ToolStarted
    | ToolFinished
    | PlacesShown
    | CardsShown
    | WordsShownLarge
    | AnswerFinished
    | BackendChanged
    | CloudChanged
    | Notice
    | NoticeCleared
    | LevelChanged
    | DevicesChanged
    | SoundTried
    | ConversationOpened
    | LabelTownsLoaded
    | SpendingChanged
    | MapOffered
    | TileCame
    | PlaceDetailsShown
    | InterpreterEvent
    | CallEvent
    | HistoryEvent
    | TripsChanged
)
