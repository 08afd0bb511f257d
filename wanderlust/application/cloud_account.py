"""The key for the cloud: looked up, pasted, tried, kept and forgotten, away from the GUI thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

from wanderlust.domain.cloud_account import AccountState
from wanderlust.domain.cloud_settings import CloudSettings, ServerModel
from wanderlust.domain.errors import ConnectionFailed, KeyringFailed, WanderlustError
from wanderlust.domain.secret import Secret, pasted_key
from wanderlust.settings.secrets import FILE_WARNING, KeyStore

ListModels = Callable[[CloudSettings, Secret], Awaitable[tuple[ServerModel, ...]]]
REFUSALS = (401, 403)


class CloudAccount:
    """Runs on any loop, one question at a time; tells its state after every step.

    Args:
        keys: Keeps keys.
        list_models: Asks the server.
        tell: Gets every state.
    """

    def __init__(self, keys: KeyStore, list_models: ListModels, tell: Callable[[AccountState], None]) -> None:
        self._keys, self._list_models, self._announce = keys, list_models, tell
        self._secret: Secret | None = None
        self._unkept: Secret | None = None
        self.state = AccountState()

    @property
    def secret(self) -> Secret | None:
        """The key to connect with, if there is one."""
        return self._secret

    async def look(self, settings: CloudSettings) -> None:
        """Find out whether there is a key for this server."""
        if self.state.host == settings.host and self._secret is not None:
            self._tell(busy=False)
            return
        self._secret = None
        self._tell(AccountState(settings.host, busy=True))
        try:
            found = await self._keys.load(settings.host)
        except WanderlustError as error:
            self._tell(busy=False, sentence=error.sentence, remedy=error.remedy, trouble=True)
            return
        if found is None:
            self._tell(busy=False)
            return
        self._secret = found.secret
        hint, short = found.secret.hint, found.secret.short_lived
        self._tell(busy=False, kept_in=found.kept_in, hint=hint, short_lived=short)

    async def paste(self, text: str, settings: CloudSettings) -> None:
        """Try a pasted key and keep it; one the server refuses is not kept."""
        try:
            secret = pasted_key(text)
        except WanderlustError as error:
            self._tell(sentence=error.sentence, remedy=error.remedy, trouble=True, file_offered=False)
            return
        self._tell(AccountState(settings.host, busy=True, hint=secret.hint, short_lived=secret.short_lived))
        if not await self._try(secret, settings) and self.state.accepted is False:
            self._secret = None
            self._tell(busy=False, hint="")
            return
        self._secret = secret
        if secret.short_lived:
            # It is dead within two hours: kept, it would only puzzle its owner tomorrow.
            self._tell(busy=False, kept_in="memory")
            return
        try:
            await self._keys.save(settings.host, secret)
        except KeyringFailed as error:
            self._unkept = secret
            offered = error.missing
            sentence = FILE_WARNING if offered else error.sentence
            remedy = "" if offered else error.remedy
            self._tell(
                busy=False, kept_in="memory", sentence=sentence, remedy=remedy, trouble=True, file_offered=offered
            )
        except WanderlustError as error:
            self._tell(busy=False, kept_in="keyring", sentence=error.sentence, remedy=error.remedy, trouble=True)
        else:
            self._tell(busy=False, kept_in="keyring")

    async def keep_in_file(self) -> None:
        """The traveller was warned and wants the file."""
        if self._unkept is None:
            return
        try:
            await self._keys.save_to_file(self.state.host, self._unkept)
        except WanderlustError as error:
            self._tell(sentence=error.sentence, remedy=error.remedy, trouble=True)
            return
        self._unkept = None
        self._tell(kept_in="file", file_offered=False, sentence="", remedy="", trouble=False)

    async def keep_for_now(self) -> None:
        """The traveller was warned and wants it kept nowhere; it is gone when the app ends."""
        self._unkept = None
        self._tell(file_offered=False, sentence="", remedy="", trouble=False)

    async def test(self, settings: CloudSettings) -> None:
        """Try the key there is, and list the models."""
        await self.look(settings)
        if self._secret is not None:
            self._tell(busy=True, sentence="", remedy="", trouble=False)
            await self._try(self._secret, settings)
            self._tell(busy=False)

    async def forget(self, settings: CloudSettings) -> None:
        """Take the key out of wherever we put it; one in the environment stays there, and that is said."""
        try:
            await self._keys.forget(settings.host)
        except WanderlustError as error:
            self._tell(sentence=error.sentence, remedy=error.remedy, trouble=True)
            return
        self._secret = self._unkept = None
        self.state = AccountState()
        await self.look(settings)
        if self.state.kept_in == "environment":
            self._tell(sentence="The one in OPENAI_API_KEY is still there.", remedy="Take it out of your environment.")

    async def _try(self, secret: Secret, settings: CloudSettings) -> bool:
        try:
            models = await self._list_models(settings, secret)
        except ConnectionFailed as error:
            refused = error.code in REFUSALS
            details = error.trouble.details if error.trouble is not None else ""
            if refused and secret.short_lived:
                note = "A short-lived secret may not list models. I try it when we talk."
                self._tell(accepted=None, sentence=note, remedy="", trouble=False, details=details)
                return False
            self._tell(
                accepted=False if refused else None,
                sentence=error.sentence,
                remedy=error.remedy,
                trouble=True,
                details=details,
                models=(),
            )
            return False
        except WanderlustError as error:
            self._tell(accepted=None, sentence=error.sentence, remedy=error.remedy, trouble=True)
            return False
        self._tell(accepted=True, models=models, sentence="", remedy="", trouble=False, details="")
        return True

    def _tell(self, state: AccountState | None = None, **changes: Any) -> None:
        self.state = replace(state or self.state, **changes)
        self._announce(self.state)


class AccountThread:
    """One thread with a loop for the account; it dies with the app, whatever a keyring is waiting for."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._started = threading.Event()
        self._turn: asyncio.Lock | None = None

    def do(self, job: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run a job after the ones before it; returns at once."""
        if self._loop is None:
            threading.Thread(target=lambda: asyncio.run(self._live()), name="account", daemon=True).start()
            self._started.wait()
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(self._one(job), self._loop)

    async def _one(self, job: Callable[[], Coroutine[Any, Any, None]]) -> None:
        assert self._turn is not None
        async with self._turn:
            await job()

    async def _live(self) -> None:
        self._loop, self._turn = asyncio.get_running_loop(), asyncio.Lock()
        self._started.set()
        await asyncio.Event().wait()
