"""The world's currencies: ISO 4217 codes, symbols and the words people say for them, in six languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Code | symbol | one | many | other words people say | countries whose everyday money it is.
# A row too long for one line goes on in the next, indented.
# A bare noun shared by many currencies ("dollar", "peso", "crown") stands with the one travellers mean most.
_TABLE = """
AED|د.إ|UAE dirham|UAE dirhams|dirham,dirhams,emirati dirham,emirati dirhams,dubai money|
    United Arab Emirates,Emirates,UAE,Dubai,Abu Dhabi
AFN|؋|Afghan afghani|Afghan afghanis|afghani,afghanis|Afghanistan
ALL|L|Albanian lek|Albanian lekë|lek,leke|Albania
AMD|֏|Armenian dram|Armenian drams|dram,drams|Armenia
AOA|Kz|Angolan kwanza|Angolan kwanzas|kwanza,kwanzas|Angola
ARS||Argentine peso|Argentine pesos|argentinian peso,argentinian pesos,peso argentino,pesos argentinos|
    Argentina
AUD|A$|Australian dollar|Australian dollars|aussie dollar,aussie dollars,ozzie dollars,
    dolares australianos,australische dollar,dollars australiens,dollari australiani|Australia,Kiribati,
    Nauru,Tuvalu
AWG|ƒ|Aruban florin|Aruban florins|florin,florins|Aruba
AZN|₼|Azerbaijani manat|Azerbaijani manats|manat,manats|Azerbaijan
BAM|KM|Bosnian mark|Bosnian marks|convertible mark,convertible marks,bosnia marks|Bosnia and Herzegovina,
    Bosnia
BBD|Bds$|Barbadian dollar|Barbadian dollars|barbados dollar,barbados dollars,bajan dollars|Barbados
BDT|৳|Bangladeshi taka|Bangladeshi taka|taka,takas|Bangladesh
BHD|.د.ب|Bahraini dinar|Bahraini dinars||Bahrain
BIF|FBu|Burundian franc|Burundian francs||Burundi
BMD|BD$|Bermudian dollar|Bermudian dollars|bermuda dollar,bermuda dollars|Bermuda
BND|B$|Brunei dollar|Brunei dollars||Brunei
BOB|Bs|Bolivian boliviano|Bolivian bolivianos|boliviano,bolivianos|Bolivia
BRL|R$|Brazilian real|Brazilian reais|real,reais,reals,brazilian reals,reales,reales brasilenos,
    brasilianische real,reals bresiliens,reais brasileiros|Brazil
BSD|B$|Bahamian dollar|Bahamian dollars||Bahamas,The Bahamas
BTN|Nu.|Bhutanese ngultrum|Bhutanese ngultrum|ngultrum,ngultrums|Bhutan
BWP|P|Botswana pula|Botswana pula|pula,pulas,botswanan pula|Botswana
BYN|Br|Belarusian ruble|Belarusian rubles|belarusian rouble,belarusian roubles|Belarus
BZD|BZ$|Belize dollar|Belize dollars|belizean dollar,belizean dollars|Belize
CAD|C$|Canadian dollar|Canadian dollars|loonie,loonies,canadian bucks,dolares canadienses,
    kanadische dollar,dollars canadiens,dollari canadesi,dolares canadianos|Canada
CDF|FC|Congolese franc|Congolese francs||DR Congo,Democratic Republic of the Congo
CHF|Fr|Swiss franc|Swiss francs|franc,francs,franken,schweizer franken,swiss frank,swiss franks,
    franco suizo,francos suizos,franc suisse,francs suisses,franco svizzero,franchi svizzeri,franchi,
    franco suico,francos suicos|Switzerland,Liechtenstein
CLP||Chilean peso|Chilean pesos|peso chileno,pesos chilenos|Chile
CNY|CN¥|Chinese yuan|Chinese yuan|yuan,yuans,renminbi,rmb,kuai,chinese yuans,yuan chino,yuanes,
    yuanes chinos,yuan cinesi,yuan chinois|China
COP||Colombian peso|Colombian pesos|columbian peso,columbian pesos,peso colombiano,pesos colombianos|
    Colombia
CRC|₡|Costa Rican colón|Costa Rican colones|colon,colones,colons|Costa Rica
CUP||Cuban peso|Cuban pesos|peso cubano,pesos cubanos|Cuba
CVE|Esc|Cape Verdean escudo|Cape Verdean escudos|escudo,escudos|Cape Verde,Cabo Verde
CZK|Kč|Czech koruna|Czech korunas|koruna,korunas,koruny,korun,czech crown,czech crowns,czech koruny,
    coronas checas,tschechische kronen,couronnes tcheques,corone ceche,coroas checas|Czechia,Czech Republic
DJF|Fdj|Djiboutian franc|Djiboutian francs||Djibouti
DKK|kr.|Danish krone|Danish kroner|danish crown,danish crowns,danish kroners,danish krona,coronas danesas,
    danische kronen,couronnes danoises,corone danesi,coroas dinamarquesas|Denmark,Greenland,Faroe Islands
DOP|RD$|Dominican peso|Dominican pesos|pesos dominicanos,dominican republic pesos|Dominican Republic
DZD|DA|Algerian dinar|Algerian dinars||Algeria
EGP|E£|Egyptian pound|Egyptian pounds|libras egipcias,agyptische pfund,livres egyptiennes|Egypt
ERN|Nfk|Eritrean nakfa|Eritrean nakfa|nakfa|Eritrea
ETB|Br|Ethiopian birr|Ethiopian birr|birr,birrs|Ethiopia
EUR|€|euro|euros|european money,euro money,euri|Germany,France,Spain,Italy,Portugal,Netherlands,Holland,
    Belgium,Austria,Ireland,Finland,Greece,Slovakia,Slovenia,Estonia,Latvia,Lithuania,Luxembourg,Malta,
    Cyprus,Croatia,Bulgaria,Monaco,Montenegro,Kosovo,Andorra,San Marino,Vatican City,Europe
FJD|FJ$|Fijian dollar|Fijian dollars|fiji dollar,fiji dollars|Fiji
FKP|£|Falkland Islands pound|Falkland Islands pounds||Falkland Islands
GBP|£|British pound|British pounds|pound,pounds,pound sterling,pounds sterling,sterling,quid,quids,
    english pound,english pounds,uk pound,uk pounds,libra,libras,libra esterlina,libras esterlinas,pfund,
    britische pfund,livre sterling,livres sterling,livres,sterlina,sterline|United Kingdom,UK,
    Great Britain,Britain,England,Scotland,Wales,Northern Ireland
GEL|₾|Georgian lari|Georgian lari|lari,laris|Georgia
GHS|GH₵|Ghanaian cedi|Ghanaian cedis|cedi,cedis,ghana cedis|Ghana
GIP|£|Gibraltar pound|Gibraltar pounds||Gibraltar
GMD|D|Gambian dalasi|Gambian dalasis|dalasi,dalasis|Gambia
GNF|FG|Guinean franc|Guinean francs||Guinea
GTQ|Q|Guatemalan quetzal|Guatemalan quetzales|quetzal,quetzales,quetzals|Guatemala
GYD|G$|Guyanese dollar|Guyanese dollars|guyana dollars|Guyana
HKD|HK$|Hong Kong dollar|Hong Kong dollars|hongkong dollar,hongkong dollars|Hong Kong
HNL|L|Honduran lempira|Honduran lempiras|lempira,lempiras|Honduras
HTG|G|Haitian gourde|Haitian gourdes|gourde,gourdes|Haiti
HUF|Ft|Hungarian forint|Hungarian forints|forint,forints,florines hungaros,ungarische forint,
    fiorini ungheresi|Hungary
IDR|Rp|Indonesian rupiah|Indonesian rupiah|rupiah,rupiahs,indonesian rupiahs,rupias indonesias|Indonesia,
    Bali
ILS|₪|Israeli shekel|Israeli shekels|shekel,shekels,new shekel,new shekels,nis|Israel
INR|₹|Indian rupee|Indian rupees|rupee,rupees,rupia,rupias,rupien,indische rupien,roupies,rupie,
    rupie indiane,rupias indias,rupias indianas|India
IQD|ع.د|Iraqi dinar|Iraqi dinars||Iraq
IRR|﷼|Iranian rial|Iranian rials|rial,rials|Iran
ISK|kr|Icelandic króna|Icelandic krónur|icelandic krona,icelandic krone,icelandic kronur,icelandic crown,
    icelandic crowns,iceland krona,coronas islandesas,islandische kronen|Iceland
JMD|J$|Jamaican dollar|Jamaican dollars||Jamaica
JOD|JD|Jordanian dinar|Jordanian dinars|jordan dinars|Jordan
JPY|¥|Japanese yen|Japanese yen|yen,yens,yenes,iene,ienes,yen japones,yenes japoneses,japanische yen,
    yens japonais,yen giapponesi,ienes japoneses|Japan
KES|KSh|Kenyan shilling|Kenyan shillings|shilling,shillings,kenya shillings|Kenya
KGS|с|Kyrgyzstani som|Kyrgyzstani som|kyrgyz som|Kyrgyzstan
KHR|៛|Cambodian riel|Cambodian riels|riel,riels|Cambodia
KMF|CF|Comorian franc|Comorian francs||Comoros
KPW|₩|North Korean won|North Korean won||North Korea
KRW|₩|South Korean won|South Korean won|won,korean won,korean wons,wons,wones,won coreano,wones coreanos,
    koreanische won,wons coreens,won coreani,korean money|South Korea,Korea
KWD|KD|Kuwaiti dinar|Kuwaiti dinars|dinar,dinars,kuwait dinars|Kuwait
KYD|CI$|Cayman Islands dollar|Cayman Islands dollars|cayman dollars|Cayman Islands
KZT|₸|Kazakhstani tenge|Kazakhstani tenge|tenge,tenges,kazakh tenge|Kazakhstan
LAK|₭|Lao kip|Lao kip|kip,kips,laotian kip|Laos
LBP|LL|Lebanese pound|Lebanese pounds|lebanese lira,lebanese liras|Lebanon
LKR|Rs|Sri Lankan rupee|Sri Lankan rupees|sri lanka rupees|Sri Lanka
LRD|L$|Liberian dollar|Liberian dollars||Liberia
LSL|L|Lesotho loti|Lesotho maloti|loti,maloti|Lesotho
LYD|LD|Libyan dinar|Libyan dinars||Libya
MAD|DH|Moroccan dirham|Moroccan dirhams|morocco dirhams,dirhams marroquies,dirhams marocains,
    marokkanische dirham|Morocco
MDL|L|Moldovan leu|Moldovan lei||Moldova
MGA|Ar|Malagasy ariary|Malagasy ariary|ariary|Madagascar
MKD|ден|Macedonian denar|Macedonian denars|denar,denars|North Macedonia,Macedonia
MMK|K|Myanmar kyat|Myanmar kyats|kyat,kyats,burmese kyat|Myanmar,Burma
MNT|₮|Mongolian tögrög|Mongolian tögrög|togrog,tugrik,tugriks,togrogs|Mongolia
MOP|MOP$|Macanese pataca|Macanese patacas|pataca,patacas,macau pataca|Macau,Macao
MRU|UM|Mauritanian ouguiya|Mauritanian ouguiyas|ouguiya|Mauritania
MUR|₨|Mauritian rupee|Mauritian rupees|mauritius rupees|Mauritius
MVR|Rf|Maldivian rufiyaa|Maldivian rufiyaa|rufiyaa|Maldives,The Maldives
MWK|MK|Malawian kwacha|Malawian kwacha||Malawi
MXN|MX$|Mexican peso|Mexican pesos|peso,pesos,mexico pesos,peso mexicano,pesos mexicanos,
    mexikanische pesos,pesos mexicains,pesos messicani|Mexico
MYR|RM|Malaysian ringgit|Malaysian ringgit|ringgit,ringgits,malaysian ringgits|Malaysia
MZN|MT|Mozambican metical|Mozambican meticais|metical,meticais|Mozambique
NAD|N$|Namibian dollar|Namibian dollars|namibia dollars|Namibia
NGN|₦|Nigerian naira|Nigerian naira|naira,nairas|Nigeria
NIO|C$|Nicaraguan córdoba|Nicaraguan córdobas|cordobas|Nicaragua
NOK|kr|Norwegian krone|Norwegian kroner|krone,kroner,kroners,crown,crowns,norwegian crown,
    norwegian crowns,norwegian krona,norwegian kroners,norway kroner,coronas noruegas,norwegische kronen,
    kronen,couronnes norvegiennes,corone norvegesi,coroas norueguesas|Norway
NPR|रू|Nepalese rupee|Nepalese rupees|nepali rupee,nepali rupees,nepal rupees|Nepal
NZD|NZ$|New Zealand dollar|New Zealand dollars|kiwi dollar,kiwi dollars|New Zealand
OMR|﷼|Omani rial|Omani rials|oman rial|Oman
PAB|B/.|Panamanian balboa|Panamanian balboas|balboa,balboas|Panama
PEN|S/|Peruvian sol|Peruvian soles|sol,soles,nuevos soles,peruvian sols|Peru
PGK|K|Papua New Guinean kina|Papua New Guinean kina|kina|Papua New Guinea
PHP|₱|Philippine peso|Philippine pesos|filipino peso,filipino pesos,philippines pesos,pesos filipinos|
    Philippines,The Philippines
PKR|₨|Pakistani rupee|Pakistani rupees|pakistan rupees|Pakistan
PLN|zł|Polish złoty|Polish złotys|zloty,zlotys,zloties,zlote,zlotych,polish zloty,polish zlotys,
    polish zloties,eslotis,zlotis,polnische zloty|Poland
PYG|₲|Paraguayan guaraní|Paraguayan guaraníes|guarani,guaranis|Paraguay
QAR|QR|Qatari riyal|Qatari riyals|qatar riyals,qatari rial|Qatar
RON|lei|Romanian leu|Romanian lei|leu,lei,romanian leus|Romania
RSD|дин.|Serbian dinar|Serbian dinars|serbia dinars|Serbia
RUB|₽|Russian ruble|Russian rubles|ruble,rubles,rouble,roubles,russian rouble,russian roubles,rublos,
    rubel,rubli|Russia
RWF|FRw|Rwandan franc|Rwandan francs||Rwanda
SAR|﷼|Saudi riyal|Saudi riyals|riyal,riyals,saudi rial,saudi rials|Saudi Arabia
SBD|SI$|Solomon Islands dollar|Solomon Islands dollars||Solomon Islands
SCR|SR|Seychellois rupee|Seychellois rupees|seychelles rupees|Seychelles
SDG|SDG|Sudanese pound|Sudanese pounds||Sudan
SEK|kr|Swedish krona|Swedish kronor|krona,kronor,swedish crown,swedish crowns,swedish krone,
    swedish kroner,sweden kronor,coronas suecas,schwedische kronen,couronnes suedoises,corone svedesi,
    coroas suecas|Sweden
SGD|S$|Singapore dollar|Singapore dollars|singaporean dollar,singaporean dollars,sing dollars,
    dolares de singapur|Singapore
SHP|£|Saint Helena pound|Saint Helena pounds||Saint Helena
SLE|Le|Sierra Leonean leone|Sierra Leonean leones|leone,leones|Sierra Leone
SOS|Sh|Somali shilling|Somali shillings||Somalia
SRD|Sr$|Surinamese dollar|Surinamese dollars|suriname dollars|Suriname
SSP|SSP|South Sudanese pound|South Sudanese pounds||South Sudan
STN|Db|São Tomé dobra|São Tomé dobras|dobra,dobras|São Tomé and Príncipe
SYP|LS|Syrian pound|Syrian pounds|syrian lira|Syria
SZL|E|Swazi lilangeni|Swazi emalangeni|lilangeni,emalangeni|Eswatini,Swaziland
THB|฿|Thai baht|Thai baht|baht,bahts,thai bahts,bath,baths tailandeses,bat tailandes,bahts tailandeses,
    thailandische baht,bahts thailandais,baht thailandesi|Thailand
TJS|SM|Tajikistani somoni|Tajikistani somoni|somoni|Tajikistan
TMT|m|Turkmenistani manat|Turkmenistani manats|turkmen manat|Turkmenistan
TND|DT|Tunisian dinar|Tunisian dinars|tunisia dinars,dinares tunecinos,dinars tunisiens|Tunisia
TOP|T$|Tongan paʻanga|Tongan paʻanga|paanga|Tonga
TRY|₺|Turkish lira|Turkish lira|lira,liras,turkish liras,lira turca,liras turcas,turkische lira,
    livres turques,lire turche|Turkey,Türkiye
TTD|TT$|Trinidad and Tobago dollar|Trinidad and Tobago dollars|trinidad dollars|Trinidad and Tobago,Trinidad
TWD|NT$|New Taiwan dollar|New Taiwan dollars|taiwan dollar,taiwan dollars,taiwanese dollar,
    taiwanese dollars,nt dollars|Taiwan
TZS|TSh|Tanzanian shilling|Tanzanian shillings|tanzania shillings|Tanzania,Zanzibar
UAH|₴|Ukrainian hryvnia|Ukrainian hryvnias|hryvnia,hryvnias,hryvnya,grivnas|Ukraine
UGX|USh|Ugandan shilling|Ugandan shillings|uganda shillings|Uganda
USD|$|US dollar|US dollars|dollar,dollars,buck,bucks,greenback,greenbacks,u.s. dollar,u.s. dollars,
    american dollar,american dollars,american money,us money,american bucks,usd dollars,dolar,dolares,
    dolares estadounidenses,dolares americanos,us-dollar,dollari,dollaro,dollars americains,
    dollari americani|United States,USA,US,America,the States,Ecuador,El Salvador,Puerto Rico,Palau
UYU|$U|Uruguayan peso|Uruguayan pesos|pesos uruguayos|Uruguay
UZS|soʻm|Uzbekistani som|Uzbekistani som|uzbek som,soum|Uzbekistan
VES|Bs.S|Venezuelan bolívar|Venezuelan bolívares|bolivar,bolivares|Venezuela
VND|₫|Vietnamese dong|Vietnamese dong|dong,dongs,vietnamese dongs,vietnam dong|Vietnam
VUV|VT|Vanuatu vatu|Vanuatu vatu|vatu|Vanuatu
WST|WS$|Samoan tala|Samoan tala|tala|Samoa
XAF|FCFA|Central African CFA franc|Central African CFA francs|central african franc,
    central african francs|Cameroon,Chad,Gabon,Congo,Central African Republic,Equatorial Guinea
XCD|EC$|East Caribbean dollar|East Caribbean dollars||Antigua,Antigua and Barbuda,Dominica,Grenada,
    Saint Lucia,Saint Kitts and Nevis,Saint Vincent and the Grenadines
XCG|Cg|Caribbean guilder|Caribbean guilders|guilder,guilders|Curaçao,Sint Maarten
XOF|F CFA|West African CFA franc|West African CFA francs|cfa franc,cfa francs,cfa,west african franc,
    west african francs|Senegal,Ivory Coast,Mali,Burkina Faso,Benin,Togo,Niger,Guinea-Bissau
XPF|₣|CFP franc|CFP francs|pacific franc,pacific francs,polynesian francs|French Polynesia,Tahiti,
    New Caledonia
YER|﷼|Yemeni rial|Yemeni rials||Yemen
ZAR|R|South African rand|South African rand|rand,rands,south african rands,rand sudafricano,
    sudafrikanische rand|South Africa
ZMW|ZK|Zambian kwacha|Zambian kwacha|kwacha,kwachas|Zambia
ZWG|ZiG|Zimbabwean gold|Zimbabwean gold|zimbabwe dollars|Zimbabwe
"""

# Signs that many currencies write, and the one meant when nothing else is said.
_SHARED_SIGNS = {
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "kr": "SEK",
    "rs": "INR",
    "us$": "USD",
    "円": "JPY",
    "元": "CNY",
}


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency.

    Attributes:
        code: ISO 4217, upper case.
        symbol: Sign written beside an amount; empty where the sign is another currency's as well.
        singular: English name of one unit, as it stands in a sentence.
        plural: English name of many units.
        aliases: Other words for it, folded as :func:`folded` does, in English and the five other languages.
        countries: English names of countries where it is the everyday money.
    """

    code: str
    symbol: str
    singular: str
    plural: str
    aliases: tuple[str, ...]
    countries: tuple[str, ...]


def folded(words: str) -> str:
    """Words without case, accents and spare spaces, the form in which names are compared."""
    plain = words.casefold().replace("ł", "l").replace("ø", "o").replace("ß", "ss").replace("ʻ", "")
    decomposed = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _read(row: str) -> Currency:
    code, symbol, singular, plural, aliases, countries = row.split("|")
    return Currency(
        code,
        symbol,
        singular,
        plural,
        tuple(folded(alias) for alias in aliases.split(",") if alias),
        tuple(country for country in countries.split(",") if country),
    )


CURRENCIES: Mapping[str, Currency] = MappingProxyType(
    {row.split("|", 1)[0]: _read(row) for row in _TABLE.strip().replace("\n    ", "").splitlines()}
)


def _words() -> dict[str, str]:
    words: dict[str, str] = {}
    for currency in CURRENCIES.values():
        adjective = " ".join(currency.singular.split()[:-1])
        said = [currency.code, currency.singular, currency.plural, *currency.aliases]
        if adjective:
            said += [f"{adjective} money", f"{adjective} currency"]
        for name in said:
            words.setdefault(folded(name), currency.code)
    return words


def _signs() -> dict[str, str]:
    written = [folded(currency.symbol) for currency in CURRENCIES.values()]
    signs = {
        folded(currency.symbol): currency.code
        for currency in CURRENCIES.values()
        if currency.symbol and written.count(folded(currency.symbol)) == 1
    }
    return {**signs, **{folded(sign): code for sign, code in _SHARED_SIGNS.items()}}


# Folded words and folded signs -> code: the router scans sentences for the first and amounts for the second.
CODE_BY_WORDS: Mapping[str, str] = MappingProxyType(_words())
CODE_BY_SIGN: Mapping[str, str] = MappingProxyType(_signs())
CODE_BY_COUNTRY: Mapping[str, str] = MappingProxyType(
    {folded(country): currency.code for currency in CURRENCIES.values() for country in currency.countries}
)


def code_for(words: str) -> str | None:
    """The ISO 4217 code that words, a sign or a code name; None when no currency is meant.

    ``"Swiss francs"``, ``"CHF"``, ``"chf"`` and ``"franken"`` give ``"CHF"``; ``"€"`` gives ``"EUR"``.
    """
    key = folded(words)
    return CODE_BY_WORDS.get(key) or CODE_BY_SIGN.get(key)


def code_of_country(name: str) -> str | None:
    """The code of the everyday money of a country given by its English name, or None."""
    key = folded(name)
    return CODE_BY_COUNTRY.get(key) or CODE_BY_COUNTRY.get(key.removeprefix("the "))


def name_of(code: str, amount: float = 1) -> str:
    """The English name for that many units: ``name_of("CHF", 20)`` is ``"Swiss francs"``.

    An unknown code is its own name.
    """
    currency = CURRENCIES.get(code.upper())
    if currency is None:
        return code.upper()
    return currency.singular if abs(amount) == 1 else currency.plural
