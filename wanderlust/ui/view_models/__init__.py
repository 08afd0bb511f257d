"""QObjects without widgets that turn domain events into what the window draws."""
