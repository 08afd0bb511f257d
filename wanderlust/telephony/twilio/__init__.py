"""Calls through Twilio: its SDK starts them, its Media Streams carry the sound to a public address of the traveller."""
