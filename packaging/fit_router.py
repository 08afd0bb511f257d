"""Fit the language router's weights from its training phrases.

Run in an environment that has the app's engine extra and scikit-learn:
    python packaging/fit_router.py --model DIR_OF_MINILM [--check]

Reads ``resources/router/phrases/<intent>.tsv`` (language, tab, phrase; place names in braces; for ``control`` and
``country_facts`` a tab and the action or topic) and writes ``resources/router/weights.npz``: one head of weights for
the intent, one for the action, one for the topic. ``--check`` also prints
five-fold accuracy and how honest the chances are.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
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


# Words that hurried and foreign speakers leave out.
LOST_WORDS = "the a an is are do does to of for in me my it i you we please"
LOST = frozenset(LOST_WORDS.split())
# English words that recognisers write for others.
HOMOPHONES = """
weather:whether where's:wears where:wear there:their to:too for:four time:thyme what's:watts which:witch
how:house far:fare need:knead our:are is:his it:hit call:cull find:fined show:shoe near:knee tell:tale right:write
no:know know:no say:stay by:buy one:won rain:reign plan:plane stop:stock train:trane much:march add:ad
food:foot eat:heat walk:work hotel:hostile cheap:cheep please:pleas hear:here louder:lauder quiet:quite
trip:drip map:nap money:many dollars:dollar pounds:pound
"""
SOUNDS_LIKE = dict(pair.split(":") for pair in HOMOPHONES.split())
COURTESIES = (
    ("please", ""),
    ("", "please"),
    ("could you", "for me"),
    ("hey", ""),
    ("excuse me", ""),
    ("sorry", ""),
    ("well", ""),
    ("", "if you don't mind"),
    ("", "thanks"),
    ("", "mate"),
    ("", "would you"),
    ("", "love"),
    ("oh and", ""),
    ("right so", ""),
    ("quick question", ""),
)
LED_TO = (
    ("i was just wondering", ""),
    ("my wife wants to know", ""),
    ("before i forget", ""),
    ("we've just landed and", ""),
    ("we have a free day so", ""),
    ("i'm a bit lost here", ""),
    ("the kids keep asking", ""),
    ("my friend told me about it,", ""),
    ("i've got no idea,", ""),
    ("", "i've got no clue"),
    ("", "my husband never knows"),
    ("", "we're in a hurry"),
    ("it's my first time here so", ""),
    ("i'm getting worried,", ""),
    ("we are tired,", ""),
)


@dataclass(frozen=True)
class Phrase:
    """A training phrase: its intent, language, words (names in braces), and which action or topic it asks for."""

    intent: str
    language: str
    words: str
    label: str


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


def _phrases() -> list[Phrase]:
    phrases = []
    for file in sorted((RESOURCES / "phrases").glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            language, words, *label = line.split("\t")
            phrases.append(Phrase(file.stem, language, words, label[0] if label else ""))
    return phrases


def _variants(phrase: Phrase, chooser: random.Random) -> list[tuple[str, set[str], float]]:
    """(text, names known in it, weight): as said, as written down, with unknown names, and less well said."""
    names = set(re.findall(r"\{([^}]+)\}", phrase.words))
    plain = re.sub(r"[{}]", "", phrase.words)
    lowered = plain.lower()
    variants = [(plain, names, 1.0), (_written(plain), names, 0.5)]
    if lowered != plain:
        variants.append((lowered, {name.lower() for name in names}, 0.5))
    if names:
        variants.append((re.sub(r"\{[^}]+\}", lambda _: chooser.choice(STRANGE), phrase.words), set(), 0.5))
    if phrase.language == "en":
        variants.append((_chatty(plain, chooser, phrase.intent), names, 0.5))
        rough = _rough(plain, names, chooser)
        if rough != plain:
            variants.append((rough, names, 0.4))
    return variants


def _written(plain: str) -> str:
    """With a capital letter and a full stop or question mark, as careful recognisers write."""
    asks = re.match(
        r"(?:what|where|when|who|which|how|is|are|do|does|can|could|will|would|should|any|qu|d[oó]nde|"
        r"c[oó]mo|cu|o[uù]|combien|comment|w[oi]|was|dove|com[eo]|cosa|che|onde)",
        plain,
    )
    written = re.sub(r"\bi\b(?=\s|')", "I", plain[:1].upper() + plain[1:])
    return written if written[-1] in "?.!" else written + ("?" if asks else ".")


def _chatty(plain: str, chooser: random.Random, intent: str) -> str:
    """With politeness around it, and before a request what led to it."""
    if intent in ("control", "out_of_scope") or intent.startswith("chat_"):
        before, after = chooser.choice(COURTESIES)
    else:
        before, after = chooser.choice((*COURTESIES, *LED_TO, *LED_TO))
    return f"{before} {plain} {after}".strip()


def _rough(plain: str, names: set[str], chooser: random.Random) -> str:
    """With a small word lost or some words misheard as others that sound the same; names stay."""
    kept = {word for name in names for word in name.lower().split()}
    words = plain.split()
    spots = [i for i, word in enumerate(words) if word in LOST and word not in kept]
    if spots and chooser.random() < 0.5:
        del words[chooser.choice(spots)]
        return " ".join(words)
    return " ".join(SOUNDS_LIKE.get(word, word) if word not in kept else word for word in words)


@dataclass(frozen=True)
class Rows:
    """The training rows: features, what each is an example of, how much it counts, and which phrase it came from."""

    features: NDArray[np.float32]
    intents: list[str]
    labels: list[str]
    weights: NDArray[np.float64]
    groups: NDArray[np.int64]

    def of(self, intent: str) -> tuple[NDArray[np.float32], list[str], NDArray[np.float64]]:
        """Features, second labels and weights of one intent's rows."""
        chosen = np.asarray([name == intent for name in self.intents])
        labels = [label for label, keep in zip(self.labels, chosen, strict=True) if keep]
        return self.features[chosen], labels, self.weights[chosen]


def _dataset(encoder: SentenceEncoder) -> Rows:
    not_places = frozenset((RESOURCES / "not_places.txt").read_text(encoding="utf-8").split())
    chooser = random.Random(7)
    rows, intents, labels, weights, groups = [], [], [], [], []
    for group, phrase in enumerate(_phrases()):
        for text, names, weight in _variants(phrase, chooser):
            reading = EntityReader(_Marked(names), not_places).read(tidy(text, phrase.language), phrase.language)
            rows.append(features(reading, encoder.encode(reading.masked())))
            intents.append(phrase.intent)
            labels.append(phrase.label)
            weights.append(weight)
            groups.append(group)
    return Rows(np.stack(rows), intents, labels, np.asarray(weights), np.asarray(groups))


def _fitted(rows: NDArray[np.float32], intents: list[str], weights: NDArray[np.float64]) -> LogisticRegression:
    # Square-root balancing: rare intents are not drowned, yet common ones keep their prior.
    share = {intent: sum(w for i, w in zip(intents, weights, strict=True) if i == intent) for intent in set(intents)}
    balance = np.asarray([(60.0 / share[intent]) ** 0.5 for intent in intents])
    model = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-3)
    # Nine tenths of a row are zeros: ten times as fast as dense.
    model.fit(csr_matrix(rows), intents, sample_weight=weights * balance)
    return model


def _check(rows: Rows) -> None:
    right, chances = [], []
    fold_of = np.random.default_rng(3).permutation(rows.groups.max() + 1) % 5
    labels = np.asarray(rows.intents)
    for fold in range(5):
        test = fold_of[rows.groups] == fold
        model = _fitted(rows.features[~test], list(labels[~test]), rows.weights[~test])
        predicted = model.predict_proba(rows.features[test])
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
    rows = _dataset(encoder)
    if options.check:
        _check(rows)
    arrays: dict[str, NDArray[Any]] = {}
    heads = {
        "intents": _fitted(rows.features, rows.intents, rows.weights),
        "actions": _fitted(*rows.of("control")),
        "topics": _fitted(*rows.of("country_facts")),
    }
    for head, model in heads.items():
        arrays[head] = np.asarray(model.classes_)
        arrays[f"{head}_weights"] = model.coef_.T.astype(np.float16)
        arrays[f"{head}_bias"] = model.intercept_.astype(np.float32)
    target = RESOURCES / "weights.npz"
    np.savez_compressed(target, **arrays)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB, {len(rows.features)} rows")  # noqa: T201


if __name__ == "__main__":
    main()
