"""``wanderlust``: the window, or, where there is no display, the README's conversation without one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wanderlust.settings.paths import Paths

if TYPE_CHECKING:
    from wanderlust.application.conversation_worker import ConversationWorker
    from wanderlust.application.window import WindowApplication
    from wanderlust.assistant.ports import EventSink
    from wanderlust.domain.events import DomainEvent


def run_command(paths: Paths, out: Path, words: str = "") -> int:
    """Open the window and stay until it is closed; without a display hold one conversation and write it to ``out``.

    Args:
        paths: Where data lies.
        out: Where a run without a display writes its results.
        words: What the traveller asks with the start; a window that is open already takes them.
    """
    try:
        from wanderlust.application.window import has_display
    except ImportError as error:
        # A system library is missing that Qt links against; the name is in the loader's own words.
        sys.stderr.write(f"The window cannot be opened: {error}. Run `wanderlust doctor`.\n")
        return 1
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from wanderlust.application.showcase import showcase

        return showcase(paths, out)

    from wanderlust.application.single_instance import SingleInstance
    from wanderlust.application.start_words import start_words

    words = start_words(words)
    instance = SingleInstance(paths.data, os.environ)
    if not instance.first():
        if instance.hand_over(words):
            return 0
        sys.stderr.write("Wanderlust is open already and does not answer. Close it, then start again.\n")
        return 1
    first = not paths.preferences.exists()  # before a damaged file is put aside
    return window_application(paths).run(first, instance, words)


def window_application(paths: Paths, on_event: Callable[[DomainEvent], None] | None = None) -> WindowApplication:
    """The window with this computer's microphone and speaker, not yet shown.

    Args:
        paths: Where data lies.
        on_event: Sees every domain event after the window did.
    """
    from wanderlust.application.window import WindowApplication

    def make_worker(sink: EventSink) -> ConversationWorker:
        from wanderlust.application.call_carriers import Carriers
        from wanderlust.application.calls_line import CallsLine
        from wanderlust.application.cloud_choice import CloudChooser
        from wanderlust.application.cloud_clerk import key_store
        from wanderlust.application.conversation_worker import ConversationWorker
        from wanderlust.application.services import build_services, new_id
        from wanderlust.application.sound import DeviceSound
        from wanderlust.application.sound_cues import SoundCues
        from wanderlust.store.conversations import SqliteConversations
        from wanderlust.travel.clock import SystemClock

        clock = SystemClock()
        keys = key_store(paths)
        carriers = Carriers(keys, lambda: worker.engine())
        sound = DeviceSound()
        cues = SoundCues(sink, sound.speaker)
        calls = CallsLine(paths, clock.now, new_id, cues.take, carriers)
        services = build_services(paths, calls)
        store = SqliteConversations(paths.conversations, services.clock.now)
        choose = CloudChooser(keys, os.environ).choose
        worker = ConversationWorker(services, store, sound, cues.take, choose, calls, cues)
        return worker

    return WindowApplication(paths, make_worker, on_event)
