"""The form in which phrases are compared: case, punctuation and contractions aside, everything that means kept."""

from __future__ import annotations

import re
import unicodedata

UNSPACED = frozenset({"ja", "ko", "zh"})
"""Languages compared without their spaces: two of them have none, and Korean ones are set by taste."""

ACCENTED = frozenset({"es", "fr", "de", "it", "pt"})

_SIGNS = re.compile(r"[^\w\s\ue000-\uf8ff]")
_CONTRACTED = (
    (re.compile(r"\b(?:can't|cannot)\b", re.I), "can not"),
    (re.compile(r"\bwon't\b", re.I), "will not"),
    (re.compile(r"(?<=\w)n't\b", re.I), " not"),
    (re.compile(r"(?<=\bI)'m\b", re.I), " am"),
    (re.compile(r"(?<=\w)'re\b", re.I), " are"),
    (re.compile(r"(?<=\w)'ve\b", re.I), " have"),
    (re.compile(r"(?<=\w)'ll\b", re.I), " will"),
    (re.compile(r"(?<=\w)'d\b(?= like)", re.I), " would"),
    (
        re.compile(r"\b(what|where|when|who|how|that|there|here|it|this|he|she|everything)'s\b", re.I),
        r"\1 is",
    ),
)
_PLEASE = {
    "en": ("please",),
    "es": ("por favor",),
    "fr": ("s'il vous plaît", "s'il te plaît", "s'il vous plait"),
    "de": ("bitte",),
    "it": ("per favore", "per piacere"),
    "pt": ("por favor", "se faz favor", "faz favor"),
    "zh": ("请",),
}
_NEGATION = {
    "en": re.compile(r"\b(?:not|no|never|nothing|nobody|none|without|neither|nor)\b"),
    "es": re.compile(r"\b(?:no|nunca|nada|nadie|ning[uú]n\w*|sin|ni|jamás)\b"),
    "fr": re.compile(r"\b(?:ne|n'\w+|pas|non|jamais|rien|personne ne|aucune?|sans|ni)\b"),
    "de": re.compile(r"\b(?:nicht|nein|kein\w*|nie|niemals|nichts|niemand\w*|ohne|weder)\b"),
    "it": re.compile(r"\b(?:non|no|mai|niente|nulla|nessun\w*|senza|né)\b"),
    "pt": re.compile(r"\b(?:não|nunca|nada|ninguém|nenhum\w*|sem|nem|jamais)\b"),
    "ja": re.compile(r"ない|なく|なし|ません|いいえ|抜き|ぬき|ずに"),
    "ko": re.compile(r"안(?=[가-힣])|못|없|아니|않|빼고|말고|마세요|지마"),
    "zh": re.compile(r"不|没|無|无|别|未|勿|非"),
}


def negated(text: str, language: str) -> bool:
    """Whether a text says no to anything; a language that is not known says it never."""
    pattern = _NEGATION.get(language)
    return pattern is not None and pattern.search(compared(text, language)) is not None


def written_plainly(text: str, language: str) -> str:
    """Words without punctuation, in the case they were written: ``I'd like 2,5 …`` is ``I would like 2,5``."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    text = _SIGNS.sub(_kept_sign, text)
    if language == "en":
        for pattern, words in _CONTRACTED:
            text = pattern.sub(words, text)
    return "".join(text.split()) if language in UNSPACED else " ".join(text.split())


def compared(text: str, language: str) -> str:
    """As :func:`written_plainly`, in lower case and without hyphens: two texts are one phrase if these are equal."""
    return written_plainly(text, language).casefold().replace("-", "" if language in UNSPACED else " ")


def without_accents(text: str) -> str:
    """``Où`` is ``Ou``; only for European languages, where a keyboard may lack them."""
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", text) if not _is_mark(c)))


def has_accents(text: str) -> bool:
    """Whether whoever wrote it wrote accents."""
    return any(map(_is_mark, unicodedata.normalize("NFD", text)))


def without_please(text: str, language: str) -> str:
    """A compared text without ``please`` before or after it; the text itself where nothing else is left."""
    bare = text
    for word in _PLEASE.get(language, ()):
        joint = "" if language in UNSPACED else " "
        bare = bare.removeprefix(f"{word}{joint}").removesuffix(f"{joint}{word}")
    return bare if bare and bare not in _PLEASE.get(language, ()) else text


def _kept_sign(match: re.Match[str]) -> str:
    sign, text = match.group(), match.string
    if sign in ".,:'-":
        # A stop, comma or colon between two figures is part of a number; an apostrophe or hyphen, of a word.
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        inside = before.isalnum() and after.isalnum() if sign in "'-" else before.isdigit() and after.isdigit()
        return sign if inside else " "
    return sign if unicodedata.category(sign) == "Sc" or sign == "°" else " "


def _is_mark(sign: str) -> bool:
    # The marks that make が of か are no accents.
    return unicodedata.combining(sign) != 0 and "\u0300" <= sign <= "\u036f"
