"""Everyday words that are place names too, so that an utterance is not full of villages."""

COMMON_WORDS: frozenset[str] = frozenset(
    """
    a of nice bath reading most
    """.split()
)
