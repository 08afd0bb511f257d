"""The few sentences that end the interpreting when a person says them and nothing else."""

from __future__ import annotations

from wanderlust.assistant.interpreter.own_words import plain

_LEAVING = {
    "en": "stop interpreting|stop the interpreter|stop interpreter|end the interpreter|close the interpreter"
    "|leave the interpreter|quit interpreting|we are done interpreting|we're done interpreting|stop translating",
    "es": "deja de interpretar|para de interpretar|deja de traducir|cierra el intérprete|termina el intérprete",
    "fr": "arrête d'interpréter|arrêtez d'interpréter|arrête de traduire|arrêtez de traduire|ferme l'interprète",
    "de": "hör auf zu dolmetschen|hör auf zu übersetzen|beende den dolmetscher|dolmetscher beenden",
    "it": "smetti di interpretare|smetti di tradurre|chiudi l'interprete|ferma l'interprete",
    "pt": "pare de interpretar|para de interpretar|parar de interpretar|pare de traduzir|encerrar o intérprete"
    "|feche o intérprete|encerre o intérprete",
    "ja": "通訳を終了|通訳を終了して|通訳を止めて|通訳を終わって|翻訳を止めて",
    "ko": "통역 그만|통역을 그만해|통역 종료|통역을 종료해|번역 그만",
    "zh": "停止翻译|停止口译|结束翻译|结束口译|不用翻译了",
}
_POLITE = {"please", "now", "thanks", "por", "favor", "bitte", "merci", "grazie", "ok", "okay"}
_KNOWN = {language: frozenset(map(plain, words.split("|"))) for language, words in _LEAVING.items()}


def asks_to_leave(text: str, language: str) -> bool:
    """Whether these words, but for courtesy, ask that the interpreting end."""
    words = [word for word in plain(text).split() if word not in _POLITE]
    return " ".join(words) in _KNOWN.get(language, frozenset())
