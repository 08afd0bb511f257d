"""Adjectives and peoples' names, and the country each stands for."""

from __future__ import annotations

_ROWS = """
american yankee americans:United States|british brit brits english:United Kingdom|scottish:Scotland|welsh:Wales
irish:Ireland|swiss:Switzerland|french:France|german germans:Germany|spanish:Spain|italian italians:Italy
portuguese:Portugal|dutch:Netherlands|belgian belgians:Belgium|austrian austrians:Austria|danish danes:Denmark
swedish swedes:Sweden|norwegian norwegians:Norway|finnish finns:Finland|icelandic icelanders:Iceland
polish poles:Poland|czech czechs:Czechia|slovak slovaks slovakian:Slovakia|slovenian slovene:Slovenia
hungarian hungarians:Hungary|greek greeks:Greece|turkish turks:Turkey|croatian croats:Croatia|serbian serbs:Serbia
bosnian:Bosnia and Herzegovina|albanian:Albania|macedonian:North Macedonia|montenegrin:Montenegro
romanian:Romania|bulgarian:Bulgaria|russian russians:Russia|ukrainian ukrainians:Ukraine|belarusian:Belarus
estonian:Estonia|latvian:Latvia|lithuanian:Lithuania|georgian:Georgia|armenian:Armenia|azerbaijani azeri:Azerbaijan
kazakh kazakhstani:Kazakhstan|uzbek:Uzbekistan|kyrgyz:Kyrgyzstan|tajik:Tajikistan|turkmen:Turkmenistan
mongolian:Mongolia|egyptian egyptians:Egypt|moroccan moroccans:Morocco|tunisian:Tunisia|algerian:Algeria
kenyan:Kenya|tanzanian:Tanzania|ugandan:Uganda|ethiopian:Ethiopia|nigerian:Nigeria|ghanaian:Ghana
senegalese:Senegal|rwandan:Rwanda|namibian:Namibia|south_african:South Africa|zambian:Zambia|zimbabwean:Zimbabwe
indian indians:India|pakistani:Pakistan|bangladeshi:Bangladesh|nepali nepalese:Nepal|bhutanese:Bhutan
sri_lankan:Sri Lanka|thai thais:Thailand|vietnamese:Vietnam|cambodian:Cambodia|laotian lao:Laos
burmese:Myanmar|malaysian:Malaysia|singaporean:Singapore|indonesian balinese:Indonesia|filipino philippine:Philippines
japanese:Japan|chinese:China|taiwanese:Taiwan|korean koreans:South Korea|australian aussie aussies:Australia
new_zealand kiwi kiwis:New Zealand|fijian:Fiji|samoan:Samoa|canadian canadians:Canada|mexican mexicans:Mexico
guatemalan:Guatemala|costa_rican:Costa Rica|panamanian:Panama|cuban cubans:Cuba|jamaican:Jamaica
brazilian brazilians:Brazil|argentinian argentine argentinians:Argentina|chilean chileans:Chile
peruvian peruvians:Peru|colombian colombians:Colombia|bolivian:Bolivia|ecuadorian:Ecuador|uruguayan:Uruguay
paraguayan:Paraguay|venezuelan:Venezuela|israeli:Israel|jordanian:Jordan|lebanese:Lebanon|saudi:Saudi Arabia
emirati:United Arab Emirates|qatari:Qatar|omani:Oman|iranian persian:Iran|iraqi:Iraq|maltese:Malta
cypriot:Cyprus|luxembourgish:Luxembourg
"""

COUNTRY_BY_DEMONYM: dict[str, str] = {
    word.replace("_", " "): row.split(":")[1]
    for line in _ROWS.split("\n")
    for row in line.split("|")
    if row
    for word in row.split(":")[0].split()
}
