"""Where files live and what the traveller prefers."""
