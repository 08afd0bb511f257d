"""The interpreter's side of the app: a talk of two people, each heard and spoken to in their own language."""
