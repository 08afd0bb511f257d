"""Whom to telephone and what for: ``business`` and ``goal`` of a call, however roundabout it is asked for."""

from __future__ import annotations

import re

from wanderlust.domain.money import folded
from wanderlust.engine.router.entities import Reading
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.trimming import without_article
from wanderlust.engine.router.wording import trimmed

# What one wants of the person called begins with one of these.
_AIMS = (
    r"ask|asking|tell|say|see|check|book|reserve|find|get|make|order|confirm|cancel|extend|request|complain|let|arrange|"
    r"change|inquire|enquire|move|send|pick|have|report|push|demand|explain|warn|postpone|bring|keep|hold|try|leave|"
    r"inform|thank|apologi[sz]e|query|sort|verify|set|schedule|speak|remind|bump|add|put|give|request|order|describe|"
    r"beg|swap|switch|claim|cancell?|rebook|double|want|need|i|we|i'm|we're|we'll|i'll|what|when|how|where|who|do|are|is|"
    r"pregunt\w*|pergunt\w*|demand\w*|frag\w*|chied\w*|reserv\w*|réserv\w*|prenot\w*|ped[eia]\w*|di|dis|dites|dire|"
    r"diles?|dígales|dile|digli|dille|dica|diga|diz|sag\w*|bestell\w*|buch\w*|mach\w*|annul\w*|cancel\w*|confirm\w*|"
    r"vérifi\w*|verific\w*"
)
# Where whom to call ends and what for begins.
_LINK = (
    rf"(?:,|\.|;|:|!|\?|\s(?:and|y|e|et|und|then)(?: then)?(?=\s(?:{_AIMS})\b)|\sand(?=\s\w+\s(?:my|the|a|an|"
    rf"our|if|us|me|for|whether|how|that|on|them)\b)|"
    rf"\sto(?=\s(?:{_AIMS})\b)|\sso(?: that)?(?=\s)|"
    r"\s(?:because|cause|since)(?=\s)|\s(?=(?:to )?(?:ask|asking|tell|saying|say)\b)|"
    r"\sfor(?=\s(?:a|an|the|one|two|three|four|five|six|some|my|our|me|us|\d)\b)|\sabout(?=\s)|\sregarding(?=\s)|"
    r"\s(?=(?:if|whether|see if|that|qué|que|para|pour|per|ob|dass|se)\s)|"
    r"\s(?=(?:tonight|tomorrow|today)\b)|\son the (?:phone|line|blower|horn|telephone)|\sover the phone|\sby phone|"
    r"\sup\b|\sagain\b|\splease\b|\sfor me\b|\san$|\san\b(?=\s(?:und|,))|$)"
)
_VERB = (
    r"(?:(?:make|place|do) (?:a|the) (?:phone |telephone )?call (?:to|for)|on (?:the )?(?:phone|blower|"
    r"horn) (?:to|with)|"
    r"get (?:on to|onto|in touch with|hold of|through to)|get on the (?:phone|line|blower|horn) (?:to|with)|"
    r"reach out to|hit up|have a (?:quick )?(?:word|chat) with|speak (?:to|with)|talk (?:to|with)|check with|"
    r"find out from|reach|"
    r"(?:call(?:ing)?|phon(?:e|ing)|ring(?:ing)?|wring|dial(?:l?ing)?|telephon(?:e|ing)|contact(?:ing)?|buzz|"
    r"hail|bell)(?: up)?"
    r"(?: to)?(?: me| us)?|"
    r"llam\w*(?: al?)?|marca(?: al?)?|appel(?:le|ez|er)|téléphon\w*(?: à| au)?|(?:passe un )?coup de fil (?:à|au)|"
    r"ruf\w*(?: (?:mal|bitte|doch))*(?: (?:bei|beim|im|in))?|telefonier\w*(?: mit)?|chiam\w*|telefona\w*(?: a|"
    r" al|all['ao]?)?|"
    r"lig(?:a|ar|ue)(?: (?:para|pra|pro|ao?|à))?|telefona\w*(?: (?:para|ao?|à))?)"
)
_GIVE = re.compile(
    r"\b(?:give|get|put)\s+(?:me |us )?(?:through to )?(?P<business>.+?)\s+"
    r"(?:a (?:quick )?(?:ring|call|bell|buzz|shout|tinkle|phone call)|on the (?:phone|line|blower|horn|telephone))\b",
    re.I,
)
_CALL = re.compile(
    rf"(?<![\w'-])(?:{_VERB})\s+(?:the (?:people|folks|guys|lady|man|staff) (?:at|"
    rf"from) )?(?P<business>\S.*?)(?={_LINK})",
    re.I,
)
_TABLE = re.compile(
    r"\b(?P<what>(?:(?:book|reserve|get|order|make|sort|want|need|grab|find)\s+(?:me |us |out )*)?"
    r"(?:a |an |the |my |our )?(?:\w+ )?(?:table|booking|reservation|room|appointment|slot|seats?|massage|taxi|"
    r"cab)\b.*?)\s+"
    r"(?:at|with|from|in|chez|bei|en|da|no)\s+(?P<business>(?!\d|noon|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|"
    r"eight\b|nine\b|ten\b|half\b|the name\b|name of\b|the (?:morning|afternoon|evening)\b)"
    r"[^,.;!?]+?)(?=\s+(?:for|this|at|on|tonight|tomorrow|to|and|under|please)\b|[,.;!?]|$)(?P<more>[^.;!?]*)",
    re.I,
)
_ASK = re.compile(
    r"(?<!\w)(?P<verb>ask|tell|let|check with|inform|warn|remind)\s+(?P<business>(?:the |my |our )?[\w'&À-ÿ -]+?)\s+"
    r"(?P<rest>(?:if|whether|about|that|for|to|know|what|when|how|which|we|we're|we'll|i|i'm|i'll)\b.+)$",
    re.I,
)
_SEE_IF = re.compile(
    r"\b(?:see|check|find out|ask) (?:if|whether)\s+(?P<business>(?!we\b|i\b|they\b|there\b|it\b)[\w'&À-ÿ -]+?)\s+"
    r"(?P<rest>(?:can|could|has|have|is|are|will|would|does|do|still|might)\b.+)$",
    re.I,
)
_POINTING = re.compile(
    r"(?:them(?: and)?|it|there|that|this|they|him|her|em|'em|that (?:one|place|restaurant|hotel|number)|"
    r"the place|this place|"
    r"those (?:people|guys)|the (?:restaurant|hotel|place|shop|number)|back|again|once more|les|le|la|lui|leur|"
    r"dort|da|li|lì|lo|gli|lá)$",
    re.I,
)
_NOT_CALLED = re.compile(r"(?:it|me|us)\s+(?:a|an|in|quits|off)\b|(?:a|off|it a)\b|centre\b|from\b|and\b", re.I)
_GOAL_EDGE = re.compile(
    r"^(?:(?:and|then|to|y|e|et|und|please|up|again|an|on the (?:phone|line|blower|horn|telephone)|"
    r"over the phone|by phone|so that|"
    r"so|for me|because|cause)\b[\s,.;:!?]*|[,.;:!?\s]+)+",
    re.I,
)
_GOAL_END = re.compile(
    r"[\s,.;!?]+(?:please|would you|will you|could you|can you|for me|thanks|thank you|mate|love|ok|okay|"
    r"(?:and )?(?:give|get) (?:them|it) (?:a )?(?:ring|call|bell|buzz)|over the phone|by phone|por favor|"
    r"s'il (?:te|vous) pla[iî]t|"
    r"bitte|per favore)$",
    re.I,
)


def called(reading: Reading, focus: Focus) -> dict[str, object]:
    """``business`` and ``goal`` of a telephone call, as far as the words and the conversation give them."""
    text = trimmed(reading.text)
    found = _with_verb(text, reading, focus) or _without_verb(text) or _from_focus(text, reading, focus)
    business, goal = found
    arguments: dict[str, object] = {}
    business = _named(business, focus)
    if business:
        arguments["business"] = business
    goal = _aim(goal, business)
    if goal:
        arguments["goal"] = goal
    return arguments


def _with_verb(text: str, reading: Reading, focus: Focus) -> tuple[str, str] | None:
    """Whom a verb of telephoning is followed by, and what for."""
    for pattern in (_GIVE, _CALL):
        for match in pattern.finditer(text):
            business = trimmed(match.group("business"))
            if not business or _NOT_CALLED.match(business) and not _POINTING.match(business):
                continue
            before, rest = trimmed(text[: match.start()]), text[match.end() :]
            if _POINTING.match(business):
                named = _antecedent(before, reading)
                business = named or _meant(focus) or ("" if len(business) < 6 else business)
                rest = re.sub(r"^\s*(?:back|again|one)\b", "", rest, flags=re.I)
            apposed = re.match(r",\s+(?P<name>[A-Z][\w'&-]*(?:\s[\w'&-]+){0,3}?),\s", rest)
            if apposed and business.islower():  # "the pizzeria, Bella Napoli, and say ..."
                business, rest = apposed.group("name"), rest[apposed.end() :]
            joined = re.match(r"(?P<name>.*[A-Z][\w']*)\s+and\s+(?P<more>[a-z].*)$", business)
            if joined:  # "Campus Dental Clinic and take appointment"
                business, rest = joined.group("name"), f"{joined.group('more')} {rest}"
            goal = _GOAL_EDGE.sub("", rest)
            goal = re.sub(r"^(?:em|um|uh|er)[,\s]+", "", goal, flags=re.I)
            if len(goal.split()) < 2 and len(before.split()) > 3 and not _opening(before):
                goal = f"{before} {goal}".strip()
            table = _TABLE.search(goal) if not business else None
            return (table.group("business") if table else business), goal
    return None


def _opening(words: str) -> bool:
    """Whether words before the verb only lead up to it: "could you please", "I need somebody to"."""
    return bool(
        re.fullmatch(
            r"(?:\W|please|can|could|would|will|you|i|i'd|i'll|we|need|want|like|to|somebody|someone|just|let's|maybe|also|go|"
            r"ahead|and|be|a|dear|hey|ok|okay|so|then|that|now|quickly|kindly|for|me|us|what|about|how|don't|forget)+",
            folded(words),
        )
    )


def _without_verb(text: str) -> tuple[str, str] | None:
    """Whom a request names that only says what to arrange: "a table at Noma", "let the hotel know"."""
    table = _TABLE.search(text)
    if table:
        what = table.group("what")
        what = what if re.match(r"(?:book|reserve|get|order|make)\b", what, re.I) else f"book {what}"
        return table.group("business"), f"{what}{table.group('more') or ''}"
    asked = _ASK.search(text)
    if asked and not _POINTING.match(asked.group("business")):
        return asked.group("business"), f"{asked.group('verb')} {asked.group('rest')}"
    checked = _SEE_IF.search(text)
    if checked:
        return checked.group("business"), f"ask if they {checked.group('rest')}"
    return None


def _from_focus(text: str, reading: Reading, focus: Focus) -> tuple[str, str]:
    business = _meant(focus) or next((place.text for place in reading.of("place")), "")
    aim = re.search(rf"\b(?:{_AIMS}|if|whether|about)\b.+$", text, re.I | re.S)
    return business, aim.group() if aim and len(aim.group().split()) > 1 else ""


def _meant(focus: Focus) -> str:
    """Whom "them" means: the one called last, the one result in view, else the place spoken of."""
    last = focus.call
    if last is not None and last.name == "place_call" and last.arguments.get("business"):
        return str(last.arguments["business"])
    return focus.thing or focus.place


def _antecedent(before: str, reading: Reading) -> str:
    """The business named earlier in the same turn: "left my bag at the Wolseley, get them on the line"."""
    places = [place.text for place in reading.of("place") if place.text in before]
    if places:
        return places[-1]
    table = re.search(
        r"\b(?:at|with|from|chez)\s+(?P<business>(?:the |my |our )?[\w'& -]+?)(?=\s+(?:for|on|at)\b|[,.;!?]|$)",
        before,
        re.I,
    )
    if table:
        return table.group("business")
    named = re.search(
        r"(?:^|[.!?,]\s*)(?P<business>(?:the |my |our )[\w']+(?: \w+)?)(?=\s+(?:is|are|has|have|said|took)\b)",
        before,
        re.I,
    )
    return named.group("business") if named else ""


def _named(business: str, focus: Focus) -> str:
    """The business without its article, which a name in the results keeps: The Spot."""
    said = trimmed(re.sub(r"\s+(?:up|please|for me|again|quickly|now|back)$", "", trimmed(business), flags=re.I))
    if said in focus.results:
        return said
    said = re.sub(r"^(?:please|up|me|us)\s+", "", said, flags=re.I)
    said = re.sub(r"^(?:al?|la|el|au|à|den|das|die|beim|il|o)\s+(?=[A-ZÀ-Þ])", "", said)
    said = re.sub(r"^(?P<name>.*\b[A-Z][\w']+) restaurant$", r"\g<name>", said)
    said = without_article(re.sub(r"^(?:my|our)\s+(?!\w+$)", "", said))
    bare = folded(re.sub(r"\s+(?:place|one|restaurant|hotel)$", "", said, flags=re.I))
    among = [name for name in focus.results if len(bare) > 3 and bare in folded(name)]
    return among[0] if len(among) == 1 else said


def _aim(goal: str, business: str) -> str:
    words = _GOAL_EDGE.sub("", trimmed(goal))
    before = None
    while before != words:
        before = words
        words = trimmed(_GOAL_END.sub("", words))
    if folded(words) in ("", folded(business)) or re.fullmatch(r"(?:please|thanks|now|for me|a|an|to|me)", words, re.I):
        return ""
    words = re.sub(r"\b(if|whether) they've\b", r"\1 they have", words)
    words = re.sub(
        r"^(?:to )?see if they've\b",
        "ask if they have",
        re.sub(r"^to see if\b", "ask if", words, flags=re.I),
        flags=re.I,
    )
    words = re.sub(
        r"\bthey're\b", "they are", re.sub(r"\bwe'll\b", "we will", re.sub(r"\bi'll\b", "I will", words, flags=re.I))
    )
    words = re.sub(r"\bwe're\b", "we are", re.sub(r"\bthere's\b", "there is", words))
    if re.match(r"(?:if|whether|about|what|when|how|where|who|do|are|is|regarding)\b", words, re.I):
        words = f"ask {words}"
    return (
        words[0].lower() + words[1:]
        if re.match(r"[A-Z][a-z]*\b", words) and re.match(_AIMS, words, re.I) and words[:2] != "I "
        else words
    )
