"""Where the traveller is, in their own words: "I'm at Gare de Lyon", "where am I?", "near me", "forget where I am"."""

from __future__ import annotations

import re

_AT = r"(?:right |just |now |already |currently |here )*(?:at|in|on|near|by|outside)"
_STATED = re.compile(
    r"(?:(?:hi|hello|hey|ok|okay|so|well|by the way|right|now|listen)[ ,]+)*(?:"
    rf"(?:i['’ ]?m|i am|we['’ ]?re|we are) (?:staying |standing |sitting )?{_AT}|"
    r"my (?:location|position) is(?: in| at)?|"
    r"(?:ahora )?(?:estoy|estamos)(?: ahora)? (?:en|cerca de)|"
    r"(?:je suis|nous sommes|on est)(?: maintenant)? (?:à|a|au|aux|en|dans|devant|près de)|"
    r"(?:ich bin|wir sind)(?: gerade| jetzt)? (?:in|am|an|auf|bei|beim|im)|"
    r"(?:sono|siamo)(?: adesso| ora)? (?:a|in|al|alla|allo|all['’]|vicino a)|"
    r"(?:(?:agora )?(?:estou|estamos)(?: agora)? (?:em|no|na|nos|nas|perto de))"
    r")\s*(?P<place>\S.*?)"
    r"(?:[ ,]+(?:right now|now|at the moment|today|ahora|maintenant|gerade|jetzt|adesso|ora|agora))?[\s.!]*",
    re.I,
)
# States of mind and of the world that stand where a place does.
_NO_PLACE = re.compile(
    r"(?:an? |the |some |my |our |no )?(?:\w+ )?(?:hurry|rush|trouble|danger|love|pain|doubt|need|charge|shock|panic|"
    r"loss|mood|diet|budget|holidays?|vacation|fact|luck|time|favou?r|touch|prisa|apuros|retard|eile|urlaub|ritardo|"
    r"vacanza|férias|viagem)|"
    r"(?:an? |the |my |our |this |that )?(?:bed|line|queue|call|phone|tour|trip|way|it|there|this|that|here|home|work|"
    r"school|church|library|hotel|hostel|car|train|bus|plane|street|middle|restaurant|room)",
    re.I,
)
# More than a place: "I'm at Gare du Nord, how far to the Louvre" is a question of its own.
_CLAUSE = re.compile(
    r"\b(?:how|what(?:'s)?|where|which|who|when|can|could|need|want|find|show|tell|please|their|my|because|if|is|are|"
    r"until|till|since|for|with|wie|où|donde|dónde|dove|onde|quiero|voudrais|möchte|vorrei|quero)\b",
    re.I,
)
_MINE = re.compile(
    r"\W*(?:where (?:am i|are we)(?: (?:now|right now|at|exactly))?|what(?: is|'s) (?:my|our) (?:location|position)|"
    r"(?:show|find)(?: me)? (?:my|our) (?:location|position)(?: on the map)?|show (?:me )?where (?:i am|we are)|"
    r"(?:d[oó]nde (?:estoy|estamos))|où (?:suis-je|sommes-nous|est-ce que je suis)|wo (?:bin ich|sind wir)|"
    r"dove (?:sono|siamo)|onde (?:estou|estamos))\W*",
    re.I,
)
_FORGET = re.compile(
    r"\W*(?:please )?(?:forget|clear|delete|remove) (?:where (?:i am|we are)|(?:my|our) (?:location|position))\W*|"
    r"\W*(?:i['’ ]?m|i am) (?:not|no longer) there(?: any ?more)?\W*|"
    r"\W*olvida dónde estoy\W*|\W*oublie où je suis\W*|\W*vergiss,? wo ich bin\W*|\W*dimentica dove sono\W*|"
    r"\W*esquece onde estou\W*",
    re.I,
)
_NEAR_ME = re.compile(
    r"\b(?:(?:near|around|close to|next to|from|by) (?:me|us|here|where (?:i am|we are))|near ?by|close by|"
    r"(?:around|round) here|(?:my|our) (?:location|position)|cerca de (?:m[ií]|aqu[ií]|nosotros)|por aqu[ií]|"
    r"près (?:de moi|d['’]ici|de nous)|par ici|in (?:meiner|unserer|der) Nähe|hier in|von hier|vicino a (?:me|noi)|"
    r"qui vicino|da qui|perto de (?:mim|nós|aqui)|aqui perto)\b",
    re.I,
)
_OWN = """
here|me|us|near me|my location|my position|my place|our location|our position|current location|current position
my current location|my current position|where i am|where we are|user location|user's location|the user's location
aquí|aqui|ici|hier|qui|mi ubicación|ma position|mein standort|la mia posizione|minha localização
"""
_HERE = frozenset(word for line in _OWN.split("\n") for word in line.split("|"))
LONGEST = 80
MY_LOCATION = "my location"


def stated_place(words: str) -> str:
    """The place of a whole turn that says where the traveller is, and nothing else; else empty."""
    found = _STATED.fullmatch(words.strip())
    if found is None:
        return ""
    place = found["place"].strip(" ,.")
    if not place or len(place) > LONGEST or "?" in place or _NO_PLACE.fullmatch(place):
        return ""
    return "" if _CLAUSE.search(place) else place


def asks_where_i_am(words: str) -> bool:
    """Whether a turn asks for the traveller's own place."""
    return bool(_MINE.fullmatch(words.strip()))


def wants_forgotten(words: str) -> bool:
    """Whether a turn says that the place kept no longer holds."""
    return bool(_FORGET.fullmatch(words.strip()))


def says_near_me(words: str) -> bool:
    """Whether a question is about the traveller's own surroundings rather than those last spoken of."""
    return bool(_NEAR_ME.search(words))


def means_here(place: str) -> bool:
    """Whether an argument stands for the traveller's own place."""
    return bool(said := place.casefold().strip(" .")) and said in _HERE
