"""The call mode: a session of its own that speaks for the traveller on the telephone, within rules it cannot change."""
