"""Chinese figures, prices, times and dates in characters, as they are said."""

from __future__ import annotations

import re
from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_CURRENCIES = {
    "¥": "元",
    "￥": "元",
    "CNY": "元",
    "RMB": "元",
    "JPY": "日元",
    "$": "美元",
    "US$": "美元",
    "USD": "美元",
    "€": "欧元",
    "EUR": "欧元",
    "£": "英镑",
    "GBP": "英镑",
}
_UNITS = {"km/h": "公里每小时", "km": "公里", "kg": "公斤", "cm": "厘米", "m": "米", "°C": "度", "℃": "度", "°": "度"}
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_UNIT_SIGNS = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


def mandarin_number(value: int) -> str:
    """A whole number below 10^16 in characters; larger ones digit by digit."""
    if value >= 10**16:
        return mandarin_digits(str(value))
    if value == 0:
        return "零"
    groups: list[int] = []
    while value:
        value, group = divmod(value, 10_000)
        groups.append(group)
    said = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        if said and group < 1000:
            said += "零"
        said += _below_ten_thousand(group) + ("", "万", "亿", "万亿")[place]
    return said.removeprefix("一") if said.startswith("一十") else said


def mandarin_digits(digits: str) -> str:
    """Digits one by one, as in a year or a telephone number."""
    return "".join(_DIGITS[int(digit)] for digit in digits)


def mandarin_figure(written: str) -> str:
    """A figure as it stands in the text ("7,863", "1.5") in characters."""
    whole, _, part = written.replace(",", "").partition(".")
    return mandarin_number(int(whole)) + (f"点{mandarin_digits(part)}" if part else "")


def written_mandarin(text: str) -> str:
    """Text without Western figures or signs."""
    for pattern, words in _RULES:
        text = pattern.sub(words, text)
    return text


def _below_ten_thousand(value: int) -> str:
    said = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            said += _DIGITS[digit] + name
        elif said and value and not said.endswith("零"):
            said += "零"
    return said


def _amount(figure: str) -> str:
    # Before a measure word two is 两: 两公里, 两元.
    return "两" if figure == "2" else mandarin_figure(figure)


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match.group(1)), int(match.group(2))
    hours = "两点" if hour == 2 else f"{mandarin_number(hour)}点"
    if not minute:
        return hours
    return f"{hours}{'零' if minute < 10 else ''}{mandarin_number(minute)}分"


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4})(?=年)"), lambda m: mandarin_digits(m.group(1))),
    (
        re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"),
        lambda m: (
            f"{mandarin_digits(m.group(1))}年{mandarin_number(int(m.group(2)))}月{mandarin_number(int(m.group(3)))}日"
        ),
    ),
    (re.compile(r"(?<!\d)([01]?\d|2[0-3])[:：]([0-5]\d)(?!\d)"), _time),
    (re.compile(rf"({_SIGNS}) ?({_FIGURE})"), lambda m: _amount(m.group(2)) + _CURRENCIES[m.group(1)]),
    (re.compile(rf"({_FIGURE}) ?({_SIGNS})"), lambda m: _amount(m.group(1)) + _CURRENCIES[m.group(2)]),
    (re.compile(rf"[-−](?=(?:{_FIGURE}) ?(?:°|℃))"), lambda _: "零下"),
    (re.compile(rf"({_FIGURE}) ?({_UNIT_SIGNS})(?![A-Za-z])"), lambda m: _amount(m.group(1)) + _UNITS[m.group(2)]),
    (re.compile(rf"({_FIGURE}) ?[%％]"), lambda m: f"百分之{mandarin_figure(m.group(1))}"),
    (re.compile(r"(?<![\d.])2(?=[个点位张天年次间晚公元])"), lambda _: "两"),
    (re.compile(_FIGURE), lambda m: mandarin_figure(m.group())),
)
