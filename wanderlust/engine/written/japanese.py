"""Japanese figures, prices, times and dates as kana: their readings change with what is counted."""

from __future__ import annotations

import re
from collections.abc import Callable

COUNTED = "\ue000"
"""Stands on both sides of kana that are a figure, so that nothing looks for words in them."""

_ONES = ("", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
_HUNDREDS = {1: "ひゃく", 3: "さんびゃく", 6: "ろっぴゃく", 8: "はっぴゃく"}
_THOUSANDS = {1: "せん", 3: "さんぜん", 8: "はっせん"}
_LARGE = ("", "まん", "おく", "ちょう")
_DAYS = {
    1: "ついたち",
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    5: "いつか",
    6: "むいか",
    7: "なのか",
    8: "ようか",
    9: "ここのか",
    10: "とおか",
    14: "じゅうよっか",
    20: "はつか",
    24: "にじゅうよっか",
}
_PEOPLE = {1: "ひとり", 2: "ふたり", 4: "よにん"}
_CURRENCIES = {
    "¥": "円",
    "￥": "円",
    "JPY": "円",
    "$": "ドル",
    "US$": "ドル",
    "USD": "ドル",
    "€": "ユーロ",
    "EUR": "ユーロ",
    "£": "ポンド",
    "GBP": "ポンド",
}
_UNITS = {
    "km/h": "キロメートル毎時",
    "km": "キロメートル",
    "kg": "キログラム",
    "cm": "センチメートル",
    "m": "メートル",
    "°C": "度",
    "℃": "度",
    "°": "度",
    "%": "パーセント",
    "％": "パーセント",
}
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_UNIT_SIGNS = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_KANJI_ONES = "一二三四五六七八九"
# Numbers of more than one sign, and single ones before what is counted: not the 一 of 一番 or the 二 of 二つ.
_KANJI = re.compile(
    r"[一二三四五六七八九十百千万]*[十百千][一二三四五六七八九十百千万]*|[一二三四五六七八九十](?=[人時分月円]|日間)"
)
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


def japanese_number(value: int) -> str:
    """A whole number below 10^16 in kana; larger ones digit by digit."""
    if value >= 10**16:
        return _digits(str(value))
    if value == 0:
        return "ぜろ"
    said: list[str] = []
    place = 0
    while value:
        value, group = divmod(value, 10_000)
        if group:
            words = _below_ten_thousand(group)
            if place == 1 and words == "せん":
                words = "いっせん"
            if place == 3:
                words = re.sub(r"いち$", "いっ", re.sub(r"はち$", "はっ", words))
            said.insert(0, words + _LARGE[place])
        place += 1
    return "".join(said)


def japanese_figure(written: str) -> str:
    """A figure as it stands in the text ("7,863", "1.5") in kana."""
    whole, _, part = written.replace(",", "").partition(".")
    if not part:
        return japanese_number(int(whole))
    # Before the point the last sound is doubled: 1.5 is itten go.
    before = re.sub(
        r"(?:いち|じゅう)$", lambda m: {"いち": "いっ", "じゅう": "じゅっ"}[m.group()], japanese_number(int(whole))
    )
    return f"{re.sub('はち$', 'はっ', before)}てん{_digits(part)}"


def written_japanese(text: str) -> str:
    """Text without figures or signs; the kana of each figure stand between two ``COUNTED``."""
    text = _KANJI.sub(lambda match: str(_kanji_value(match.group())), text)
    for pattern, words in _RULES:
        text = pattern.sub(lambda match, words=words: f"{COUNTED}{words(match)}{COUNTED}", text)  # type: ignore[misc]
    return text


def _kanji_value(written: str) -> int:
    """The number in kanji such as 千二百 or 七."""
    whole = below = digit = 0
    for sign in written:
        if sign in _KANJI_ONES:
            digit = _KANJI_ONES.index(sign) + 1
        elif sign == "万":
            whole, below, digit = whole + (below + digit or 1) * 10_000, 0, 0
        else:
            below, digit = below + (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign], 0
    return whole + below + digit


def _digits(digits: str) -> str:
    return "".join("ぜろ" if digit == "0" else _ONES[int(digit)] for digit in digits)


def _below_ten_thousand(value: int) -> str:
    thousands, value = divmod(value, 1000)
    hundreds, value = divmod(value, 100)
    tens, ones = divmod(value, 10)
    said = _THOUSANDS.get(thousands, f"{_ONES[thousands]}せん") if thousands else ""
    said += _HUNDREDS.get(hundreds, f"{_ONES[hundreds]}ひゃく") if hundreds else ""
    said += ("じゅう" if tens == 1 else f"{_ONES[tens]}じゅう") if tens else ""
    return said + _ONES[ones]


def _hours(value: int) -> str:
    tens, ones = divmod(value, 10)
    special = {4: "よ", 7: "しち", 9: "く"}.get(ones)
    if special is None:
        return f"{'れい' if value == 0 else japanese_number(value)}じ"
    return f"{japanese_number(tens * 10) if tens else ''}{special}じ"


def _minutes(value: int) -> str:
    number = japanese_number(value)
    for ending, changed in (
        ("いち", "いっぷん"),
        ("さん", "さんぷん"),
        ("よん", "よんぷん"),
        ("ろく", "ろっぷん"),
        ("はち", "はっぷん"),
        ("じゅう", "じゅっぷん"),
    ):
        if number.endswith(ending):
            return number.removesuffix(ending) + changed
    return f"{number}ふん"


def _time(match: re.Match[str]) -> str:
    minute = int(match.group(2))
    return _hours(int(match.group(1))) + (_minutes(minute) if minute else "")


def _month(value: int) -> str:
    return {4: "しがつ", 7: "しちがつ", 9: "くがつ"}.get(value, f"{japanese_number(value)}がつ")


def _day(value: int) -> str:
    return _DAYS.get(value, f"{japanese_number(value)}にち")


def _yen(figure: str) -> str:
    # よえん, not よんえん, for a price that ends in four.
    return re.sub("よん$", "よ", japanese_figure(figure)) + "えん"


def _price(figure: str, sign: str) -> str:
    name = _CURRENCIES[sign]
    return _yen(figure) if name == "円" else japanese_figure(figure) + name


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"),
        lambda m: f"{japanese_number(int(m.group(1)))}ねん{_month(int(m.group(2)))}{_day(int(m.group(3)))}",
    ),
    (re.compile(r"(?<!\d)([01]?\d|2[0-3])[:：]([0-5]\d)(?!\d)"), _time),
    (re.compile(rf"({_SIGNS}) ?({_FIGURE})"), lambda m: _price(m.group(2), m.group(1))),
    (re.compile(rf"({_FIGURE}) ?({_SIGNS})"), lambda m: _price(m.group(1), m.group(2))),
    (re.compile(rf"({_FIGURE})円"), lambda m: _yen(m.group(1))),
    (re.compile(r"(?<!\d)(\d{1,2})時(?!間)"), lambda m: _hours(int(m.group(1)))),
    (re.compile(r"(?<!\d)(\d{1,2})分"), lambda m: _minutes(int(m.group(1)))),
    (re.compile(r"(?<!\d)(\d{1,2})月"), lambda m: _month(int(m.group(1)))),
    (re.compile(r"(?<!\d)(\d{1,2})日(?!間)"), lambda m: _day(int(m.group(1)))),
    (
        re.compile(r"(?<!\d)(\d{1,2})人"),
        lambda m: _PEOPLE.get(int(m.group(1)), f"{japanese_number(int(m.group(1)))}にん"),
    ),
    (re.compile(rf"[-−](?={_FIGURE})"), lambda _: "マイナス"),
    (
        re.compile(rf"({_FIGURE}) ?({_UNIT_SIGNS})(?![A-Za-z])"),
        lambda m: japanese_figure(m.group(1)) + _UNITS[m.group(2)],
    ),
    (re.compile(_FIGURE), lambda m: japanese_figure(m.group())),
)
