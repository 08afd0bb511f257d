"""The window: the only code that knows Qt, apart from its composition root."""
