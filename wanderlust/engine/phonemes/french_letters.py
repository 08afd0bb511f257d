"""One French word from letters to phonemes: rules in order, the longest spelling first, and the words that break them.

Symbols are those the voice was trained with: the glide of ``lui`` and ``nuage`` is y, ``ʁ`` for r, nasal vowels as
vowel and tilde.
"""

from __future__ import annotations

import re
import unicodedata

VOWEL_LETTERS = "aàâeéèêëiîïoôuùûüyœæ"
_V = f"[{VOWEL_LETTERS}]"
_C = f"[^{VOWEL_LETTERS}]"
_NASAL = f"(?![{VOWEL_LETTERS}nmh])"

_WORDS = {
    "a": "a", "à": "a", "y": "i", "et": "e", "est": "ɛ", "es": "ɛ", "ai": "e", "eu": "y", "eut": "y", "où": "u",
    "je": "ʒə", "le": "lə", "me": "mə", "te": "tə", "se": "sə", "ce": "sə", "ne": "nə", "de": "də", "que": "kə",
    "les": "le", "des": "de", "mes": "me", "tes": "te", "ses": "se", "ces": "se", "c": "s", "d": "d", "j": "ʒ",
    "l": "l", "m": "m", "n": "n", "s": "s", "t": "t", "qu": "k", "un": "œ̃", "sept": "sɛt", "six": "sis", "dix": "dis",
    "huit": "yit", "cinq": "sɛ̃k", "neuf": "nœf", "vingt": "vɛ̃", "cent": "sɑ̃", "cents": "sɑ̃", "mille": "mil",
    "dixième": "dizjɛm", "sixième": "sizjɛm", "deuxième": "døzjɛm", "soixante": "swasɑ̃t", "second": "səɡɔ̃",
    "seconde": "səɡɔ̃d", "secondes": "səɡɔ̃d", "femme": "fam", "femmes": "fam", "monsieur": "məsjø", "madame": "madam",
    "messieurs": "mesjø", "août": "ut", "fils": "fis", "os": "ɔs", "tous": "tu", "ville": "vil", "villes": "vil",
    "village": "vilaʒ", "villages": "vilaʒ", "tranquille": "tʁɑ̃kil", "million": "miljɔ̃", "millions": "miljɔ̃",
    "milliard": "miljaʁ", "milliards": "miljaʁ", "millimètre": "milimɛtʁ", "millimètres": "milimɛtʁ", "villa": "vila",
    "gentil": "ʒɑ̃ti", "outil": "uti", "fusil": "fyzi", "oeil": "œj", "œil": "œj", "yeux": "jø", "pays": "pei",
    "paysage": "peizaʒ", "paysages": "peizaʒ", "mer": "mɛʁ", "mers": "mɛʁ", "fer": "fɛʁ", "cher": "ʃɛʁ",
    "chers": "ʃɛʁ", "hier": "iɛʁ", "hiver": "ivɛʁ", "enfer": "ɑ̃fɛʁ", "ver": "vɛʁ", "vers": "vɛʁ", "divers": "divɛʁ",
    "univers": "ynivɛʁ", "travers": "tʁavɛʁ", "amer": "amɛʁ", "super": "sypɛʁ", "hamburger": "ɑ̃bœʁɡœʁ",
    "hamburgers": "ɑ̃bœʁɡœʁ", "clef": "kle", "clefs": "kle", "pied": "pje", "pieds": "pje", "assied": "asje",
    "tabac": "taba", "porc": "pɔʁ", "estomac": "ɛstoma", "blanc": "blɑ̃", "blancs": "blɑ̃", "banc": "bɑ̃",
    "franc": "fʁɑ̃", "francs": "fʁɑ̃", "temps": "tɑ̃", "printemps": "pʁɛ̃tɑ̃", "longtemps": "lɔ̃tɑ̃", "corps": "kɔʁ",
    "compte": "kɔ̃t", "comptes": "kɔ̃t", "compter": "kɔ̃te", "sculpture": "skyltyʁ", "sculptures": "skyltyʁ",
    "baptême": "batɛm", "sud": "syd", "david": "david", "ouest": "wɛst", "parfum": "paʁfœ̃", "parfums": "paʁfœ̃",
    "aspect": "aspɛ", "respect": "ʁɛspɛ", "but": "byt", "net": "nɛt", "internet": "ɛ̃tɛʁnɛt", "ticket": "tikɛ",
    "brut": "bʁyt", "mars": "maʁs", "bus": "bys", "autobus": "otobys", "virus": "viʁys",
    "campus": "kɑ̃pys", "terminus": "tɛʁminys", "sens": "sɑ̃s", "jadis": "ʒadis", "tennis": "tenis", "oasis": "oazis",
    "gaz": "ɡaz", "quiz": "kwiz", "riz": "ʁi", "nez": "ne", "chez": "ʃe", "assez": "ase", "album": "albɔm",
    "albums": "albɔm", "aquarium": "akwaʁjɔm", "oignon": "ɔɲɔ̃", "oignons": "ɔɲɔ̃", "alcool": "alkɔl", "zoo": "zo",
    "examen": "ɛɡzamɛ̃", "examens": "ɛɡzamɛ̃", "parking": "paʁkiŋ", "parkings": "paʁkiŋ", "camping": "kɑ̃piŋ",
    "wifi": "wifi", "wi": "wi", "fi": "fi", "week": "wik", "end": "ɛnd", "shopping": "ʃopiŋ", "toast": "tost",
    "euro": "øʁo", "euros": "øʁo", "patient": "pasjɑ̃", "patients": "pasjɑ̃", "patience": "pasjɑ̃s",
    "orchestre": "ɔʁkɛstʁ", "technique": "tɛknik", "écho": "eko", "archéologie": "aʁkeoloʒi",
    "psychologie": "psikoloʒi", "œufs": "ø", "oeufs": "ø", "bœufs": "bø", "faisait": "fəzɛ", "faisons": "fəzɔ̃",
    "dessus": "dəsy", "dessous": "dəsu", "ressembler": "ʁəsɑ̃ble", "paris": "paʁi", "londres": "lɔ̃dʁ",
    "bruxelles": "bʁysɛl", "auxerre": "osɛʁ", "lille": "lil", "marseille": "maʁsɛj", "metz": "mɛs", "reims": "ʁɛ̃s",
    "caen": "kɑ̃", "saint": "sɛ̃", "sainte": "sɛ̃t", "tunis": "tynis", "reykjavik": "ʁɛkjavik", "new": "nju",
    "york": "jɔʁk", "wanderlust": "wɑndœʁlœst", "avril": "avʁil", "automne": "otɔn", "condamner": "kɔ̃dane",
    "solennel": "solanɛl", "hôtel": "otɛl", "hôtels": "otɛl", "rez": "ʁe", "jean": "ʒɑ̃", "beaucoup": "boku",
    "coup": "ku", "cap": "kap", "stop": "stɔp", "club": "klœb", "pub": "pœb", "taxi": "taksi", "taxis": "taksi",
    "exact": "ɛɡzakt", "ouf": "uf", "plus": "ply", "moins": "mwɛ̃", "puis": "pyi", "plutôt": "plyto", "celui": "səlyi",
    "oui": "wi", "non": "nɔ̃", "allô": "alo", "cuiller": "kyijɛʁ", "équateur": "ekwatœʁ", "aquatique": "akwatik",
    "gars": "ɡa", "toilettes": "twalɛt", "tramway": "tʁamwɛ", "yacht": "jɔt", "chorale": "koʁal", "chaos": "kao",
    "fjord": "fjɔʁd", "kiev": "kjɛv", "tokyo": "tokjo", "kyoto": "kjoto", "berlin": "bɛʁlɛ̃", "eus": "y", "ont": "ɔ̃",
}  # fmt: skip

# -ent is silent in verbs, and a nasal vowel in these and in words in -ment.
_NASAL_ENT_LIST = """
    absent accent accident adolescent agent apparent argent ascendant aliment arpent cent client compétent concurrent
    conscient content continent contingent convent couvent dent descendant différent divergent efficient équivalent
    escient évident excellent excédent expédient fervent fréquent imminent impatient imprudent incident indécent
    indifférent ingrédient inconvénient indulgent innocent insolent insuffisent intelligent latent lent mécontent
    négligent occident opulent orient parent patient permanent pertinent précédent présent président prudent quotient
    récent récipient résident régent sergent serpent souvent suffisent talent torrent transparent turbulent urgent vent
    violent
"""
_NASAL_ENT = frozenset(_NASAL_ENT_LIST.split())
_VERBS_MENT_LIST = """
    aiment allument assument confirment consomment dorment endorment enferment estiment expriment ferment forment
    fument nomment raniment résument transforment
"""
_VERBS_MENT = frozenset(_VERBS_MENT_LIST.split())


def _rules(table: str) -> list[tuple[re.Pattern[str], str]]:
    """Lines of ``pattern sounds``; V, C and N stand for a vowel letter, another letter, and what lets n be nasal."""
    rules = []
    for line in table.split("\n"):
        if line.strip():
            pattern, _, sounds = line.strip().partition("  ")
            pattern = pattern.replace("<V>", _V).replace("<C>", _C).replace("<N>", _NASAL)
            rules.append((re.compile(pattern), sounds.strip()))
    return rules


# One line a rule: the letters, with what must stand around them, and their sounds ("0" for none).
_RULES = _rules("""
    aient$  ɛ
    (?:ais|ait|aît|aie|aies|aix|aid|aids|aits)$  ɛ
    aill(?=<V>)  aj
    ail(?=s?$)  aj
    ay(?=<V>)  ɛj
    ay|aî  ɛ
    (?:ain|aim|aîn)<N>  ɛ̃
    aï  ai
    aë  aɛ
    ai(?=ss|tr|d|g|m|n|r|s|t|l|v|b|c|p|ch|f)  ɛ
    ai  ɛ
    (?:eau|au)x?s?$  o
    eau|au  o
    aoû  u
    aon$  ɑ̃
    (?:an|am)<N>  ɑ̃
    [aàâ]  a
    eill(?=<V>)  ɛj
    eil(?=s?$)  ɛj
    ueill(?=<V>)  œj
    ueil  œj
    (?:ein|eim)<N>  ɛ̃
    (?:œu|oeu|eu)(?=il)  œ
    (?:œu|oeu|eu)(?:x|t|s|ds|d)?$  ø
    (?:œu|oeu|eu)(?=s[e])  ø
    (?:œu|oeu|eu)(?=(?:r|f|l|v|n|b|p)(?:r|l)?(?:e|es|ent|s)?$)  œ
    (?:œu|oeu|eu)(?=r(?:<C>|$)|ple|vr|nes?)  œ
    œu|oeu|eu|eû  ø
    ei|ey  ɛ
    ée?s?$  e
    éent$  e
    emment$  amɑ̃
    ^e(?=mm)  ɑ̃
    (?:er)(?=s?$)  e
    ez$  e
    et(?=s?$)  ɛ
    (?<=[iéy])en(?=s?$)  ɛ̃
    (?<=[vt]i)en(?=(?:t|s|nent|dra|drai|dras|drez)$)  ɛ̃
    (?:en|em)<N>  ɑ̃
    ^en(?=[iao])(?=ivr|orgu|amour)  ɑ̃n
    é  e
    [èêë]  ɛ
    ^e(?=x<V>)  ɛ
    ^e(?=x)  ɛ
    ^e(?=ss|ff|ll)  e
    e(?=s?$)  0
    (?<=[gG])e(?=[aoâô])  0
    e(?=ll|tt|nn|rr|ss|ff|pp|cc|x|sc|zz|mm)  ɛ
    e(?=s[cfklmnpqtvbdg])  ɛ
    e(?=ch(?:n|s|$))  ɛ
    e(?=(?:ph|th|ch|gn|[bcdfgkptv][lr])<V>)  ə
    e(?=<C><C>)  ɛ
    e(?=<C>s?$)  ɛ
    e  ə
    (?<=[^aeoœ]u)ill(?=<V>)  ij
    (?<=<V>)ill(?=<V>)  j
    ^ill  il
    ill(?=<V>)  ij
    (?:in|im|yn|ym|în)<N>  ɛ̃
    i(?=es?$|ent$)  i
    (?<=[bcdfgkptv][lr])i(?=<V>)  ij
    [iîy](?=[aàâeéèêoôuœ])  j
    ï(?=<V>)  j
    [iîïy]  i
    oin<N>  wɛ̃
    ooï?  o
    oy(?=<V>)  waj
    o[iîy]  wa
    ouill(?=<V>)  uj
    ouil  uj
    (?:ou|où|oû)(?=[aeéèiïâ])(?!e(?:s|nt)?$)  w
    ou|où|oû  u
    (?:on|om)<N>  ɔ̃
    ô  o
    o(?=(?:s|t|ts|p|x|c|cs)?$)  o
    o(?=se|ss[eé]|tion|si)  o
    o(?=<C>*$|<C><C>?es?$|<C><C>)  ɔ
    o(?=r)  ɔ
    o  o
    (?:un|um)(?=s?$|[bpd])  œ̃
    um$  ɔm
    (?:ue|ues)$  y
    (?<=[bcdfgkptv][lr])u(?=<V>)  y
    [uùûü](?=[aàâeéèêioô])  y
    [uùûü]  y
    œ|æ  e
    cch  k
    cc(?=[eiyéèê])  ks
    cqu|cc|ck  k
    ch(?=[rln])  k
    ch  ʃ
    ct(?=s?$)  kt
    c(?=[eiyéèêî])  s
    (?<=n)cs?$  0
    c  k
    ç  s
    dd  d
    (?<=<V>)ds?$|(?<=[nr])ds?$  0
    d  d
    ff|f|ph  f
    gn  ɲ
    gu(?=[eiyéèêî])  ɡ
    gg(?=[eé])  ɡʒ
    gg  ɡ
    g(?=[eiyéèêî])  ʒ
    (?<=[nr])gt?s?$  0
    gts?$  0
    g  ɡ
    sch|sh  ʃ
    rh|rr|r  ʁ
    th|tt  t
    h  0
    j  ʒ
    k|q(?:u(?=<V>)|u?)  k
    ll|l  l
    (?<=[aoeui])mb?s?$(?<!m)  m
    mm|m  m
    nn|n  n
    pp  p
    (?<=m)p(?=[ts]?$|t)  0
    ps?$  0
    p  p
    ss  s
    sc(?=[eiyéèê])  s
    (?<=<V>)s(?=<V>)  z
    (?<=^tran)s(?=<V>)  z
    s$  0
    s  s
    (?<!s)ti(?=on|el|eux|aux?$|ent)  sj
    ts?$  0
    t  t
    v  v
    w  w
    (?<=^e)x(?=<V>|h)  ɡz
    x$  0
    (?<=^e)x(?=c[eiéè])  k
    x  ks
    zz|z$(?<!e)  z
    z$  0
    z  z
    (?<=m)bs?$  0
    bb|b  b
    ñ  ɲ
""")


def word_phonemes(word: str, plural_verb: bool = False) -> str:
    """The phonemes of one lower-case word without a stress mark.

    Args:
        word: Letters only.
        plural_verb: It follows ``ils`` or ``elles``, so that -ent is silent.
    """
    if word in _WORDS:
        return _WORDS[word]
    word = _known_letters(word)
    word = _without_silent_ent(word, plural_verb)
    sounds: list[str] = []
    at = 0
    while at < len(word):
        for pattern, said in _RULES:
            match = pattern.match(word, at)
            if match is not None and match.end() > at:
                sounds.append("" if said == "0" else said)
                at = match.end()
                break
        else:
            at += 1
    return _without_schwas(_without_doubles("".join(sounds)))


def _known_letters(word: str) -> str:
    """Letters that French does not have, as the ones they come from."""
    return "".join(
        letter if letter in VOWEL_LETTERS or letter in "çñ" else unicodedata.normalize("NFD", letter)[0]
        for letter in word
    )


def _without_silent_ent(word: str, plural_verb: bool) -> str:
    """A verb's -ent as -e, which is as silent; ``rent`` and ``ments`` stay."""
    if not word.endswith("ent") or len(word) < 5 or word in _NASAL_ENT or word.removesuffix("s") in _NASAL_ENT:
        return word
    if word.endswith(("ient",)) and word[:-4].endswith(("v", "t")):
        return word
    if word.endswith("ment") and not plural_verb and word not in _VERBS_MENT:
        return word
    return word[:-2]


def _without_doubles(sounds: str) -> str:
    return re.sub(r"([bdfɡklmnpʁstvzʒʃ])\1", r"\1", sounds)


_DROPPED = re.compile("(?<=[aeɛioɔuyøœ̃])([bdfɡklmnpʁstvzʒʃɲj])ə(?=[bdfɡklmnpʁstvzʒʃɲ][aeɛəioɔuyøœɑwj])")


def _without_schwas(sounds: str) -> str:
    """Inner schwas that nobody says: after a vowel and a single consonant (``samedi``, ``appelez``)."""
    return _DROPPED.sub(r"\1", sounds)
