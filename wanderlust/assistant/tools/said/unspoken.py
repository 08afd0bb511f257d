"""What is said in place of words that no voice can say clearly."""

from __future__ import annotations

from wanderlust.domain.foreign_names import SPOKEN, ForeignNames

_SENTENCES = {
    "es": "No tengo voz para {language}; aquí está en letra grande:",
    "fr": "Je n'ai pas de voix en {language} ; le voici en grand :",
    "de": "Für {language} habe ich keine Stimme, hier steht es groß:",
    "it": "Non ho una voce per {language}; ecco il testo in grande:",
    "pt": "Não tenho voz para {language}; aqui está em letras grandes:",
}


def shown_large(text: str, language: str, names: ForeignNames) -> dict[str, str]:
    """By language, the sentence with the words at its end; ``language`` is their English name."""
    said = {"en": f"I have no voice for {language}, so here it is to read: {text}"}
    for code in SPOKEN:
        name = names.language(language, code)
        said[code] = f"{_SENTENCES[code].format(language=name)} {text}"
    return said
