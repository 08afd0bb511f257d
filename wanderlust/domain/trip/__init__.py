"""The traveller's trips: days, stops, what can be changed about them, and what is undone again."""
