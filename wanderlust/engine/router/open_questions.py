"""Turns that answer what the assistant asked: a missing argument, one of two, or a fuller name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from wanderlust.domain.money import folded
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.router.answering import answer_words, argument_asked, asks_leave
from wanderlust.engine.router.classifier import IntentClassifier
from wanderlust.engine.router.distance_slots import mode_in
from wanderlust.engine.router.entities import Reading
from wanderlust.engine.router.focus import Focus, pointed_at
from wanderlust.engine.router.foreign import ForeignTool
from wanderlust.engine.router.replies import Replies
from wanderlust.engine.router.slots import Filled, fill, fillable
from wanderlust.engine.router.trimming import as_name, residue, without_noise
from wanderlust.engine.router.values import Routing, ToolCall
from wanderlust.engine.router.wording import tidy, trimmed

_NAME_SLOTS = ("place", "destination", "country")
# What an answer may say beside what was asked: "Which city?" - "Edinburgh, on Sunday".
_SAID_BESIDE = {
    "get_weather": ("when",),
    "itinerary_add": ("day", "time"),
    "find_places": ("price", "open_now"),
    "distance": ("mode",),
}


class Turn:
    """What one call of ``route`` works with: our tools by name, foreign ones, the language."""

    __slots__ = ("foreign", "language", "ours")

    def __init__(self, ours: tuple[str, ...], foreign: list[ForeignTool], language: str) -> None:
        known = {spec.name for spec in CATALOGUE}
        self.ours = tuple(name for name in ours if name in known and fillable(name))
        self.foreign = foreign
        self.language = language


class OpenQuestions:
    """Takes a turn as the answer to an open question.

    Args:
        classifier: Tells a new request from an answer.
        replies: Knows which argument its own questions are after.
        read: The reading of a text in a language and a conversation.
        filled: The arguments of a tool from a reading and a conversation.
    """

    def __init__(
        self,
        classifier: IntentClassifier,
        replies: Replies,
        read: Callable[[str, str, Focus], Reading],
        filled: Callable[[str, Reading, Focus], Filled],
    ) -> None:
        self._classifier = classifier
        self._replies = replies
        self._read = read
        self._filled = filled

    def answered(self, reading: Reading, turn: Turn, focus: Focus) -> Routing | None:
        """The turn as the answer to what the assistant just asked: a missing argument, one of two, or a name."""
        if not focus.question or len(reading.text.split()) > 14:
            return None
        asked = self._replies.asked_slot(focus.question)
        if asked and asked[0] in turn.ours and focus.asked_about:
            return self._completed(asked[0], asked[1], reading, turn, focus)
        answered = self._by_question(reading, turn, focus)
        if answered:
            return answered
        picked = self._picked(reading, turn, focus)
        if picked:
            return Routing((picked,), 0.9, None, "act", picked.name)
        return None

    def _by_question(self, reading: Reading, turn: Turn, focus: Focus) -> Routing | None:
        """The request before a question with what this turn answers, however the question was worded."""
        if asks_leave(focus.question) or not focus.asked_about:
            return None
        before = replace(focus, question="", asked_about="")
        earlier = self._read(tidy(focus.asked_about, turn.language), turn.language, before)
        tool, key, known = self._waiting(focus, earlier, before, turn)
        if not key or self._is_new_request(reading, tool):
            return None
        value: object | None
        pointed = pointed_at(focus.asked_about if key != "business" else reading.text, focus.results)
        if tool == "place_call" and pointed and key != "business":
            known["business"] = pointed[2]
        if key == "item" and focus.entries:
            words = [word for word in folded(trimmed(reading.text)).split() if len(word) > 3]
            named = [item for item, day in focus.entries if any(word in folded(f"{item} {day}") for word in words)]
            value = named[0] if len(named) == 1 else answer_words(key, reading)
        else:
            value = answer_words(key, reading)
        if value is None:
            return None
        if key == "mode":
            value = mode_in(reading.text) or value
        if isinstance(value, list):  # both languages of an interpreter
            return Routing(
                (ToolCall(tool, {**known, "lang_a": value[0], "lang_b": value[1]}),), 0.85, None, "act", tool
            )
        beside = self._filled(tool, reading, Focus()).arguments
        more = {
            name: beside[name] for name in _SAID_BESIDE.get(tool, ()) if name in beside and name not in (key, *known)
        }
        return Routing((ToolCall(tool, {**known, **more, key: value}),), 0.85, None, "act", tool)

    def _waiting(self, focus: Focus, earlier: Reading, before: Focus, turn: Turn) -> tuple[str, str, dict[str, object]]:
        """The tool that a question was asked for, the argument it is after, and the arguments known before."""
        if focus.open_call:
            known = dict(focus.open_call.arguments)
            name = focus.open_call.name
            return name, argument_asked(focus.question, name, known) if name in turn.ours else "", known
        best: tuple[float, str, str, dict[str, object]] = (0.0, "", "", {})
        for name, chance in self._classifier.classify(earlier).ranked[:4]:
            if name in turn.ours and chance > 0.05:
                known = dict(self._filled(name, earlier, before).arguments)
                key = argument_asked(focus.question, name, known)
                # A tool that took something from the request is the likelier one.
                weight = chance + (0.3 if known else 0.0)
                if key and weight > best[0]:
                    best = weight, name, key, known
        return best[1:]

    def _completed(self, tool: str, slot: str, reading: Reading, turn: Turn, focus: Focus) -> Routing | None:
        before = replace(focus, question="", asked_about="")
        if self._is_new_request(reading, tool):
            return None
        earlier = self._read(tidy(focus.asked_about, turn.language), turn.language, before)
        arguments = dict(fill(tool, earlier, before).arguments)
        if tool == "convert_currency":
            now = fill(tool, reading, Focus()).arguments
            found = {slot: now["from"]} if slot == "to" and "from" in now and "amount" not in now else now
            arguments.update(found)
        else:
            words = residue(without_noise(reading.text), [(p.start, p.end) for p in reading.of("place")])
            languages = reading.of("language")
            if slot in ("target", "lang_b"):
                words = str(languages[-1].value) if languages else ""
            if slot in ("item", "text", "business", "goal"):
                words = trimmed(reading.text)
            if words:
                arguments[slot] = as_name(words) if slot in _NAME_SLOTS else words
        if slot not in arguments:
            return None
        return Routing((ToolCall(tool, arguments),), 0.85, None, "act", tool)

    def _is_new_request(self, reading: Reading, tool: str) -> bool:
        intent, chance = self._classifier.classify(reading).ranked[0]
        bare = len(residue(reading.text).split()) == len(reading.text.split())
        return intent not in (tool, "show_on_map") and chance >= 0.6 and not bare

    def _picked(self, reading: Reading, turn: Turn, focus: Focus) -> ToolCall | None:
        """ "Massachusetts" after "Which Cambridge: England or Massachusetts?": the last call with the fuller name."""
        call = focus.call
        if call is None or call.name not in turn.ours:
            return None
        words = without_noise(residue(reading.text, [(p.start, p.end) for p in reading.of("place")]))
        options = [trimmed(part) for part in re.split(r",| or | o | ou | oder |:", focus.question)]
        options = [option for option in options if option][1:]
        pointed = pointed_at(reading.text, options)
        words = pointed[2] if pointed else words
        among = [name for name in focus.results if words and folded(words) in folded(name)]
        key = next((key for key in ("place", "item", "destination", "near") if key in call.arguments), "")
        if len(among) == 1 and key and folded(str(call.arguments[key])) in folded(among[0]):
            return ToolCall(call.name, {**call.arguments, key: among[0]})
        if not words or folded(words) not in folded(focus.question):
            return None
        for key, value in call.arguments.items():
            if isinstance(value, str) and value and folded(value) in folded(focus.question):
                full = words if folded(value) in folded(words) else f"{value}, {as_name(words)}"
                return ToolCall(call.name, {**call.arguments, key: full})
        return None
