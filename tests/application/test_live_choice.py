"""The server is chosen while the talk goes on: another one, none, one that costs too much."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.fakes.keyring_service import KeyringService
from tests.fakes.switched_talk import switched_talk
from wanderlust.application.cloud_choice import NO_KEY, CloudChooser
from wanderlust.application.cloud_line import Cloud
from wanderlust.application.metering import CloudMetering
from wanderlust.application.wishes import Wishes, wishes_of
from wanderlust.assistant.session_setup import cloud_options
from wanderlust.domain.cloud_settings import CloudSettings
from wanderlust.domain.cost.caps import Caps
from wanderlust.domain.secret import Secret
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.settings.paths import PROJECT, Paths
from wanderlust.settings.preferences import Preferences
from wanderlust.settings.secrets import KeyStore
from wanderlust.store.spending import SqliteSpending
from wanderlust.travel.clock import SystemClock

SERVER = CloudSettings(address="https://gateway.example/v1", organisation="org-1", project="proj_1", voice="cedar")
WANTED = Wishes(cloud=True, server=SERVER)


def chooser(folder: Path, environment: dict[str, str] | None = None, url: str | None = None) -> CloudChooser:
    service = KeyringService()
    service.missing = True
    return CloudChooser(KeyStore(service, folder / "keys.json", environment or {}), environment or {}, url)


async def test_the_settings_make_the_endpoint(tmp_path: Path) -> None:
    choice = await chooser(tmp_path).choose(replace(WANTED, key=Secret("sk-in-memory"), headset=True))
    assert choice.cloud is not None and choice.settings == SERVER and choice.trouble is None
    endpoint, options = choice.cloud.endpoint, choice.cloud.options
    assert endpoint.url == "wss://gateway.example/v1/realtime?model=gpt-realtime-2.1"
    assert endpoint.headers == {
        "Authorization": "Bearer sk-in-memory",
        "OpenAI-Organization": "org-1",
        "OpenAI-Project": "proj_1",
    }
    assert (options.voice, options.effort, options.noise) == ("cedar", "low", "near_field")


async def test_without_a_key_this_computer_answers_and_says_why(tmp_path: Path) -> None:
    choice = await chooser(tmp_path, {"OPENAI_API_KEY": "sk-of-another-server"}).choose(WANTED)
    assert choice.cloud is None and choice.trouble == NO_KEY


async def test_what_is_named_in_words_stands_before_the_settings(tmp_path: Path) -> None:
    environment = {"OPENAI_API_KEY": "sk-1"}
    assert (await chooser(tmp_path, environment, "engine").choose(WANTED)).cloud is None
    named = await chooser(tmp_path, environment, "openai").choose(WANTED)
    assert named.cloud is not None and named.settings.host == "api.openai.com"
    assert (await chooser(tmp_path, environment).choose(Wishes())).cloud is None


def test_the_preferences_of_the_cloud_reach_the_wishes() -> None:
    preferences = Preferences(
        cloud=True, cloud_voice="cedar", headset=True, cloud_patience=8, cloud_unasked=True, quiet=True
    )
    wishes = wishes_of(preferences)
    assert (wishes.cloud, wishes.server.voice, wishes.headset) == (True, "cedar", True)
    assert (wishes.patience_s, wishes.unasked, wishes.quiet) == (8, True, True)


async def test_another_server_takes_over_and_none_gives_it_to_this_computer(tmp_path: Path) -> None:
    async with switched_talk(tmp_path) as talk:
        await talk.ready()
        await talk.ask("Where is Kyoto?")
        other = Cloud(
            Endpoint(talk.proxy.base_url, "sk-other", "gpt-realtime-2.1-mini"),
            cloud_options("gpt-realtime-2.1-mini", True),
        )
        talk.switch.use(other)
        await talk.until(lambda: len(talk.cloud.conversations) == 2 and talk.session.ready)
        await talk.ask("And Osaka?")
        assert talk.texts()[-1] == "cloud answers And Osaka?" and talk.cloud.conversations[1].told == 2
        talk.switch.use(None)
        await talk.until(lambda: talk.backends() == ["openai", "engine"] and talk.session.ready)
        await talk.ask("And Nara?")
        assert talk.texts()[-1] == "engine answers And Nara?" and talk.cloud_states()[-1] == "off"
        talk.switch.use(other)
        await talk.until(lambda: talk.backends()[-1] == "openai" and talk.cloud_states()[-1] == "held")
        await talk.ask("And Kobe?")
        assert talk.texts()[-1] == "cloud answers And Kobe?" and "lost" not in talk.cloud_states()
        assert talk.cloud.problems == [] and talk.engine.problems == []


async def test_the_same_server_again_changes_nothing(tmp_path: Path) -> None:
    async with switched_talk(tmp_path) as talk:
        await talk.ready()
        cloud = Cloud(Endpoint(talk.proxy.base_url, "sk-canary"), cloud_options("gpt-realtime-2.1", False), 3600.0)
        talk.switch.use(cloud)
        await talk.ask("Where is Kyoto?")
        assert len(talk.cloud.conversations) == 1


async def test_what_is_said_over_a_held_connection_is_counted_and_stops_at_the_limit(tmp_path: Path) -> None:
    paths = Paths(tmp_path, None, PROJECT / "resources", tmp_path, tmp_path, tmp_path)
    clock = SystemClock()
    settings = CloudSettings(caps=Caps(talk=0.0001))
    metering = CloudMetering(paths, clock, lambda _event: None, settings, "one")
    async with switched_talk(tmp_path, metering=metering) as talk:
        await talk.ready()
        await talk.ask("Where is Kyoto?")
        talk.switch.quiet()
        await talk.until(lambda: talk.backends()[-1] == "engine" and talk.session.ready)
        assert talk.switch.trouble == "limit"
        await talk.ask("And Osaka?")
        assert talk.texts()[-1] == "engine answers And Osaka?"
        talk.switch.go_back()
        await talk.until(lambda: talk.cloud_states().count("lost") == 2)
        assert len(talk.cloud.conversations) == 1, "no connection is begun that would be ended at once"
    await metering.close()
    ledger = SqliteSpending(paths.conversations, clock.now)
    (record,) = await ledger.sent()
    ledger.close()
    assert record.characters > len("Where is Kyoto?")
