"""Does what the page of the cloud asks for: the account on its thread, costs and records from the ledger."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from wanderlust.application.cloud_account import AccountThread, CloudAccount, ListModels
from wanderlust.application.scrubbed_logging import SCRUBBER
from wanderlust.domain.cloud_account import AccountState
from wanderlust.domain.cloud_settings import CloudSettings, ServerModel
from wanderlust.domain.cost.ledger import SentRecord
from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.secret import Secret
from wanderlust.settings.paths import Paths
from wanderlust.settings.secrets import KeyStore, SystemKeyring
from wanderlust.store.database import Now
from wanderlust.store.spending import SqliteSpending

LISTED = 600  # of the latest connections; an hour on the street map is some hundreds, told in one line

Tell = Callable[[AccountState | tuple[SentRecord, ...] | str], None]


class CloudClerk:
    """Fills ``ui.preferences.cloud_desk.Clerk``; every method returns at once, what comes of it is told.

    Args:
        account: The key.
        ledger: Costs and what was sent.
        tell: Takes the news, on the account's thread.
    """

    def __init__(self, account: CloudAccount, ledger: SqliteSpending, tell: Tell) -> None:
        self.account, self._ledger, self._tell = account, ledger, tell
        self._thread = AccountThread()

    def look(self, settings: CloudSettings) -> None:
        self._thread.do(lambda: self.account.look(settings))

    def paste(self, text: str, settings: CloudSettings) -> None:
        self._thread.do(lambda: self.account.paste(text, settings))

    def keep_in_file(self) -> None:
        self._thread.do(self.account.keep_in_file)

    def keep_for_now(self) -> None:
        self._thread.do(self.account.keep_for_now)

    def test(self, settings: CloudSettings) -> None:
        self._thread.do(lambda: self.account.test(settings))

    def forget(self, settings: CloudSettings) -> None:
        self._thread.do(lambda: self.account.forget(settings))

    def list_sent(self) -> None:
        self._thread.do(self._list_sent)

    def export(self, path: str) -> None:
        self._thread.do(lambda: self._export(Path(path)))

    def close(self) -> None:
        """Let go of the ledger's file."""
        self._ledger.close()

    async def _list_sent(self) -> None:
        try:
            self._tell(await self._ledger.sent(LISTED))
        except StorageFailed as error:
            self._tell(str(error))

    async def _export(self, path: Path) -> None:
        try:
            text = await self._ledger.as_csv()
            # The line ends are the format's own, not this system's.
            await asyncio.to_thread(path.write_text, text, encoding="utf-8", newline="")
        except StorageFailed as error:
            self._tell(str(error))
        except OSError as error:
            self._tell(f"I cannot write {path.name}: {error.strerror or error}. Choose another folder.")
        else:
            count = len(text.splitlines()) - 1
            self._tell(f"One line is in {path.name}." if count == 1 else f"{count} lines are in {path.name}.")


def key_store(paths: Paths, environment: Mapping[str, str] = os.environ) -> KeyStore:
    """This computer's keys; every one that passes is scrubbed from the log."""
    return KeyStore(SystemKeyring(), paths.keys, environment, seen=SCRUBBER.learn)


def cloud_clerk(paths: Paths, now: Now, tell: Tell, list_models: ListModels | None = None) -> CloudClerk:
    """The clerk with this computer's keyring, network and ledger."""
    account = CloudAccount(key_store(paths), list_models or _ask_server, tell)
    return CloudClerk(account, SqliteSpending(paths.conversations, now), tell)


async def _ask_server(settings: CloudSettings, secret: Secret) -> tuple[ServerModel, ...]:
    from wanderlust.realtime.model_list import list_models  # 0.1 s of imports: only when somebody asks

    return await list_models(settings, secret)
