"""Keeps the traveller's trips at run time: what is wished by voice and by hand, done, remembered and shown."""
