"""Turns the interpreter's events into what its two panes show; no widget in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from wanderlust.domain.events import DomainEvent, LevelChanged
from wanderlust.domain.interpreting import (
    AskEnded,
    CareAsked,
    Direction,
    DirectionsChanged,
    InterpretedUtterance,
    InterpreterCaption,
    InterpreterClosed,
    InterpreterNotice,
    InterpreterOpened,
    RecordChanged,
    SideAsked,
    SideChanged,
    SideState,
    UtteranceInterpreted,
)
from wanderlust.domain.language_names import UNSPACED


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance as one reader sees it.

    Attributes:
        utterance_id: Whose words these are.
        own: Whether the reader said them; else the other did, and this is the translation.
        settled: Words that stay as they are.
        tentative: Words that may still change.
        finished: Whether the utterance is over.
        withdrawn: Whether its speaker did not want it said.
    """

    utterance_id: str
    own: bool
    settled: str
    tentative: str = ""
    finished: bool = False
    withdrawn: bool = False

    @property
    def text(self) -> str:
        """All words, as they stand on the screen."""
        return self.settled + self.tentative


@dataclass(slots=True)
class _Utterance:
    """What is known of an utterance: its speaker, and by language the settled and the tentative words."""

    speaker: str
    words: dict[str, tuple[str, str]]
    finished: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Pane:
    """All that one person's pane shows.

    Attributes:
        direction: From the reader's language to the other's.
        state: What goes on on this side.
        lines: The talk in the reader's language, oldest first; the last is the present one.
        asked: Whether it is unknown who spoke, with what was heard by language.
        care: The sentence that waits for this reader's yes.
        other_asked: Whether a sentence waits for the other's yes.
        notice: Something both people should know, in the reader's language.
        off_the_record: Nothing is kept.
        hands_free: Speech is heard without a key.
    """

    direction: Direction
    state: SideState = SideState.READY
    lines: tuple[Line, ...] = ()
    asked: SideAsked | None = None
    care: CareAsked | None = None
    other_asked: bool = False
    notice: str = ""
    off_the_record: bool = False
    hands_free: bool = True

    @property
    def language(self) -> str:
        return self.direction.source

    @property
    def other(self) -> str:
        return self.direction.target

    @property
    def heard(self) -> bool:
        """Whether this person is heard now."""
        return self.state in (SideState.HEARING, SideState.HELD)

    @property
    def since_care(self) -> str:
        """What the other said last since the sentence that waits for a yes: its question must not hide their words."""
        if self.care is None:
            return ""
        names = [line.utterance_id for line in self.lines]
        asked = self.care.utterance.utterance_id
        later = self.lines[names.index(asked) + 1 :] if asked in names else ()
        return next((line.text for line in reversed(later) if not line.own), "")

    @property
    def can_repeat(self) -> bool:
        """Whether something was put into this reader's language."""
        return any(not line.own and line.finished for line in self.lines)


class InterpreterModel(QObject):
    """The interpreter's talk as shown.

    Signals:
        opened: The panes are to be shown, or are for another pair.
        closed: The conversation is back.
        changed: Read ``near`` and ``far`` anew; at most once for a batch of events.
        levels_changed: Language and its level, 0 to 1: of who is heard, or of the voice in it.
    """

    opened = Signal()
    closed = Signal()
    changed = Signal()
    levels_changed = Signal(str, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.near: Pane | None = None
        self.far: Pane | None = None
        self.hands_free = True
        self.off_the_record = False
        self._utterances: dict[str, _Utterance] = {}
        self._states: dict[str, SideState] = {}
        self._notice: dict[str, str] = {}
        self._waiting: dict[str, SideAsked | CareAsked] = {}
        self._forgotten: set[str] = set()

    @property
    def is_open(self) -> bool:
        return self.near is not None

    @property
    def pair(self) -> tuple[str, str] | None:
        """The traveller's language and the other's while the panes are shown."""
        return (self.near.language, self.far.language) if self.near is not None and self.far is not None else None

    @property
    def last_id(self) -> str:
        """The newest utterance; empty before the first."""
        return next(reversed(self._utterances), "")

    @property
    def speaks(self) -> bool:
        """Whether a voice is heard, which Esc stops."""
        return SideState.SPEAKING in self._states.values()

    def pane(self, language: str) -> Pane | None:
        """The pane of who speaks this language."""
        return next((pane for pane in (self.near, self.far) if pane is not None and pane.language == language), None)

    def wrong_side(self) -> tuple[str, str] | None:
        """The newest utterance and the language it would be in, had the other person said it; None before one."""
        if self.near is None or self.far is None or not self._utterances:
            return None
        speaker = self._utterances[self.last_id].speaker
        return self.last_id, self.far.language if speaker == self.near.language else self.near.language

    def forget_talk(self) -> None:
        """The talk so far is deleted; what comes late of it is not taken up again."""
        self._forgotten.update(self._utterances)
        self._utterances.clear()
        self._tell()

    def withdraw(self, utterance_id: str) -> None:
        """Its speaker does not want it said: both see it struck."""
        if (told := self._utterances.get(utterance_id)) is not None:
            told.withdrawn = True
            self._tell()

    def show_hands_free(self, on: bool) -> None:
        """Both are heard without a key, or only by it: as the traveller has just chosen."""
        self.hands_free = on
        self._tell()

    def apply(self, batch: Sequence[DomainEvent]) -> None:
        """Take a batch of events; what is none of the interpreter's is left alone."""
        before, was_open = (self.near, self.far), self.is_open
        opened = closed = False
        level: LevelChanged | None = None
        for event in batch:
            if isinstance(event, LevelChanged):
                level = event
            elif isinstance(event, InterpreterOpened):
                self._open(event)
                opened, closed = True, False
            elif isinstance(event, InterpreterClosed):
                self._forget()
                opened, closed = False, was_open
            elif self.is_open:
                self._take(event)
        if level is None or len(batch) > 1:
            self._gather()
        if opened:
            self.opened.emit()
        if closed:
            self.closed.emit()
        if (self.near, self.far) != before:
            self.changed.emit()
        if level is not None:
            self._tell_level(level)

    # -- events

    def _open(self, event: InterpreterOpened) -> None:
        pair = {event.near.source, event.far.source}
        if self.near is None or self.far is None or pair != {self.near.language, self.far.language}:
            self._forget()
        self.near, self.far = Pane(event.near), Pane(event.far)
        self.off_the_record, self.hands_free = event.off_the_record, event.hands_free

    def _forget(self) -> None:
        self.near = self.far = None
        self._utterances.clear()
        self._states.clear()
        self._waiting.clear()
        self._forgotten.clear()
        self._notice = {}

    def _take(self, event: DomainEvent) -> None:
        match event:
            case DirectionsChanged(near, far) if self.near is not None and self.far is not None:
                self.near, self.far = replace(self.near, direction=near), replace(self.far, direction=far)
                if near.means.works and far.means.works:
                    self._notice = {}  # that it cannot be done is no longer true
            case SideChanged(language, state):
                if state in (SideState.HEARING, SideState.HELD):
                    self._notice = {}
                self._states[language] = state
            case InterpreterCaption():
                self._caption(event)
            case UtteranceInterpreted(utterance):
                self._finish(utterance)
            case SideAsked() | CareAsked():
                # Asked of one utterance after the other; the newest question of an utterance holds.
                key = event.utterance_id if isinstance(event, SideAsked) else event.utterance.utterance_id
                self._waiting[key] = event
            case AskEnded(utterance_id):
                self._waiting.pop(utterance_id, None)
            case InterpreterNotice(sentences):
                self._notice = dict(sentences)
            case RecordChanged(off):
                self.off_the_record = off
            case _:
                return

    def _caption(self, event: InterpreterCaption) -> None:
        known = self._utterances.get(event.utterance_id)
        if event.utterance_id in self._forgotten or (known is not None and known.finished):
            return
        if known is None or known.speaker != event.speaker:
            known = self._utterances[event.utterance_id] = _Utterance(event.speaker, {})
        for language, settled, tentative in (
            (event.speaker, event.source_settled, event.source_tentative),
            (event.listener, event.target_settled, event.target_tentative),
        ):
            before = known.words.get(language, ("", ""))[0]
            if not event.final and not settled.startswith(before):
                # A settled word that is taken back is not followed: the reader has read it.
                whole = settled + _apart(settled, tentative, language)
                settled, tentative = before, whole[len(before) :]
            known.words[language] = (settled, _apart(settled, tentative, language))

    def _finish(self, utterance: InterpretedUtterance) -> None:
        if utterance.utterance_id in self._forgotten:
            return
        words = {utterance.speaker: (utterance.source, ""), utterance.listener: (utterance.target, "")}
        before = self._utterances.get(utterance.utterance_id)
        # Put to the other person's account, it is another sentence.
        withdrawn = before is not None and before.withdrawn and before.speaker == utterance.speaker
        self._utterances[utterance.utterance_id] = _Utterance(utterance.speaker, words, True, withdrawn)

    # -- what follows from them

    def _tell(self) -> None:
        before = (self.near, self.far)
        self._gather()
        if (self.near, self.far) != before:
            self.changed.emit()

    def _gather(self) -> None:
        if self.near is None or self.far is None:
            return
        self.near, self.far = self._pane(self.near.direction), self._pane(self.far.direction)

    def _pane(self, direction: Direction) -> Pane:
        language = direction.source
        lines = tuple(
            self._line(key, told, language)
            for key, told in self._utterances.items()
            if language in told.words and any(told.words[language])
        )
        # The oldest: a question must not change under a finger that is about to answer it.
        asked = next((one for one in self._waiting.values() if _is_asked(one, language)), None)
        return Pane(
            direction,
            self._states.get(language, SideState.READY),
            lines,
            asked if isinstance(asked, SideAsked) else None,
            asked if isinstance(asked, CareAsked) else None,
            any(isinstance(one, CareAsked) and one.utterance.speaker != language for one in self._waiting.values()),
            self._notice.get(language) or self._notice.get("en", ""),
            self.off_the_record,
            self.hands_free,
        )

    def _line(self, key: str, told: _Utterance, language: str) -> Line:
        settled, tentative = told.words[language]
        own = told.speaker == language
        if not own and isinstance(self._waiting.get(key), CareAsked):
            settled, tentative = "", settled + tentative  # until its speaker has said yes
        return Line(key, own, settled, tentative, told.finished, told.withdrawn)

    def _tell_level(self, level: LevelChanged) -> None:
        for pane in (self.near, self.far):
            if pane is not None and (pane.heard or pane.state is SideState.SPEAKING):
                loud = level.speaker if pane.state is SideState.SPEAKING else level.microphone
                self.levels_changed.emit(pane.language, loud)


def _is_asked(question: SideAsked | CareAsked, language: str) -> bool:
    """Whether it is for this reader: who spoke is for both, and each answers for their own careful sentences."""
    return isinstance(question, SideAsked) or question.utterance.speaker == language


def _apart(settled: str, tentative: str, language: str) -> str:
    """The tentative words with the space that parts them from the settled ones, where the language has any."""
    if not settled or not tentative or language in UNSPACED or settled[-1].isspace() or tentative[0].isspace():
        return tentative
    return tentative if tentative[0] in ",.;:!?)…" else f" {tentative}"
