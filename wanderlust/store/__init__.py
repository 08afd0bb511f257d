"""What is kept: conversations and the trip, in SQLite."""
