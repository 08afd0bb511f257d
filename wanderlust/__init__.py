"""Wanderlust: a voice travel companion whose map and transcript follow the talk."""

__version__ = "0.1.0"
