"""The session holds a conversation: it asks once, runs tools, plays, stops, and keeps what was said."""

from __future__ import annotations

import asyncio
import json

import pytest

from tests.assistant.conftest import StartTalk, Talk, connect
from tests.fakes import realtime_script as script
from tests.fakes.scripted_peer import Expect, Hang, Hear, Send, Wait
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.conversation import Speaker
from wanderlust.domain.errors import BadInput, ConnectionFailed


def said(talk: Talk) -> list[tuple[Speaker, str]]:
    return [(t.speaker, t.text) for t in talk.store.turns]


async def test_a_typed_question_is_answered_through_a_tool(start_talk: StartTalk) -> None:
    talk = await start_talk(
        [
            *script.opening(),
            *script.typed("Where is Kyoto?"),
            script.tool_answer("resp_1", "show_on_map", '{"place": "Kyoto"}'),
            Expect(
                "conversation.item.create",
                lambda e: (
                    e["item"]["type"] == "function_call_output"
                    and json.loads(e["item"]["output"])["say"]["en"].startswith("Kyoto is in Japan")
                ),
            ),
            Expect("response.create"),
            Send([script.created("resp_2"), *script.speech("resp_2", "item_a", "Kyoto is in Japan.")]),
            Send([script.done("resp_2", [script.message("item_a")])]),
        ]
    )
    await talk.session.wait_ready()
    await talk.session.say("Where is Kyoto?")
    await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()
    assert said(talk) == [
        (Speaker.USER, "Where is Kyoto?"),
        (Speaker.ACTIVITY, "Looked up Kyoto"),
        (Speaker.ASSISTANT, "Kyoto is in Japan."),
    ]
    answer = talk.store.turns[-1]
    assert [p.name for p in answer.places] == ["Kyoto"]
    assert answer.cards[0].number == 1
    shown = talk.of(ev.PlacesShown)[0]
    assert isinstance(shown, ev.PlacesShown) and shown.places[0].country == "JP"
    assert talk.speaker.pcm() == script.TONE


async def test_states_follow_the_talk(start_talk: StartTalk) -> None:
    talk = await start_talk(
        [
            *script.opening(),
            *script.typed("Hi"),
            Send([script.created("resp_1"), *script.speech("resp_1", "item_a", "Hello."), script.done("resp_1")]),
        ]
    )
    await talk.session.wait_ready()
    await talk.session.say("Hi")
    await talk.until_event(ev.AnswerFinished)
    states = [e.state for e in talk.events if isinstance(e, ev.StateChanged)]
    assert states[:2] == [AssistantState.READY, AssistantState.THINKING]
    assert AssistantState.SPEAKING in states
    assert states[-1] is AssistantState.READY


async def test_two_calls_of_one_response_bring_one_follow_up(start_talk: StartTalk) -> None:
    both = [
        script.call("show_on_map", '{"place": "Lisbon"}', "call_1", "i1"),
        script.call("show_on_map", '{"place": "Porto"}', "call_2", "i2"),
    ]
    talk = await start_talk(
        [
            *script.opening(),
            *script.typed("Lisbon and Porto"),
            Send([script.created("resp_1"), script.done("resp_1", both)]),
            Expect("conversation.item.create"),
            Expect("conversation.item.create"),
            Expect("response.create"),
            Send([script.created("resp_2"), *script.speech("resp_2", "item_a", "There."), script.done("resp_2")]),
        ]
    )
    await talk.session.wait_ready()
    await talk.session.say("Lisbon and Porto")
    await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()
    assert [p.name for p in talk.store.turns[-1].places] == ["Lisbon", "Porto"]


@pytest.mark.parametrize(
    ("name", "arguments", "fault"),
    [
        ("teleport", "{}", "no such tool"),
        ("show_on_map", "{", "not JSON"),
        ("show_on_map", "{}", "missing"),
        ("show_on_map", '{"place": 3}', "not text"),
        ("distance", '{"destination": "Porto", "mode": "broom"}', "none of"),
    ],
)
async def test_a_bad_call_goes_back_as_an_error_to_mend(
    start_talk: StartTalk, name: str, arguments: str, fault: str
) -> None:
    talk = await start_talk(
        [
            *script.opening(),
            *script.typed("Go"),
            script.tool_answer("resp_1", name, arguments),
            Expect("conversation.item.create", lambda e: fault in json.loads(e["item"]["output"])["error"]),
            Expect("response.create"),
            Send([script.created("resp_2"), *script.speech("resp_2", "item_a", "Sorry."), script.done("resp_2")]),
        ]
    )
    await talk.session.wait_ready()
    await talk.session.say("Go")
    await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()


async def test_stopping_tells_the_server_what_was_heard_and_keeps_it(start_talk: StartTalk) -> None:
    words = "Three places are open late and the closest is near the station"
    talk = await start_talk(
        [
            *script.opening(),
            *script.typed("Ramen?"),
            Send([script.created("resp_1"), *script.speech("resp_1", "item_a", words, tenths=40)]),
            Expect("response.cancel"),
            Expect("conversation.item.truncate", lambda e: 0 < e["audio_end_ms"] < 4000 and e["item_id"] == "item_a"),
            Send([script.done("resp_1", [script.message("item_a")], "cancelled")]),
        ],
        fast=False,
    )
    clock_speaker = talk.speaker
    await talk.session.wait_ready()
    await talk.session.say("Ramen?")
    await talk.until(lambda: any(isinstance(e, ev.TurnText) and len(e.settled) > 10 for e in talk.events))
    assert clock_speaker.played_ms("item_a") > 0
    await talk.session.stop()
    await talk.peer.finished()
    turn = talk.store.turns[-1]
    assert turn.interrupted and not turn.lost and turn.heard is not None and 0 < turn.heard < len(words)
    assert words[turn.heard] == " ", "what was heard ends with a whole word"


async def test_typing_over_an_answer_stops_it_and_asks_anew(start_talk: StartTalk) -> None:
    talk = await start_talk(
        [
            *script.opening(),
            *script.typed("First"),
            Send([script.created("resp_1"), *script.speech("resp_1", "item_a", "A long answer here", tenths=50)]),
            Expect("response.cancel"),
            Expect("conversation.item.truncate"),
            Expect("conversation.item.create", lambda e: e["item"]["content"][0]["text"] == "Second"),
            Send([script.done("resp_1", [], "cancelled")]),
            Expect("response.create"),
            Send([script.created("resp_2"), *script.speech("resp_2", "item_b", "Yes."), script.done("resp_2")]),
        ],
        fast=False,
    )
    await talk.session.wait_ready()
    await talk.session.say("First")
    await talk.until(
        lambda: any(isinstance(e, ev.TurnText) and e.turn_id == "item_a" and e.settled for e in talk.events)
    )
    await talk.session.say("Second")
    await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()
    assert said(talk)[-1] == (Speaker.ASSISTANT, "Yes.")


async def test_sound_that_comes_after_a_stop_is_not_played(start_talk: StartTalk) -> None:
    gate = asyncio.Event()
    late = script.speech("resp_1", "item_a", "Too late.", tenths=3)
    talk = await start_talk(
        [
            *script.opening(),
            *script.typed("Hi"),
            Send([script.created("resp_1"), late[0]]),
            Expect("response.cancel"),
            Wait(gate),
            Send([*late[1:], script.done("resp_1", [], "cancelled")]),
        ]
    )
    await talk.session.wait_ready()
    await talk.session.say("Hi")
    await talk.until_event(ev.TurnStarted, 2)
    await talk.session.stop()
    gate.set()
    await talk.peer.finished()
    await talk.until(lambda: talk.events[-1] == ev.StateChanged(AssistantState.READY))
    assert talk.speaker.pcm() == b""
    assert said(talk) == [(Speaker.USER, "Hi")]


async def test_a_spoken_turn_is_asked_about_once_it_is_committed(start_talk: StartTalk) -> None:
    talk = await start_talk(
        [
            *script.opening(),
            Expect("input_audio_buffer.clear"),
            Expect(
                "session.update",
                lambda e: (
                    e["session"]["audio"]["input"]["turn_detection"]["create_response"] is False
                    and "instructions" not in e["session"]
                    and "tools" not in e["session"]
                ),
            ),
            Hear(len(script.TONE) * 10),
            Send(
                [
                    {"type": "input_audio_buffer.speech_started", "audio_start_ms": 0, "item_id": "item_u"},
                    {"type": "input_audio_buffer.speech_stopped", "audio_end_ms": 900, "item_id": "item_u"},
                    {"type": "input_audio_buffer.committed", "item_id": "item_u"},
                ]
            ),
            Expect("response.create"),
            Send(
                [
                    {
                        "type": "conversation.item.input_audio_transcription.completed",
                        "item_id": "item_u",
                        "content_index": 0,
                        "transcript": "Where is Kyoto?",
                    },
                    script.created("resp_1"),
                    *script.speech("resp_1", "item_a", "In Japan."),
                    script.done("resp_1"),
                ]
            ),
        ],
        pcm=script.TONE * 10,
    )
    await talk.session.wait_ready()
    await talk.session.set_hands_free(True)
    answer = await talk.until_event(ev.AnswerFinished)
    await talk.peer.finished()
    assert said(talk) == [(Speaker.USER, "Where is Kyoto?"), (Speaker.ASSISTANT, "In Japan.")]
    assert isinstance(answer, ev.AnswerFinished) and answer.timing.speech_end_to_first_audio_ms is not None
    await talk.session.set_hands_free(False)


async def test_muted_means_not_a_byte_is_sent(start_talk: StartTalk) -> None:
    talk = await start_talk(
        [*script.opening(), Expect("input_audio_buffer.clear"), Expect("session.update")], pcm=script.TONE * 20
    )
    await talk.session.wait_ready()
    talk.session.set_muted(True)
    await talk.session.set_hands_free(True)
    await talk.peer.finished()
    assert talk.peer.sound == 0
    assert any(isinstance(e, ev.MicrophoneChanged) and e.muted and not e.open for e in talk.events)
    await talk.session.set_hands_free(False)


async def test_words_that_were_none_leave_the_transcript(start_talk: StartTalk) -> None:
    talk = await start_talk(
        [
            *script.opening(),
            Send([{"type": "input_audio_buffer.committed", "item_id": "item_u"}]),
            Expect("response.create"),
            Send(
                [
                    {
                        "type": "conversation.item.input_audio_transcription.completed",
                        "item_id": "item_u",
                        "content_index": 0,
                        "transcript": "",
                    },
                    script.created("resp_1"),
                    script.done("resp_1"),
                ]
            ),
        ]
    )
    await talk.until_event(ev.TurnRemoved)
    await talk.until_event(ev.AnswerFinished)
    assert said(talk) == []
    last = [e for e in talk.events if isinstance(e, ev.StateChanged)][-1]
    assert "heard nothing" in last.hint


async def test_empty_and_endless_text_is_refused_with_a_sentence(start_talk: StartTalk) -> None:
    talk = await start_talk(script.opening())
    await talk.session.wait_ready()
    with pytest.raises(BadInput, match="nothing to ask"):
        await talk.session.say("  \n ")
    with pytest.raises(BadInput, match="longer than"):
        await talk.session.say("a" * 5000)


async def test_a_lost_connection_keeps_what_was_said_and_tells_it_to_the_next(start_talk: StartTalk) -> None:
    first = [
        *script.opening(),
        *script.typed("Where is Kyoto?"),
        Send([script.created("resp_1"), *script.speech("resp_1", "item_a", "In Japan."), script.done("resp_1")]),
        Expect("conversation.item.create"),
        Expect("response.create"),
        Hang(1011, "going down"),
    ]
    second = [
        *script.opening(
            Expect("conversation.item.create", lambda e: e["item"]["content"][0]["text"] == "Where is Kyoto?"),
            Expect("conversation.item.create", lambda e: e["item"]["content"][0]["type"] == "output_text"),
            Expect("conversation.item.create", lambda e: e["item"]["content"][0]["text"] == "And Osaka?"),
        ),
        Expect("response.create"),  # the question that was not answered
    ]
    talk = await start_talk(first, second)
    await talk.session.wait_ready()
    await talk.session.say("Where is Kyoto?")
    await talk.until_event(ev.AnswerFinished)
    await talk.session.say("And Osaka?")
    assert talk.holding is not None
    with pytest.raises(ConnectionFailed, match="going down"):
        await talk.holding
    assert not talk.session.ready
    assert [t.text for t in talk.store.turns] == ["Where is Kyoto?", "In Japan.", "And Osaka?"]
    await connect(talk)
    await talk.session.wait_ready()
    await talk.peer.finished()


async def test_an_answer_cut_off_by_its_server_is_not_said_to_be_the_travellers_doing(start_talk: StartTalk) -> None:
    words = "Three places are open late and the closest is near the station"
    gone = asyncio.Event()
    talk = await start_talk(
        [
            *script.opening(),
            *script.typed("Ramen?"),
            Send([script.created("resp_1"), *script.speech("resp_1", "item_a", words, tenths=40)[:-2]]),
            Wait(gone),
            Hang(1011, "going down"),
        ],
        fast=False,
    )
    await talk.session.wait_ready()
    await talk.session.say("Ramen?")
    await talk.until(lambda: any(isinstance(e, ev.TurnText) and len(e.settled) > 10 for e in talk.events))
    gone.set()
    assert talk.holding is not None
    with pytest.raises(ConnectionFailed):
        await talk.holding
    turn = talk.store.turns[-1]
    assert turn.interrupted and turn.lost
    assert not talk.session.lost_words, "the traveller's own words were all answered"


async def test_a_question_that_loses_its_server_twice_is_not_asked_a_third_time(start_talk: StartTalk) -> None:
    asked = [Expect("response.create"), Hang(1011, "going down")]
    told = script.opening(
        Expect("conversation.item.create", lambda e: e["item"]["content"][0]["text"] == "Where is Kyoto?")
    )
    talk = await start_talk([*script.opening(), *script.typed("Where is Kyoto?")[:1], *asked], [*told, *asked], told)
    await talk.session.wait_ready()
    await talk.session.say("Where is Kyoto?")
    for _ in range(2):
        assert talk.holding is not None
        with pytest.raises(ConnectionFailed):
            await talk.holding
        await connect(talk)
    await talk.session.wait_ready()
    await talk.peer.finished()
    notice = talk.of(ev.Notice)[-1]
    assert isinstance(notice, ev.Notice) and notice.sentence == "I could not answer that."
    assert talk.events[-1] == ev.StateChanged(AssistantState.READY)


async def test_words_said_before_the_server_is_ready_are_asked_once_it_is(start_talk: StartTalk) -> None:
    said_so = asyncio.Event()
    here = script.typed("Where is Kyoto?")[:1]
    opening = script.opening()
    talk = await start_talk([Wait(said_so), opening[0], *here, *opening[1:], Expect("response.create")])
    await talk.session.say("Where is Kyoto?")
    assert talk.peer.received == []
    said_so.set()
    await talk.session.wait_ready()
    await talk.peer.finished()
    assert talk.events[-1] == ev.StateChanged(AssistantState.THINKING)


async def test_words_said_to_a_server_that_never_gets_ready_are_asked_of_the_next(start_talk: StartTalk) -> None:
    said_so = asyncio.Event()
    told = script.opening(Expect("conversation.item.create"))
    talk = await start_talk([Wait(said_so), Hang(1011, "no")], [*told, Expect("response.create")])
    await talk.session.say("Where is Kyoto?")
    said_so.set()
    assert talk.holding is not None
    with pytest.raises(ConnectionFailed):
        await talk.holding
    assert talk.of(ev.Notice) == []
    await connect(talk)
    await talk.session.wait_ready()
    await talk.peer.finished()


async def test_a_stop_before_the_server_is_ready_takes_the_question_back(start_talk: StartTalk) -> None:
    stopped = asyncio.Event()
    here = script.typed("Where is Kyoto?")[:1]
    opening = script.opening()
    talk = await start_talk([Wait(stopped), opening[0], *here, *opening[1:]])
    await talk.session.say("Where is Kyoto?")
    await talk.session.stop()
    stopped.set()
    await talk.session.wait_ready()
    await talk.peer.finished()
    assert talk.events[-1] == ev.StateChanged(AssistantState.READY)


async def test_speech_that_was_not_written_down_is_said_to_be_lost(start_talk: StartTalk) -> None:
    committed = {"type": "input_audio_buffer.committed", "item_id": "item_u", "previous_item_id": None}
    talk = await start_talk([*script.opening(), Send([committed]), Expect("response.create"), Hang(1011, "gone")])
    await talk.session.wait_ready()
    assert talk.holding is not None
    with pytest.raises(ConnectionFailed):
        await talk.holding
    assert talk.of(ev.TurnRemoved) == [ev.TurnRemoved("item_u")]
    notice = talk.of(ev.Notice)[-1]
    assert isinstance(notice, ev.Notice) and notice.sentence == "I lost your last words."
    assert talk.session.lost_words
    assert talk.store.turns == []


async def test_a_failed_answer_is_said_and_the_talk_goes_on(start_talk: StartTalk) -> None:
    failed = script.done("resp_1", [], "failed")
    failed["response"]["status_details"] = {"type": "failed", "error": {"message": "Overloaded.", "code": "x"}}
    talk = await start_talk([*script.opening(), *script.typed("Hi"), Send([script.created("resp_1"), failed])])
    await talk.session.wait_ready()
    await talk.session.say("Hi")
    notice = await talk.until_event(ev.Notice)
    assert isinstance(notice, ev.Notice) and notice.follow_up == "Overloaded."
    await talk.until(lambda: talk.events[-1] == ev.StateChanged(AssistantState.READY))


async def test_our_refused_request_frees_the_gate(start_talk: StartTalk) -> None:
    talk = await start_talk(
        [
            *script.opening(),
            *script.typed("Hi"),
            Send(
                [
                    lambda last: {
                        "type": "error",
                        "error": {
                            "type": "invalid_request_error",
                            "code": "conversation_already_has_active_response",
                            "message": "busy",
                            "event_id": last["response.create"]["event_id"],
                        },
                    }
                ]
            ),
        ]
    )
    await talk.session.wait_ready()
    await talk.session.say("Hi")
    await talk.peer.finished()
    await talk.until(lambda: talk.events[-1] == ev.StateChanged(AssistantState.READY))
