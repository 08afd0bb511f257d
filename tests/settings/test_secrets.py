"""Keys are kept in the keyring, in a 0600 file only when told to, and go to no other server."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import keyring.backend
import keyring.backends.fail
import keyring.errors
import pytest

from tests.fakes.keyring_service import KeyringService
from wanderlust.domain.errors import KeyringFailed, StorageFailed
from wanderlust.domain.secret import Secret
from wanderlust.settings.secrets import KeyStore, StoredKey, SystemKeyring

CANARY = "sk-canary-4f9c2a7e81b64d0395aa"
OPENAI = "api.openai.com"


@pytest.fixture
def service() -> KeyringService:
    return KeyringService()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "keys.json"


def store(service: KeyringService, file: Path, limit: float = 5.0, **environment: str) -> KeyStore:
    return KeyStore(service, file, environment, limit)


async def test_a_key_is_kept_in_the_keyring_and_nowhere_else(service: KeyringService, file: Path) -> None:
    keys = store(service, file)
    await keys.save_to_file(OPENAI, Secret("older-key"))
    await keys.save(OPENAI, Secret(CANARY))
    assert await keys.load(OPENAI) == StoredKey(Secret(CANARY), "keyring")
    assert not file.exists()
    assert service.threads == {"keyring"}


async def test_a_key_goes_to_no_other_server(service: KeyringService, file: Path) -> None:
    keys = store(service, file, OPENAI_API_KEY=CANARY)
    await keys.save("gate.example", Secret("gate-key"))
    assert await keys.load("other.example") is None
    assert await keys.load(OPENAI) == StoredKey(Secret(CANARY), "environment")
    elsewhere = store(service, file, OPENAI_API_KEY=CANARY, OPENAI_BASE_URL="https://mine.example:444/v1")
    assert await elsewhere.load(OPENAI) is None
    assert await elsewhere.load("mine.example:444") == StoredKey(Secret(CANARY), "environment")


async def test_without_a_keyring_the_file_is_asked_for_and_only_its_owner_reads_it(
    service: KeyringService, file: Path
) -> None:
    service.missing = True
    keys = store(service, file)
    with pytest.raises(KeyringFailed) as caught:
        await keys.save(OPENAI, Secret(CANARY))
    assert caught.value.missing and not file.exists()
    await keys.save_to_file(OPENAI, Secret(CANARY))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert await keys.load(OPENAI) == StoredKey(Secret(CANARY), "file")
    await keys.forget(OPENAI)
    assert not file.exists() and await keys.load(OPENAI) is None


async def test_a_file_that_others_could_read_is_closed_to_them(service: KeyringService, file: Path) -> None:
    service.missing = True
    keys = store(service, file)
    await keys.save_to_file(OPENAI, Secret(CANARY))
    file.chmod(0o644)
    await keys.load(OPENAI)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_a_locked_keyring_is_said_unless_the_key_is_elsewhere(service: KeyringService, file: Path) -> None:
    service.locked = True
    with pytest.raises(KeyringFailed, match="Your keyring is locked"):
        await store(service, file).load(OPENAI)
    found = await store(service, file, OPENAI_API_KEY=CANARY).load(OPENAI)
    assert found is not None and found.kept_in == "environment"


async def test_a_keyring_that_never_answers_is_given_up_and_not_asked_twice_at_once(
    service: KeyringService, file: Path
) -> None:
    service.silent = True
    keys = store(service, file, limit=0.05)
    with pytest.raises(KeyringFailed, match="does not answer"):
        await keys.load(OPENAI)
    with pytest.raises(KeyringFailed, match="still busy"):
        await keys.load(OPENAI)
    service.answers.set()


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"{"])
async def test_a_damaged_file_is_said_without_its_content(service: KeyringService, file: Path, content: bytes) -> None:
    service.missing = True
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(StorageFailed, match="damaged"):
        await store(service, file).load(OPENAI)
    await store(service, file).save_to_file(OPENAI, Secret(CANARY))
    assert await store(service, file).load(OPENAI) is not None


async def test_a_folder_that_cannot_be_written_is_said_without_the_key(service: KeyringService, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(StorageFailed, match="I cannot keep your key") as caught:
        await store(service, tmp_path / "taken" / "keys.json").save_to_file(OPENAI, Secret(CANARY))
    assert CANARY not in str(caught.value)


class Backend(keyring.backend.KeyringBackend):
    """A backend of the ``keyring`` package that raises what it is told to, with the key in its words."""

    priority = 1.0

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.error = error
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.error is not None:
            raise self.error
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.error is not None:
            raise self.error
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError("not there")
        del self.kept[service, username]


def test_the_systems_keyring_keeps_gives_back_and_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Backend()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    system = SystemKeyring()
    assert system.get("w", "host") is None
    system.set("w", "host", CANARY)
    assert system.get("w", "host") == CANARY
    system.delete("w", "host")
    system.delete("w", "host")
    assert system.get("w", "host") is None


@pytest.mark.parametrize(
    ("error", "words", "missing"),
    [
        (keyring.errors.NoKeyringError(CANARY), "No keyring runs", True),
        (keyring.errors.KeyringLocked(CANARY), "is locked", False),
        (keyring.errors.PasswordSetError(CANARY), "refused", False),
        (keyring.errors.InitError(CANARY), "refused", False),
        (ConnectionResetError(CANARY), "refused", False),
    ],
)
def test_what_a_backend_raises_is_a_sentence_without_the_key(
    monkeypatch: pytest.MonkeyPatch, error: Exception, words: str, missing: bool
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: Backend(error))
    with pytest.raises(KeyringFailed, match=words) as caught:
        SystemKeyring().set("w", "host", CANARY)
    assert caught.value.missing is missing and CANARY not in str(caught.value)


def test_the_backend_that_always_fails_means_that_no_keyring_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    with pytest.raises(KeyringFailed) as caught:
        SystemKeyring().get("w", "host")
    assert caught.value.missing


def test_a_real_computer_without_a_keyring_says_so(tmp_path: Path) -> None:
    """The package itself looks for its backends, on a bus where nobody listens."""
    program = (
        "from wanderlust.settings.secrets import SystemKeyring\n"
        "from wanderlust.domain.errors import KeyringFailed\n"
        "try:\n    SystemKeyring().get('w', 'host')\nexcept KeyringFailed as e:\n    print(e.missing)\n"
    )
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    nobody = {"HOME": str(tmp_path), "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=kept | nobody, cwd=Path.cwd(), capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "True\n", done.stderr
