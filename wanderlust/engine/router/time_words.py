"""Words for days, times of day and times of the year in a request, in six languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WEEKDAYS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'?s)?|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"sonntag|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica|(?:segunda|ter[cç]a|quarta|"
    r"quinta|sexta)(?:-feira| feira)?"
)
_MONTHS = (
    r"january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|"
    r"abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|f[ée]vrier|mars|avril|mai|juin|"
    r"juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|januar|februar|m[äa]rz|juni|juli|oktober|dezember|"
    r"gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|mar[çc]o|maio|"
    r"junho|julho|setembro|outubro|novembro|dezembro"
)
_SEASONS = (
    r"spring|summer|autumn|fall|winter|christmas (?:eve|day)|christmas|xmas|easter|new year'?s?(?: eve| day)?|"
    r"boxing day|primavera|verano|oto[ñn]o|"
    r"invierno|printemps|[ée]t[ée]|automne|hiver|fr[üu]hling|sommer|herbst|estate|autunno|inverno|ver[ãa]o|outono|"
    r"navidad|no[ëe]l|weihnachten|natale|natal"
)
_PART = (
    r"morning|afternoon|evening|night|arvo|ma[ñn]ana|tarde|noche|matin|apr[èe]s-midi|soir|morgen|vormittag|nachmittag|"
    r"abend|mattina|pomeriggio|sera|manh[ãa]|noite"
)
_COUNT = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few|a"
_RANK = r"first|second|third|fourth|fifth|sixth|seventh|last"
_NEAR_DAYS = (
    r"the following day|the next day|the same day|same day|tomoz|tomorra|tmrw|the day after tomorrow|"
    r"day after tomorrow|tomorrow|today|tonight|pasado ma[ñn]ana|ma[ñn]ana|hoy|"
    r"apr[èe]s-demain|demain|aujourd'hui|[üu]bermorgen|morgen|heute|dopodomani|domani|oggi|depois de amanh[ãa]|"
    r"amanh[ãa]|hoje"
)
_ORDINAL = (
    r"(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|third|fourth|"
    r"fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|"
    r"eighteenth|nineteenth|twentieth|thirtieth"
)
_DATE = (
    rf"(?:the )?(?:{_ORDINAL})(?: of (?:{_MONTHS}))|(?:{_MONTHS}) (?:the )?(?:{_ORDINAL})|"
    rf"(?<=for )the (?:{_ORDINAL})(?! (?:one|place|option|result|stop|day|hotel|thing))|"
    rf"(?<=on )the (?:{_ORDINAL})(?! (?:one|place|option|result|stop|day|hotel|thing))|"
    rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})|(?:{_MONTHS}) (?:the )?\d{{1,2}}(?:st|nd|rd|th)?|"
    r"the \d{1,2}(?:st|nd|rd|th)"
)
_DAY = (
    rf"day (?:{_COUNT})|(?:the )?(?:{_RANK}) day|{_NEAR_DAYS}|"
    rf"(?:{_WEEKDAYS}) (?:next|after next|week|fortnight)(?! to\b)|(?:(?:this|next|coming) )?(?:{_WEEKDAYS})|{_DATE}|"
    rf"(?:this |next |the )?weekend|next week (?:{_WEEKDAYS})|(?:{_WEEKDAYS}) (?:next|after next|week|fortnight)|"
    rf"(?:this|next) (?:week|month)|in (?:{_COUNT}) (?:days|weeks|day|week)|"
    r"\d{4}-\d{2}-\d{2}"
)
_YEAR_TIME = (
    rf"(?:(?:early|late|mid)[ -])?(?:(?:the )?(?:middle|end|beginning|start) of )?(?:next |this )?"
    rf"(?:{_MONTHS}|{_SEASONS})|(?:this|next) year"
)
_HOUR = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MINUTE = r"(?::\d{2}|[ .]\d{2}| thirty| fifteen| forty-?five)"
_CLOCK = (
    rf"(?:half past |(?:a )?quarter past |(?:a )?quarter to |(?:five|ten|twenty|"
    rf"twenty-five)(?: minutes)? (?:past|to) |half )(?:{_HOUR})|"
    rf"(?:{_HOUR})[- ]?ish(?!\w)|(?:{_HOUR}){_MINUTE}?\s?(?:a\.? ?m\.?|p\.? ?m\.?|o'clock|uhr|"
    rf"h\b)(?: (?:in the )?(?:morning|afternoon|evening))?|"
    rf"\d{{1,2}}:\d{{2}}|(?:{_HOUR}){_MINUTE}? (?:in the (?:morning|afternoon|evening)|at night)|noon|midday|"
    rf"midnight|lunchtime|dinner ?time|mediod[ií]a|midi|mittag|mezzogiorno|meio-dia"
)
_AT = r"(?:(?:at )?(?:like|around|about)|at|by|say|make it|from|a las|a la|à|um|alle|[àa]s)"
_LEAD = (
    r"(?:on|for|in|at|over|during|by|this coming|el|la|los|para el|para la|para|en|le|pour|dans|en|am|im|f[üu]r|"
    r"an|zu|il|per|nel|no|na|em)"
)

DAY = re.compile(rf"(?<![\w'])(?:{_LEAD} )?(?P<words>{_DAY})(?: (?P<part>{_PART}))?(?:'s)?(?![\w'])", re.I)
YEAR_TIME = re.compile(rf"(?<![\w'])(?:{_LEAD} (?:the )?)?(?P<words>{_YEAR_TIME})(?![\w'])", re.I)
CLOCK = re.compile(
    rf"(?<![\w'])(?:(?:{_AT} )(?P<at>(?:{_CLOCK})|(?:{_HOUR}){_MINUTE}?)|(?P<bare>{_CLOCK}))(?![\w'])", re.I
)
PART = re.compile(
    rf"(?<![\w'])(?:in the |this |during the |, the |, |for the |por la |de la |le |dans la |am |in der |di |"
    rf"nel |[àa] |de |da )"
    rf"(?P<part>{_PART})(?![\w'])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """Words for a time and the text without them."""

    words: str
    rest: str


def weather_time(text: str) -> Found:
    """The day or time of the year of a question for the weather; no words for now."""
    for pattern in (DAY, YEAR_TIME):
        for match in pattern.finditer(text):
            words = match.group("words")
            if words.casefold() in ("may", "march", "mars") and not _is_month(text, match):
                continue
            part = match.groupdict().get("part")
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return Found(_plain(f"{_bare(words)} {part}" if part else _bare(words)), " ".join(rest.split()))
    part = re.search(
        r"(?<!\w)(?P<words>this (?:morning|afternoon|arvo|evening)|later|ce soir|stasera|heute abend)(?!\w)", text, re.I
    )
    if part:
        rest = f"{text[: part.start()]} {text[part.end() :]}"
        return Found(_plain(part.group("words")), " ".join(rest.split()))
    return Found("", text)


def day_and_time(text: str) -> tuple[str, str, str]:
    """(day, time of day, the text without them) of an entry of a plan."""
    day = time = ""
    clock = CLOCK.search(text)
    if clock:
        time = clock.group("at") or clock.group("bare")
        text = f"{text[: clock.start()]} {text[clock.end() :]}"
    match = DAY.search(text)
    if match:
        day = _bare(match.group("words"))
        if match.group("part") and not time:
            time = match.group("part")
        text = f"{text[: match.start()]} {text[match.end() :]}"
    elif (month := YEAR_TIME.search(text)) and _is_month(text, month):
        day = _bare(month.group("words"))
        text = f"{text[: month.start()]} {text[month.end() :]}"
    part = PART.search(text)
    if part and not time:
        time = part.group("part")
        text = f"{text[: part.start()]} {text[part.end() :]}"
    return _plain(day), _plain(time), " ".join(text.split())


def _plain(words: str) -> str:
    """Slang for a time in the words that everyone reads: "this arvo" is this afternoon."""
    for said, meant in (("tomoz", "tomorrow"), ("tomorra", "tomorrow"), ("tmrw", "tomorrow"), ("arvo", "afternoon")):
        words = re.sub(rf"\b{said}\b", meant, words, flags=re.I)
    return words


def _bare(words: str) -> str:
    return re.sub(r"^the (?=day|first|second|third|fourth|fifth|\d|weekend)", "", words, flags=re.I)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """ "May" after a preposition or with a capital inside the sentence is the month, else the verb."""
    lead = match.group()[: match.start("words") - match.start()].strip()
    word = match.group("words")
    return bool(lead) or (word[0].isupper() and match.start() > 0) or text.strip().casefold() == word.casefold()
