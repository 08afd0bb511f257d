"""``wanderlust say``: speaks what comes in on standard input, sentence by sentence, while it still comes."""

from __future__ import annotations

import asyncio
import codecs
import os
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import BinaryIO, Protocol

from wanderlust.application.services import engine_process, own_command
from wanderlust.audio.sound import SoundDevices
from wanderlust.domain.errors import BadInput, SoundFailed
from wanderlust.dsp.wav import WavWriter
from wanderlust.engine.sentence_stream import SentenceStream
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_speech import spoken_stream

RATE = 24_000
READ_BYTES = 4096
DEVICE_LIMIT_S = 8.0
# What waits at the speaker: enough that a slow sentence leaves no gap, little enough that an hour of text does not
# become 170 MB of sound at once.
AHEAD_SECONDS = 30.0
_NO_DEVICE = "There is no loudspeaker here."
_WRITE_INSTEAD = "Plug one in, or write the speech to a file with --out FILE.wav."


class Outlet(Protocol):
    """Where speech goes."""

    def play(self, pcm: bytes) -> None: ...

    async def room(self) -> None:
        """Wait until more may come."""
        ...

    async def drained(self) -> None:
        """Wait until all of it was heard, or is on the disk."""
        ...

    def close(self) -> None: ...


class FileOutlet:
    """A WAV file that grows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = WavWriter(path, RATE)
        self._empty = True

    def play(self, pcm: bytes) -> None:
        self._file.write(pcm)
        self._empty = False

    async def room(self) -> None:
        return

    async def drained(self) -> None:
        return

    def close(self) -> None:
        self._file.close()
        if self._empty:
            self._path.unlink()


class DeviceOutlet:
    """This computer's loudspeaker; raises SoundFailed when there is none."""

    _ITEM = "said"

    def __init__(self, devices: Callable[..., SoundDevices] = SoundDevices) -> None:
        self._told = threading.Event()
        self._speaker_name: str | None = None
        self._given = 0
        self._done = threading.Event()
        self._sound = devices(
            on_devices=self._devices, on_trouble=lambda _: None, list_command=own_command("list-sound-devices")
        )
        self._sound.speaker.on_progress(self._progress)
        self._sound.start()
        if not self._told.wait(DEVICE_LIMIT_S) or self._speaker_name is None:
            self._sound.close()
            raise SoundFailed(_NO_DEVICE, _WRITE_INSTEAD)

    def play(self, pcm: bytes) -> None:
        self._given += len(pcm)
        self._sound.speaker.play(self._ITEM, pcm)

    async def room(self) -> None:
        ahead = self._given / 2 / RATE - self._sound.speaker.played_ms(self._ITEM) / 1000
        # What is ahead is played in real time, so it is known when there will be room.
        await asyncio.sleep(max(0.0, ahead - AHEAD_SECONDS))

    async def drained(self) -> None:
        self._sound.speaker.finish(self._ITEM)
        if self._given:
            await asyncio.to_thread(self._done.wait, self._given / 2 / RATE + DEVICE_LIMIT_S)

    def close(self) -> None:
        self._sound.close()

    def _devices(self, _microphone: str | None, speaker: str | None) -> None:
        if not self._told.is_set():
            self._speaker_name = speaker
            self._told.set()

    def _progress(self, _item: str, _ms: int, finished: bool) -> None:
        if finished:
            self._done.set()


def say_command(stream: BinaryIO, out: Path | None, language: str, speed: float) -> int:
    """Speak ``stream`` until it ends.

    Args:
        stream: UTF-8 text; what is not is left out.
        out: A WAV file instead of the loudspeaker.
        language: ISO 639-1 code.
        speed: 1.0 is the voice's own pace.

    Raises:
        BadInput: The speed is none, or somebody would have to type.
        SoundFailed: There is no loudspeaker.
        EngineFailed: There is no voice for the language, or the engine ended.
    """
    if not 0.5 <= speed <= 2.0:
        raise BadInput("The speed is between 0.5 and 2.")
    if stream.isatty():
        raise BadInput("There is nothing to say.", "Pipe text in: echo Hello | wanderlust say")

    def outlet() -> Outlet:
        return FileOutlet(out) if out is not None else DeviceOutlet()

    return asyncio.run(say(stream, outlet, language, speed, engine_process()))


async def say(
    stream: BinaryIO, outlet: Callable[[], Outlet], language: str, speed: float, engine: EngineProcess
) -> int:
    """As :func:`say_command`, to any outlet and through any engine; ends the engine."""
    place = await asyncio.to_thread(outlet)
    try:
        await engine.start()
        async for sentence in sentences(stream):
            await place.room()
            async for pcm in spoken_stream(engine, sentence, language, speed):
                place.play(pcm)
        await place.drained()
    finally:
        place.close()
        await engine.stop()
    return 0


async def sentences(stream: BinaryIO) -> AsyncIterator[str]:
    """The sentences of a stream, each as soon as it is whole; an endless stream is read no faster than it is spoken."""
    # A thread of its own that nobody waits for: a reader stuck on an open pipe must not hold up the end.
    loop = asyncio.get_running_loop()
    came: asyncio.Queue[bytes] = asyncio.Queue()
    wanted = threading.Semaphore(1)

    def read() -> None:
        while True:
            wanted.acquire()
            data = os.read(stream.fileno(), READ_BYTES)
            loop.call_soon_threadsafe(came.put_nowait, data)
            if not data:
                return

    threading.Thread(target=read, name="standard input", daemon=True).start()
    whole = SentenceStream()
    decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
    while data := await came.get():
        for sentence in whole.feed(decoder.decode(data)):
            yield sentence
        wanted.release()
    for sentence in whole.finish():
        yield sentence
