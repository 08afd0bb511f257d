"""What the server's ``error`` events mean for the conversation: nothing, a failed request, or another server."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Literal

from wanderlust.assistant.answer import NOTHING_HEARD, Answer
from wanderlust.assistant.outbox import Outbox
from wanderlust.domain.connection_trouble import BAD_SETTINGS, Recourse, trouble_of_code
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.wire import client_events as cl
from wanderlust.wire.items import ErrorDetail

log = logging.getLogger(__name__)

Notify = Callable[[Literal["warning", "error"], str, str, str], None]


class ServerErrors:
    """Fails the request an error belongs to, and nothing else.

    Args:
        answer: The answer being given.
        outbox: Knows which request had which id.
        ready: Whether the server has taken the session's settings.
        show_state: Tells the window how things stand.
        notify: Tells the traveller: kind, sentence, follow-up, topic.
    """

    def __init__(
        self,
        answer: Answer,
        outbox: Outbox,
        ready: Callable[[], bool],
        show_state: Callable[[str], None],
        notify: Notify,
    ) -> None:
        self._answer = answer
        self._outbox = outbox
        self._ready = ready
        self._show_state = show_state
        self._notify = notify

    async def take(self, error: ErrorDetail) -> None:
        """An error came.

        Raises:
            ConnectionFailed: Only another server, this one later, or the traveller can mend it.
        """
        answer = self._answer
        if error.code == "response_cancel_not_active":
            if answer.gate.nothing_to_cancel():
                answer.ask()
            return
        if error.code == "input_audio_buffer_commit_empty":
            answer.under_way = False
            self._show_state(NOTHING_HEARD)
            return
        trouble = trouble_of_code(error.code, error.message)
        if trouble is not None and trouble.recourse is not Recourse.IGNORE:
            raise ConnectionFailed.by(trouble)
        if not self._ready() and self._outbox.request(error.event_id) is cl.SessionUpdate:
            raise ConnectionFailed.by(BAD_SETTINGS.detailed(error.message))
        was_busy = answer.gate.busy
        if answer.gate.refused(error.event_id):
            answer.ask()
            return
        if was_busy and not answer.gate.busy:
            answer.under_way = False
            self._notify("error", "I could not answer that.", error.message[:200], "answer")
            self._show_state("")
            return
        log.warning("server error %s: %s", error.code, error.message)
        if trouble is not None:
            return
        if error.event_id is None or not error.event_id.startswith("evt"):
            self._notify("warning", "The server reports a problem.", error.message[:200], "server")
        self._show_state("")
