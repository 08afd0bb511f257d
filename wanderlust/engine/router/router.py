"""The language router: an utterance, the session's tools and the history become tool calls or a short reply."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from wanderlust.domain.tool_catalogue import spec_named
from wanderlust.engine.router.answering import asks_leave
from wanderlust.engine.router.classifier import Guess, IntentClassifier
from wanderlust.engine.router.confidence import Confidence
from wanderlust.engine.router.confirming import DECLINED, confirmed
from wanderlust.engine.router.ellipsis import both_of, leaned
from wanderlust.engine.router.embedding import SentenceEncoder
from wanderlust.engine.router.entities import Entity, EntityReader, Reading
from wanderlust.engine.router.focus import Focus, focus_of, pointed_at
from wanderlust.engine.router.follow_up import changed_call
from wanderlust.engine.router.forced import completed
from wanderlust.engine.router.foreign import (
    ForeignMatcher,
    changed_foreign,
    follows_catalogue,
    foreign_arguments,
    function_of,
    same_subject,
)
from wanderlust.engine.router.joints import after, goes_with, halves, only_talk, same_place, stands_alone
from wanderlust.engine.router.known_places import KnownPlaceFacts
from wanderlust.engine.router.misheard import heard
from wanderlust.engine.router.open_questions import OpenQuestions, Turn
from wanderlust.engine.router.ordered import order_call
from wanderlust.engine.router.own_place import own_place_call
from wanderlust.engine.router.paired import paired
from wanderlust.engine.router.place_slots import is_kind, names_one_place, place_argument
from wanderlust.engine.router.replies import Replies
from wanderlust.engine.router.slots import Filled, fill, fillable
from wanderlust.engine.router.trimming import residue, without_noise
from wanderlust.engine.router.trip_requests import trip_request
from wanderlust.engine.router.values import HistoryItem, KnownPlaces, Routing, ToolCall
from wanderlust.engine.router.wording import tidy, trimmed

# Above ACT the router acts, between the two it offers two ways, below it says what it can do. At 0.45 an act is as
# likely right as wrong on 255 lines of another hand; asking up to 0.55 changed nothing there and cost three right
# calls of 175 in tests/data/router_tools_unseen.tsv.
ACT = 0.45
CHOOSE = 0.28
# Likeness of a description to the words, cosine: chance pairs of requests and tools lie under 0.3.
FOREIGN_ACT = 0.36
FOREIGN_MARGIN = 0.04
# Each of two requests in a sentence needs this much.
BOTH = 0.6
# Above this the fitted action or topic overrules the one that a word pattern names.
SURE = 0.55
_CARRIED = ("translate", "convert_currency", "country_facts", "distance", "find_places", "place_call")
_NAME_SLOTS = ("place", "destination", "country")
_PLACE_TOOLS = ("show_on_map", "find_places")
_WHERE_IS = re.compile(
    r"(?:where(?:'s| is|s)|whereabouts is|d[oó]nde (?:est[aá]|queda)|où est|wo (?:ist|liegt)|dov'è|onde fica)\b", re.I
)
# "Where" in scripts the sentence model does not read.
_WHERE_ELSEWHERE = re.compile("どこ|何処|哪里|哪裡|哪儿|在哪|어디|где|πού|أين|איפה|कहाँ|ที่ไหน", re.I)


class Router:
    """Chooses tools for utterances. Stateless: everything it knows of a conversation is in the history.

    Args:
        model_dir: Folder with MiniLM's ``model.onnx``.
        weights: The fitted ``weights.npz``; ``replies.toml`` and ``not_places.txt`` lie beside it.
        tokenizer: MiniLM's ``tokenizer.json``.
        places: Knows place names.

    Raises:
        DataMissing: A file is missing or damaged.
    """

    def __init__(self, model_dir: Path, weights: Path, tokenizer: Path, places: KnownPlaces) -> None:
        encoder = SentenceEncoder(model_dir, tokenizer)
        self._classifier = IntentClassifier(encoder, weights)
        self._foreign = ForeignMatcher(encoder)
        self._replies = Replies(weights.parent / "replies.toml")
        words = (weights.parent / "not_places.txt").read_text(encoding="utf-8")
        not_places = frozenset(word for line in words.splitlines() if not line.startswith("#") for word in line.split())
        self._reader = EntityReader(places, not_places)
        self._facts = KnownPlaceFacts(places)
        self._confidence = Confidence(weights.parent / "confidence.json")
        self._questions = OpenQuestions(self._classifier, self._replies, self._read, self._filled)

    def route(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> Routing:
        """What to do with an utterance.

        Args:
            utterance: What was said or typed.
            tools: The session's own tools, as in ``session.tools``.
            history: Earlier steps, oldest first.
            language: ISO 639-1 of the utterance; replies come in it where there are any.
        """
        language = language.split("-")[0].lower()
        return self._confidence.honest(self.raw(utterance, tools, history, language), utterance, history, language)

    def raw(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> Routing:
        """As :meth:`route`, with the chance of the fitted weights or rules for its confidence."""
        language = language.split("-")[0].lower()
        text = heard(utterance, language)
        ours = tuple(str(function_of(tool).get("name")) for tool in tools if follows_catalogue(tool))
        foreign = [self._foreign.tool(tool) for tool in tools if not follows_catalogue(tool)]
        if not re.search(r"\w", text):
            return Routing((), 0.0, self._replies.say("say", "nothing", language), "lost", "out_of_scope")
        turn = Turn(ours, foreign, language)
        focus = focus_of(history)
        routing = self._several(text, turn, focus) or self._one(text, turn, focus)
        return replace(
            routing,
            calls=tuple(self._facts.spelt(call, language) for call in routing.calls),
            guess=tuple(self._facts.spelt(call, language) for call in routing.guess),
            ranked=self._ranked(text, turn, focus),
        )

    def _ranked(self, text: str, turn: Turn, focus: Focus) -> tuple[tuple[str, float], ...]:
        chances = self._classifier.classify(self._read(text, turn.language, focus)).ranked
        return tuple((name, chance) for name, chance in chances if name in turn.ours)[:3]

    def _filled(self, intent: str, reading: Reading, focus: Focus) -> Filled:
        """The arguments by rules; the action and the topic by their own fitted weights where these are sure."""
        filled = fill(intent, reading, focus)
        last = focus.call
        if filled.missing and last is not None and last.name == intent and intent in _CARRIED:
            # "What's the word for goodbye, then?": what is not said again stays as it was
            arguments = {**last.arguments, **filled.arguments}
            needed = [slot.name for slot in spec_named(intent).slots if slot.required]  # type: ignore[union-attr]
            filled = Filled(arguments, next((name for name in needed if name not in arguments), ""))
        if (
            last is not None
            and last.name == intent == "get_weather"
            and "place" not in filled.arguments
            and "place" in last.arguments
        ):
            filled = Filled({"place": last.arguments["place"], **filled.arguments}, filled.missing)
        head = {"control": ("action", self._classifier.action), "country_facts": ("topic", self._classifier.topic)}
        if intent not in head:
            return filled
        key, guess = head[intent]
        best, chance = guess(reading).ranked[0]
        by_rule = filled.arguments.get(key)
        if chance < SURE and by_rule not in (None, "general"):
            return filled
        arguments = {**filled.arguments, key: best}
        return Filled(arguments, "" if filled.missing == key else filled.missing)

    def call_for(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> Routing:
        """As :meth:`route`, for a client that wants a call and no words: the likeliest tool, however unlikely."""
        routing = self.route(utterance, tools, history, language)
        if routing.calls or not tools:
            return routing
        language = language.split("-")[0].lower()
        text, focus = tidy(utterance, language), focus_of(history)
        reading = self._read(text, language, focus)
        chances = dict(self._classifier.classify(reading).ranked)
        ranked = self._foreign.ranked(text, [self._foreign.tool(tool) for tool in tools])
        # A tool of the catalogue is known by its fitted weights, which say more than its description.
        scored = [(tool, likeness + chances.get(tool.name, 0.0)) for tool, likeness in ranked]
        tool, confidence = max(scored, key=lambda pair: pair[1])
        definition = next(t for t in tools if str(function_of(t).get("name", "")) == tool.name)
        known = follows_catalogue(definition) and fillable(tool.name)
        found = fill(tool.name, reading, focus).arguments if known else foreign_arguments(tool, reading, focus)[0]
        call = ToolCall(tool.name, completed(found, tool.parameters, text))
        return Routing((call,), min(max(confidence, 0.0), ACT), None, "act", tool.name)

    def likely(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> tuple[tuple[str, float], ...]:
        """The offered tools with their chances, likeliest first: by the fitted weights, foreign ones by description."""
        language = language.split("-")[0].lower()
        text, focus = tidy(utterance, language), focus_of(history)
        if not re.search(r"\w", text):
            return ()
        ours = {str(function_of(tool).get("name")) for tool in tools if follows_catalogue(tool)}
        foreign = [self._foreign.tool(tool) for tool in tools if not follows_catalogue(tool)]
        ranked = self._classifier.classify(self._read(text, language, focus)).ranked
        chances = [(name, chance) for name, chance in ranked if name in ours]
        chances += [(tool.name, likeness) for tool, likeness in self._foreign.ranked(text, foreign)]
        return tuple(sorted(chances, key=lambda pair: -pair[1]))

    def filled(
        self,
        tool: str,
        utterance: str,
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> ToolCall | None:
        """The call of one tool of the catalogue with what the words give it; None while a required argument lacks."""
        language = language.split("-")[0].lower()
        focus = focus_of(history)
        if not fillable(tool):
            return None
        found = fill(tool, self._read(tidy(utterance, language), language, focus), focus)
        return None if found.missing else ToolCall(tool, found.arguments)

    def _several(self, text: str, turn: Turn, focus: Focus) -> Routing | None:
        """Two requests in one sentence, when both parts are clear on their own."""
        if focus.question and not asks_leave(focus.question):
            return None
        found = [both for left, right in halves(text) if (both := self._both(left, right, turn, focus))]
        return max(found, key=lambda routing: routing.confidence, default=None)

    def _both(self, left: str, right: str, turn: Turn, focus: Focus) -> Routing | None:
        first = self._one(left, turn, focus)
        if first.kind != "act" or first.confidence < BOTH or len(first.calls) != 1:
            return None
        call = first.calls[0]
        if not stands_alone(call, left, right):
            return None
        then = after(call, focus)
        rest = self._one(tidy(right, turn.language), turn, then)
        if rest.kind != "act" or rest.confidence < BOTH:
            return None
        if only_talk(call):
            return None if rest.calls[0].name == "control" else rest
        if not goes_with(call, rest.calls[0], right):
            return None
        calls = (call, same_place(rest.calls[0], then, right), *rest.calls[1:])
        return Routing(calls, min(first.confidence, rest.confidence), None, "act", first.intent)

    def _one(self, text: str, turn: Turn, focus: Focus) -> Routing:
        reading = self._read(text, turn.language, focus)
        answered = confirmed(reading, focus, turn.ours) or self._questions.answered(reading, turn, focus)
        if answered:
            return answered if answered.intent != DECLINED else self._left_alone(answered, turn)
        own = own_place_call(text, reading, focus)
        if own is not None and own.name in turn.ours:
            return Routing((own,), 0.9, None, "act", own.name)
        ordered = order_call(text) if "place_call" in turn.ours else None
        if ordered is not None:
            return Routing((ordered,), 0.9, None, "act", ordered.name)
        whole_days = trip_request(text) if "itinerary_add" in turn.ours else None
        if whole_days is not None:
            return Routing((whole_days,), 0.9, None, "act", whole_days.name)
        best, chance = self._classifier.classify(reading).ranked[0]
        meant = leaned(reading, focus, best, chance)
        if meant is not None and meant.name in turn.ours:
            return Routing(both_of(meant, reading, focus), 0.85, None, "act", meant.name)
        pointed = self._pointed(reading, turn, focus, text)
        if pointed:
            return pointed
        changed = None if self._steers(reading, turn) else changed_call(reading, focus)
        if changed and changed.name in turn.ours:
            return Routing((changed,), 0.85, None, "act", changed.name)
        asked_where = reading.of("place") and _WHERE_ELSEWHERE.search(text) and "show_on_map" in turn.ours
        if asked_where and not re.search("[A-Za-z]", text):
            call = ToolCall("show_on_map", {"place": reading.of("place")[0].text})
            return Routing((call,), 0.7, None, "act", call.name)
        foreign = next((tool for tool in turn.foreign if focus.call and tool.name == focus.call.name), None)
        if foreign is not None and focus.call is not None:
            arguments = changed_foreign(foreign, reading, focus.call.arguments)
            if arguments is not None:
                return Routing((ToolCall(foreign.name, arguments),), 0.75, None, "act", foreign.name)
        guess = self._settled(self._classifier.classify(reading), reading)
        intent, chance = guess.ranked[0]
        if chance < ACT or intent not in turn.ours:
            other = self._by_description(reading, turn, focus, guess)
            if other:
                return other
        if intent in turn.ours and chance >= ACT:
            return self._act(intent, chance, reading, turn, focus)
        return self._unsure(guess, reading, turn, focus)

    def _steers(self, reading: Reading, turn: Turn) -> bool:
        """Words that steer the talk are no change of the last request: "sorry, didn't catch that"."""
        intent, chance = self._classifier.classify(reading).ranked[0]
        steering = intent == "control" or intent.startswith("chat_")
        return steering and chance >= 0.7 and "control" in turn.ours and not reading.of("place")

    def _left_alone(self, declined: Routing, turn: Turn) -> Routing:
        return replace(declined, reply=self._replies.say("say", "kept", turn.language))

    def _read(self, text: str, language: str, focus: Focus) -> Reading:
        """The reading, with "the second one" taken as the place it points at."""
        pointed = pointed_at(text, focus.results)
        if pointed is None:
            about_money = focus.call is not None and focus.call.name == "convert_currency"
            return self._reader.read(text, language, about_money)
        start, end, name = pointed
        rewritten = f"{text[:start]}{name}{text[end:]}"
        reading = self._reader.read(rewritten, language)
        entity = Entity("place", start, start + len(name), name, name)
        others = [e for e in reading.entities if e.end <= entity.start or e.start >= entity.end]
        return Reading(rewritten, tuple(sorted((*others, entity), key=lambda e: e.start)))

    def _pointed(self, reading: Reading, turn: Turn, focus: Focus, said: str) -> Routing | None:
        """ "The second one", "what about the first": shows that result."""
        if "show_on_map" not in turn.ours or not focus.results:
            return None
        pointed = pointed_at(said, focus.results)
        if focus.entries or pointed is None or (focus.call and focus.call.name in ("distance", "local_time")):
            return None
        rest = trimmed(said[: pointed[0]] + said[pointed[1] :])
        if residue(re.sub(r"^(?:and|what about|how about|ok|okay|y|et|und|e)\b", "", rest, flags=re.I)):
            return None
        return Routing((ToolCall("show_on_map", {"place": pointed[2]}),), 0.9, None, "act", "show_on_map")

    def _settled(self, guess: Guess, reading: Reading) -> Guess:
        """One named place is shown and a kind of place is searched, whichever of the two the words resemble."""
        chances = dict(guess.ranked)
        both = sum(chances[name] for name in _PLACE_TOOLS)
        if guess.best not in _PLACE_TOOLS and both < 0.5:
            return guess
        words = residue(without_noise(reading.text), [(p.start, p.end) for p in reading.of("place")])
        if re.search(r"\b(?:nearest|closest)\b", reading.text, re.I) and is_kind(reading.text):
            chosen = "find_places"
        elif names_one_place(reading) and chances["show_on_map"] > 0.12:
            chosen = "show_on_map"
        elif words and is_kind(words):
            chosen = "find_places"
        elif words and _WHERE_IS.match(reading.text):
            chosen = "show_on_map"  # an unknown name stands where a place does
        else:
            return guess
        if (
            chosen == "show_on_map"
            and chances["find_places"] > 3 * chances["show_on_map"]
            and not place_argument(reading)
        ):
            return guess
        chances.update(dict.fromkeys(_PLACE_TOOLS, 0.0))
        chances[chosen] = both
        return Guess(tuple(sorted(chances.items(), key=lambda pair: -pair[1])))

    def _act(self, intent: str, chance: float, reading: Reading, turn: Turn, focus: Focus) -> Routing:
        filled = self._filled(intent, reading, focus)
        call = ToolCall(intent, filled.arguments)
        if not filled.missing:
            calls = both_of(call, reading, focus)
            return Routing(paired(call, reading) if len(calls) == 1 else calls, chance, None, "act", intent)
        key = f"{intent}.{filled.missing}"
        return Routing((), chance, self._replies.say("ask", key, turn.language), "ask", intent, (call,))

    def _unsure(self, guess: Guess, reading: Reading, turn: Turn, focus: Focus) -> Routing:
        intent, chance = guess.ranked[0]
        if intent.startswith("chat_") and chance >= CHOOSE:
            words = self._replies.say("say", intent, turn.language, abilities=self._abilities(turn))
            return Routing((), chance, words, "chat", intent)
        if intent == "out_of_scope":
            words = self._replies.say("say", "out_of_scope", turn.language, abilities=self._abilities(turn))
            return Routing((), chance, words, "lost", intent)
        if intent not in turn.ours and chance >= ACT:
            ability = self._replies.say("ability", intent, turn.language)
            words = self._replies.say("say", "not_yet", turn.language, ability=ability)
            return Routing((), chance, words, "lost", intent)
        offered = [(name, value) for name, value in guess.ranked if name in turn.ours][:2]
        if chance >= CHOOSE and len(offered) == 2 and sum(value for _, value in offered) >= ACT:
            first, second = (self._replies.say("ability", name, turn.language) for name, _ in offered)
            words = self._replies.say("say", "choose", turn.language, first=first, second=second)
            return Routing((), chance, words, "choose", offered[0][0], self._likelier(guess, reading, turn, focus))
        words = self._replies.say("say", "lost", turn.language, abilities=self._abilities(turn))
        return Routing((), chance, words, "lost", intent, self._likelier(guess, reading, turn, focus))

    def _likelier(self, guess: Guess, reading: Reading, turn: Turn, focus: Focus) -> tuple[ToolCall, ...]:
        """The call it would make if it had to; none where mere talk is likelier than any tool."""
        talk = sum(chance for name, chance in guess.ranked if name == "out_of_scope" or name.startswith("chat_"))
        offered = [(name, chance) for name, chance in guess.ranked if name in turn.ours]
        if not offered or talk >= offered[0][1]:
            return ()
        return (ToolCall(offered[0][0], self._filled(offered[0][0], reading, focus).arguments),)

    def _abilities(self, turn: Turn) -> str:
        return self._replies.abilities(turn.ours, turn.language)

    def _by_description(self, reading: Reading, turn: Turn, focus: Focus, guess: Guess) -> Routing | None:
        """A foreign tool whose description is like the words, clearly more than the next one's."""
        ranked = self._foreign.ranked(reading.text, turn.foreign)
        if not ranked:
            return None
        tool, likeness = ranked[0]
        # A tool of a known name but another schema: the fitted weights know what asks for it.
        likeness += 0.3 * sum(chance for intent, chance in guess.ranked if same_subject(intent, tool.name))
        runner_up = ranked[1][1] if len(ranked) > 1 else 0.0
        if guess.best.startswith("chat_") and guess.ranked[0][1] >= ACT:
            return None
        # Nothing of the catalogue fits: less likeness is enough where the session's own tools are foreign.
        least = FOREIGN_ACT - 0.06 if not turn.ours else FOREIGN_ACT
        if likeness < least or likeness - runner_up < FOREIGN_MARGIN:
            return None
        arguments, missing = foreign_arguments(tool, reading, focus)
        confidence = min(0.95, 0.5 + (likeness - least))
        if missing:
            words = self._replies.say("foreign", "ask", turn.language, slot=missing.replace("_", " "))
            return Routing((), confidence, words, "ask", tool.name)
        return Routing((ToolCall(tool.name, arguments),), confidence, None, "act", tool.name)
