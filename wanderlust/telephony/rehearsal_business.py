"""A business on this computer that picks up, asks, quotes and books: its manners here, its words in a data file."""

from __future__ import annotations

import random
import re
import tomllib
from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from wanderlust.domain.calls.amounts import Amount, amounts_in
from wanderlust.domain.calls.line import EndReason
from wanderlust.domain.errors import BadInput, DataMissing
from wanderlust.telephony.rehearsal_aloud import price_aloud, time_aloud
from wanderlust.telephony.rehearsal_hearing import facts_heard


class Mood(Enum):
    """What kind of day the business has."""

    PLAIN = "plain"
    BUSY = "busy"
    NO_ANSWER = "no answer"
    HOLD = "hold"
    MISHEARS = "mishears"
    NOISY = "noisy"
    SOLD_OUT = "sold out"
    ALTERNATIVE = "alternative"
    OVER_BUDGET = "over budget"
    VOICEMAIL = "voicemail"
    REFUSES = "refuses"
    WANTS_CARD = "wants card"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of the business: the words, the pause before them, and whether it hangs up after."""

    text: str
    after_s: float = 0.6
    hangs_up: bool = False


@dataclass(slots=True)
class Record:
    """What the business wrote down; a test compares it with what was asked for."""

    facts: dict[str, str] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    price: Amount | None = None
    booked: bool = False
    answered: list[str] = field(default_factory=list)
    reference: str = ""
    first_heard: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A business's data file."""

    key: str
    name: str
    number: str
    place: str
    country: str
    timezone: str
    kind: str
    goal: str
    table: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Script:
        """Read ``resources/rehearsal/<key>.toml``; raises DataMissing when it cannot be read."""
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            known = {k: str(table[k]) for k in ("name", "number", "place", "country", "timezone", "kind", "goal")}
            return cls(key=path.stem, table=table, **known)
        except (OSError, ValueError, KeyError) as error:
            raise DataMissing("rehearsal", f"The rehearsal business {path.stem} cannot be read.") from error

    def lines(self, key: str) -> list[str]:
        """The ways to say something; empty when this business never says it."""
        value = self.table.get(key, [])
        return [value] if isinstance(value, str) else list(value)


def scripts_in(folder: Path) -> dict[str, Script]:
    """Every business of a folder by its key."""
    return {path.stem: Script.read(path) for path in sorted(folder.glob("*.toml"))}


def script_named(folder: Path, key: str) -> Script:
    """One business; raises BadInput with the ones there are."""
    known = scripts_in(folder)
    if key not in known:
        raise BadInput(f'There is no rehearsal business "{key}".', f"There are {', '.join(known)}.")
    return known[key]


class Business:
    """One telephone call as its other side lives it.

    Args:
        script: Who it is.
        mood: What kind of day it has.
        choose: Picks among the ways to say something.
    """

    def __init__(self, script: Script, mood: Mood, choose: random.Random) -> None:
        self.script = script
        self.mood = mood
        self.record = Record()
        self._choose = choose
        self._queue: deque[Spoken] = deque()
        self._needs: list[dict[str, Any]] = list(script.table.get("need", []))
        self._choices: list[dict[str, Any]] = list(script.table.get("choice", []))
        self._open_need = self._open_choice = ""
        self._stage = "leave"
        self._held = self._misheard = self._noisy = self._offered = False
        self._last = ""

    @property
    def picks_up(self) -> EndReason | None:
        """None when it answers, else why the call ends without."""
        return {Mood.BUSY: "busy", Mood.NO_ANSWER: "no_answer"}.get(self.mood)  # type: ignore[return-value]  # both are

    def pick_up(self) -> None:
        """It answers."""
        if self.mood is Mood.VOICEMAIL:
            self._say("voicemail", after=1.0)
            return
        if menu := self.script.lines("menu"):
            self._queue.append(Spoken(menu[0], 1.0))
            self._stage = "menu"
            return
        self._say("greeting", after=1.0)

    def next_line(self) -> Spoken | None:
        """What it says now, or None when it listens."""
        return self._queue.popleft() if self._queue else None

    def pressed(self, digits: str) -> None:
        """A key was pressed in its menu."""
        if self._stage == "menu":
            self._stage = "leave"
            self._say("greeting", after=1.5)

    def hear(self, text: str) -> None:
        """The caller said this."""
        if not self.record.first_heard:
            self.record.first_heard = text
        if self.mood is Mood.VOICEMAIL or self._stage in ("menu", "over"):
            return
        if re.search(r"\bgoodbye\b", text, re.I):
            self.record.booked = self.record.booked and not re.search(r"\bdo not book\b", text, re.I)
            self._stage = "over"
            self._say("bye", hangs_up=True)
            return
        if re.search(r"\bare you still there\b", text, re.I):
            self._queue.append(Spoken(self._last or "Yes?"))
            return
        if self._stage == "leave":
            self._on_disclosure(text)
        elif re.search(r"\bone moment, please, i am asking|still waiting for the answer", text, re.I):
            self._say("waits")
        elif re.search(r"\b(?:say (?:it|that) (?:another way|again)|did not understand)\b", text, re.I):
            self._queue.append(Spoken(self._last))
        elif self.script.kind == "ask":
            self._on_question(text)
        else:
            self._on_order(text)

    def _on_disclosure(self, text: str) -> None:
        if self.mood is Mood.REFUSES:
            self._stage = "over"
            self._say("refuse", hangs_up=True, after=0.8)
            return
        self._stage = "needs"
        self._say("leave")

    # -- orders and bookings -------------------------------------------------------------------------------------------

    def _on_order(self, text: str) -> None:
        if self._before_all(text):
            return
        if self._stage == "refused":
            self._say("sorry")
            return
        if self._stage == "offered":
            self._on_offer(text)
            return
        if re.search(r"\b(?:payment details|paid on|paid in)\b", text, re.I) and self._stage == "paying":
            self._stage = "quoted"
            self._say("card_waived")
            self._close()
            return
        if re.search(r"\bcheaper\b", text, re.I):
            before = self._price()
            self._listen(text)
            self.record.price = self._price()
            self._say("no_cheaper" if self.record.price == before else "cheaper_now")
            return
        self._listen(text)
        if re.search(r"\bnot quite\b", text, re.I):
            self._corrected()
            return
        if re.search(r"\bread that back\b", text, re.I):
            self._on_read_back(text)
            return
        self._go_on(text)

    def _before_all(self, text: str) -> bool:
        """Moods that come before anything is written down."""
        if self.mood is Mood.NOISY and not self._noisy:
            self._noisy = True
            self._say("pardon")
            return True
        if self.mood is Mood.HOLD and not self._held:
            self._held = True
            self._listen(text)
            self._say("hold")
            back = self._pick("back")
            self._queue.append(Spoken(back, 25.0))
            self._go_on(text, quietly=True)
            return True
        if self.mood is Mood.SOLD_OUT:
            self._stage = "refused"
            self._say("sold_out")
            return True
        if self.mood is Mood.ALTERNATIVE and not self._offered and self._has_need_for_offer(text):
            self._offered = True
            self._stage = "offered"
            self._say("alternative")
            return True
        return False

    def _has_need_for_offer(self, text: str) -> bool:
        self._listen(text)
        return True

    def _on_offer(self, text: str) -> None:
        if re.search(r"\b(?:no|not)\b", text, re.I) and not re.search(r"\byes\b", text, re.I):
            self._stage = "refused"
            self._say("sorry")
            return
        change = self.script.table["alternative_is"]
        self.record.facts[str(change["key"])] = str(change["value"])
        self._stage = "needs"
        self._go_on(text)

    def _listen(self, text: str) -> None:
        """Write down what the words give; a wrong ear writes down something else once."""
        heard = facts_heard(text, self._open_need)
        wanted = {str(need["key"]) for need in self._needs}
        wrong = self.script.table.get("mishears", {})
        for key, value in heard.items():
            if key not in wanted:
                continue
            if self.mood is Mood.MISHEARS and not self._misheard and key == wrong.get("key"):
                self._misheard = True
                value = str(wrong["value"])
            self.record.facts[key] = value
        for choice in self._choices:
            for option in choice["options"]:
                if re.search(rf"\b{re.escape(option)}\b", text, re.I) and self._open_choice == choice["key"]:
                    self.record.choices[choice["key"]] = option
        if (
            self._open_choice
            and self._open_choice not in self.record.choices
            and re.search(
                r"\byes\b|"
                r"\bno\b",
                text,
                re.I,
            )
        ):
            self.record.choices[self._open_choice] = "yes" if re.search(r"\byes\b", text, re.I) else "no"

    def _go_on(self, text: str, quietly: bool = False) -> None:
        """Ask what is missing, then quote, then book."""
        if quietly and self._queue:
            # What follows a pause on hold is said in the same breath.
            before = self._queue.pop()
            self._advance(text)
            if self._queue and self._queue[-1] is not before:
                following = self._queue.pop()
                self._queue.append(Spoken(f"{before.text} {following.text}", before.after_s))
            return
        self._advance(text)

    def _advance(self, text: str) -> None:
        for need in self._needs:
            if str(need["key"]) not in self.record.facts:
                self._open_need, self._open_choice = str(need["key"]), ""
                self._put(self._choose.choice(need["ask"]))
                return
        self._open_need = ""
        for choice in self._choices:
            if choice["key"] not in self.record.choices:
                self._open_choice = choice["key"]
                self._put(self._choose.choice(choice["ask"]))
                return
        self._open_choice = ""
        if self._stage != "quoted" and self.script.lines("quote"):
            self._stage = "quoted"
            self.record.price = self._price()
            self._say("quote")
            return
        if self.mood is Mood.MISHEARS and self._misheard and not self.record.booked and self._stage != "read":
            self._stage = "read"
            self._say("read_back")
            return
        self._close()

    def _corrected(self) -> None:
        self._misheard = True
        if self.script.lines("quote"):
            self.record.price = self._price()
        self._say("corrected")

    def _on_read_back(self, text: str) -> None:
        heard = facts_heard(text, "")
        differing = [key for key, value in heard.items() if self.record.facts.get(key, value) != value]
        if differing:
            for key in differing:
                self.record.facts[key] = heard[key]
            self._say("corrected")
            return
        self._close(right=True)

    def _close(self, right: bool = False) -> None:
        if self.record.booked:
            self._say("right")
            return
        if self.mood is Mood.WANTS_CARD and self._stage != "paying":
            self._stage = "paying"
            if not self._offered:
                self._offered = True
                self._say("wants_card")
                return
        self.record.booked = True
        self.record.reference = str(self.script.table.get("reference", ""))
        lead = f"{self._pick('right')} " if right else ""
        self._put(f"{lead}{self._pick('close')}")

    def _price(self) -> Amount:
        table = self.script.table["price"]
        count = float(self.record.facts.get("count", "1")) if table.get("each") else 0.0
        nights = float(self.record.facts.get("nights", "1"))
        value = (
            float(table.get("base", 0)) * (nights if table.get("nightly") else 1) + float(table.get("each", 0)) * count
        )
        if self.mood is Mood.OVER_BUDGET:
            value *= float(table.get("dear", 2.0))
        return Amount(round(value, 2), str(table["currency"]))

    # -- questions -----------------------------------------------------------------------------------------------------

    def _on_question(self, text: str) -> None:
        if self.mood is Mood.NOISY and not self._noisy:
            self._noisy = True
            self._say("pardon")
            return
        if re.search(r"\bis that right\b", text, re.I):
            self.record.booked = True
            self._say("right")
            return
        if self._open_need:
            self.record.facts[self._open_need] = text
            self._open_need = ""
        for need in self._needs:
            if need["key"] not in self.record.facts and self.mood is not Mood.HOLD:
                self._open_need = str(need["key"])
                self._put(self._choose.choice(need["ask"]))
                return
        if self.mood is Mood.HOLD and not self._held:
            self._held = True
            self._say("hold")
            self._queue.append(Spoken(f"{self._pick('back')} {self._answer(text)}", 25.0))
            return
        self._put(self._answer(text))

    def _answer(self, text: str) -> str:
        kind = {Mood.SOLD_OUT: "no_answers", Mood.ALTERNATIVE: "no_answers"}.get(self.mood, "answers")
        said = []
        for answer in self.script.table[kind]:
            if re.search(answer["match"], text, re.I):
                said.append(self._choose.choice(answer["say"]))
                self.record.answered.append(str(answer["key"]))
        if not said:
            last = self.script.table[kind][0]
            self.record.answered.append(str(last["key"]))
            said.append(self._choose.choice(last["say"]))
        return " ".join(said)

    # -- saying --------------------------------------------------------------------------------------------------------

    def _pick(self, key: str) -> str:
        lines = self.script.lines(key) or _COMMON[key]
        return self._choose.choice(lines)

    def _say(self, key: str, hangs_up: bool = False, after: float = 0.6) -> None:
        self._put(self._pick(key), hangs_up, after)

    def _put(self, text: str, hangs_up: bool = False, after: float = 0.6) -> None:
        price = self.record.price
        values = {
            **self.record.facts,
            "total": price.shown if price else "",
            "reference": self.script.table.get("reference", ""),
        }
        if price is not None and "_aloud}" in text:
            shared = Amount(price.value / float(self.record.facts.get("count", "1")), price.currency)
            values |= {"total_aloud": price_aloud(price, self._choose), "each_aloud": price_aloud(shared, self._choose)}
        if "{time_aloud}" in text and "time" in self.record.facts:
            values["time_aloud"] = time_aloud(self.record.facts["time"], self._choose)
        said = re.sub(r"\{(\w+)\}", lambda match: str(values.get(match[1], "")), text)
        self._last = said
        self._queue.append(Spoken(said, after, hangs_up))


_COMMON = {
    "pardon": ["Sorry, the line is terrible. Could you say that again?", "Pardon? I didn't catch any of that."],
    "waits": ["No rush.", "Sure, take your time.", "Okay, I'm here."],
    "sorry": ["Okay, sorry we couldn't help.", "All right, maybe another time."],
    "right": ["Yes, that's right.", "That's it, yes.", "Correct."],
    "corrected": ["Oh, sorry, got it now.", "Ah, my mistake, I've changed that."],
    "bye": ["Bye.", "Goodbye.", "Bye now, take care."],
    "hold": ["Hold on a second, please."],
    "back": ["Thanks for waiting."],
    "no_cheaper": ["No, I'm afraid that's the price.", "That's the best I can do, sorry."],
    "cheaper_now": ["Oh, I had that wrong. Then it's {total}.", "Ah, I misheard you. That's {total} then."],
    "wants_card": ["I'd need a credit card number to hold that.", "Can I take your card number for the deposit?"],
    "card_waived": ["Fine, you can pay then.", "All right, we'll do it that way."],
}


def price_in(text: str) -> Amount | None:
    """The first amount in a line; for tests and the record."""
    found = amounts_in(text)
    return found[0].amount if found else None
