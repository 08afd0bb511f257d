"""A process of its own that lists the sound devices every 3 s: PortAudio only sees new ones when it starts anew.

Run as ``python -m wanderlust.audio.device_list``; prints one JSON object a line and ends when its reader is gone.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict

from wanderlust.audio.portaudio import DeviceSnapshot, PortAudio
from wanderlust.domain.errors import SoundFailed

EVERY_SECONDS = 3.0


def encode(snapshot: DeviceSnapshot) -> str:
    """A snapshot as one line of JSON."""
    return json.dumps(asdict(snapshot), ensure_ascii=True)


def decode(line: str) -> DeviceSnapshot:
    """The snapshot a line holds; raises SoundFailed when it holds none."""
    try:
        held = json.loads(line)
        return DeviceSnapshot(held["microphone"], held["speaker"], tuple(held["microphones"]), tuple(held["speakers"]))
    except (ValueError, KeyError, TypeError) as error:
        raise SoundFailed(f"I cannot read the list of sound devices: {line.strip()[:80]!r}.") from error


def main(arguments: Sequence[str] = ()) -> int:
    """List until standard input ends (``--once``: one time); exit code 3 where PortAudio is missing."""
    library = PortAudio()
    try:
        library.load()
    except SoundFailed as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 3
    ended = threading.Event()
    if "--once" not in arguments:
        threading.Thread(target=_until_input_ends, args=(ended,), daemon=True).start()
    while True:
        try:
            print(encode(library.devices()), flush=True)  # noqa: T201
        except BrokenPipeError:
            return 0
        if "--once" in arguments or ended.wait(EVERY_SECONDS):
            return 0
        library.restart()


def _until_input_ends(ended: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    ended.set()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
