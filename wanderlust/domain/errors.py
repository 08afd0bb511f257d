"""Every error a traveller can meet, as one tree: each carries its data and its own sentence."""

from __future__ import annotations

from collections.abc import Mapping

from wanderlust.domain.connection_trouble import Trouble
from wanderlust.domain.online import Reason


class WanderlustError(Exception):
    """Base of the tree.

    Attributes:
        sentence: What happened, in plain words.
        remedy: What to do about it, or an empty string.
    """

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


class BadInput(WanderlustError):
    """Something handed to us cannot be used: a file, a text, an argument."""


class BadAudio(BadInput):
    """A sound file that cannot be read or holds nothing to hear."""


class DataMissing(WanderlustError):
    """Data that set-up prepares is not there or is damaged.

    Attributes:
        name: Which data: ``places``, or the name of a pack.
    """

    def __init__(self, name: str, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence, remedy)
        self.name = name


class VoiceMissing(WanderlustError):
    """No voice on this machine speaks a language; the text can still be shown.

    Attributes:
        language: ISO 639-1 code.
    """

    def __init__(self, language: str, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence, remedy)
        self.language = language


class TranslationMissing(WanderlustError):
    """Nothing on this machine translates in a direction.

    Attributes:
        source: ISO 639-1 code.
        target: ISO 639-1 code.
    """

    def __init__(self, source: str, target: str, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence, remedy)
        self.source = source
        self.target = target


class StorageFailed(WanderlustError):
    """A file or database could not be read or written: full disk, read-only folder, damage."""


class EngineFailed(WanderlustError):
    """The embedded engine did not start, or ended while it was needed."""


class BrainFailed(WanderlustError):
    """A language model that was to help the router cannot be reached, broke, or answered what cannot be read."""


class ConnectionFailed(WanderlustError):
    """A Realtime server could not be reached, or the connection broke.

    Attributes:
        code: WebSocket close code or HTTP status, when there was one.
        trouble: What that means and what is to be done, when it is known.
    """

    def __init__(
        self, sentence: str, remedy: str = "", code: int | None = None, trouble: Trouble | None = None
    ) -> None:
        super().__init__(sentence, remedy)
        self.code = code
        self.trouble = trouble

    @classmethod
    def by(cls, trouble: Trouble, code: int | None = None) -> ConnectionFailed:
        """The error that says what a trouble says."""
        return cls(trouble.sentence, trouble.remedy, code, trouble)


class LimitReached(ConnectionFailed):
    """The traveller's limit of spending is reached, so the session with the cloud ends."""


class IdleTooLong(ConnectionFailed):
    """Nobody said anything for so long that the session with the cloud was closed."""


class KeyringFailed(WanderlustError):
    """The system's keyring is not there, is locked, or does not answer.

    Attributes:
        missing: Whether no keyring service runs at all, so that trying again is of no use.
    """

    def __init__(self, sentence: str, remedy: str = "", missing: bool = False) -> None:
        super().__init__(sentence, remedy)
        self.missing = missing


class WireError(WanderlustError):
    """A message on the Realtime wire that is not what the contract says.

    Attributes:
        event_type: The event's ``type``, when it could be read.
        detail: Where in the message the fault lies, for the log.
    """

    def __init__(self, event_type: str, detail: str) -> None:
        super().__init__(f"The server sent something I cannot read ({event_type or 'no type'}): {detail}.")
        self.event_type = event_type
        self.detail = detail


class SoundFailed(WanderlustError):
    """A microphone or speaker cannot be opened, or went away."""


class CannotTranslate(BadInput):
    """Nothing here puts these words into that language.

    Attributes:
        near: Phrases that look like the words, in their language: to be offered, never said in their place.
    """

    def __init__(self, sentence: str, remedy: str = "", near: tuple[str, ...] = ()) -> None:
        super().__init__(sentence, remedy)
        self.near = near


class CallRefused(BadInput):
    """A call that must not be made, by the law, by courtesy or by the traveller's own limits.

    Attributes:
        rule: Which rule: ``emergency``, ``short``, ``premium``, ``country``, ``quiet_hours`` ...
    """

    def __init__(self, rule: str, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence, remedy)
        self.rule = rule


class LineFailed(WanderlustError):
    """A telephone line cannot be used: no account, no network, refused by the carrier."""


class ToolFailed(WanderlustError):
    """A tool could not do what was asked; the sentence is what the assistant says.

    Attributes:
        said: The sentence in other languages, by ISO 639-1 code.
    """

    def __init__(self, sentence: str, remedy: str = "", said: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence, remedy)
        self.said = dict(said or {})


class BadArguments(ToolFailed):
    """A tool was called with arguments that do not fit its schema.

    Attributes:
        tool: Name of the tool.
        detail: What does not fit, for the model that sent them.
    """

    def __init__(self, tool: str, detail: str) -> None:
        super().__init__(f"I could not use {tool}: {detail}.")
        self.tool = tool
        self.detail = detail


class WebFailed(WanderlustError):
    """A service on the internet did not give an answer that can be used.

    Attributes:
        reason: Why, in a word; see ``domain.online.Reason``.
        service: Its name in the settings, or empty.
        detail: What exactly, for the log.
    """

    def __init__(self, reason: Reason, sentence: str, service: str = "", detail: str = "") -> None:
        super().__init__(sentence)
        self.reason = reason
        self.service = service
        self.detail = detail
