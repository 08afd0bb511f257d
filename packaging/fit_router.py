"""Fit the language router's weights from its training phrases.

Run in an environment that has the app's engine extra and scikit-learn:
    python packaging/fit_router.py --model DIR_OF_MINILM [--check]

Reads ``resources/router/phrases/<intent>.tsv`` (language, tab, phrase; place names in braces) and writes
``resources/router/weights.npz``. ``--check`` also prints five-fold accuracy and how honest the chances are.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from wanderlust.engine.router.classifier import features  # noqa: E402
from wanderlust.engine.router.embedding import SentenceEncoder  # noqa: E402
from wanderlust.engine.router.entities import EntityReader  # noqa: E402
from wanderlust.engine.router.wording import tidy  # noqa: E402

RESOURCES = ROOT / "resources" / "router"
# Inverse strength of regularisation, chosen by five-fold accuracy and log loss among 0.3 ... 30.
STRENGTH = 6.0
# Unknown and misheard names take the place of known ones in a second copy of each phrase, so that position counts.
STRANGE = (
    "kee oto",
    "lis bun",
    "port oh",
    "Wroxley",
    "barth elona",
    "san garino",
    "Tamworth Green",
    "mila know",
    "zagg rub",
)


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    population: int = 1_000_000


class _Marked:
    """Knows the names that the phrase files put in braces."""

    def __init__(self, names: set[str]) -> None:
        self._names = sorted(names, key=len, reverse=True)

    def names_in(self, text: str) -> list[_Span]:
        spans: list[_Span] = []
        for name in self._names:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                if not any(match.start() < s.end and s.start < match.end() for s in spans):
                    spans.append(_Span(match.start(), match.end()))
        return sorted(spans, key=lambda span: span.start)


def _phrases() -> list[tuple[str, str, str]]:
    rows = []
    for file in sorted((RESOURCES / "phrases").glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            language, phrase = line.split("\t")
            rows.append((file.stem, language, phrase))
    return rows


def _variants(phrase: str, chooser: random.Random) -> list[tuple[str, set[str], float]]:
    """(text, names known in it, weight): as written, lower case, and with names the gazetteer never saw."""
    names = set(re.findall(r"\{([^}]+)\}", phrase))
    plain = re.sub(r"[{}]", "", phrase)
    lowered = plain.lower()
    variants = [(plain, names, 1.0)]
    if lowered != plain:
        variants.append((lowered, {name.lower() for name in names}, 0.5))
    if names:
        variants.append((re.sub(r"\{[^}]+\}", lambda _: chooser.choice(STRANGE), phrase), set(), 0.5))
    return variants


def _dataset(encoder: SentenceEncoder) -> tuple[NDArray[np.float32], list[str], NDArray[np.float64], NDArray[np.int64]]:
    not_places = frozenset((RESOURCES / "not_places.txt").read_text(encoding="utf-8").split())
    chooser = random.Random(7)
    rows, intents, weights, groups = [], [], [], []
    for group, (intent, language, phrase) in enumerate(_phrases()):
        for text, names, weight in _variants(phrase, chooser):
            reading = EntityReader(_Marked(names), not_places).read(tidy(text, language), language)
            rows.append(features(reading, encoder.encode(reading.masked())))
            intents.append(intent)
            weights.append(weight)
            groups.append(group)
    return np.stack(rows), intents, np.asarray(weights), np.asarray(groups)


def _fitted(rows: NDArray[np.float32], intents: list[str], weights: NDArray[np.float64]) -> LogisticRegression:
    # Square-root balancing: rare intents are not drowned, yet common ones keep their prior.
    share = {intent: sum(w for i, w in zip(intents, weights, strict=True) if i == intent) for intent in set(intents)}
    balance = np.asarray([(60.0 / share[intent]) ** 0.5 for intent in intents])
    model = LogisticRegression(C=STRENGTH, max_iter=400)
    model.fit(rows, intents, sample_weight=weights * balance)
    return model


def _check(
    rows: NDArray[np.float32], intents: list[str], weights: NDArray[np.float64], groups: NDArray[np.int64]
) -> None:
    right, chances = [], []
    fold_of = np.random.default_rng(3).permutation(groups.max() + 1) % 5
    labels = np.asarray(intents)
    for fold in range(5):
        test = fold_of[groups] == fold
        model = _fitted(rows[~test], list(labels[~test]), weights[~test])
        predicted = model.predict_proba(rows[test])
        right += list(model.classes_[predicted.argmax(axis=1)] == labels[test])
        chances += list(predicted.max(axis=1))
    hits, sure = np.asarray(right), np.asarray(chances)
    print(f"five-fold accuracy {hits.mean():.3f} on {len(hits)}")  # noqa: T201
    for line in (0.3, 0.4, 0.5, 0.6, 0.7):
        above = sure >= line
        print(f"  chance >= {line}: covers {above.mean():.2f}, right {hits[above].mean():.3f}")  # noqa: T201


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder with MiniLM's model.onnx")
    parser.add_argument("--check", action="store_true", help="print five-fold figures")
    options = parser.parse_args()
    encoder = SentenceEncoder(options.model, RESOURCES / "tokenizer.json")
    rows, intents, weights, groups = _dataset(encoder)
    if options.check:
        _check(rows, intents, weights, groups)
    model = _fitted(rows, intents, weights)
    target = RESOURCES / "weights.npz"
    np.savez_compressed(
        target,
        intents=np.asarray(model.classes_),
        weights=model.coef_.T.astype(np.float16),
        bias=model.intercept_.astype(np.float32),
    )
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB, {len(model.classes_)} intents")  # noqa: T201


if __name__ == "__main__":
    main()
