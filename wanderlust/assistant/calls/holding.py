"""Waiting on the telephone: when they ask us to, and what is said when it is long."""

from __future__ import annotations

import re

from wanderlust.assistant.calls.spoken_short import spelled_out
from wanderlust.domain.calls.amounts import amounts_in
from wanderlust.domain.numbers import numbers_in

STILL_THERE = {
    "en": "Hello, are you still there?",
    "es": "¿Sigue ahí?",
    "fr": "Vous êtes toujours là ?",
    "de": "Sind Sie noch da?",
    "it": "È ancora in linea?",
    "pt": "Ainda está aí?",
    "ja": "もしもし、聞こえますか。",
    "zh": "喂，您还在吗？",
}
WAITING = {
    "en": "I am still waiting for the answer. One moment, please.",
    "es": "Sigo esperando la respuesta. Un momento, por favor.",
    "fr": "J'attends encore la réponse. Un instant, s'il vous plaît.",
    "de": "Ich warte noch auf die Antwort. Einen Moment, bitte.",
    "it": "Aspetto ancora la risposta. Un momento, per favore.",
    "pt": "Ainda espero a resposta. Um momento, por favor.",
    "ja": "まだ返事を待っています。少々お待ちください。",
    "zh": "我还在等答复，请稍等。",
}
_HOLD = re.compile(
    r"\b(?:hold on|hold the line|please hold|hold please|hang on|one (?:moment|second|sec|minute|mo)\b|"
    r"please wait|a little moment|just a (?:moment|"
    r"second|sec|minute|tick|mo)\b|bear with me|wait a (?:moment|minute|second|sec)|"
    r"give me (?:a|one|two) (?:moment|second|sec|minute|tick|mo)|stay on the line|stay with me|two ticks|"
    r"^\W*(?:a |just a |one |give me a )?(?:moment|second|sec|minute|tick|mo)\b|hang about|hold up|(?:somebody|someone|"
    r"a customer) "
    r"(?:is|'s|just)? ?(?:at|came)|other line|half a (?:tick|sec|moment)|put(?:ting)? you on hold|i'll (?:check|"
    r"be right back|have a look|just (?:check|"
    r"look))|"
    r"let me (?:just |quickly |go and )*(?:check|look|see|ask|find|have a look|get|grab|go|pull|bring|open|fetch|dig|"
    r"punch|type|ring|write|key|tap|"
    r"flip|"
    r"wipe|put you|turn|finish|think)|i'll (?:just |quickly )*(?:go and|go|see|have to (?:ask|check|look)|"
    r"need to (?:ask|"
    r"check|look)|pop|nip|ask|grab|fetch|pull|take a look)|i(?:'d| would)? (?:have|need|got|gotta|want) to (?:check|"
    r"ask|look|see|"
    r"find|consult)|i'm (?:just )?(?:checking|looking|asking|having a look|pulling|opening)|checking (?:that )?(?:now|"
    r"for you)|"
    r"don't (?:hang up|go away|go anywhere)|won't be a (?:moment|minute|second|tick|sec)|be right (?:back|with you)|"
    r"with you in a|(?:a|one|just one) (?:moment|second|minute|sec),? please|(?:moment|second|sec),? please|bear with|"
    r"(?:can|could|would) you hold(?:,? please)?|hold,? please|mind holding|do you mind (?:if i )?(?:hold|waiting)|"
    r"quick check|"
    r"(?:put(?:ting)?|pass(?:ing)?|transfer(?:ring)?|connect(?:ing)?|hand(?:ing)?) you (?:through|"
    r"on(?! (?:that|the|our|it|for)\b)|over|to|across))",
    re.I,
)


# Begs to wait, and what it begs for: its own question mark is none that waits for an answer.
_REQUEST = re.compile(r"\b(?:can|could|would|will|do) you (?:just |please |mind )*\w+[^.?!]*$", re.I)
_ON_THE_LINE = re.compile(r"^(?:hold the line|stay on the line|put(?:ting)? you on hold|don't (?:hang up|go))", re.I)
_PASSES_ON = re.compile(
    r"\b(?:put(?:ting)?|pass(?:ing)?|transfer(?:ring)?|connect(?:ing)?|hand(?:ing)?) (?:you|the call)(?: (?:through|"
    r"on(?! (?:that|the (?!phone|line)|our|it|for)\b)|over|to|across|back)\b|\W*$)|"
    r"\b(?:get|fetch|grab|find) (?:you )?(?:my|the|our|a) (?:manager|boss|colleague|owner|"
    r"supervisor|chef|husband|wife)\b",
    re.I,
)


def passes_on(text: str) -> bool:
    """Whether somebody else will speak next, who has not heard yet who calls."""
    return bool(_PASSES_ON.search(text.replace("’", "'")))


def holds(text: str) -> bool:
    """Whether they ask us to wait, and nothing else: a question or a price after it is to be answered."""
    plain = spelled_out(text)
    match = _HOLD.search(plain)
    if match is None:
        return False
    after = plain[match.end() :].lstrip(" ?!.,")
    if _REQUEST.search(plain[: match.end()]):
        after = re.sub(r"^[^.?!]{0,20}\?", "", after)  # "Can you hang on a minute, love?" asks only for that
    if re.search(r"[$€£]|\d", after) or amounts_in(after) or any(n.value > 1 for n in numbers_in(after)):
        return False
    return "?" not in after or bool(_ON_THE_LINE.search(match[0]))
