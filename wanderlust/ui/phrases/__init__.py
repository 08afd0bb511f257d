"""The phrasebook's window."""
