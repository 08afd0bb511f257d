"""Place and time of a question for the weather; country and topic of a question about a country."""

from __future__ import annotations

import re

from wanderlust.domain.money import CODE_BY_COUNTRY, folded
from wanderlust.engine.router.entities import Reading
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.time_words import weather_time
from wanderlust.engine.router.trimming import as_name, residue, without_noise

_THERE = re.compile(r"(?<!\w)(?:there|over there|that place|allí|allá|là-bas|dort|lì|là|lá|ali)(?!\w)", re.I)
_SUN = re.compile(
    r"\bsun ?(?:rise|set)s?\b|\bsun (?:comes? up|goes? down|rises?|sets?)\b|\b(?:dawn|dusk|daylight)\b", re.I
)
_POSSESSIVE = re.compile(r"'s?$")
_LOCATED = re.compile(
    r"(?<!\w)(?:in|at|around|near|over|to|for|visiting|of|en|à|a|bei|nach|em|no|na|de|do|da|del|della|d')\s+"
    r"(?:the\s+)?(?P<place>[^?.,!]+)",
    re.I,
)
_INSIDE = re.compile(r"(?<!\w)(?:in|en|na|no|em|au|aux|in der|nel|nella|negli)\s+(?:the\s+|den\s+|l')?$", re.I)
_CLAUSE = re.compile(
    r"\s+(?:like|right now|now|at the moment|these days|usually|normally|typically|if|when|so|or|and|with|without|"
    r"gonna|going|be|is|will|expect|use|have|drive|speak|over)\b.*$",
    re.I,
)
# In this order: the first that the words hold is the topic, since "drive on the left" also says nothing of money.
_TOPICS = tuple(
    (topic, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I))
    for topic, words in (
        (
            "emergency",
            r"emergenc\w+|police|ambulances?|fire (?:brigade|department|service|engine)|firemen|firefighters|cops?|"
            r"911|112|999|sos|on fire|someone (?:is|was|got) hurt|call for help|(?:ring|call|dial|phone) (?:for|"
            r"if|when) .*(?:help|trouble|accident|hurt|"
            r"fire|robbed|mugged)|who (?:do|should|can) (?:i|we|you) (?:call|ring|dial|phone)\b.*|collapsed|"
            r"emergencias?|polic[ií]a|ambulancia|urgences?|pompiers|secours|notruf\w*|polizei|krankenwagen|feuerwehr|"
            r"emergenz[ae]|polizia|ambulanza|pronto soccorso|emerg[êe]ncias?|ambulância|bombeiros",
        ),
        (
            "calling_code",
            r"(?:country|dial(?:l)?ing|calling|area|phone|telephone|international|trunk) (?:code|prefix)|prefix|"
            r"after the plus|plus what|c[oó]digo (?:de pa[ií]s|telef[oó]nico)|prefijo|indicatif|"
            r"(?:l[äa]nder)?vorwahl|prefisso|"
            r"indicativo|(?:call|phone|ring|dial) (?:home|abroad|back) (?:to|from)|how do (?:i|you) (?:call|"
            r"phone|dial)"
            r" (?:a number|someone|people)",
        ),
        (
            "plug",
            r"plugs?|adapt[eo]rs?|sockets?|outlets?|chargers?|prongs?|pins|three-pin|two-pin|pin thing|enchufes?|"
            r"adaptador(?:es)?|clavijas?|prises?|fiches?|adaptateurs?|stecker|steckdosen?|adapter|pres[ae]|spin[ae]|"
            r"adattator[ei]|tomadas?|fichas?|plug (?:in|my)",
        ),
        (
            "voltage",
            r"volts?|voltages?|hertz|mains|current|hair ?dryer|electricity|voltaje|tensi[oó]n|tension|spannung|"
            r"netzspannung|tensione|voltagem|wattage|110|220|230|240",
        ),
        (
            "tap_water",
            r"tap ?water|taps?|faucet|(?:drink|drinking|safe).{0,20}water|water.{0,20}(?:safe|ok|okay|drink\w*|"
            r"clean)|"
            r"potable|agua(?: del (?:grifo|caño))?|eau(?: du robinet)?|leitungswasser|"
            r"(?:trink|wasser)\w*|acqua(?: del rubinetto)?|[áa]gua(?: da torneira)?|bottled water|brush my teeth",
        ),
        (
            "tipping",
            r"tips?|tipping|gratuit(?:y|ies)|service charge|bartenders?|something extra|leave (?:extra|money|"
            r"something)|"
            r"(?:ten|fifteen|twenty|\d+) ?(?:percent|per cent|%)|waiters?|waitress(?:es)?|propinas?|pourboires?|"
            r"trinkgeld|manc[ei]a|gorjetas?|round up",
        ),
        (
            "driving_side",
            r"(?:side|left|right)[- ](?:of the )?(?:road|street|hand|side)|(?:drive|driving|traffic|drives) .{0,14}"
            r"(?:left|right|side|wrong)|(?:left|right)(?:[- ]hand)?(?: or (?:the )?(?:left|right))? ?(?:hand )?"
            r"(?:drive|driving|traffic|hand)|steering wheel|wrong side|which lane|lane do|(?:lado|izquierda|"
            r"derecha).{0,16}|"
            r"(?:roule|conduit)[\w-]*|(?:à|a) (?:gauche|droite)|linksverkehr|rechtsverkehr|fährt man|links|rechts|"
            r"sinistra|destra|guida|guidano|conduzem|condu[zc]\w*|esquerda|direita|conduce\w*|f[äa]hrt",
        ),
        (
            "holidays",
            r"(?:public |bank |national )?holidays?|day off|shops? (?:shut|closed)|everything (?:shut|closed)|"
            r"festivos?|(?:jours? )?f[ée]ri[ée]s?|feiertage?|festivit[àa]|festiv[oi]|feriados?|independence day|"
            r"red days?",
        ),
        (
            "visa",
            r"visas?|visados?|visto|visum|passport|entry (?:requirements?|rules|permit)|paperwork to (?:enter|get)|"
            r"get into the country|einreise\w*|allowed to (?:stay|enter)|esta|eta",
        ),
        ("capital", r"capitals?|capitale|hauptstadt|seat of government|capital city"),
        (
            "population",
            r"populations?|populous|populated|how (?:many|big)\b.{0,16}\b(?:people|inhabitants|folks?|live|lives|"
            r"souls|citizens|residents)|inhabitants|poblaci[oó]n|habitantes|habitants?|einwohner|bev[öo]lkerung|"
            r"abitanti|"
            r"popolazione|popula[çc][ãa]o|headcount",
        ),
        (
            "language",
            r"languages?|speak|spoken|speaks|tongues?|dialects?|idiomas?|habla[n]?|langues?|parle(?:nt|-t-on)?|"
            r"sprachen?|spricht|sprechen|lingu[ae]|parlano|parla|l[íi]nguas?|falam?|get by (?:with|in)|understand",
        ),
        (
            "currency",
            r"currenc(?:y|ies)|money|cash(?! ?(?:machine|point))|coins?|notes|banknotes|legal tender|"
            r"pay (?:with|in)|euros|dollars|moneda|"
            r"dinero|monnaie|argent|w[äa]hrung|geld|valuta|moneta|soldi|moeda|dinheiro|wallet",
        ),
    )
)
_ADJECTIVES = """
american:America british:Britain english:England scottish:Scotland irish:Ireland swiss:Switzerland french:France
german:Germany spanish:Spain italian:Italy portuguese:Portugal dutch:Netherlands belgian:Belgium austrian:Austria
danish:Denmark swedish:Sweden norwegian:Norway finnish:Finland icelandic:Iceland polish:Poland czech:Czechia
hungarian:Hungary greek:Greece turkish:Turkey croatian:Croatia romanian:Romania bulgarian:Bulgaria russian:Russia
ukrainian:Ukraine egyptian:Egypt moroccan:Morocco kenyan:Kenya indian:India thai:Thailand vietnamese:Vietnam
japanese:Japan chinese:China korean:South_Korea indonesian:Indonesia malaysian:Malaysia australian:Australia
canadian:Canada mexican:Mexico brazilian:Brazil argentinian:Argentina argentine:Argentina chilean:Chile
peruvian:Peru colombian:Colombia cuban:Cuba israeli:Israel jordanian:Jordan maltese:Malta cypriot:Cyprus
"""
COUNTRY_OF = {a: c.replace("_", " ") for a, c in (pair.split(":") for pair in _ADJECTIVES.split())}


def weather_arguments(reading: Reading, focus: Focus) -> dict[str, object]:
    """``place`` and ``when`` of a question for the weather."""
    found = weather_time(reading.text)
    arguments: dict[str, object] = {}
    place = _place(reading, found.rest, focus)
    if place:
        arguments["place"] = place
    if found.words:
        arguments["when"] = found.words
    sun = _SUN.search(reading.text)
    if sun and not found.words:
        arguments["when"] = "sunset" if re.search(r"set|down|dusk", sun.group(), re.I) else "sunrise"
    return arguments


def country_arguments(reading: Reading, focus: Focus) -> dict[str, object]:
    """``country`` and ``topic`` of a question about a country."""
    arguments: dict[str, object] = {"topic": topic_in(reading.text) or "general"}
    name = _place(reading, weather_time(reading.text).rest, focus) or _by_adjective(reading.text) or _about(reading)
    if not name:
        last = focus.call.arguments.get("country") if focus.call else None
        name = str(last) if last else focus.place
    if name:
        arguments["country"] = name
    return arguments


def topics_in(text: str) -> frozenset[str]:
    """Every topic that words hold a sign of."""
    return frozenset(topic for topic, words in _TOPICS if words.search(text))


def topic_in(text: str) -> str:
    """The topic that words ask about, or an empty string."""
    return next((topic for topic, words in _TOPICS if words.search(text)), "")


def _place(reading: Reading, rest: str, focus: Focus) -> str:
    places = [p for p in reading.of("place") if p.text in rest and folded(p.text) not in COUNTRY_OF]
    places = [place for place in places if place.known] or places
    # A country named outright is meant before any town: "were I to fall down the stairs in Austria".
    places = [place for place in places if folded(place.text).removeprefix("the ") in CODE_BY_COUNTRY] or places
    if places:
        led = [place for place in places if _INSIDE.search(reading.text[: place.start])]
        return as_name(_POSSESSIVE.sub("", (led or places[-1:])[0].text))
    if _THERE.search(re.sub(r"\b(?:is|are|will) there\b", "", rest, flags=re.I)):
        return focus.place
    for match in reversed(list(_LOCATED.finditer(without_noise(rest)))):
        words = residue(_CLAUSE.sub("", match.group("place")))
        if words and len(words.split()) <= 3 and not _common(words):
            return as_name(words)
    return ""


def _common(words: str) -> bool:
    """Words that stand where a place does and are none: "in a restaurant", "to tip", "for my charger"."""
    first = folded(words).split()[0]
    return words.islower() and (
        first in _NOT_A_PLACE
        or topic_in(words) != ""
        or bool(re.search(r"\d|weather|rain|sun|snow|temperature", words))
    )


_NOT_A_PLACE_WORDS = """
tip pay leave drink drive bring pack wear take use plug charge get be do have swim expect rain snow need my your our
their his her a an some any this that these those it me us them restaurants restaurant bars taxis waiters cafes
emergency case winter summer the call phone dial visit enter travel go see know make speak
"""
_NOT_A_PLACE = frozenset(_NOT_A_PLACE_WORDS.split())


def _by_adjective(text: str) -> str:
    for word in re.findall(r"[^\W_]+", folded(text)):
        if word in COUNTRY_OF:
            return COUNTRY_OF[word]
    return ""


def _about(reading: Reading) -> str:
    match = re.search(r"\b(?:about|on|of|know)\s+(?P<name>[^?.,!]+)$", without_noise(reading.text), re.I)
    words = residue(match.group("name")) if match else ""
    return as_name(words) if words and len(words.split()) <= 3 and not _common(words) else ""
