"""Plain values and rules: no clock, no socket, no database, no Qt."""
