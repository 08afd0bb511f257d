"""The first half minute of a call: who picked up, and whether they let the assistant go on."""

from __future__ import annotations

import re
from enum import Enum

from wanderlust.assistant.calls.spoken_short import spelled_out
from wanderlust.domain.calls.refusals import declines, forbids

_MACHINE = re.compile(
    r"\b(?:leave|record) (?:us |me |a |your )*(?:brief |short )?message\b|\bafter the (?:tone|beep|signal)\b|"
    r"\bvoice ?mail\b|"
    r"\bmailbox\b|\banswering machine\b|"
    r"\byou(?:'ve| have) reached\b.*\b(?:unable|closed|not available|can't|cannot)\b|"
    r"\bcannot (?:come to|take|answer) (?:the phone|your call)\b|"
    r"\bcan't (?:come to|take|get to) (?:the phone|your call)\b|"
    r"\bleave (?:us |me )?(?:your|a|the) (?:name|number|details|contact)\b|"
    r"\bif you(?:'re| are) hearing this\b|\b(?:get|come) back to you (?:as soon|when|by|within|shortly|asap)\b|"
    r"\bno one is (?:here|available|able)\b|\bpress (?:the )?(?:pound|hash|star) (?:key )?(?:when|to (?:end|finish))",
    re.I,
)
_MENU = re.compile(
    r"\b(?:press|dial|push|hit|key in)\s(?:the )?"
    r"(?:number )?(?:\d|one|two|three|four|five|six|seven|eight|nine|zero)\b",
    re.I,
)
_YES = {
    "en": r"\b(?:yes|yeah|yep|yup|sure|okay|ok|of course|certainly|absolutely|go ahead|go on|fine|all ?right|alright|"
    r"no problem|by all means|please do|continue|i guess|i suppose|why not|carry on|fire away|shoot|not a problem|"
    r"how (?:can|may|could|might) (?:i|we) (?:help|be of|assist)|what (?:can|may|could) (?:i|we) (?:do|get)|"
    r"what do you (?:need|want)|what is it|what's (?:it|this|that|the call) (?:about|regarding)|what's on your mind|"
    r"what (?:is|would|will) .* (?:like|need)|i'm (?:listening|all ears|game)|we're listening|tell me|let's hear|"
    r"go for it|"
    r"be my guest|work away|let's (?:do it|go|try|see what)|let me hear|try me|hit me|out with it|spit it out|speak|"
    r"talk to me|i don't mind|we don't mind|don't see why not|couldn't hurt|proceed|you're (?:fine|welcome)|"
    r"make it quick|"
    r"keep it (?:short|quick|brief)|be quick|if (?:it's|you're) (?:quick|brief|short)|happy to help|glad to help|"
    r"(?:i|we) can (?:help|do that|try)|you can|you may|feel free|what are you after|what's up|do your thing|"
    r"as long as|fine (?:by|with) (?:me|us)|right (?:then|ho)|very well|suppose so|guess so|aye|righto|"
    r"^(?:cool|great|perfect|good)(?! (?:day|bye|morning|evening|afternoon))|what have you got|what'll it be|"
    r"(?:no|not any|haven't any|without|don't have any) objections?|you bet|by all means|"
    r"what(?:'s|s| is| are| was|'re|'d| did| do| does| can| could) (?:it |that |this )?(?:she|he|they|you|the \w+|"
    r"your \w+|you \w+) .{0,20}\b(?:want|wanting|after|need|needing|like|looking|doing|having|order|know)\w*|"
    r"what's the (?!point|catch|meaning|problem|matter|trick|scam|deal|hell|idea|use|fuss)\w+|"
    r"i'm all yours|crack on|"
    r"how exciting|welcome|ready when you are|i've got (?:a|time)|i have (?:a|time))\b",
    "es": r"\b(?:s[ií]|claro|adelante|vale|d[ií]game|por supuesto|de acuerdo)\b",
    "fr": r"\b(?:oui|d'accord|bien s[uû]r|allez-y|je vous [ée]coute|ok)\b",
    "de": r"\b(?:ja|gerne?|bitte|nur zu|in ordnung|okay|natürlich|klar)\b",
    "it": r"\b(?:s[iì]|certo|prego|va bene|dica|pure)\b",
    "pt": r"\b(?:sim|claro|pode|à vontade|diga|está bem)\b",
    "ja": r"はい|どうぞ|大丈夫|いいです",
    "zh": r"可以|好的?|行|请说",
}
# Words of a no that stand beside words of a yes: "sure, but I'd rather speak to a person".
_UNWILLING = re.compile(
    r"\b(?:rather (?:not|speak|talk|deal|have)|prefer (?:not|to (?:speak|talk|deal)|a (?:human|person)|people|humans)|"
    r"(?:real|actual|live|human|proper) (?:person|human|people|voice|being)|a human|not comfortable|uncomfortable|"
    r"against (?:our|the|company|house|my) (?:policy|rules)|(?:not|don't|do not|never|won't|can't|cannot) (?:do|take|"
    r"accept|"
    r"deal|handle|entertain|answer|discuss|trust|want|like|talk|speak|allowed)\b|no,? thanks?|no thank you|not (?:for|"
    r"with) "
    r"(?:me|us|a|an)|(?:have|let|get|ask|tell) (?:him|her|them|your \w+|somebody|someone|a person|the (?:person|"
    r"customer|"
    r"lady|gentleman)) (?:to )?(?:call|ring|phone|come|do it)|(?:call|ring|phone) (?:us )?(?:themsel\w+|yourself|"
    r"himself|"
    r"herself|in person)|no (?:automat\w+|assistants?|ai|artificial)|hanging up|hang up now|good ?bye|bye|policy|"
    r"only (?:deal|speak|talk|take|"
    r"serve|accept)\w*|directly|people only|humans only|good day\W*$)\b",
    re.I,
)
_NEGATED = re.compile(r"\b(?:not|no|isn't|don't|can't)\b[\w' ]{0,12}\b(?:all right|alright|okay|ok|fine|sure)\b", re.I)


class Leave(Enum):
    """What an answer to the question for leave means."""

    GIVEN = "given"
    REFUSED = "refused"
    UNCLEAR = "unclear"


def leave_in(text: str, language: str) -> Leave:
    """Whether the callee lets the assistant go on; what is no clear yes is unclear."""
    if forbids(text, language) or declines(text, language):
        return Leave.REFUSED
    if language == "en":
        plain = re.sub(
            r"\b(?:no|not a) (?:problem|worries|bother|trouble)\b|\bdon't mind\b",
            "yes",
            spelled_out(text),
            flags=re.I,
        )
        if _NEGATED.search(plain) or (_UNWILLING.search(plain) and "?" not in plain):
            return Leave.REFUSED
    if re.search(_YES.get(language, _YES["en"]), spelled_out(text).casefold()):
        return Leave.GIVEN
    return Leave.UNCLEAR


def is_voicemail(text: str) -> bool:
    """Whether a machine that only records has picked up."""
    return bool(_MACHINE.search(text.replace("’", "'")))


def is_menu(text: str) -> bool:
    """Whether a machine offers keys to press."""
    return bool(_MENU.search(text))
