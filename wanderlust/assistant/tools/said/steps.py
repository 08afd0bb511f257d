"""The steps of a way, in six languages: what to do, in which street, after how far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wanderlust.assistant.tools.lengths import spoken_km
from wanderlust.assistant.tools.said.clock_and_way import length_words
from wanderlust.assistant.tools.said.grammar import in_each
from wanderlust.domain.routes import Step
from wanderlust.domain.units import Units

SPOKEN_STEPS = 6  # more is no longer remembered on foot; the others are on the screen
SHORTEST_M = 15.0  # a bend before a shorter stretch is part of the crossing before it

_WANTED = re.compile(
    r"\b(?:steps?|step[- ]by[- ]step|turn[- ]by[- ]turn|directions|instructions|pasos|paso a paso|indicaciones|étapes|"
    r"pas à pas|itinéraire détaillé|schritte?|schritt für schritt|wegbeschreibung|passi|passo passo|indicazioni|"
    r"passos|passo a passo|indicações|instruções)\b",
    re.I,
)
_STAIRS = re.compile(r"\b(?:spanish|potemkin|odessa) steps\b", re.I)

# (left, right, slightly left, slightly right, sharply left, sharply right, straight on, turn round)
_TURNS = {
    "en": ("turn left", "turn right", "bear left", "bear right", "turn sharp left", "turn sharp right",
           "go straight on", "turn round"),
    "es": ("gire a la izquierda", "gire a la derecha", "siga ligeramente a la izquierda",
           "siga ligeramente a la derecha", "gire del todo a la izquierda", "gire del todo a la derecha",
           "siga recto", "dé la vuelta"),
    "fr": ("tournez à gauche", "tournez à droite", "serrez à gauche", "serrez à droite", "tournez franchement à gauche",
           "tournez franchement à droite", "continuez tout droit", "faites demi-tour"),
    "de": ("biegen Sie links ab", "biegen Sie rechts ab", "halten Sie sich links", "halten Sie sich rechts",
           "biegen Sie scharf links ab", "biegen Sie scharf rechts ab", "gehen Sie geradeaus", "kehren Sie um"),
    "it": ("giri a sinistra", "giri a destra", "tenga la sinistra", "tenga la destra", "giri tutto a sinistra",
           "giri tutto a destra", "prosegua dritto", "torni indietro"),
    "pt": ("vire à esquerda", "vire à direita", "mantenha-se à esquerda", "mantenha-se à direita",
           "vire tudo à esquerda", "vire tudo à direita", "siga em frente", "dê meia-volta"),
}  # fmt: skip
_START = {"en": "start", "es": "salga", "fr": "partez", "de": "starten Sie", "it": "parta", "pt": "parta"}
_ROUND = {
    "en": "take the roundabout", "es": "tome la rotonda", "fr": "prenez le rond-point",
    "de": "nehmen Sie den Kreisverkehr", "it": "prenda la rotatoria", "pt": "entre na rotunda",
}  # fmt: skip
_ARRIVE = {
    "en": "then you are there", "es": "y ha llegado", "fr": "et vous y êtes", "de": "dann sind Sie da",
    "it": "ed è arrivato", "pt": "e chegou",
}  # fmt: skip
_STREET = {
    "en": "{do} on {street}", "es": "{do} por {street}", "fr": "{do} : {street}", "de": "{do}: {street}",
    "it": "{do}: {street}", "pt": "{do} por {street}",
}  # fmt: skip
_INTO = {"en": "{do} into {street}"}
_AFTER = {
    "en": "after {far}, {do}", "es": "a {far}, {do}", "fr": "après {far}, {do}", "de": "nach {far}: {do}",
    "it": "dopo {far}, {do}", "pt": "depois de {far}, {do}",
}  # fmt: skip
_REST = {
    "en": "The other {} steps are on the screen.", "es": "Los otros {} pasos están en la pantalla.",
    "fr": "Les {} autres étapes sont à l'écran.", "de": "Die übrigen {} Schritte stehen auf dem Bildschirm.",
    "it": "Gli altri {} passi sono sullo schermo.", "pt": "Os outros {} passos estão no ecrã.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing to do: what, in which street, and how far one then goes."""

    action: str
    street: str
    metres: float


def wants_steps(words: str) -> bool:
    """Whether a question is for the single steps of a way."""
    return bool(_WANTED.search(_STAIRS.sub("", words)))


def stages_of(steps: Sequence[Step]) -> tuple[Stage, ...]:
    """The steps worth saying: bends of a few metres, and streets that only change their name, are joined."""
    stages: list[Stage] = []
    for step in steps:
        same_way = step.action.startswith(("new name", "continue", "notification")) and "straight" in step.action
        a_bend = step.metres < SHORTEST_M and ("slight" in step.action or "straight" in step.action)
        joined = bool(stages) and (same_way or a_bend)
        if joined:
            last = stages[-1]
            stages[-1] = Stage(last.action, last.street or step.street, last.metres + step.metres)
        else:
            stages.append(Stage(step.action, step.street, step.metres))
    return tuple(stages)


def steps_sentences(stages: Sequence[Stage], units: Units) -> dict[str, str]:
    """The first stages in order, in every language; what is left is on the screen."""
    english = _sentence("en", stages, units)
    return {"en": english, **in_each(lambda language: _sentence(language, stages, units))}


def stage_words(stage: Stage, language: str = "en") -> str:
    """What to do, as a line to read: ``Turn left into Rue de Rivoli``."""
    said = _do(stage, language)
    return said[:1].upper() + said[1:]


def _sentence(language: str, stages: Sequence[Stage], units: Units) -> str:
    shown = stages if len(stages) <= SPOKEN_STEPS + 1 else stages[:SPOKEN_STEPS]
    said: list[str] = []
    before = 0.0
    for stage in shown:
        words = _do(stage, language)
        far = _length(before / 1000, language, units)
        words = _AFTER[language].format(far=far, do=words) if before >= SHORTEST_M else words
        said.append(words[:1].upper() + words[1:] + ".")
        before = stage.metres
    rest = len(stages) - len(shown)
    return " ".join([*said, _REST[language].format(rest)] if rest else said)


def _length(km: float, language: str, units: Units) -> str:
    return spoken_km(km, units) if language == "en" else length_words(km, language, units)


def _do(stage: Stage, language: str) -> str:
    action = stage.action
    if action == "arrive":
        return _ARRIVE[language]
    if action == "depart":
        words, forms = _START[language], _STREET
    elif "roundabout" in action or "rotary" in action:
        words, forms = _ROUND[language], _STREET
    else:
        words, forms = _TURNS[language][_turn(action)], _INTO | {k: v for k, v in _STREET.items() if k != "en"}
        if _turn(action) == 6:
            forms = _STREET
    return forms[language].format(do=words, street=stage.street) if stage.street else words


def _turn(action: str) -> int:
    if "uturn" in action or "u turn" in action:
        return 7
    side = "left" if "left" in action else "right" if "right" in action else ""
    if not side:
        return 6
    base = 2 if "slight" in action or action.startswith(("fork", "merge", "on ramp", "off ramp")) else 0
    base = 4 if "sharp" in action else base
    return base + (side == "right")
