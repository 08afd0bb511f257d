"""The traveller's small choices in a JSON file, written whole or not at all."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from wanderlust.domain.calls.card import LineKind
from wanderlust.domain.cloud_settings import BEST_MODEL, OPENAI_ADDRESS, VOICES, CloudSettings, Effort, host_of
from wanderlust.domain.cost.caps import Caps
from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.domain.history import Keep
from wanderlust.domain.language_names import WINDOW_LANGUAGES
from wanderlust.domain.map_tiles import AUTO
from wanderlust.domain.packs import is_mirror
from wanderlust.domain.places import Place, PlaceKind
from wanderlust.domain.units import UnitsChoice

Theme = Literal["system", "light", "dark"]
Pace = Literal["quick", "usual", "patient"]
EchoMode = Literal["auto", "on", "off"]

TEXT_SIZES = (90, 160)
SPEEDS = (0.5, 1.5)
BRAINS = ("off", "auto", "pack")
"""Beside these a brain is the address of a chat endpoint."""

MOST_DOLLARS = 1000
PATIENCE = (2, 10)  # seconds; a shorter one would change the voice at every change of Wi-Fi
LONGEST_ID = 200  # of a model, a voice, an organisation

OTHERS = "others"  # the field that holds what other versions wrote; in the file its names stand beside ours


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is remembered between starts.

    Attributes:
        theme: Colours of the window.
        window_language: ISO 639-1 code of the window's words; empty = the system's.
        splitter: Widths in pixels of map and panel, or None before they were moved.
        window: Width and height in pixels, or None before the window was sized.
        text_size: Per cent of the usual size, 90 to 160.
        reduced_motion: Whether moves become jumps.
        far_turned: Whether the interpreter's far pane faces the person across the table.
        languages: ISO 639-1 codes of what the traveller speaks; answers to typed words come in the first.
        pace: How soon a pause ends a turn; ``patient`` for slow speakers.
        speed: Of the voice, 0.5 to 1.5; 1 is its own pace.
        voices: By language, the name of the voice chosen; languages not named have their best.
        echo: Whether the assistant's voice is taken out of what the microphone hears.
        microphone: Name of the microphone to use while it is there; empty = the system's own. So ``speaker``.
        brain: What answers harder questions: ``off``, ``auto``, ``pack``, or the address of a chat endpoint.
        cloud: Whether OpenAI, or a server like it, answers while it can be reached.
        cloud_address: Its base address; ``cloud_organisation`` and ``cloud_project`` are ids there, or empty.
        cloud_model: Model id; ``cloud_voice`` and ``cloud_effort`` are its voice and how long it may think.
        cap_talk: Limit of spending in dollars for one talk, ``cap_day`` for one day; 0 = none.
        cloud_patience: Seconds a lost server is waited for before this computer goes on, 2 to 10.
        cloud_unasked: Whether to go back to it without asking.
        headset: Whether the microphone is near the mouth.
        quiet: Whether answers are written and not spoken, by a server that can do so.
        cloud_idle_minutes: After how long without a word the line is closed; 0 = never.
        online: Whether places, weather, money and ways may be looked up on the internet.
        street_map: Whose street map is shown: ``auto``, ``off`` or a provider's name in the settings of services.
        release_check: Whether an address of the settings is asked, once a start, for a newer version.
        interpreted: The two languages interpreted last, the traveller's first; None before.
        ask_before_care: Whether interpreted sentences about health, money and numbers wait for a yes.
        keep_talks: How long talks and calls are kept: ``always``, a ``month``, or ``never``.
        language_mirror: Address of the list of translation models; empty for Mozilla's own.
        calls_line: Who carries telephone calls; ``calls_name`` is for whom they are made.
        calls_minutes: The longest a call may be; ``calls_dollars`` is what one may cost, ``calls_dollars_a_day`` all of
            a day, and ``calls_a_day`` how many.
        calls_quiet_from: Hour there from which nobody is called, to ``calls_quiet_until``.
        calls_countries: ISO 3166-1 codes that may be called; empty = all.
        sip_user: Name at the telephone provider ``sip_domain``.
        sip_minute: Dollars that a minute costs there; 0 = not told.
        twilio_sid: Account there; ``twilio_number`` is the traveller's number, ``twilio_public`` the tunnel's address.
        units: What lengths and temperatures are told in; ``locale`` is as this computer's country does.
        contact: How those who run services on the internet may reach the traveller; some want it, empty = none.
        here: Where the traveller said they are, or None.
        others: Names and values of other versions, kept as they were.
    """

    theme: Theme = "system"
    window_language: str = ""
    splitter: tuple[int, int] | None = None
    window: tuple[int, int] | None = None
    text_size: int = 100
    reduced_motion: bool = False
    far_turned: bool = True
    languages: tuple[str, ...] = ("en",)
    pace: Pace = "usual"
    speed: float = 1.0
    voices: Mapping[str, str] = field(default_factory=dict)
    echo: EchoMode = "auto"
    microphone: str = ""
    speaker: str = ""
    brain: str = "auto"
    cloud: bool = False
    cloud_address: str = OPENAI_ADDRESS
    cloud_organisation: str = ""
    cloud_project: str = ""
    cloud_model: str = BEST_MODEL
    cloud_voice: str = VOICES[0]
    cloud_effort: Effort = "low"
    cap_talk: float = Caps().talk
    cap_day: float = Caps().day
    cloud_idle_minutes: int = 5
    cloud_patience: float = 4.0
    cloud_unasked: bool = False
    headset: bool = False
    quiet: bool = False
    online: bool = True
    street_map: str = AUTO
    release_check: bool = False
    interpreted: tuple[str, str] | None = None
    ask_before_care: bool = True
    keep_talks: Keep = "always"
    language_mirror: str = ""
    calls_line: LineKind = "rehearsal"
    calls_name: str = ""
    calls_minutes: int = 5
    calls_dollars: float = 1.0
    calls_a_day: int = 10
    calls_dollars_a_day: float = 3.0
    calls_quiet_from: int = 21
    calls_quiet_until: int = 8
    calls_countries: tuple[str, ...] = ()
    sip_user: str = ""
    sip_domain: str = ""
    sip_minute: float = 0.0
    twilio_sid: str = ""
    twilio_number: str = ""
    twilio_public: str = ""
    units: UnitsChoice = "locale"
    contact: str = ""
    here: Place | None = None
    others: Mapping[str, Any] = field(default_factory=dict)

    @property
    def cloud_settings(self) -> CloudSettings:
        """How the cloud is to be used."""
        return CloudSettings(
            self.cloud_address,
            self.cloud_organisation,
            self.cloud_project,
            self.cloud_model,
            self.cloud_voice,
            self.cloud_effort,
            Caps(self.cap_talk, self.cap_day),
            self.cloud_idle_minutes,
        )


class PreferencesFile:
    """Loads and saves ``Preferences``."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now

    def load(self) -> tuple[Preferences, str]:
        """The preferences, and a sentence when a damaged file was put aside (else empty).

        A file that is not there, or cannot be read at all, means the preferences we begin with.
        """
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return Preferences(), ""
        except OSError as error:
            return Preferences(), f"Your preferences cannot be read ({error.strerror}). I use the usual ones."
        try:
            return parsed(json.loads(content)), ""
        except ValueError:
            aside = self._path.with_name(f"{self._path.name}.damaged-{self._now():%Y-%m-%d-%H%M%S}")
            try:
                self._path.replace(aside)
            except OSError:
                return Preferences(), "Your preferences were damaged. I use the usual ones."
            return Preferences(), f"Your preferences were damaged. I put them aside as {aside.name}."

    def save(self, preferences: Preferences) -> None:
        """Write them; a crash in the middle leaves the ones before.

        Raises:
            StorageFailed: The folder cannot be written or the disk is full.
        """
        fresh = self._path.with_name(self._path.name + ".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("w", encoding="utf-8") as file:
                json.dump(as_json(preferences), file, indent=1, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError as error:
            raise StorageFailed(
                f"I cannot save your preferences: {error.strerror or error}.",
                f"Make room or allow writing in {self._path.parent}.",
            ) from error


def as_json(preferences: Preferences) -> dict[str, Any]:
    """What goes into the file: names of other versions stand beside ours."""
    ours = {entry.name: getattr(preferences, entry.name) for entry in fields(preferences) if entry.name != OTHERS}
    ours["here"] = asdict(preferences.here) if preferences.here is not None else None
    return {**preferences.others, **ours}


def parsed(content: Any) -> Preferences:
    """Preferences from JSON; unknown names are left to other versions. Raises ValueError for a wrong value."""
    if not isinstance(content, dict):
        raise ValueError("not an object")
    read = {name: _READERS[name](value) for name, value in content.items() if name in _READERS and value is not None}
    return Preferences(**read, others={name: value for name, value in content.items() if name not in _READERS})


def is_contact(text: str) -> bool:
    """Whether a text is an address of mail or of the web, or nothing."""
    return not text or re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+|https?://[^\s/]+\S*", text) is not None


def two_sizes(value: Any) -> tuple[int, int]:
    match value:
        case [int(first), int(second)] if first >= 0 and second >= 0:
            return first, second
    raise ValueError(f"not two sizes: {value}")


def two_languages(value: Any) -> tuple[str, str]:
    match value:
        case [str(first), str(second)] if first and second and first != second:
            return first, second
    raise ValueError(f"not two languages: {value}")


def is_brain(text: str) -> bool:
    """Whether a text names a brain: off, auto, pack, or an http address."""
    return text in BRAINS or re.fullmatch(r"https?://[^\s/]+\S*", text) is not None


def _one_of(kind: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if value not in get_args(kind):
            raise ValueError(f"not one of {get_args(kind)}: {value}")
        return value

    return read


def _between(least: float, most: float) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise ValueError(f"not between {least} and {most}: {value}")
        return value

    return read


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"neither true nor false: {value}")
    return value


def _languages(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(code, str) and code for code in value):
        raise ValueError(f"no languages: {value}")
    return tuple(dict.fromkeys(value))


def _countries(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(
        isinstance(code, str) and re.fullmatch("[A-Z]{2}", code) for code in value
    ):
        raise ValueError(f"no countries: {value}")
    return tuple(dict.fromkeys(value))


def _voices(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(voice, str) for voice in value.values()):
        raise ValueError(f"not voices by language: {value}")
    return value


def _brain(value: Any) -> str:
    if not isinstance(value, str) or not is_brain(value):
        raise ValueError(f"no such brain: {value}")
    return value


def _word(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_ID or not value.isprintable():
        raise ValueError(f"no name: {value}")
    return value


def _contact(value: Any) -> str:
    if not is_contact(_word(value)):
        raise ValueError(f"no address: {value}")
    return str(value)


def _place(value: Any) -> Place:
    known = {entry.name for entry in fields(Place)}
    if not isinstance(value, dict) or not {"id", "name", "kind", "lat", "lon"} <= set(value) <= known:
        raise ValueError(f"no place: {value}")
    if value["kind"] not in get_args(PlaceKind) or not isinstance(value["name"], str):
        raise ValueError(f"no place: {value}")
    return Place(**{**value, "lat": float(_LATITUDE(value["lat"])), "lon": float(_LONGITUDE(value["lon"]))})


def _window_language(value: Any) -> str:
    if value not in ("", *WINDOW_LANGUAGES):
        raise ValueError(f"no language of the window: {value}")
    return str(value)


def _mirror(value: Any) -> str:
    if not is_mirror(_word(value)):
        raise ValueError(f"no mirror: {value}")
    return str(value)


def _address(value: Any) -> str:
    try:
        host_of(_word(value))
    except BadInput as error:
        raise ValueError(error.sentence) from error
    return str(value)


_LATITUDE, _LONGITUDE = _between(-90, 90), _between(-180, 180)
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "theme": _one_of(Theme),
    "window_language": _window_language,
    "splitter": two_sizes,
    "window": two_sizes,
    "text_size": _between(*TEXT_SIZES),
    "reduced_motion": _truth,
    "far_turned": _truth,
    "languages": _languages,
    "pace": _one_of(Pace),
    "speed": _between(*SPEEDS),
    "voices": _voices,
    "echo": _one_of(EchoMode),
    "microphone": _word,
    "speaker": _word,
    "brain": _brain,
    "cloud": _truth,
    "cloud_address": _address,
    "cloud_organisation": _word,
    "cloud_project": _word,
    "cloud_model": _word,
    "cloud_voice": _word,
    "cloud_effort": _one_of(Effort),
    "cap_talk": _between(0, MOST_DOLLARS),
    "cap_day": _between(0, MOST_DOLLARS),
    "cloud_idle_minutes": _between(0, 24 * 60),
    "cloud_patience": _between(*PATIENCE),
    "cloud_unasked": _truth,
    "headset": _truth,
    "quiet": _truth,
    "online": _truth,
    "street_map": _word,
    "release_check": _truth,
    "interpreted": two_languages,
    "ask_before_care": _truth,
    "keep_talks": _one_of(Keep),
    "language_mirror": _mirror,
    "calls_line": _one_of(LineKind),
    "calls_name": _word,
    "calls_minutes": _between(1, 30),
    "calls_dollars": _between(0, 100),
    "calls_a_day": _between(0, 100),
    "calls_dollars_a_day": _between(0, MOST_DOLLARS),
    "calls_quiet_from": _between(0, 24),
    "calls_quiet_until": _between(0, 24),
    "calls_countries": _countries,
    "sip_user": _word,
    "sip_domain": _word,
    "sip_minute": _between(0, 10),
    "twilio_sid": _word,
    "twilio_number": _word,
    "twilio_public": _word,
    "units": _one_of(UnitsChoice),
    "contact": _contact,
    "here": _place,
}
