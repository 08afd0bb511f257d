"""The session that holds a conversation, its tools, and the ports through which it reaches services."""
