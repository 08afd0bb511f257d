"""Every wish at the panes reaches the interpreter."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.application.test_interpreter_line import Beside, beside
from wanderlust.application.interpreter_intents import connect_interpreter, pair_used_last
from wanderlust.application.interpreter_line import InterpreterLine
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.settings.preferences import Preferences
from wanderlust.ui.intents import Intents
from wanderlust.wire import translation_events as tr


class Worker:
    """Does on this loop what the real one does on its own."""

    def __init__(self, line: InterpreterLine) -> None:
        self._line = line
        self._tasks: list[asyncio.Future[None]] = []

    def interpret(self, action: Callable[[InterpreterLine], Awaitable[None] | None]) -> None:
        result = action(self._line)
        if result is not None:
            self._tasks.append(asyncio.ensure_future(result))


def connected(at: Beside, preferences: Preferences) -> Intents:
    intents, worker = Intents(), Worker(at.line)
    connect_interpreter(intents, lambda order: order(worker), lambda: preferences)
    return intents


def pairs(at: Beside) -> list[tuple[str, str]]:
    opened = [event for event in at.events if isinstance(event, it.InterpreterOpened)]
    return [(event.near.source, event.far.source) for event in opened]


async def test_it_opens_between_the_two_named_or_those_used_last() -> None:
    async with beside() as at:
        intents = connected(at, Preferences(interpreted=("es", "ja")))
        intents.interpret.emit("en", "pt")
        await at.until(lambda: pairs(at) == [("en", "pt")])
        intents.interpret.emit("", "")
        await at.until(lambda: pairs(at) == [("en", "pt"), ("es", "ja")])
        intents.interpret_left.emit()
        await at.until(lambda: len(at.of(it.InterpreterClosed)) == 1)


@pytest.mark.parametrize(
    ("preferences", "pair"),
    [
        (Preferences(), ("en", "pt")),
        (Preferences(languages=("pt", "en")), ("pt", "en")),
        (Preferences(languages=("fr",)), ("fr", "pt")),
        (Preferences(interpreted=("en", "de")), ("en", "de")),
    ],
)
def test_the_pair_before_the_first_time(preferences: Preferences, pair: tuple[str, str]) -> None:
    assert pair_used_last(preferences) == pair


async def test_keys_sides_and_answers_reach_the_talk() -> None:
    async with beside() as at:
        intents = connected(at, Preferences())
        intents.interpret.emit("en", "pt")
        await at.until(lambda: at.links)
        link = at.links[0]
        intents.side_key_down.emit("pt")
        intents.side_key_up.emit("pt")
        await at.until(lambda: tr.SideHeld("") in link.sent)
        assert tr.SideHeld("pt") in link.sent
        link.utterance("a", "It is 30 euros.", "São 30 euros.")
        await at.until(lambda: at.of(it.CareAsked))
        intents.care_answered.emit("a", True)
        assert at.sound.speaker.order == ["a.1"]
        intents.say_again.emit("pt")
        assert at.sound.speaker.order == ["a.1", "a.2"]
        intents.side_chosen.emit("a", "pt")
        await at.until(lambda: tr.SideChosen("a", "pt") in link.sent)


async def test_the_record_is_switched_written_and_deleted(tmp_path: Path) -> None:
    async with beside() as at:
        intents = connected(at, Preferences())
        intents.interpret.emit("en", "pt")
        await at.until(lambda: at.links)
        at.links[0].utterance("a", "Hello.", "Olá.")
        await at.until(lambda: at.of(ev.TurnFinished))
        intents.talk_exported.emit(str(tmp_path / "talk.md"))
        await at.until((tmp_path / "talk.md").exists)
        intents.off_the_record.emit(True)
        assert at.of(it.RecordChanged) == [it.RecordChanged(True)]
        intents.talk_deleted.emit()
        await at.until(lambda: at.of(ev.TurnRemoved))


async def test_hands_free_is_switched() -> None:
    async with beside() as at:
        intents = connected(at, Preferences())
        intents.interpret.emit("en", "pt")
        await at.until(lambda: at.line.session)
        intents.interpret_hands_free.emit(False)
        assert at.line.session is not None and not at.line.session.hands_free


async def test_without_a_talk_a_key_does_nothing() -> None:
    async with beside() as at:
        intents = connected(at, Preferences())
        intents.side_key_down.emit("pt")
        assert at.events == []
