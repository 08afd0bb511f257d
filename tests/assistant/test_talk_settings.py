"""What the traveller changes while a session runs is on the wire at once, and in every later connection."""

from __future__ import annotations

from typing import Any

from tests.assistant.conftest import StartTalk, connect
from tests.fakes import realtime_script as script
from tests.fakes.scripted_peer import Expect, Hang
from wanderlust.assistant.session_setup import TalkSettings
from wanderlust.domain.errors import ConnectionFailed


def heard_as(event: dict[str, Any]) -> list[str]:
    languages: list[str] = event["session"]["audio"]["input"]["transcription"]["languages"]
    return languages


async def test_languages_and_speed_are_told_to_the_running_session(start_talk: StartTalk) -> None:
    talk = await start_talk(
        [
            *script.opening(),
            Expect(
                "session.update",
                lambda e: heard_as(e) == ["de", "en"] and e["session"]["audio"]["output"] == {"speed": 0.8},
            ),
        ]
    )
    await talk.session.wait_ready()
    talk.session.adopt(TalkSettings(languages=("de", "en"), speed=0.8))
    await talk.peer.finished()


async def test_the_same_settings_again_say_nothing(start_talk: StartTalk) -> None:
    talk = await start_talk([*script.opening(), *script.typed("Hi")])
    await talk.session.wait_ready()
    talk.session.adopt(TalkSettings())
    await talk.session.say("Hi")
    await talk.peer.finished()


async def test_patience_is_told_when_the_microphone_is_opened(start_talk: StartTalk) -> None:
    talk = await start_talk(
        [
            *script.opening(),
            Expect("input_audio_buffer.clear"),
            Expect("session.update", lambda e: e["session"]["audio"]["input"]["turn_detection"]["eagerness"] == "low"),
        ],
        pcm=b"",
    )
    await talk.session.wait_ready()
    talk.session.adopt(TalkSettings(eagerness="low"))
    await talk.session.set_hands_free(True)
    await talk.peer.finished()


async def test_patience_is_told_at_once_while_it_is_open(start_talk: StartTalk) -> None:
    talk = await start_talk(
        [
            *script.opening(),
            Expect("input_audio_buffer.clear"),
            Expect("session.update", lambda e: e["session"]["audio"]["input"]["turn_detection"]["eagerness"] == "auto"),
            Expect("session.update", lambda e: e["session"]["audio"]["input"]["turn_detection"]["eagerness"] == "low"),
        ],
        pcm=b"",
    )
    await talk.session.wait_ready()
    await talk.session.set_hands_free(True)
    talk.session.adopt(TalkSettings(eagerness="low"))
    await talk.peer.finished()


async def test_the_next_connection_opens_with_them_and_with_the_voice(start_talk: StartTalk) -> None:
    def renewed(event: dict[str, Any]) -> bool:
        return heard_as(event) == ["fr"] and event["session"]["audio"]["output"]["voice"] == "en-US"

    greeting, *_ = script.opening()
    talk = await start_talk(
        [*script.opening(), Expect("session.update"), Hang()], [greeting, Expect("session.update", renewed)]
    )
    await talk.session.wait_ready()
    talk.session.adopt(TalkSettings(languages=("fr",), voice="en-US"))
    assert talk.holding is not None
    try:
        await talk.holding
    except ConnectionFailed:
        await connect(talk)
    await talk.peer.finished()
