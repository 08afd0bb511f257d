"""The packs for the window: listed, installed and removed one after the other on a thread of their own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from wanderlust.application.voice import VOICE_PACKS
from wanderlust.domain.errors import WanderlustError
from wanderlust.domain.packs import (
    LANGUAGE_LIST,
    PackEnded,
    PackEvent,
    PackFailed,
    PackInfo,
    PackProgress,
    PacksListed,
    PackState,
)
from wanderlust.engine.pack_manifest import Pack
from wanderlust.engine.pack_sources import Fetcher, InstallStopped, NetworkFetcher
from wanderlust.engine.packs import PackStore
from wanderlust.engine.translation.language_packs import download_size

TOGETHER = (VOICE_PACKS,)
"""Packs of which one is of no use without the others: they are one thing, called by the first one's name."""


class LanguageShelf(Protocol):
    """The list of languages and the packs it makes."""

    def fetch(self, stopped: threading.Event) -> None:
        """Ask the mirror for its list; raises WanderlustError."""
        ...

    def fetched(self) -> datetime | None:
        """When that was done last, if ever."""
        ...

    def store(self) -> PackStore:
        """The packs, those of the list among them."""
        ...


class PackLibrary:
    """What the page of downloads works with; nothing is fetched except by ``install``.

    Args:
        store: The packs.
        tell: Gets every event, on the library's thread.
        changed: Called on the library's thread when a pack came or went.
        make_fetcher: Makes what fetches, from the event that stops it.
        languages: The list of languages; without it there are none.
        languages_changed: Called on the library's thread when a pair of languages came or went.
    """

    def __init__(
        self,
        store: PackStore,
        tell: Callable[[PackEvent], None],
        changed: Callable[[], None],
        make_fetcher: Callable[[threading.Event], Fetcher] = NetworkFetcher,
        languages: LanguageShelf | None = None,
        languages_changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._tell = tell
        self._changed = changed
        self._make_fetcher = make_fetcher
        self._languages = languages
        self._languages_changed = languages_changed
        self._orders: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._stops: dict[str, threading.Event] = {}
        self._thread: threading.Thread | None = None

    def refresh(self) -> None:
        """Tell what there is."""
        self._order(self._list)

    def fetch_languages(self) -> None:
        """Ask the mirror which languages there are."""
        stop = self._stops[LANGUAGE_LIST] = threading.Event()
        self._order(lambda: self._fetch_languages(stop))

    def install(self, name: str) -> None:
        """Download a pack, going on from where an earlier download was broken off."""
        stop = self._stops[name] = threading.Event()
        self._order(lambda: self._install(name, stop))

    def stop(self, name: str) -> None:
        """Break a download off, or forget it while it waits; what is complete is kept."""
        if name in self._stops:
            self._stops[name].set()

    def remove(self, name: str) -> None:
        """Delete a pack that is not needed."""
        self._order(lambda: self._remove(name))

    def close(self) -> None:
        """End the thread; a download under way is broken off."""
        for stop in tuple(self._stops.values()):
            stop.set()
        if self._thread is not None:
            self._orders.put(None)
            self._thread.join(timeout=5)
            self._thread = None

    def _order(self, order: Callable[[], None]) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="packs", daemon=True)
            self._thread.start()
        self._orders.put(order)

    def _run(self) -> None:
        while (order := self._orders.get()) is not None:
            order()

    def _fetch_languages(self, stop: threading.Event) -> None:
        try:
            if self._languages is not None and not stop.is_set():
                self._languages.fetch(stop)
                self._languages_changed()  # what may be downloaded is new
        except InstallStopped:
            pass  # who stopped it knows
        except WanderlustError as error:
            self._tell(PackFailed(LANGUAGE_LIST, error.sentence, error.remedy))
        finally:
            self._tell(PackEnded(LANGUAGE_LIST))
            self._list()

    def _list(self) -> None:
        if self._languages is not None:
            self._store = self._languages.store()
        manifest = self._store.manifest
        followers = {name for group in TOGETHER for name in group[1:]}
        packs = (*manifest.of_kind("model"), *manifest.of_kind("optional"), *manifest.of_kind("language"))
        infos = tuple(self._info(pack) for pack in packs if pack.name not in followers)
        self._tell(PacksListed(infos, self._languages.fetched() if self._languages is not None else None))

    def _info(self, pack: Pack) -> PackInfo:
        parts = self._parts(pack.name)
        licences = {file.licence: None for part in parts for files in part.editions.values() for file in files}
        return PackInfo(
            name=pack.name,
            title=pack.title,
            size=sum(part.size for part in parts),
            licences=tuple(licences),
            state=self._state(parts),
            needed=pack.kind == "model",
            language=pack.kind == "language",
            download=download_size(pack) if pack.kind == "language" else 0,
        )

    def _parts(self, name: str) -> tuple[Pack, ...]:
        group = next((group for group in TOGETHER if group[0] == name), (name,))
        return tuple(self._store.manifest.pack(part) for part in group)

    def _state(self, parts: tuple[Pack, ...]) -> PackState:
        here = [self._store.installed(part.name) for part in parts]
        if all(here):
            return "installed" if all(self._store.removable(part.name) for part in parts) else "bundled"
        begun = any(here) or any(self._store.begun(part.name) for part in parts)
        return "begun" if begun else "missing"

    def _install(self, name: str, stop: threading.Event) -> None:
        parts = self._parts(name)
        total, before = sum(part.size for part in parts), 0
        try:
            for part in parts:
                if stop.is_set():
                    break

                def progress(done: int, _of: int, label: str, before: int = before) -> None:
                    self._tell(PackProgress(name, min(total, before + done), total, label))

                self._store.install(part.name, self._make_fetcher(stop), progress)
                before += part.size
            else:
                self._tell_changed(parts)
        except InstallStopped:
            pass  # the traveller knows; the list says what is kept
        except WanderlustError as error:
            self._tell(PackFailed(name, error.sentence, error.remedy))
        finally:
            self._tell(PackEnded(name))
            self._list()

    def _remove(self, name: str) -> None:
        parts = self._parts(name)
        for part in parts:
            self._store.remove(part.name)
        if any(self._store.removable(part.name) for part in parts):
            self._tell(PackFailed(name, "I could not delete all of it.", f"Delete it in {self._store.root}."))
        self._tell_changed(parts)
        self._list()

    def _tell_changed(self, parts: Sequence[Pack]) -> None:
        # The engine sees pairs of languages come and go by itself: a talk under way is not to lose it.
        if all(part.kind == "language" for part in parts):
            self._languages_changed()
        else:
            self._changed()
