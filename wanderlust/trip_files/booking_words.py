"""The words on tickets that tell what is what, in the languages they are printed in."""

from __future__ import annotations

import re

_I = re.IGNORECASE


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


_NUMBER_OF = _any(
    r"(?:booking|reservation|confirmation|order|ticket)\s*(?:reference|number|code|no\.?|nr\.?|id)",
    r"booking\s*ref\.?",
    r"reference(?:\s*number)?",
    "confirmation",
    "record locator",
    "pnr",
    r"buchungs(?:nummer|code|referenz)",
    r"reservierungs(?:nummer|code)",
    "auftragsnummer",
    "bestellnummer",
    r"(?:num[eé]ro|n[°º])\s*de\s*(?:r[eé]servation|dossier|commande|billet)",
    r"r[eé]f[eé]rence(?:\s*(?:de\s*)?(?:dossier|r[eé]servation))?",
    r"(?:n[uú]mero|c[oó]digo|localizador)\s*(?:de\s*(?:la\s*)?|da\s*)?(?:reserva|confirmaci[oó]n)",
    "localizador",
    r"(?:codice|numero)\s*(?:di\s*)?(?:prenotazione|conferma)",
    "boekingsnummer",
    "reserveringsnummer",
    "予約番号",
    "確認番号",
    "预订编号",
    "예약번호",
)
REFERENCE_LABEL = re.compile(_NUMBER_OF, _I)
REFERENCE = re.compile(
    rf"{_NUMBER_OF}\s*(?:\([^)]{{1,20}}\))?\s*[:#：.]?\s*(?P<code>[A-Z0-9][A-Z0-9-]{{4,19}})(?![\w-])", _I
)

FLIGHT = re.compile(r"(?<![\w-])(?P<line>[A-Z]{2}|[A-Z]\d|\d[A-Z])\s?(?P<number>\d{1,4})(?![\w:.,/-]\d|\w)")
NO_AIRLINE = frozenset(
    ["AM", "PM", "NO", "NR", "EU", "ID", "KG", "TO", "AT", "ON", "IN", "OF", "OR", "BY", "IC", "EC", "RE", "RJ"]
)
AIR = re.compile(
    r"\b(?:flights?|flug\w*|vols?|vuelos?|voli?|voos?|boarding|airlines?|airport"
    r"|aeropuerto|a[eé]roport\w*|aeroporto|flughafen)\b|便|航班|항공",
    _I,
)
AIRPORTS = re.compile(
    r"\(\s?(?P<one>[A-Z]{3})\s?\)"
    r"|(?<![\w])(?P<start>[A-Z]{3})\s?(?:-|–|—|→|➔|>|/|to)\s?(?P<end>[A-Z]{3})(?!\w)"
)

PLAIN_TRAIN = frozenset(["train", "zug", "tren", "treno", "comboio"])
TRAIN = re.compile(
    r"(?<!\w)(?P<kind>ICE|TGV|AVE|IC|EC|RE|RJX?|TER|Frecciarossa|Frecciargento|Italo|Eurostar|Thalys|INOUI|OUIGO"
    r"|Intercity|Regionale|Alfa Pendular|Shinkansen|Nozomi|Hikari|train|zug|tren|treno|comboio)"
    r"\s*(?:(?:no|nr|n[°º])\.?)?\s*:?\s*(?P<number>\d{1,5})(?![\w:.])",
    _I,
)
RAIL = re.compile(
    r"\b(?:train|zug|bahn\w*|gleis|platform|tren|treno|binario|voiture|carrozza|coche|comboio|quai|v[ií]a|wagen"
    r"|coach|voie)\b|列車|新幹線|号車",
    _I,
)
FROM = re.compile(
    r"^\s*(?:from|von|ab|de|desde|da|origin|origen|origine|出発)\s*[:：]\s*(?P<name>[^\d:]{2,60}?)\s*(?:\d.*)?$", _I
)
TO = re.compile(
    r"^\s*(?:to|nach|an|[aà]|hasta|para|destination|destino|destinazione|到着)\s*[:：]\s*"
    r"(?P<name>[^\d:]{2,60}?)\s*(?:\d.*)?$",
    _I,
)
ARROW = re.compile(
    r"(?P<one>[^\W\d][^\n:→➔>]{0,48}?)\s*(?:→|➔|->|–>|>)\s*(?P<other>[^\W\d][^\n:→➔>]{0,48}?)\s*(?:$|\d|,|\|)"
)

STAY = re.compile(
    r"check[\s-]?(?:in|out)\b"
    r"|\b(?:anreise|abreise|n[aä]chte?|nuits?|noches?|nott[ei]|noites?|nights?|h[oô]tel|hostel)\b"
    "|チェックイン|入住|체크인",
    _I,
)
COMES = re.compile(r"check[\s-]?in|arrivals?\b|anreise|arriv[eé]e|llegada|entrada|arrivo|チェックイン|入住|체크인", _I)
GOES = re.compile(
    r"check[\s-]?out|departures?\b|abreise|d[eé]part\b|salida|sa[ií]da|partenza|チェックアウト|退房|체크아웃", _I
)
_HOUSE_LABEL = _any(
    "property",
    "accommodation",
    "hotel(?: name)?",
    "unterkunft",
    "h[eé]bergement",
    "[eé]tablissement",
    "alojamiento",
    "struttura",
    "alojamento",
)
NAMED_HOUSE = re.compile(rf"^{_HOUSE_LABEL}\s*[:：]\s*(?P<name>.+)$", _I)
HOUSE = re.compile(
    r"\b(?:hotel|h[oô]tel|hostel|hostal|albergo|pension|gasthof|inn|pousada|ryokan|residence|b&b|apartments?|riad"
    r"|parador)\b|ホテル|旅館|酒店|호텔",
    _I,
)
ADDRESS = re.compile(
    r"^(?:address|adresse|anschrift|direcci[oó]n|indirizzo|morada|endere[cç]o|adres|venue|lieu|ort|lugar|luogo|local"
    r"|住所|地址|주소)\s*[:：]\s*(?P<where>.+)$",
    _I,
)
PAPER = re.compile(
    r"\b(?:e-?tickets?|tickets?|invoice|order|your|booking|confirmation|receipt|billets?|eintrittskarte|entradas?"
    r"|biglietto|bilhete|thank|danke|merci|gracias|grazie|obrigado|rechnung|facture|factura|fattura)\b",
    _I,
)
