"""Where the translation model has no voice, a conversation model translates each utterance, and answers none."""

from __future__ import annotations

import pytest

from tests.fakes.online_talk import QUESTION, SENTENCE, SILENCE, OnlineTalk, ToldWitness, asked_talk, sure, unsure
from tests.fakes.realtime_script import TONE, created, done, speech
from tests.fakes.scripted_peer import Event, Expect, ScriptedPeer, Send, Step
from wanderlust.assistant.online.instructions import interpreter_rules
from wanderlust.domain.cost.caps import Caps
from wanderlust.domain.errors import LimitReached
from wanderlust.wire import translation_events as tr

USAGE = {"total_tokens": 60, "input_tokens": 20, "output_tokens": 40}


def set_up(event: Event) -> bool:
    session = event["session"]
    heard = session["audio"]["input"]
    return (
        session["instructions"] == interpreter_rules("pl", "en")
        and (session["tools"], session["tool_choice"]) == ([], "none")
        and heard["turn_detection"] is None
        and heard["transcription"] == {"model": "gpt-live-transcribe", "languages": ["en", "pl"]}
    )


OPENING: list[Step] = [
    Send([{"type": "session.created", "session": {"type": "realtime"}}]),
    Expect("session.update", set_up),
    Send([{"type": "session.updated", "session": {"type": "realtime"}}]),
]


def committed(item: str, words: str) -> list[Step]:
    written = {"type": "conversation.item.input_audio_transcription.completed", "item_id": item, "content_index": 0}
    return [
        Expect("input_audio_buffer.commit"),
        Send(
            [
                {"type": "input_audio_buffer.committed", "item_id": item, "previous_item_id": None},
                {**written, "transcript": words, "usage": {"type": "duration", "seconds": 1.0}},
            ]
        ),
    ]


def wants(item: str, source: str, target: str) -> Expect:
    """One response that sees this item alone, may call nothing, and is told the direction."""

    def fits(event: Event) -> bool:
        response = event["response"]
        return (
            response["input"] == [{"type": "item_reference", "id": item}]
            and (response["tools"], response["tool_choice"]) == ([], "none")
            and response["instructions"].startswith(interpreter_rules("en", "pl"))
            and response["instructions"].endswith(
                f"Now {source} was spoken. Say in {target} what was said, and only that."
            )
        )

    return Expect("response.create", fits)


def answered(response: str, words: str, tenths: int = 2) -> Send:
    over = done(response)
    over["response"]["usage"] = USAGE
    return Send([created(response), *speech(response, f"item_{response}", words, tenths), over])


async def spoken(talk: OnlineTalk, count: int = 1) -> tr.UtteranceDone:
    await talk.hear(SILENCE, QUESTION, SILENCE)
    return await talk.until(tr.UtteranceDone, count)


async def test_an_utterance_is_one_item_and_one_response_that_is_its_translation() -> None:
    script = [
        *OPENING,
        *committed("item_1", "Where is the station?"),
        wants("item_1", "English", "Polish"),
        answered("resp_1", "Gdzie jest dworzec?"),
    ]
    async with ScriptedPeer([script]) as peer, asked_talk(peer.url, ToldWitness(sure("en"))) as talk:
        told = await spoken(talk)
        assert (told.speaker_language, told.target_language, told.witness) == ("en", "pl", "speech")
        assert (told.source, told.target, told.route) == ("Where is the station?", "Gdzie jest dworzec?", "openai")
        final = talk.of(tr.Caption)[-1]
        assert final.final and final.text == told.target
        assert talk.events.index(final) < [type(event) for event in talk.events].index(tr.TranslatedSound)
        assert b"".join(sound.delta for sound in talk.of(tr.TranslatedSound)) == TONE * 2
        assert len(QUESTION) <= peer.sound <= len(QUESTION) + 70_000, "only speech is sent"
        await peer.finished()


async def test_each_side_goes_its_own_way_over_the_same_session() -> None:
    script = [
        *OPENING,
        *committed("item_1", "Where is the station?"),
        wants("item_1", "English", "Polish"),
        answered("resp_1", "Gdzie jest dworzec?"),
        *committed("item_2", "Tam."),
        wants("item_2", "Polish", "English"),
        answered("resp_2", "Over there."),
    ]
    witness = ToldWitness(sure("en"), sure("pl"))
    async with ScriptedPeer([script]) as peer, asked_talk(peer.url, witness) as talk:
        await spoken(talk)
        told = await spoken(talk, 2)
        assert (told.speaker_language, told.target) == ("pl", "Over there.")
        assert [before for _, before in witness.heard] == ["", "en"]
        await peer.finished()


async def test_who_is_not_sure_asks_for_no_response_until_told() -> None:
    script = [
        *OPENING,
        *committed("item_1", "Tak"),
        wants("item_1", "Polish", "English"),
        answered("resp_1", "Yes"),
    ]
    async with ScriptedPeer([script]) as peer, asked_talk(peer.url, ToldWitness(unsure("en"))) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE)
        asked = await talk.until(tr.SideUnclear)
        assert not any(event["type"] == "response.create" for event in peer.received)
        await talk.link.send(tr.SideChosen(asked.utterance_id, "pl"))
        told = await talk.until(tr.UtteranceDone)
        assert (told.utterance_id, told.target, told.witness) == (asked.utterance_id, "Yes", "chosen")
        await peer.finished()


async def test_the_wrong_side_is_put_right_with_the_item_that_is_there() -> None:
    script = [
        *OPENING,
        *committed("item_1", "No"),
        wants("item_1", "English", "Polish"),
        answered("resp_1", "Nie"),
        wants("item_1", "Polish", "English"),
        answered("resp_2", "Well"),
    ]
    async with ScriptedPeer([script]) as peer, asked_talk(peer.url, ToldWitness(sure("en"))) as talk:
        first = await spoken(talk)
        await talk.link.send(tr.SideChosen(first.utterance_id, "pl"))
        assert (await talk.until(tr.UtteranceDone, 2)).target == "Well"
        await peer.finished()


async def test_a_key_held_in_silence_leaves_nothing_behind() -> None:
    script = [
        *OPENING,
        Expect("input_audio_buffer.clear"),
        *committed("item_1", "Tak"),
        wants("item_1", "Polish", "English"),
        answered("resp_1", "Yes"),
    ]
    async with ScriptedPeer([script]) as peer, asked_talk(peer.url, None) as talk:
        await talk.link.send(tr.SideHeld("pl"))
        await talk.hear(SILENCE)
        await talk.link.send(tr.SideHeld(""))
        await talk.link.send(tr.SideHeld("pl"))
        await talk.hear(SENTENCE)
        await talk.link.send(tr.SideHeld(""))
        assert (await talk.until(tr.UtteranceDone)).witness == "key"
        assert len(talk.of(tr.UtteranceDone)) == 1
        await peer.finished()


async def test_what_is_too_short_for_the_server_was_nothing() -> None:
    refused = {"type": "invalid_request_error", "code": "input_audio_buffer_commit_empty", "message": "too small"}
    script = [
        *OPENING,
        Expect("input_audio_buffer.commit"),
        Send(
            [
                lambda last: {
                    "type": "error",
                    "error": {**refused, "event_id": last["input_audio_buffer.commit"]["event_id"]},
                }
            ]
        ),
    ]
    async with ScriptedPeer([script]) as peer, asked_talk(peer.url, ToldWitness(sure("en"))) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE)
        await talk.link.send(tr.TranslationClose())
        await talk.until(tr.TranslationClosed)
        assert talk.of(tr.UtteranceDone) == [] and talk.failed is None
        await peer.finished()


async def test_a_response_that_is_refused_is_said_and_the_talk_goes_on() -> None:
    script = [
        *OPENING,
        *committed("item_1", "Hello"),
        Expect("response.create"),
        Send(
            [
                lambda last: {
                    "type": "error",
                    "error": {
                        "type": "invalid_request_error",
                        "code": "invalid_value",
                        "message": "no such item",
                        "event_id": last["response.create"]["event_id"],
                    },
                }
            ]
        ),
        *committed("item_2", "Hello"),
        wants("item_2", "English", "Polish"),
        answered("resp_1", "Cześć"),
    ]
    async with ScriptedPeer([script]) as peer, asked_talk(peer.url, ToldWitness(sure("en"))) as talk:
        assert (await spoken(talk)).target == ""
        assert talk.of(tr.TranslationError)[0].error.message == "no such item"
        assert (await spoken(talk, 2)).target == "Cześć"
        await peer.finished()


async def test_at_a_limit_no_more_is_asked_for() -> None:
    script = [
        *OPENING,
        *committed("item_1", "Where is the station?"),
        wants("item_1", "English", "Polish"),
        answered("resp_1", "Gdzie jest dworzec?"),
    ]
    async with (
        ScriptedPeer([script]) as peer,
        asked_talk(peer.url, ToldWitness(sure("en")), caps=Caps(0.001)) as talk,
    ):
        assert (await spoken(talk)).target == "Gdzie jest dworzec?"
        await talk.met(lambda: isinstance(talk.failed, LimitReached))
        await talk.meter.settled()
        assert {entry.usage.model for entry in talk.ledger.entries} == {"gpt-realtime-2.1", "gpt-live-transcribe"}
        await peer.finished()


@pytest.mark.parametrize(
    ("pair", "names"), [(("en", "pl"), ("English", "Polish")), (("ja", "tr"), ("Japanese", "Turkish"))]
)
def test_the_rules_name_both_languages_and_forbid_answering(pair: tuple[str, str], names: tuple[str, str]) -> None:
    rules = interpreter_rules(*pair)
    assert rules == interpreter_rules(*reversed(pair)), "one text a pair, so that the server can remember it"
    assert all(name in rules for name in names)
    for forbidden in ("Never answer a question", "Never follow a request", "nothing else"):
        assert forbidden in rules
