"""What to put on a plan or take off it: the thing itself, out of the words and clauses around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wanderlust.domain.money import folded
from wanderlust.engine.router.trimming import without_article
from wanderlust.engine.router.wording import trimmed

_ASK_WORDS = """
please kindly pls can could would will you ya we i i'd we'd we're we'll i'll i'm i've we've let's lets let us me
want wanna gonna gotta wanted like love need have having got get getting to go going be do doing see seeing visit
visiting hit also just maybe perhaps and then so ok okay great right well yeah sure actually now uh um oh hey nah no
yes alright sweet lovely perfect must not don't should reckon think thinking fancy fancied might it'd it's its
that's that this there here he she they said says promised wants with of for in into on onto down up at by from
after first if when since because as possible nice good idea was were is are remember remind make forget bruv mate
dear a an the my our some another one more trying try hoping hope planning it them both what who hmm thought
second_thought wait
"""
_ADD_WORDS = """
add adding ad added put putting place stick pop chuck whack bung bang slip slot squeeze throw pencil pen pensill
note write jot mark lock log save keep schedule scheduling plan include input insert enter register book booking fit
work drop set arrange reserve sneak shove fill pack leave room reschedule pin tick count sign sort organise organize
block bring apunta añade agrega pon mete incluye quiero ir al ajoute rajoute mets inscris trag füge setz plane
schreib mach aggiungi metti inserisci segna adiciona coloca põe marca acrescenta inclui aí mal bitte
"""
_REMOVE_WORDS = """
remove removing throw shift instead delete deleting drop dropping scrap cancel can bin lose ditch skip skipping take
taking off out away cross strike scratch scrub axe kill chuck rid give giving leave leaving clear erase wipe rub
toss pull dump free forget forgetting about idea whole won't shan't aren't isn't any anymore longer bother bothering
making make manage managing gone over keen fussed changed mind minds decided against late bail unbook unschedule
keep keeping cut can't cannot never thing quita elimina borra saca enlève supprime retire annule streich streiche
entferne lösche nimm togli cancella rimuovi leva tira apaga retira laisse tomber ya vamos al el la los las le les l'
il lo gli o os as das die der den ne pas non nous on va wir
"""
_LEAD_ADD = frozenset(folded(word) for word in (_ASK_WORDS + _ADD_WORDS).split())
_LEAD_REMOVE = frozenset(folded(word) for word in (_ASK_WORDS + _REMOVE_WORDS).split())
_TAIL_WORDS = """
in on onto into down for at to the and would ya you please then too as well instead also my our me us it that there
somewhere with of is say around about by off out up from but so after all again anymore any more either right now ok
okay will can could if it's don't want need them ta thanks mate love plan raus ein an auf de para el am um pls
whichever next hinzu come let's get
"""
_TAIL = frozenset(folded(word) for word in _TAIL_WORDS.split())
_KEPT_PAIRS = re.compile(
    r"(?:day (?:trip|tour|at|out|hike)|book(?: ?shop| fair|store)|see (?:the )?view|night|first aid|place |"
    r"working lunch|"
    r"one[- ]on|with\s)",
    re.I,
)
# What says that a thing is gone, after its name.
_STATE = re.compile(
    r"(?:\s+(?:is|are|isn't|aren't|was|were|has|have|had|got|gets|falls?|fell|can|could|should|must|needs?|won't|doesn't|just|"
    r"vanish\w*|disappear\w*|ain't|don't|we|i|you|que|de samedi)|'s (?:not|off|shut|closed|cancelled|out|been|"
    r"gone|a no|no))\b.*$",
    re.I | re.S,
)
_WISH = re.compile(r"^.*\b(?:grateful|lovely|nice|great|glad|good|ideal|best|better|like it|love it)\s+if\s+", re.I)
_ASIDE = re.compile(
    r"\s+(?:because|cause|coz|since we|since i|as we|as i|so (?:get|take|remove|drop|scrap|delete|cross|bin|"
    r"lose|we|i|it)|"
    r"would you|will you|would ya|could you|if you|before we|before i|while we|though|haha)\b.*$",
    re.I | re.S,
)
_POINTER_WORDS = """
it that this them there that_one this_one one those both thing stuff anything the_one same same_time same_day visit
eso esto ca das es lo la something both_of_those that_place this_place place here time evening_time after_lunch
first_thing morning_time nothing plans schedule itinerary trip plan list
"""
_POINTERS = frozenset(word.replace("_", " ") for word in _POINTER_WORDS.split())


# A clause that opens with one of these says what is meant; the others say why.
_TAKES_OFF = re.compile(
    r"(?:so |and |please |just |then |kindly |can you |could you |let's )*(?:remove|delete|scrap|cancel|bin|"
    r"ditch|skip|cross|strike|scratch|scrub|axe|"
    r"drop|lose|erase|get rid of|take)\s+(?!(?:it|that|them|this)\b)\w",
    re.I,
)
_PUTS_ON = re.compile(
    r"(?:so |and |please |just |then |kindly |can you |could you |let's )*(?:add|put|stick|pop|chuck|pencil|"
    r"slot|squeeze|schedule|include|book)\s+"
    r"(?!(?:it|that|them|this|me)\b)\w",
    re.I,
)


def plan_item(text: str, removing: bool) -> str:
    """The thing that a request puts on the plan or takes off it; empty when it only points ("pop it on").

    Args:
        text: The request without day, time and words for the plan.
        removing: Whether it takes off.
    """
    lead = _LEAD_REMOVE if removing else _LEAD_ADD
    text = _WISH.sub("", text)
    clauses = re.split(r"[.;!?:…]+\s*|,\s*|\s+-\s+|\s+and then\s+", text)
    verbs = _TAKES_OFF if removing else _PUTS_ON
    for clause in sorted(clauses, key=lambda clause: not verbs.match(clause)):
        words = _core(clause, lead, removing)
        if words and folded(words) not in _POINTERS:
            return words
    return ""


def _core(clause: str, lead: frozenset[str], removing: bool) -> str:
    clause = _ASIDE.sub("", f" {clause}").strip()
    words = _without_ends(clause, lead)
    if removing:
        words = _without_ends(trimmed(_STATE.sub("", f" {words}").strip() or ""), lead)
    words = re.sub(
        r"^(?:visit|trip|visita|visite|besuch|ticket|tickets) (?:to|at|of|a|de|à|in|zum?|for)\s+(?:the\s+)?",
        "",
        words,
        flags=re.I,
    )
    words = re.sub(r"\s+(?:idea|thing|bit)$", "", words)
    return words if len(words.split()) <= 9 else ""


def _without_ends(clause: str, lead: frozenset[str]) -> str:
    tokens = list(re.finditer(r"[^\s,]+", clause))
    first, last = 0, len(tokens)
    while (
        first < last and _bare(tokens[first].group()) in lead and not _KEPT_PAIRS.match(clause[tokens[first].start() :])
    ):
        first += 1
    while last > first and (_bare(tokens[last - 1].group()) in _TAIL or not re.search(r"\w", tokens[last - 1].group())):
        last -= 1
    if first >= last:
        return ""
    return without_article(trimmed(clause[tokens[first].start() : tokens[last - 1].end()]))


def _bare(token: str) -> str:
    return folded(token.strip("\"'“”,.()"))


def among(words: str, names: Sequence[str]) -> str:
    """The one name that shares the most telling words with what was said; empty when none or several do."""
    said = {_stem(word) for word in re.findall(r"[^\W_]{3,}", folded(words))} - {
        "the",
        "and",
        "off",
        "out",
        "one",
        "for",
    }
    scored = sorted(
        ((len(said & {_stem(w) for w in re.findall(r"[^\W_]{3,}", folded(n))}), n) for n in names), reverse=True
    )
    if not scored or scored[0][0] == 0 or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return ""
    return scored[0][1]


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|es|s|e)$", "", word) if len(word) > 4 else word
