"""When PortAudio may be started anew: between turns, at once where nothing is left to lose, never in a loop."""

from __future__ import annotations

SETTLE_SECONDS = 0.3
"""A plugged device comes as a burst of changes: the restart waits until they have settled."""

APART_SECONDS = 1.0
RETRY_SECONDS = 3.0


class RestartPolicy:
    """Collects what has happened and answers whether to restart now; times in seconds of one clock."""

    def __init__(self) -> None:
        self._changed_at: float | None = None
        self._lost = False
        self._unheard = False
        self._restarted_at = float("-inf")

    def changed(self, now: float) -> None:
        """The default devices are others than before."""
        self._changed_at = now

    def lost(self, *, unheard: bool) -> None:
        """A stream has stopped asking for blocks; ``unheard``: the speaker's, so there is no voice to cut off."""
        self._lost = True
        self._unheard = self._unheard or unheard

    def restarted(self, now: float) -> None:
        """PortAudio has been started and has seen all there is."""
        self._changed_at = None
        self._lost = self._unheard = False
        self._restarted_at = now

    @property
    def pending_loss(self) -> bool:
        """Whether a stream was lost and PortAudio not restarted since."""
        return self._lost

    def due(self, now: float, *, speaking: bool, hearing: bool, nothing_found: bool) -> bool:
        """Whether to restart now.

        Args:
            now: The time.
            speaking: The speaker has sound to play.
            hearing: Somebody speaks into the microphone.
            nothing_found: PortAudio knows no device at all, so a restart takes nothing away.
        """
        since = now - self._restarted_at
        if since < APART_SECONDS:
            return False
        if nothing_found and since >= RETRY_SECONDS:
            return True
        if self._lost:
            return self._unheard or not speaking
        settled = self._changed_at is not None and now - self._changed_at >= SETTLE_SECONDS
        return settled and not speaking and not hearing
