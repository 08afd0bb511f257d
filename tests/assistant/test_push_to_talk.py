"""Held to speak: the turn is the traveller's own from key down to key up, and the server only hears and answers."""

from __future__ import annotations

import asyncio

from tests.assistant.conftest import StartTalk, Talk
from tests.fakes.realtime_script import created, done, opening, speech
from tests.fakes.scripted_peer import Event, Expect, Hear, Send, Step, Wait
from tests.fakes.watched_microphone import WatchedMicrophone
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import AssistantState

LOUD = (8000).to_bytes(2, "little", signed=True) * 480
QUIET = bytes(960)
WORDS = [QUIET] * 5 + [LOUD] * 20
SOUND = sum(map(len, WORDS))
HEARD = "conversation.item.input_audio_transcription.completed"


def detection(event: Event) -> object:
    return event["session"]["audio"]["input"]["turn_detection"]


def committed(item: str, words: str) -> Send:
    usage = {"type": "duration", "seconds": 0.5}
    return Send(
        [
            {"type": "input_audio_buffer.committed", "item_id": item, "previous_item_id": None},
            {"type": HEARD, "item_id": item, "content_index": 0, "transcript": words, "usage": usage},
        ]
    )


def asked(item: str, words: str, sound: int = SOUND) -> list[Step]:
    """A turn from key down to the request for its answer; ``sound`` counts from the beginning of the talk."""
    return [
        Expect("input_audio_buffer.clear"),
        Hear(sound),
        Expect("input_audio_buffer.commit"),
        committed(item, words),
        Expect("response.create"),
    ]


async def hold_and_say(talk: Talk, ears: WatchedMicrophone, chunks: list[bytes]) -> None:
    await talk.session.begin_hold()
    ears.hear(*chunks)
    await asyncio.sleep(0)  # the microphone's thread hands over to the loop
    await talk.session.end_hold()


def texts(talk: Talk) -> list[str]:
    return [turn.text for turn in talk.store.turns]


async def test_what_was_said_between_key_down_and_key_up_is_the_turn(start_talk: StartTalk) -> None:
    ears = WatchedMicrophone()
    answer = [created("r1"), *speech("r1", "a1", "In Japan."), done("r1")]
    talk = await start_talk([*opening(), *asked("u1", "Where is Kyoto?"), Send(answer)], ears=ears)
    await talk.session.wait_ready()
    await hold_and_say(talk, ears, WORDS)
    assert ears.on_audio is None, "the microphone is closed with the key"
    await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()
    assert texts(talk) == ["Where is Kyoto?", "In Japan."]
    states = [e.state for e in talk.of(ev.StateChanged) if isinstance(e, ev.StateChanged)]
    order = [AssistantState.HELD, AssistantState.THINKING, AssistantState.SPEAKING, AssistantState.READY]
    assert [state for state in states if state in order][-4:] == order


async def test_the_key_cuts_the_answer_off_where_it_was_heard_to(start_talk: StartTalk) -> None:
    ears = WatchedMicrophone()
    late = {"response_id": "r1", "item_id": "a1", "output_index": 0, "content_index": 0}
    script = [
        *opening(),
        *asked("u1", "Tell me about Kyoto."),
        # Half of a long answer; what comes of it after the cut must be neither heard nor kept.
        Send([created("r1"), *speech("r1", "a1", "It is old.", tenths=50)[:-2]]),
        Expect("response.cancel"),
        Expect("conversation.item.truncate", lambda e: e["item_id"] == "a1" and 0 <= e["audio_end_ms"] < 5000),
        Send([{"type": "response.output_audio_transcript.delta", **late, "delta": " And more."}]),
        Send([done("r1", status="cancelled")]),
        *asked("u2", "And Nara?", 2 * SOUND),
        Send([created("r2"), *speech("r2", "a2", "Nara is near."), done("r2")]),
    ]
    talk = await start_talk(script, ears=ears, fast=False)
    await talk.session.wait_ready()
    await hold_and_say(talk, ears, WORDS)
    await talk.until(lambda: talk.speaker.played_ms("a1") > 0)
    await hold_and_say(talk, ears, WORDS)
    await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()
    assert texts(talk) == ["Tell me about Kyoto.", "It is old.", "And Nara?", "Nara is near."]
    cut = talk.store.turns[1]
    assert cut.heard is not None and cut.heard < len(cut.text)


async def test_stopped_before_the_answer_began_nothing_of_it_is_said(start_talk: StartTalk) -> None:
    ears = WatchedMicrophone()
    stopped = asyncio.Event()
    begun, *sound = speech("r1", "a1", "In Japan.")
    script = [
        *opening(),
        *asked("u1", "Where is Kyoto?"),
        Send([created("r1"), begun]),
        Wait(stopped),
        Expect("response.cancel"),
        Send([*sound, done("r1", status="cancelled")]),
        *asked("u2", "And Nara?", 2 * SOUND),
        Send([created("r2"), *speech("r2", "a2", "In Japan too."), done("r2")]),
    ]
    talk = await start_talk(script, ears=ears)
    await talk.session.wait_ready()
    await hold_and_say(talk, ears, WORDS)
    await talk.until_event(ev.TurnStarted, count=2)
    await talk.session.stop()
    stopped.set()
    await hold_and_say(talk, ears, WORDS)
    await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()
    assert texts(talk) == ["Where is Kyoto?", "And Nara?", "In Japan too."]


async def test_a_key_held_in_silence_asks_for_nothing(start_talk: StartTalk) -> None:
    ears = WatchedMicrophone()
    clear = Expect("input_audio_buffer.clear")
    talk = await start_talk([*opening(), clear, Hear(9600), clear], ears=ears)
    await talk.session.wait_ready()
    await hold_and_say(talk, ears, [QUIET] * 10)
    await talk.peer.finished()
    hints = [e.hint for e in talk.of(ev.StateChanged) if isinstance(e, ev.StateChanged) and e.hint]
    assert hints == ["I heard nothing. Closer, or type."] and talk.session.idle and texts(talk) == []


async def test_in_a_hands_free_talk_the_key_takes_the_turns_and_gives_them_back(start_talk: StartTalk) -> None:
    ears = WatchedMicrophone()
    script = [
        *opening(),
        Expect("input_audio_buffer.clear"),
        Expect("session.update", lambda e: detection(e)["type"] == "semantic_vad"),  # type: ignore[index]
        Send([lambda last: {"type": "session.updated", "session": last["session.update"]["session"]}]),
        Expect("session.update", lambda e: detection(e) is None),
        Expect("input_audio_buffer.clear"),
        Hear(SOUND),
        Expect("input_audio_buffer.commit"),
        Expect("session.update", lambda e: detection(e)["type"] == "semantic_vad"),  # type: ignore[index]
        committed("u1", "Where is Kyoto?"),
        Expect("response.create"),
        Send([created("r1"), *speech("r1", "a1", "In Japan."), done("r1")]),
    ]
    talk = await start_talk(script, ears=ears)
    await talk.session.wait_ready()
    await talk.session.set_hands_free(True)
    await hold_and_say(talk, ears, WORDS)
    assert ears.on_audio is not None, "it goes on listening"
    await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()
    assert texts(talk) == ["Where is Kyoto?", "In Japan."]
