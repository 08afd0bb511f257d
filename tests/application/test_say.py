"""What is piped in is spoken sentence by sentence through the real engine."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pytest

from wanderlust.application.say_command import DeviceOutlet, FileOutlet, say, say_command, sentences
from wanderlust.application.services import engine_process
from wanderlust.audio.format import Latency
from wanderlust.audio.portaudio import DeviceChoice, DeviceSnapshot, InputStream, OutputStream
from wanderlust.audio.sound import SoundDevices
from wanderlust.domain.errors import BadInput, EngineFailed, SoundFailed
from wanderlust.dsp.wav import read_wav


def pipe() -> tuple[BinaryIO, BinaryIO]:
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb"), os.fdopen(writing, "wb", buffering=0)


async def test_a_sentence_comes_before_the_stream_ends() -> None:
    source, into = pipe()
    said = sentences(source)
    into.write("Grüße aus Köln! Wie".encode())
    assert await anext(said) == "Grüße aus Köln!"
    into.write(b" geht es")
    into.close()
    assert [sentence async for sentence in said] == ["Wie geht es"]


async def test_a_letter_cut_in_two_arrives_whole() -> None:
    source, into = pipe()
    said = sentences(source)
    word = "é\n".encode()
    into.write(word[:1])
    into.write(word[1:])
    assert await anext(said) == "é"
    into.close()


class Listener:
    """An outlet that says when it was first played to."""

    def __init__(self) -> None:
        self.heard = asyncio.Event()
        self.closed = False

    def play(self, pcm: bytes) -> None:
        assert len(pcm) % 2 == 0
        self.heard.set()

    async def room(self) -> None:
        return

    async def drained(self) -> None:
        return

    def close(self) -> None:
        self.closed = True


@pytest.mark.engine
async def test_speech_begins_while_text_still_comes() -> None:
    source, into = pipe()
    outlet = Listener()
    running = asyncio.create_task(say(source, lambda: outlet, "en", 1.0, engine_process()))
    into.write(b"The museum opens at nine.\n")
    await outlet.heard.wait()
    assert not running.done()
    into.close()
    assert await running == 0
    assert outlet.closed


@pytest.mark.engine
async def test_faster_speech_is_a_shorter_file(tmp_path: Path) -> None:
    lengths = []
    for speed in (1.0, 1.6):
        source, into = pipe()
        into.write(b"The museum opens at nine in the morning. It costs nothing.")
        into.close()
        out = tmp_path / f"{speed}.wav"
        await say(source, lambda out=out: FileOutlet(out), "en", speed, engine_process())  # type: ignore[misc]
        lengths.append(len(read_wav(out, 24_000)))
    assert lengths[1] < 0.75 * lengths[0]


@pytest.mark.engine
async def test_a_language_without_a_voice_ends_it_and_leaves_no_file(tmp_path: Path) -> None:
    source, into = pipe()
    into.write("안녕하세요".encode())
    into.close()
    with pytest.raises(EngineFailed, match="no voice for Korean"):
        await say(source, lambda: FileOutlet(tmp_path / "a.wav"), "ko", 1.0, engine_process())
    assert list(tmp_path.iterdir()) == []


def test_a_speed_no_voice_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="between"):
        say_command(pipe()[0], tmp_path / "a.wav", "en", 3.0)


class NoDevices:
    """PortAudio on a computer without sound."""

    def load(self) -> None:
        return

    def restart(self) -> None:
        return

    def devices(self) -> DeviceSnapshot:
        return DeviceSnapshot(None, None)

    def open_output(self, latency: Latency, device: DeviceChoice | None = None) -> OutputStream:
        raise AssertionError("there is no speaker to open")

    def open_input(self, latency: Latency, device: DeviceChoice | None = None) -> InputStream:
        raise AssertionError("there is no microphone to open")


class NoWatch:
    def start(self) -> None:
        return

    def close(self) -> None:
        return


def test_without_a_loudspeaker_it_says_so_in_one_sentence() -> None:
    with pytest.raises(SoundFailed) as failure:
        DeviceOutlet(partial(SoundDevices, library=NoDevices(), watch=lambda _: NoWatch()))
    assert str(failure.value) == (
        "There is no loudspeaker here. Plug one in, or write the speech to a file with --out FILE.wav."
    )
