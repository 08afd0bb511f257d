"""Calls over SIP: straight from this computer to a provider or a softphone, with no public address needed."""
