"""A loudspeaker and a microphone of the test's, as one run of the app has them."""

from __future__ import annotations

from tests.fakes.line_speaker import LineSpeaker
from tests.fakes.watched_microphone import WatchedMicrophone
from wanderlust.assistant.ports import EventSink
from wanderlust.settings.preferences import EchoMode


class OneSound:
    """Fills ``Sound``."""

    full_duplex = False

    def __init__(self) -> None:
        self.speaker = LineSpeaker()
        self.microphone = self.voice = WatchedMicrophone()

    def set_echo_control(self, mode: EchoMode) -> None:
        raise AssertionError("not asked of the lent one")

    def choose_devices(self, microphone: str, speaker: str) -> None:
        raise AssertionError("not asked of the lent one")

    def start(self, sink: EventSink) -> None:
        raise AssertionError("started by its owner")

    def close(self) -> None:
        raise AssertionError("closed by its owner")
