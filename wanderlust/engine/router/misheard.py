"""English words that a recogniser broke up or took for others, put back where sound and place in the sentence agree.

"In sap oh row" is Sapporo, "cough fee shop" a coffee shop. Pieces are joined only when together they sound exactly like
one word of the traveller's vocabulary and are spelt much like it; names of places and languages only where one is due.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from wanderlust.domain.money import CODE_BY_COUNTRY, folded
from wanderlust.engine.router.languages import LANGUAGE_BY_WORD
from wanderlust.engine.router.misheard_money import put_money_right
from wanderlust.engine.router.trimming import LEAD_WORDS
from wanderlust.engine.router.wording import tidy

_LIKE = 0.66  # share of letters in common; "poleend" and "Poland" have 0.77, chance pairs of one sound under 0.6
_MOST_PIECES = 4
_EVERYDAY = """
monday tuesday wednesday thursday friday saturday sunday january february april june july august september october
november december tomorrow tonight weekend morning afternoon evening agenda itinerary schedule repeat louder quieter
slower interpreter interpret translate convert currency emergency ambulance population capital voltage adapter adaptor
passport airport station coffee restaurant museum pharmacy supermarket laundromat hostel hotel sightseeing breakfast
vegetarian vegan seafood pizzeria bakery brewery wine umbrella weather temperature forecast forty fifty sixty seventy
eighty ninety hundred thousand euros dollars rupees shekels forint people somewhere anywhere cathedral cancel remove
aquarium gallery castle wifi reservation appointment dentist doctor embassy tasting excursion snorkelling kayak safari
"""
_NAMES = """
tokyo kyoto osaka sapporo nagoya hiroshima seoul busan beijing shanghai taipei hanoi saigon danang bangkok phuket
chiang_mai singapore kuala_lumpur jakarta ubud manila cebu delhi mumbai kolkata chennai jaipur agra varanasi kathmandu
pokhara colombo dhaka karachi lahore dubai abu_dhabi doha muscat riyadh amman petra beirut jerusalem tel_aviv istanbul
ankara cappadocia antalya tbilisi yerevan baku tashkent samarkand almaty moscow saint_petersburg kyiv lviv warsaw krakow
gdansk prague brno vienna salzburg innsbruck budapest bratislava ljubljana zagreb split dubrovnik sarajevo mostar
belgrade bucharest sofia plovdiv athens santorini mykonos thessaloniki crete rhodes tirana skopje rome milan venice
florence naples turin bologna verona palermo sicily sardinia pompeii paris lyon marseille bordeaux toulouse strasbourg
nice lille nantes london manchester liverpool edinburgh glasgow cardiff belfast dublin galway
amsterdam rotterdam utrecht
brussels bruges antwerp ghent berlin munich hamburg cologne frankfurt dresden leipzig heidelberg zurich geneva lucerne
interlaken zermatt copenhagen aarhus stockholm gothenburg malmo oslo bergen tromso helsinki tallinn riga vilnius
reykjavik lisbon porto sintra faro madeira madrid barcelona
seville granada valencia bilbao malaga ibiza mallorca tenerife
marrakesh casablanca fez tangier cairo luxor alexandria tunis nairobi mombasa zanzibar addis_ababa kigali kampala lagos
accra dakar cape_town johannesburg durban windhoek victoria_falls antananarivo mauritius new_york boston chicago
washington philadelphia miami orlando new_orleans nashville austin houston dallas denver seattle portland san_francisco
los_angeles san_diego las_vegas honolulu anchorage toronto montreal vancouver quebec calgary banff mexico_city cancun
oaxaca guadalajara havana kingston san_jose panama bogota medellin cartagena quito lima cusco machu_picchu la_paz
santiago valparaiso buenos_aires mendoza montevideo rio_de_janeiro sao_paulo salvador sydney melbourne brisbane perth
adelaide hobart auckland wellington queenstown fiji bali lombok borneo covent_garden piccadilly heathrow gatwick soho
camden trafalgar notting_hill shibuya shinjuku montmartre colosseum alhambra acropolis sagrada_familia times_square
"""
_DUE = re.compile(
    r"\b(?:in|to|from|of|near|for|at|around|is|where's|wheres|into|and|visit|visiting|about|mode|on)\s+(?:the\s+)?$",
    re.I,
)
# Words that sound the same, by what stands beside them.
_BESIDE = tuple(
    (re.compile(pattern, re.I), instead)
    for pattern, instead in (
        (r"^(?:wear|ware|were)(?='?s? (?:is|are)\b)", "where"),
        (r"^wears\b", "where's"),
        (r"^witch\b", "which"),
        (r"^watts\b", "what's"),
        (r"\bsome wear\b", "somewhere"),
        (r"(?<=can't )here\b|(?<=cant )here\b|\bhere(?= you$)", "hear"),
        (r"\blauder\b|\ballowed er\b", "louder"),
        (r"\bcheep(er)?\b", r"cheap\1"),
        (r"\bhostile(?= (?:in|near)\b)", "hostel"),
        (r"\bpleas$", "please"),
        (r"\b(i) knead\b", r"\1 need"),
        (r"\brite now\b", "right now"),
        (r"\b(?:cans[ei]l|can sell)\b(?= (?:the|that|my|it)\b)", "cancel"),
        (r"\bthyme\b(?= (?:is|it))", "time"),
        (r"\bwether\b|\bwhether(?= (?:in|like|four|for)\b)", "weather"),
        (r"\btwo(?= the\b)|\btoo(?= (?:the|say)\b)", "to"),
        (r"\bare(?= hotel\b)", "our"),
        (r"\bwhy fi\b|\bwhy fie\b", "wifi"),
        (r"\bbath room\b", "bathroom"),
        (r"\bdozen(?= cost)", "doesn't"),
        (r"(?<=korean )ones?\b", "won"),
        (r"(?<=[dn0-9y] )(?:bought|bart)\b(?= (?:is|in|to|how|into)\b|$)", "baht"),
        (r"\bfor tea(?= (?:\w+ ){1,2}(?:in|to|how|into)\b)", "forty"),
        (r"\b(?:four|for) tea(?= (?:euros?|dollars?|pounds?|shekels?|rupees?|francs?|yen|quid)\b)", "forty"),
        (r"\byou (?:rows?|rose)\b", "euros"),
        (r"\bhow many peep hole\b", "how many people"),
        (r"\btap what her\b", "tap water"),
        (r"\binterpret a mode\b|\bin terpreter\b|\binter putter\b", "interpreter mode"),
        (r"\bsight? seeing\b|\bsite seeing\b", "sightseeing"),
        (r"\bthere(?= (?:hotel|money|language))", "their"),
        (r"\bwhat time is it their\b", "what time is it there"),
        (r"\b(for|mode|in|into) tie$", r"\1 thai"),
        (r"\bgonna bee\b", "gonna be"),
        (r"\bhalf a million\b", "500 thousand"),
        (r"\b(one|two|three|five|ten|\d+) mil\b", r"\1 million"),
        (r"\ba grand\b", "1000"),
        (r"\bthirsty(?= (?:at|morning|evening|afternoon)\b)", "thursday"),
        (r"\b2 ?morrow\b", "tomorrow"),
        (r"\b2nite\b", "tonight"),
        (r"\bweirs\b", "where's"),
        (r"\b(?:eye|aye)(?= (?:am|have|need|want|do)\b)", "i"),
        (r"\bfrom hear\b", "from here"),
        (r"\bnear bye?\b", "nearby"),
        (r"\bis their(?= )", "is there"),
        (r"\bto far\b(?= to\b)", "too far"),
        (r"^ad\b", "add"),
        (r"^had(?= (?:an?|the|some) .*\b(?:to|on|for) (?:my|our|the) (?:trip|plan|list|itinerary)\b)", "add"),
        (r"\b(can i|to) by\b(?= \w)", r"\1 buy"),
        (r"\bstay shun\b", "station"),
        (r"\bwring(?= (?:the|my|our|up)\b)", "ring"),
    )
)
_SOUNDS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"ough(?=f)", "o"), (r"ough$", "of"), (r"ph", "f"), (r"^kn", "n"), (r"^wr", "r"), (r"wh", "w"),
        (r"gh", ""), (r"tch|ch", "j"), (r"(?:sh|sch)", "s"), (r"[ts]ion|[st]ian|shun", "sn"),
        (r"dge?(?=[^aeiou]|$)", "d"),
        (r"ck|q|k|c(?![eiy])", "k"), (r"c(?=[eiy])", "s"), (r"x", "ks"), (r"z", "s"), (r"th", "t"),
        (r"g(?=[eiy])", "j"),
        (r"ng$", "n"), (r"(?<=[aeiou])r(?=$)", ""), (r"v", "f"), (r"(?<=.)h", ""), (r"(?<=[aeiou])w(?=$)", ""),
    )
)  # fmt: skip


def sound(word: str) -> str:
    """The consonants that one hears in a word, alike ones the same; an opening vowel as "a"."""
    letters = re.sub(r"[^a-z]", "", folded(word))
    for pattern, instead in _SOUNDS:
        letters = pattern.sub(instead, letters)
    opening = "a" if letters[:1] in tuple("aeiou") and letters else ""
    kept = re.sub(r"[aeiouyw]+", "-", letters)
    kept = re.sub(r"(.)\1+", r"\1", kept).replace("-", "")
    return opening + re.sub(r"(.)\1+", r"\1", kept)


def _lexicon() -> dict[str, list[tuple[str, bool]]]:
    names = {word.replace("_", " ") for word in _NAMES.split()} | set(CODE_BY_COUNTRY)
    names |= {language for language in LANGUAGE_BY_WORD if language.isascii()}
    table: dict[str, list[tuple[str, bool]]] = {}
    for words, is_name in ((names, True), (set(_EVERYDAY.split()), False)):
        for word in sorted(words):
            if len(word) >= 4:
                table.setdefault(sound(word), []).append((word, is_name))
    return table


# Small words that begin or end no broken name: "mute the sound" holds no thousand.
_JOINING_WORDS = """
the a an to in on at for of and or is are was be it its it's that this these those me my you your he his she her we
us our they them their i i'm by with from as if so but not no do does did can could will would has have had there
here what where when who which how all any some
two three four five six seven eight one up out about into than then too also be
"""
_JOINING = frozenset(_JOINING_WORDS.split())
_ORDINARY_WORDS = """
free day night sound send status desk way loud long far slow fast late early rate card plan trip food water room
table call phone ring book add put remove take off back time hour minute week month year money price cost rain
sun snow wind hot cold warm wet dry car bus train plane boat walk bike drive left right side road street side
big small old new great open shut close full three four five six seven eight nine ten first second third last
eat drink sleep stay sit stand run swim shop buy pay rest say tell speak talk ask word means read write play
please thanks hello man woman guy kids wife friend people
"""
_ORDINARY = (LEAD_WORDS | _JOINING | frozenset(_ORDINARY_WORDS.split())) - frozenset(
    ("oh", "key", "sea", "rest", "la", "un")
)
_LEXICON = _lexicon()
_KNOWN = frozenset(word for entries in _LEXICON.values() for word, _ in entries)


def heard(utterance: str, language: str) -> str:
    """The utterance as it was meant: without hesitations and repairs, and in English with mistaken words put back."""
    text = tidy(utterance, language)
    return put_right(text) if language == "en" else text


def put_right(text: str) -> str:
    """The text with broken and mistaken words put back; English only."""
    for pattern, instead in _BESIDE:
        text = pattern.sub(instead, text)
    text = put_money_right(text)
    tokens = list(re.finditer(r"[A-Za-z]+(?:'[a-z]+)?", text))
    pieces: list[str] = []
    at = index = 0
    while index < len(tokens):
        for size in range(min(_MOST_PIECES, len(tokens) - index), 1, -1):
            start, end = tokens[index].start(), tokens[index + size - 1].end()
            meant = _meant(text[start:end], text[:start])
            if meant:
                pieces += [text[at:start], meant]
                at = end
                index += size - 1
                break
        index += 1
    return "".join([*pieces, text[at:]])


def _meant(said: str, before: str) -> str:
    if not said.islower() or re.search(r"[^a-z ]", said) or said in _KNOWN:
        return ""
    if any(piece in _KNOWN and len(piece) > 4 for piece in said.split()):
        return ""
    joined = said.replace(" ", "").replace("'", "")
    pieces = said.split()
    exact = joined in _KNOWN
    ungrammatical = pieces[0] in ("a", "an") and before.endswith("the ")  # "the a gender"
    if not exact and (
        (pieces[0] in _JOINING and not ungrammatical)
        or pieces[-1] in _JOINING
        or all(piece in _ORDINARY for piece in pieces)
        or any(len(piece) > 3 and sound(piece) == sound(joined) for piece in pieces)
    ):
        return ""
    options = _LEXICON.get(sound(joined), [])
    due = bool(_DUE.search(before))
    scored = [
        (SequenceMatcher(None, joined, word.replace(" ", "")).ratio(), word)
        for word, is_name in options
        if due or not is_name
    ]
    if not scored:
        return ""
    likeness, word = max(scored)
    short = 0.7 if len(joined) >= 7 else 0.8
    needed = _LIKE if len(sound(joined)) >= 3 else short
    return word if likeness >= needed else ""
