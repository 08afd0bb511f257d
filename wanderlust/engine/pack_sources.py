"""Fetching the bytes of packs: wheels and npm packages by pip and npm where they are, else all over https."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from wanderlust.domain.errors import WanderlustError
from wanderlust.engine.downloading import STALL_SECONDS, DownloadFailed, DownloadStopped, Wanted, download
from wanderlust.engine.package_index import (
    LARGEST_ANSWER,
    LARGEST_PACKAGE,
    NPM,
    WHEELS,
    ListedFile,
    NotListed,
    listed_tarball,
    listed_wheel,
    npm_page,
    wheel_page,
)

Received = Callable[[int], None]
"""Called with the bytes received so far of the file under way."""

_POLL_SECONDS = 0.2

_Index = tuple[Callable[[str, str], str], str, Callable[[bytes, str, str], ListedFile]]
"""Makes the address of an index's page on a package; the index's own address; reads that page."""


class SourceFailed(Exception):
    """One source could not give what was asked; the text completes "...: " in a sentence."""


class InstallStopped(WanderlustError):
    """The traveller stopped an installation; what was complete by then is kept."""

    def __init__(self) -> None:
        super().__init__("I stopped the installation.", "Start it again to go on from there.")


class Fetcher(Protocol):
    """What an installation asks of the network."""

    def wheel(self, requirement: str, into: Path, received: Received) -> Path:
        """Download the wheel of ``package==version`` into an empty folder and return its path.

        Raises:
            SourceFailed: It cannot be had from here.
            InstallStopped: The installation was stopped meanwhile.
        """
        ...

    def npm(self, package: str, into: Path, received: Received) -> Path:
        """Download the tarball of ``name@version`` into an empty folder and return its path; raises as ``wheel``."""
        ...

    def url(self, address: str, target: Path, size: int, received: Received) -> None:
        """Download one file of ``size`` bytes to ``target``; raises as ``wheel`` does."""
        ...


class NetworkFetcher:
    """Fetches with pip, npm and our own downloads; setting ``stopped`` ends what is under way within about 0.2 s.

    Where there is no pip (a frozen bundle) or no npm, the public index is asked where the package lies, and it is
    downloaded and checked against the index's checksum; the manifest's own comes on top of that.
    """

    def __init__(
        self,
        stopped: threading.Event | None = None,
        python: str | None = None if getattr(sys, "frozen", False) else sys.executable,
        stall_seconds: float = 180.0,
        indexes: tuple[str, str] = (WHEELS, NPM),
    ) -> None:
        """Make a fetcher.

        Args:
            stopped: Set by another thread to stop.
            python: The interpreter whose pip downloads wheels; None in a frozen bundle, which has none.
            stall_seconds: A download that gains no byte for so long has failed.
            indexes: Addresses of the index of wheels and of the registry of npm.
        """
        self._stopped = stopped or threading.Event()
        self._python = python
        self._stall_seconds = stall_seconds
        self._wheels, self._npm = indexes

    def wheel(self, requirement: str, into: Path, received: Received) -> Path:
        """See ``Fetcher.wheel``."""
        if self._python is None:
            return self._listed((wheel_page, self._wheels, listed_wheel), requirement, into, received)
        command = [self._python, "-m", "pip", "--no-input", "--disable-pip-version-check", "--quiet"]
        # pip's own cache would keep a second copy of up to 133 MB in the home folder.
        command += ["--no-cache-dir", "--retries", "2", "--timeout", "20", "download"]
        command += ["--no-deps", "--only-binary", ":all:", requirement, "--dest", str(into)]
        # pip writes to its temporary folder first: inside ours it is seen growing and is removed with it.
        environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(into))}
        return self._brought(command, environment, into, received, ("pip", requirement, "*.whl"))

    def npm(self, package: str, into: Path, received: Received) -> Path:
        """See ``Fetcher.npm``."""
        program = shutil.which("npm")
        if program is None:
            return self._listed((npm_page, self._npm, listed_tarball), package, into, received)
        command = [program, "pack", package, "--silent", "--pack-destination", str(into)]
        environment = {**os.environ, "npm_config_cache": str(into / "cache"), "npm_config_update_notifier": "false"}
        return self._brought(command, environment, into, received, ("npm", package, "*.tgz"))

    def _listed(self, index: _Index, package: str, into: Path, received: Received) -> Path:
        """Ask an index where a package lies, download it, and hold it against the index's checksum."""
        page_of, base, read = index
        answer = into / "index"
        try:
            page = page_of(package, base)
            self._download(Wanted(page, answer, LARGEST_ANSWER, exact=False), lambda count: None)
            listed = read(answer.read_bytes(), package, page)
        except NotListed as error:
            raise SourceFailed(str(error)) from error
        answer.unlink()
        target = into / listed.name
        self._download(Wanted(listed.address, target, LARGEST_PACKAGE, exact=False), received)
        if not listed.passes(target):
            target.unlink()
            raise SourceFailed(f"{package} did not match its checksum")
        return target

    def _brought(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        into: Path,
        received: Received,
        wanted: tuple[str, str, str],
    ) -> Path:
        """Run a program that downloads; ``wanted`` is its name, what it was asked for, and what the file is called."""
        program, package, pattern = wanted
        with subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=dict(environment),
        ) as process:
            errors = self._watched(process, into, received)
        if process.returncode:
            raise SourceFailed(f"{program} could not get {package} ({_last_error(errors)})")
        files = list(into.glob(pattern))
        if len(files) != 1:
            raise SourceFailed(f"{program} brought no file for {package}")
        return files[0]

    def _watched(self, process: subprocess.Popen[bytes], into: Path, received: Received) -> str:
        held, quiet = 0, 0.0
        try:
            while True:
                if self._stopped.is_set():
                    raise InstallStopped
                try:
                    return process.communicate(timeout=_POLL_SECONDS)[1].decode(errors="replace")
                except subprocess.TimeoutExpired:
                    size = _size_below(into)
                    quiet = 0.0 if size > held else quiet + _POLL_SECONDS
                    held = max(held, size)
                    received(held)
                if quiet > self._stall_seconds:
                    raise SourceFailed("the download stood still")
        finally:
            if process.poll() is None:
                process.kill()
                process.communicate()

    def url(self, address: str, target: Path, size: int, received: Received) -> None:
        """See ``Fetcher.url``; goes on from where an earlier download of the same file was broken off."""
        self._download(Wanted(address, target, size), received)

    def _download(self, wanted: Wanted, received: Received) -> None:
        try:
            download(wanted, received, self._stopped, min(self._stall_seconds, STALL_SECONDS))
        except DownloadFailed as error:
            raise SourceFailed(str(error)) from error
        except DownloadStopped as error:
            raise InstallStopped from error


def _last_error(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")] or lines or ["no reason given"]
    return errors[-1].removeprefix("ERROR: ").rstrip(".")


def _size_below(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:  # pip renames its files while we look
            continue
    return total
