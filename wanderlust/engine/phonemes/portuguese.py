"""Brazilian Portuguese spelling to phonemes by rule: stress, nasal vowels, palatal t and d, sounds between words.

Portuguese spelling says nearly everything: stress is on the last syllable but one unless the ending or an accent says
otherwise (Acordo Ortográfico, bases VIII-XI). What it does not say is whether a stressed e or o is open; a few endings
and a short list of common words decide that, and the rest is closed, which is understood all the same.

The symbols are those the voice was trained with: final a, e and o as æ, y and ʊ, ``lh`` as lj, a nasal vowel as the
vowel and ŋ, and single letters for common diphthongs (A for eɪ, I for aɪ, W for aʊ, Y for ɔɪ).
"""

from __future__ import annotations

import re
import unicodedata

_VOWELS = "aeiouáéíóúâêôãõàü"
_WRITTEN_STRESS = "áéíóúâêô"
_PLAIN = str.maketrans("áéíóúâêôãõàü", "aeiouaeoaoau")
_VOICED = "bdgvzjmnlr"
_SOFTENING = tuple("eiéêí")

# Words that lean on their neighbour, and words whose sounds their letters do not tell.
_WORDS = {
    "a": "a",
    "as": "as",
    "à": "aː",
    "às": "aːs",
    "ao": "W",
    "aos": "Ws",
    "da": "da",
    "das": "das",
    "de": "ʤy",
    "do": "dʊ",
    "dos": "dʊs",
    "e": "i",
    "em": "Aŋ",
    "na": "na",
    "nas": "nas",
    "no": "nʊ",
    "nos": "nʊs",
    "o": "ʊ",
    "os": "ʊs",
    "ou": "ow",
    "para": "pˌaɾæ",
    "por": "por",
    "com": "koŋ",
    "sem": "sˌAŋ",
    "que": "ky",
    "se": "sy",
    "me": "my",
    "te": "ʧy",
    "lhe": "ljy",
    "um": "uŋ",
    "uns": "uŋs",
    "uma": "ˌumæ",
    "é": "ɛ",
    "são": "sɐ̃ʊ̃",
    "não": "nˌɐ̃ʊ̃",
    "está": "estˌa",
    "até": "atˌɛ",
    "onde": "ˌoŋʤy",
    "amanhã": "ˌæmɐ̃ɲˈɐ̃",
    "foi": "foɪ",
    "vai": "vI",
    "quero": "kˈɛɾʊ",
    "volta": "vˈɔltæ",
    "cinquenta": "sˌiŋkwˈAŋtæ",
    "muito": "mwˈiŋtʊ",
    "muita": "mwˈiŋtæ",
    "muitos": "mwˈiŋtʊs",
    "muitas": "mwˈiŋtæs",
    "mas": "mˌas",
    "táxi": "tˈaksi",
    "táxis": "tˈaksis",
    "trouxe": "trˈowsy",
    "fixo": "fˈiksʊ",
    "sexo": "sˈɛksʊ",
    "oxigênio": "ˌoksiʒˈenjʊ",
    "dez": "dˈɛs",
    "nove": "nˈɔvy",
    "sete": "sˈɛʧy",
    "obrigado": "ˌobriɡˈadʊ",
    "obrigada": "ˌobriɡˈadæ",
    "wifi": "wˌIfˈI",
    "euro": "ˈeʊɾʊ",
    "euros": "ˈeʊɾʊs",
}
# x said as s or as ks, by the letters around it.
_X_AS_S = re.compile(r"(?:pró|má|au)x[ia]|sintax|troux|pró?ximidade|aproxim")
_X_AS_KS = re.compile(r"x$|fix|flex|sexo|sexu|tóx|toxi|complex|conex|anex|oxi|maxi(?!m)")
# Endings and beginnings whose stressed e or o is open.
_OPEN = re.compile(
    r"(?:[eo]l(?:a|as|o|os)?|osas?|os(?:os)|ost[ao]s?|ort[aeo]s?|erto?s?|erta?s?|erv[ao]s?|or[ae]s?|edr[ao]s?|est[ae]s?|"
    r"obr[ae]s?|od[aeo]s?|og[ao]s?|ov[aeo]s?|ot[ae]s?|erra?s?|ort[eo]s?|orma?s?|et[ro]o?s?)$"
)
_CLOSED = re.compile(
    "(?:est[ea]s|este|ess[ea]s?|ele|pel[ao]s?|cabelo|gelo|tod[ao]s?|outro|agosto|gosto|rosto|posto|imposto|"
    "senhora?|povo|novo|ovo|jogo|fogo|preto)"
)

_TOKEN = re.compile(r"[a-zà-öø-ÿ]+|[.,;:!?…()\"“”—]|[^\S\n]+|\n+|[-–]")


def portuguese_phonemes(text: str) -> str:
    """The phonemes of a text whose numbers are written out.

    Args:
        text: Portuguese words and punctuation; letters no Portuguese word has are read as the nearest one.

    Returns:
        Words apart by single spaces, punctuation kept, ``ˈ`` before the stressed vowel.
    """
    said: list[str] = []
    for token in _TOKEN.findall(unicodedata.normalize("NFC", text).lower()):
        if token.strip() == "" or token in "-–":
            continue
        if token[0].isalpha():
            said.append(word_phonemes(token))
        elif said:
            said[-1] += token
    return " ".join(_joined(said))


def word_phonemes(word: str) -> str:
    """The phonemes of one lower-case word standing alone."""
    if word in _WORDS:
        return _WORDS[word]
    return _Word(word).spoken()


def stressed_letter(word: str) -> int | None:
    """The index of the letter that carries the stress, or None for a word without a vowel."""
    for index, letter in enumerate(word):
        if letter in _WRITTEN_STRESS:
            return index
    nuclei = _nuclei(word)
    if not nuclei:
        return None
    for index in nuclei:
        if word[index] in "ãõ" and index >= nuclei[-1]:
            return index
    ending = re.search(r"(?:[aeo]s?|am|em|ens)$", word)
    falling = re.search(r"(?:[aeo][iu]|ui|iu)s?$", word)
    if ending and not falling and len(nuclei) > 1:
        return nuclei[-2]
    return nuclei[-1]


def _nuclei(word: str) -> list[int]:
    """Indices of the vowels that make a syllable: not the second part of a falling diphthong, nor u after q and g."""
    found: list[int] = []
    for index, letter in enumerate(word):
        if letter not in _VOWELS:
            continue
        before = word[index - 1] if index else ""
        after = word[index + 1] if index + 1 < len(word) else ""
        if letter in "uü" and before in "qg" and before and after and after in _VOWELS:
            continue
        in_pair = bool(found) and found[-1] == index - 1
        falls_after = letter == "i" and word[index + 1 :] == "u"  # "caiu", "construiu"
        if in_pair and letter in "iu" and before not in letter and not falls_after and not _hiatus(word, index):
            continue
        if in_pair and before in "ãõ" and letter in "oe":
            continue
        found.append(index)
    return found


def _hiatus(word: str, index: int) -> bool:
    """Whether i or u after a vowel stands alone: before nh, or before a consonant that closes the syllable."""
    rest = word[index + 1 :]
    return rest.startswith("nh") or bool(re.match(r"(?:[lrzmn]$|[mn][^aeiouáéíóúâêôãõh]|r[^aeiouáéíóúâêôãõr])", rest))


class _Word:
    """One word on its way from letters to sounds."""

    def __init__(self, word: str) -> None:
        self._word = word
        self._stress = stressed_letter(word)
        nuclei = _nuclei(word)
        self._nuclei = set(nuclei)
        # Long words lean a little on their first syllable too.
        leans = len(nuclei) > 2 and self._stress != nuclei[0]
        self._second = nuclei[0] if leans else None
        self._out: list[str] = []
        self._at = 0

    def spoken(self) -> str:
        while self._at < len(self._word):
            letter = self._word[self._at]
            self._at += self._vowel(letter) if letter in _VOWELS else self._consonant(letter)
        return "".join(self._out)

    def _next(self, step: int = 1) -> str:
        place = self._at + step
        return self._word[place] if 0 <= place < len(self._word) else ""

    def _put(self, sounds: str) -> None:
        self._out.append(sounds)

    # -- vowels -----------------------------------------------------------------------------------------------

    def _vowel(self, letter: str) -> int:
        """Put the vowel that stands here and what belongs to it; the number of letters read."""
        at, word = self._at, self._word
        after, rest = self._next(), word[at + 1 :]
        mark = "ˈ" if at == self._stress else "ˌ" if at == self._second else ""
        if letter == "ã" and after and after in "oe":
            self._put(mark + ("ɐ̃ʊ̃" if after == "o" else "ɐ̃y"))
            return 2
        if letter == "õ" and after == "e":
            self._put(mark + "õj")
            return 2
        if letter in "ãõ":
            self._put(mark + ("ɐ̃" if letter == "ã" else "õŋ"))
            return 1
        plain = letter.translate(_PLAIN)
        if at not in self._nuclei:  # the second part of a diphthong whose first part has been said
            self._put("w" if self._next(-1) in "qg" else ("ɪ" if plain == "i" else "ʊ"))
            return 1
        if re.match(r"[mn](?:[^aeiouáéíóúâêôãõàhmn]|$)", rest):
            return self._nasal(plain, mark, rest)
        if after and after in "iu" and at + 1 not in self._nuclei:
            self._put(mark + _diphthong(letter, after))
            return 2
        glide = plain in "iu" and not mark and after and after in _VOWELS and at + 1 in self._nuclei
        if glide and self._stress is not None and (at > self._stress or self._stress == at + 1):
            self._put("j" if plain == "i" else "w")
            return 1
        self._put(mark + self._quality(letter, plain, mark == "ˈ", rest))
        return 1

    def _nasal(self, plain: str, mark: str, rest: str) -> int:
        final = len(rest) == 1
        if plain == "a" and final:
            self._put((mark or "") + "ɐ̃ʊ̃")
            return 2
        vowel = {"a": "ɐ̃", "e": "A", "i": "i", "o": "o", "u": "u"}[plain]
        self._put(mark + vowel + ("m" if len(rest) > 1 and rest[1] in "pb" else "ŋ"))
        return 2

    def _quality(self, letter: str, plain: str, stressed: bool, rest: str) -> str:
        if letter in "éó":
            return "ɛ" if letter == "é" else "ɔ"
        if letter in "êô":
            return plain
        if stressed:
            if plain == "a":
                return "ɐ̃" if rest[:1] in ("m", "n") and rest else "a"
            if plain in "eo" and self._open():
                return "ɛ" if plain == "e" else "ɔ"
            return plain
        if re.fullmatch(r"s?", rest) and plain in "aeo" and self._at != self._stress:
            return {"a": "æ", "e": "y", "o": "ʊ"}[plain]
        return plain

    def _open(self) -> bool:
        return not _CLOSED.fullmatch(self._word) and bool(_OPEN.match(self._word[self._at :]))

    # -- consonants -------------------------------------------------------------------------------------------

    def _consonant(self, letter: str) -> int:
        """Put the consonant that stands here; the number of letters read."""
        pair = letter + self._next()
        if pair in _PAIRS and (pair != "sc" or self._next(2) in _SOFTENING):
            self._put(_PAIRS[pair])
            return 2
        after, before = self._next(), self._next(-1)
        soft = after != "" and after in "eiéêíy"
        match letter:
            case "c":
                self._put("s" if soft else "k")
            case "g":
                if after == "u" and self._next(2) and self._next(2) in "eiéêí":
                    self._put("ɡ")
                    return 2
                self._put("ʒ" if soft else "ɡ")
            case "q":
                self._put("k")
                if after == "u" and self._next(2) and self._next(2) in "eiéêí":
                    return 2
            case "t" | "d":
                self._put(self._dental(letter, after))
            case "s":
                self._put(self._sibilant(before, after))
            case "z":
                self._put("z" if after else "s")
            case "x":
                self._put(self._x(before, after))
            case "r":
                self._put(self._rhotic(before, after))
            case "l":
                self._put(self._lateral(before, after))
            case "h":
                return 1
            case "y":
                self._put("i" if not after or after not in _VOWELS else "j")
            case "w":
                self._put("w")
            case "m" | "n":
                self._put(letter)
            case _:
                self._put(_SINGLE.get(letter, ""))
        return 1

    def _dental(self, letter: str, after: str) -> str:
        final_e = after == "e" and self._at + 1 != self._stress and re.fullmatch("es?", self._word[self._at + 1 :])
        palatal = (after and after in "ií") or final_e or (not after)
        tail = "y" if not after else ""
        return (("ʧ" if letter == "t" else "ʤ") if palatal else letter) + tail

    def _sibilant(self, before: str, after: str) -> str:
        if before and before in _VOWELS and after and after in _VOWELS:
            return "z"
        if after and after in _VOICED and before and before in _VOWELS:
            return "z"
        return "" if after == "s" else "s"

    def _x(self, before: str, after: str) -> str:
        if _X_AS_S.search(self._word):
            return "s"
        if before == "e" and self._at == 1:
            return "z" if after and after in _VOWELS + "h" else "s"
        if after and after not in _VOWELS:
            return "s"
        return "ks" if _X_AS_KS.search(self._word) else "ʃ"

    def _rhotic(self, before: str, after: str) -> str:
        if not before or before in "nls":
            return "x"
        if after and after in _VOWELS:
            return "ɾ" if before in _VOWELS else "r"
        # Before a consonant the tap has a short vowel of its own, at the end of a word it has none.
        return "ɾə" if after else "ɾ"

    def _lateral(self, before: str, after: str) -> str:
        if after and after in _VOWELS:
            return "l"
        if before in ("a", "á", "â") and before and self._out[-1].endswith("a"):
            self._out[-1] = self._out[-1][:-1] + "W"
            return ""
        return "l" if before in ("o", "ó", "u", "ú") and before else "ʊ"


_SINGLE = {"b": "b", "f": "f", "j": "ʒ", "k": "k", "p": "p", "v": "v", "ç": "s", "ñ": "ɲ"}
_PAIRS = {
    "ch": "ʃ",
    "lh": "lj",
    "nh": "ɲ",
    "rr": "x",
    "ss": "s",
    "sc": "s",
    "ph": "f",
    "th": "t",
    "sh": "ʃ",
    "ll": "l",
    "tt": "t",
    "nn": "n",
    "pp": "p",
    "ff": "f",
    "cc": "k",
}


def _diphthong(first: str, second: str) -> str:
    pairs = {
        "ai": "I",
        "ái": "I",
        "ei": "A",
        "oi": "oɪ",
        "ói": "Y",
        "ou": "ow",
        "au": "W",
        "ao": "W",
        "éi": "ɛɪ",
        "ui": "uɪ",
    }
    known = pairs.get(first + second)
    if known is not None:
        return known
    quality = {"é": "ɛ", "ó": "ɔ"}.get(first, first.translate(_PLAIN))
    return quality + ("ɪ" if second == "i" else "ʊ")


def _joined(words: list[str]) -> list[str]:
    """Words as they sound side by side: s is voiced and a final e or o glides before a vowel."""
    joined: list[str] = []
    for number, word in enumerate(words, 1):
        first = words[number].lstrip("ˈˌ")[:1] if number < len(words) else ""
        said = word
        if first and first in "aæɐeɛioɔuʊAIOYũy":
            if said.endswith("y") and len(said) > 2:
                said = said[:-1] + "j"
            elif said.endswith("ʊ") and len(said) > 2 and said[-2] not in "aeɛoɔiuæ":
                said = said[:-1] + "w"
            elif said.endswith("s"):
                said = said[:-1] + "z"
        elif first and first in "bdɡvzʒmnlʤxɾ" and said.endswith("s"):
            said = said[:-1] + "z"
        joined.append(said)
    return joined
