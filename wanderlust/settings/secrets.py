"""Keeps keys in the system's keyring; where none runs, in a file only the traveller can read, and only when told to."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeVar
from urllib.parse import urlsplit

from wanderlust.domain.errors import KeyringFailed, StorageFailed
from wanderlust.domain.secret import Secret

Result = TypeVar("Result")
KeptIn = Literal["keyring", "file", "environment"]

SERVICE = "Wanderlust"
KEY_VARIABLE, ADDRESS_VARIABLE = "OPENAI_API_KEY", "OPENAI_BASE_URL"
OPENAI_HOST = "api.openai.com"
# A locked keyring asks for its password in a window of its own; nobody types that in ten seconds.
TIME_LIMIT_S = 60.0
FILE_WARNING = (
    "No keyring runs on this computer. I can keep the key in a file that only you can read: "
    "whoever copies your files has the key."
)


class Keyring(Protocol):
    """The system's keyring; its calls block, and raise KeyringFailed."""

    def get(self, service: str, name: str) -> str | None: ...

    def set(self, service: str, name: str, value: str) -> None: ...

    def delete(self, service: str, name: str) -> None:
        """Forget it; nothing is done for what is not there."""
        ...


class SystemKeyring:
    """Fills ``Keyring`` through the ``keyring`` package, imported at the first call: it looks through its backends."""

    def get(self, service: str, name: str) -> str | None:
        return self._asked(lambda backend: backend.get_password(service, name))

    def set(self, service: str, name: str, value: str) -> None:
        self._asked(lambda backend: backend.set_password(service, name, value))

    def delete(self, service: str, name: str) -> None:
        from keyring.errors import PasswordDeleteError

        def delete(backend: _Backend) -> None:
            try:
                backend.delete_password(service, name)
            except PasswordDeleteError:
                if backend.get_password(service, name) is not None:
                    raise

        self._asked(delete)

    def _asked(self, question: Callable[[_Backend], Result]) -> Result:
        import keyring
        from keyring.backends import fail, null
        from keyring.errors import KeyringError, KeyringLocked, NoKeyringError

        try:
            backend = keyring.get_keyring()
            if isinstance(backend, fail.Keyring | null.Keyring):
                raise NoKeyringError
            return question(backend)
        except NoKeyringError as error:
            raise KeyringFailed("No keyring runs on this computer.", missing=True) from error
        except KeyringLocked as error:
            raise KeyringFailed("Your keyring is locked.", "Unlock it, then try again.") from error
        except (KeyringError, OSError, RuntimeError) as error:
            # Not chained: what a backend raises may hold what it was given.
            raise KeyringFailed(f"Your keyring refused ({type(error).__name__}).", "Try again.") from None


class _Backend(Protocol):
    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key and where it is kept."""

    secret: Secret
    kept_in: KeptIn


class KeyStore:
    """One key a server, by its host: a key is never sent to another.

    Args:
        keyring: The system's.
        file: Takes keys where no keyring runs.
        environment: Its ``OPENAI_API_KEY`` is used when nothing was stored, for OpenAI or the host in
            ``OPENAI_BASE_URL``.
        time_limit_s: How long the keyring may take.
        seen: Told every key that passes, so that logs can be scrubbed of it.
    """

    def __init__(
        self,
        keyring: Keyring,
        file: Path,
        environment: Mapping[str, str],
        time_limit_s: float = TIME_LIMIT_S,
        seen: Callable[[str], None] = lambda _key: None,
    ) -> None:
        self._keyring, self._file, self._environment, self._seen = keyring, file, environment, seen
        self._time_limit_s = time_limit_s
        self._busy = threading.Lock()

    async def load(self, host: str) -> StoredKey | None:
        """The key for a host: from the keyring, else the file, else the environment.

        Raises:
            KeyringFailed: The keyring is locked or does not answer, and no other place has a key for the host.
            StorageFailed: The file cannot be read, and no other place has one.
        """
        found = await self._found(host)
        if found is not None:
            self._seen(found.secret.reveal())
        return found

    async def _found(self, host: str) -> StoredKey | None:
        trouble: KeyringFailed | StorageFailed | None = None
        try:
            found = await self._in_thread(lambda: self._keyring.get(SERVICE, host))
            if found:
                return StoredKey(Secret(found), "keyring")
        except KeyringFailed as error:
            trouble = None if error.missing else error
        try:
            kept = await asyncio.to_thread(self._read)
            if kept.get(host):
                return StoredKey(Secret(kept[host]), "file")
        except StorageFailed as error:
            trouble = trouble or error
        given = self._environment.get(KEY_VARIABLE, "").strip()
        if given and host == self._environment_host():
            return StoredKey(Secret(given), "environment")
        if trouble is not None:
            raise trouble
        return None

    async def save(self, host: str, secret: Secret) -> None:
        """Keep a key in the keyring, and nowhere else any more.

        Raises:
            KeyringFailed: It was not kept; ``missing`` when no keyring runs, so ``save_to_file`` may be offered.
            StorageFailed: It is in the keyring, but an older one could not be taken out of the file.
        """
        self._seen(secret.reveal())
        await self._in_thread(lambda: self._keyring.set(SERVICE, host, secret.reveal()))
        await asyncio.to_thread(self._write, host, None)

    async def save_to_file(self, host: str, secret: Secret) -> None:
        """Keep a key in the file, after the traveller was told what that means; raises StorageFailed."""
        self._seen(secret.reveal())
        await asyncio.to_thread(self._write, host, secret)

    async def forget(self, host: str) -> None:
        """Take a key out of keyring and file; raises KeyringFailed or StorageFailed."""
        await asyncio.to_thread(self._write, host, None)
        try:
            await self._in_thread(lambda: self._keyring.delete(SERVICE, host))
        except KeyringFailed as error:
            if not error.missing:
                raise

    def _environment_host(self) -> str:
        address = self._environment.get(ADDRESS_VARIABLE, "").strip()
        return (urlsplit(address).netloc or OPENAI_HOST).lower()

    async def _in_thread(self, job: Callable[[], Result]) -> Result:
        """Run a call that may block for ever in a thread of its own, which the app does not wait for at its end."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Result] = loop.create_future()

        def settle(result: Result | None, error: BaseException | None) -> None:
            if not done.done():
                done.set_result(result) if error is None else done.set_exception(error)  # type: ignore[arg-type]

        def run() -> None:
            try:
                outcome: tuple[Result | None, BaseException | None] = (job(), None)
            except Exception as error:
                outcome = (None, error)
            finally:
                self._busy.release()
            if not loop.is_closed():
                loop.call_soon_threadsafe(settle, *outcome)

        if not self._busy.acquire(blocking=False):
            raise KeyringFailed("Your keyring is still busy.", "It may be asking for its password in another window.")
        threading.Thread(target=run, name="keyring", daemon=True).start()
        try:
            async with asyncio.timeout(self._time_limit_s):
                return await done
        except TimeoutError:
            raise KeyringFailed("Your keyring does not answer.", "Unlock it, then try again.") from None

    def _read(self) -> dict[str, str]:
        try:
            with self._file.open(encoding="utf-8") as file:
                if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                    os.fchmod(file.fileno(), 0o600)  # somebody copied it about
                kept = json.load(file)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise StorageFailed(
                f"The file with your key cannot be read ({error.strerror}).", "Paste it anew."
            ) from error
        except ValueError:
            raise StorageFailed("The file with your key is damaged.", "Paste the key anew.") from None
        if not isinstance(kept, dict):
            raise StorageFailed("The file with your key is damaged.", "Paste the key anew.")
        return {host: key for host, key in kept.items() if isinstance(key, str)}

    def _write(self, host: str, secret: Secret | None) -> None:
        try:
            kept = self._read()
        except StorageFailed:
            kept = {}
        if secret is None and host not in kept:
            return
        kept.pop(host, None)
        if secret is not None:
            kept[host] = secret.reveal()
        try:
            if not kept:
                self._file.unlink()
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._file.with_name(self._file.name + ".new")
            fresh.unlink(missing_ok=True)
            # The file is born readable by its owner alone: a chmod afterwards would come a moment too late.
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump(kept, file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._file)
        except OSError as error:
            raise StorageFailed(
                f"I cannot keep your key: {error.strerror or error}.", f"Allow writing in {self._file.parent}."
            ) from error
