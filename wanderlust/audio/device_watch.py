"""Watches sound devices come and go from outside PortAudio, which never sees it by itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Collection, Sequence
from itertools import count

from wanderlust.audio.device_list import decode
from wanderlust.audio.portaudio import DeviceSnapshot

OnSnapshot = Callable[[DeviceSnapshot | None], None]

RETRY_SECONDS = 1.0

LIST_EVERY = 3
"""Retries between two looks without a sound server: there ``pactl`` is installed and has nobody to ask."""

ANSWER_SECONDS = 3.0

_RELEVANT = re.compile(r"on (?:sink|source|server|card)\b(?!-)")
_BLOCK_NAME = re.compile(r"^\s+Name: (.+)$", re.MULTILINE)
_BLOCK_DESCRIPTION = re.compile(r"^\s+Description: (.+)$", re.MULTILINE)


def concerns_devices(line: str) -> bool:
    """Whether a line of ``pactl subscribe`` is about devices: not about streams, clients or modules, nor a volume.

    A change of a sink or source is its volume or its being put to sleep, and comes many times a second; a change of
    the default device is a change of the server.
    """
    if not _RELEVANT.search(line):
        return False
    return "'change'" not in line or "on server" in line


def parse_pactl(info: str, sinks: str, sources: str) -> DeviceSnapshot:
    """The devices from the texts of ``pactl info``, ``list sinks`` and ``list sources`` (in the C locale).

    A monitor of a speaker is no microphone, and the sink a server without a card makes for itself is no speaker.
    """
    speakers = {name: text for name, text in _described(sinks).items() if not name.startswith("auto_null")}
    microphones = {name: text for name, text in _described(sources).items() if not name.endswith(".monitor")}
    return DeviceSnapshot(
        microphones.get(_field(info, "Default Source")),
        speakers.get(_field(info, "Default Sink")),
        tuple(microphones.values()),
        tuple(speakers.values()),
        tuple(microphones),
        tuple(speakers),
    )


def _described(listing: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in re.split(r"^(?:Sink|Source) #", listing, flags=re.MULTILINE)[1:]:
        name, description = _BLOCK_NAME.search(block), _BLOCK_DESCRIPTION.search(block)
        if name:
            found[name[1].strip()] = _not_yet((description or name)[1].strip(), found.values())
    return found


def _not_yet(text: str, taken: Collection[str]) -> str:
    """The text, numbered when another device has the same: two of a kind must be told apart."""
    if text not in taken:
        return text
    return next(numbered for n in count(2) if (numbered := f"{text} {n}") not in taken)


def _field(info: str, key: str) -> str:
    match = re.search(rf"^{key}: (.*)$", info, re.MULTILINE)
    return match[1].strip() if match else ""


class DeviceWatch:
    """Tells of the devices at the start and after every change; a thread and a child process of its own.

    With a PulseAudio or PipeWire server it listens to ``pactl subscribe``; elsewhere it reads the lines of a child
    process that lists devices every 3 s.
    """

    def __init__(self, on_snapshot: OnSnapshot, list_command: Sequence[str]) -> None:
        """``on_snapshot`` is called on the watch's thread, with None when a sound server went away.

        ``list_command`` runs `device_list.main`: ``python -m wanderlust.audio.device_list``, or the frozen app itself.
        """
        self._on_snapshot = on_snapshot
        self._list_command = list(list_command)
        self._pactl = shutil.which("pactl")
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._last: DeviceSnapshot | None = None
        self._told = False
        self._thread = threading.Thread(target=self._run, name="device watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """End the child process and the thread."""
        self._ended.set()
        with self._lock:
            if self._child is not None:
                self._child.terminate()
        if self._thread.is_alive():
            self._thread.join(timeout=ANSWER_SECONDS)

    def _run(self) -> None:
        without_server = 0
        while not self._ended.is_set():
            if self._pactl is None:
                self._follow_list()
            elif self._ask_server() is not None:
                without_server = 0
                self._follow_server()
            else:
                if without_server % LIST_EVERY == 0:
                    self._list_once()
                without_server += 1
            self._ended.wait(RETRY_SECONDS)

    def _follow_server(self) -> None:
        with self._reading([self._pactl or "pactl", "subscribe"]) as child:
            # Asked again now that it is subscribed: what changed in between would be missed.
            self._tell(self._ask_server())
            for line in child.stdout or ():
                if concerns_devices(line):
                    self._tell(self._ask_server())
        if not self._ended.is_set():
            self._tell(None)

    def _follow_list(self) -> None:
        with self._reading(self._list_command) as child:
            for line in child.stdout or ():
                self._tell(decode(line))

    def _list_once(self) -> None:
        with self._reading([*self._list_command, "--once"]) as child:
            for line in child.stdout or ():
                self._tell(decode(line))

    def _tell(self, snapshot: DeviceSnapshot | None) -> None:
        if not self._ended.is_set() and (snapshot != self._last or not self._told):
            self._told = True
            self._last = snapshot
            self._on_snapshot(snapshot)

    def _ask_server(self) -> DeviceSnapshot | None:
        if self._pactl is None:
            return None
        texts = []
        for arguments in (["info"], ["list", "sinks"], ["list", "sources"]):
            try:
                done = subprocess.run(
                    [self._pactl, *arguments],
                    capture_output=True,
                    text=True,
                    errors="replace",
                    timeout=ANSWER_SECONDS,
                    env=_plain_environment(),
                    check=True,
                )
            except (OSError, subprocess.SubprocessError):  # no server runs, or it is just going
                return None
            texts.append(done.stdout)
        return parse_pactl(*texts)

    def _reading(self, command: Sequence[str]) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            errors="replace",
            env=_plain_environment(),
        )
        with self._lock:
            self._child = child
        if self._ended.is_set():
            child.terminate()
        return child


def _plain_environment() -> dict[str, str]:
    """Ours, with messages in English so that they can be read."""
    return {**os.environ, "LC_ALL": "C"}
