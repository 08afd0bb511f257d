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
    "Thai": "thais tailandes thailandais thailandisch tailandese",
    "Vietnamese": "vietnamita vietnamien vietnamesisch",
    "Hindi": "",
    "Hebrew": "hebreo hebreu hebraisch ebraico hebraico",
    "Croatian": "croata croate kroatisch",
    "Romanian": "rumano roumain rumanisch rumeno romeno",
    "Ukrainian": "ucraniano ukrainien ukrainisch ucraino",
    "Indonesian": "indonesio indonesien indonesisch",
    "Swahili": "",
    "Catalan": "",
    "Icelandic": "islandes islandais islandisch islandese",
    "Bulgarian": "bulgaro bulgare bulgarisch",
    "Serbian": "serbio serbe serbisch serbo",
    "Slovak": "eslovaco slovaque slowakisch",
    "Slovenian": "slovene esloveno",
    "Estonian": "",
    "Latvian": "",
    "Lithuanian": "",
    "Albanian": "",
    "Macedonian": "",
    "Bosnian": "",
    "Georgian": "",
    "Armenian": "",
    "Azerbaijani": "azeri",
    "Kazakh": "",
    "Uzbek": "",
    "Mongolian": "",
    "Persian": "farsi dari",
    "Urdu": "",
    "Pashto": "",
    "Bengali": "bangla",
    "Punjabi": "",
    "Gujarati": "",
    "Marathi": "",
    "Tamil": "",
    "Telugu": "",
    "Kannada": "",
    "Malayalam": "",
    "Sinhala": "sinhalese",
    "Nepali": "",
    "Burmese": "",
    "Khmer": "cambodian",
    "Lao": "laotian",
    "Malay": "bahasa",
    "Tagalog": "filipino",
    "Javanese": "",
    "Maori": "",
    "Hawaiian": "",
    "Samoan": "",
    "Fijian": "",
    "Zulu": "",
    "Xhosa": "",
    "Afrikaans": "",
    "Amharic": "",
    "Somali": "",
    "Hausa": "",
    "Yoruba": "",
    "Igbo": "",
    "Wolof": "",
    "Malagasy": "",
    "Basque": "euskera",
    "Galician": "",
    "Welsh": "",
    "Irish": "gaelic",
    "Maltese": "",
    "Luxembourgish": "",
    "Belarusian": "",
    "Quechua": "",
    "Latin": "",
    "Esperanto": "",
    "Kurdish": "",
    "Tibetan": "",
    "Swiss German": "",
}

# What most people speak where a question names the country: "how do they say thanks in Mexico".
_COUNTRIES = """
English:united_kingdom,united_states,australia,new_zealand
Spanish:spain,mexico,argentina,chile,peru,colombia,cuba,ecuador,bolivia,uruguay,paraguay,costa_rica,guatemala,panama,honduras,nicaragua,el_salvador,dominican_republic,venezuela
Portuguese:portugal,brazil,angola,mozambique,cape_verde
French:france,senegal,monaco
German:germany,austria
Italian:italy
Japanese:japan
Chinese:china,taiwan
Korean:korea,south_korea
Bulgarian:bulgaria
Serbian:serbia
Slovak:slovakia
Slovenian:slovenia
Estonian:estonia
Latvian:latvia
Lithuanian:lithuania
Albanian:albania
Georgian:georgia
Armenian:armenia
Mongolian:mongolia
Persian:iran
Nepali:nepal
Burmese:myanmar
Khmer:cambodia
Lao:laos
Malay:malaysia
Tagalog:philippines
Bengali:bangladesh
Urdu:pakistan
Amharic:ethiopia
Maltese:malta
Sinhala:sri_lanka
Macedonian:north_macedonia
Uzbek:uzbekistan
Kazakh:kazakhstan
Azerbaijani:azerbaijan
Arabic:egypt,morocco,jordan,tunisia,algeria,lebanon,oman,qatar,dubai,saudi_arabia
Russian:russia
Turkish:turkey
Greek:greece,cyprus
Dutch:netherlands,holland
Polish:poland
Czech:czechia,czech_republic
Hungarian:hungary
Swedish:sweden
Norwegian:norway
Danish:denmark
Finnish:finland
Thai:thailand
Vietnamese:vietnam
Hindi:india
Hebrew:israel
Croatian:croatia
Romanian:romania
Ukrainian:ukraine
Indonesian:indonesia,bali
Swahili:kenya,tanzania
Icelandic:iceland
"""

LANGUAGE_OF_COUNTRY: dict[str, str] = {
    country.replace("_", " "): language
    for language, countries in (line.split(":") for line in _COUNTRIES.split())
    for country in countries.split(",")
}

LANGUAGE_BY_WORD: dict[str, str] = {
    word: name for name, others in _NAMES.items() for word in (name.casefold(), *others.split())
}
