"""Names of languages as travellers say them, so that the router can mask them and pass them on."""

from __future__ import annotations

# English name -> other words for it (English, Spanish, French, German, Italian, Portuguese), accents dropped.
_NAMES = {
    "English": "ingles anglais englisch inglese",
    "Spanish": "espanol castellano castilian espagnol spanisch spagnolo espanhol",
    "French": "frances francais franzosisch francese",
    "German": "aleman allemand deutsch tedesco alemao",
    "Italian": "italiano italien italienisch",
    "Portuguese": "portugues portugais portugiesisch portoghese brazilian",
    "Japanese": "japones japonais japanisch giapponese",
    "Chinese": "mandarin cantonese chino chinois chinesisch cinese chines mandarino",
    "Korean": "coreano coreen koreanisch",
    "Arabic": "arabe arabisch arabo",
    "Russian": "ruso russe russisch russo",
    "Turkish": "turco turc turkisch",
    "Greek": "griego grec griechisch greco grego",
    "Dutch": "holandes neerlandais hollandisch niederlandisch olandese flemish",
    "Polish": "polaco polonais polnisch polacco polones",
    "Czech": "checo tcheque tschechisch ceco tcheco",
    "Hungarian": "hungaro hongrois ungarisch ungherese",
    "Swedish": "sueco suedois schwedisch svedese",
    "Norwegian": "noruego norvegien norwegisch norvegese",
    "Danish": "danes danois danisch danese dinamarques",
    "Finnish": "finlandes finnois finnisch finlandese",
    "Thai": "tailandes thailandais thailandisch tailandese",
    "Vietnamese": "vietnamita vietnamien vietnamesisch",
    "Hindi": "",
    "Hebrew": "hebreo hebreu hebraisch ebraico hebraico",
    "Croatian": "croata croate kroatisch",
    "Romanian": "rumano roumain rumanisch rumeno romeno",
    "Ukrainian": "ucraniano ukrainien ukrainisch ucraino",
    "Indonesian": "indonesio indonesien indonesisch",
    "Swahili": "",
    "Catalan": "",
    "Icelandic": "",
}

LANGUAGE_BY_WORD: dict[str, str] = {
    word: name for name, others in _NAMES.items() for word in (name.casefold(), *others.split())
}
