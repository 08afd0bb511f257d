"""The action of words that steer the talk, and the two languages of an interpreter."""

from __future__ import annotations

import re

from wanderlust.engine.router.entities import Reading
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.translate_slots import languages_named
from wanderlust.engine.router.wording import trimmed

_ACTIONS = tuple(
    (action, re.compile(words, re.I))
    for action, words in (
        (
            "stop_interpreter",
            r"\b(?:stop|end|quit|finish\w*|turn off|close|exit|done|enough|switch off|leave)\b.*\b(?:interpret\w*|"
            r"translat\w*)|interpret\w* (?:off|over)|dolmetsch\w+ (?:aus|beenden)|arrêter? l'interpr|"
            r"para el int[eé]rprete",
        ),
        (
            "hang_up",
            r"\bhang up\b|\bhang it up\b|\bend (?:the|this|that) (?:phone )?call|\b(?:finish|drop|disconnect|"
            r"stop|close)\b"
            r".*\bcall\b|\bdisconnect\b|put the phone down|get off the (?:phone|line)|cuelga|raccroche|leg auf|"
            r"auflegen|"
            r"riattacca|desliga",
        ),
        (
            "clear_map",
            r"\b(?:clear|clean|wipe|tidy|empty|reset|remove|erase|get rid of|delete|hide|take)\b.*\b(?:map|"
            r"pins?|markers?|"
            r"dots)\b|mapa|efface la carte|karte (?:leeren|l[öo]schen)|pulisci la mappa",
        ),
        (
            "restart",
            r"\b(?:start|begin) (?:over|again|afresh|anew|from)|\brestart\b|from (?:scratch|the (?:top|"
            r"beginning|start))|"
            r"\breset\b|new conversation|empieza de nuevo|recommence|von vorn|ricomincia|recome[çc]a",
        ),
        (
            "undo",
            r"\bundo\b|\bgo back\b|take (?:that|it) back|revert|(?:that|last) (?:last )?(?:thing|one|"
            r"step) (?:you|i|we) did|"
            r"put it back|scrap that|deshaz|d[ée]fais|r[üu]ckg[äa]ngig|desfaz|annulla l'ultim",
        ),
        (
            "repeat",
            r"\brepeat\b|\bagain\b|come again|one more time|once more|say (?:that|it) (?:again|once)|"
            r"what (?:did|was|were) "
            r"(?:you|that)|\bpardon\b|\bsorry\?|didn't (?:catch|hear|get|understand)|missed that|excuse me|"
            r"\brepite\b|\botra vez\b|r[ée]p[èée]t\w*|encore une fois|noch (?:ein)?mal|wiederhol\w*|ripeti|"
            r"di nuovo|repete|"
            r"outra vez|c[oó]mo dices|comment\?|wie bitte|come\?",
        ),
        (
            "quieter",
            r"\bquieter\b|\bsofter\b|not so loud|too loud|\blower\b|turn (?:it|that|yourself|the volume|"
            r"down)[\w\s]*down|"
            r"turn down|volume down|keep it down|less loud|(?:ease|tone|bring|take|dial).{0,12}(?:off|"
            r"down).{0,14}|m[áa]s bajo|baja (?:la voz|el volumen)|moins fort|leiser|"
            r"nicht so laut|pi[ùu] piano|abbassa|mais baixo|decrease.*volume|reduce.*volume|(?:whisper|shouting)",
        ),
        (
            "louder",
            r"\blouder\b|speak up|(?:can't|cannot|can barely|can hardly|hardly|barely) hear|turn (?:it|that|"
            r"yourself|the "
            r"volume|up)[\w\s]*up|turn up|volume up|raise.*(?:voice|volume)|increase.*volume|more volume|too quiet|"
            r"m[áa]s alto|m[áa]s fuerte|plus fort|lauter|pi[ùu] forte|alza|mais alto|crank",
        ),
        (
            "slower",
            r"\bslow(?:er|ly)?\b|slow down|too fast|not so fast|so fast|less fast|m[áa]s despacio|"
            r"plus lentement|moins vite|"
            r"langsamer|pi[ùu] lento|pi[ùu] piano|mais devagar",
        ),
        (
            "mute",
            r"\bmute\b|stop listening|don't listen|turn off (?:the|your) (?:mic\w*|sound)|microphone off|"
            r"silencia|stumm",
        ),
        (
            "pause",
            r"\bpause\b|\bwait\b|hold on|hang on|one (?:moment|second|sec|minute)|(?:a|just a) (?:moment|second|"
            r"sec|minute)|"
            r"give me a (?:moment|second|sec|minute)|hold it|two ticks|half a tick|bear with|espera|un momento|"
            r"attends|warte|moment|aspetta",
        ),
        (
            "cancel",
            r"\bcancel\b|never ?mind|forget (?:it|that|about it)|call (?:it|that) off|abort|cancela|annule|abbrechen|"
            r"annulla|drop it|scratch that|d[ée]jalo|lascia (?:stare|perdere)|laisse tomber|vergiss es",
        ),
        (
            "stop",
            r"\bstop\b|be quiet|shut (?:up|it)|\bhush\b|\bshush\b|\bsilence\b|\bquiet\b|enough|stopp|zip it|"
            r"\bbasta\b|"
            r"c[áa]llate|\bpara\b|arr[êe]te|tais-toi|sei still|halt|fermati|zitto|cala-te|p[áa]ra|cut it out|"
            r"\bsh+\b|talking",
        ),
        (
            "no",
            r"^(?:no(?! longer| more)|nope|nah|nay|non|nein|n[ãa]o|not)\b|\bdon'?t\b|no thanks|not (?:that|now|"
            r"really|this|today|yet)|"
            r"negative|leave it|a no|i disagree|false|incorrect|wrong|absolutely not|certainly not|no way",
        ),
        (
            "yes",
            r"^(?:yes|sure thing|yeah|yep|yup|yah|sure|ok|okay|correct|right|exactly|absolutely|definitely|certainly|"
            r"of course|indeed|"
            r"fine|s[ií]|oui|ja|sim|claro|vale|genau|certo|d'accord|affirmative|true|please do|do it|"
            r"go (?:ahead|for it)|"
            r"sounds (?:good|great|right)|that's (?:right|correct|true|it|fine)|you got it|perfect|alright|"
            r"all right)\b|"
            r"go (?:ahead|for it)|\byes\b|that(?:'s| is) (?:right|correct|true)",
        ),
    )
)
ACTIONS = tuple(action for action, _ in _ACTIONS)


def interpreted(reading: Reading, focus: Focus) -> dict[str, object]:
    """``lang_a`` and ``lang_b``: with one language named, it is the other person's."""
    names = list(dict.fromkeys(str(entity.value) for entity in languages_named(reading)))
    if not names and focus.call and focus.call.name == "translate" and focus.call.arguments.get("target"):
        names = [str(focus.call.arguments["target"])]
    if len(names) >= 2:
        return {"lang_a": names[0], "lang_b": names[1]}
    return {"lang_b": names[0]} if names else {}


def steered(reading: Reading, focus: Focus) -> dict[str, object]:
    """``action`` of words that steer the talk."""
    action = action_in(reading.text)
    return {"action": action} if action else {}


def action_in(text: str) -> str | None:
    """The action that words ask for, or None."""
    bare = trimmed(text) + ("?" if text.rstrip().endswith("?") else "")
    return next((action for action, words in _ACTIONS if words.search(bare)), None)
