"""Calls in the window: the card that asks, the card of a running call, the log, and the rehearsal's telephone."""
