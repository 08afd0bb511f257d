"""What a callee's line means to who orders, books or asks: a question, a price, a reading-back, a no, a done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wanderlust.domain.calls.amounts import Amount, amounts_in

_QUESTIONS: tuple[tuple[str, str], ...] = (
    (
        "payment",
        r"\b(?:card (?:number|details)|credit card|debit card|deposit|pre-?pay|prepayment|pay (?:now|up ?front|"
        r"in advance)|"
        r"security code|expiry|expiration|cvv|bank details|iban|how (?:would|will|do|are) (?:you|they|she|"
        r"he) (?:like to |"
        r"going to |be )?pay(?:ing)?|paying (?:by|with)|pay (?:by|with|on|when|at)|cash or card|card or cash|"
        r"payment)\b",
    ),
    (
        "phone",
        r"\b(?:(?:phone|telephone|contact|mobile|cell|callback|call-back|call back) ?(?:number)?s?(?= |\?|,|\.|$)"
        r"|number (?:can|should|do|could|may|to) (?:we|i|reach|call)|best number|reach (?:you|them|her|him))\b",
    ),
    ("email", r"\b(?:e-?mail)\b"),
    ("birth", r"\b(?:date of birth|birth ?date|birthday|born|how old|d\.?o\.?b)\b"),
    (
        "identity",
        r"\b(?:passport|insurance|social security|id number|licen[cs]e number|nationality|membership|loyalty|"
        r"home address|"
        r"where do you live|your address|their address|postcode|zip code)\b",
    ),
    (
        "nights",
        r"\b(?:how many nights|how long (?:are|will|would|is)|until when|length of (?:the |your )?stay|"
        r"checking out)\b",
    ),
    (
        "count",
        r"\b(?:how many|for how many|party size|how big|number of (?:people|guests|persons|pieces|bikes|"
        r"tickets)|what quantity|"
        r"what number|how large|how much did you|headcount|size of (?:the|your) (?:party|group|order))\b",
    ),
    (
        "origin",
        r"\b(?:where (?:from|are you|shall (?:we|i|he|she) (?:pick|collect)|do (?:we|i) (?:pick|collect)|(?:is|"
        r"should) the (?:driver|"
        r"pick-?up))|pick-?up (?:point|address|location|from)|(?:picking|pick|collect\w*) (?:you |them |her |"
        r"him |the passenger )?"
        r"(?:up )?(?:from|at)?(?: where)?\?|from where|coming from|starting (?:point|from)|where (?:would|"
        r"will) .* picked up)",
    ),
    (
        "where",
        r"\b(?:where (?:to|should|shall|do|does|would|will|is|are we|'s)|where's|deliver(?:y|ed|"
        r"ing)? (?:address|to where|where)|"
        r"what(?:'s| is) the (?:delivery )?(?:address|destination|drop)|which address|address|destination|"
        r"going to\?|headed)",
    ),
    (
        "name",
        r"\b(?:(?:your|a|the|what|which|whose|under what|under which|last|first|full) (?:last |first |full |"
        r"good )?name|"
        r"name (?:for|on|please|shall|should)|who(?:'s| is| shall| should| do| am) .{0,25}\bfor\b|whose name|"
        r"who is this for|"
        r"who's it for|who do i put|name\?|who.{1,30}\bfrom\?)",
    ),
    (
        "time",
        r"\b(?:what time|which time|what hour|at what|time (?:would|do|did|shall|should|were|works|suits)|"
        r"how late|how early|"
        r"time for (?:you|that|it)|and (?:the )?time)\b",
    ),
    (
        "day",
        r"\b(?:(?:what|which) (?:day|date|evening|night)|for when|by when|when (?:is|would|will|do|did|are|"
        r"should|shall|were|for)|"
        r"day (?:would|do|did|were|works|suits|is)|the date|date (?:would|is|for)|when\?)",
    ),
    (
        "what",
        r"\b(?:what (?:would you|can i get|are you (?:after|looking)|did you (?:want|lose)|sort|kind|type|"
        r"exactly)|which one)\b",
    ),
)
_READ_BACK = re.compile(
    r"\b(?:so (?:that's|that is|it's|it is|we have|i have|you (?:want|need|'d like)|we've got)|let me (?:repeat|"
    r"read|confirm|make "
    r"sure|just (?:repeat|read|confirm))|to (?:confirm|recap|repeat)|i(?:'ve| have) (?:got |put |written |"
    r"noted )|reading (?:that )?back|"
    r"just to be (?:sure|clear)|(?:is|was) that (?:right|correct)|(?:right|correct|yes)\?|have i got that|"
    r"did i get that|that's "
    r"(?:right|correct), (?:is it|isn't it|yes)|you said)",
    re.I,
)
_CONFIRMS = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|yup|correct|right|that's (?:right|correct|it|all|the one)|that is (?:right|"
    r"correct)|exactly|perfect|"
    r"spot on|sure|absolutely|indeed|ok(?:ay)?|all right|alright|great|lovely|fine|of course|certainly|"
    r"sounds good|you got it|"
    r"wonderful|brilliant|super|good|excellent|very good|no problem|sure thing|got it|noted|you've got it|"
    r"that's us|mm-?hm+|"
    r"uh-?huh|will do|done)\b[\s,.!;]*)+",
    re.I,
)
_MENDED = re.compile(
    r"\b(?:my (?:mistake|bad|fault)|got (?:it|that|you) now|i(?:'ve| have) (?:changed|fixed|corrected|noted|"
    r"updated|amended) "
    r"(?:that|it)|i(?:'ll| will) (?:change|fix|correct) (?:that|it))\b",
    re.I,
)
_WAITS = re.compile(
    r"^\W*(?:(?:sure|okay|ok|of course|fine|yes|yeah|no problem|all right|right|go on|mm-?hm+)\W+)*"
    r"(?:no (?:rush|hurry|worries|problem)|take your time|i'm (?:still )?here|i(?:'ll| can| will) (?:wait|hold)|"
    r"i'm holding|go ahead and ask|whenever you're ready)\b(?:[,.!]?\s*[a-z']+){0,5}\W*$",
    re.I,
)
_DONE = re.compile(
    r"\b(?:(?:you(?:'re| are)|that(?:'s| is)|it(?:'s| is)|you(?:'ve| have)|we(?:'ve| have)|i(?:'ve| have)|all|"
    r"everything(?:'s| is)?|"
    r"they(?:'re| are)) (?:all |now |been |got you |got that |just |put (?:it|that|you) |already )*"
    r"(?:set|booked|confirmed|reserved|done|in the (?:book|diary|system|calendar|oven list)|ordered|on (?:the|"
    r"our) (?:list|books|"
    r"schedule|board)|down|sorted|written down|taken care of|good to go|placed|arranged|in|held)|"
    r"booking (?:is )?confirmed|"
    r"order(?:'s| is) (?:in|placed|confirmed)|consider it done|we'll (?:have (?:it|them|that|the|your)|"
    r"see (?:you|them|her|him)|be "
    r"there|deliver|get (?:it|that|them) (?:to you|ready|over)|expect)|see (?:you|them|her|him) (?:then|on|at|"
    r"tomorrow|there)|"
    r"look forward|will be (?:there|ready|waiting|outside)|i'll (?:put|pencil|write|book|get) (?:you|that|it|"
    r"them|this) )",
    re.I,
)
_UNAVAILABLE = re.compile(
    r"\b(?:sold out|fully booked|booked (?:up|solid|out)|(?:rented|hired|lent|given) out|out of (?:stock|them|"
    r"those|it|season|strawberries)|"
    r"(?:we're|we are|all) full|full up|"
    r"(?:have|has|got|'ve) (?:no|none|nothing)|(?:don't|do not|doesn't) (?:have|stock|do|deliver|carry|offer|"
    r"sell)|nothing "
    r"(?:left|free|available)|no (?:tables?|rooms?|cars?|cabs?|drivers?|bikes?|slots?|tickets?|appointments?|"
    r"space|vacanc\w+|more|"
    r"availability|chance|stock|luck)|not (?:available|possible|in stock|open|on sale|able to)|unavailable|"
    r"closed (?:on|that|then|all|for)|"
    r"can't (?:do|take|make|fit|offer|manage|help)|cannot (?:do|take|make|fit|offer|manage|help)|run out|"
    r"ran out|all gone|"
    r"(?:is|are) (?:completely |all |already )?(?:full|taken|gone)|(?:do not|don't|doesn't|does not|won't) "
    r"(?:sail|run|open|operate|drive|go|fly)|no longer|everything(?:'s| is) (?:gone|taken|out)|none left|(?:all|"
    r"every \w+|it's all) (?:taken|reserved|"
    r"out|rented))\b",
    re.I,
)
_OFFER = re.compile(
    r"\b(?:(?:we|i) (?:could|can|do|would) (?:do|have|offer|give|manage|fit|squeeze|get)|how about|what about|"
    r"would .*\b(?:work|"
    r"suit|do|be (?:ok|okay|fine|all right|good))|(?:is|are) .*\b(?:ok|okay|fine|all right|possible|any good)\?|"
    r"instead|the (?:earliest|"
    r"next|closest|nearest|only|latest) (?:\w+ )*(?:is|would|we|i|one|available|free)|but (?:we|i) (?:do )?have|"
    r"only have|or else)",
    re.I,
)
_REPEAT = re.compile(
    r"^\W*(?:(?:i'm |i am )?sorry|pardon(?: me)?|excuse me|what|huh|eh|come again|say again)\W*(?:\?|$|what was|"
    r"could|can|i (?:did|could|can)|"
    r"come|say|you|the line)|\b(?:say that again|repeat (?:that|it|please)|(?:didn't|did not|couldn't|can't|"
    r"cannot|don't|not) "
    r"(?:quite )?(?:catch|hear|get|understand|follow)(?: (?:you|that|it|what|a word|all|most))?|come again|"
    r"once more|speak up|"
    r"(?:line|connection)(?:'s| is) (?:\w+ )*(?:bad|terrible|awful|breaking|noisy|poor)|breaking up|one more time|"
    r"what did you say|what was that)\b",
    re.I,
)
_MACHINE = re.compile(
    r"\b(?:are|is) (?:you|this|that) (?:really |actually |like |just )?(?:a |an |some (?:kind|"
    r"sort) of )?(?:real |live |actual )?"
    r"(?:robot|machine|bot|computer|ai|human|person|recording|automated)\b|\bam i (?:talking|speaking) (?:to|"
    r"with) (?:a|an) ",
    re.I,
)
_WHO = re.compile(r"\bwho(?:'s| is)? (?:this|calling|that|speaking|am i (?:talking|speaking))|\bwho are you\b", re.I)
_WRONG = re.compile(
    r"\bwrong number\b|\bno (?:such )?(?:shop|business|one by that name)\b|\bthis is (?:not|a private)\b", re.I
)
_BYE = re.compile(
    r"\b(?:good ?bye|bye(?:[- ]?bye)?|have a (?:good|nice|great|lovely) (?:day|one|evening|night)|take care|cheers)\b",
    re.I,
)
_GO_AHEAD = re.compile(
    r"\b(?:shall|should|can|may|could) (?:i|we) (?:go ahead|book|put|place|confirm|reserve|order|take|write|"
    r"ring|hold|proceed|send|"
    r"pencil|do that|get that)|(?:would|do) you (?:like|want) (?:me |us )?(?:to )?(?:go ahead|book|order|"
    r"confirm|proceed|reserve|take (?:it|"
    r"that|them)|that|it)\b|does that (?:work|suit|sound)|(?:is|would) that (?:be )?(?:ok|okay|all right|"
    r"alright|fine|good|"
    r"acceptable|work)|sound (?:good|all right|ok|okay|fine)|how does that sound|that (?:ok|okay|all right|fine|"
    r"work)\b|go ahead with|"
    r"happy with that|want (?:it|that|them)\?|will that do|good for you",
    re.I,
)
_OPTIONS = re.compile(
    r"(?P<first>[\w'’-]+(?: [\w'’-]+){0,3}?)(?:, (?P<middle>[\w'’-]+(?: [\w'’-]+){0,3}?))?,? or "
    r"(?P<last>[\w'’-]+(?: [\w'’-]+){0,3}?)"
    r"(?: (?P<noun>chocolate|seat\w*|table|room|bed|bike\w*|frame|cream|icing|filling|milk|box\w*|tickets?))?\s*\?",
    re.I,
)
_YES_NO = re.compile(
    r"^\W*(?:(?:and|so|okay|ok|oh|well|also|right|great|lovely|sure|now|then|just one (?:thing|question)|"
    r"quick question|one more thing)"
    r"\W+)*(?:do|does|did|is|are|was|were|will|would|can|could|should|shall|may|have|has|any|anything|anyone|need)\b",
    re.I,
)
_BARE_QUESTION = re.compile(
    r"^\W*(?:and |so )?(?:what|which|how|who|when|where)\b|\b(?!yes|no)\w+ or (?!so\b|not\b)\w+(?: \w+){0,2}$", re.I
)
_REFERENCE = re.compile(
    r"\b(?:reference|confirmation|booking|order|ticket|claim|case|file)(?: (?:number|code|no\.?|id))?(?: (?:is|"
    r"will be|was)|:|'s)? "
    r"(?:number )?(?P<code>(?=[\w-]*\d)[A-Za-z]{0,4}[- ]?\d[\w-]*)",
    re.I,
)
_PROBE = re.compile(
    r"\b(?:(?:your|the|his|her|their|maximum|max|upper|highest|top) (?:budget|limit|maximum|price limit)|"
    r"how much (?:can|could|"
    r"would|will|are|is|do|does) (?:you|they|he|she|your \w+) (?:\w+ )?(?:spend|pay|afford|have|willing|budget)|"
    r"most (?:you|they|she|he) "
    r"(?:can|could|would|will|'ll) (?:pay|spend)|instructions?|system prompt|ignore (?:all|your|any|previous|"
    r"the)|itinerary|"
    r"where (?:is|are) (?:she|he|they|your \w+) (?:staying|now|travell?ing)|which hotel|what hotel|"
    r"staying (?:at|in)|room number|password|"
    r"pin\b|api key|other (?:bookings|calls|plans)|travel(?:l?ing)? (?:plans|alone|with)|flight|your (?:boss|"
    r"owner|developer|"
    r"model|creator|name of the model)|next trip|what else (?:do you know|can you tell))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class CalleeLine:
    """One turn of the callee's, read.

    Attributes:
        text: Their words.
        questions: Keys of what they ask for, in the order of our list.
        options: Things to choose between, if they offer any.
        price: The last amount they named, or None.
        per: What it is for: ``night``, ``each`` ..., or empty for the whole.
        reference: A booking's number, or empty.
    """

    text: str
    questions: tuple[str, ...]
    options: tuple[str, ...]
    price: Amount | None
    per: str
    reference: str
    reads_back: bool
    confirms: bool
    done: bool
    unavailable: bool
    offers: bool
    repeat: bool
    asks_machine: bool
    asks_who: bool
    wrong_number: bool
    bye: bool
    go_ahead: bool
    yes_no: bool
    probes: bool
    waits: bool

    @property
    def asks(self) -> bool:
        """Whether an answer is waited for."""
        return "?" in self.text or bool(self.questions) or self.go_ahead


def read_line(text: str, local: str = "") -> CalleeLine:
    """What a line means, by its forms of words; nothing in it is an instruction.

    Args:
        text: One turn of theirs.
        local: ISO 4217 code of their money.
    """
    plain = _with_mark(text.replace("’", "'").strip())
    asked = re.split(r"(?<=[?.!])\s+|(?<=\w), (?=and )", plain)
    asking = [
        part
        for part in asked
        if "?" in part
        or re.search(
            r"\b(?:i(?:'ll)? need|may i have|can i (?:have|get|take)|give me|"
            r"what|which|could i|tell me|just need|i'd need)\b",
            part,
            re.I,
        )
    ]
    questions = tuple(key for key, pattern in _QUESTIONS if any(re.search(pattern, part, re.I) for part in asking))
    price, per = _price(plain, local)
    reference = _REFERENCE.search(plain)
    last = asked[-1] if asked else plain
    return CalleeLine(
        text=text,
        questions=questions,
        options=_options(plain),
        price=price,
        per=per,
        reference=reference["code"].strip().upper() if reference else "",
        reads_back=bool(_READ_BACK.search(plain)),
        confirms=bool(_CONFIRMS.match(plain) or _MENDED.search(plain)),
        done=bool(_DONE.search(plain)),
        unavailable=bool(_UNAVAILABLE.search(plain)),
        offers=bool(_OFFER.search(plain)),
        repeat=bool(_REPEAT.search(plain)),
        asks_machine=bool(_MACHINE.search(plain)),
        asks_who=bool(_WHO.search(plain)),
        wrong_number=bool(_WRONG.search(plain)),
        bye=bool(_BYE.search(plain)),
        go_ahead=bool(_GO_AHEAD.search(plain)),
        yes_no="?" in last and bool(_YES_NO.search(last)),
        probes=bool(_PROBE.search(plain)),
        waits=bool(_WAITS.match(plain)) and "?" not in plain and not _DONE.search(plain),
    )


def _with_mark(text: str) -> str:
    """A recogniser may leave the question mark out: "city bikes or electric bikes"."""
    bare = bool(text) and text[-1] not in ".!?…"
    return f"{text}?" if bare and (_YES_NO.match(text) or _BARE_QUESTION.search(text)) else text


def _price(text: str, local: str) -> tuple[Amount | None, str]:
    spans = amounts_in(text, local)
    if not spans:
        return None, ""
    totals = [
        span
        for span in spans
        if re.search(
            r"\b(?:total|altogether|all in|comes? to|in all|makes|makes it|sum)\b[^.?!]{0,25}$",
            text[: span.start],
            re.I,
        )
        or re.match(
            r"[^.?!,]{0,12}\b(?:total|altogether|all in|in all|all told|all together|including|with delivery)\b",
            text[span.end :],
            re.I,
        )
    ]
    if totals:
        return totals[-1].amount, ""
    for span in reversed(spans):
        per = re.match(
            r",?\s*(?:a|per|each|for each|for every|every|apiece)\b\s*(night|person|head|hour|piece|ticket|bike|"
            r"day|one)?",
            text[span.end :],
            re.I,
        )
        if per is None:
            return span.amount, ""
        return span.amount, (per[1] or "piece").lower()
    return None, ""


def _options(text: str) -> tuple[str, ...]:
    match = _OPTIONS.search(text)
    if match is None:
        return ()
    lead = re.compile(
        r"^(?:.*\b(?:rather|sit|eat|stay|want|like|prefer|have|in|with|on|for|is it|it|be|that|by|of|take|need|"
        r"want it|them|get|"
        r"be it|a|an|the|and|"
        r"some|either|would it be|should it be)\s)?",
        re.I,
    )
    noun = match["noun"] or ""
    whole = noun and noun.rstrip("s").lower() in match["first"].lower()
    last = f"{match['last']} {noun}" if whole else match["last"]
    parts = [lead.sub("", part.strip()) for part in (match["first"], match["middle"], last) if part]
    parts = [
        part
        for part in parts
        if part and part.lower() not in ("so", "more", "not", "no", "what", "something", "anything")
    ]
    return tuple(parts) if len(parts) > 1 else ()


def option_label(text: str, options: tuple[str, ...]) -> str:
    """What the options are of, for the form's label: ``Chocolate`` of "dark or milk chocolate?"."""
    match = _OPTIONS.search(_with_mark(text.replace("’", "'").strip()))
    if match is not None and match["noun"]:
        return match["noun"].capitalize()
    return " or ".join(options).capitalize()
