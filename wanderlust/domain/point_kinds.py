"""Kinds of points of interest: the words people say for them in six languages, and OpenStreetMap's tags."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class PointKind:
    """A kind of place to go to.

    Attributes:
        one: One of it, in English.
        many: More of it.
        tags: Alternatives, each a set of tags that must all fit: ``(("amenity", "cafe"), ...)``; a value is a pattern.
    """

    one: str
    many: str
    tags: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class PointWish:
    """What is looked for.

    Attributes:
        kind: The kind.
        rest: The words that neither name the kind nor describe it, in order: perhaps a name.
    """

    kind: PointKind
    rest: tuple[str, ...] = ()


# one | many | tags (";" means or, "&" means and) | words, the plain forms of English, Spanish, French, German, Italian
# and Portuguese; an indented line goes on with the words. A cuisine is any place that cooks it.
_TABLE = """
sushi restaurant|sushi restaurants|cuisine=sushi|sushi
ramen restaurant|ramen restaurants|cuisine=ramen;name=ramen|ramen
noodle restaurant|noodle restaurants|cuisine=noodle,ramen,udon,soba|noodle udon soba nudel fideo
pizzeria|pizzerias|cuisine=pizza|pizza pizzeria pizze pizzerie
burger restaurant|burger restaurants|cuisine=burger|burger hamburger hamburguesa hamburgueria
kebab place|kebab places|cuisine=kebab,shawarma|kebab doner shawarma
tapas bar|tapas bars|cuisine=tapas|tapas
taqueria|taquerias|cuisine=tacos,mexican|taco taqueria mexican mexicano mexicain mexikanisch messicano
curry restaurant|curry restaurants|cuisine=curry,indian|curry indian indio indien indisch indiano
thai restaurant|thai restaurants|cuisine=thai|thai tailandes thailandais thailandese
chinese restaurant|chinese restaurants|cuisine=chinese|chinese chino chinois chinesisch cinese chines dumpling
italian restaurant|italian restaurants|cuisine=italian,pizza|italian italiano italien italienisch pasta trattoria
french restaurant|french restaurants|cuisine=french|french frances francais franzosisch francese brasserie
japanese restaurant|japanese restaurants|cuisine=japanese,sushi,ramen|japanese japones japonais japanisch giapponese
  izakaya
greek restaurant|greek restaurants|cuisine=greek|greek griego grec griechisch greco taverna
spanish restaurant|spanish restaurants|cuisine=spanish,tapas|spanish espanol espagnol spanisch spagnolo
korean restaurant|korean restaurants|cuisine=korean|korean coreano coreen koreanisch
vietnamese restaurant|vietnamese restaurants|cuisine=vietnamese|vietnamese vietnamita vietnamien vietnamesisch pho
seafood restaurant|seafood restaurants|cuisine=seafood,fish|seafood mariscos pesce fisch peixe poisson marisco
steak house|steak houses|cuisine=steak_house,steak|steak steakhouse
vegetarian restaurant|vegetarian restaurants|diet:vegetarian=yes,only;cuisine=vegetarian|vegetarian vegetariano
  vegetarien vegetarisch
vegan restaurant|vegan restaurants|diet:vegan=yes,only;cuisine=vegan|vegan vegano vegane
ice cream parlour|ice cream parlours|amenity=ice_cream;cuisine=ice_cream;shop=ice_cream|gelato gelateria heladeria
  glacier eisdiele sorveteria gelado helado icecream
breakfast place|breakfast places|amenity=cafe;cuisine=breakfast|breakfast brunch desayuno fruhstuck colazione
fast-food place|fast-food places|amenity=fast_food|takeaway imbiss snack fastfood
restaurant|restaurants|amenity=restaurant,food_court,fast_food|restaurant restaurante ristorante food eatery dinner
  lunch diner bistro eat comida cena diner essen mangiare cibo jantar almoco manger
cafe|cafes|amenity=cafe;cuisine=coffee_shop|cafe coffee kaffee cafeteria caffe coffeeshop tea teahouse
bakery|bakeries|shop=bakery,pastry|bakery panaderia boulangerie backerei panetteria padaria patisserie pasteleria
  pasticceria
bar|bars|amenity=bar,pub|bar pub beer cocktail kneipe biergarten birreria cerveceria cerveza birra
night club|night clubs|amenity=nightclub|nightclub club disco discoteca boite
pharmacy|pharmacies|amenity=pharmacy|pharmacy farmacia pharmacie apotheke chemist drugstore
hospital|hospitals|amenity=hospital|hospital hopital krankenhaus ospedale
doctor|doctors|amenity=doctors,clinic|doctor clinic medico medecin arzt clinica clinique
dentist|dentists|amenity=dentist|dentist dentista dentiste zahnarzt
cash machine|cash machines|amenity=atm;amenity=bank&atm=yes|atm cash cashpoint cajero geldautomat bancomat distributeur
  multibanco
bank|banks|amenity=bank|bank banco banque banca
exchange office|exchange offices|amenity=bureau_de_change|exchange wechselstube cambio money
supermarket|supermarkets|shop=supermarket,convenience|supermarket grocery groceries supermercado supermarche
  supermarkt supermercato
market|markets|amenity=marketplace|market mercado marche markt mercato
bookshop|bookshops|shop=books|bookshop bookstore libreria librairie buchhandlung livraria
hotel|hotels|tourism=hotel,guest_house,hostel,motel|hotel hotels albergo pension guesthouse motel
hostel|hostels|tourism=hostel|hostel albergue jugendherberge ostello auberge
museum|museums|tourism=museum,gallery|museum museo musee museu gallery galeria galerie galleria
sight|sights|tourism=attraction,viewpoint;historic=monument,castle,ruins|sight attraction landmark sehenswurdigkeit
viewpoint|viewpoints|tourism=viewpoint|viewpoint mirador belvedere aussichtspunkt lookout miradouro
park|parks|leisure=park,garden|park parque parc parco garden jardin giardino jardim garten
playground|playgrounds|leisure=playground|playground spielplatz parco-giochi
cinema|cinemas|amenity=cinema|cinema movie kino cine
theatre|theatres|amenity=theatre|theatre theater teatro
swimming pool|swimming pools|leisure=swimming_pool;leisure=sports_centre&sport=swimming|pool swim swimming
  piscina piscine
  schwimmbad
gym|gyms|leisure=fitness_centre|gym gimnasio fitness palestra ginasio fitnessstudio
spa|spas|leisure=sauna;amenity=public_bath;shop=massage|spa sauna onsen thermal
public toilet|public toilets|amenity=toilets|toilet toilets restroom bathroom wc aseos toilette gabinetto banheiro
drinking fountain|drinking fountains|amenity=drinking_water|fountain drinking-water
post office|post offices|amenity=post_office|post correos poste correios
police station|police stations|amenity=police|police policia polizei polizia
petrol station|petrol stations|amenity=fuel|petrol gas gasolinera tankstelle benzinaio fuel essence
charging station|charging stations|amenity=charging_station|charging ladestation charger
car park|car parks|amenity=parking|parking aparcamiento parkplatz parcheggio estacionamento carpark
laundry|laundries|shop=laundry,dry_cleaning;amenity=laundry|laundry laundrette lavanderia laverie waschsalon
  launderette
hairdresser|hairdressers|shop=hairdresser|hairdresser barber peluqueria coiffeur friseur parrucchiere
taxi rank|taxi ranks|amenity=taxi|taxi
bicycle hire|bicycle hire shops|amenity=bicycle_rental|bicycle-rental bike-rental
tourist office|tourist offices|tourism=information|tourist-information touristinfo tourist-office
place of worship|places of worship|amenity=place_of_worship|church temple mosque synagogue iglesia eglise kirche
  chiesa igreja shrine
shopping centre|shopping centres|shop=mall,department_store|mall shopping kaufhaus einkaufszentrum
"""
_DESCRIBING_LIST = """
    a an any are art best big cheap close closest cosy cozy decent family famous fine for free good great here
    historic in inexpensive interesting large late local main modern me my near nearby nearest next nice now of old
    open place places pretty quiet really restaurant restaurants romantic shop shops some somewhere spot store
    stores the there to top traditional underground very where with expensive fancy affordable moderate budget
    luxury bar bars house office station tonight today authentic cool popular small moderately priced conveyor belt
    vegetarian vegan un una unos unas el la los las de del cerca buen buena bueno buenos barato barata mejor abierto
    abierta le les des une bon bonne pas cher chere proche pres ouvert ouverte du meilleur ein eine einen einer der
    die das gut gute gutes guter billig billige billiges nahe nachste offen geoffnete uno buona buono economico
    vicino aperto aperta il lo i gli da migliore um uma uns umas o os as bom boa perto aberto aberta melhor
"""
_DESCRIBING = frozenset(_DESCRIBING_LIST.split())
# Read together before single words.
_PAIRS = {
    "ice cream": "icecream", "fast food": "fastfood", "cash machine": "atm", "cash point": "atm", "car park": "carpark",
    "coffee shop": "coffee", "gas station": "petrol", "petrol station": "petrol", "fire station": "police",
    "night club": "nightclub", "book shop": "bookshop", "book store": "bookshop", "post office": "post",
    "drinking water": "drinking-water", "bike rental": "bike-rental", "bicycle rental": "bicycle-rental",
    "tourist information": "tourist-information", "tourist office": "tourist-office", "swimming pool": "pool",
    "tea house": "tea", "department store": "mall", "guest house": "guesthouse", "currency exchange": "exchange",
    "money exchange": "exchange",
    "change money": "exchange", "police station": "police", "charging station": "charging",
    "parco giochi": "playground",
}  # fmt: skip


def wish_in(query: str) -> PointWish | None:
    """The kind of place that a question's words ask for, with the words left over; None for no kind we know."""
    folded = _plain(query)
    for pair, word in _PAIRS.items():
        folded = re.sub(rf"\b{pair}s?\b", word, folded)
    words = re.findall(r"[\w-]+", folded)
    table = _words()
    known = [(order, kind) for word in words if (entry := _entry(table, word)) is not None for order, kind in [entry]]
    if not known:
        return None
    # "Vegan sushi": the kind higher in the table says more.
    kind = min(known, key=lambda pair: pair[0])[1]
    rest = tuple(word for word in words if _entry(table, word) is None and word not in _DESCRIBING)
    return PointWish(kind, rest)


def _entry(table: dict[str, tuple[int, PointKind]], word: str) -> tuple[int, PointKind] | None:
    for ending, instead in (("", ""), ("ies", "y"), ("s", ""), ("es", ""), ("n", ""), ("en", "")):
        if word.endswith(ending) and (found := table.get(word.removesuffix(ending) + instead if ending else word)):
            return found
    return None


@cache
def _words() -> dict[str, tuple[int, PointKind]]:
    words: dict[str, tuple[int, PointKind]] = {}
    for order, line in enumerate(_TABLE.strip().replace("\n  ", " ").splitlines()):
        one, many, tags, said = line.split("|")
        kind = PointKind(one, many, tuple(_all_of(option) for option in tags.split(";")))
        for word in said.split():
            words.setdefault(word, (order, kind))
    return words


def _all_of(option: str) -> tuple[tuple[str, str], ...]:
    pairs = (part.split("=", 1) for part in option.split("&"))
    return tuple((key, value.replace(",", "|")) for key, value in pairs)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
