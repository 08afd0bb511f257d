"""Telephone lines: a rehearsal on this computer, SIP and Twilio, all behind one protocol."""
