"""Plain signs of what a request is about, in six languages: features beside the sentence vector, never decisions."""

from __future__ import annotations

import re

from wanderlust.domain.countries import TOPICS
from wanderlust.engine.router.fact_slots import topics_in
from wanderlust.engine.router.talk_slots import ACTIONS, action_in
from wanderlust.engine.router.time_words import CLOCK, DAY, YEAR_TIME
from wanderlust.engine.router.trip_slots import adds, names_trip, removes

_SIGNS = tuple(
    re.compile(words, re.I)
    for words in (
        r"\bweather|forecast|\b(?:rain|snow|sunn?|wind|storm|fog|humid|cloud|drizzl|pour|freez|soak|drench|"
        r"sweat)\w*|\bmonsoon|"
        r"\btiempo\b|clima\w*|llueve|llover|lluvia|m[ée]t[ée]o|pleu\w+|pluie|neige\w*|wetter|regne\w*|schnei\w*|"
        r"piov\w+|pioggia|"
        r"nevica|chov\w+|chuva",
        r"\b(?:hot|cold|warm|cool|chilly|mild|boiling|freezing|degrees|temperatures?|dry|wet|unbearable|fr[ií]o|"
        r"calor|caliente|"
        r"froid|chaud|degr[ée]s|kalt|warm|hei[sß]+|grad|freddo|caldo|gradi|frio|quente|graus)\b",
        r"\b(?:umbrella|rain ?coat|jacket|coat|sweater|jumper|layers|shorts|t-?shirt|boots|wellies|sunscreen|"
        r"gloves|scarf|"
        r"paraguas|parapluie|regenschirm|ombrello|guarda-chuva|abrigo|manteau|jacke)\b",
        r"\bsun ?(?:rise|set)s?\b|\bsun\b.*\b(?:up|down|rise|set)s?\b|\bdawn\b|\bdusk\b|get(?:s)? (?:dark|"
        r"light)|soleil|sonne",
        r"\b(?:translat\w*|traduc\w*|tradui\w*|[üu]bersetz\w*|traduz\w*|means?|meaning|significa|signifie|bedeutet|"
        r"veut dire|vuol dire)\b",
        r"\b(?:how|what)\b.*\b(?:say|pronounce|called|word|phrase)\b|\b(?:word|phrase)s? for\b|dit-on|se dice|"
        r"sagt man|"
        r"hei[sß]+t|si dice|se diz|\bdigo\b|\bsay\b|\btell (?:him|her|them|the)\b",
        r"\binterpret\w*|\bdolmetsch\w*|interpr[èée]t\w*|int[ée]rpret\w*|go-between|back and forth|both ways|two way|"
        r"\b(?:conversation|talk|chat|communicate|speak) (?:in|with|to)\b|between us",
        r"\b(?:call|phone|ring|dial|telephone|telefon\w*|t[ée]l[ée]phon\w*|llama\w*|appell\w*|ruf|chiama|liga|"
        r"on the phone|"
        r"a bell|a buzz|on the line)\b",
        r"\b(?:table|reserv\w*|booking|appointment|mesa|tisch|tavolo)\b",
        r"\bwhat(?:'s| is| are| do| did| have|s)?\b|\bshow\b|\bread\b|\btell\b|\blist\b|\bis there\b|"
        r"\banything\b|\bany plans\b|"
        r"\bhear\b|qu[ée]\b|qu'est|lis|was\b|lies|cosa|leggi|mostra|montre|zeig",
    )
)
# Cue counts: each sign, topics (any and each), days and clocks, three trip signs, actions (any and each) in few words.
WIDTH = len(_SIGNS) + 1 + (len(TOPICS) - 1) + 3 + 3 + 1 + len(ACTIONS)
_ASKING = re.compile(r"(?:how|where|when|who|which|why|what(?! did| was| were))\b", re.I)
_SHORT = 7  # words; words that steer the talk come alone


def cues(text: str) -> list[bool]:
    """Which signs a tidy request carries; always ``WIDTH`` of them, in one order."""
    topics = topics_in(text)
    alone = len(text.split()) <= _SHORT and not _ASKING.match(text)
    action = action_in(text) if alone else None
    return [
        *(bool(sign.search(text)) for sign in _SIGNS),
        bool(topics),
        *(topic in topics for topic in TOPICS if topic != "general"),
        bool(DAY.search(text)),
        bool(CLOCK.search(text)),
        bool(YEAR_TIME.search(text)),
        adds(text),
        removes(text),
        names_trip(text),
        action is not None,
        *(action == name for name in ACTIONS),
    ]
