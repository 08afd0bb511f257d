"""Trips and tickets as files: calendars, GPX, KML, GeoJSON, Markdown, our own form, PDF and wallet passes."""
