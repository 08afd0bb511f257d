"""The trip in the window: its panel, its stops on the map, and what is done to them by hand."""
