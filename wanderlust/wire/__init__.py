"""The OpenAI Realtime events we use and their codec, sans I/O: shared by the client and the engine."""
