"""Microphone and speaker: devices, streams, and what was really played."""
