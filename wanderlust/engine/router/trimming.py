"""What is left of a request when the words that only ask are gone: the place, the kind of place, the thing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wanderlust.domain.money import folded
from wanderlust.engine.router.wording import trimmed

_TOKEN = re.compile(r"[^\W_]+")

# Folded words that open a request without naming anything, in six languages.
_LEAD_WORDS = """
trovare finde finden encontrar mostrar podes ich ci quels quelles quali quais one would fancy fais-moi fais
voir situe situez localiza ville land paese ciudad cidade essen gut besichtigen manger cherche brauche ver meilleurs
where wheres wears what whats which is s are was re abouts whereabouts on earth exactly in the world do does
you u know any idea can could would will please i we d ll ve m like want wanna need to see show me us find
locate take fly zoom go pull up a an map of bring open put pin drop mark point let lets have has look at
tell remind for looking help just so um this place location city town called named yo gimme give jump move
over centre center country continent state part hey and also then how about my our no never remember heard
keep hearing by near search searching guide position spot situated located lies lie it try view display get
got somewhere something some anything there here kind sort decent good great nice best top closest nearest
nearby recommend suggest recommendation recommendations list who that they might may should must hungry
starving fancy craving grab going gonna im id ive were be am pop round around really maybe perhaps now next
possible possibly time clock hour date day zone timezone local current check whether morning night late
early wake still everyone people awake asleep someone with from into tonight today donde esta queda se
encuentra muestrame ensename muestra quiero ver llevame busca ubica que pais sabes por cae el la los las un
una en de del al hay algun alguna cerca puedo comer recomiendame mas cercano cercana hora son es dime dices
tienen muy hoy ahora allí ou est trouve c ce montre moi montrez je voudrais dans quel quelle pays va vais tu
sais situe le les l une du des sur y t il cherche qu est-ce peut visiter manger pres heure donne dis quoi
aller la-bas wo ist liegt befindet sich zeig zeige mir kannst bitte welchem land ich mochte weisst finde
denn flieg nach der die das den dem ein eine einen gibt suche man kann nachste nachsten von wie spat viel
uhr uhrzeit welche zeit haben sag bei dov dove e si trova mostrami fammi vedere che paese portami sta voglio
sai rimane lo gli cerco posso mangiare piu vicina vicino consigliami ora ore sono dimmi fanno onde fica
mostra leva encontra procuro ha algum alguma mais proxima proximo horas o os as na sabe diz em ao quero tem
ja
"""
LEAD_WORDS = frozenset(_LEAD_WORDS.split())
_LEAD = LEAD_WORDS
_TAIL_WORDS = """
on the map please now right currently exactly located situated at for me is are lies lie then though anyway
again today tonight actually thanks precisely in where s that it there to us moment this minute and mate pal
ok okay do you know can see sir my friend yet still apart far away off from close well here by like en el
mapa por favor sur la carte sil il vous te plait plaît auf der karte zeigen sehen bitte entfernt weg sulla
mappa per favore no se faz ahora maintenant jetzt adesso agora gerade encuentra trouve
"""
_TAIL = frozenset(_TAIL_WORDS.split())
_NOISE_TAIL = re.compile(
    r"[\s,]+(?:right now|at the moment|just now|these days|on (?:the|a|my) map|for me|on foot|by (?:car|train|bike|"
    r"bicycle|plane|air|bus|taxi|foot)|in a car|if (?:i|we) .*|you (?:think|know|reckon)|or not|as the crow flies|"
    r"in (?:kilometres|kilometers|km|miles)|in a straight line|a pie|en coche|en tren|à pied|en voiture|en train|"
    r"zu fuss|zu fuß|mit dem (?:auto|zug|rad)|a piedi|in (?:auto|macchina|treno)|a pé|de (?:carro|comboio|trem)|"
    r"is (?:it|that)|s'il (?:te|vous) pla[iî]t|por favor|per favore|bitte|please|located|situated)[\s?.!]*$",
    re.I,
)
_ARTICLE = re.compile(
    r"^(?:the|a|an|le|la|les|l'|el|los|las|il|lo|gli|o|os|as|der|die|das|den|dem|un|una|une|ein|eine|dem|du|al|au)(?<!')\s+|^l'",
    re.I,
)
_SMALL_WORDS = """
of the de la del di du da do dos and y e in on an am der les le van von zu
"""
_SMALL = frozenset(_SMALL_WORDS.split())


def without_noise(words: str) -> str:
    """Words without what trails behind a name: "right now", "on the map", "by car", "please"."""
    before = None
    words = trimmed(words)
    while before != words:
        before = words
        words = trimmed(_NOISE_TAIL.sub("", words))
    return words


def residue(text: str, keep: Iterable[tuple[int, int]] = ()) -> str:
    """The text without asking words at either end; stretches in ``keep`` are never cut."""
    stretches = list(keep)
    tokens = list(_TOKEN.finditer(text))
    first, last = 0, len(tokens)
    while first < last and folded(tokens[first].group()) in _LEAD and not _kept(tokens[first], stretches, text):
        first += 1
    while last > first and folded(tokens[last - 1].group()) in _TAIL and not _kept(tokens[last - 1], stretches, text):
        last -= 1
    if first >= last:
        return ""
    return trimmed(text[tokens[first].start() : tokens[last - 1].end()])


def _kept(token: re.Match[str], stretches: list[tuple[int, int]], text: str) -> bool:
    if len(token.group()) > 1 and token.group().isupper() and not text.isupper():
        return True  # LA, US, NYC
    return any(start <= token.start() < end for start, end in stretches)


def without_article(words: str) -> str:
    """ "the Louvre" as "Louvre"; The Hague keeps its article."""
    if re.match(r"(?:the hague|la paz|los angeles|las vegas|la rochelle|el paso|le havre|la coru)", words, re.I):
        return words
    return _ARTICLE.sub("", words, count=1).strip()


def as_name(words: str) -> str:
    """A place's words as a name: article off, " in " as a comma, capital letters where speech had none."""
    name = without_article(without_noise(words))
    name = re.sub(r"\s+in\s+(?=\S)", ", ", name)
    if name == name.lower():
        parts = re.split(r"(\s+|-|,\s*)", name)
        name = "".join(
            part if index and part in _SMALL else part[:1].upper() + part[1:] for index, part in enumerate(parts)
        )
    return name


def asks_inside(words: str) -> bool:
    """Whether asking words stand among these words, so that they are a clause and no name."""
    return any(
        folded(token.group()) in _LEAD - _SMALL for token in _TOKEN.finditer(words) if not token.group()[0].isupper()
    )
