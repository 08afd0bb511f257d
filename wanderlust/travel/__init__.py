"""Dated facts behind the tools: exchange rates and clocks."""
