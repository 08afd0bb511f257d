"""Places: the offline gazetteer and the sums on a round earth that need its data."""
