"""Which backend holds the conversation: OpenAI while it is there, this computer when it is not, and who decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wanderlust.domain.connection_trouble import Recourse, Trouble

PATIENCE_S = 4.0
"""How long a lost server is waited for before this computer goes on: long enough for most short cuts (a lift, a change
of Wi-Fi), short enough that a question asked into it is not given up."""


class Side(Enum):
    """Who holds the conversation."""

    CLOUD = "cloud"
    LOCAL = "local"


class Step(Enum):
    """What is to be done next."""

    CONNECT = "connect"  # try the cloud again, when the waiting time is over
    FALL_BACK = "fall_back"  # this computer goes on
    OFFER = "offer"  # the cloud is back: ask whether to return
    RETURN = "return"  # the cloud is back: return
    STAY = "stay"  # nothing to do


@dataclass(slots=True)
class Failover:
    """Decides; all times are seconds of one clock.

    Attributes:
        patience_s: How long a lost server is waited for.
        unasked: Whether to return without asking.
        side: Who holds the conversation now.
        trouble: Why it is not the cloud, or None.
    """

    patience_s: float = PATIENCE_S
    unasked: bool = False
    side: Side = Side.CLOUD
    trouble: Trouble | None = None
    _lost_at: float | None = None
    _refused: bool = False

    @property
    def lost_at(self) -> float | None:
        """When the cloud was lost, or None while it is there."""
        return self._lost_at

    def give_up_at(self) -> float | None:
        """When this computer goes on unless the cloud is back."""
        return None if self._lost_at is None else self._lost_at + self.patience_s

    def lost(self, now: float, trouble: Trouble, silent_s: float = 0.0) -> Step:
        """The cloud went away, or could not be reached.

        Args:
            now: The time.
            trouble: What happened.
            silent_s: How long it had not been heard by now: that much of the patience is used up.
        """
        self.trouble = trouble
        if self._lost_at is None:
            self._lost_at = now - silent_s
        if self.side is Side.LOCAL:
            return Step.STAY if trouble.recourse is Recourse.ASK else Step.CONNECT
        hopeless = trouble.recourse is Recourse.ASK or (trouble.wait_s or 0.0) > self.patience_s
        if hopeless or now - self._lost_at >= self.patience_s:
            self.side = Side.LOCAL
            return Step.FALL_BACK
        return Step.CONNECT

    def held(self) -> None:
        """The cloud took the session's settings and holds the conversation."""
        self.side, self.trouble, self._lost_at, self._refused = Side.CLOUD, None, None, False

    def back(self) -> Step:
        """The cloud can be reached again while this computer holds the conversation."""
        if self.side is Side.CLOUD:
            return Step.STAY
        if self.unasked:
            return Step.RETURN
        return Step.STAY if self._refused else Step.OFFER

    def chosen(self, side: Side) -> None:
        """The traveller decided: to go back (or to try again), or to stay here."""
        self._refused = side is Side.LOCAL
        self.side = side
        if side is Side.CLOUD:
            self._lost_at = None
