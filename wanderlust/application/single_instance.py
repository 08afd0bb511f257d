"""One window for each data folder: a second start hands its words to the first and ends."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from wanderlust.application.start_words import start_words
from wanderlust.domain.errors import BadInput

log = logging.getLogger(__name__)

ANSWER_MS = 2_000  # for a first start that is still painting its window
LONGEST_MESSAGE = 4_096  # bytes; what is longer was not sent by us
TAKEN = b"taken\n"


class SingleInstance(QObject):
    """Whether we are the first for a data folder, and what later starts have to say.

    The lock decides; the socket only carries words. A lock whose process is gone is no lock, and a socket left by a
    crash is removed by the next start that has the lock.

    Args:
        data: The data folder; starts with different ones have nothing to do with each other.
        environment: Its ``XDG_RUNTIME_DIR`` is where only this user can put a socket.
        answer_ms: How long a first start may take to answer.
    """

    def __init__(self, data: Path, environment: Mapping[str, str], answer_ms: int = ANSWER_MS) -> None:
        super().__init__()
        self._answer_ms = answer_ms
        self._server: QLocalServer | None = None
        self._visits: list[_Visit] = []
        self._take: Callable[[str], None] = lambda words: None
        mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
        folder = own_folder(environment)
        self.address = f"wanderlust-{mark}" if sys.platform == "win32" else str(folder / f"wanderlust-{mark}")
        self._lock = QLockFile(str(folder / f"wanderlust-{mark}.lock"))
        self._lock.setStaleLockTime(0)  # never by age: the app may run for weeks

    def first(self) -> bool:
        """Whether nobody runs for this folder yet; where no lock can be written, we are taken for the first."""
        if self._lock.tryLock(0):
            return True
        failure = self._lock.error()
        if failure is QLockFile.LockError.LockFailedError:
            return False
        log.warning("No lock could be written (%s): a second window would not be noticed.", failure.name)
        return True

    def hand_over(self, words: str) -> bool:
        """Have the first start come forward and take the words; says whether it answered."""
        socket = QLocalSocket()
        socket.connectToServer(self.address)
        if not socket.waitForConnected(self._answer_ms):
            return False
        socket.write(json.dumps({"words": words}).encode() + b"\n")
        socket.flush()
        answered = socket.waitForReadyRead(self._answer_ms) and bytes(socket.readAll().data()).startswith(TAKEN.strip())
        socket.disconnectFromServer()
        return answered

    def listen(self, take: Callable[[str], None]) -> None:
        """From now on later starts are heard.

        Args:
            take: Gets the words of a later start, empty where it had none.
        """
        self._take = take
        QLocalServer.removeServer(self.address)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        if not self._server.listen(self.address):
            log.warning("A second start cannot be heard: %s", self._server.errorString())

    def close(self) -> None:
        """Make room for another."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._lock.isLocked():
            self._lock.unlock()

    def _connected(self) -> None:
        assert self._server is not None
        # Not when they hang up: a socket that tells of its end while it is being deleted takes the app with it.
        for visit in [visit for visit in self._visits if visit.over]:
            self._visits.remove(visit)
            visit.socket.deleteLater()
        while (socket := self._server.nextPendingConnection()) is not None:
            self._visits.append(_Visit(socket, self._heard))

    def _heard(self, words: str) -> None:
        self._take(words)


class _Visit(QObject):
    """One later start: a line comes, an answer goes."""

    def __init__(self, socket: QLocalSocket, heard: Callable[[str], None]) -> None:
        super().__init__(socket)
        self.socket, self._heard = socket, heard
        self._message = b""
        socket.readyRead.connect(self._read)
        self._read()

    @property
    def over(self) -> bool:
        """Whether the other side has hung up."""
        return self.socket.state() is QLocalSocket.LocalSocketState.UnconnectedState

    def _read(self) -> None:
        self._message += bytes(self.socket.readAll().data())
        if b"\n" not in self._message and len(self._message) <= LONGEST_MESSAGE:
            return
        words = checked(self._message)
        if words is None:
            self.socket.abort()
            return
        self._message = b""
        self.socket.write(TAKEN)
        self.socket.flush()
        self._heard(words)


def checked(message: bytes) -> str | None:
    """The words in a message, or None for one that we would not have sent."""
    line = message.split(b"\n", 1)[0]
    if len(line) > LONGEST_MESSAGE:
        return None
    with contextlib.suppress(ValueError, RecursionError, BadInput):
        match json.loads(line):
            case {"words": str(words)}:
                return start_words(words)
    return None


def own_folder(environment: Mapping[str, str]) -> Path:
    """A folder that only this user can write: the session's own, else one below the folder of temporary files."""
    session = environment.get("XDG_RUNTIME_DIR", "")
    if session and os.access(session, os.W_OK | os.X_OK):
        return Path(session)
    temporary = Path(tempfile.gettempdir())
    if sys.platform == "win32":
        return temporary  # it is the user's own there
    folder = temporary / f"wanderlust-{os.getuid()}"
    with contextlib.suppress(OSError):  # a full disk; without a lock we are taken for the first
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
            return Path(tempfile.mkdtemp(prefix="wanderlust-"))  # somebody else's: keep away from it
    return folder
