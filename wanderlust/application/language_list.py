"""The list of languages that a mirror has: fetched when somebody asks for it, and kept with its date."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from wanderlust.application.translation import language_store
from wanderlust.domain.errors import DataMissing, StorageFailed
from wanderlust.engine.downloading import PART, STALL_SECONDS, DownloadFailed, DownloadStopped, Wanted, download
from wanderlust.engine.pack_sources import InstallStopped
from wanderlust.engine.packs import PackStore
from wanderlust.engine.translation.language_packs import (
    PUBLIC_LIST,
    LanguageList,
    check_list_address,
    keep_list,
    kept_list,
)
from wanderlust.engine.translation.registry import LARGEST_LIST
from wanderlust.settings.paths import Paths


class Languages:
    """Fills ``LanguageShelf`` for one computer.

    Args:
        paths: Where everything lies.
        mirror: The address of the list at the moment; empty for Mozilla's own.
        now: The date; aware.
    """

    def __init__(self, paths: Paths, mirror: Callable[[], str], now: Callable[[], datetime]) -> None:
        self._paths, self._mirror, self._now = paths, mirror, now

    def fetch(self, stopped: threading.Event) -> None:
        """See ``LanguageShelf.fetch``."""
        fetch_language_list(self._paths.language_list, self._mirror(), self._now(), stopped)

    def fetched(self) -> datetime | None:
        """See ``LanguageShelf.fetched``."""
        kept = kept_list(self._paths.language_list)
        return kept.fetched if kept is not None else None

    def store(self) -> PackStore:
        """See ``LanguageShelf.store``."""
        return language_store(self._paths)


def fetch_language_list(
    kept: Path,
    mirror: str,
    now: datetime,
    stopped: threading.Event | None = None,
    stall_seconds: float = STALL_SECONDS,
) -> LanguageList:
    """Fetch a list and keep it; one that cannot be had leaves the one before.

    Args:
        kept: Where the list is kept.
        mirror: Address of the list; empty for Mozilla's own.
        now: The date that is kept with it.
        stopped: Breaks it off.
        stall_seconds: How long nothing may come.

    Raises:
        DataMissing: It cannot be had, or is no list.
        StorageFailed: It cannot be written.
        InstallStopped: ``stopped`` was set.
    """
    address = mirror or PUBLIC_LIST
    check_list_address(address)
    fresh = kept.with_name(f"{kept.name}.fetched")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        wanted = Wanted(address, fresh, LARGEST_LIST, exact=False)
        download(wanted, lambda _count: None, stopped or threading.Event(), stall_seconds)
        return keep_list(kept, address, fresh.read_bytes(), now)
    except DownloadFailed as failure:
        raise DataMissing(
            "languages",
            f"I could not get the list of languages: {failure}.",
            "Check the connection, and the mirror in the settings.",
        ) from failure
    except DownloadStopped as stop:
        raise InstallStopped from stop
    except OSError as error:
        raise StorageFailed(
            f"I could not keep the list of languages: {error.strerror or error}.", "Free some space."
        ) from error
    finally:
        fresh.unlink(missing_ok=True)
        fresh.with_name(fresh.name + PART).unlink(missing_ok=True)
