"""What was freed goes back to the system, where the C library keeps it otherwise."""

from __future__ import annotations

import asyncio
import os
import threading
from pathlib import Path

import pytest

from wanderlust.application.freed_memory import give_back_now_and_then, trimmer


def resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


@pytest.mark.skipif(trimmer() is None, reason="the C library is not glibc")
def test_freed_memory_below_memory_in_use_is_given_back() -> None:
    trim = trimmer()
    assert trim is not None
    pieces = [bytes(64_000) for _ in range(1500)]  # below glibc's threshold for maps of their own
    last = bytes(64_000)
    pieces.clear()
    before = resident_mb()
    trim()
    assert resident_mb() < before - 30 and last


def test_other_systems_have_nothing_to_call() -> None:
    assert trimmer("darwin") is None and trimmer("win32") is None


async def test_it_is_done_again_and_again_off_the_loop() -> None:
    threads: list[str] = []
    often = asyncio.Event()
    loop = asyncio.get_running_loop()

    def trim() -> None:
        threads.append(threading.current_thread().name)
        if len(threads) == 3:
            loop.call_soon_threadsafe(often.set)

    giving = asyncio.create_task(give_back_now_and_then(trim, 0.0))
    await asyncio.wait_for(often.wait(), 10)
    giving.cancel()
    await asyncio.gather(giving, return_exceptions=True)
    assert threading.main_thread().name not in threads


async def test_without_the_function_there_is_nothing_to_wait_for() -> None:
    await asyncio.wait_for(give_back_now_and_then(None), 10)
