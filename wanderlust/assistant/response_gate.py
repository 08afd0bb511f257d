"""One response at a time: every ``response.create`` of a session goes through this gate."""

from __future__ import annotations

from enum import Enum


class GateState(Enum):
    """Where the one response of the conversation stands."""

    IDLE = "idle"
    REQUESTED = "requested"
    ACTIVE = "active"
    CANCELLING = "cancelling"


class ResponseGate:
    """Decides when a response may be asked for; a request made meanwhile waits, and several become one."""

    def __init__(self) -> None:
        self.state = GateState.IDLE
        self.response_id: str | None = None
        self._request_id: str | None = None
        self._waiting = False

    def request(self, event_id: str) -> bool:
        """Ask for a response; True when ``response.create`` is to be sent now, with this event id."""
        if self.state is not GateState.IDLE:
            self._waiting = True
            return False
        self.state, self._request_id, self._waiting = GateState.REQUESTED, event_id, False
        return True

    def created(self, response_id: str) -> bool:
        """A response began; False when it was not ours to have (one is already active, or out of band)."""
        if self.state is GateState.ACTIVE:
            return self.response_id == response_id
        cancelling = self.state is GateState.CANCELLING
        self.response_id = response_id
        if not cancelling:
            self.state = GateState.ACTIVE
        return True

    def cancel(self) -> bool:
        """Give up the running or asked-for response; True when ``response.cancel`` is to be sent."""
        self._waiting = False
        if self.state in (GateState.REQUESTED, GateState.ACTIVE):
            self.state = GateState.CANCELLING
            return True
        return False

    def finished(self, response_id: str | None) -> bool:
        """A response ended; True when a waiting request is to be made now (through :meth:`request`)."""
        if self.response_id is not None and response_id != self.response_id:
            return False
        return self._free()

    def refused(self, event_id: str | None) -> bool:
        """Our request failed; True when a waiting one is to be made now."""
        if self.state not in (GateState.REQUESTED, GateState.CANCELLING) or event_id != self._request_id:
            return False
        return self._free()

    def nothing_to_cancel(self) -> bool:
        """The server had no response to cancel; True when a waiting request is to be made now."""
        return self._free() if self.state is GateState.CANCELLING else False

    def reset(self) -> None:
        """The connection is new: nothing is asked for and nothing runs."""
        self.state, self.response_id, self._request_id, self._waiting = GateState.IDLE, None, None, False

    @property
    def busy(self) -> bool:
        return self.state is not GateState.IDLE

    def _free(self) -> bool:
        waiting, self._waiting = self._waiting, False
        self.state, self.response_id, self._request_id = GateState.IDLE, None, None
        return waiting
