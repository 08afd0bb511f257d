"""When the person called does not want the call: a no to the question for leave, a stop, or anger, in each language."""

from __future__ import annotations

import re
import unicodedata

# Said at any time they end the call for good. Whole sentences only where the word alone is everyday ("stop by").
_FORBIDDING: dict[str, tuple[str, ...]] = {
    "en": (
        r"\bstop calling\b",
        r"\b(?:do not|don't|dont|never) (?:ever )?(?:call|ring|phone|bother|contact) (?:us|me|here|this|again)\b",
        r"\b(?:take|get) (?:me|us|this number|our number|my number) off\b",
        r"\bremove (?:me|us|my|our|this)\b.*\b(?:list|number)\b|\bdo[- ]not[- ]call list\b",
        r"\bleave (?:me|us) alone\b|\bnot interested\b|(?<!don't )(?<!not )(?<!n't )\bgo away\b|\bget lost\b|"
        r"\bgo to hell\b|\bshut up\b",
        r"\b(?:don't|do not|won't|will not|not going to|refuse to|can't|cannot|never|not|no) "
        r"(?:want to |wish to |gonna )?(?:talk|speak|talking|speaking|deal|dealing|converse|chat) (?:to|with) "
        r"(?:a |an |any |your |some |these |those )?(?:robot|machine|bot|computer|recording|ai|automat\w+|thing|"
        r"software|program)s?\b",
        r"\b(?:don't|do not) want (?:this|that|any of this|your call|this call)\b|\bno interest in (?:talking|"
        r"this|that)\b",
        r"\bnot (?:talking|speaking) to (?:that|this|it|you)\b|\bprefer not to (?:speak|talk|continue)\b",
        r"\bno (?:robots|machines|bots|computers|robocalls|recordings)\b",
        r"\bhate (?:these |this |those |talking to |speaking to )*(?:robo\w*|bots|machines|computers)\b",
        r"\b(?:fuck|piss|bugger|sod) off\b|\b(?:fuck|screw) you\b|\bhow dare you\b|\bharass\w*",
        r"\bcall(?:ing)? the (?:police|cops)\b|\breport(?:ing)? (?:you|this)\b|\bi(?:'m| am) hanging up\b",
        r"\bthis is (?:outrageous|unacceptable)\b",
        r"\b(?:have|get|let) a (?:real |human |live )*(?:person|human|someone) (?:to )?(?:call|ring|phone)\b",
        r"\bonly (?:talk|speak|deal) (?:to|with) (?:real |actual |live )?(?:people|humans|persons|a person|a human)\b",
        r"^\W*(?:stop|stop it|enough|no stop|please stop|stop now|just stop|stop please|stop this)\W*$",
    ),
    "es": (
        r"\bno (?:me |nos )?(?:vuelva|vuelvan) a llamar\b|\b(?:deje|dejen) de llamar\b",
        r"\bno (?:quiero hablar|hablo) con .*(?:robot|m[aá]quina)",
        r"^\W*(?:basta|pare)\W*$",
    ),
    "fr": (
        r"\bne (?:me |nous )?rappelez (?:plus|pas)\b|\barr[eê]tez d'appeler\b",
        r"\bne parle pas .*(?:robot|machine)",
        r"^\W*(?:stop|arr[eê]tez|[çc]a suffit)\W*$",
    ),
    "de": (
        r"\brufen sie (?:hier |uns |mich )?(?:nicht|nie) (?:mehr|wieder) an\b",
        r"\b(?:rede|spreche) nicht mit .*(?:roboter|maschine|computer)",
        r"^\W*(?:stopp?|schluss|aufh[öo]ren)\W*$",
    ),
    "it": (
        r"\bnon (?:mi |ci )?(?:richiami|chiami|chiamate|richiamate) pi[uù]\b",
        r"\bnon parlo con .*(?:robot|macchin)",
        r"^\W*(?:basta|stop)\W*$",
    ),
    "pt": (
        r"\bn[aã]o (?:me |nos )?(?:ligue|liguem) mais\b",
        r"\bn[aã]o falo com .*(?:rob[oô]|m[aá]quina)",
        r"^\W*(?:pare|chega|basta)\W*$",
    ),
    "ja": (r"(?:もう|二度と).*(?:電話|かけ).*(?:ない|やめ)", r"やめて(?:ください)?", r"機械とは話"),
    "zh": (r"(?:不要|别)再?(?:打|来电)", r"不(?:跟|和)机器"),
}
_DECLINING = {
    "en": "no|nope|nah|no way|absolutely not|certainly not|not now|not really|no thanks|no thank you|thanks|thank you|"
    "i'd rather not|rather not|we'd rather not|it is not|it's not|you may not|sorry|i'm sorry|goodbye|bye|bye bye|"
    "please|not at the moment|i'm afraid not|i don't think so|please don't|it isn't|not all right",
    "es": "no|no gracias|gracias|mejor no|ahora no|lo siento",
    "fr": "non|non merci|merci|pas maintenant|désolé|désolée",
    "de": "nein|nein danke|danke|lieber nicht|jetzt nicht|tut mir leid",
    "it": "no|no grazie|grazie|meglio di no|non ora|mi dispiace",
    "pt": "não|nao|não obrigado|não obrigada|obrigado|obrigada|agora não|desculpe",
    "ja": "いいえ|だめです|結構です|困ります",
    "zh": "不|不行|不用|不可以|不要",
}
# Words that only soften: alone they are no no.
_SOFT = re.compile(
    r"i'm sorry|sorry|thanks|thank you|please|gracias|lo siento|merci|désolée?|danke|tut mir leid|grazie|mi dispiace|"
    r"obrigad[oa]|desculpe"
)


def forbids(text: str, language: str) -> bool:
    """Whether someone wants to be called no more, speaks to no machine, or is upset: it counts at any time in a call.

    English is understood in every country; of a language without a table only that is.
    """
    plain = _plain(text)
    tables = {language, "en"}
    return any(re.search(pattern, plain) for name in tables for pattern in _FORBIDDING.get(name, ()))


def declines(text: str, language: str) -> bool:
    """Whether the whole of an answer to "is it all right to continue?" is a no."""
    table = _DECLINING.get(language, _DECLINING["en"])
    plain = re.sub(r"^[\s¿¡]+", "", _plain(text))
    if not re.fullmatch(rf"(?:(?:{table})[\s,.!;。、，！]*)+", plain):
        return False
    said = [part.strip() for part in re.split(r"[,.!;]", plain) if part.strip()]
    return any(not _SOFT.fullmatch(part) for part in said)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold().replace("’", "'"))
