"""Runs the app's conversation without a window, on real sound devices, and prints what happens and when.

Started by ``bench_cutting_in`` with a folder, in which every answer's sound is kept as it was given to the speaker.
Orders on standard input, one a line: ``open`` opens the microphone, ``ask WORDS`` types a question, ``stop`` stops an
answer. Ends with its standard input.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from wanderlust.application import conversation_worker
from wanderlust.application.conversation_worker import ConversationWorker
from wanderlust.application.services import build_services
from wanderlust.application.sound import DeviceSound
from wanderlust.assistant.session import Session
from wanderlust.audio.speaker import QueuedSpeaker
from wanderlust.domain import events as ev
from wanderlust.settings.paths import discover_paths
from wanderlust.store.conversations import SqliteConversations

KEPT = Path(sys.argv[1])
_lock = threading.Lock()


def say(what: str, **more: object) -> None:
    """One line of JSON on stdout, at once, with the time."""
    with _lock:
        sys.stdout.write(json.dumps({"at": what, "time": time.monotonic(), **more}, ensure_ascii=False) + "\n")
        sys.stdout.flush()


class NotingSession(Session):
    """Tells when it decides to stop an answer."""

    async def stop(self) -> None:
        say("decided")
        await super().stop()


def keep(self: QueuedSpeaker, item_id: str, pcm: bytes, play: Any = QueuedSpeaker.play) -> None:
    with (KEPT / item_id).open("ab") as file:
        file.write(pcm)
    play(self, item_id, pcm)


def tell(event: ev.DomainEvent) -> None:
    match event:
        case ev.StateChanged(state):
            say("state", state=state.value)
        case ev.MicrophoneChanged(open=True):
            say("microphone")
        case ev.DevicesChanged(microphone, speaker):
            say("devices", microphone=microphone, speaker=speaker)
        case ev.TurnText(turn_id, settled) if settled:
            say("heard", turn=turn_id)
        case ev.TurnFinished(turn):
            say("turn", id=turn.id, speaker=turn.speaker.value, text=turn.text, heard=turn.heard)
        case ev.AnswerFinished():
            say("answered")
        case ev.Notice():
            say("notice", sentence=event.sentence)


def main() -> None:
    setattr(conversation_worker, "Session", NotingSession)  # noqa: B010
    QueuedSpeaker.play = keep  # type: ignore[method-assign]
    paths = discover_paths(os.environ)
    services = build_services(paths)
    sound = DeviceSound()
    worker = ConversationWorker(services, SqliteConversations(KEPT / "talk.sqlite", services.clock.now), sound, tell)
    worker.start()
    lines = sound._devices._out, sound._devices._in
    for line in sys.stdin:
        order, _, words = line.strip().partition(" ")
        if order == "open":
            worker.do(lambda session: session.set_hands_free(True))
        elif order == "stop":
            worker.do(lambda session: session.stop())
        elif order == "ask":
            worker.do(lambda session, words=words: session.say(words))  # type: ignore[misc]
        elif order == "slips":
            say("slips", count=sum(at.stream.slips if at.stream is not None else 0 for at in lines))
    worker.stop()


if __name__ == "__main__":
    main()
