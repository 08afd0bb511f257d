"""Fixtures of the sound tests."""

from __future__ import annotations

from tests.end_to_end.virtual_sound import virtual_sound

__all__ = ["virtual_sound"]
