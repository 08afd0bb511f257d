"""French text to phonemes: words joined by elision and liaison, a stress at the end of each full word.

Letters are read by ``french_letters``; here stands what happens between words. Liaison is made where it is always
made (after articles, pronouns, numbers and short prepositions), and nowhere else: one too many disturbs more than one
too few.
"""

from __future__ import annotations

import re
import unicodedata

from wanderlust.engine.phonemes.french_letters import VOWEL_LETTERS, word_phonemes

_TOKEN = re.compile(r"[a-zà-öø-ÿœæ]+(?:['’](?=[a-zà-öø-ÿœæ]))?|[.,;:!?…()\"“”«»—]|[-–]|\s+")
_VOWEL_SOUND = re.compile("[aeɛəioɔuyøœɑ]")

# Said with the word that follows, without a stress of their own.
_LEANING_LIST = """
    a à au aux avec c ce ces cet cette chez d dans de des du elle elles en est et eu il ils j je jusqu l la le les
    leur leurs lorsqu m ma me mes mon n ne nos notre nous on ont ou où par pas pour près puisqu qu que qui quoiqu s sa
    sans se ses si son sont sous sur t ta te tes ton très tu un une vos votre vous y
"""
_LEANING = frozenset(_LEANING_LIST.split())

# The sound that comes back before a vowel.
_LIAISON = {
    "z": "les des mes tes ses ces nos vos leurs aux nous vous ils elles sans sous très plus chez dans deux trois six "
    "dix quels quelles plusieurs quelques certains certaines autres grands grandes petits petites premiers bons "
    "bonnes beaux vieux nombreux euros cents vingts",
    "t": "est c'est sont ont quand petit grand vingt cent huit tout sept font fait dont",
    "n": "un mon ton son on en bien rien aucun bon",
}
_LINKS = {word: sound for sound, words in _LIAISON.items() for word in words.split()}
# Their own consonant is said already; nothing more is put between.
_SAID_ALREADY = frozenset({"sept"})
_BEFORE_CONSONANT = {"six": "si", "dix": "di", "huit": "yi"}
_BEFORE_VOWEL = {"six": "siz", "dix": "diz"}
_NEUF_WITH_V = frozenset({"heures", "heure", "ans"})

# An h or a vowel to which nothing is joined.
_APART_LIST = """
    hall halle halles hamac hamburger hamburgers handicapé handicapés handicapée hangar hanovre haricot haricots hasard
    haut haute hauts hautes hauteur hauteurs haye hein herse hibou hiérarchie hockey hollandais hollandaise hollande
    homard homards hongrie hongrois hongroise honte hors houle housse huit huitième hublot hurler onze onzième oui
    ouistiti uhlan un-deux yacht yaourt yaourts yen yens yoga
"""
_APART = frozenset(_APART_LIST.split())

# Subjects of the third person plural: the verb's -ent after them is silent.
_THEY = frozenset({"ils", "elles", "qui"})
_BETWEEN_LIST = "ne n se s y en les la le l lui leur me m te t nous vous"
_BETWEEN = frozenset(_BETWEEN_LIST.split())


def french_phonemes(text: str) -> str:
    """The phonemes of a text whose figures are written out.

    Args:
        text: French words and punctuation; letters no French word has are read as the nearest one.

    Returns:
        Words apart by single spaces, punctuation kept, ``ˈ`` before the vowel of a full word's last syllable.
    """
    words: list[str] = []  # letters, "'" kept at the end of an elided one; "-" and punctuation stand as they are
    for token in _TOKEN.findall(unicodedata.normalize("NFC", text).lower().replace("’", "'")):
        if not token.isspace():
            words.append("-" if token == "–" else token)
    said: list[str] = []
    glued = False
    for index, word in enumerate(words):
        if not word[0].isalpha():
            if word == "-":
                glued = False
            elif said:
                said[-1] += {"«": "", "»": ""}.get(word, word)
            continue
        sounds = _sounds(words, index)
        if glued and said:
            said[-1] += sounds
        elif words[index - 1 : index] == ["-"] and word in ("je", "ce") and said:
            said[-1] += sounds.removesuffix("ə")
        else:
            said.append(sounds)
        glued = word.endswith("'")
    return " ".join(part for part in said if part)


def _sounds(words: list[str], index: int) -> str:
    """One word as it sounds here, with the consonant that joins it to the next."""
    word = words[index]
    if word.endswith("'"):
        return {"qu'": "k", "jusqu'": "ʒysk", "lorsqu'": "lɔʁsk", "puisqu'": "pyisk", "quelqu'": "kɛlk",
                "aujourd'": "oʒuʁd", "presqu'": "pʁɛsk", "c'": "s"}.get(word, word_phonemes(word[:-1]))  # fmt: skip
    following = _following(words, index)
    before_vowel = bool(following) and following[0] in VOWEL_LETTERS + "h" and following not in _APART
    sounds = word_phonemes(word, plural_verb=_after_they(words, index))
    if word in _BEFORE_CONSONANT and following:
        sounds = _BEFORE_VOWEL.get(word, sounds) if before_vowel else _BEFORE_CONSONANT[word]
    if word == "neuf" and following in _NEUF_WITH_V:
        sounds = "nœv"
    if word == "est" and _is_east(words, index):
        sounds = "ɛst"
    if word not in _LEANING:
        sounds = _stressed(sounds)
    if before_vowel and word in _LINKS and word not in _SAID_ALREADY:
        sounds += _link(word, sounds)
    return sounds


def _link(word: str, sounds: str) -> str:
    link = _LINKS[word]
    return "" if sounds.endswith(link) else link


def _following(words: list[str], index: int) -> str:
    """The next word, over a hyphen but not over punctuation; empty when there is none."""
    for word in words[index + 1 :]:
        if word == "-":
            continue
        return word.rstrip("'") if word[0].isalpha() else ""
    return ""


def _after_they(words: list[str], index: int) -> bool:
    for word in reversed(words[max(0, index - 4) : index]):
        bare = word.rstrip("'")
        if bare in _THEY:
            return True
        if bare not in _BETWEEN:
            return False
    return False


def _is_east(words: list[str], index: int) -> bool:
    before = words[index - 1] if index else ""
    return before == "l'" or (before == "-" and index > 1 and words[index - 2] in ("nord", "sud"))


def _stressed(sounds: str) -> str:
    """Sounds with the mark before the last vowel that is not a schwa."""
    places = [match.start() for match in _VOWEL_SOUND.finditer(sounds) if match.group() != "ə"]
    # The y of yi is a glide: the mark stands between them, as the voice was trained.
    return f"{sounds[: places[-1]]}ˈ{sounds[places[-1] :]}" if places else sounds
