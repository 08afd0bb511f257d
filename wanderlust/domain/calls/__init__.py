"""Calling a business for the traveller: the card, the form, the rules and what happens on the way, as plain values."""
