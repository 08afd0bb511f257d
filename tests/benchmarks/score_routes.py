"""Accuracy of ``wanderlust engine route`` on lines with the calls that would be right.

    python tests/benchmarks/score_routes.py LINES.jsonl [--errors] [--llm off]

A line is what ``engine route --jsonl`` reads, plus ``calls`` (the right ones), ``also`` (other lists that are as right)
and ``tags``. The command itself runs, as anyone would run it. Arguments are compared as a fair reader would: case,
accents, articles and the order of words in a goal do not count, "today" is the same as no time, a language is the same
by name or by code, a place with or without its country.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CODES = """
en:english es:spanish fr:french de:german it:italian pt:portuguese ja:japanese zh:chinese ko:korean ar:arabic
ru:russian tr:turkish el:greek nl:dutch pl:polish cs:czech hu:hungarian sv:swedish no:norwegian nb:norwegian da:danish
fi:finnish th:thai vi:vietnamese hi:hindi he:hebrew hr:croatian ro:romanian uk:ukrainian id:indonesian sw:swahili
ca:catalan is:icelandic bg:bulgarian sr:serbian sk:slovak sl:slovenian et:estonian lv:latvian lt:lithuanian
fa:persian ur:urdu bn:bengali ta:tamil ms:malay tl:tagalog ka:georgian hy:armenian ne:nepali km:khmer lo:lao
my:burmese mn:mongolian am:amharic eu:basque gl:galician ga:irish cy:welsh af:afrikaans sq:albanian mandarin:chinese
"""
LANGUAGES = dict(pair.split(":") for pair in CODES.split())
NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: str(value) for value, word in enumerate(NUMBER_WORDS.split())}
ARTICLES_WORDS = "the a an my our some le la les el los las il lo gli o os as der die das l"
ARTICLES = frozenset(ARTICLES_WORDS.split())
TIME_LEADS_WORDS = "on in at for this the around about by during coming early o clock"
TIME_LEADS = frozenset(TIME_LEADS_WORDS.split())
PLACE_NOISE_WORDS = "place places spot spots joint joints somewhere nearby good best nice decent near me"
PLACE_NOISE = frozenset(PLACE_NOISE_WORDS.split())
GOAL_NOISE_WORDS = "to for and ask if whether about them that we i me us please of they do"
NOW = ("", "now", "today", "right now", "currently", "tonight", "hoy", "aujourd hui", "heute", "oggi", "hoje")


def words(value: object) -> list[str]:
    """Folded words of a value."""
    text = unicodedata.normalize("NFKD", str(value).casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", text.replace("'s", "s"))


def plain(value: object) -> str:
    return " ".join(word for word in words(value) if word not in ARTICLES)


def same_place(found: object, wanted: object) -> bool:
    if plain(found) == plain(wanted):
        return True
    first, second = (plain(str(value).split(",")[0]) for value in (found, wanted))
    shorter, longer = sorted((plain(found), plain(wanted)), key=len)
    fuller = (f"{shorter} airport", f"{shorter} city", f"city of {shorter}")
    return bool(first) and (first == second or longer in fuller)


def same_time(found: object, wanted: object) -> bool:
    def normal(value: object) -> str:
        text = re.sub(r"(\d)([ap]m)", r"\1 \2", str(value).casefold().replace(".m", "m").replace(":00", ""))
        kept = [NUMBERS.get(word, word) for word in words(text) if word not in TIME_LEADS]
        return " ".join(kept).replace("noon", "12 pm").replace("midday", "12 pm").removesuffix(" o clock")

    return normal(found) == normal(wanted) or (plain(found) in NOW and plain(wanted) in NOW)


def same_language(found: object, wanted: object) -> bool:
    return LANGUAGES.get(plain(found), plain(found)) == LANGUAGES.get(plain(wanted), plain(wanted))


def same_query(found: object, wanted: object) -> bool:
    def normal(value: object) -> set[str]:
        kept = {re.sub(r"(?:ies|es|s|y)$", "", word) for word in words(value) if word not in ARTICLES | PLACE_NOISE}
        return kept - {"restaurant"} or kept

    return normal(found) == normal(wanted)


def same_goal(found: object, wanted: object) -> bool:
    small = ARTICLES | frozenset(GOAL_NOISE_WORDS.split())
    first, second = ({word for word in words(value) if word not in small} for value in (found, wanted))
    return bool(first | second) and len(first & second) / len(first | second) >= 0.6


def same_number(found: object, wanted: object) -> bool:
    try:
        return abs(float(str(found)) - float(str(wanted))) < 1e-6
    except ValueError:
        return False


def same_words(found: object, wanted: object) -> bool:
    return plain(found) == plain(wanted)


SAME: dict[str, Callable[[object, object], bool]] = {
    "place": same_place,
    "near": same_place,
    "origin": same_place,
    "destination": same_place,
    "country": same_place,
    "when": same_time,
    "day": same_time,
    "time": same_time,
    "target": same_language,
    "lang_a": same_language,
    "lang_b": same_language,
    "query": same_query,
    "goal": same_goal,
    "amount": same_number,
}


def same_call(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    if found["name"] != wanted["name"]:
        return False
    ours, right = dict(found["args"]), dict(wanted["args"])
    if found["name"] == "start_interpreter":
        return _languages(ours) == _languages(right)
    for key in {*ours, *right}:
        if key not in ours or key not in right:
            value = ours.get(key, right.get(key))
            spare = (key in ("when", "day") and plain(value) in NOW) or (key == "amount" and same_number(value, 1))
            if not spare and not (key == "open_now" and value is False):
                return False
        elif not SAME.get(key, same_words)(ours[key], right[key]):
            return False
    return True


def _languages(arguments: Mapping[str, Any]) -> set[str]:
    """The pair without order; the speaker's own English may go unsaid."""
    return {LANGUAGES.get(plain(name), plain(name)) for name in arguments.values()} - {"english"}


def judged(answer: Sequence[Mapping[str, Any]], line: Mapping[str, Any]) -> tuple[bool, bool]:
    """(the tools are right, the whole calls are right)."""
    accepted = [line["calls"], *line.get("also", [])]
    accepted = [calls or [{"name": "answer", "args": {}}] for calls in accepted]
    names = [call["name"] for call in answer]
    whole = any(
        len(calls) == len(answer) and all(same_call(*pair) for pair in zip(answer, calls, strict=True))
        for calls in accepted
    )
    return any(names == [call["name"] for call in calls] for calls in accepted), whole


def routed(lines: Sequence[Mapping[str, Any]], llm: str) -> list[dict[str, Any]]:
    """The command's own answers."""
    asked = "\n".join(json.dumps({key: line[key] for key in line if key not in ("calls", "also")}) for line in lines)
    command = [sys.executable, "-m", "wanderlust", "engine", "route", "--jsonl", "--llm", llm]
    run = subprocess.run(command, input=asked, capture_output=True, text=True, cwd=ROOT, check=True)
    return [json.loads(row) for row in run.stdout.splitlines()]


def groups(line: Mapping[str, Any]) -> Iterable[str]:
    yield "all"
    yield from (f"tag {tag}" for tag in line.get("tags", ()))
    yield f"tool {'+'.join(call['name'] for call in line['calls']) if len(line['calls']) == 1 else 'several'}"
    yield f"lang {line.get('lang', 'en')}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every line that went wrong")
    parser.add_argument("--llm", default="off")
    options = parser.parse_args()
    lines = [
        json.loads(row)
        for row in options.lines.read_text(encoding="utf-8").splitlines()
        if row.strip() and not row.startswith("#")
    ]
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    sure: list[tuple[float, bool]] = []
    for line, answer in zip(lines, routed(lines, options.llm), strict=True):
        calls = answer.get("calls", [])
        tool, whole = judged(calls, line)
        sure.append((float(answer.get("confidence", 0.0)), tool))
        for group in groups(line):
            counts[group] = [a + b for a, b in zip(counts[group], (1, tool, whole), strict=True)]
        if options.errors and not whole:
            print(f"{'ARGS' if tool else 'TOOL'} {line['id']} {line['tags']} {line['utterance']!r}")  # noqa: T201
            if line.get("history"):
                print("     after ", json.dumps(line["history"], ensure_ascii=False)[:600])  # noqa: T201
            print("     wanted", json.dumps(line["calls"], ensure_ascii=False))  # noqa: T201
            print("     found ", json.dumps(calls, ensure_ascii=False), answer.get("confidence"))  # noqa: T201
    for group in sorted(counts):
        n, tools, wholes = counts[group]
        print(f"{group:28} {n:4d}  tool {tools / n:.3f}  whole {wholes / n:.3f}")  # noqa: T201
    for bar in (0.3, 0.5, 0.7):
        above = [right for chance, right in sure if chance >= bar]
        if above:
            print(f"confidence >= {bar}: {len(above) / len(sure):.2f} of lines, tool {sum(above) / len(above):.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
