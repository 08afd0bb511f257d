"""A road of bad quality between a caller and a softphone: it carries SIP and RTP, and loses and reorders sound."""

from __future__ import annotations

import random
import re
import select
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.telephony.sip.peers import free_port

Address = tuple[str, int]
Watch = Callable[[str, bytes, float], None]
_MEDIA = re.compile(rb"(?m)^(m=audio )(\d+)")
_RTP_VERSION = 0x80
_HEADER = 12  # bytes of RTP before the sound (RFC 3550, 5.1)


@dataclass(slots=True)
class Carried:
    """Packets of sound, both ways."""

    sent: int = 0
    lost: int = 0
    swapped: int = 0


class LossyRoad:
    """Stands at an address of its own; calls to it reach the softphone, their sound through two ports of its own.

    Args:
        to: Where the softphone listens.
        loss: Share of packets of sound that never arrive.
        swap: Share that arrive behind the next one.
        seed: Which ones.
        watch: Is told each packet of sound as it comes: ``out`` from the caller or ``back``, the sound, and when.
    """

    def __init__(
        self, to: Address, loss: float = 0.0, swap: float = 0.0, seed: int = 1, watch: Watch | None = None
    ) -> None:
        self.carried = Carried()
        self._to, self._loss, self._swap, self._watch = to, loss, swap, watch
        self._choose = random.Random(seed)
        self._signals, self._near, self._far = (_bound() for _ in range(3))
        self._caller: Address | None = None
        self._sound_at: dict[str, Address] = {}  # "caller" and "callee": where each listens for sound
        self._held: dict[str, bytes] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._carry, name="lossy road", daemon=True)

    @property
    def address(self) -> str:
        return f"sip:shop@127.0.0.1:{self._signals.getsockname()[1]}"

    def __enter__(self) -> LossyRoad:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        for door in (self._signals, self._near, self._far):
            door.close()

    def _carry(self) -> None:
        doors = [self._signals, self._near, self._far]
        while not self._stop.is_set():
            for door in select.select(doors, [], [], 0.1)[0]:
                data, source = door.recvfrom(4096)
                if door is self._signals:
                    self._signal(data, source)
                elif door is self._near:
                    self._sound("out", data, self._far, self._sound_at.get("callee"))
                else:
                    self._sound("back", data, self._near, self._sound_at.get("caller"))

    def _signal(self, data: bytes, source: Address) -> None:
        """A request or an answer; the sound it speaks of goes through us."""
        from_callee = source == self._to
        if (media := _MEDIA.search(data)) is not None:
            self._sound_at["callee" if from_callee else "caller"] = ("127.0.0.1", int(media[2]))
            ours = self._near if from_callee else self._far
            data = _MEDIA.sub(rb"\g<1>%d" % ours.getsockname()[1], data)
            body = data.partition(b"\r\n\r\n")[2]
            data = re.sub(rb"(?mi)^(Content-Length: *)\d+", rb"\g<1>%d" % len(body), data)
        if not from_callee:
            self._caller = source
        target = self._caller if from_callee else self._to
        if target is not None:
            self._signals.sendto(data, target)

    def _sound(self, way: str, data: bytes, through: socket.socket, to: Address | None) -> None:
        if to is None or len(data) <= _HEADER or data[0] & 0xC0 != _RTP_VERSION:
            return
        if self._watch is not None:
            self._watch(way, data[_HEADER:], time.perf_counter())
        self.carried.sent += 1
        if self._choose.random() < self._loss:
            self.carried.lost += 1
            return
        held = self._held.pop(way, None)
        if held is None and self._choose.random() < self._swap:
            self.carried.swapped += 1
            self._held[way] = data
            return
        through.sendto(data, to)
        if held is not None:
            through.sendto(held, to)


def _bound() -> socket.socket:
    door = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    door.bind(("127.0.0.1", free_port()))
    return door
