"""Asking a business for something it knows: taking the answer part by part, saying it back, and ending on a yes."""

from __future__ import annotations

import re

from wanderlust.assistant.calls.agent import Act, EndCall, Fill, Say
from wanderlust.assistant.calls.callee_lines import CalleeLine
from wanderlust.assistant.calls.open_parts import OpenParts
from wanderlust.assistant.calls.wording import answer_back, statement
from wanderlust.domain.calls.events import OutcomeKind
from wanderlust.domain.calls.goal import Goal

_OBJECTS = re.compile(
    r"^\W*(?:no|nope|not quite|wait|hold on|actually|well, no|hm,? no|almost|nearly)\b(?!,? (?:problem|worries|that's "
    r"(?:right|it|all)))|\b(?:not (?:quite|exactly|really)|i (?:said|meant)|that's (?:wrong|not)|wrong|incorrect|"
    r"you misheard|the other way)\b",
    re.I,
)
_INSIST_AFTER = 1  # asked again once, whatever they say to it is their answer


class Information:
    """What was asked, and what they said to it.

    Args:
        goal: Of kind ``ask``.
    """

    def __init__(self, goal: Goal) -> None:
        self._goal, self._parts = goal, OpenParts(goal.what)
        self._asked_again = self._idle = 0
        self.awaits_yes = False

    def answered_in(self, line: CalleeLine) -> bool:
        """Whether a line that ends with a question holds an answer too."""
        return self._parts.answered_by(line.plain)

    def heard(self, line: CalleeLine) -> list[Act] | None:
        """What follows from a line; None when it is no answer to anything."""
        if self.awaits_yes:
            if not _OBJECTS.search(line.plain) or line.confirms:
                return [EndCall(OutcomeKind.DONE)]
            self.awaits_yes = False
            self._parts.forget()
        if self._parts.take(line.plain, insist=self._asked_again >= _INSIST_AFTER):
            return self._on_answer()
        if line.confirms and len(line.text.split()) <= 4:
            self._idle += 1
            return [Say(statement(self._goal, {}, ""))] if self._idle > 1 else []
        if "help" in line.questions or "what" in line.questions:
            return [Say(statement(self._goal, {}, ""))]
        if len(line.text.split()) > 3 and not line.asks:
            self._asked_again += 1
            return [Say(f"I am sorry, I mean this: {self._parts.unanswered}?")]
        return None

    def overheard(self, text: str) -> None:
        """What they told the traveller, who had taken over."""
        self._parts.take(text)

    def resumed(self, lead: str) -> list[Act]:
        """What follows when the line is given back: the question that is open, or the answer said back."""
        if still := self._parts.unanswered:
            return [Say(f"{lead} {still[:1].upper()}{still[1:]}?")]
        *filled, said = self._on_answer()
        assert isinstance(said, Say)
        return [*filled, Say(f"{lead} {said.text}")]

    def _on_answer(self) -> list[Act]:
        if still := self._parts.unanswered:
            self._asked_again += 1
            return [Say(f"Thank you. And {still}?")]
        answer = self._parts.answer
        self.awaits_yes = True
        return [Fill("what", self._goal.what), Fill("answer", answer), Say(answer_back(answer))]
