"""The map: a painted world of our own, with pins, place names and a line, on Qt's raster painter alone."""
