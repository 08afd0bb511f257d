"""The client side of the wire: one connection to any Realtime server."""
