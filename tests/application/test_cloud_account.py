"""A pasted key is tried, kept where it is safe, and never told to the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.fakes.keyring_service import KeyringService
from wanderlust.application.cloud_account import CloudAccount
from wanderlust.domain import connection_trouble
from wanderlust.domain.cloud_account import AccountState
from wanderlust.domain.cloud_settings import CloudSettings, ServerModel
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.domain.secret import Secret
from wanderlust.settings.secrets import FILE_WARNING, KeyStore

CANARY = "sk-canary-4f9c2a7e81b64d0395aa"
SETTINGS = CloudSettings()
MODELS = (ServerModel("gpt-realtime-2.1"),)


@dataclass
class Office:
    """An account with a keyring and a server of the test's."""

    file: Path
    environment: dict[str, str] = field(default_factory=dict)
    service: KeyringService = field(default_factory=KeyringService)
    told: list[AccountState] = field(default_factory=list)
    refuses: ConnectionFailed | None = None
    asked: list[Secret] = field(default_factory=list)

    def __post_init__(self) -> None:
        keys = KeyStore(self.service, self.file, self.environment)
        self.account = CloudAccount(keys, self._list_models, self.told.append)

    async def _list_models(self, settings: CloudSettings, secret: Secret) -> tuple[ServerModel, ...]:
        self.asked.append(secret)
        if self.refuses is not None:
            raise self.refuses
        return MODELS

    @property
    def state(self) -> AccountState:
        """The last thing told; nothing that was told may hold the key."""
        assert CANARY not in repr(self.told)
        return self.told[-1]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "keys.json")


REFUSED = ConnectionFailed.by(connection_trouble.KEY_REFUSED, 401)


async def test_a_good_key_is_kept_in_the_keyring_and_brings_the_models(office: Office) -> None:
    await office.account.paste(f" {CANARY}\n", SETTINGS)
    assert (office.state.kept_in, office.state.accepted, office.state.models) == ("keyring", True, MODELS)
    assert office.state.hint == "····95aa" and not office.state.busy
    assert office.service.kept == {("Wanderlust", "api.openai.com"): CANARY}
    assert office.account.secret == Secret(CANARY)


async def test_a_refused_key_is_not_kept(office: Office) -> None:
    office.refuses = REFUSED
    await office.account.paste(CANARY, SETTINGS)
    assert office.service.kept == {} and office.account.secret is None
    assert (office.state.kept_in, office.state.accepted) == ("", False)
    assert office.state.sentence == "OpenAI refused this key."


async def test_without_a_network_the_key_is_kept_and_that_it_was_not_tried_is_said(office: Office) -> None:
    office.refuses = ConnectionFailed.by(connection_trouble.NO_NETWORK)
    await office.account.paste(CANARY, SETTINGS)
    assert (office.state.kept_in, office.state.accepted) == ("keyring", None)
    assert office.state.sentence == "The network is gone."


async def test_without_a_keyring_the_traveller_is_warned_before_a_file_is_written(office: Office) -> None:
    office.service.missing = True
    await office.account.paste(CANARY, SETTINGS)
    assert office.state.file_offered and office.state.sentence == FILE_WARNING
    assert not office.file.exists() and office.account.secret == Secret(CANARY)
    await office.account.keep_in_file()
    kept = office.told[-1]
    assert (kept.kept_in, kept.file_offered, office.file.exists()) == ("file", False, True)


async def test_the_file_can_be_declined(office: Office) -> None:
    office.service.missing = True
    await office.account.paste(CANARY, SETTINGS)
    await office.account.keep_for_now()
    await office.account.keep_in_file()
    assert office.state.kept_in == "memory" and not office.file.exists()


async def test_a_short_lived_secret_is_used_and_kept_nowhere(office: Office) -> None:
    office.refuses = REFUSED
    await office.account.paste("ek_68af296e8e408191a1120ab6263263c2", SETTINGS)
    assert (office.state.kept_in, office.state.accepted, office.state.short_lived) == ("memory", None, True)
    assert not office.state.trouble and office.account.secret is not None
    assert office.service.kept == {} and not office.file.exists()


async def test_what_is_no_key_is_not_sent_anywhere(office: Office) -> None:
    await office.account.paste("two words", SETTINGS)
    assert office.asked == [] and office.state.sentence == "That is no key."


async def test_another_server_has_another_key(office: Office) -> None:
    await office.account.paste(CANARY, SETTINGS)
    await office.account.test(CloudSettings(address="https://gate.example/v1"))
    assert office.account.secret is None and len(office.asked) == 1
    await office.account.look(SETTINGS)
    assert office.account.secret == Secret(CANARY)


async def test_forgetting_takes_it_out_and_says_what_the_environment_still_has(tmp_path: Path) -> None:
    office = Office(tmp_path / "keys.json", {"OPENAI_API_KEY": CANARY})
    await office.account.paste("sk-another-key-entirely-1234", SETTINGS)
    await office.account.forget(SETTINGS)
    assert office.service.kept == {} and office.state.kept_in == "environment"
    assert office.state.sentence == "The one in OPENAI_API_KEY is still there."


async def test_a_locked_keyring_is_said_and_nothing_is_claimed(office: Office) -> None:
    office.service.locked = True
    await office.account.look(SETTINGS)
    assert (office.state.kept_in, office.state.trouble, office.state.busy) == ("", True, False)
    await office.account.paste(CANARY, SETTINGS)
    assert office.state.kept_in == "memory" and not office.state.file_offered
    assert office.state.sentence == "Your keyring is locked."
