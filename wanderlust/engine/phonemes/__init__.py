"""From written words to the phonemes the multilingual voice was taught, one module for each language."""
