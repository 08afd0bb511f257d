"""Dated facts behind the tools: exchange rates, clocks, countries and climates."""
