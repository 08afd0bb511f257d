"""What a search is for: the few words that name a kind of place or thing, out of a sentence with much else in it."""

from __future__ import annotations

import re

from wanderlust.domain.money import folded
from wanderlust.engine.router.trimming import LEAD_WORDS

_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[.,;:!?]")
# Words that never stand in what is looked for, beside those that open a request.
_CHATTER_WORDS = """
thats whats wheres its im ive dont cant theres hes shes lets gonna wanna gotta wanting
a an the some any my our your his her their its this that these those i i'm i've i'd i'll we we're we've we'd we'll
you you're he she it it's they they're there's here's who's what's where's let's
me us him them he's she's and or but so because since if then when while until before after who which whose
whom as than ever just only really very quite pretty bit little lot lots kind sort type proper decent good great
nice lovely best better favourite favorite top amazing tasty famous popular sneaky cheeky quick real authentic
actual new another other else own sure well maybe perhaps please thanks thank ok okay hey oh um uh er ah right yeah
no not don't dont doesn't can't cannot won't isn't ain't hasn't haven't didn't wouldn't couldn't
is are was were be been being am do does did done have has had got gets getting having can could would should
may might must will shall need needs needed want wants wanted like likes love loves craving crave fancy fancying
feel feels felt looking look search searching seek seeking find finding found get grab buy buying bought show list
give tell know knows think recommend suggest suggestion recommendation recommendations recommended help try trying
eat eating drink drinking have having go going goes gone went come coming take taking taken make making made
keep keen dying die kill killing killer murder use using used run running ran land landed landing arrived arrive
stay staying stuck sit sitting wait waiting broke broken completely lost left feed mate love dear honey sweetie darling
pal bro dude buddy guys folks people locals everyone somebody someone anybody anyone kids wife husband family
somewhere someplace anywhere everywhere anything something nothing everything thing things stuff place places spot
spots one ones joint joints options option ideas idea tips spare
near nearby nearest nearer closest close next around round about by at in on of off to from into onto for with
without within inside outside over under across between towards toward through along out up down away back here
there far local area neighbourhood neighborhood vicinity centre center middle
where what how why when whereabouts today tonight tomorrow now still currently presently moment later soon early
late yet again already always never morning afternoon evening night minute hour time times day days week weekend
open opened closed close shut shuts serving serves serve sell sells selling do does doing offer offers got
cheap cheaper cheapest cheapo expensive pricey affordable budget moderate fancy fancier posh costly budget
hungry starving famished peckish thirsty skint knackered tired sick ill hurt hurting hurts killing bleeding
urgently quickly asap desperate desperately possible possibly suppose reckon guess wonder wondering mind
luck chance decent one two couple few three
también muy más menos para por con sin del al lo le les se su mi tu nos es son hay está hoy ahora aquí allí este
esta un una unos unas buen buena buenos buenas bueno mejor quiero necesito busco dónde donde algún alguna y o que
très plus moins pour par avec sans ce cette ces mon ma mes ton ta notre votre son sa il elle on nous vous je j ai
est sont y a des du d un une bon bonne bons bonnes meilleur meilleurs cherche veux voudrais faut vite et ou qui près
sehr mehr für mit ohne und oder der die das den dem des ein eine einen einem einer gut gute guten gutes guter beste
besten ich wir du sie er es ist sind gibt gib suche brauche möchte will kann man hier noch was um zeit jetzt nahe nähe
kriege bekomme finde wo wie auf von bei in im zum zur
molto più meno per con senza e o un una uno dei delle degli del della di buon buona buono buoni migliore migliori
cerco voglio vorrei mi serve c'è c'e ci sono qui vicino ora adesso che dove ho fretta da trovami dammi
muito mais menos para por com sem e ou um uma uns umas bom boa bons boas melhor procuro quero preciso há tem aqui
perto agora que onde do da dos das no na nos nas me
"""
_CHATTER = (frozenset(folded(word) for word in _CHATTER_WORDS.split()) | LEAD_WORDS) - frozenset(
    ("art", "ice", "fish", "rest", "night", "land", "town", "city", "place")
)
# Words after which what one wants is named.
_CUE_WORDS = """
find get need want craving crave fancy looking some any a an good decent proper nice best real for nearest closest
cheap cheapo another which there know recommend buy grab like love got into kind does do sells sell where sneaky
un una une ein eine einen um uma algun alguna hay cherche suche brauche cerco procuro preciso necesito busco c'e
"""
_CUES = frozenset(_CUE_WORDS.split())
_JOIN_WORDS = "and n with of & de y et und e con mit à di for without"
_JOINS = frozenset(_JOIN_WORDS.split())
_MOST = 5
_MORE_KINDS_WORDS = """
chippy takeaway takeout banh mi chowder oyster lobster crab schnitzel dumplings arepa empanada poke gyros falafel hummus
shawarma biryani dosa paella croissant crepe waffle pancake donut doughnut sandwich bagel salad soup stew grill bbq
barbecue smoothie juice espresso latte cappuccino matcha boba chai pint ale cider whisky rum gin
tailor cleaner cleaners laundromat launderette drycleaner locksmith optician haircut hairdressers salon nail tattoo
massage physio vet veterinarian paediatrician clinic chemists er hairdresser mechanic cobbler repair rental hire
luggage locker storage wifi internet charger adapter stationery toy toys jeweller jewellery clothes clothing shoe
shoes outlet antiques vintage florist flowers grocery groceries deli delicatessen convenience hardware camera
bookstores newsagent exchange bureau money atms cash machine toilets restrooms washroom bathrooms shower showers
nappies diapers hike hikes hiking walk walks trails climbing diving dive snorkelling snorkeling surfing surf kayak
sailing boat cruise tour tours ski skiing golf tennis yoga fitness running skate playgrounds rink swimming
waterpark theme amusement planetarium observatory memorial cemetery ruins catacombs fortress citadel pagoda
stupa basilica abbey chapel souk bazaar flea night nightlife karaoke jazz music live comedy casino arcade rooftop
speakeasy lounge tavern taverna cantina canteen food court hawker street buffet steakhouse creperie teahouse
camping campground campsite glamping bnb b&b motel resort lodge villa ryokan riad hammam onsen springs hot bed
aquariums gardens botanical viewpoints sunset beach beaches cove bay swim dentist dentists pediatrician gynecologist
police embassy consulate post bank banks church mass mosque prayer gas petrol fuel diesel ev charging bike bikes
scooter scooters car taxi cab bus tube subway metro underground train tram ferry pier dock
medecin docteur pharmacien tabac distributeur supermarche marche epicerie cafe brasserie creperie plage piscine
medico farmaceutico cajero supermercado mercado panaderia cafeteria piscina tienda gasolinera hostal
arzt zahnarzt supermarkt markt backerei schwimmbad tankstelle bancomat supermercato mercato panetteria spiaggia
hausarzt imbiss kneipe benzinaio ostello trattoria gelateria caffe bagno medico dentista mercado padaria posto
multibanco sitio
"""
# Things and services that are looked for, beyond the kinds of places themselves.
MORE_KINDS = frozenset(_MORE_KINDS_WORDS.split()) - _CHATTER


def wanted(text: str, kinds: frozenset[str]) -> str:
    """The words that say what is looked for, or an empty string.

    Args:
        text: A request without its place and its price.
        kinds: Folded words for kinds of places and things.
    """
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    runs: list[tuple[float, int, int]] = []
    index = 0
    while index < len(tokens):
        if not _names(tokens[index][0]):
            index += 1
            continue
        last = index
        while last + 1 < len(tokens):
            if _names(tokens[last + 1][0]):
                last += 1
            elif (
                last + 2 < len(tokens)
                and folded(tokens[last + 1][0]) in _JOINS
                and _names(tokens[last + 2][0])
                and last + 2 - index < _MOST
            ):
                last += 2
            else:
                break
        runs.append((_weight([t[0] for t in tokens], index, last, kinds), index, last))
        index = last + 1
    if not runs:
        return ""
    weight, first, last = max(runs, key=lambda run: (run[0], -run[1]))
    if weight < 1:
        return ""
    return text[tokens[first][1] : tokens[last][2]]


def chatter_in(words: str) -> bool:
    """Whether words that stand where a place does are a clause: "my feet are killing"."""
    return any(folded(match.group()) in _CHATTER - _JOINS for match in _TOKEN.finditer(words))


def _names(token: str) -> bool:
    return token[0].isalpha() and folded(token) not in _CHATTER


def _weight(tokens: list[str], first: int, last: int, kinds: frozenset[str]) -> float:
    inside = [folded(token) for token in tokens[first : last + 1]]
    known = any(_stem(word) in kinds or word in kinds for word in inside)
    before = [folded(token) for token in tokens[max(0, first - 2) : first]]
    cue = any(word in _CUES for word in before)
    # What is asked for stands at the end of a clause or right before the place.
    closing = last + 1 == len(tokens) or not tokens[last + 1][0].isalnum()
    return 2.0 * known + 1.0 * cue + 0.5 * closing - 0.5 * max(0, len(inside) - 4)


def _stem(word: str) -> str:
    for ending, instead in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word
