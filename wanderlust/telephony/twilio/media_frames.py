"""The JSON frames of a Twilio Media Stream, read and written.

Source: Twilio's documentation of bidirectional Media Streams. Sound is mu-law at 8 kHz, in 20 ms frames from there and
in frames of any length from here; a mark comes back when all sound before it was played, or was cleared.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from typing import Any

from wanderlust.domain.errors import BadInput

LONGEST = 64_000  # characters; a frame of 20 ms has 400


@dataclass(frozen=True, slots=True)
class StreamStarted:
    """The first frame that tells whose stream it is.

    Attributes:
        stream: Its name, for every frame we send.
        call: The call it belongs to.
        parameters: What the call's instructions carried along, the one-time token among them.
    """

    stream: str
    call: str
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SoundHeard:
    """20 ms of the callee, mu-law."""

    mu_law: bytes


@dataclass(frozen=True, slots=True)
class MarkPassed:
    """All sound before this mark was played or cleared."""

    name: str


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """The callee pressed a key."""

    digit: str


@dataclass(frozen=True, slots=True)
class StreamStopped:
    """No more sound: the call is over."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """The connection stands; nothing is known of it yet."""


TwilioFrame = Greeting | StreamStarted | SoundHeard | MarkPassed | KeyPressed | StreamStopped


def read_frame(text: str | bytes) -> TwilioFrame | None:
    """A frame from Twilio; None for one of a kind that came after this was written.

    Raises:
        BadInput: It is no frame at all.
    """
    if len(text) > LONGEST:
        raise BadInput("A frame of the telephone stream is too long.")
    try:
        frame = json.loads(text)
        kind = frame["event"]
        match kind:
            case "connected":
                return Greeting()
            case "start":
                return _started(frame["start"])
            case "media":
                return SoundHeard(base64.b64decode(frame["media"]["payload"], validate=True))
            case "mark":
                return MarkPassed(str(frame["mark"]["name"]))
            case "dtmf":
                digit = str(frame["dtmf"]["digit"])
                return KeyPressed(digit) if digit in "0123456789*#ABCD" and len(digit) == 1 else None
            case "stop":
                return StreamStopped()
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise BadInput("The telephone stream sent what is no frame of it.") from error
    return None


def _started(start: dict[str, Any]) -> StreamStarted:
    form = start["mediaFormat"]
    if (form["encoding"], int(form["sampleRate"]), int(form["channels"])) != ("audio/x-mulaw", 8000, 1):
        raise BadInput("The telephone stream carries sound in a form I do not know.")
    parameters = {str(name): str(value) for name, value in dict(start.get("customParameters") or {}).items()}
    return StreamStarted(str(start["streamSid"]), str(start["callSid"]), parameters)


def sound_frame(stream: str, mu_law: bytes) -> str:
    """Sound for the callee."""
    payload = base64.b64encode(mu_law).decode("ascii")
    return json.dumps({"event": "media", "streamSid": stream, "media": {"payload": payload}})


def mark_frame(stream: str, name: str) -> str:
    """Ask to be told when everything before it was played."""
    return json.dumps({"event": "mark", "streamSid": stream, "mark": {"name": name}})


def clear_frame(stream: str) -> str:
    """Drop what has not been played."""
    return json.dumps({"event": "clear", "streamSid": stream})
