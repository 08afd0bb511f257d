"""Answers "what did they say?" after a talk through the interpreter, from what the conversation was told of it.

The app appends a system message: ``I interpreted between English and Portuguese from 10:02 to 10:05. It was said:`` and
a line for each utterance, ``Portuguese: A conta, por favor. = The bill, please.``
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wanderlust.domain.language_names import english_name
from wanderlust.wire.items import Item

_TOLD = "I interpreted between "
_LINE = re.compile(r"(?P<speaker>[A-Z][\w ]*): (?P<source>.+) = (?P<target>.+)")
REPEATED = 3  # utterances; more is read better than heard

_ASKED = {
    "en": r"what (?:did|have) (?:they|he|she|(?:the|that) (?:other )?(?:man|woman|person|lady|guy|people)) (?:just )?"
    r"(?:say|said|tell (?:me|us))|what (?:was|has been) said",
    "es": r"qu[eé] (?:me |nos )?(?:dijo|dijeron|ha dicho|han dicho)",
    "fr": r"(?:a-t-(?:il|elle)|ont-(?:ils|elles)|(?:il|elle) a|(?:ils|elles) ont) dit",
    "de": r"was (?:hat|haben) (?:er|sie|der|die)\b.* gesagt",
    "it": r"cosa (?:ha|hanno) detto",
    "pt": r"que (?:é que )?(?:ele|ela|eles|elas) (?:disse|disseram)|que foi dito",
}
_SAID = {
    "en": "They said: {}",
    "es": "Dijeron: {}",
    "fr": "Voici ce qui a été dit : {}",
    "de": "Gesagt wurde: {}",
    "it": "Hanno detto: {}",
    "pt": "Disseram: {}",
}
_NOTHING = {
    "en": "They said nothing that I interpreted.",
    "es": "No dijeron nada que yo interpretara.",
    "fr": "Ils n'ont rien dit que j'aie interprété.",
    "de": "Gesagt wurde nichts, was ich gedolmetscht habe.",
    "it": "Non hanno detto nulla che io abbia interpretato.",
    "pt": "Não disseram nada que eu tenha interpretado.",
}
_ASKS = {language: re.compile(words, re.IGNORECASE) for language, words in _ASKED.items()}


def said_through_interpreter(question: str, items: Sequence[Item], language: str) -> str:
    """The last things the other person said, in the asker's language.

    Args:
        question: What was asked.
        items: The conversation.
        language: ISO 639-1 of the asker.

    Returns:
        The answer; empty where that is not what was asked, or nothing was interpreted.
    """
    asks = _ASKS.get(language)
    if asks is None or not asks.search(question):
        return ""
    told = next((item.text for item in reversed(items) if item.role == "system" and item.text.startswith(_TOLD)), "")
    lines = [found for line in told.splitlines()[1:] if (found := _LINE.fullmatch(line)) is not None]
    theirs = [line["target"] for line in lines if line["speaker"] != english_name(language)]
    if not lines:
        return ""
    return _SAID[language].format(" ".join(theirs[-REPEATED:])) if theirs else _NOTHING[language]
