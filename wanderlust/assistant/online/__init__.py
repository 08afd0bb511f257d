"""Interpreting through a server: who speaks, one session an utterance, and what happens when the network goes."""
