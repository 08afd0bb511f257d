"""The composition roots: window, headless and engine; each picks its implementations."""
