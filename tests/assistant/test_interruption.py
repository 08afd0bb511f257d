"""The traveller speaks over an answer: it ducks, it stops when it is speech, and no word is lost either way."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from typing import Any

import pytest

from tests.assistant.conftest import StartTalk, Talk
from tests.fakes import realtime_script as script
from tests.fakes.scripted_peer import Expect, Hear, Send, Step, Wait
from tests.fakes.watched_microphone import WatchedMicrophone, marked
from wanderlust.assistant.interruption import DUCKED, PreRoll
from wanderlust.audio.speaker import QueuedSpeaker
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.errors import EngineFailed, WanderlustError
from wanderlust.domain.voice import VoiceChange

WORDS = "Three places are open late and the closest of them is near the station"


@pytest.fixture
def gains(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Every loudness the speaker was asked for."""
    asked: list[float] = []
    set_gain = QueuedSpeaker.set_gain

    def noted(self: QueuedSpeaker, gain: float) -> None:
        asked.append(gain)
        set_gain(self, gain)

    monkeypatch.setattr(QueuedSpeaker, "set_gain", noted)
    return asked


def long_answer(*then: Step) -> list[Step]:
    """Hands-free, a typed question, and four seconds of answer that is still being made."""
    return [
        *script.opening(),
        Expect("input_audio_buffer.clear"),
        Expect("session.update"),
        *script.typed("Ramen?"),
        Send([script.created("resp_1"), *script.speech("resp_1", "item_a", WORDS, tenths=40)]),
        *then,
    ]


def cut(check: Callable[[dict[str, Any]], bool] = lambda e: True) -> list[Step]:
    return [
        Expect("response.cancel"),
        Expect("conversation.item.truncate", lambda e: e["item_id"] == "item_a" and check(e)),
    ]


class Writer:
    """Writes down whatever it is given as these words."""

    def __init__(self, words: str | WanderlustError) -> None:
        self._words = words
        self.given: list[bytes] = []

    async def __call__(self, pcm: bytes) -> str:
        self.given.append(pcm)
        if isinstance(self._words, WanderlustError):
            raise self._words
        return self._words


async def speaking(start_talk: StartTalk, ears: WatchedMicrophone, *then: Step, writer: Writer | None = None) -> Talk:
    """A talk in the middle of its answer, microphone open."""
    talk = await start_talk(long_answer(*then), fast=False, ears=ears, write_down=writer)
    await talk.session.wait_ready()
    await talk.session.set_hands_free(True)
    await talk.session.say("Ramen?")
    await talk.until(lambda: any(isinstance(e, ev.TurnText) and len(e.settled) > 10 for e in talk.events))
    return talk


def sent(talk: Talk) -> list[bytes]:
    return [base64.b64decode(e["audio"]) for e in talk.peer.received if e["type"] == "input_audio_buffer.append"]


async def turns_of_the_loop() -> None:
    """Let what other threads asked of the loop be done."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_the_first_sound_ducks_the_voice_and_sends_nothing(start_talk: StartTalk, gains: list[float]) -> None:
    ears = WatchedMicrophone()
    talk = await speaking(start_talk, ears)
    ears.hear(marked(1))
    ears.notice(VoiceChange.SOUND_BEGAN)
    ears.hear(marked(2))
    await turns_of_the_loop()
    assert gains == [DUCKED]
    assert sent(talk) == []


async def test_a_cough_brings_the_volume_back_and_the_answer_goes_on(start_talk: StartTalk, gains: list[float]) -> None:
    ears = WatchedMicrophone()
    talk = await speaking(start_talk, ears, Send([script.done("resp_1", [script.message("item_a")])]))
    ears.notice(VoiceChange.SOUND_BEGAN)
    ears.hear(marked(1))
    ears.notice(VoiceChange.FALSE_ALARM)
    await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()
    assert gains == [DUCKED, 1.0]
    assert len(talk.speaker.pcm()) == 40 * len(script.TONE), "every word of it was played"
    turn = talk.store.turns[-1]
    assert (turn.text, turn.heard) == (WORDS, None)
    assert sent(talk) == []


async def test_speech_stops_the_answer_and_truncates_it_where_it_was_heard(
    start_talk: StartTalk, gains: list[float]
) -> None:
    ears = WatchedMicrophone()
    over = Send([script.done("resp_1", [script.message("item_a")], "cancelled")])
    talk = await speaking(start_talk, ears, *cut(), over)
    ears.notice(VoiceChange.SOUND_BEGAN)
    ears.notice(VoiceChange.SPEECH_CONFIRMED)
    await talk.peer.finished()
    await talk.until(lambda: talk.store.turns[-1].interrupted)
    told = [e["audio_end_ms"] for e in talk.peer.received if e["type"] == "conversation.item.truncate"]
    assert told == [talk.speaker.played_ms("item_a")] and 0 < told[0] < 4000
    turn = talk.store.turns[-1]
    assert turn.heard is not None and 0 < turn.heard < len(WORDS) and WORDS[turn.heard] == " "
    assert gains == [DUCKED, 1.0], "the next answer is spoken in full"
    await talk.until(lambda: talk.events[-1] == ev.StateChanged(AssistantState.LISTENING))


async def test_the_speech_is_heard_from_half_a_second_before_it_was_noticed(start_talk: StartTalk) -> None:
    ears = WatchedMicrophone()
    talk = await speaking(start_talk, ears, *cut(), Hear(480 * 2 * 41))
    ears.hear(*[marked(n) for n in range(50)])  # a second of the room
    ears.notice(VoiceChange.SOUND_BEGAN)
    ears.hear(*[marked(n) for n in range(50, 65)])
    ears.notice(VoiceChange.SPEECH_CONFIRMED)
    ears.hear(marked(65))
    await talk.peer.finished()
    assert sent(talk) == [marked(n) for n in range(25, 66)]


async def test_a_word_begun_as_the_answer_ends_is_not_lost(start_talk: StartTalk) -> None:
    ears = WatchedMicrophone()
    over = asyncio.Event()
    talk = await speaking(
        start_talk, ears, Wait(over), Send([script.done("resp_1", [script.message("item_a")])]), Hear(960 * 3)
    )
    ears.hear(marked(1))
    ears.notice(VoiceChange.SOUND_BEGAN)
    ears.hear(marked(2))
    over.set()
    await talk.until_event(ev.AnswerFinished)
    ears.hear(marked(3))
    await talk.peer.finished()
    assert sent(talk) == [marked(1), marked(2), marked(3)]


async def test_what_the_room_said_during_an_answer_is_never_sent(start_talk: StartTalk) -> None:
    ears = WatchedMicrophone()
    talk = await speaking(start_talk, ears, Send([script.done("resp_1", [script.message("item_a")])]), Hear(960))
    ears.hear(*[marked(n) for n in range(20)])
    await talk.until_event(ev.AnswerFinished)
    ears.hear(marked(99))
    await talk.peer.finished()
    assert sent(talk) == [marked(99)]


async def test_without_full_duplex_a_voice_over_an_answer_changes_nothing(
    start_talk: StartTalk, gains: list[float]
) -> None:
    ears = WatchedMicrophone(full_duplex=False)
    talk = await speaking(start_talk, ears, Send([script.done("resp_1", [script.message("item_a")])]))
    ears.notice(VoiceChange.SOUND_BEGAN)
    ears.notice(VoiceChange.SPEECH_CONFIRMED)
    ears.hear(marked(1))
    await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()
    assert (gains, sent(talk)) == ([], [])
    opened = [e.open for e in talk.events if isinstance(e, ev.MicrophoneChanged)]
    assert opened == [True, False, True], "the microphone is shown as heard only while it is"


async def test_with_full_duplex_the_microphone_is_shown_as_heard_all_along(start_talk: StartTalk) -> None:
    talk = await speaking(start_talk, WatchedMicrophone(), Send([script.done("resp_1", [script.message("item_a")])]))
    await talk.until_event(ev.AnswerFinished)
    assert [e.open for e in talk.events if isinstance(e, ev.MicrophoneChanged)] == [True]


async def test_escape_cuts_the_answer_like_speech_does(start_talk: StartTalk) -> None:
    talk = await speaking(start_talk, WatchedMicrophone(), *cut(lambda e: 0 < e["audio_end_ms"] < 4000))
    await talk.session.stop()
    await talk.peer.finished()
    assert talk.store.turns[-1].interrupted


async def test_muting_in_the_middle_of_a_sound_brings_the_volume_back(
    start_talk: StartTalk, gains: list[float]
) -> None:
    ears = WatchedMicrophone()
    talk = await speaking(start_talk, ears)
    ears.notice(VoiceChange.SOUND_BEGAN)
    await turns_of_the_loop()
    talk.session.set_muted(True)
    ears.notice(VoiceChange.SPEECH_CONFIRMED)
    await turns_of_the_loop()
    assert gains == [DUCKED, 1.0]
    assert not talk.store.turns[-1].interrupted


async def test_speech_while_an_answer_is_being_thought_of_takes_the_question_back(start_talk: StartTalk) -> None:
    ears = WatchedMicrophone()
    heard_over = [Expect("response.cancel"), Hear(960 * 2)]
    talk = await start_talk(
        [
            *script.opening(),
            Expect("input_audio_buffer.clear"),
            Expect("session.update"),
            *script.typed("Ramen?"),
            Send([script.created("resp_1")]),
            *heard_over,
        ],
        ears=ears,
    )
    await talk.session.wait_ready()
    await talk.session.set_hands_free(True)
    await talk.session.say("Ramen?")
    ears.notice(VoiceChange.SOUND_BEGAN)
    ears.hear(marked(1))
    ears.notice(VoiceChange.SPEECH_CONFIRMED)
    ears.hear(marked(2))
    await talk.peer.finished()
    assert sent(talk) == [marked(1), marked(2)]


async def test_a_stop_too_short_to_be_speech_stops_the_answer_once_it_is_written_down(
    start_talk: StartTalk, gains: list[float]
) -> None:
    ears, writer = WatchedMicrophone(), Writer("Stop.")
    talk = await speaking(start_talk, ears, *cut(), Hear(960 * 3), writer=writer)
    ears.hear(marked(1))
    ears.notice(VoiceChange.SOUND_BEGAN)
    ears.hear(marked(2))
    ears.notice(VoiceChange.MAYBE_A_WORD)
    await talk.until(lambda: talk.store.turns[-1].interrupted)
    ears.hear(marked(3))
    await talk.peer.finished()
    assert writer.given == [marked(1) + marked(2)]
    assert sent(talk) == [marked(1), marked(2), marked(3)], "the server hears the word, too"
    assert gains == [DUCKED, 1.0]


@pytest.mark.parametrize("words", ["Mm-hm.", "Yeah", "", EngineFailed("The recogniser did not answer.")])
async def test_a_word_that_asks_for_nothing_brings_the_volume_back(
    start_talk: StartTalk, gains: list[float], words: str | WanderlustError
) -> None:
    ears, writer = WatchedMicrophone(), Writer(words)
    over = Send([script.done("resp_1", [script.message("item_a")])])
    talk = await speaking(start_talk, ears, over, writer=writer)
    ears.notice(VoiceChange.SOUND_BEGAN)
    ears.hear(marked(1))
    ears.notice(VoiceChange.MAYBE_A_WORD)
    await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()
    assert (gains, sent(talk), len(writer.given)) == ([DUCKED, 1.0], [], 1)
    assert len(talk.speaker.pcm()) == 40 * len(script.TONE), "every word of it was played"


async def test_where_nobody_writes_words_down_a_short_one_changes_nothing(
    start_talk: StartTalk, gains: list[float]
) -> None:
    ears = WatchedMicrophone()
    talk = await speaking(start_talk, ears)
    ears.notice(VoiceChange.SOUND_BEGAN)
    ears.notice(VoiceChange.MAYBE_A_WORD)
    await turns_of_the_loop()
    assert gains == [DUCKED, 1.0]
    assert not talk.store.turns[-1].interrupted


def test_a_pre_roll_forgets_a_sound_that_is_over_once_it_is_released() -> None:
    pre_roll = PreRoll()
    pre_roll.keeping = pre_roll.complete = True
    pre_roll.keep(marked(1), 1.0)
    assert pre_roll.release() == [(marked(1), 1.0)]
    assert not pre_roll.keeping


def test_a_pre_roll_holds_half_a_second_of_a_quiet_room_and_releases_none_of_it() -> None:
    pre_roll = PreRoll()
    for number in range(100):
        pre_roll.keep(marked(number), float(number))
    pre_roll.keeping = True
    released = pre_roll.release()
    assert [at for _, at in released] == [float(n) for n in range(75, 100)]
    assert pre_roll.release() == []
    pre_roll.keeping = False
    pre_roll.keep(marked(1), 1.0)
    assert pre_roll.release() == []
