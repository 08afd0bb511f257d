"""chrF, the character n-gram F-score of translations (Popović 2015), as sacrebleu computes it by default."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

LONGEST = 6
BETA = 2


def chrf(hypotheses: Sequence[str], references: Sequence[str]) -> float:
    """The score of a whole set, 0 to 100: counts are summed over all sentences, spaces left out."""
    # For each length: n-grams in the translations, in the references, and in both.
    counts = [[0, 0, 0] for _ in range(LONGEST)]
    for hypothesis, reference in zip(hypotheses, references, strict=True):
        for length, sums in enumerate(counts, 1):
            made, wanted = _ngrams(hypothesis, length), _ngrams(reference, length)
            sums[0] += made.total()
            sums[1] += wanted.total()
            sums[2] += (made & wanted).total()
    both_ways = [(both / made, both / wanted) for made, wanted, both in counts if made and wanted]
    precision = sum(each for each, _ in both_ways) / max(1, len(both_ways))
    recall = sum(each for _, each in both_ways) / max(1, len(both_ways))
    if not precision + recall:
        return 0.0
    return 100 * (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def _ngrams(text: str, length: int) -> Counter[str]:
    squeezed = "".join(text.split())
    return Counter(squeezed[start : start + length] for start in range(len(squeezed) - length + 1))
