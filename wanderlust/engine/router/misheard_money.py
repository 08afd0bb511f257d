"""Currencies that a recogniser wrote as everyday words: "five hundred bought in pounds", "two hundred wrinkle it"."""

from __future__ import annotations

import re

# What is heard, and what it is: only where an amount stands before and the question goes on to other money, or after
# "how many", where no thing one can have so many of sounds alike.
_HEARD = """
baht: bought bart bahts bats bat barts bot batt
rand: ran rant rants ranch run_d run_the
rands: rends
ringgit: wrinkle_it ring_it ring_get ringit ring_kit wring_it ring_git ringgits rink_it
francs: franks frank's frank frunks
rupees: ruby's rubies rupies roopies rupee's ruppees
pesos: pays_those pay_sews pesoes pay_so's paces paysos pay_sos pay_zoes
won: one once wan
zloty: slot_he slotty zlotties slottie's lottie's s_lottie slow_tea zlotty
krona: chrono crow_na crona
kroner: crow_ner corner corners kroners croner
koruna: corona_s corunas
crowns: crown_as crowd's
forint: for_int fore_int foreign_t for_ints florence
lira: leer_a lyra leera leary's liras
dirhams: deer_hams door_hams dear_hams dirums the_rams dear_rums dirham's dirrums
dinars: dinners dinner dinner's diners
riyals: reels re_als royals
reais: ray_ice rays high_ice
shekels: shackles shackle_s sheckles shackels she_calls
roubles: rubles rubble rubbles roobles
yuan: you_an u_an you_ann wan_yuan
yen: yenn again_yen yan yens hen yin
lei: lay lays
dong: dongs dung don't_g
hryvnia: grivna hryvnias
euros: you_rose euro's yours urals
pounds: pound's pawns pounce
dollars: dollar's dolers dollers do_lars
"""
_WORDS = {
    heard.replace("_", " "): meant
    for line in _HEARD.strip().splitlines()
    for meant, _, alike in [line.partition(":")]
    for heard in alike.split()
}
_ANY = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_NUMBER_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
"""
_NUMBER = rf"(?:\b(?:{'|'.join(_NUMBER_WORDS.split())})|\d)"
# Money that is named rightly: one such word in the question tells that it is about money.
_MONEY = (
    r"(?:dollars?|euros?|pounds?|sterling|quid|yen|francs?|bucks|pesos?|rupees?|baht|kron[aeo]r?|money|cash|usd|eur|gbp|"
    r"[A-Z]{3}|\w+ (?:dollars?|pounds?|money))"
)
# "Five hundred bought in pounds", "three hundred run the dollars": an amount before, other money after.
_AMOUNT_OF = re.compile(
    rf"(?P<before>{_NUMBER}\s+(?:\w+ese\s|\w+ish\s|\w+an\s|thai\s)?)(?P<heard>{_ANY})"
    rf"(?=\s+(?:(?:is|are|worth)\s+)?(?:in|into|to|for|as)?\s*(?:\w+\s)?{_MONEY}\b)",
    re.I,
)
# "How many bought do I get for a hundred pounds": money after the word that is due to be money.
_HOW_MANY = re.compile(
    rf"(?P<before>\bhow (?:many|much)\s+(?:\w+ese\s|\w+ish\s|\w+an\s|thai\s)?)(?P<heard>{_ANY})"
    rf"(?=\s+(?:do|can|would|will|is|are|for|to|in|does|could)\b.*\b{_MONEY}\b)",
    re.I,
)
# "A hundred pounds in bought".
_INTO = re.compile(
    rf"(?P<before>{_NUMBER}\s+{_MONEY}\s+(?:in|into|to|as)\s+(?:\w+ese\s|\w+ish\s|\w+an\s|thai\s)?)(?P<heard>{_ANY})(?=\s*(?:please)?[?.!]*$)",
    re.I,
)
# "Check crown as", "checked crowns": the people whose money it is.
_CZECH = re.compile(r"\bcheck(?:ed|'s|s)?\s+(?:crowns?(?: as| us)?|corunas?|corona(?:s|'s)?|krona)\b", re.I)
# British notes by their names; other money beside them is what they become.
_NOTES = (
    (re.compile(r"\b(?:a |one )?tenner\b", re.I), "ten pounds"),
    (re.compile(r"\b(?:a |one )?fiver\b", re.I), "five pounds"),
)


def put_money_right(text: str) -> str:
    """The text with misheard currencies put back; English only."""
    text = _CZECH.sub("Czech crowns", text)
    for pattern, pounds in _NOTES:
        text = pattern.sub(pounds, text)
    for pattern in (_AMOUNT_OF, _HOW_MANY, _INTO):
        text = pattern.sub(lambda match: f"{match['before']}{_meant(match['heard'])}", text)
    return text


def _meant(heard: str) -> str:
    return _WORDS[heard.casefold()]
