"""Things to choose between in a question: "dark or milk chocolate?", "we have city and electric bikes; which?"."""

from __future__ import annotations

import re

_NOUN = (
    r"chocolate|seat\w*|table|room|beds?|bikes?|frames?|cream|icing|filling|milk|box(?:es)?|tickets?|glaze|sauce|bread|"
    r"wrap\w*|paper|ribbons?|view|floor|cars?|cabs?|vans?|size|class|colou?rs?|bouquets?|flowers|roses|wash|cycle|"
    r"cakes?|sponge|coating|saddle|service|delivery|tours?|trips?|boats?|option|ones?"
)
_LEAD = re.compile(
    r"^.*\b(?:rather|sit|eat|stay|want|like|prefer|have|in|with|on|for|is it|it|be|that|by|of|take|need|want it|them|"
    r"get|a|an|the|and|some|either|you|your|be it|going|after|make it|as|do|to|at|was it|'em|those|these|between|"
    r"is this|are we|we|which one|choose|both|through|any|says?)\s+",
    re.I,
)
_TAIL = re.compile(
    r"(?:,| -|;).*$|\b(?: (?:please|then|for you|today|instead|with that|on that|on those|on them|on it|for them|"
    r"for that|do you think|would you (?:like|prefer|say)|you reckon|is it|at all|by any chance|there))+$",
    re.I,
)
_NO_OPTION = re.compile(
    r"^(?:so|more|not|no|none|neither|nothing|what|something|anything|less|ok|okay|right|well|great|lovely|now|oh|ah|"
    r"um|er|uh|sure|fine|thanks|alright|all right|and|perfect|super|cool|good|it|them|that|you|those|these|this|sorry|"
    r"maybe not|else|do you|don't you|two|so and|.*\b(?:thing|question|wonder|ask|check|checking|tell|know|see)\b.*)?$",
    re.I,
)
_CLAUSE = re.compile(
    r"^(?:what|which|how|who|when|where|do|does|did|is|are|would|will|can|could|shall|should|if|i|we|one more|just|"
    r"also|last|quick|lastly|finally|by the way|let me|because)\b",
    re.I,
)
_LISTED = re.compile(
    r"\b(?:have|got|do|come in|comes in|offer|there's|there is|there are|it's|choice of|choose|"
    r"between)\s(?:it )?(?:both )?"
    r"(?P<list>[\w'’-][\w'’ ,-]*? and [\w'’ -]+?)\s?[,.;:-]+\s?(?:so )?(?:which|what|any preference|your pick|"
    r"you choose)"
    r"\b[^.!]*\?",
    re.I,
)
# "I got plain, I got sesame, I got everything", said beside the question what kind.
_REPEATED = re.compile(
    r"\b(?P<have>(?:i|we|you) (?:can (?:have|do)|have|got|'ve got)|there's|it's) (?P<first>[\w' -]+?)(?:,| and)+ "
    r"(?=(?P=have)\b)",
    re.I,
)
_ASKS_ABOUT = re.compile(r"^(?:.*\s)?(?:what|which|how|who|where|do|does|will|would|is|are)\b.*$", re.I)
_SUBJECT_AND_VERB = re.compile(
    r"^(?:do|does|did|is|are|would|will|can|could|shall|should) (?:you|he|she|they|we|it|i|your \w+)(?: \w+ly)? \w+\s+",
    re.I,
)
_WHO_THAT = re.compile(r" (?:who|that|which)\b.*$", re.I)
_TOPIC = re.compile(r"^(?:and |so |now |then )?(?:the|your|for the|on the|as for|about the|with the)\b", re.I)
_LONGEST = 5  # words of one option


def options_in(text: str) -> tuple[str, ...]:
    """What a question offers to choose between, in its own words; empty when it offers nothing."""
    listed = _LISTED.search(text)
    if listed is not None:
        return _whole(re.split(r",? and |, ", listed["list"]))
    if "?" in text and (repeated := _REPEATED.search(text)) is not None:
        have = repeated["have"]
        ending = re.split(r"[.?!]", text[repeated.start() :])[0]
        return _whole(re.split(rf"(?:,| and)*\s*\b{re.escape(have)}\s+", ending, flags=re.I)[1:])
    for sentence in reversed(re.split(r"(?<=[.!?])\s+", text)):
        if sentence.endswith("?") and (found := re.search(r"^(?P<left>.+?),? or (?P<right>.+)\?$", sentence, re.I)):
            left, right = found["left"], found["right"]
            while (more := re.search(r"^(?P<left>.+?),? or (?P<right>.+)$", right, re.I)) is not None:
                left, right = f"{left}, {more['left']}", more["right"]
            return _of(re.split(r", ", left), right)
    return ()


def _of(left: list[str], right: str) -> tuple[str, ...]:
    right = _WHO_THAT.sub("", _bare(_TAIL.sub("", right.strip())))
    if len(left) > 1 and _ASKS_ABOUT.match(left[0].strip()) and len(_LEAD.sub("", left[0].strip()).split()) > 1:
        left = left[1:]  # "who does she want, Priya or Kelly?": what is asked, and no option
    kept: list[str] = []
    for number, part in enumerate(reversed(left)):
        if number and _TOPIC.match(part.strip()) and not _TOPIC.match(left[-1].strip()):
            break  # "the base, thin or fluffy?": what it is about, and no option
        bare = _bare(_LEAD.sub("", part.strip()))
        if _CLAUSE.match(bare):
            bare = _bare(_SUBJECT_AND_VERB.sub("", bare))
        if _NO_OPTION.match(bare) or _CLAUSE.match(bare) or len(bare.split()) > _LONGEST:
            break
        kept.insert(0, bare)
        if number and bare != _bare(part):
            break  # a lead-in stands before the first one
    if not kept or not right or _NO_OPTION.match(right) or _CLAUSE.match(right):
        return ()
    noun = _noun_of(right)
    whole = noun.rstrip("s").lower() in kept[0].lower() if noun else True
    return _whole([*kept, right if whole or right.lower() == noun.lower() else right[: -len(noun)].strip()])


def _whole(parts: list[str]) -> tuple[str, ...]:
    bare = [_bare(part.strip()) for part in parts]
    kept = tuple(part for part in bare if part and not _NO_OPTION.match(part))
    return kept if len(kept) > 1 and all(len(part.split()) <= _LONGEST for part in kept) else ()


def _bare(text: str) -> str:
    return re.sub(
        r"^(?:(?:the|a|an|some|either|maybe|with|in|on|and|is it|was it|would it be)\s+)+", "", text, flags=re.I
    )


def _noun_of(last: str) -> str:
    found = re.search(rf"\b(?:{_NOUN})$", last, re.I)
    return found[0] if found is not None else ""


def option_label(text: str, options: tuple[str, ...]) -> str:
    """What the options are of, for the form's label: ``Chocolate`` of "dark or milk chocolate?"."""
    asked = re.search(rf"(?:what|which) (?:kind of |sort of |type of )?(?P<noun>{_NOUN})\b", text, re.I)
    said = re.search(rf"{re.escape(options[-1])}(?: (?P<noun>{_NOUN}))\b", text, re.I) if options else None
    noun = asked["noun"] if asked else said["noun"] if said else _noun_of(options[-1]) if options else ""
    return noun.capitalize() if noun else " or ".join(options).capitalize()
