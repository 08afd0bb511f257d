"""A language model behind the router: asked only where the router is unsure, and checked before it is believed."""
