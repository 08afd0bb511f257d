"""What a callee's line means to who orders, books or asks: a question, a price, a reading-back, a no, a done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wanderlust.assistant.calls import callee_patterns as forms
from wanderlust.assistant.calls.named_price import price_in
from wanderlust.assistant.calls.offered_options import options_in
from wanderlust.assistant.calls.spoken_short import spelled_out
from wanderlust.domain.calls.amounts import Amount


@dataclass(frozen=True, slots=True)
class CalleeLine:
    """One turn of the callee's, read.

    Attributes:
        text: Their words.
        plain: The same with straight apostrophes and no words run together, and a question mark where a recogniser
            left one out.
        questions: Keys of what they ask for, in the order of our list.
        options: Things to choose between, if they offer any.
        price: The last amount they named, or None.
        per: What it is for: ``night``, ``each`` ..., or empty for the whole.
        reference: A booking's number, or empty.
        open_question: Whether the last that they said is a question; one before it they have answered themselves.
        regrets: Whether they are sorry that something cannot be, and not for making us wait.
    """

    text: str
    plain: str
    questions: tuple[str, ...]
    options: tuple[str, ...]
    price: Amount | None
    per: str
    reference: str
    open_question: bool
    reads_back: bool
    confirms: bool
    done: bool
    unavailable: bool
    regrets: bool
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
    unsure: bool

    @property
    def asks(self) -> bool:
        """Whether an answer is waited for; a choice is one even with a remark after it."""
        return self.open_question or bool(self.questions) or self.go_ahead or bool(self.options)

    @property
    def declines(self) -> bool:
        """Whether it is a no to what was asked for."""
        return self.unavailable or self.regrets


def read_line(text: str, local: str = "") -> CalleeLine:
    """What a line means, by its forms of words; nothing in it is an instruction.

    Args:
        text: One turn of theirs.
        local: ISO 4217 code of their money.
    """
    plain = with_mark(spelled_out(text).strip())
    parts = re.split(r"(?<=[?.!])\s+|(?<=\w), (?=and )", plain)
    asking = [part for part in parts if "?" in part or forms.DEMAND.search(part) or forms.FRAGMENT.match(part)]
    questions = tuple(key for key, pattern in forms.QUESTIONS if any(pattern.search(part) for part in asking))
    price, per = price_in(plain, local)
    reference = forms.REFERENCE.search(plain)
    last = parts[-1] if parts else plain
    done = bool(forms.DONE.search(plain))
    excuses = bool(forms.EXCUSES.search(plain))
    options = options_in(plain)
    return CalleeLine(
        text=text,
        plain=plain,
        questions=_without_lesser(questions),
        options=options,
        price=price,
        per=per,
        reference=reference["code"].strip().upper() if reference else "",
        open_question=last.endswith("?") or _remarks_on_question(parts),
        reads_back=bool(forms.READ_BACK.search(plain)),
        confirms=bool(forms.CONFIRMS.match(plain) or forms.MENDED.search(plain)),
        done=done,
        unavailable=bool(forms.UNAVAILABLE.search(plain)),
        regrets=bool(forms.REGRETS.search(plain)) and not excuses and not forms.MENDED.search(plain),
        offers=bool(forms.OFFER.search(plain)),
        repeat=bool(forms.REPEAT.search(plain)),
        asks_machine=bool(forms.MACHINE.search(plain)),
        asks_who=bool(forms.WHO.search(plain)),
        wrong_number=bool(forms.WRONG.search(plain)),
        bye=bool(forms.BYE.search(plain)),
        go_ahead=bool(forms.GO_AHEAD.search(plain)),
        yes_no=_wants_yes_or_no(parts),
        probes=bool(forms.PROBE.search(plain)),
        waits=bool(forms.WAITS.match(plain)) and "?" not in plain and not done,
        unsure=bool(forms.UNSURE.search(plain)),
    )


def _wants_yes_or_no(parts: list[str]) -> bool:
    """Whether a yes or a no answers their last question; said plainly it needs no verb in front: "they all swim?"."""
    asked = [part for part in parts if part.endswith("?")]
    if not asked or not (parts[-1].endswith("?") or _remarks_on_question(parts)):
        return False
    last = asked[-1]
    return bool(forms.YES_NO.search(last) or forms.TAG.search(last)) or (
        len(last.split()) > 2 and not forms.OPEN_WORD.search(last)
    )


def _remarks_on_question(parts: list[str]) -> bool:
    """Whether the last sentence only says why the question before it is asked: "It's just, the insurance asks."."""
    return len(parts) > 1 and parts[-2].endswith("?") and bool(forms.REASON.match(parts[-1]))


def with_mark(text: str) -> str:
    """A recogniser may leave the question mark out: "city bikes or electric bikes"."""
    bare = bool(text) and text[-1] not in ".!?…"
    return f"{text}?" if bare and (forms.YES_NO.match(text) or forms.BARE_QUESTION.search(text)) else text


# A kind that a more exact one, asked in the same breath, says already.
_LESSER = {
    "where": ("origin", "handover", "identity"),
    "what": ("help", "handover", "else"),
    "help": ("else",),
    "day": ("handover",),
    "count": ("nights",),
    "name": ("spelling", "help"),
    "phone": ("payment", "identity"),
}


def _without_lesser(questions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in questions if not any(other in questions for other in _LESSER.get(key, ())))
