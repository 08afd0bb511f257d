"""Where the sound of a call goes: to who listens, from who took over, and back to the talk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from tests.fakes.one_sound import OneSound
from wanderlust.application.call_patch import CallPatch
from wanderlust.application.lent_sound import LentSound
from wanderlust.domain import events as dev
from wanderlust.domain.calls.events import CallSoundChanged


class Line:
    """Fills ``ports.LineSound``."""

    rate = 8_000

    def __init__(self) -> None:
        self.hear: Callable[[bytes], None] | None = None
        self.sent = b""
        self.taken = False

    def listen(self, hear: Callable[[bytes], None] | None) -> None:
        self.hear = hear

    @property
    def listened_to(self) -> bool:
        return self.hear is not None

    def hand_over(self, taken: bool) -> None:
        self.taken = taken

    def send(self, pcm: bytes) -> None:
        self.sent += pcm

    async def written(self) -> None:
        """Nothing waits here."""


class Bench:
    """A patch with what it told."""

    def __init__(self, free: bool = True) -> None:
        self.sound, self.line = OneSound(), Line()
        self.sound.voice.full_duplex = True
        self.told: list[dev.DomainEvent] = []
        self.free = free
        self.lent = LentSound(self.sound)
        self.patch = CallPatch(
            self.lent, lambda: self.free, self.told.append, lambda prefix: f"{prefix}-{len(self.told)}"
        )
        self.patch.begin("card-1", self.line)

    @property
    def state(self) -> CallSoundChanged:
        return [event for event in self.told if isinstance(event, CallSoundChanged)][-1]

    @property
    def states(self) -> list[CallSoundChanged]:
        return [event for event in self.told if isinstance(event, CallSoundChanged)]

    @property
    def played(self) -> bytes:
        return b"".join(self.sound.speaker.given.values())


FRAME = bytes([1, 2]) * 160  # 20 ms of a telephone line


@pytest.fixture
async def bench() -> Bench:
    return Bench()


async def test_a_call_is_silent_here_until_somebody_asks_to_hear_it(bench: Bench) -> None:
    assert not bench.line.listened_to
    assert [event.listening for event in bench.states] == [False]
    bench.patch.listen(True)
    assert bench.line.hear is not None
    for _ in range(20):
        bench.line.hear(FRAME)
    assert len(bench.played) > 48 * 300  # 20 frames of 20 ms at 24 kHz, less what the resampler holds back
    bench.patch.listen(False)
    assert [event.listening for event in bench.states] == [False, True, False]
    assert bench.sound.speaker.flushed == 1


async def test_the_talks_own_voice_comes_first(bench: Bench) -> None:
    bench.free = False
    bench.patch.listen(True)
    assert bench.line.hear is not None
    bench.line.hear(FRAME)
    assert bench.played == b""
    assert any(isinstance(event, dev.Notice) for event in bench.told)


async def test_who_takes_over_is_heard_there_and_hears_them(bench: Bench) -> None:
    bench.patch.take(True)
    assert bench.line.taken and bench.state.speaking and bench.state.listening
    bench.sound.microphone.hear(bytes([3, 4]) * 960)
    await asyncio.sleep(0)
    bench.sound.microphone.hear(bytes([3, 4]) * 960)
    await asyncio.sleep(0)
    assert 0 < len(bench.line.sent) <= 1280


async def test_muted_the_microphone_stays_here(bench: Bench) -> None:
    bench.patch.take(True)
    bench.patch.mute(True)
    bench.sound.microphone.hear(bytes([3, 4]) * 4800)
    await asyncio.sleep(0)
    assert bench.line.sent == b"" and bench.state.muted


async def test_the_talk_hears_nothing_meanwhile_and_all_again_afterwards(bench: Bench) -> None:
    talk: list[bytes] = []
    assert bench.lent.microphone is not None
    bench.lent.microphone.open(talk.append)
    bench.patch.take(True)
    bench.sound.microphone.hear(b"1111")
    bench.patch.take(False)
    bench.sound.microphone.hear(b"2222")
    assert talk == [b"2222"] and not bench.state.speaking and not bench.line.taken


async def test_the_end_of_a_call_gives_the_microphone_back(bench: Bench) -> None:
    bench.patch.take(True)
    bench.patch.end()
    assert bench.sound.microphone.on_audio is None
    assert bench.lent.microphone is not None and not bench.lent.microphone.lent


async def test_without_echo_control_their_voice_does_not_go_back_to_them(bench: Bench) -> None:
    bench.sound.voice.full_duplex = False
    bench.patch.take(True)
    assert bench.line.hear is not None
    bench.line.hear(FRAME)
    bench.sound.microphone.hear(bytes([3, 4]) * 4800)
    await asyncio.sleep(0)
    assert bench.line.sent == b""


async def test_without_a_microphone_it_is_said_and_typing_remains() -> None:
    class Mute(OneSound):
        def __init__(self) -> None:
            super().__init__()
            self.microphone = self.voice = None  # type: ignore[assignment]

    told: list[dev.DomainEvent] = []
    line = Line()
    patch = CallPatch(LentSound(Mute()), lambda: True, told.append, lambda prefix: prefix)
    patch.begin("card-1", line)
    patch.take(True)
    assert line.taken and any(isinstance(event, dev.Notice) for event in told)
    assert [event for event in told if isinstance(event, CallSoundChanged)][-1].speaking is False
