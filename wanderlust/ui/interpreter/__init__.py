"""The interpreter's two facing panes."""
