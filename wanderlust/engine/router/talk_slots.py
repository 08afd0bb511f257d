"""Arguments of translating, interpreting, telephoning and steering the talk."""

from __future__ import annotations

import re

from wanderlust.domain.money import folded
from wanderlust.engine.router.entities import Entity, Reading
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.languages import LANGUAGE_OF_COUNTRY
from wanderlust.engine.router.trimming import without_article, without_noise
from wanderlust.engine.router.wording import trimmed

_QUOTED = re.compile(r"(?:^|(?<=[\s(]))[\"“„«'‘](?P<q>[^\"”»]{2,}?)[\"”“»'’](?!\w)")
_MEANS = re.compile(
    r"^(?:(?:and|so|hey)\s+)?(?:what(?:'s| is| does| do)|qu[eé] (?:significa|quiere decir)|que (?:veut dire|"
    r"signifie)|"
    r"was (?:bedeutet|hei[sß]+t)|(?:che )?cosa (?:significa|vuol dire)|o que (?:significa|quer dizer))\s*"
    r"(?:the (?:word|phrase|meaning of|sign)\s+)?(?P<text>.+?)(?:\s+(?:mean|means|stand for))?(?:\s+in\s+\w+)?$",
    re.I,
)
_MEANING = re.compile(r"\bmeans?\b|significa|signifie|veut dire|vuol dire|bedeutet|quer dizer|quiere decir", re.I)
# What stands before the words to translate.
_ASKS = re.compile(
    r"^(?:(?:please|can you|could you|would you|will you|i need(?: you)? to|i want(?: you)? to|"
    r"i'd like(?: you)? to|help me"
    r"|i have to|hey|so|and|ok|tell me|teach me|do you know|let me know|quickly|remind me|show me|i wanna)[\s,]+)*"
    r"(?:how (?:do|would|can|could|should|to|does|might|did)\s*(?:(?:you|i|we|one|they|someone|people|locals|a|"
    r"an)\s+)?"
    r"(?:say|pronounce|ask for|ask|tell|order|write|spell|put|call|express)?|"
    r"what(?:'s| is| are| would|'d)(?: be)?(?: the)?(?: word(?:s)?| phrase| translation| way to say| term|"
    r" name)?(?: (?:for|of))?|"
    r"(?:the )?(?:word|phrase|translation)s? (?:for|of)|translate|say|put|turn|give me|tell (?:him|her|them|"
    r"the \w+|my \w+|this \w+)|"
    r"convert|ask (?:him|her|them|the \w+)|ask|let (?:him|her|them|the \w+) know|interpret|render|switch|"
    r"c[oó]mo (?:se dice|digo|se dir[ií]a|puedo decir)|traduce|tradúceme|comment (?:dit-on|on dit|dire|je dis|"
    r"se dit)|"
    r"traduis(?:-moi)?|wie (?:sagt man|sage ich|hei[sß]+t)|[üu]bersetze?|come si dice|come dico|traduci|como se diz|"
    r"como digo|traduz(?:ir)?|dis|sag|di|dimmi|diz)\b[\s:,]*",
    re.I,
)
_LEFT = re.compile(
    r"^(?:(?:a|the|this|that|my) (?:bloke|guy|man|woman|lady|waiter|waitress|driver|person|girl|chap)(?= \w)|ya say|"
    r"to (?:him|her|them|say)|how to (?:say|ask|order|tell)|say|saying|that(?=\s+i)|the (?:word|phrase|sentence)|"
    r"this|following|word for|for|of|me|please|a word for|the)\s+",
    re.I,
)
_INTO = r"(?:in(?:to)?|to|en|al?|auf|ins|in|em|para(?: o)?|nel|as)"
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
_CALL_LEAD = (
    r"^(?:(?:please|can you|could you|would you|will you|i need you to|i want you to|i'd like you to|i need to|"
    r"i want to|"
    r"i'd like to|hey|so|and|ok|okay|let's|just|quickly|go ahead and|puedes|peux-tu|kannst du|puoi|podes)[\s,]+)*"
)
_GOAL_LINK = (
    r"(?:and(?: then)? (?=\w)|to (?=(?:ask|say|tell|see|check|book|reserve|find|get|make|order|confirm|cancel|"
    r"extend|request|complain|let|arrange|change|inquire|enquire|move|send|pick|have|report|push)\b)|"
    r"(?=(?:to )?(?:ask|asking)\b)|so (?:that )?|because |for (?=(?:a|an|the|two|three|four|five|six|some|my|"
    r"our|me|us)\b)|"
    r"about (?=\w)|if |whether |y |para |et |pour |und (?=\w)|e (?=\w)|per )"
)
_CALL = re.compile(
    rf"{_CALL_LEAD}(?:(?:make|place|do) a (?:phone )?call to|(?:phone|call|ring|dial|telephone|contact|buzz)(?: up)?|"
    r"get on to|get in touch with|get hold of|get(?= .+ on the (?:phone|line))|"
    r"llama (?:al?|a la|a)|appelle|ruf(?:e)?|chiama|telefona (?:al?|alla)|liga (?:para|ao?|à))\s+"
    rf"(?P<business>.+?)(?:\s+on the (?:phone|line))?(?:\s+up|\s+an)?(?:[\s,]+{_GOAL_LINK}(?P<goal>.+))?$",
    re.I,
)
_GIVE = re.compile(
    rf"{_CALL_LEAD}give\s+(?P<business>.+?)\s+a (?:ring|call|bell|buzz|shout|"
    rf"phone call)(?:[\s,]+{_GOAL_LINK}?(?P<goal>.+))?$",
    re.I,
)
_RESERVE = re.compile(
    rf"{_CALL_LEAD}(?P<goal>(?:book|reserve|get|order|make)\s+(?:me |us )?(?:a |an )?(?:table|room|seat|reservation|"
    r"appointment|taxi|cab|booking)\b.*?)\s+(?:at|with|from|in)\s+(?P<business>(?!\d|one\b|two\b|three\b|four\b|"
    r"five\b|"
    r"six\b|seven\b|eight\b|nine\b|ten\b|noon\b).+?)(?P<more>\s+(?:for|at|on|tonight|tomorrow|this|next)\b.*)?$",
    re.I,
)
_ASK = re.compile(
    rf"{_CALL_LEAD}(?P<goal>(?:ask|tell|check with|find out from|let)\s+(?P<business>(?:the |my |our )?[\w' ]+?)\s+"
    r"(?P<rest>(?:if|whether|about|that|for|to|know|what|when|how|we|i)\b.+))$",
    re.I,
)


def translated(reading: Reading, focus: Focus) -> dict[str, object]:
    """``text`` and ``target`` of a request to translate."""
    text = without_noise(reading.text) if not _QUOTED.search(reading.text) else reading.text
    languages = reading.of("language") or _spoken_in(reading)
    meaning = _MEANS.match(trimmed(text)) if _MEANING.search(text) else None
    quoted = _QUOTED.search(reading.text)
    if meaning:
        words = quoted.group("q") if quoted else trimmed(meaning.group("text"))
        words = _before_language(words, languages)
        return {"text": words, "target": _asked_in(text)} if words else {"target": _asked_in(text)}
    arguments: dict[str, object] = {}
    if (
        languages
        and focus.call
        and focus.call.name == "translate"
        and re.search(r"\b(?:say|put|said)\s+(?:it|that|the same)\W*$|^\W*(?:and\s+)?in\s+\w+\W*$", text, re.I)
    ):
        return {"text": focus.call.arguments.get("text", ""), "target": str(languages[-1].value)}
    target = _target(reading.text, languages)
    if quoted:
        arguments["text"] = quoted.group("q")
    else:
        words = _words(text, target)
        if words:
            arguments["text"] = words
    if target:
        arguments["target"] = str(target.value)
    if "text" not in arguments and target and focus.call and focus.call.name == "translate":
        arguments["text"] = focus.call.arguments.get("text", "")
    return arguments


def _spoken_in(reading: Reading) -> list[Entity]:
    """The language of a country named instead of it."""
    named = [(p, LANGUAGE_OF_COUNTRY.get(folded(p.text).removeprefix("the "))) for p in reading.of("place")]
    return [Entity("language", p.start, p.end, p.text, language) for p, language in named if language]


def _target(text: str, languages: list[Entity]) -> Entity | None:
    led = [entity for entity in languages if re.search(rf"(?<!\w){_INTO}\s+(?:the\s+)?$", text[: entity.start], re.I)]
    ordered = led or languages
    return ordered[-1] if ordered else None


def _words(text: str, target: Entity | None) -> str:
    """The words to translate: the request without what asks and without the language."""
    if target:
        name = re.escape(target.text)
        text = re.sub(rf"[\s,]*(?<!\w){_INTO}\s+(?:the\s+)?{name}(?!\w)", " ", text, count=1, flags=re.I)
        text = re.sub(
            rf"(?<!\w)(?:the\s+)?{name}\s+(?:(?:word|phrase|translation|term)s?\s+)?(?:for|of)\b",
            "the word for",
            text,
            flags=re.I,
        )
        text = re.sub(
            rf"\b(?:a|an|the)?\s*{name}(?:\s+(?:person|speaker|man|woman|guy|"
            rf"waiter))?\s+(?=say)",
            "",
            text,
            flags=re.I,
        )
    text = " ".join(text.split()).strip(" ,")
    text = re.sub(r"^(?:how (?:would|do|does|can))\s+say\s+", "say ", text, flags=re.I)
    words = _ASKS.sub("", text)
    for _ in range(2):
        words = _LEFT.sub("", trimmed(words))
    words = re.sub(r"\s+(?:mean|called|said|be|is|say)$", "", words, flags=re.I)
    if target and folded(words) == folded(target.text):
        return ""
    words = re.sub(r"[\s,]+(?:then|though|please|again)$", "", trimmed(words), flags=re.I)
    return trimmed(words) if words.strip() != text.strip() or target else ""


def _before_language(words: str, languages: list[Entity]) -> str:
    for entity in languages:
        words = re.sub(rf"\s+in\s+{re.escape(entity.text)}$", "", words, flags=re.I)
    return trimmed(re.sub(r"\s+(?:mean|means)$", "", words, flags=re.I))


def _asked_in(text: str) -> str:
    """The language of a question for a meaning is the language the answer is wanted in."""
    for name, opening in (
        ("Spanish", r"qu[eé] (?:significa|quiere)"),
        ("French", r"que (?:veut|signifie)"),
        ("German", r"was (?:bedeutet|hei)"),
        ("Italian", r"cosa (?:significa|vuol)"),
        ("Portuguese", r"o que (?:significa|quer)"),
    ):
        if re.search(opening, text, re.I):
            return name
    return "English"


def interpreted(reading: Reading, focus: Focus) -> dict[str, object]:
    """``lang_a`` and ``lang_b``: with one language named, it is the other person's."""
    names = list(dict.fromkeys(str(entity.value) for entity in reading.of("language")))
    if not names and focus.call and focus.call.name == "translate" and focus.call.arguments.get("target"):
        names = [str(focus.call.arguments["target"])]
    if len(names) >= 2:
        return {"lang_a": names[0], "lang_b": names[1]}
    return {"lang_b": names[0]} if names else {}


def called(reading: Reading, focus: Focus) -> dict[str, object]:
    """``business`` and ``goal`` of a telephone call."""
    text = trimmed(reading.text)
    text = re.sub(r"\bget (?:me|us) (?=.+ on the (?:phone|line|blower))", "get ", text, flags=re.I)
    text = re.sub(
        r"^(?:.*?[.?!…]+|[^,]{0,40},)\s+(?=(?:can|could|would|please|ring|call|phone|get)\b)", "", text, flags=re.I
    )
    for pattern in (_GIVE, _CALL, _RESERVE, _ASK):
        match = pattern.match(text)
        if not match:
            continue
        parts = match.groupdict()
        business, _, beyond = trimmed(parts["business"] or "").partition(",")
        business = _named(business, focus)
        goal = trimmed(f"{parts.get('goal') or ''}{parts.get('more') or ''}")
        if folded(business) in ("it", "them", "there", "that", "that place", "the place") and focus.place:
            business = focus.thing or focus.place
        arguments: dict[str, object] = {"business": business} if business else {}
        if beyond and not goal:
            goal = trimmed(beyond)
        if goal:
            arguments["goal"] = re.sub(r"^(?:and|to)\s+", "", goal, flags=re.I)
        return arguments
    return _loosely_called(text, reading, focus)


_TABLE = re.compile(
    r"\b(?P<what>(?:a |the |my |our )?(?:table|booking|reservation|room|appointment|slot|seats?|massage)\b.*?)\s+"
    r"(?:at|with|from|chez|bei|en|da|no)\s+(?P<business>(?!\d|noon|one|two|three|four|five|six|seven|eight|nine|ten|half)"
    r"[^,.;!?]+?)(?=\s+(?:for|this|at|on|tonight|tomorrow|to|and)\b|[,.;!?]|$)(?P<more>[^.;!?]*)",
    re.I,
)
_WHOM = re.compile(
    r"\b(?:call|ring|phone|telephone|dial|contact|blower to|phone to|touch with|hold of|out from|check with|speak to|"
    r"speak with|talk to|line to|folks at|people at|llam\w+ al?|appelle\w*|téléphone\w*|ruf\w*|anrufen|chiam\w+|"
    r"telefona\w*|lig[ao]\w* (?:para|pra|pro|ao?|à))\s+(?:please\s+|up\s+|bei\s+|im\s+|beim\s+)?(?:the (?:folks|"
    r"people|guys|lady|man) (?:at|from)\s+)?"
    r"(?P<business>.+?)(?=[,.;!?]|\s+(?:and|to (?=\w+\b)|e|y|et|und|if|whether|about|because|on the (?:phone|"
    r"line))\b|\s+an\b|$)",
    re.I,
)
_AIM = re.compile(
    r"(?:\b(?:and|to|e|y|et|und|pour|para|per)\s+)?(?P<goal>(?:(?:to )?(?:ask|tell|say|see|check|find out|book|"
    r"reserve|order|request|"
    r"complain|cancel|confirm|make|get|pregunta\w*|perguntar?|pergunta|demande\w*|frag\w*|chied\w*|réserve\w*|reserv\w*|"
    r"prenot\w*|ped[ei]\w*|di(?:le|s)?|sag\w*)\b|if\b|whether\b|about\b).+)$",
    re.I | re.S,
)


def _named(business: str, focus: Focus) -> str:
    """The business without its article, which a name in the results keeps: The Spot."""
    said = trimmed(business)
    if re.match(r"(?:them|it|there|that|they|him|her|em|that place|the place)\b", said, re.I) and (
        focus.thing or focus.place
    ):
        return focus.thing or focus.place
    if said in focus.results:
        return said
    return without_article(re.sub(r"^(?:my|our)\s+(?!\w+$)", "", said))


def _loosely_called(text: str, reading: Reading, focus: Focus) -> dict[str, object]:
    """Business and aim of a call that is asked for in a roundabout way."""
    arguments: dict[str, object] = {}
    table = _TABLE.search(text)
    if table:
        arguments["business"] = without_article(trimmed(table.group("business")))
        arguments["goal"] = trimmed(f"book {table.group('what')}{table.group('more') or ''}")
        return arguments
    whom = _WHOM.search(text)
    rest = text
    if whom:
        business = without_article(trimmed(whom.group("business")))
        rest = text[whom.end() :]
        if folded(business) in ("it", "them", "there", "that", "they", "him", "her", "em", "the place", "that place"):
            business = focus.thing or focus.place
        if business:
            arguments["business"] = business
    if "business" not in arguments and (focus.thing or reading.of("place")):
        arguments["business"] = focus.thing or reading.of("place")[0].text
    aim = _AIM.search(rest)
    if aim:
        goal = trimmed(re.sub(r"^to\s+", "", aim.group("goal"), flags=re.I))
        arguments["goal"] = f"ask {goal}" if re.match(r"(?:if|whether|about)\b", goal, re.I) else goal
    return arguments


def steered(reading: Reading, focus: Focus) -> dict[str, object]:
    """``action`` of words that steer the talk."""
    action = action_in(reading.text)
    return {"action": action} if action else {}


def action_in(text: str) -> str | None:
    """The action that words ask for, or None."""
    bare = trimmed(text) + ("?" if text.rstrip().endswith("?") else "")
    return next((action for action, words in _ACTIONS if words.search(bare)), None)
