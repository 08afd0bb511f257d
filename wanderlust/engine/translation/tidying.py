"""Spoken words made written ones before they are translated: fillers out, case and punctuation in, sentences apart.

Lower-case text without punctuation costs the models 3 (from English) to 9 (from Portuguese) points of chrF, and what
is hesitation to us is words to them: "uh i uh" comes out as it went in.
"""

from __future__ import annotations

import re

from wanderlust.engine.sentences import split_sentences

_FILLERS = {
    "en": r"u+h+m*|u+m+|e+r+m*|h+m+|mm+|ah+m|you know(?=,)|i mean(?=,)",
    "pt": r"h+u+m+|h+m+|a+h+n+|h[ãa]n?|uhm?|um(?=\s+um\b)|é+(?=,\s)|né|tipo(?=,)|sabe(?=,)|pá(?=,)",
}
_FILLER = {
    language: re.compile(rf"(?<![\w'’-])(?:{words})(?![\w'’-])[,.…]*\s*", re.I) for language, words in _FILLERS.items()
}
# Said twice by a speaker who hesitates; words that people do repeat on purpose ("no, no", "very very") are not here.
_STUTTERED = {
    "en": "i|we|he|she|they|it|the|a|an|to|of|in|my|your|is|are|can|do|where|what|how|and",
    "pt": "eu|nós|ele|ela|o|a|os|as|um|uma|de|do|da|em|no|na|meu|minha|onde|que|como|e|para",
}
_STUTTER = {language: re.compile(rf"\b({words})(?:,?\s+\1)+\b", re.I) for language, words in _STUTTERED.items()}
_QUESTION = {
    "en": re.compile(
        r"(?:where|what|when|who|whose|which|why|how|is|are|am|do|does|did|can|could|would|will|shall|should|may|"
        r"have you|has|was|were)\b(?!\s+(?:a nice|fun)\b)",
        re.I,
    ),
    "pt": re.compile(
        r"(?:(?:a|de|em|por|para|com)\s+)?(?:onde|aonde|quando|quant[oa]s?|como|qual|quais|quem|que horas|o que|"
        r"(?:que|qual)\s+\w+|porqu[eê]|por que)\b|(?:pode|podem|poderia|posso|podemos)\b",
        re.I,
    ),
}
# Words that English writes with a capital wherever they stand, which speech recognition without case leaves small.
_CAPITAL = re.compile(
    r"\b(?:i(?=\b(?!\.))|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|"
    r"august|september|october|november|december|english|portuguese|spanish|french|german|italian|portugal|brazil|"
    r"spain|france|lisbon|porto|madrid|london)\b"
)
_AFTER_END = re.compile(r"(?<=[.!?…]\s)\w")
_ENDED = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]」』]*$")
_STOPS = {"zh": "。", "ja": "。", "hi": "।", "mr": "।", "ne": "।", "bn": "।", "ur": "۔"}


def tidied_sentences(text: str, language: str) -> list[str]:
    """The sentences of a text, each as one would write it.

    Args:
        text: What was said, with or without case and punctuation.
        language: ISO 639-1 code; of other languages than English and Portuguese only the ends are mended.

    Returns:
        Without fillers, beginning with a capital and ending with a mark; empty when nothing but fillers was said.
    """
    plain = " ".join(without_fillers(text, language).split())
    letters = [letter for letter in plain if letter.isalpha()]
    if len(letters) > 4 and not any(letter.islower() for letter in letters) and any(c.isupper() for c in letters):
        plain = plain.lower()
    # Of scripts that have capitals at all: a Greek or German text without one was written down without case.
    caseless = any(letter.islower() for letter in plain) and not any(letter.isupper() for letter in plain)
    # A full stop before a small letter ends no sentence, except where there are no capitals at all.
    plain = _AFTER_END.sub(lambda match: match.group().upper(), plain) if caseless else plain
    return [_written(sentence, language, caseless) for sentence in split_sentences(plain)]


def without_fillers(text: str, language: str) -> str:
    """The text without hesitation: "Uh, I, I need um a doctor" is "I need a doctor"."""
    if language in _FILLER:
        text = _FILLER[language].sub("", text)
        text = _STUTTER[language].sub(r"\1", text)
    return text.strip(" ,")


def _written(sentence: str, language: str, caseless: bool) -> str:
    if caseless and language == "en":
        sentence = _CAPITAL.sub(lambda word: word.group()[0].upper() + word.group()[1:], sentence)
    sentence = sentence.strip(" ,;:-")
    if not _ENDED.search(sentence):
        asks = language in _QUESTION and _QUESTION[language].match(sentence)
        sentence += "?" if asks else _STOPS.get(language, ".")
    return sentence[:1].upper() + sentence[1:]
