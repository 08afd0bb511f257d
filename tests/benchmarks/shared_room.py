"""A virtual speaker and microphone on one clock: a single two-channel recording holds what both of them sounded."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.end_to_end.virtual_sound import RATE, VirtualSound

Sound = npt.NDArray[np.float32]

# The speaker is the left channel of one null sink and the microphone's feed the right: both monitors are one source.
_DEVICES = """
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-null-sink sink_name=room {steady} rate=48000 channels=2 channel_map=front-left,front-right
load-module module-remap-sink sink_name=speaker master=room channels=1 channel_map=mono \
 master_channel_map=front-left remix=no {sink}=VirtualSpeaker
load-module module-remap-sink sink_name=micfeed master=room channels=1 channel_map=mono \
 master_channel_map=front-right remix=no {sink}=MicrophoneFeed
load-module module-remap-source source_name=virtmic master=room.monitor channels=1 channel_map=mono \
 master_channel_map=front-right remix=no {source}=VirtualMic
load-module module-remap-source source_name=played master=room.monitor channels=1 channel_map=mono \
 master_channel_map=front-left remix=no {source}=Played
set-default-sink speaker
set-default-source virtmic
"""


class SharedRoom(VirtualSound):
    """The devices, with a way from the speaker to the microphone when asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, _DEVICES)

    def couple(self, delay_ms: int, loss_db: float) -> None:
        """Let the microphone hear the speaker so much later and quieter."""
        self.pactl(
            "load-module", "module-loopback", "source=played", "sink=micfeed", f"latency_msec={delay_ms}",
            "adjust_time=0", "source_dont_move=1", "sink_dont_move=1",
        )  # fmt: skip
        index = self.pactl("list", "short", "sink-inputs").splitlines()[-1].split()[0]
        self.pactl("set-sink-input-volume", index, f"{-loss_db:g}dB")

    def speak_at(self, sound: Sound) -> subprocess.Popen[bytes]:
        """Say 24 kHz samples into the microphone, shallowly buffered; returns at once."""
        process = subprocess.Popen(
            ["pacat", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "-d", "micfeed"]
            + ["--latency-msec=20"],
            env=self.environment,
            stdin=subprocess.PIPE,
        )
        assert process.stdin is not None
        pcm = np.clip(np.rint(sound * 32768), -32768, 32767).astype("<i2")
        threading.Thread(target=_write_all, args=(process, pcm.tobytes()), daemon=True).start()
        return process


def _write_all(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin is not None
    process.stdin.write(data)
    process.stdin.close()


class RoomRecorder:
    """Records both channels at 24 kHz, and ties its sample count to the machine's clock."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            ["parecord", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=2"]
            + ["--channel-map=front-left,front-right", "-d", "room.monitor", "--latency-msec=10"],
            env=environment,
            stdout=subprocess.PIPE,
        )
        self._pieces: list[tuple[float, bytes]] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def stop(self) -> tuple[Sound, Sound, float]:
        """End; speaker, microphone, and the time (``time.monotonic``) of their first sample, at the latest."""
        self._process.terminate()
        self._process.wait()
        self._reader.join()
        data, began = b"", float("inf")
        for came, piece in self._pieces:
            data += piece
            # A piece never comes before it was played: the soonest of them bounds the clock from above.
            began = min(began, came - len(data) / 4 / RATE)
        samples = np.frombuffer(data[: len(data) // 4 * 4], "<i2").reshape(-1, 2).astype(np.float32) / np.float32(32768)
        return samples[:, 0].copy(), samples[:, 1].copy(), began

    def _read(self) -> None:
        assert self._process.stdout is not None
        while piece := os.read(self._process.stdout.fileno(), 1 << 16):
            self._pieces.append((time.monotonic(), piece))
