"""What a new connection is told first: what was said before, and the ``session.update`` in the GA shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.conversation import Turn
from wanderlust.domain.tool_catalogue import ToolSpec
from wanderlust.wire.items import ContentPart, Item

# A pause alone does not end a turn: how it sounds and what was said do. "low" waits longer, for slow speakers.
SEMANTIC_VAD: dict[str, Any] = {
    "type": "semantic_vad",
    "eagerness": "auto",
    # The server marks the turns; this session alone asks for answers and stops them.
    "create_response": False,
    "interrupt_response": False,
}

Backend = Literal["engine", "openai"]


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """How one server is to be used.

    Attributes:
        backend: Who answers.
        noise: ``near_field`` for a headset, ``far_field`` for a computer's own microphone, empty for no reduction.
        voice: Name of the voice, or empty for the server's usual one.
        effort: How long the model may think (``minimal`` to ``xhigh``); empty for models that do not.
        parallel_calls: Whether to ask for several tool calls at once; models before the second generation refuse it.
    """

    backend: Backend = "engine"
    noise: Literal["", "near_field", "far_field"] = ""
    voice: str = ""
    effort: str = ""
    parallel_calls: bool = False


def cloud_options(model: str, headset: bool, voice: str = "", effort: str = "low") -> SessionOptions:
    """What a model of OpenAI's is told: thinking and parallel calls only where it knows the words."""
    second = model.startswith("gpt-realtime-2")
    return SessionOptions("openai", "near_field" if headset else "far_field", voice, effort if second else "", second)


@dataclass(frozen=True, slots=True)
class TalkSettings:
    """How the traveller wants to be heard and answered.

    Attributes:
        languages: ISO 639-1 codes of the languages spoken; the first is the one expected.
        eagerness: How soon a pause ends a turn; ``low`` for slow speakers.
        speed: Of the voice; 1 is its own pace.
        voice: Names of voices, joined by commas, each for the language it speaks; empty for the server's own.
        transcription_model: Writes down what the traveller says.
    """

    languages: tuple[str, ...] = ("en",)
    eagerness: Literal["low", "auto", "high"] = "auto"
    speed: float = 1.0
    voice: str = ""
    transcription_model: str = "gpt-live-transcribe"

    def transcription(self) -> dict[str, Any]:
        return {"model": self.transcription_model, "languages": list(self.languages)}

    def output(self) -> dict[str, Any]:
        return {"speed": self.speed, **({"voice": self.voice} if self.voice else {})}


def opening_session(
    tools: Sequence[ToolSpec], instructions: str, talk: TalkSettings, options: SessionOptions | None = None
) -> dict[str, Any]:
    """The whole session object; the microphone starts closed, so turns are the client's until it opens."""
    options = options or SessionOptions()
    heard: dict[str, Any] = {
        "format": {"type": "audio/pcm", "rate": 24000},
        "transcription": talk.transcription(),
        "turn_detection": None,
    }
    if options.noise:
        heard["noise_reduction"] = {"type": options.noise}
    spoken: dict[str, Any] = {"format": {"type": "audio/pcm", "rate": 24000}, **talk.output()}
    if options.backend == "openai":
        # The traveller's voices are this computer's; OpenAI has others.
        spoken.pop("voice", None)
        spoken |= {"voice": options.voice} if options.voice else {}
    session: dict[str, Any] = {
        "type": "realtime",
        "instructions": instructions,
        "output_modalities": ["audio"],
        "audio": {"input": heard, "output": spoken},
        "tools": [spec.definition() for spec in tools],
        "tool_choice": "auto",
    }
    if options.effort:
        session["reasoning"] = {"effort": options.effort}
    if options.parallel_calls:
        session["parallel_tool_calls"] = True
    return session


def turn_detection_change(automatic: bool, talk: TalkSettings) -> dict[str, Any]:
    """The update that hands turn taking to the server (hands-free), or takes it back (held key)."""
    detection = {**SEMANTIC_VAD, "eagerness": talk.eagerness} if automatic else None
    return {"type": "realtime", "audio": {"input": {"turn_detection": detection}}}


def talk_change(before: TalkSettings, after: TalkSettings, automatic: bool) -> dict[str, Any] | None:
    """The update of a running session to other settings, or None when nothing in it changes.

    Args:
        before: What the server was told.
        after: What holds from now on. Its voice waits for the next connection: one that spoke cannot change it.
        automatic: Whether the server finds the turns; otherwise their pace is told when it does again.
    """
    heard: dict[str, Any] = {}
    if after.transcription() != before.transcription():
        heard["transcription"] = after.transcription()
    if automatic and after.eagerness != before.eagerness:
        heard.update(turn_detection_change(True, after)["audio"]["input"])
    audio: dict[str, Any] = {"input": heard} if heard else {}
    if after.speed != before.speed:
        audio["output"] = {"speed": after.speed}
    return {"type": "realtime", "audio": audio} if audio else None


def replay(turns: Iterable[Turn]) -> list[Item]:
    """Finished turns as text items for a new connection: what was heard of them; activities are not repeated."""
    return [item for item in map(as_item, turns) if item is not None]


def as_item(turn: Turn) -> Item | None:
    """A finished turn as a text item: what was heard of it; None for an activity and for what nobody heard."""
    if turn.speaker is Who.ACTIVITY or not turn.text:
        return None
    user = turn.speaker is Who.USER
    text = turn.text if turn.heard is None else turn.text[: turn.heard]
    if not text:
        return None
    part = ContentPart("input_text" if user else "output_text", text=text)
    return Item("message", role="user" if user else "assistant", content=(part,))
