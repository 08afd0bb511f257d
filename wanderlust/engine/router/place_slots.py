"""The place of "where is X", and kind, neighbourhood and price of "find X near Y"."""

from __future__ import annotations

import re

from wanderlust.domain.money import folded
from wanderlust.engine.router.entities import Entity, Reading
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.trimming import as_name, asks_inside, residue, without_article, without_noise
from wanderlust.engine.router.wanted import MORE_KINDS, chatter_in, wanted

_KIND_WORDS = """
airport station museum gallery restaurant cafe bar pub club hotel hostel inn guesthouse apartment campsite park
garden playground beach lake river mountain hill island city town village castle palace fort church cathedral
temple shrine mosque synagogue monastery ruin monument statue landmark attraction sight tower bridge square
market supermarket shop store mall bakery butcher bookshop bookstore pharmacy chemist drugstore hospital clinic
doctor dentist atm bank cashpoint embassy consulate library cinema theatre theater opera zoo aquarium stadium
gym pool spa hammam sauna toilet restroom bathroom parking garage petrol gas fuel charging taxi bus metro subway
tram train ferry port harbour harbor marina stop post office police laundry laundrette barber hairdresser school
university waterfall cave viewpoint lookout trail vineyard winery brewery distillery food pizza pasta sushi ramen
noodle noodles curry tapas burger steak seafood kebab taco pho dim sum dumpling gelato icecream breakfast brunch
lunch dinner coffee tea beer wine cocktail drink dessert cake eat sleep swim snack place spot thing eatery diner
joint bistro brasserie trattoria osteria pizzeria izakaya bodega nightclub souvenir rental sim wifi vegan
vegetarian halal kosher street accommodation lodging room things sights ice fish chips rest muse art arts music
museo museos restaurante restaurantes farmacia playa hoteles cajero iglesia aeropuerto estacion parque bares
musee musees pharmacie plage hotels gare eglise aeroport restaurants boulangerie
museen apotheke strand strande flughafen bahnhof kirche geldautomat sehenswurdigkeiten bar
musei ristorante ristoranti spiaggia spiagge albergo aeroporto stazione chiesa
museu museus farmacia praia praias hoteis estacao igreja restaurantes
"""
_KINDS = frozenset(_KIND_WORDS.split())
# What people want, and the kind of place that gives it.
_WISHES = (
    (r"(?:hungry|starving|peckish|hambre|faim|hunger|fame|fome|famished)", "restaurant"),
    (r"(?:somewhere|places?|where|anywhere|something) (?:\w+ ){0,3}(?:to )?eat|eat out|have (?:dinner|lunch)|"
     r"where (?:\w+ ){0,3}eat", "restaurant"),
    (r"(?:d[oó]nde|onde|dove|où|wo) (?:\w+ ){0,3}(?:comer|mangiare|manger|essen)", "restaurant"),
    (r"(?:somewhere|places?|anywhere) (?:\w+ ){0,2}to (?:stay|sleep|crash)", "hotel"),
    (r"(?:somewhere|place) to (?:drink|have a drink)", "bar"),
    (r"(?:somewhere|place) to park", "parking"),
    (r"(?:somewhere|place|where) (?:\w+ ){0,2}(?:to )?swim", "beach"),
    (r"tooth ?ache", "dentist"),
    (r"(?:what(?:'s| is| are)?|things|anything|stuff|something) (?:(?:should|can|could|there|worth|"
     r"interesting|i|we|else|is|fun|good) ){0,4}(?:to )?(?:see|do|visit|seeing|visiting)\b", "sights"),
    (r"(?:qu[eé]|o que|cosa|was|qu'est-ce qu'on) (?:\S+ ){0,3}(?:ver|visitar|vedere|besichtigen|visiter)\b", "sights"),
    (r"(?:what's|what is|anything|what) (?:\w+ )?(?:around|nearby|near|close to)\b", "sights"),
)  # fmt: skip
_PRICES = (
    ("moderate", r"moderate(?:ly)?(?: priced)?|mid[- ]?range|middle price|mid[- ]priced|not too (?:expensive|"
    r"dear|pricey)|"
                 r"reasonabl[ey](?: priced)?"),
    ("cheap", r"dirt[- ]cheap|cheap as chips|(?:on the )?cheap(?:er|est|ish|o|ie)?(?: and cheerful)?|cheep|budget|"
              r"inexpensive|affordable|low[- ]cost|(?:not|isn't|isn't too|not so|not very|less|nothing(?: too)?) "
              r"(?:costly|expensive|pricey|dear|fancy)|"
              r"(?:on|for) a (?:tight |shoestring )?budget|(?:easier|easy|light|gentle) on the (?:wallet|"
              r"pocket)|(?:that )?won't (?:rinse|fleece|skin|bleed) (?:me|us)|"
              r"(?:that )?(?:won't|doesn't|wouldn't|dozen|not) (?:break the bank|ruin (?:me|us)|cost (?:a lot|much|"
              r"the earth|an arm and a leg|a fortune|too much)|bankrupt (?:me|us))|we're skint|i'm skint|i'm broke|"
              r"barat[oa]s?|barat(?:inh|it)[oa]s?|econ[oó]mic[oa]s?|pas (?:trop )?chers?|pas ch[eè]res?|bon march[ée]|"
              r"g[üu]nstige[srnm]?|billige[srnm]?|preiswerte?[srnm]?|was g[üu]nstiges|economic[oiahe]+|poco costos[oi]|"
              r"em conta"),
    ("expensive", r"(?<!not )(?<!not too )expensive|(?:a lot |much |really |something )?(?<!i )(?<!we )fanc(?:y|"
                  r"ier|iest)|upscale|"
                  r"posh(?:er)?|swish|(?:very )?luxur\w+|high[- ]end|fine dining|swanky|top[- ]notch|"
                  r"splurge(?: on)?|splash out|(?:hang|never mind|forget|damn|whatever) the (?:expense|cost|price)|"
                  r"spare no expense|(?:and )?(?:honey,? )?money(?:'s| is) no object|price (?:is )?no object|"
                  r"treat ourselves|"
                  r"blow[- ]the[- ]budget|"
                  r"michelin|car[oa]s?(?= )|de lujo|de luxe|teure[sr]?|noble[srnm]?|luxuriöse[sr]?|di lusso|"
                  r"lussuos[oi]|luxo|chics?"),
)  # fmt: skip
_OPEN = re.compile(
    r"(?:(?:that|which|who)(?:'s| is| are|)\s+|still\s+|currently\s+|is\s+|are\s+)*(?:still\s+)?"
    r"\bopen(?:ed)?(?: right now| rite now| now| late| at (?:this|the) (?:hour|time|moment)| at the moment|"
    r" tonight| still|"
    r" today|(?= near)|$)|\bopen(?=\s+\w+)(?!\s+\w+ on)|"
    r"(?:that|which)(?:'s| is| are)? (?:still )?(?:going|serving|doing food|up and running)(?: right now| now|"
    r" at this hour)?|"
    r"(?:that|which|who)? ?(?:hasn't|haven't|has not|isn't|aren't|ain't|not) (?:yet )?(?:shut(?: up shop)?|"
    r"closed|close)"
    r"(?: up)?(?: shop)?(?: yet| already)?(?: for the (?:night|day))?|"
    r"\bstill serv\w+|\bat this hour|\babiert[oa]s?(?: ahora| a esta hora)?|\bouverte?s?(?: maintenant)?|"
    r"\bgeöffnete?[snr]?|\b(?:noch |jetzt )*offen(?: hat)?|um (?:die|diese) (?:zeit|uhrzeit)|"
    r"\bapert[oaie](?: adesso| ora)?|"
    r"\babert[oa]s?(?: agora)?",
    re.I,
)
_NEAR = re.compile(
    r"(?:^|\s)(?P<prep>near(?: to)?|nearby to|close to|next to|not far from|around|round|by|in the (?:area|"
    r"vicinity|centre|center) of|"
    r"within|inside|in|at|of|outside|cerca de|près de|pres de|autour de|in der nähe von|in der nahe von|bei|"
    r"vicino a|"
    r"vicino al|perto de|perto do|perto da|en|à|a|em|no|na|do|da|de)\s+(?P<near>\S.*)$",
    re.I,
)
_LEADING = re.compile(
    r"(?:^|\s)(?:near(?: to)?|nearby to|close to|next to|not far from|around|round|by|in the (?:area|vicinity|"
    r"centre|center) of|"
    r"within|inside|in|at|of|to|from|outside|for|cerca de|près de|pres de|autour de|in der nähe von|"
    r"in der nahe von|bei|"
    r"vicino a|vicino al|perto de|perto do|perto da|en|à|a|em|no|na|do|da|de|von)\s+"
    r"(?:the\s|la\s|le\s|el\s|il\s|den\s|der\s|dem\s|o\s|l')?$",
    re.I,
)
_HERE = re.compile(
    r"\s*\b(?:near(?:by)?(?: (?:me|here|us))?|close by|around here|round here|in the area|(?:from|to) (?:me|"
    r"here)|here|"
    r"(?:el |la )?m[aá]s cercan[oa]s?|le plus proche|la plus proche|più vicin[oai]|mais próxim[oa]s?|"
    r"cerca de aqu[ií]|por aqu[ií]|près d'ici|par ici|in der nähe|hier|qui vicino|aqui perto)\s*[?.!]*$",
    re.I,
)
_THERE = re.compile(
    r"\b(?:(?:around|round|near|by|close to|next to) it|there|around there|near there|over there|allí|là-bas|"
    r"dort|lì|lá)\b",
    re.I,
)
_CERTAIN = re.compile(
    r"(?:the|our|my|this|that|la|le|l'|el|il|lo|die|der|den|dem|das|o|mi|mon|ma|notre|nuestro|mein(?:e[mnr])?|unser(?:e[mnr])?|meu|minha)"
    r"(?:\s|(?<='))(?!(?:area|vicinity|neighbou?rhood|corner|way|moment|evening|morning|afternoon|middle|world|place)\b)",
    re.I,
)
_LOOSE_PLACE = 4  # words of a name the gazetteer does not know


def is_kind(words: str) -> bool:
    """Whether words say a kind of place ("museums", "ramen") and no name."""
    parts = folded(words).split()
    return any(
        part in _KINDS or part.removesuffix("s") in _KINDS or part.removesuffix("es") in _KINDS for part in parts
    )


def _is_looked_for(words: str) -> bool:
    return is_kind(words) or any(folded(word).removesuffix("s") in MORE_KINDS for word in words.split())


def place_argument(reading: Reading) -> str:
    """The one place a request names, as a name; empty when it names none."""
    clean = without_noise(reading.text)
    clean = re.split(r",\s+(?=(?:it|it's|i|we|i'm|we're|please|that|show|the other)\b)", clean)[0]
    clean = re.sub(
        r"\s+(?:compared (?:to|with) .*|if you (?:please|would|don't mind)|fam|bruv|bro|mate|na|us)$",
        "",
        clean,
        flags=re.I,
    )
    clean = re.sub(r"^(?:bruv|bro|fam|oi|yo|oga|yaar|lads?|mate)[\s,]+", "", clean, flags=re.I)
    spots = [(at, at + len(p.text)) for p in reading.of("place") if (at := clean.find(p.text)) >= 0]
    words = residue(clean, spots)
    places = reading.of("place")
    known = [place for place in places if place.known] or places
    known = [place for place in known if place.text[0].isupper()] or known  # "Gdansk on the globe"
    if known:
        titled = _titled(words, known[-1].text)
        name = known[-1].text if titled else known[0].text
        longest = len(name.split()) + (6 if titled else 3)
        if words and len(words.split()) <= longest and name in words and (titled or not _clause(words, name)):
            return as_name(words)
        return as_name(known[-1].text)
    if not words:
        return ""
    return as_name(words) if len(words.split()) <= 6 else ""


def _titled(words: str, name: str) -> bool:
    """Whether a name in large letters stands before the known one: "Rua das Oliveiras Novas in Lisbon"."""
    before = re.sub(r"^the\s+|,?\s*\b(?:in|near|at)\s*$", "", words.partition(name)[0]).split()
    return len(before) > 1 and before[0][0].isupper() and before[-1][0].isupper()


def _clause(words: str, name: str) -> bool:
    """Whether the words around a known name are more than a longer name or "in" its country."""
    before, _, after = words.partition(name)
    return asks_inside(before) or asks_inside(re.sub(r"^\s+in\s+(?=[^\W\d]+(?:\s[^\W\d]+)?$)", "", after))


def time_place(reading: Reading) -> str:
    """The place of a question for the time."""
    places = reading.of("place")
    clean = without_noise(reading.text)
    if places:
        name = ([place for place in places if place.known] or places)[-1]
        phrase = name.text + re.split(r"[,?.!]", reading.text[name.end :])[0]
        words = residue(without_noise(phrase), [(0, len(name.text))])
        # "Manila gets cross" goes on in small letters; "key auto tower" had none to begin with.
        goes_on = name.text[:1].isupper() and words[len(name.text) :].lstrip()[:1].islower()
        longer = len(words.split()) <= len(name.text.split()) + 2 and not _clause(words, name.text) and not goes_on
        return as_name(words if longer else name.text)
    clean = re.sub(
        r"\b(?:morning|afternoon|evening|night|day|daytime|already|late|early|back home|up|awake)\b",
        " ",
        clean,
        flags=re.I,
    )
    match = re.search(r"(?<!\w)(?:in|at|over in|for|à|en|em|nach|a)\s+(?P<p>[^?]+)$", clean, re.I)
    words = residue(match.group("p")) if match else residue(clean)
    words = re.sub(r"^(?:o'clock|time|difference|check)\b\s*", "", words, flags=re.I)
    return (
        as_name(words)
        if words
        and len(words.split()) <= _LOOSE_PLACE
        and not re.search(r"\b(?:time|how|late|excuse|what|anyone|anybody|somebody)\b", words, re.I)
        else ""
    )


def style_in(text: str) -> tuple[dict[str, object], str]:
    """Price and openness that words ask for, and the words without them."""
    found: dict[str, object] = {}
    for price, words in _PRICES:
        match = re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.I)
        if match:
            found["price"] = price
            text = f"{text[: match.start()]} {text[match.end() :]}"
            break
    if _OPEN.search(text):
        found["open_now"] = True
        text = _OPEN.sub(" ", text)
    return found, text


def search_arguments(reading: Reading, focus: Focus) -> dict[str, object]:
    """``query``, ``near``, ``open_now`` and ``price`` of a search for places."""
    arguments, text = style_in(without_noise(reading.text))
    text = (
        re.sub(r"\b(?:round|around|over|near) (?:there|here)\b", "there", text, flags=re.I)
        if not reading.of("place")
        else text
    )
    text = _HERE.sub("", without_noise(text)) or text
    text = re.sub(r"\bboozers?\b", "pub", re.sub(r"\b(?:half-)?decent\b", "good", text, flags=re.I), flags=re.I)
    near, head = _near(text, reading)
    pointing = _THERE.search(re.sub(r"\b(?:is|are) there\b", "", text, flags=re.I))  # "is there a bank" points nowhere
    if pointing and not near and focus.place:
        near = focus.place
    query = _query(head or text)
    if query:
        arguments["query"] = query
    if near:
        arguments["near"] = as_name(near)
    return arguments


def _near(text: str, reading: Reading) -> tuple[str, str]:
    """The place to look near and the text that says what to look for."""
    places = [
        place for place in reading.of("place") if place.text in text and (" " in place.text or not is_kind(place.text))
    ]
    places = [place for place in places if place.known] or places
    if places:
        at = text.rfind(places[-1].text)
        words, head, tail = places[-1].text, text[:at], text[at + len(places[-1].text) :]
        lead = _LEADING.search(head)
        head = head[: lead.start()] if lead else head
        for place in reversed(places[:-1]):  # "near the Colosseum in Rome"
            if head.rstrip().endswith(place.text):
                head = head[: head.rfind(place.text)]
                inner = _LEADING.search(head)
                head, words = head[: inner.start()] if inner else head, f"{place.text}, {words}"
        if lead and residue(head) and (wanted(head, _KINDS | MORE_KINDS) or not wanted(tail, _KINDS | MORE_KINDS)):
            return words, head
        return words, f"{head} {tail}".strip()
    for candidate in re.finditer(r"\S+", text):
        match = _NEAR.match(" " + text[candidate.start() :])
        if match and residue(text[: candidate.start()]):
            near = residue(match.group("near"))
            # "Near the station" is near a certain one; "near restaurants" is none.
            certain = not is_kind(near) or (
                _CERTAIN.match(match.group("near")) and _is_looked_for(_query(text[: candidate.start()]))
            )
            if near and len(near.split()) <= _LOOSE_PLACE and certain and not chatter_in(near):
                return near, text[: candidate.start()]
    return "", text


def _query(text: str) -> str:
    wish = next((kind for pattern, kind in _WISHES if re.search(pattern, text, re.I)), "")
    found = wanted(text, _KINDS | MORE_KINDS)
    if found and not (wish and not is_kind(found)):
        return found
    words = without_article(residue(text))
    words = re.sub(
        r"^(?:(?:i|we|you|where|can|could|do|buy|get|eat|locals|decent|good|nice|best|great|of|the|some|any|a|"
        r"have|are|is|there|"
        r"anywhere|somewhere|someplace|anything|quels?|quelles?|quais|quali|qu[eé]|ci|sono|hay|h[aá]|bons?|"
        r"boas?|buen[oa]s?|guten?|"
        r"nette|bonnes?|that|were|could|dinner in|it|ideas|tips|dying|feel|like|craving|really|out|we're|i've|"
        r"could|go|pint of|need|"
        r"to|for|in|tasty|lovely|proper|murder|kill|die|know|i'd|love|kids|murder|fancy|who|does|which|hit|"
        r"with|book|grab)\s+)+",
        "",
        words,
        flags=re.I,
    )
    words = re.sub(
        r"\s+(?:(?:could|can|should|do|does|did|have|has|had|we|i|you|they|one|visit|see|go|to|get|there|are|"
        r"is|exist|out|"
        r"interesantes|y|a-t|il|que|worth|around)\s*)+$",
        "",
        words,
        flags=re.I,
    )
    words = " ".join(without_article(words).split())
    if wish and not (
        words and is_kind(words) and folded(words) not in ("eat", "place", "places", "things", "somewhere to eat")
    ):
        return wish
    return words if len(words.split()) <= 6 else wish or _kinds_in(words)


def _kinds_in(words: str) -> str:
    return next((part for part in words.split() if is_kind(part)), words)


def names_one_place(reading: Reading) -> bool:
    """Whether a request names a single place rather than a kind of place near one."""
    words = residue(without_noise(reading.text), [(p.start, p.end) for p in reading.of("place")])
    known: list[Entity] = reading.of("place")
    if not known:
        return False
    if is_kind(known[0].text) and " " not in known[0].text:
        return False
    rest = folded(words).replace(folded(known[0].text), "").strip(" ,")
    return not (rest and is_kind(rest) and not re.fullmatch(r"(?:airport|station|city|town|tower|island)", rest))
