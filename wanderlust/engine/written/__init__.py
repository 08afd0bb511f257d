"""Figures, prices, times and dates written as the words a voice says, one module for each language that needs it."""
