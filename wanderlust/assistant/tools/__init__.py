"""The tools, one file each: arguments in, words, data and domain events out."""
