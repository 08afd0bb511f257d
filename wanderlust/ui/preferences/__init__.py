"""The window of settings: a frame, and pages that parts of the app add to it."""
