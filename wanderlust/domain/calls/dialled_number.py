"""A telephone number that was read, as a value of its own: reading one takes the tables of libphonenumber."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DialledNumber:
    """A number that can be called.

    Attributes:
        e164: ``+14155550134``.
        shown: ``+1 415-555-0134``.
        region: ISO 3166-1 alpha-2.
        maybe_private: Whether it may be somebody's own telephone.
        timezones: IANA names of the clocks it may stand under; empty where unknown.
    """

    e164: str
    shown: str
    region: str
    maybe_private: bool
    timezones: tuple[str, ...]
