"""Words that the models are known to get wrong, said in a way they get right; and sentences too long for them.

Clock times become figures, signs of money words: "half past nine" was translated as nine and a half, and "oito menos
um quarto" as eight less a quarter. A sentence beyond the model's context would silently lose its end, so it is cut.
"""

from __future__ import annotations

import re

from wanderlust.domain.language_names import UNSPACED

_NUMBERS = {
    "en": "one two three four five six seven eight nine ten eleven twelve",
    "pt": "uma duas três quatro cinco seis sete oito nove dez onze doze",
}
_HOURS = {language: {word: hour for hour, word in enumerate(words.split(), 1)} for language, words in _NUMBERS.items()}
_EN_HOUR = rf"(?P<hour>{'|'.join(_HOURS['en'])}|1[0-2]|[1-9])"
_PT_HOUR = rf"(?P<hour>{'|'.join(_HOURS['pt'])}|1[0-2]|[1-9])"
_EN_CLOCK = re.compile(
    rf"\b(?P<part>half|(?:a )?quarter|ten|twenty|five|twenty[- ]five)\s+(?P<side>past|to|after)\s+{_EN_HOUR}\b(?!\s*:)",
    re.I,
)
_PART = {"half": 30, "quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20}
_PT_PAST = re.compile(rf"\b(?P<lead>[àa]s?|são|pelas)\s+{_PT_HOUR}\s+e\s+(?P<part>meia|um quarto|quinze)\b", re.I)
_PT_TO = re.compile(
    rf"\b(?P<lead>[àa]s?|são|pelas)\s+{_PT_HOUR}\s+menos\s+(?P<part>um quarto|quinze|dez|cinco|vinte)\b", re.I
)
_PT_UNTIL = re.compile(
    r"\b(?:(?P<lead>[àa]o?s?|são)\s+)?(?P<part>um quarto|quinze|dez|cinco|vinte)\s+para\s+(?:as|à|a)\s+"
    rf"{_PT_HOUR}\b",
    re.I,
)
_PT_I_EAT = re.compile(
    r"\b(?P<not>não\s+)como\s+(?=(?:carne|peixe|ovos?|pão|marisco|queijo|porco|trigo|glúten)\b)", re.I
)
_PT_HALF_KILO = re.compile(r"\bmeio quilo\b", re.I)
# What stings has a word that the models do not know; the animal they do.
_EN_BEES = re.compile(r"\bbee[- ](?:stings?|venom)\b", re.I)
_PT_PART = {"meia": 30, "um quarto": 15, "quinze": 15, "dez": 10, "cinco": 5, "vinte": 20}
# Recognition writes 80€, which came out as 80'.
_MONEY = {
    "en": {"€": "euros", "£": "pounds", "R$": "reais", "$": "dollars"},
    "pt": {"€": "euros", "£": "libras", "R$": "reais", "$": "dólares"},
}
# What one asks a waiter for is no cheque.
_BILL = re.compile(
    r"\b(?P<before>(?:the|our|my) )check(?=,? please|$|[.?!])|(?<=pay the )check\b|(?<=bring us the )check\b", re.I
)

# Marian's models read up to 128 word pieces, about 70 words; cut well before.
LONGEST_WORDS = 45
# Where words are not spaced, letters are counted; two make about one piece.
LONGEST_LETTERS = 90
_CUT_UNSPACED = re.compile(r"[、，；：,;]|\s")
_CUT = re.compile(r"[,;:](?=\s)|\s(?=(?:and|but|because|which|when|e|mas|porque|que|quando)\s)", re.I)


def reworded(sentence: str, language: str) -> str:
    """The sentence in words that are translated rightly."""
    for mark, word in _MONEY[language].items() if language in _MONEY else ():
        sign = re.escape(mark)
        sentence = re.sub(rf"(?<!\w){sign}\s?(\d[\d.,]*\d|\d)|(\d)\s?{sign}", rf"\1\2 {word}", sentence)
    if language == "en":
        sentence = _EN_BEES.sub("bees", _EN_CLOCK.sub(_english_time, sentence))
        return _BILL.sub(lambda match: f"{match.group('before') or ''}bill", sentence)
    if language == "pt":
        sentence = _PT_PAST.sub(lambda match: _portuguese_time(match, False), sentence)
        for pattern in (_PT_TO, _PT_UNTIL):
            sentence = pattern.sub(lambda match: _portuguese_time(match, True), sentence)
        # Half a kilo came out as half a pound.
        sentence = _PT_HALF_KILO.sub("meio quilograma", sentence)
        # "Como" is I eat as well as how: "eu não como carne" came out as I don't like meat.
        sentence = _PT_I_EAT.sub(r"\g<not>consumo ", sentence)
    return sentence


def bounded(sentence: str, language: str = "", longest: int = LONGEST_WORDS) -> list[str]:
    """A sentence in parts that the model takes whole, cut at its clauses where it has any."""
    if language in UNSPACED:
        return _bounded_unspaced(sentence)
    parts: list[str] = []
    while len(sentence.split()) > longest:
        head = " ".join(sentence.split()[:longest])
        cuts = [cut.end() for cut in _CUT.finditer(head) if len(head[: cut.end()].split()) >= longest // 3]
        at = cuts[-1] if cuts else len(head)
        parts.append(" ".join(sentence.split())[:at].strip())
        sentence = " ".join(sentence.split())[at:].strip()
    return [*parts, sentence] if sentence else parts


def _bounded_unspaced(sentence: str, longest: int = LONGEST_LETTERS) -> list[str]:
    parts: list[str] = []
    while len(sentence) > longest:
        cuts = [cut.end() for cut in _CUT_UNSPACED.finditer(sentence[:longest]) if cut.end() >= longest // 3]
        at = cuts[-1] if cuts else longest
        parts.append(sentence[:at].strip())
        sentence = sentence[at:].strip()
    return [*parts, sentence] if sentence else parts


def _english_time(match: re.Match[str]) -> str:
    hour = _hour(match.group("hour"), "en")
    words = match.group("part").lower().replace("-", " ")
    minutes = 25 if words == "twenty five" else _PART[words]
    return _figures(hour, minutes, match.group("side").lower() == "to")


def _portuguese_time(match: re.Match[str], before: bool) -> str:
    lead = match.group("lead") or ""
    hour = _hour(match.group("hour"), "pt")
    time = _figures(hour, _PT_PART[match.group("part").lower()], before)
    if before:
        lead = {"à": "às", "aos": "às", "ao": "às"}.get(lead.lower(), lead)
    return f"{lead} {time}".strip()


def _hour(word: str, language: str) -> int:
    return int(word) if word.isdigit() else _HOURS[language][word.lower()]


def _figures(hour: int, minutes: int, before: bool) -> str:
    if before:
        hour, minutes = (hour - 1 or 12), 60 - minutes
    return f"{hour}:{minutes:02}"
