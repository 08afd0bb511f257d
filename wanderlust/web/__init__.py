"""The online services: one polite client, and what asks through it for places, weather, money and ways."""
