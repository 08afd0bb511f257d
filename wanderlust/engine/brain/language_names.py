"""English names of the languages a model may write as an argument."""

from __future__ import annotations

_NAMES = """
Afrikaans, Albanian, Amharic, Arabic, Armenian, Azerbaijani, Basque, Belarusian, Bengali, Bosnian, Bulgarian,
Burmese, Cantonese, Catalan, Chinese, Croatian, Czech, Danish, Dutch, English, Estonian, Filipino, Finnish, French,
Galician, Georgian, German, Greek, Guarani, Gujarati, Haitian Creole, Hausa, Hawaiian, Hebrew, Hindi, Hungarian,
Icelandic, Igbo, Indonesian, Irish, Italian, Japanese, Javanese, Kannada, Kazakh, Khmer, Korean, Kurdish, Kyrgyz,
Lao, Latvian, Lithuanian, Luxembourgish, Macedonian, Malagasy, Malay, Malayalam, Maltese, Mandarin, Maori, Marathi,
Mongolian, Nepali, Norwegian, Pashto, Persian, Polish, Portuguese, Punjabi, Quechua, Romanian, Russian, Samoan,
Scots Gaelic, Serbian, Shona, Sinhala, Slovak, Slovenian, Somali, Spanish, Swahili, Swedish, Swiss German, Tagalog,
Tajik, Tamil, Telugu, Thai, Tibetan, Tigrinya, Turkish, Turkmen, Ukrainian, Urdu, Uzbek, Vietnamese, Welsh, Wolof,
Xhosa, Yoruba, Zulu
"""
LANGUAGE_NAMES: tuple[str, ...] = tuple(name.strip() for name in _NAMES.replace("\n", " ").split(","))
