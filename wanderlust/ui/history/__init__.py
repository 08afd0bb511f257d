"""The history: what was said before, listed by day, searched, opened again and deleted."""
