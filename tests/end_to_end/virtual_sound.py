"""Virtual sound devices: a private PulseAudio with a speaker to listen at and a microphone to speak into."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

Pcm = npt.NDArray[np.int16]

RATE = 24_000

_DEVICES = """
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-null-sink sink_name=speaker {steady} rate=48000 channels=2 {sink}=VirtualSpeaker
load-module module-null-sink sink_name=micfeed {steady} rate=48000 channels=1 {sink}=MicrophoneFeed
load-module module-remap-source source_name=virtmic master=micfeed.monitor {source}=VirtualMic
set-default-sink speaker
set-default-source virtmic
"""

# Without this (PulseAudio 16) a null sink renders up to 2 s ahead: its first sound came after 1.8 s instead of 0.03,
# and one late block of ours cost a second of silence instead of 8 ms.
_STEADY = "norewinds=1"

# PortAudio sees PulseAudio only through this ALSA plug-in.
_ASOUNDRC = """
pcm.!default { type pulse hint { show on description "default" } }
ctl.!default { type pulse }
"""

_PROGRAMS = ("pulseaudio", "pactl", "paplay", "parecord")


class VirtualSound:
    """The devices, and the environment in which a program finds them and no others."""

    def __init__(self, folder: Path, devices: str = _DEVICES) -> None:
        """``folder`` gets the server's files and serves as HOME; ``devices`` are PulseAudio's commands for them."""
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None
        self._runtime = folder / "run"
        self._runtime.mkdir(mode=0o700)
        (folder / ".asoundrc").write_text(_ASOUNDRC)
        self.socket = self._runtime / "pulse.sock"
        described = {kind: f"{kind}_properties=device.description" for kind in ("sink", "source")}
        (folder / "devices.pa").write_text(devices.format(socket=self.socket, steady=_STEADY, **described))
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PULSE", "PIPEWIRE"))},
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(self._runtime),
            "PULSE_SERVER": f"unix:{self.socket}",
        }

    def start(self) -> None:
        """Start the server; returns when it answers."""
        with (self._folder / "pulse.log").open("ab") as log:
            self._server = subprocess.Popen(
                ["pulseaudio", "-n", "-F", str(self._folder / "devices.pa"), "--exit-idle-time=-1", "--daemonize=no"]
                + ["--use-pid-file=no", "--log-target=stderr"],
                env={**self._without_server(), "PULSE_RUNTIME_PATH": str(self._runtime / "private")},
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + 20
        while "virtmic" not in self._asked("list", "short", "sources"):
            if time.monotonic() > until or self._server.poll() is not None:
                raise RuntimeError(f"PulseAudio did not start: {(self._folder / 'pulse.log').read_text()[-2000:]}")
            threading.Event().wait(0.05)

    def stop(self) -> None:
        """End the server, as when it crashes; it may be started again."""
        if self._server is not None:
            self._server.send_signal(signal.SIGKILL)
            self._server.wait()
            self._server = None
            self.socket.unlink(missing_ok=True)

    def pactl(self, *arguments: str) -> str:
        """Run ``pactl``; returns what it prints."""
        done = subprocess.run(["pactl", *arguments], env=self.environment, capture_output=True, text=True, timeout=10)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def speak(self, pcm: Pcm, into: str = "micfeed") -> None:
        """Say 24 kHz samples into the virtual microphone, or another's feed; returns when they have been said."""
        subprocess.run(
            ["paplay", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "-d", into],
            input=pcm.astype("<i2").tobytes(),
            env=self.environment,
            check=True,
            timeout=60,
        )

    @contextlib.contextmanager
    def listening(self, at: str = "speaker") -> Iterator[Listener]:
        """Listen at the virtual speaker, or another one, while the block runs."""
        listener = Listener(self.environment, at)
        try:
            yield listener
        finally:
            listener.stop()

    def _asked(self, *arguments: str) -> str:
        done = subprocess.run(["pactl", *arguments], env=self.environment, capture_output=True, text=True, timeout=10)
        return done.stdout

    def _without_server(self) -> dict[str, str]:
        return {key: value for key, value in self.environment.items() if key != "PULSE_SERVER"}


class Listener:
    """Records what the speaker plays, at 24 kHz mono, and when each piece came."""

    def __init__(self, environment: dict[str, str], speaker: str = "speaker") -> None:
        self._process = subprocess.Popen(
            ["parecord", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "-d", f"{speaker}.monitor"]
            + ["--latency-msec=20"],
            env=environment,
            stdout=subprocess.PIPE,
        )
        self._pieces: list[tuple[float, bytes]] = []
        self._came = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def heard(self) -> Pcm:
        """Everything so far."""
        with self._came:
            data = b"".join(piece for _, piece in self._pieces)
        return np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.int16)

    def wait_for(self, samples: int, within: float = 60) -> None:
        """Wait until so many more samples have come."""
        with self._came:
            wanted = len(self.heard_bytes()) + 2 * samples
            assert self._came.wait_for(lambda: len(self.heard_bytes()) >= wanted, timeout=within), "nothing is heard"

    def heard_bytes(self) -> bytes:
        """Everything so far as bytes; the caller holds the lock or does not mind a piece more."""
        return b"".join(piece for _, piece in self._pieces)

    def last_sound_at(self, threshold: int = 300) -> float:
        """When (``time.monotonic``) the last piece came that held a sample louder than the threshold."""
        with self._came:
            pieces = list(self._pieces)
        for came, piece in reversed(pieces):
            samples = np.frombuffer(piece[: len(piece) // 2 * 2], "<i2")
            if len(samples) and int(np.abs(samples.astype(np.int32)).max()) > threshold:
                return came
        raise AssertionError("no sound was heard")

    def stop(self) -> None:
        """Stop recording."""
        self._process.terminate()
        self._process.wait()
        self._reader.join()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while piece := os.read(self._process.stdout.fileno(), 1 << 16):
            with self._came:
                self._pieces.append((time.monotonic(), piece))
                self._came.notify_all()


def missing_programs() -> list[str]:
    """Programs of PulseAudio that are needed and not installed."""
    return [program for program in _PROGRAMS if shutil.which(program) is None]


@pytest.fixture(scope="module")
def virtual_sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualSound]:
    """The devices, running; one server a module."""
    if missing := missing_programs():
        pytest.skip(f"PulseAudio is not installed here: {', '.join(missing)} (apt install pulseaudio pulseaudio-utils)")
    sound = VirtualSound(tmp_path_factory.mktemp("sound"))
    sound.start()
    try:
        yield sound
    finally:
        sound.stop()
