"""Forms of English words by which a callee asks, quotes, agrees, refuses, offers and waits; no text of one business."""

from __future__ import annotations

import re

QUESTIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern, re.I))
    for key, pattern in (
        (
            "payment",
            r"\b(?:card (?:number|details|on file)|credit card|debit card|visa|master ?card|amex|american express|"
            r"deposit|pre-?pay\w*|down ?payment|bank transfer|paypal|(?:pay|paid|payment) (?:now|up ?front|in advance|"
            r"first)|up ?front|security code|expiry|expiration|cvv|bank details|iban|sort code|"
            r"(?:a|your|the) card (?:to|for|so)|how (?:would|will|do|are|shall) (?:you|they|she|he|we) "
            r"(?:like to |going to |be |want to )?(?:pay|settle)(?:ing)?|(?:paying|settling) (?:by|with|in|on)|"
            r"how .{0,25}\bpay(?:ing)?(?=\?)|"
            r"pay (?:by|with|on|when|at|cash)|cash or card|card or cash|payment|who(?:'s| is) paying)\b",
        ),
        (
            "phone",
            r"\b(?:(?:phone|telephone|contact|mobile|cell|callback|call-back|call back) ?"
            r"(?:number|no\.?|details)?s?(?= |\?|,|\.|$)|number (?:can|should|do|could|may|to|for (?:you|them|her|him|"
            r"the driver)) ?(?:we|i|reach|call|ring|text)?|number (?:we|i) (?:can|could|should)|best number|"
            r"a good number|"
            r"(?:your|her|his|their) number|reach (?:you|them|her|him)|(?:call|ring|text) you back on)\b",
        ),
        ("email", r"\b(?:e-?mail)\b"),
        ("birth", r"\b(?:date of birth|birth ?date|birthday|born|how old|d\.?o\.?b|what age)\b"),
        (
            "identity",
            r"\b(?:passport|insurance|social security|id number|licen[cs]e number|driving licen[cs]e|nationality|"
            r"membership|loyalty|home address|where do (?:you|they) live|your address|their address|postcode|"
            r"post code|postal code|zip code|zip)\b",
        ),
        ("spelling", r"\b(?:spell|spelled|spelt|how (?:do|would) you write|letter by letter|with a [cky] or)\b"),
        (
            "else",
            r"\b(?:anything (?:else|more)|something else|is that (?:all|everything|the lot|it)\b(?! okay| ok|'s)|"
            r"(?:will|would) (?:that|there) be (?:all|everything|anything else)|that's (?:all|everything|it)\?|"
            r"what else (?:can|could|would|will|do|may|shall)|that everything\?|any other (?:wishes|requests|"
            r"questions|things)|all for (?:today|now))",
        ),
        (
            "handover",
            r"\b(?:(?:pick(?:ed|ing)?[ -]?up|collect(?:ed|ing|ion)?|take ?away|take ?out|eat in|carry ?out)[ ,]+or "
            r"(?:\w+ ){0,3}?(?:deliver\w*|bring|sent|brought|eat in|take ?away)|(?:deliver\w*|sent|eat in|"
            r"dine in)[ ,]+or "
            r"(?:\w+ ){0,4}?(?:pick(?:ing|ed)?[ -]?(?:up|it|them)|collect\w*|take ?away|take ?out|come)|"
            r"is (?:this|that|it) (?:for|a) (?:delivery|pick-?up|collection)|do (?:you|we) (?:want|need) (?:it|them) "
            r"delivered|are you (?:picking|collecting))\b",
        ),
        (
            "nights",
            r"\b(?:how many nights|how long (?:are|will|would|is|do|for|shall)|until when|length of (?:the |"
            r"your )?stay|"
            r"checking out|check-?out|for how long|leaving (?:us )?when|when are you leaving|nights\?)\b",
        ),
        (
            "count",
            r"\b(?:how many|for how many|party size|party of|how big|number of (?:people|guests|persons|pieces|bikes|"
            r"tickets)|what quantity|quantity|what number|how large|how much (?:did|do|would) (?:you|they) (?:want|"
            r"need)|"
            r"headcount|head count|how many heads|size of (?:the|your) (?:party|group|order)|what size (?:group|party)|"
            r"what(?:'s| is) the (?:count|number)|how much of)\b",
        ),
        (
            "origin",
            r"\b(?:where (?:from|are you(?! (?:tak|head|go|send))|shall (?:we|i|he|she) (?:pick|collect|fetch)|"
            r"do (?:we|i|"
            r"you want us to) (?:pick|collect|fetch)|(?:is|should) the (?:driver|pick-?up)|(?:am|are) (?:i|we) "
            r"(?:picking|collecting|fetching))|pick-?up (?:point|address|location|from|spot|place)|(?:picking|pick|"
            r"collect\w*|fetch\w*) (?:you |them |her |him |the passenger |that |this )?(?:up )?(?:from|"
            r"at)? ?(?:where)?\?|"
            r"from where|coming from|starting (?:point|from)|leaving from|where (?:would|will|do|should|does) .* "
            r"(?:picked up|start|board|collected))",
        ),
        (
            "where",
            r"\b(?:where\b|whereabouts|where's|deliver(?:y|ed|ing)? (?:address|to where|where|to\?|point|location)|"
            r"what(?:'s| is) the (?:delivery )?(?:address|destination|drop|location|venue|place)|(?:which|"
            r"what) (?:address|"
            r"street|hotel are we)|address|destination|going to\?|headed|drop ?(?:ping )?(?:off|point)|to what place)",
        ),
        (
            "name",
            r"\b(?:(?:your|a|the|what|which|whose|under what|under which|last|first|full|booking|that) (?:last |first |"
            r"full |good |sur)?name|name (?:for|on|please|shall|should|is it|do|goes|to put)|surname|family name|"
            r"who(?:'s| is| shall| should| do| am| will| would) .{0,30}\b(?:for|under|name|down as)\b|whose name|"
            r"who is this for|who's it for|who (?:do|should|shall|can|may) i (?:put|say|write|ask)|name\?|names\?|"
            r"who.{1,30}\bfrom\?|who(?:'s| is) (?:the )?(?:coming|passenger|guest|recipient|customer|collecting|"
            r"picking)|under whom|(?:put|book|file|hold|write) (?:it|that|this|them) under\?|\w+ed under\?|make (?:it|"
            r"that) out to|"
            r"and (?:you are|you're|this is)\?|called\?|name of\b|name under\b)",
        ),
        (
            "time",
            r"\b(?:what time|which time|what hour|at what|time (?:would|do|did|shall|should|were|works|suits|is|for|"
            r"are)|"
            r"how late|how early|what's the time|when about|roughly when|(?:any|a) (?:particular|special|certain|"
            r"preferred) (?:time|hour)|preferred time|o'clock\?|time\?|(?:morning|afternoon|lunch|evening)(?:,| or) "
            r"(?:in the |or |the )?(?:morning|afternoon|evening|dinner)|(?:which|what) (?:slot|sitting|"
            r"departure|appointment time))\b",
        ),
        (
            "day",
            r"\b(?:(?:what|which|any) (?:day|date|evening|night|morning)|for when|by when|from when|when (?:is|would|"
            r"will|"
            r"do|did|are|should|shall|were|for|was|does|d'|can|on)|when's|day (?:would|do|did|were|works|suits|is|"
            r"shall|"
            r"should|are)|the (?:exact )?date|date (?:would|is|for|please|do)|when\?|date\?|day\?|how soon|today or )",
        ),
        (
            "help",
            r"\b(?:(?:how|what) (?:can|may|could|might|do|should|shall) (?:i|we) (?:help|do|be of|assist|get you|"
            r"get for "
            r"you|offer)|how (?:can|may) (?:i|we) be|what (?:do|would|did) you (?:need|want|have in mind|wish)(?: from "
            r"(?:me|us))?\s*(?:to (?:order|book|know|ask))?\s*\?|what(?:'s| is) (?:it|this|that|the call|your (?:call|"
            r"question|request|enquiry|query))(?: (?:about|regarding|concerning))?\?|what'll it be|what brings you|"
            r"what are you calling|what can we do)",
        ),
        (
            "what",
            r"\b(?:what (?:would you|can i get|are you (?:after|looking)|did you (?:want|lose)|sort|kind|type|"
            r"exactly)|which one)\b",
        ),
    )
)
_DEMANDS = (
    r"i(?:'ll| will|'d| would|'m going to)? (?:just |also |still |only |then )?(?:need|require|want)|may i have|"
    r"can i (?:have|get|take|grab|ask)|could i (?:have|get|take|grab|ask)|give me|let me (?:have|get|take)|what|which|"
    r"tell me|just need|(?:we|they)(?:'ll|'d)? (?:just |also |do |would |will |usually |always )*(?:need|require|ask|"
    r"charge)|has to be|must be|please (?:give|tell|let)|there(?:'s| is) (?:a|the) \w+ of|mind (?:giving|telling)|"
    r"i (?:don't|still don't) have (?:a|your|the)|missing"
)
# "And your name, dear": a question that a recogniser hears no question in.
FRAGMENT = re.compile(r"^\W*(?:and|so|now)? ?(?:your|the|a|her|his|their) (?:\w+[ ,]*){1,4}[.?!]?$", re.I)
DEMAND = re.compile(rf"\b(?:{_DEMANDS})\b", re.I)
READ_BACK = re.compile(
    r"\b(?:so (?:that's|that is|that would be|that'll be|it's|it is|we have|i have|you (?:want|need|'d like)|you're|"
    r"we've got|i've got|we're (?:saying|talking))|let me (?:just |quickly )*(?:repeat|read|confirm|make sure|check i|"
    r"see if i|run through|go over)|to (?:confirm|recap|repeat|sum up|summari[sz]e|be sure|double-?check)|"
    r"just to (?:be|"
    r"make|confirm|check|double)|i(?:'ve| have) (?!got is\b)(?:got |put |written |noted |jotted |taken |you |down )|"
    r"reading (?:that "
    r")?back|i(?:'ll| will) (?:read|repeat|say) (?:that|it|this) back|(?:is|was) that (?:right|correct|it|what)|"
    r"(?:right|correct|yes|yeah|no|okay|innit)\?$|(?:have|did) i (?:got|get|hear|have|understand|note)|"
    r"that's (?:right|correct), (?:is it|isn't it|yes)|(?:isn't|wasn't|aren't) (?:it|that|they)\?|you said|did you say|"
    r"what i(?:'ve| have) (?:got|written|here)|i have here|if i (?:heard|got|understood)|all (?:right|correct)\?|"
    r"i understood|i'm reading|i read here)\b",
    re.I,
)
CONFIRMS = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|yup|ya|aye|correct|right|that's (?:right|correct|it|all|the one|fine|okay|ok|good|perfect|"
    r"great|me|us|everything)|that is (?:right|correct|it|fine)|exactly|precisely|perfect|spot on|bang on|sure|"
    r"absolutely|indeed|ok(?:ay)?|okey.dokey|all right|alright|righto|right you are|great|lovely|fine|of course|"
    r"certainly|sounds (?:good|right|about right|great)|you got it|wonderful|brilliant|super|smashing|good|excellent|"
    r"very good|no problem|no worries|not a problem|sure thing|got it|got that|noted|you've got it|you have it|"
    r"that's us|mm-?hm+|uh-?huh|will do|done|cool|affirmative|true|agreed|deal|couldn't have said it better|"
    r"(?:that )?looks (?:good|right)|to a t|no changes|nothing to add|works for (?:me|us)|consider it done|"
    r"word for word|all good|happy with that)\b[\s,.!;–-]*)+",
    re.I,
)
MENDED = re.compile(
    r"\b(?:my (?:mistake|bad|fault|error|apologies)|got (?:it|that|you) now|(?:fixed|corrected|changed|amended) (?:it|"
    r"that)|"
    r"i(?:'ve| have) (?:changed|fixed|corrected|noted|updated|amended|crossed) (?:that|it)|i(?:'ll| will) (?:change|"
    r"fix|"
    r"correct|amend) (?:that|it)|silly me|i misheard|misheard you|scratch that|let me (?:fix|change|correct) (?:that|"
    r"it)|"
    r"thanks for (?:catching|correcting))\b",
    re.I,
)
WAITS = re.compile(
    r"^\W*(?:(?:sure|okay|ok|of course|fine|yes|yeah|no problem|all right|right|go on|mm-?hm+)\W+)*"
    r"(?:no (?:rush|hurry|worries|problem)|take your time|i'm (?:still )?here|i(?:'ll| can| will) (?:wait|hold)|"
    r"i'm holding|go ahead and ask|whenever you're ready|i'm not going anywhere|i have time|i've got time|"
    r"all good here)"
    r"\b(?:[,.!]?\s*[a-z']+){0,5}\W*$",
    re.I,
)
DONE = re.compile(
    r"\b(?:(?:you(?:'re| are)|that(?:'s| is)|it(?:'s| is)|you(?:'ve| have)|we(?:'ve| have)|i(?:'ve| have)|all|"
    r"everything(?:'s| is)?|they(?:'re| are)) (?:all |now |been |got you |got that |just |put (?:it|that|you|them) |"
    r"already |gone |went |popped (?:it|you|them|that) )*(?:set|booked|confirmed|reserved|done|in the (?:book|diary|"
    r"system|calendar|computer|oven list)|ordered|on (?:the|our) (?:list|books|schedule|board|sheet|calendar)|down|"
    r"sorted|settled|fixed|written down|written in|taken care of|good to go|placed|arranged|in|held|locked in|"
    r"put through|entered|logged|wrapped up|noted(?: down)?|penned in|pencil?led in|squared away|through)\b|"
    r"(?:the |your )?(?:booking|order|reservation|appointment|table|room|ride|car|taxi|tour|place)(?:'s| is| are|"
    r"s are) "
    r"(?:in|made|placed|confirmed|booked|set|through|yours|waiting|reserved|on)|booking confirmed|"
    r"consider (?:it|that|yourself)|we'll (?:have (?:it|them|that|the|your|everything)|see (?:you|them|her|him)|be "
    r"(?:there|outside|waiting|ready|round)|deliver|get (?:it|that|them) (?:to you|ready|over|going|started)|expect|"
    r"send|bring|keep|hold|drop|pick|collect)|see (?:you|them|her|him) (?:then|on|at|tomorrow|there)|"
    r"look(?:ing)? forward|"
    r"will be (?:there|ready|waiting|outside|with you|round|delivered)|i'll (?:put|pencil|write|book|get|pop|jot|enter|"
    r"mark|reserve|keep|hold|add|send|note) (?:you|that|it|them|this|her|him|down)\b|all yours|it's a deal|"
    r"your (?:reference|confirmation|booking|order|ticket|claim|docket)(?: (?:number|code|no\.?|id))? (?:is|will be)|"
    r"got you (?:down|in|booked)|have you (?:down|in|booked)|popped you|put you (?:in|down)|booked you|you're on|"
    r"that's that|there we (?:go|are)|job done|and done|done and dusted|done and done)",
    re.I,
)
UNAVAILABLE = re.compile(
    r"\b(?:sold out|fully booked|booked (?:up|solid|out|through|till|until)|(?:rented|hired|lent|given|cleaned) out|"
    r"out of (?:stock|them|those|it|season|strawberries|luck|order|service|the question)|(?:we're|we are|all|i'm) full|"
    r"full up|(?:have|has|got|'ve) (?:no|none|nothing|not a single|not one|zero)|(?:don't|do not|doesn't|"
    r"didn't) (?:have|"
    r"stock|do|deliver|carry|offer|sell|take|serve|run|cater|see any|keep)|nothing (?:left|free|available|open|at all|"
    r"i can|we can|doing)|no (?:tables?|rooms?|cars?|cabs?|drivers?|bikes?|slots?|tickets?|appointments?|space|"
    r"vacanc\w+|more|availability|chance|stock|luck|seats?|places?|capacity|openings?|room|way|can do|spots?|sign of)|"
    r"not (?:available|possible|in stock|open|on sale|able to|going to (?:work|happen|be possible)|gonna (?:work|"
    r"happen)|"
    r"a single|until|before|taking|any)|unavailable|impossible|closed (?:on|that|then|all|for|until|down)|(?:we're|are|"
    r"be|is|it's) closed\b|(?:can't|cannot|couldn't|won't be able to|unable to|not able to) (?:do|take|make|fit|offer|"
    r"manage|help|accommodate|squeeze|oblige|get|find|serve|deliver|promise|be done|right now|this time)|run out|"
    r"ran out|all gone|(?:is|are|'s|'re) (?:completely |all |already |totally |every \w+ )?(?:full|taken|gone|reserved|"
    r"spoken for|snapped up|sold|out|packed|rammed|chock|beyond)|beyond (?:us|me|what)|(?:do not|don't|doesn't|does "
    r"not|won't|aren't|isn't|not) (?:sail(?:ing)?|run(?:ning)?|open|operat(?:e|ing)|drive|going out|go out|fly)|"
    r"no longer|everything(?:'s| is) (?:gone|taken|out|booked|full)|none left|(?:all|every \w+|it's all) (?:taken|"
    r"reserved|out|rented|booked|gone|spoken)|packed (?:out|full|solid)|spoken for|snowed under|wish i could|"
    r"wish we could|maxed out|no-go|overbooked|swamped|short-?staffed|broken down|discontinued|turn(?:ed)? people away|"
    r"forget (?:it|that)|call(?:ed|ing)? (?:\w+ ){0,3}off|cancell?ed|love to,? but|like to,? but|(?:quit|"
    r"stopped|not) (?:taking|selling|doing|serving)|"
    r"out till|last (?:one|of them)s? (?:went|sold|has gone|just went)|nobody free|no one (?:free|available)|"
    r"not (?:this|that) (?:week|day|time|month)|chock|"
    r"(?:isn't|aren't|not|no longer|stopped|'re not|'s not) (?:\w+ )?(?:taking|accepting|doing|booking|seeing|serving)|"
    r"(?:being|getting|under) (?:repaired|fixed|serviced|renovated|repair|maintenance)|nothing doing|not any ?more|"
    r"only (?:take|do|accept|handle) (?:\w+ )?(?:bookings|orders|reservations|"
    r"them|it|those) (?:online|by|through|on|in|at)|(?:online|website|app|walk-?ins?|members) only|through (?:our|the) "
    r"(?:website|app)|(?:have|has|need) to (?:be done|book|order|come|do (?:it|that)) (?:online|in person|on the|"
    r"through))\b",
    re.I,
)
CALL_BACK = re.compile(
    r"\b(?:can|could|would|will|please|you'd (?:have|need) to|better|try|mind)\b.{0,20}\b(?:call(?:ing)?|ring(?:ing)?|"
    r"phon(?:e|ing)|try(?:ing)?)(?: us| me)? (?:back|again)\b(?! (?:you|on|number|to)\b)",
    re.I,
)
STILL_THERE = re.compile(r"\b(?:are you (?:still )?there|still there|can you hear me|you there)\b", re.I)
SCARCE = re.compile(
    r"\b(?:only|left|remaining|enough|the rest|up to|at most|no more than|the most|as many as|short of|in stock|"
    r"to hand|"
    r"can spare)\b",
    re.I,
)
REGRETS = re.compile(
    r"\b(?:sorry|afraid|unfortunately|apologi[sz]e|apologies|regret|pity|alas|sadly|no luck|another time|"
    r"couldn't help|can't help|try (?:elsewhere|somewhere|another|next)|maybe next time|better luck)\b",
    re.I,
)
EXCUSES = re.compile(
    r"\bsorry (?:about|for) (?:the|that|keeping|making|your|my|all)\b|\bsorry to (?:keep|have kept|make|leave)\b|"
    r"(?:back|here)(?: again)?,? sorry|\bsorry,? (?:i'm |i am )?back\b|\bthanks for (?:waiting|holding|hanging|your)|"
    r"\bsorry,? (?:i )?(?:misheard|got it|got that|my|wrote|that was)|(?:oh|ah|oops),? sorry,? (?:got|i(?:'ve| have)|"
    r"my)|"
    r"\bsorry (?:love|dear|hon\w*|mate|dar\w+)?,? ?(?:he|she|they|it|somebody|someone|that|the dog|my)\b|"
    r"\bsorry,? (?:a |the )?(?:customer|delivery|line|other)",
    re.I,
)
OFFER = re.compile(
    r"\b(?:(?:we|i)(?:'d| could| can| would| might)(?: only| still| just| maybe| perhaps| certainly| always)? "
    r"(?:be able to )?(?:do|have|offer|give|manage|fit|squeeze|get|put|move|swap|stretch|make it|see you|take you|"
    r"slot|let you have|propose|suggest)|(?:we|i)(?:'ve| have| do have)(?: still| only| just)* got|how about|"
    r"what about|"
    r"how would|would .*\b(?:work|suit|do|be (?:ok|okay|fine|all right|good|possible|any use))|(?:is|are) .*\b(?:ok|"
    r"okay|"
    r"fine|all right|possible|any good|any use)\?|instead|rather than that|the (?:earliest|soonest|next|closest|"
    r"nearest|"
    r"only|latest|best|first|most) (?:[\w']+ )*(?:is|would|we|i|one|available|free|slot|left)|"
    r"but (?:we|i) (?:do |still |could |can |would )?(?:have|do|offer)|only (?:have|got|do|left)|or else|"
    r"what i (?:can|could|do have)|"
    r"could you (?:do|make|live|come|manage)|(?:is|are|'s) (?:still )?(?:free|open|available)|up for|alternative|"
    r"(?:there's|there is|there are) (?:a |an |one |some |still )*\w* ?(?:free|left|open|at|space|room)|move (?:you|"
    r"it) to|(?:we|i|you) (?:could|might)\b(?!n't| not)|"
    r"take (?:it|that|them) or leave|all (?:i|we) (?:can|could|have|'ve)|would (?:she|he|you|they|your \w+) (?:take|"
    r"accept|settle|mind|consider)|if (?:you|she|he|they)(?:'re| is| are| guys are)? flexible|any good\?|"
    r"push (?:it|you) (?:back )?to)",
    re.I,
)
REPEAT = re.compile(
    r"^\W*(?:(?:i'm |i am )?(?:so |very |terribly )?sorry|pardon(?: me)?|excuse me|what|huh|eh|hm|come again|say again|"
    r"hello)\W*(?:\?|$|what was|what did|could|can|i (?:did|could|can|missed|lost)|come|say|you(?:'re| are) (?:break|"
    r"very|"
    r"a bit|cutting)|the line|once|run)|"
    r"\b(?:say that again|repeat (?:that|it|please|yourself|the)|(?:didn't|did not|couldn't|can't|cannot|don't|not|"
    r"hardly|barely|never|only) (?:quite |really |fully |get |even )?(?:catch|caught|hear|heard|get|got|understand|"
    r"follow|make out)(?: (?:you|that|it|what|a word|all|most|any|half))?|come again|once more|speak up|"
    r"(?:line|connection|signal|reception)(?:'s| is| seems) (?:\w+ )*(?:bad|terrible|awful|breaking|noisy|poor|"
    r"dreadful|"
    r"crackly|faint|dodgy|horrible)|breaking up|cutting (?:out|in)|one more time|what did you say|what was that|"
    r"run (?:that|it) (?:by|past) me|a bit (?:louder|slower)|(?:louder|slower|slowly),? please|lost you (?:there|for)|"
    r"missed (?:that|it|the|what|half|most)|(?:what's that|you what)(?=\?)|from the (?:top|start|beginning))\b",
    re.I,
)
MACHINE = re.compile(
    r"\b(?:are|is) (?:you|this|that) (?:really |actually |like |just |even )?(?:a |an |one of (?:those|these) |"
    r"some (?:kind|"
    r"sort) of )?(?:real |live |actual |talking |computer )?(?:robots?|machine|bots?|computer|ai|human|person|"
    r"recording|"
    r"automated|a\.i\.)\b|\bam i (?:talking|speaking) (?:to|with) (?:a|an) ",
    re.I,
)
WHO = re.compile(
    r"\bwho(?:'s| is)? (?:this|calling|that|speaking|am i (?:talking|speaking))|\bwho are you\b|\bwho'?m am i|"
    r"\bwho did you say|\bwhere are you calling from|\bwhich company\b",
    re.I,
)
WRONG = re.compile(
    r"\bwrong number\b|\bno (?:such )?(?:shop|business|one by that name|restaurant|company) (?:here|at)\b|"
    r"\bthis is (?:not (?:a|the)|a private|a residential|somebody's|someone's)\b|\bdialled wrong|\bprivate (?:number|"
    r"house|home|line)\b|\b(?:isn't|is not) (?:a |the )?(?:shop|restaurant|hotel|business)\b",
    re.I,
)
BYE = re.compile(
    r"\b(?:good ?bye|bye(?:[- ]?bye)?|have a (?:good|nice|great|lovely) (?:day|one|evening|night|weekend)|take care|"
    r"cheers|ciao|so long|ta-?ta|all the best|speak soon|until then)\b",
    re.I,
)
GO_AHEAD = re.compile(
    r"\b(?:shall|should|can|may|could|want me to|will) (?:i|we)? ?(?:go ahead|book|put|place|confirm|reserve|order|"
    r"take|"
    r"write|ring|hold|proceed|send|pencil|do that|get that|lock|enter|pop|sign|run with|go with|get (?:it|this|them)|"
    r"note)|(?:would|do) you (?:like|want) (?:me |us )?(?:to )?(?:go ahead|book|order|confirm|proceed|reserve|"
    r"take (?:it|"
    r"that|them|one)|that|it|this)\b|does that (?:work|suit|sound|fit)|(?:is|would|will) that (?:be )?(?:ok|okay|all "
    r"right|alright|fine|good|acceptable|work|do|suit)|sound (?:good|all right|ok|okay|fine|fair)|how does that sound|"
    r"that (?:ok|okay|all right|fine|work)\b|go ahead with|happy with that|want (?:it|that|them)\?|will that do|"
    r"good for "
    r"you|are we (?:on|good|agreed)|(?:we have a )?deal\?|go for it\?|interested\?|okay with (?:you|that)|"
    r"fair enough\?|"
    r"shall we say|would you take|you in\?",
    re.I,
)
YES_NO = re.compile(
    r"^\W*(?:(?:and|so|okay|ok|oh|well|also|right|great|lovely|sure|now|then|just one (?:thing|question)|"
    r"quick question|one more thing|last thing|last question|perfect|fine|hm|one thing|by the way|before i forget)"
    r"\W+)*(?:do|does|did|is|are|was|were|will|would|can|could|should|shall|may|have|has|any|anything|anyone|need|"
    r"d'you|you(?:'d| want| need)|want|fancy|with|care for)\b",
    re.I,
)
TAG = re.compile(
    r",? (?:is|isn't|was|wasn't|are|aren't|do|don't|does|doesn't|did|didn't|has|hasn't|have|haven't|will|won't|can|"
    r"can't|would|wouldn't) (?:it|that|they|she|he|you|we|there)\?$|\bdo you know\?$|\bor no\?$",
    re.I,
)
# After a price only small words: "We good?", "Is she all right with that?"
SMALL_QUESTION = re.compile(
    r"[.!,…\d]\s+(?:(?:is|are|does|do|would|will|that|this|it|she|he|they|you|we|your \w+|all|right|alright|good|okay|"
    r"ok|fine|with|for|to|be|work|works|sound|sounds|still|happy|cool|yes|yeah|deal|want|the|me|so)\W+){1,7}$(?<=\?)",
    re.I,
)
# At the head of a clause or at the very end: in "they all know how to swim?" no "how" is asked for.
OPEN_WORD = re.compile(
    r"(?:^\W*|[,;:–-]\s*|\b(?:and|so|but|or|for|at|by|in|on|to|from|until|with|then|now|okay|ok|well|about|under)\s+)"
    r"(?:what|which|how|who|whose|when|where|why)\b|\b(?:what|which|how|who|whom|when|where|why|many|much)\W*$",
    re.I,
)
REASON = re.compile(
    r"^\W*(?:(?:it's|that's|i'm) (?:just|only|for|because|why|so|asking)|just (?:so|because|in case|asking)|because|"
    r"'cause|cause|(?:the|our) \w+ (?:makes?|wants?|needs?|likes?|asks?) (?:me|us|to)|i (?:have|need) to ask|"
    r"(?:they|we) (?:ask|need to know) (?:everybody|everyone)?|only asking)",
    re.I,
)
BARE_QUESTION = re.compile(
    r"^\W*(?:and |so )?(?:what|which|how|who|when|where)\b|\b(?!yes|no)\w+ or (?!so\b|not\b)\w+(?: \w+){0,2}$", re.I
)
REFERENCE = re.compile(
    r"\b(?:reference|confirmation|booking|order|ticket|claim|case|file|docket|reservation)(?: (?:number|code|no\.?|"
    r"id))?"
    r"(?: (?:is|will be|was)|:|'s)? (?:number )?(?P<code>(?=[\w-]*\d)[A-Za-z]{0,4}[- ]?\d[\w-]*)",
    re.I,
)
PROBE = re.compile(
    r"\b(?:(?:your|the|his|her|their|maximum|max|upper|highest|top) (?:budget|limit|maximum|price limit)|"
    r"how much (?:can|could|would|will|are|is|do|does) (?:you|they|he|she|your \w+) (?:\w+ )?(?:spend|pay|afford|have|"
    r"willing|budget)|most (?:you|they|she|he) (?:can|could|would|will|'ll) (?:pay|spend)|(?:your|all|the|system|"
    r"previous) instructions?|system prompt|"
    r"ignore (?:all|your|any|previous|the)|itinerary|where (?:is|are) (?:she|he|they|your \w+) (?:staying|now|"
    r"travell?ing)|which hotel|what hotel|staying (?:at|in)|room number|password|pin\b|api key|other (?:bookings|calls|"
    r"plans)|travel(?:l?ing)? (?:plans|alone|with)|flight|your (?:boss|owner|developer|model|creator|name of the "
    r"model)|next trip|what else (?:do you know|can you tell))\b",
    re.I,
)
UNSURE = re.compile(
    r"\b(?:let me (?:see|think|check|look|ask|have)|i(?:'ll| will|'d)? (?:have|need|want|has)? ?to (?:check|ask|look|"
    r"see)|"
    r"not sure|maybe|perhaps|i think|i guess|hm+|hang on|hold on|wait|one (?:sec|second|moment|minute)|let's see|"
    r"bear with|i'd have to|depends)\b",
    re.I,
)
NEGATIVE = re.compile(
    r"\b(?:can't|cannot|won't|don't|doesn't|isn't|aren't|couldn't|no|not|none|nothing|never|until|already|unable)\b",
    re.I,
)
WANTS_DATA = re.compile(
    r"\b(?:number|details|deposit|security|expir\w*|cvv|iban|advance|up ?front|now|pre-?pay\w*|down ?payment|first|"
    r"hold|secure|guarantee|transfer)\b",
    re.I,
)
