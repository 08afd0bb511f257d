"""Where the traveller is, in six languages: taken, told, not known, guessed."""

from __future__ import annotations

from wanderlust.assistant.tools.place_words import spoken
from wanderlust.assistant.tools.said.grammar import in_each, name_of
from wanderlust.domain.foreign_names import ForeignNames
from wanderlust.domain.places import Place

_TAKEN = {
    "es": "Entendido: está en {}. Cuento desde ahí.",
    "fr": "C'est noté : vous êtes à {}. Je compte à partir de là.",
    "de": "Verstanden: Sie sind in {}. Von dort rechne ich.",
    "it": "Capito: Lei è a {}. Conto da lì.",
    "pt": "Entendido: está em {}. Conto a partir daí.",
}
_TOLD = {
    "es": "Me dijo que está en {}.",
    "fr": "Vous m'avez dit que vous êtes à {}.",
    "de": "Sie haben mir gesagt, dass Sie in {} sind.",
    "it": "Mi ha detto che è a {}.",
    "pt": "Disse-me que está em {}.",
}
_UNKNOWN = {
    "es": "No sé dónde está. Dígamelo, o haga clic en el mapa.",
    "fr": "Je ne sais pas où vous êtes. Dites-le-moi, ou cliquez sur la carte.",
    "de": "Ich weiß nicht, wo Sie sind. Sagen Sie es mir, oder klicken Sie auf die Karte.",
    "it": "Non so dove si trova. Me lo dica, o faccia clic sulla mappa.",
    "pt": "Não sei onde está. Diga-me, ou clique no mapa.",
}

_FORGOTTEN = {
    "es": "He olvidado dónde está.",
    "fr": "J'ai oublié où vous êtes.",
    "de": "Ich habe vergessen, wo Sie sind.",
    "it": "Ho dimenticato dove si trova.",
    "pt": "Esqueci onde está.",
}


def taken_sentences(place: Place, names: ForeignNames) -> dict[str, str]:
    """The traveller has said where they are."""
    said = in_each(lambda language: _TAKEN[language].format(name_of(place, names, language)))
    return {"en": f"You are {_at(place)}. I count from there.", **said}


def forgotten_sentences() -> dict[str, str]:
    """The traveller took it back."""
    return {"en": "I have forgotten where you are.", **_FORGOTTEN}


def told_sentences(place: Place, names: ForeignNames) -> dict[str, str]:
    """The traveller asks where they are, and has said so before."""
    said = in_each(lambda language: _TOLD[language].format(name_of(place, names, language)))
    return {"en": f"You told me that you are {_at(place)}.", **said}


def unknown_here(guess: Place | None) -> str:
    """Nobody said where the traveller is; a guess is called one, and never used by itself."""
    if guess is None:
        return "I do not know where you are. Say “I'm in Lisbon”, or right-click the map."
    return (
        f"I do not know where you are. By this computer's clock I guess {guess.label}, and it is only a guess. "
        f"Say “I'm in {guess.name}” if it is right, or right-click the map."
    )


def unknown_here_said() -> dict[str, str]:
    return dict(_UNKNOWN)


def _at(place: Place) -> str:
    wide = place.kind in ("city", "country", "region", "island")
    town = place.admin if not wide and place.admin and place.admin not in place.name else ""
    name = place.label if wide else f"{spoken(place)}, {town}" if town else spoken(place)
    return f"{'in' if wide else 'on' if place.kind == 'street' else 'at'} {name}"
