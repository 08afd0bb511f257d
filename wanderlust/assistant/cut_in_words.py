"""The short words that stop an answer, and by their absence those that only say "I am listening"."""

from __future__ import annotations

import re
import unicodedata

# "Mm-hm", "yeah", "ok", "sì" are not here: who says them wants to hear more.
_STOPPING = frozenset(
    """
    stop|stop it|stop there|no|nope|wait|wait wait|wait a minute|wait a second|hold on|hang on|pause|enough|quiet
    be quiet|shut up|cancel|hey|sorry|excuse me|never mind
    para|parar|basta|espera|espere|silencio|alto|arrete|arretez|stoppe|attends|attendez|non|halt|stopp|warte
    warten sie|nein|moment|aspetta|aspetti|ferma|fermati|smettila|pare|nao|chega
    """.replace("\n", "|").split("|")
)
_KNOWN = frozenset(words.strip() for words in _STOPPING if words.strip())


def stops_an_answer(text: str) -> bool:
    """Whether these words, and nothing else, ask for silence: one of them, or the same one again and again."""
    words = _plain(text)
    if not words:
        return False
    joined = " ".join(words)
    return joined in _KNOWN or (len(set(words)) == 1 and words[0] in _KNOWN)


def _plain(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"[a-z]+", bare)
