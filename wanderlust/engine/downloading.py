"""One file over HTTP: gone on with where it was broken off, given up when it stands still, never longer than it should.

What arrives is read on a thread of its own, so that stopping takes 0.2 s whatever the network does.
"""

from __future__ import annotations

import http.client
import queue
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO

CONNECT_SECONDS = 30.0
STALL_SECONDS = 60.0
"""Nothing, or next to nothing, for so long is a failure."""
_SLOWEST = 500  # bytes a second; 33 MB would take 18 hours
_POLL_SECONDS = 0.2
_CHUNK = 1 << 16
_WAITING_CHUNKS = 64
PART = ".part"
_NEARBY = ("127.0.0.1", "localhost", "::1")


class DownloadFailed(Exception):
    """A file could not be had; the text completes "...: " in a sentence."""


class DownloadStopped(Exception):
    """Somebody stopped it; what came is kept."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file: where it is, how many bytes at most (exactly, with ``exact``), and where it goes."""

    address: str
    target: Path
    size: int
    exact: bool = True


def check_address(address: str) -> str:
    """The host of an address; raises DownloadFailed unless it is https, or http on this computer."""
    try:
        parts = urllib.parse.urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise DownloadFailed(f"{address} is not an address") from error
    if parts.scheme not in ("https", "http") or not host:
        raise DownloadFailed(f"{address} is not an address")
    if parts.scheme == "http" and host not in _NEARBY:
        raise DownloadFailed(f"{host} is not asked without https")
    return host


def download(
    wanted: Wanted,
    received: Callable[[int], None],
    stopped: threading.Event,
    stall_seconds: float = STALL_SECONDS,
) -> None:
    """Bring a file, going on from ``<target>.part`` if the server can; the caller checks what is in it.

    Args:
        wanted: What, and where to.
        received: Told the bytes there are by now, those of an earlier run included.
        stopped: Set to break it off.
        stall_seconds: How long nothing may come.

    Raises:
        DownloadFailed: It did not come whole. A part that came is kept unless it is of no use.
        DownloadStopped: ``stopped`` was set.
        OSError: It could not be written.
    """
    host = check_address(wanted.address)
    part = wanted.target.with_name(wanted.target.name + PART)
    held = part.stat().st_size if part.is_file() else 0
    if held > wanted.size or (held and not wanted.exact):
        part.unlink()  # of a file whose length nobody knows there may be another one by now
        held = 0
    if not (held and held == wanted.size):
        with part.open("ab") as file:
            _Transfer(host, wanted, file, received, stopped, stall_seconds).run(held)
        held = part.stat().st_size
    if wanted.exact and held != wanted.size:
        raise DownloadFailed(f"{host} sent {held:,} of {wanted.size:,} bytes")
    received(held)
    part.replace(wanted.target)


_Piece = bytes | Exception | int | None
"""A chunk; what went wrong; the position at which the chunks begin; None at the end."""


class _Transfer:
    def __init__(
        self,
        host: str,
        wanted: Wanted,
        file: IO[bytes],
        received: Callable[[int], None],
        stopped: threading.Event,
        stall_seconds: float,
    ) -> None:
        self._host, self._wanted, self._file = host, wanted, file
        self._received, self._stopped, self._stall_seconds = received, stopped, stall_seconds
        self._pieces: queue.Queue[_Piece] = queue.Queue(_WAITING_CHUNKS)
        self._left = threading.Event()

    def run(self, held: int) -> None:
        threading.Thread(target=self._read, args=(held,), name="download", daemon=True).start()
        try:
            self._write(held)
        finally:
            self._left.set()

    def _write(self, held: int) -> None:
        since, then = time.monotonic(), held
        while True:
            if self._stopped.is_set():
                raise DownloadStopped
            passed = time.monotonic() - since
            if passed > self._stall_seconds:
                if held - then < _SLOWEST * passed:
                    raise DownloadFailed("the download stood still")
                since, then = time.monotonic(), held
            try:
                piece = self._pieces.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            match piece:
                case None:
                    return
                case Exception():
                    raise self._told(piece) from piece
                case int():
                    self._file.truncate(piece)
                    held = then = piece
                case bytes():
                    held += len(piece)
                    if held > self._wanted.size:
                        self._file.truncate(0)
                        raise DownloadFailed(f"{self._host} sent more than the {self._wanted.size:,} bytes there are")
                    self._file.write(piece)
                    self._received(held)

    def _told(self, error: Exception) -> Exception:
        if isinstance(error, DownloadFailed):
            return error
        if isinstance(error, urllib.error.HTTPError):
            return DownloadFailed(f"{self._host} answered {error.code}")
        if isinstance(error, http.client.IncompleteRead):
            return DownloadFailed(f"{self._host} broke off in the middle")
        if isinstance(error, http.client.HTTPException):
            return DownloadFailed(f"{self._host} answered something else than HTTP")
        return DownloadFailed(f"{self._host} cannot be reached")

    # -- the thread that reads ----------------------------------------------------------------------------------

    def _read(self, held: int) -> None:
        try:
            self._fetch(held)
            self._put(None)
        except (OSError, ValueError, http.client.HTTPException, DownloadFailed) as error:
            self._put(error)

    def _fetch(self, held: int) -> None:
        # Packed on the way it would count other bytes than the ones we know.
        headers = {"Accept-Encoding": "identity", "User-Agent": "wanderlust"}
        if held:
            headers["Range"] = f"bytes={held}-"
        opener = urllib.request.build_opener(_Careful)
        try:
            answer = opener.open(urllib.request.Request(self._wanted.address, headers=headers), timeout=CONNECT_SECONDS)
        except urllib.error.HTTPError as error:
            if error.code != 416 or not held:
                raise
            error.close()  # what we hold is longer than what is there by now
            return self._fetch(0)
        with answer:
            self._put(_begins_at(answer, held))
            while chunk := answer.read1(_CHUNK):
                if not self._put(chunk):
                    return None
            # read1 does not say that the connection ended before the promised length.
            if answer.length:
                raise http.client.IncompleteRead(b"", answer.length)
        return None

    def _put(self, piece: _Piece) -> bool:
        """Hand a piece on; False when nobody takes it any more."""
        while not self._left.is_set():
            try:
                self._pieces.put(piece, timeout=_POLL_SECONDS)
            except queue.Full:
                continue
            return True
        return False


def _begins_at(answer: http.client.HTTPResponse, held: int) -> int:
    if answer.status != 206:
        return 0  # the server knows no ranges and begins anew
    match = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
    if match is None or int(match.group(1)) > held:
        raise DownloadFailed("the server sent another part than the one asked for")
    return int(match.group(1))


class _Careful(urllib.request.HTTPRedirectHandler):
    """Follows where it is sent, as far as that is as safe."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        check_address(newurl)
        if req.type == "https" and not newurl.startswith("https:"):
            raise DownloadFailed(f"{req.host} sends on to an address without https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
