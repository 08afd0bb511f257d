"""A key makes it better, a cut makes it local: the talk goes on here when the server is lost, and goes back."""

from __future__ import annotations

import http
import json
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from tests.fakes.living_peer import text_of
from tests.fakes.switched_talk import switched_talk
from wanderlust.domain import events as ev
from wanderlust.domain.conversation import Speaker

LOUD = (8000).to_bytes(2, "little", signed=True) * 480
QUIET = b"\0\0" * 480


def add_to_trip(words: str) -> tuple[str, str] | None:
    return ("itinerary_add", json.dumps({"item": words.removeprefix("add ")})) if words.startswith("add ") else None


async def test_the_cloud_answers_while_it_is_there(tmp_path: Path) -> None:
    async with switched_talk(tmp_path) as talk:
        await talk.ready()
        await talk.ask("Where is Kyoto?")
        assert talk.texts() == ["Where is Kyoto?", "cloud answers Where is Kyoto?"]
        assert [turn.backend for turn in talk.store.turns] == ["openai", "openai"]
        assert talk.backends() == ["openai"] and talk.engine.conversations == []
        assert talk.cloud.problems == []


@pytest.mark.parametrize("cut", ["reset", "black hole"])
async def test_a_cut_makes_it_local_and_nothing_is_lost(tmp_path: Path, cut: str) -> None:
    async with switched_talk(tmp_path, patience_s=1.0) as talk:
        await talk.ready()
        await talk.ask("Where is Kyoto?")
        if cut == "reset":
            talk.proxy.shut()
        else:
            talk.proxy.swallow()
        await talk.ask("And Osaka?")
        assert talk.texts() == [
            "Where is Kyoto?",
            "cloud answers Where is Kyoto?",
            "And Osaka?",
            "engine answers And Osaka?",
        ]
        assert [turn.backend for turn in talk.store.turns][-1] == "engine"
        told = [text_of(item) for item in talk.engine.conversations[-1].items[:3]]
        assert told == ["Where is Kyoto?", "cloud answers Where is Kyoto?", "And Osaka?"]
        assert talk.cloud_states()[-1] == "lost" and talk.backends() == ["openai", "engine"]
        assert talk.cloud.problems == [] and talk.engine.problems == []


async def test_a_short_cut_is_waited_for_and_the_same_voice_goes_on(tmp_path: Path) -> None:
    async with switched_talk(tmp_path) as talk:
        await talk.ready()
        await talk.ask("Where is Kyoto?")
        talk.proxy.cut()
        await talk.ask("And Osaka?")
        assert talk.texts()[-1] == "cloud answers And Osaka?"
        assert talk.backends() == ["openai"]
        assert len(talk.cloud.conversations) == 2 and talk.cloud.conversations[1].told == 3


async def test_the_way_back_is_offered_and_everything_goes_with_it(tmp_path: Path) -> None:
    async with switched_talk(tmp_path, patience_s=0.5) as talk:
        await talk.ready()
        talk.proxy.shut()
        await talk.ask("Where is Kyoto?")
        assert talk.texts()[-1].startswith("engine")
        talk.proxy.open()
        await talk.until(lambda: "back" in talk.cloud_states())
        await talk.ask("And Osaka?")
        assert talk.texts()[-1].startswith("engine"), "it waits for the traveller's word"
        talk.switch.go_back()
        await talk.until(lambda: talk.backends()[-1] == "openai" and talk.cloud_states()[-1] == "held")
        await talk.ask("And Nara?")
        assert talk.texts()[-1] == "cloud answers And Nara?"
        told = [text_of(item) for item in talk.cloud.conversations[-1].items]
        assert told[:2] == ["Where is Kyoto?", "engine answers Where is Kyoto?"] and told[4] == "And Nara?"


async def test_it_goes_back_by_itself_where_the_traveller_wants_that(tmp_path: Path) -> None:
    async with switched_talk(tmp_path, patience_s=0.5, unasked=True) as talk:
        await talk.ready()
        talk.proxy.shut()
        await talk.until(lambda: talk.backends() == ["openai", "engine"])
        talk.proxy.open()
        await talk.until(lambda: talk.backends() == ["openai", "engine", "openai"])
        await talk.ask("Hello")
        assert talk.texts()[-1] == "cloud answers Hello"
        assert "back" not in talk.cloud_states()


async def test_who_stays_is_not_asked_again(tmp_path: Path) -> None:
    async with switched_talk(tmp_path, patience_s=0.5) as talk:
        await talk.ready()
        talk.proxy.shut()
        await talk.until(lambda: talk.backends() == ["openai", "engine"])
        talk.proxy.open()
        await talk.until(lambda: "back" in talk.cloud_states())
        talk.switch.stay()
        await talk.ask("Hello")
        assert talk.texts()[-1] == "engine answers Hello" and talk.cloud_states()[-1] == "lost"


@pytest.mark.parametrize("cut", ["reset", "black hole"])
async def test_the_unfinished_utterance_is_given_to_the_engine(tmp_path: Path, cut: str) -> None:
    async with switched_talk(tmp_path, patience_s=1.0) as talk:
        await talk.ready()
        await talk.session.set_hands_free(True)
        talk.ears.hear(*[QUIET] * 20, *[LOUD] * 30)
        await talk.until(lambda: bool(talk.of(ev.TurnStarted)))
        if cut == "reset":
            talk.proxy.shut()
        else:
            talk.proxy.swallow()
        talk.ears.hear(*[LOUD] * 20)
        await talk.until(lambda: talk.backends() == ["openai", "engine"])
        await talk.ready()
        talk.ears.hear(*[QUIET] * 30)
        await talk.until(lambda: bool(talk.of(ev.AnswerFinished)))
        assert talk.texts() == ["spoken words", "engine answers spoken words"]
        heard = talk.engine.conversations[-1]
        assert heard.sound >= 50 * len(LOUD) and heard.early_sound == 0
        notices = [event for event in talk.of(ev.Notice) if isinstance(event, ev.Notice)]
        assert notices == []


async def test_what_a_tool_changed_is_not_changed_again(tmp_path: Path) -> None:
    async with switched_talk(tmp_path, patience_s=0.5, tool=add_to_trip) as talk:
        await talk.ready()

        def cut(name: str) -> None:
            items = talk.cloud.conversations[-1].items
            if name == "conversation.item.done" and items[-1]["type"] == "function_call_output":
                talk.proxy.shut()  # between the tool's output and the answer to it

        talk.cloud.on_sent = cut
        await talk.ask("add Nara")
        assert [stop.name for stop in await talk.trips.stops()] == ["Nara"]
        assert talk.texts() == ["add Nara", "Added Nara", "engine answers add Nara"]
        kinds = [item["type"] for item in talk.engine.conversations[-1].items]
        assert kinds[:3] == ["message", "function_call", "function_call_output"]
        assert [t.speaker for t in talk.store.turns].count(Speaker.ACTIVITY) == 1


@pytest.mark.parametrize(
    ("status", "headers", "body", "trouble"),
    [
        (401, {}, {"error": {"code": "invalid_api_key", "message": "no"}}, "key_refused"),
        (403, {}, {"error": {"code": "unsupported_country_region_territory", "message": "no"}}, "not_allowed"),
        (404, {}, {"error": {"code": "model_not_found", "message": "no such model"}}, "no_model"),
        (429, {"Retry-After": "30"}, {"error": {"code": "rate_limit_exceeded", "message": "slow"}}, "too_fast"),
        (429, {}, {"error": {"code": "insufficient_quota", "message": "pay"}}, "quota"),
        (200, {}, "<html>Welcome to our hotel</html>", "captive_portal"),
        (302, {"Location": "http://127.0.0.1:1/login"}, "", "captive_portal"),
    ],
)
async def test_a_refusal_is_a_state_with_a_sentence_and_this_computer_goes_on(
    tmp_path: Path, status: int, headers: dict[str, str], body: object, trouble: str
) -> None:
    async with switched_talk(tmp_path, patience_s=0.3) as talk:

        def refuse(socket: ServerConnection, _: Request) -> Response:
            text = body if isinstance(body, str) else json.dumps(body)
            answer = socket.respond(http.HTTPStatus(status), text)
            for name, value in headers.items():
                answer.headers[name] = value
            return answer

        talk.cloud.refuse = refuse
        await talk.until(lambda: talk.cloud_states()[-1:] == ["lost"])
        said = next(e for e in talk.events if isinstance(e, ev.CloudChanged) and e.state == "lost")
        assert said.trouble == trouble and said.sentence.endswith(".") and said.follow_up
        assert "canary" not in repr(talk.events)
        await talk.ask("Hello")
        assert talk.texts()[-1] == "engine answers Hello"


async def test_a_session_rotates_without_a_gap(tmp_path: Path) -> None:
    async with switched_talk(tmp_path, session_s=6.0) as talk:
        await talk.ready()
        await talk.ask("Where is Kyoto?")
        await talk.until(lambda: len(talk.cloud.conversations) == 2 and talk.cloud.conversations[1].told == 2)
        await talk.until(lambda: talk.session.idle)
        await talk.ask("And Osaka?")
        # On a slow machine the next session may have followed by now, too.
        answer = "cloud answers And Osaka?"
        await talk.until(lambda: any(text_of(c.items[-1]) == answer for c in talk.cloud.conversations[1:] if c.items))
        states = [event.state.value for event in talk.of(ev.StateChanged) if isinstance(event, ev.StateChanged)]
        assert states.count("connecting") <= 1, "nobody sees the change"
        assert talk.backends() == ["openai"]


async def test_quiet_answers_are_written_and_not_spoken(tmp_path: Path) -> None:
    async with switched_talk(tmp_path) as talk:
        await talk.ready()
        talk.session.set_quiet(True)
        await talk.ask("Where is Kyoto?")
        assert talk.texts()[-1] == "cloud answers Where is Kyoto?" and talk.speaker.pcm() == b""
        assert talk.cloud.problems == []


async def test_a_change_of_mode_is_appended_and_changes_no_setting(tmp_path: Path) -> None:
    async with switched_talk(tmp_path) as talk:
        await talk.ready()
        await talk.ask("Where is Kyoto?")
        before = list(talk.cloud.conversations[0].items)
        talk.session.tell("The interpreter was open for three minutes: two coffees were ordered.")
        await talk.ask("What did I order?")
        conversation = talk.cloud.conversations[0]
        assert conversation.items[: len(before)] == before and len(conversation.updates) == 1
        assert conversation.items[len(before)]["role"] == "system"
        talk.proxy.cut()
        await talk.ask("And now?")
        assert [item["role"] for item in talk.cloud.conversations[1].items[:3]] == ["user", "assistant", "system"]


async def test_it_is_said_that_the_server_is_being_reached(tmp_path: Path) -> None:
    async with switched_talk(tmp_path) as talk:
        await talk.until(lambda: "held" in talk.cloud_states())
        assert talk.cloud_states()[:2] == ["reaching", "held"]


async def test_a_server_that_asks_to_wait_is_quoted_with_the_time(tmp_path: Path) -> None:
    async with switched_talk(tmp_path, patience_s=0.3) as talk:

        def refuse(socket: ServerConnection, _: Request) -> Response:
            answer = socket.respond(http.HTTPStatus(429), '{"error": {"code": "rate_limit_exceeded"}}')
            answer.headers["Retry-After"] = "90"
            return answer

        talk.cloud.refuse = refuse
        await talk.until(lambda: talk.cloud_states()[-1:] == ["lost"])
        said = next(e for e in talk.events if isinstance(e, ev.CloudChanged) and e.state == "lost")
        assert said.sentence == "OpenAI asks me to wait 2 minutes."


async def test_a_rate_limit_met_in_the_talk_is_waited_for_as_long_as_was_named(tmp_path: Path) -> None:
    async with switched_talk(tmp_path, patience_s=0.3) as talk:
        await talk.ready()
        talk.cloud.rate_limits = [{"name": "tokens", "limit": 40_000, "remaining": 0, "reset_seconds": 45.0}]
        await talk.ask("Where is Kyoto?")
        said = [e for e in talk.events if isinstance(e, ev.Notice) and e.topic == "rate_limits"]
        assert [notice.kind for notice in said] == ["info"]
        talk.cloud.fail_with = "rate_limit_exceeded"
        await talk.ask("And Osaka?")
        assert talk.texts()[-1] == "engine answers And Osaka?"
        lost = next(e for e in talk.events if isinstance(e, ev.CloudChanged) and e.state == "lost")
        assert lost.sentence.startswith("OpenAI asks me to wait 4") and lost.sentence.endswith("seconds.")
        assert talk.cloud.problems == []


async def test_who_alone_lost_the_server_goes_back_as_the_conversation_would(tmp_path: Path) -> None:
    async with switched_talk(tmp_path, patience_s=0.5) as talk:
        await talk.ready()
        told = [talk.switch.way_back_of_others()]
        talk.switch.set_unasked(True)
        told.append(talk.switch.way_back_of_others())
        talk.proxy.shut()
        await talk.ask("Where is Kyoto?")
        told.append(talk.switch.way_back_of_others())
        assert told == ["ask", "go", "wait"], "lost to both, it is looked for once"
