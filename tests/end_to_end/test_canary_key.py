"""A key that was really used is in no file, no log and no word of the app, not even when the server repeats it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from websockets.asyncio.server import ServerConnection, serve

from tests.canary_search import CHUNK, CanarySearch, files_with_key
from tests.fakes.keyring_service import KeyringService
from wanderlust.application.cloud_account import CloudAccount
from wanderlust.application.metering import CloudMetering
from wanderlust.domain.cloud_account import AccountState
from wanderlust.domain.cloud_settings import CloudSettings
from wanderlust.domain.cost.usage import ModelUsage, Tokens
from wanderlust.realtime.model_list import list_models
from wanderlust.settings.paths import PROJECT, Paths
from wanderlust.settings.preferences import Preferences, PreferencesFile
from wanderlust.settings.secrets import KeyStore
from wanderlust.travel.clock import SystemClock

CANARY = "sk-canary-4f9c2a7e81b64d0395aa"
LINE = {"utterance": "Time in Tokyo?", "calls": [{"name": "local_time", "args": {"place": "Tokyo"}}]}


def test_the_search_finds_a_key_that_was_written_in_either_encoding_and_across_its_chunks(tmp_path: Path) -> None:
    search = CanarySearch(0.0)
    folder = tmp_path / "deep"
    folder.mkdir()
    planted = {folder / "log": f"Bearer {CANARY}".encode(), folder / "wide": CANARY.encode("utf-16-le")}
    planted[folder / "long"] = b"." * (CHUNK - 3) + CANARY.encode()
    for path, content in {**planted, folder / "harmless": b"sk-other"}.items():
        path.write_bytes(content)
    assert set(files_with_key(tmp_path)) == set(planted)
    search.before_removal("shutil.rmtree", (str(folder), None))
    assert search.found == set(planted)
    for path in planted:
        path.unlink()


def test_a_key_may_lie_in_its_own_file_alone_and_only_while_nobody_else_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text(CANARY, encoding="utf-8")
    file.chmod(0o600)
    assert list(files_with_key(tmp_path)) == []
    file.chmod(0o644)
    assert list(files_with_key(tmp_path)) == [file]
    file.unlink()


async def test_everything_a_run_logs_says_and_writes_is_free_of_the_key(tmp_path: Path) -> None:
    """With all logging on no header is written down; and this server repeats the key in its error."""
    seen: list[str] = []

    async def echo(socket: ServerConnection) -> None:
        assert socket.request is not None
        seen.append(socket.request.headers["Authorization"])
        await socket.send(json.dumps({"type": "session.created", "session": {"type": "realtime"}}))
        await socket.recv()
        error = {"type": "invalid_request_error", "code": "invalid_api_key", "message": f"Incorrect key: {CANARY}."}
        await socket.send(json.dumps({"type": "error", "error": error}))
        await socket.wait_closed()

    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps(LINE), encoding="utf-8")
    async with serve(echo, "127.0.0.1", 0) as server:
        host = f"127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
        environment = os.environ | {
            "OPENAI_API_KEY": CANARY,
            "OPENAI_BASE_URL": f"http://{host}/v1",
            "WANDERLUST_DATA_DIR": str(tmp_path / "data"),
            "WANDERLUST_LOG": "DEBUG",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none",
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "wanderlust", "eval", "tools", "--backend", f"http://{host}/v1", str(lines)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment,
        )
        async with asyncio.timeout(60):
            out, err = await process.communicate()
    assert seen == [f"Bearer {CANARY}"]  # it was really used
    said = err.decode()
    assert process.returncode == 1 and "Authorization" not in said and "Incorrect key: ····" in said
    assert CANARY not in said and CANARY.encode() not in out
    assert list(files_with_key(tmp_path)) == []


async def test_pasting_trying_spending_and_saving_writes_the_key_nowhere(tmp_path: Path) -> None:
    paths = Paths(tmp_path, None, PROJECT / "resources", tmp_path / "config", tmp_path / "cache", tmp_path / "log")
    told: list[AccountState] = []
    service = KeyringService()
    service.missing = True
    settings = CloudSettings(address="http://127.0.0.1:9/v1")
    account = CloudAccount(KeyStore(service, paths.keys, {}), list_models, told.append)
    await account.paste(CANARY, settings)
    await account.keep_for_now()
    assert account.secret is not None and account.secret.reveal() == CANARY
    metering = CloudMetering(paths, SystemClock(), lambda _event: None, settings, "talk")
    metering.meter.take(ModelUsage("gpt-realtime-2.1", output=Tokens(audio=10)), settings.host)
    await metering.close()
    PreferencesFile(paths.preferences, SystemClock().now).save(Preferences(cloud=True, cloud_address=settings.address))
    assert CANARY not in repr(told) and CANARY not in repr(account.__dict__)
    assert paths.conversations.exists() and paths.preferences.exists()
    assert list(files_with_key(tmp_path)) == []
