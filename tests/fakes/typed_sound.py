"""Sound in which the words can be read: a mouth that writes them into samples, and ears that read them back."""

from __future__ import annotations

import asyncio

import numpy as np

SAMPLES_A_LETTER = 160
LOUD = 8_000


class TypedMouth:
    """Speaks 20 ms a letter: the letter's code is in the level of its samples, far above silence."""

    async def speak(self, text: str, language: str, rate: int) -> bytes:
        codes = np.frombuffer(text.encode("latin-1", errors="replace"), np.uint8).astype(np.int16)
        return (np.repeat(codes, SAMPLES_A_LETTER) * 8 + LOUD).astype("<i2").tobytes()


class TypedEars:
    """Reads back what a :class:`TypedMouth` said, silence before, between and after left out."""

    async def write_down(self, pcm: bytes, rate: int, language: str) -> str:
        samples = np.frombuffer(pcm, "<i2")
        spoken = samples[samples >= LOUD][::SAMPLES_A_LETTER]
        return ((spoken - LOUD) // 8).astype(np.uint8).tobytes().decode("latin-1")


class QuickTime:
    """Waits for nothing but lets everybody else have their turn; counts what would have been waited."""

    def __init__(self) -> None:
        self.passed = 0.0

    async def sleep(self, seconds: float) -> None:
        self.passed += seconds
        for _ in range(8):
            await asyncio.sleep(0)
