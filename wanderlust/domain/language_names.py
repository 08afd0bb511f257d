"""English names of languages by their code, for the sentences and lists that name one."""

from __future__ import annotations

_NAMES = """
af Afrikaans, am Amharic, ar Arabic, az Azerbaijani, be Belarusian, bg Bulgarian, bn Bengali, bs Bosnian, ca Catalan,
cs Czech, cy Welsh, da Danish, de German, el Greek, en English, eo Esperanto, es Spanish, et Estonian, eu Basque,
fa Persian, fi Finnish, fr French, ga Irish, gl Galician, gu Gujarati, ha Hausa, he Hebrew, hi Hindi, hr Croatian,
hu Hungarian, hy Armenian, id Indonesian, is Icelandic, it Italian, ja Japanese, jv Javanese, ka Georgian, kk Kazakh,
km Khmer, kn Kannada, ko Korean, lo Lao, lt Lithuanian, lv Latvian, mg Malagasy, mi Maori, mk Macedonian,
ml Malayalam, mn Mongolian, mr Marathi, ms Malay, mt Maltese, my Burmese, ne Nepali, nl Dutch, nn Nynorsk,
no Norwegian, pa Punjabi, pl Polish, ps Pashto, pt Portuguese, ro Romanian, ru Russian, si Sinhala, sk Slovak,
sl Slovenian, so Somali, sq Albanian, sr Serbian, sv Swedish, sw Swahili, ta Tamil, te Telugu, tg Tajik, th Thai,
tl Tagalog, tr Turkish, uk Ukrainian, ur Urdu, uz Uzbek, vi Vietnamese, xh Xhosa, yo Yoruba, zh Chinese, zu Zulu
"""
LANGUAGES: dict[str, str] = {
    entry.split()[0]: " ".join(entry.split()[1:]) for entry in _NAMES.replace("\n", " ").split(",")
}
"""ISO 639-1 code to English name."""

UNSPACED = frozenset({"zh", "yue", "ja", "th", "lo", "my", "km"})
"""Languages whose words stand without spaces."""


def code_of(name: str) -> str:
    """The code of a language by its English name, or the name where there is none."""
    return next((code for code, known in LANGUAGES.items() if known == name), name)


def english_name(code: str) -> str:
    """The name of a language in English, or its code where there is none."""
    return LANGUAGES.get(code, code)


WINDOW_LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "ja", "zh", "ko", "ar")
"""ISO 639-1 codes of those the window can be in."""
