"""What the interpreter says aloud: one translation at a time, in order, and never over a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from wanderlust.assistant.ports import Speaker

DUCKED = 0.25
BACK_MS = 500
"""A translation that was broken off goes on from so much before the place: half a word helps nobody."""

REPEATABLE = 6
"""Translations that can be said again; the newest may be withdrawn or wait for a yes."""

BYTES_A_MS = 48


@dataclass(slots=True)
class _Translation:
    utterance_id: str
    language: str
    sound: bytearray = field(default_factory=bytearray)
    complete: bool = False
    waits: bool = False  # for a yes
    start_ms: int = 0  # where in its sound it goes on
    broken_off: bool = False
    item_id: str = ""  # while it plays


class Voices:
    """The queue of translations; it alone orders the speaker while two people talk.

    Args:
        speaker: Plays them.
    """

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._queue: list[_Translation] = []
        self._playing: _Translation | None = None
        self._past: list[_Translation] = []  # the newest last
        self._starts: dict[str, int] = {}
        self._free = True
        self._ducked = False
        self._begin: Callable[[str], None] = lambda utterance_id: None

    def on_begin(self, callback: Callable[[str], None]) -> None:
        """Who is told that an utterance's translation begins to sound, or goes on."""
        self._begin = callback

    @property
    def playing(self) -> str:
        """The utterance whose translation sounds now, or an empty string."""
        return self._playing.utterance_id if self._playing is not None else ""

    @property
    def language(self) -> str:
        """The language that sounds now, or an empty string."""
        return self._playing.language if self._playing is not None else ""

    @property
    def waiting(self) -> int:
        """How many translations have sound that is not played yet, the one that plays included."""
        return sum(1 for one in self._queue if one.sound and not one.waits)

    def expect(self, utterance_id: str, language: str, waits: bool) -> None:
        """The sound of a translation will come; ``waits`` holds it until it is allowed."""
        self.drop(utterance_id)
        self._queue.append(_Translation(utterance_id, language, waits=waits))

    def add(self, utterance_id: str, pcm: bytes) -> None:
        """A piece of its sound; of one that was dropped it is dropped too."""
        one = self._named(utterance_id)
        if one is None or one.complete:
            return
        one.sound += pcm
        if one is self._playing:
            self._speaker.play(one.item_id, pcm)
        self._go_on()

    def complete(self, utterance_id: str) -> None:
        """All of its sound has come."""
        one = self._named(utterance_id)
        if one is None or one.complete:
            return
        one.complete = True
        if one.sound:
            self._past = [*self._past[1 - REPEATABLE :], one]
        if one is self._playing:
            self._speaker.finish(one.item_id)
        elif not one.sound:
            self._queue.remove(one)  # nobody speaks that language here
        self._go_on()

    def allow(self, utterance_id: str) -> None:
        """It may be said."""
        one = self._named(utterance_id)
        if one is not None:
            one.waits = False
        self._go_on()

    def drop(self, utterance_id: str) -> None:
        """It is not wanted any more, whether it plays or waits."""
        one = self._named(utterance_id)
        if one is None:
            return
        if one is self._playing:
            self._silence()
        self._queue.remove(one)
        self._go_on()

    def withdraw(self, utterance_id: str) -> None:
        """It should not be said: neither now nor again."""
        self._past = [one for one in self._past if one.utterance_id != utterance_id]
        self.drop(utterance_id)

    def broken_off(self, language: str) -> list[str]:
        """Translations into this language of which a part was said, and the rest waits."""
        return [one.utterance_id for one in self._queue if one.broken_off and one.language == language]

    @property
    def any_broken_off(self) -> bool:
        """Whether one stopped for a person and waits."""
        return any(one.broken_off for one in self._queue)

    def end_unfinished(self) -> None:
        """No more sound will come of any: what came is said."""
        for one in list(self._queue):
            self.complete(one.utterance_id)

    def again(self, language: str) -> bool:
        """Say the last translation into this language once more; False when there is none."""
        last = next((one for one in reversed(self._past) if one.language == language and not one.waits), None)
        if last is None:
            return False
        self.drop(last.utterance_id)
        once_more = _Translation(last.utterance_id, language, last.sound, complete=True)
        self._past = [once_more if one is last else one for one in self._past]
        self._queue.append(once_more)
        self._go_on()
        return True

    def duck(self, ducked: bool) -> None:
        """Speak low while a sound may turn out to be a person."""
        if ducked != self._ducked:
            self._ducked = ducked
            self._speaker.set_gain(DUCKED if ducked else 1.0)

    def floor(self, free: bool) -> None:
        """Whether nobody speaks: what plays stops for a person, and waits."""
        self._free = free
        if not free and self._playing is not None:
            self._silence()
        self._go_on()

    def played(self, item_id: str, finished: bool) -> str:
        """The speaker tells; the utterance that was said to its end, or an empty string."""
        one = self._playing
        if one is None or one.item_id != item_id or not finished:
            return ""
        self._playing = None
        self._queue.remove(one)
        self._go_on()
        return one.utterance_id

    def silence(self) -> None:
        """Say nothing of all that is under way; what waits for a yes is not, and a later yes is to be heard."""
        if self._playing is not None:
            self._silence()
        self._queue = [one for one in self._queue if one.waits]

    def forget(self) -> None:
        """Say nothing of all there was, now or later."""
        if self._playing is not None:
            self._silence()
        self._queue.clear()
        self._past.clear()

    def _named(self, utterance_id: str) -> _Translation | None:
        return next((one for one in self._queue if one.utterance_id == utterance_id), None)

    def _silence(self) -> None:
        one, self._playing = self._playing, None
        assert one is not None
        played = {item.item_id: item.played_ms for item in self._speaker.flush()}
        heard_ms = played.get(one.item_id, self._speaker.played_ms(one.item_id))
        one.start_ms = max(0, one.start_ms + heard_ms - BACK_MS)
        one.item_id, one.broken_off = "", True

    def _go_on(self) -> None:
        if self._playing is not None or not self._free:
            return
        one = next((one for one in self._queue if one.sound and not one.waits), None)
        if one is None:
            return
        one.broken_off = False
        # A speaker never takes more for an item that ended, so every start is an item of its own.
        self._starts[one.utterance_id] = self._starts.get(one.utterance_id, 0) + 1
        one.item_id = f"{one.utterance_id}.{self._starts[one.utterance_id]}"
        self._playing = one
        self.duck(False)
        self._begin(one.utterance_id)
        self._speaker.play(one.item_id, bytes(one.sound[one.start_ms * BYTES_A_MS :]))
        if one.complete:
            self._speaker.finish(one.item_id)
