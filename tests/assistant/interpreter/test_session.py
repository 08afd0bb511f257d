"""The interpreter's session between microphone, speaker, store and a translation session."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest

from tests.assistant.interpreter.talk_bench import NumbersMatter
from tests.fakes.hand_clock import HandClock
from tests.fakes.line_speaker import LineSpeaker
from tests.fakes.scripted_interpreter import ScriptedInterpreter
from tests.fakes.watched_microphone import WatchedMicrophone, marked
from wanderlust.assistant.interpreter.session import InterpreterParts, InterpreterSession
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.domain.conversation import Turn
from wanderlust.domain.errors import ConnectionFailed, EngineFailed, StorageFailed
from wanderlust.domain.voice import VoiceChange
from wanderlust.store.memory import MemoryConversation
from wanderlust.wire import translation_events as tr

SILENCE = bytes(960)


@dataclass(slots=True)
class Desk:
    """A session, held over a scripted link."""

    session: InterpreterSession
    link: ScriptedInterpreter
    microphone: WatchedMicrophone
    speaker: LineSpeaker
    clock: HandClock
    store: MemoryConversation
    events: list[ev.DomainEvent]
    holding: asyncio.Task[None]
    delays: list[tuple[str, dict[str, float]]] = field(default_factory=list)
    left: list[bool] = field(default_factory=list)

    async def until(self, seen: Callable[[], object]) -> None:
        for _ in range(2_000):
            if seen():
                return
            await asyncio.sleep(0.005)
        raise AssertionError("that did not happen within ten seconds")

    def of(self, kind: type) -> list[ev.DomainEvent]:
        return [event for event in self.events if isinstance(event, kind)]


class FullDisk(MemoryConversation):
    async def append(self, turn: Turn) -> None:
        raise StorageFailed("I cannot save: the disk is full.", "Free some space.")

    async def remove(self, turns: Sequence[Turn]) -> None:
        raise StorageFailed("I cannot save: the disk is full.", "Free some space.")


@asynccontextmanager
async def desk(
    *,
    store: MemoryConversation | None = None,
    full_duplex: bool = True,
    careful: bool = True,
    back: Callable[[str, str, str], str] | None = None,
) -> AsyncIterator[Desk]:
    microphone, speaker, clock = WatchedMicrophone(full_duplex=full_duplex), LineSpeaker(), HandClock()
    kept, link = store or MemoryConversation(), ScriptedInterpreter()
    events: list[ev.DomainEvent] = []
    delays: list[tuple[str, dict[str, float]]] = []
    left: list[bool] = []

    async def put_back(text: str, source: str, target: str) -> str:
        assert back is not None
        return back(text, source, target)

    parts = InterpreterParts(
        speaker, microphone, clock, events.append, kept, NumbersMatter(), microphone, full_duplex,
        put_back if back else None, lambda name, ms: delays.append((name, ms)), lambda: left.append(True),
    )  # fmt: skip
    session = InterpreterSession(parts, ("en", "pt"), careful)
    speaker.on_progress(lambda item, _ms, finished: session.played(item, finished))
    session.open()
    holding = asyncio.create_task(session.hold(link))
    await asyncio.sleep(0)
    try:
        yield Desk(session, link, microphone, speaker, clock, kept, events, holding, delays, left)
    finally:
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
        await session.finish()


async def test_what_people_say_goes_out_and_what_comes_back_is_said_and_kept() -> None:
    async with desk() as at:
        at.microphone.hear(marked(1), marked(2))
        await at.until(lambda: at.link.heard == marked(1) + marked(2))
        at.link.utterance("a", "Hello.", "Olá.")
        await at.until(lambda: at.store.turns)
        assert at.speaker.given == {"a.1": bytes(4800)}
        turn = at.store.turns[0]
        assert "English: Hello." in turn.text and turn.text.endswith("Portuguese: Olá.")
        assert at.of(ev.TurnFinished) == [ev.TurnFinished(turn)]


async def test_our_voice_does_not_go_out_and_a_person_over_it_does() -> None:
    async with desk() as at:
        at.link.utterance("a", "Hello.", "Olá.", sound=bytes(96_000))
        await at.until(lambda: at.speaker.order)
        at.microphone.hear(*[marked(7)] * 40)
        at.microphone.notice(VoiceChange.SOUND_BEGAN)
        at.microphone.hear(*[marked(8)] * 12)
        at.microphone.notice(VoiceChange.SPEECH_CONFIRMED)
        at.microphone.hear(marked(9))
        await at.until(lambda: marked(9) in at.link.heard)
        assert at.link.heard.startswith(SILENCE * 25) and marked(8) * 12 in at.link.heard
        assert at.speaker.sounding == [], "it stopped for them"


async def test_after_our_voice_the_room_may_still_sound() -> None:
    async with desk() as at:
        at.link.utterance("a", "Hello.", "Olá.")
        await at.until(lambda: at.speaker.order)
        at.speaker.pass_ms(100)
        at.microphone.hear(*[marked(7)] * 20)
        await asyncio.sleep(0)
        at.clock.advance(1)
        at.microphone.hear(marked(9))
        await at.until(lambda: marked(9) in at.link.heard)
        assert at.link.heard.count(marked(7)) <= 5


async def test_where_the_echo_cannot_be_cancelled_only_a_key_is_heard_over_our_voice() -> None:
    async with desk(full_duplex=False) as at:
        at.link.utterance("a", "Hello.", "Olá.", sound=bytes(96_000))
        await at.until(lambda: at.speaker.order)
        at.microphone.notice(VoiceChange.SPEECH_CONFIRMED)
        at.microphone.hear(marked(7))
        await at.until(lambda: at.link.heard)
        assert at.link.heard == SILENCE and at.speaker.sounding == ["a.1"]
        at.session.talk.key_down("pt")
        assert at.speaker.sounding == []
        at.clock.advance(1)
        at.microphone.hear(marked(8))
        await at.until(lambda: marked(8) in at.link.heard)
        assert tr.SideHeld("pt") in at.link.sent


async def test_muted_or_without_a_key_where_one_is_needed_the_clock_goes_on_in_silence() -> None:
    async with desk() as at:
        at.session.set_muted(True)
        at.microphone.hear(marked(1))
        await at.until(lambda: at.link.heard == SILENCE)
        at.session.toggle_muted()
        at.session.set_hands_free(False)
        at.microphone.hear(marked(2))
        await at.until(lambda: at.link.heard == SILENCE * 2)
        at.session.talk.key_down("en")
        at.microphone.hear(marked(3))
        await at.until(lambda: at.link.heard == SILENCE * 2 + marked(3))


async def test_silence_takes_the_place_of_a_microphone_that_stopped() -> None:
    async with desk() as at:
        at.clock.advance(0.5)
        await at.until(lambda: at.link.heard)
        assert at.link.heard == bytes(24_000)


async def test_a_careful_sentence_is_shown_with_what_it_says_back() -> None:
    async with desk(back=lambda text, source, target: f"{source} to {target}: {text}") as at:
        at.link.utterance("a", "30 euros.", "Trinta euros.")
        await at.until(lambda: len(at.of(it.CareAsked)) == 2)
        last = at.of(it.CareAsked)[-1]
        assert isinstance(last, it.CareAsked) and last.back == "pt to en: Trinta euros."
        assert at.speaker.order == []


async def test_a_translation_back_that_fails_leaves_the_question_as_it_is() -> None:
    def broken(text: str, source: str, target: str) -> str:
        raise EngineFailed("The translator broke.")

    async with desk(back=broken) as at:
        at.link.utterance("a", "30 euros.", "Trinta euros.")
        await at.until(lambda: at.store.turns)
        at.session.talk.answer_care("a", True)
        assert at.speaker.order == ["a.1"] and len(at.of(it.CareAsked)) == 1


async def test_a_full_disk_is_said_and_the_talk_goes_on() -> None:
    async with desk(store=FullDisk()) as at:
        at.link.utterance("a", "Hello.", "Olá.")
        await at.until(lambda: at.of(ev.Notice))
        assert at.speaker.order == ["a.1"]


async def test_what_was_kept_is_forgotten_on_request() -> None:
    async with desk() as at:
        at.link.utterance("a", "Hello.", "Olá.")
        at.link.utterance("b", "Bom dia.", "Good morning.", "en")
        await at.until(lambda: len(at.store.turns) == 2)
        await at.session.forget()
        assert at.store.turns == [] and at.session.talk.record.utterances == ()
        assert at.of(ev.TurnRemoved) == [ev.TurnRemoved("a"), ev.TurnRemoved("b")]


async def test_a_broken_connection_is_told_and_the_talk_goes_on_over_the_next() -> None:
    async with desk() as at:
        at.link.utterance("a", "Hello.", "Olá.")
        await at.until(lambda: at.store.turns)
        at.link.cut()
        with pytest.raises(ConnectionFailed):
            await at.holding
        second = ScriptedInterpreter()
        holding = asyncio.create_task(at.session.hold(second))
        second.utterance("b", "Bom dia.", "Good morning.", "en")
        await at.until(lambda: len(at.store.turns) == 2)
        assert [one.utterance_id for one in at.session.talk.record.utterances] == ["a", "b"]
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)


async def test_leaving_waits_for_the_last_words_and_keeps_them() -> None:
    async with desk() as at:
        at.link.utterance("a", "Hello.", "Olá.")
        finishing = asyncio.create_task(at.session.finish())
        await finishing
        assert at.microphone.on_audio is None
        assert isinstance(at.link.sent[-1], tr.TranslationClose)
        assert "Hello." in at.store.turns[0].text
        assert at.speaker.sounding == [] and at.speaker.gain == 1.0


async def test_delays_run_from_the_last_loud_word() -> None:
    loud = (8000).to_bytes(2, "little", signed=True) * 480
    async with desk(careful=False) as at:
        at.microphone.hear(*[loud] * 40)
        await at.until(lambda: len(at.link.heard) == 40 * 960)
        at.clock.advance(0.5)
        at.link.tell(tr.Caption("a", "Hello.", "Olá.", "pt", True, "local", (), 0, 800))
        await at.until(lambda: at.delays)
        assert at.delays == [("a", {"caption": 500.0})]
        at.clock.advance(0.25)
        at.link.tell(tr.TranslatedSound(bytes(4800)))
        await at.until(lambda: len(at.delays) == 2)
        assert at.delays[1] == ("a", {"sound": 750.0})


async def test_without_a_watch_the_sound_itself_tells_that_somebody_speaks(speech: bytes) -> None:
    async with desk() as at:
        parts = replace(at.session._parts, voice=None, full_duplex=True)
        session = InterpreterSession(parts, ("en", "pt"), False)
        session.open()
        link = ScriptedInterpreter()
        holding = asyncio.create_task(session.hold(link))
        await asyncio.sleep(0)
        chunks = [speech[start : start + 960] for start in range(0, 48_000, 960)]
        at.microphone.hear(*chunks)
        await at.until(lambda: len(link.heard) >= 48_000)
        link.utterance("a", "Hello.", "Olá.")
        await at.until(lambda: at.store.turns)
        assert at.speaker.order == [], "they speak still"
        at.microphone.hear(*[SILENCE] * 50)
        await at.until(lambda: at.speaker.order)
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
        await session.finish()


@pytest.fixture
def speech() -> bytes:
    """A person, PCM16 mono 24 kHz, from their first word on."""
    from wanderlust.dsp.level import to_int16
    from wanderlust.dsp.wav import read_wav
    from wanderlust.settings.paths import PROJECT

    sound = read_wav(PROJECT / "resources" / "speech" / "where_is_kyoto.wav", 24_000)
    return to_int16(sound).astype("<i2").tobytes()
