"""A keyring as the system's would be: it can be absent, locked, or never answer."""

from __future__ import annotations

import threading

from wanderlust.domain.errors import KeyringFailed


class KeyringService:
    """Fills ``settings.secrets.Keyring``."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.missing = False
        self.locked = False
        self.silent = False
        self.answers = threading.Event()
        self.threads: set[str] = set()

    def get(self, service: str, name: str) -> str | None:
        self._open()
        return self.kept.get((service, name))

    def set(self, service: str, name: str, value: str) -> None:
        self._open()
        self.kept[service, name] = value

    def delete(self, service: str, name: str) -> None:
        self._open()
        self.kept.pop((service, name), None)

    def _open(self) -> None:
        self.threads.add(threading.current_thread().name)
        if self.missing:
            raise KeyringFailed("No keyring runs on this computer.", missing=True)
        if self.locked:
            raise KeyringFailed("Your keyring is locked.", "Unlock it, then try again.")
        if self.silent:
            self.answers.wait(10)
