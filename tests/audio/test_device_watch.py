"""What the texts of the sound server and of the listing process mean."""

from __future__ import annotations

import queue
import sys
from pathlib import Path

import pytest

from wanderlust.audio.device_list import decode, encode
from wanderlust.audio.device_watch import DeviceWatch, concerns_devices, parse_pactl
from wanderlust.audio.portaudio import DeviceSnapshot
from wanderlust.domain.errors import SoundFailed

_SINKS = """Sink #0
\tState: IDLE
\tName: alsa_output.usb
\tDescription: USB Headset
\tDriver: module-alsa-card.c
\tProperties:
\t\tdevice.description = "USB Headset"
Sink #3
\tState: SUSPENDED
\tName: alsa_output.pci
\tDescription: Built-in Audio
"""
_SOURCES = """Source #0
\tName: alsa_output.usb.monitor
\tDescription: Monitor of USB Headset
Source #1
\tName: alsa_input.pci
\tDescription: Built-in Microphone
"""


def _info(sink: str, source: str) -> str:
    return f"Server Name: pulseaudio\nDefault Sink: {sink}\nDefault Source: {source}\nCookie: 1\n"


@pytest.mark.parametrize(
    ("line", "concerns"),
    [
        ("Event 'new' on sink #3", True),
        ("Event 'remove' on source #1", True),
        ("Event 'change' on server #-1", True),
        ("Event 'new' on card #2", True),
        ("Event 'change' on sink #3", False),  # its volume
        ("Event 'new' on sink-input #9", False),
        ("Event 'remove' on source-output #9", False),
        ("Event 'new' on client #12", False),
    ],
)
def test_only_devices_that_come_or_go_or_become_the_default_matter(line: str, concerns: bool) -> None:
    assert concerns_devices(line) is concerns


def test_the_server_names_devices_as_people_do() -> None:
    assert parse_pactl(_info("alsa_output.usb", "alsa_input.pci"), _SINKS, _SOURCES) == DeviceSnapshot(
        "Built-in Microphone",
        "USB Headset",
        ("Built-in Microphone",),
        ("USB Headset", "Built-in Audio"),
        ("alsa_input.pci",),
        ("alsa_output.usb", "alsa_output.pci"),
    )


def test_the_monitor_of_a_speaker_is_no_microphone() -> None:
    assert parse_pactl(_info("alsa_output.usb", "alsa_output.usb.monitor"), _SINKS, _SOURCES).microphone is None


def test_the_sink_of_a_server_without_a_card_is_no_speaker() -> None:
    sinks = "Sink #0\n\tName: auto_null\n\tDescription: Dummy Output\n"
    sources = "Source #0\n\tName: auto_null.monitor\n\tDescription: Monitor of Dummy Output\n"
    assert parse_pactl(_info("auto_null", "auto_null.monitor"), sinks, sources) == DeviceSnapshot(None, None)


def test_a_listing_survives_its_line_whatever_the_names() -> None:
    snapshot = DeviceSnapshot(None, "Громкоговоритель \n 扬声器", (), ("a", "b"))
    assert decode(encode(snapshot)) == snapshot
    assert "\n" not in encode(snapshot)


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"microphone": 1}', "not json"])
def test_a_line_that_is_no_listing_is_told_as_such(line: str) -> None:
    with pytest.raises(SoundFailed):
        decode(line)


def test_without_a_sound_server_the_lines_of_a_child_process_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no pactl there
    one, two = DeviceSnapshot("m", "s"), DeviceSnapshot("m", "other")
    lines = [encode(one), encode(one), encode(two)]
    program = f"import sys\nfor line in {lines!r}: print(line, flush=True)\nsys.stdin.read()"
    seen: queue.Queue[DeviceSnapshot | None] = queue.Queue()
    watch = DeviceWatch(seen.put, [sys.executable, "-c", program])
    watch.start()
    assert [seen.get(timeout=20), seen.get(timeout=20)] == [one, two]  # told once each
    watch.close()
