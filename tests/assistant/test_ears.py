"""What is sent on of what the microphone hears, and when the traveller stopped speaking."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import numpy as np
import pytest

from tests.fakes.hand_clock import HandClock
from wanderlust.assistant.ears import EarMode, Ears
from wanderlust.domain.errors import SoundFailed

LOUD = np.full(480, 8000, "<i2").tobytes()  # 20 ms
QUIET = bytes(960)


class OneMicrophone:
    """A microphone whose chunks the test speaks; refuses to be opened twice or closed when closed."""

    def __init__(self, broken: bool = False) -> None:
        self.broken = broken
        self.speak: Callable[[bytes], None] | None = None
        self.opened = 0

    level = 0.0

    def open(self, on_audio: Callable[[bytes], None]) -> None:
        if self.broken:
            raise SoundFailed("The microphone is gone.", "Plug it in.")
        assert self.speak is None, "opened twice"
        self.speak, self.opened = on_audio, self.opened + 1

    def close(self) -> None:
        self.speak = None


def ears_with(
    microphone: OneMicrophone | None, deaf: Callable[[], bool] = lambda: False
) -> tuple[Ears, list[bytes], HandClock]:
    sent: list[bytes] = []
    clock = HandClock()
    return Ears(microphone, clock, sent.append, deaf), sent, clock


async def test_closed_ears_send_nothing() -> None:
    ears, sent, clock = ears_with(OneMicrophone())
    ears.take(LOUD, clock.monotonic())
    assert sent == [] and not ears.open and ears.speech_end_at is None


async def test_open_ears_hand_sound_from_the_microphones_thread_to_the_loop() -> None:
    microphone = OneMicrophone()
    arrived = asyncio.Event()
    sent: list[tuple[bytes, int]] = []

    def take(pcm: bytes) -> None:
        sent.append((pcm, threading.get_ident()))
        arrived.set()

    ears = Ears(microphone, HandClock(), take, lambda: False)
    ears.set_mode(EarMode.HANDS_FREE)
    assert microphone.speak is not None
    speaker = threading.Thread(target=microphone.speak, args=(LOUD,))
    speaker.start()
    async with asyncio.timeout(5):
        await arrived.wait()
    speaker.join()
    assert sent == [(LOUD, threading.get_ident())]


async def test_changing_how_it_listens_keeps_the_microphone_open() -> None:
    microphone = OneMicrophone()
    ears, _, _ = ears_with(microphone)
    for mode in (EarMode.HANDS_FREE, EarMode.HELD, EarMode.HANDS_FREE):
        ears.set_mode(mode)
    assert microphone.opened == 1
    ears.set_mode(EarMode.CLOSED)
    assert microphone.speak is None and not ears.open


async def test_muted_ears_send_nothing_whatever_the_mode() -> None:
    ears, sent, clock = ears_with(OneMicrophone())
    for mode in (EarMode.HANDS_FREE, EarMode.HELD):
        ears.set_mode(mode)
        ears.muted = True
        ears.take(LOUD, clock.monotonic())
    assert sent == [] and not ears.open


async def test_deaf_ears_hear_only_while_the_key_is_held() -> None:
    ears, sent, clock = ears_with(OneMicrophone(), deaf=lambda: True)
    ears.set_mode(EarMode.HANDS_FREE)
    ears.take(LOUD, clock.monotonic())
    assert sent == [] and ears.speech_end_at is None
    ears.set_mode(EarMode.HELD)
    ears.take(LOUD, clock.monotonic())
    assert sent == [LOUD]


async def test_speech_ends_where_the_last_loud_sound_was_recorded() -> None:
    ears, sent, clock = ears_with(OneMicrophone())
    ears.set_mode(EarMode.HANDS_FREE)
    ears.take(QUIET, clock.monotonic())
    assert ears.speech_end_at is None
    clock.advance(0.02)
    ears.take(LOUD[:480] + QUIET[:480], clock.monotonic())  # 10 ms loud, then 10 ms quiet
    end = clock.monotonic() - 0.01
    assert ears.speech_end_at == pytest.approx(end)
    clock.advance(0.5)
    ears.take(QUIET, clock.monotonic())
    assert ears.speech_end_at == pytest.approx(end), "silence does not move it"
    assert len(sent) == 3, "silence is sent all the same: the server finds the turn's end in it"
    ears.forget_speech()
    assert ears.speech_end_at is None


async def test_a_microphone_that_cannot_be_opened_leaves_the_ears_closed() -> None:
    ears, _, _ = ears_with(OneMicrophone(broken=True))
    with pytest.raises(SoundFailed):
        ears.set_mode(EarMode.HELD)
    assert ears.mode is EarMode.CLOSED and not ears.open


async def test_without_a_microphone_every_mode_is_closed() -> None:
    ears, _, _ = ears_with(None)
    ears.set_mode(EarMode.HANDS_FREE)
    assert not ears.available and ears.mode is EarMode.CLOSED
