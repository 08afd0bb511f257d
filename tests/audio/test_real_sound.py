"""Sound through PortAudio and a sound server: what is played is heard, whole, and what is said is recorded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.audio.driver_process import DriverProcess
from tests.audio.waveform import RATE, tone_report
from tests.end_to_end.virtual_sound import VirtualSound

pytestmark = pytest.mark.sound

_WARM_UP_MS = 500

# The deepest device buffer: on a machine busy with other tests the sound server itself comes late, and that is not
# what these tests are about. A stall is longer than it, so that only the ring in C can bridge it.
_BUFFER = 0.09
_STALL_MS = 160
_TAKES = 5


def _warmed(driver: DriverProcess) -> None:
    driver.do("start")
    driver.wait_for("devices", speaker="VirtualSpeaker")
    driver.do("silence", "warm-up", _WARM_UP_MS)
    driver.wait_for("finished", item="warm-up")


def test_a_tone_has_no_gap_while_the_interpreter_stalls(virtual_sound: VirtualSound) -> None:
    """One flawless take is enough: a gap that our stalls make would be in every take, many times over.

    Some takes are spoiled by the machine: a virtual one with a load of 4 lost 30 to 150 ms of one take in ten, in the
    sound server too, without any stall of ours.
    """
    takes = []
    with DriverProcess(virtual_sound.environment, _BUFFER) as driver:
        _warmed(driver)
        for take in range(_TAKES):
            with virtual_sound.listening() as listener:
                listener.wait_for(RATE // 4)
                driver.do("tone", f"answer-{take}", 3_000)
                driver.do("finish", f"answer-{take}")
                driver.do("stall_until_played", f"answer-{take}", _STALL_MS)
                assert driver.wait_for("stalled")["times"] > 12
                listener.wait_for(RATE)
                takes.append(tone_report(listener.heard()))
            if takes[-1].silent_windows == 0 and takes[-1].largest_jump < 0.5:
                break
    assert takes[-1].silent_windows == 0, takes
    assert takes[-1].largest_jump < 0.5, takes  # samples
    assert abs(takes[-1].samples - 3 * RATE) <= 96


def test_a_flush_reports_what_was_heard(virtual_sound: VirtualSound) -> None:
    with DriverProcess(virtual_sound.environment, _BUFFER) as driver, virtual_sound.listening() as listener:
        _warmed(driver)
        driver.do("tone", "first", 600)
        driver.do("finish", "first")
        driver.do("tone", "second", 5_000)
        driver.do("flush_when", "second", 500)
        flushed = driver.wait_for("flushed")
        listener.wait_for(RATE)
        report = tone_report(listener.heard())
    (told,) = flushed["items"]
    assert told["item"] == "second" and not told["complete"]
    assert 500 <= told["played_ms"] < 700
    heard_ms = report.sounding * 1000 / RATE
    assert abs(heard_ms - (600 + told["played_ms"])) <= 10  # what the ear got is what is reported


def test_after_a_flush_the_next_answer_plays_whole(virtual_sound: VirtualSound) -> None:
    with DriverProcess(virtual_sound.environment, _BUFFER) as driver:
        _warmed(driver)
        driver.do("tone", "dropped", 5_000)
        driver.do("flush_when", "dropped", 200)
        driver.wait_for("flushed")
        driver.do("silence", "pause", 500)  # what the device already had is played out meanwhile
        driver.wait_for("finished", item="pause")
        with virtual_sound.listening() as listener:
            listener.wait_for(RATE // 2)
            driver.do("tone", "next", 1_000)
            driver.do("finish", "next")
            driver.wait_for("finished", item="next")
            listener.wait_for(RATE)
            report = tone_report(listener.heard())
    assert abs(report.sounding - RATE) <= RATE // 100


def test_ducking_is_heard_within_a_quarter_second_of_sound(virtual_sound: VirtualSound) -> None:
    with DriverProcess(virtual_sound.environment, _BUFFER) as driver, virtual_sound.listening() as listener:
        _warmed(driver)
        driver.do("gain", 0.25)
        driver.do("tone", "quiet", 1_000)
        driver.do("finish", "quiet")
        driver.wait_for("finished", item="quiet")
        listener.wait_for(RATE)
        heard = np.abs(listener.heard().astype(np.int32))
    loud = np.flatnonzero(heard > 200)
    assert heard[loud[0] + RATE // 2 : loud[-1]].max() < 0.3 * 8192


def test_the_microphone_hears_what_is_said_into_it(virtual_sound: VirtualSound, tmp_path: Path) -> None:
    said = (np.sin(2 * np.pi * 1000 * np.arange(2 * RATE) / RATE) * 8192).astype(np.int16)
    with DriverProcess(virtual_sound.environment, _BUFFER) as driver:
        driver.do("start")
        driver.wait_for("devices", microphone="VirtualMic")
        driver.do("listen")
        driver.wait_for("hearing")
        virtual_sound.speak(said)
        driver.do("deaf", tmp_path / "heard.pcm")
        sizes = driver.wait_for("deaf")["sizes"]
    assert set(sizes) <= {960, 1920}  # 20 or 40 ms
    heard = np.frombuffer((tmp_path / "heard.pcm").read_bytes(), "<i2").astype(np.int16)
    report = tone_report(heard)
    assert abs(report.sounding - 2 * RATE) <= RATE // 5
