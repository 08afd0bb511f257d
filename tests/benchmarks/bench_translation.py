"""How good, how fast and how large translation on this computer is: ``python -m tests.benchmarks.bench_translation``.

Prints one JSON line a measure. The sentences were written, with their translations, before any output was seen.
"""

from __future__ import annotations

import csv
import json
import os
import re
import statistics
import sys
from itertools import product
from pathlib import Path
from typing import Any

from tests.benchmarks.chrf import chrf
from wanderlust.application.translation import text_translator
from wanderlust.engine.translation.captions import Captions, normalized_erasure
from wanderlust.engine.translation.translator import TextTranslator
from wanderlust.settings.paths import PROJECT, discover_paths

# Portuguese as it is written in Brazil, which the models' own words and our voice are of, and in Portugal.
TABLES = ("br", "pt")
DATA = PROJECT / "tests" / "data" / "translation"


def rows(name: str) -> list[list[str]]:
    """The rows of a table of sentences."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def resident_mb(pid: int, key: str = "VmRSS") -> float:
    """Memory of a process."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(key))
    return round(int(line.split()[1]) / 1024, 1)


def missing_from(translation: str, wanted: list[str]) -> list[str]:
    """The patterns a translation does not satisfy; one that begins with ``!`` must not be found."""
    return [
        pattern
        for pattern in wanted
        if bool(re.search(pattern.removeprefix("!"), translation, re.I)) is pattern.startswith("!")
    ]


def report(name: str, **figures: Any) -> None:
    """Print a line."""
    sys.stdout.write(json.dumps({"bench": name, **figures}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def flicker(translator: TextTranslator, sentences: list[str], direction: tuple[str, str]) -> float:
    """Normalized erasure of the captions of sentences that come word by word."""
    erasures = []
    for sentence in sentences:
        captions = Captions()
        words = sentence.split()
        for count in range(1, len(words)):
            if captions.wants(count):
                captions.take(translator.translate(" ".join(words[:count]), direction).text)
        captions.finish(translator.translate(sentence, direction).text)
        erasures.append(normalized_erasure(captions.shown))
    return round(statistics.mean(erasures), 3)


def main() -> None:
    """Measure, with the sentences that missed at the end."""
    translator, process = text_translator(discover_paths(os.environ))
    kept = rows("must_keep.tsv")
    lost: list[str] = []
    try:
        for (source, target), table in product((("en", "pt"), ("pt", "en")), TABLES):
            travel = rows(f"travel_en_{table}.tsv")
            column = 0 if source == "en" else 1
            sources, references = [row[column] for row in travel], [row[1 - column] for row in travel]
            translator.translate(sources[0], (source, target))
            done = [translator.translate(sentence, (source, target)) for sentence in sources]
            texts, took = [each.text for each in done], [each.ms for each in done]
            report(
                f"translate {source} to {target}",
                references=table,
                sentences=len(done),
                chrf=round(chrf(texts, references), 1),
                ms_p50=round(statistics.median(took), 1),
                ms_max=round(max(took), 1),
                flicker=flicker(translator, sources, (source, target)),
            )
        for source, sentence, *patterns in kept:
            translation = translator.translate(sentence, (source, "pt" if source == "en" else "en")).text
            if missing := missing_from(translation, patterns):
                lost.append(f"{sentence} -> {translation}  {missing}")
        assert process.pid is not None
        report("must keep", sentences=len(kept), kept_percent=round(100 * (1 - len(lost) / len(kept)), 2), lost=lost)
        peak = resident_mb(process.pid, "VmHWM")
        report("translator process, both directions", rss_mb=resident_mb(process.pid), peak_mb=peak)
        report("load", average_1_5_15=os.getloadavg())
    finally:
        process.close()


if __name__ == "__main__":
    main()
