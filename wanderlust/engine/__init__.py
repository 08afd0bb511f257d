"""The embedded engine: speech, understanding and voice behind the Realtime wire, in its own process."""
