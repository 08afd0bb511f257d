"""Calls beside the talk: proposed by the tool, begun by the traveller alone, and told how they ended."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes.one_sound import OneSound
from tests.fakes.typed_sound import TypedEars, TypedMouth
from wanderlust.application.call_patch import CallPatch
from wanderlust.application.call_voice import RehearsalVoice
from wanderlust.application.call_wishes import CallWishes
from wanderlust.application.calls_line import CallsLine, TalkSide
from wanderlust.application.lent_sound import LentSound
from wanderlust.assistant.calls.routine import Routine
from wanderlust.domain import events as dev
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.calls import events as ev
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.errors import CallRefused, LineFailed, ToolFailed
from wanderlust.settings.paths import discover_paths

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
GOAL = "order 400 chocolate-covered strawberries to the Gateway Pavilion tomorrow at 2 pm, under 1,500 dollars"


class QuickVoice(RehearsalVoice):
    """Says everything at once."""

    def __init__(self) -> None:
        self.said: list[str] = []

    async def speak(self, text: str, language: str, side: ev.Side) -> None:
        self.said.append(text)

    def hush(self) -> None:
        self.said.append("(hushed)")

    def pace(self, text: str) -> float:
        return 0.0


class Talk:
    """A line for calls, with what it told the window and the talk."""

    def __init__(self, folder: Path) -> None:
        self.events: list[object] = []
        self.turns: list[Turn] = []
        self.told: list[str] = []
        self.planned: list[tuple[str, str, str]] = []
        self._ids = 0
        self._came = asyncio.Event()
        paths = discover_paths({"WANDERLUST_DATA_DIR": str(folder)})
        self.line = CallsLine(paths, lambda: NOW, self._id, self._take)
        self.voice = QuickVoice()
        self.sound = OneSound()
        patch = CallPatch(LentSound(self.sound), lambda: True, self._take, self._id)
        typed = (TypedMouth(), TypedEars(), lambda card: Routine(card, NOW.date()))
        self.line.attach(TalkSide(patch, self.voice, *typed, self._keep, self._say, self._plan))
        self.line.adopt(CallWishes(name="Maya"))

    def _id(self, prefix: str) -> str:
        self._ids += 1
        return f"{prefix}-{self._ids}"

    async def _keep(self, turn: Turn) -> None:
        self.turns.append(turn)

    async def _say(self, sentence: str) -> None:
        self.told.append(sentence)

    async def _plan(self, item: str, day: str, time: str) -> None:
        self.planned.append((item, day, time))

    def _take(self, event: dev.DomainEvent) -> None:
        self.events.append(event)
        self._came.set()

    async def until(self, kind: type[object]) -> None:
        """Wait for the first event of this kind."""
        while not self.of(kind):
            self._came.clear()
            await self._came.wait()

    async def until_rings(self) -> None:
        while not any(isinstance(e, ev.CallStateChanged) and e.state is ev.CallState.RINGING for e in self.events):
            self._came.clear()
            await self._came.wait()

    def of(self, kind: type[object]) -> list[object]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture
async def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Talk]:
    monkeypatch.setattr("wanderlust.telephony.live_rehearsal.RING_S", 0.0)
    monkeypatch.setattr("wanderlust.telephony.live_rehearsal.BREATH_S", 0.0)
    made = Talk(tmp_path)
    yield made
    await made.line.close()


async def test_a_proposal_shows_a_card_and_dials_nothing(talk: Talk) -> None:
    card = await talk.line.propose("strawberry shop", GOAL)
    assert card is not None and card.callee.name == "Golden Gate Strawberries"
    assert card.line == "rehearsal" and card.caller == "Maya"
    assert talk.events == [ev.CallProposed(card)] and talk.voice.said == []


async def test_asking_for_the_same_call_again_keeps_the_card(talk: Talk) -> None:
    first = await talk.line.propose("strawberry shop", GOAL)
    again = await talk.line.propose("Strawberry shop", GOAL)
    assert again is first and len(talk.events) == 1


async def test_another_wish_is_another_card(talk: Talk) -> None:
    first = await talk.line.propose("strawberry shop", GOAL)
    second = await talk.line.propose("strawberry shop", GOAL.replace("400", "500"))
    assert first is not None and second is not None and second.id != first.id
    with pytest.raises(CallRefused):
        await talk.line.answered(first.id, True)


async def test_nobody_is_made_up_for_a_rehearsal(talk: Talk) -> None:
    with pytest.raises(ToolFailed, match="nobody answers as the White House"):
        await talk.line.propose("the White House", "complain about the noise")


async def test_no_is_no(talk: Talk) -> None:
    card = await talk.line.propose("strawberry shop", GOAL)
    assert card is not None
    await talk.line.answered(card.id, False)
    assert talk.events[-1] == ev.CallCardClosed(card.id, False)
    assert [turn.text for turn in talk.turns] == ["You said no. I have not called."]


@pytest.mark.parametrize(("words", "agreed"), [("yes, call", True), ("Yes!", True), ("no thanks", False)])
async def test_a_typed_answer_belongs_to_the_card(talk: Talk, words: str, agreed: bool) -> None:
    card = await talk.line.propose("strawberry shop", GOAL)
    assert card is not None
    talking = asyncio.ensure_future(talk.line.take_words(words))
    await talk.until(ev.CallCardClosed)
    assert talk.of(ev.CallCardClosed) == [ev.CallCardClosed(card.id, agreed)]
    talk.line.hang_up()
    assert await talking and talk.turns[0].speaker is Speaker.USER


@pytest.mark.parametrize("words", ["yes, but not today", "how far is it?", "yes call the police", "ok"])
async def test_other_words_go_to_the_talk(talk: Talk, words: str) -> None:
    await talk.line.propose("strawberry shop", GOAL)
    assert not await talk.line.take_words(words)
    assert not talk.of(ev.CallCardClosed)


async def test_yes_without_a_card_is_the_talks(talk: Talk) -> None:
    assert not await talk.line.take_words("yes")


async def test_a_typed_yes_does_not_tick_the_box_for_the_person_called(talk: Talk) -> None:
    talk.line.adopt(CallWishes(line="sip", name="Maya", home="US"))
    card = await talk.line.propose("my friend at +1 415 555 2671", "ask whether dinner is on")
    assert card is not None and card.needs_agreement
    with pytest.raises(CallRefused, match="Tick the box"):
        await talk.line.take_words("yes")


async def test_a_whole_rehearsal_ends_in_the_talk_on_the_trip_and_in_the_log(talk: Talk) -> None:
    card = await talk.line.propose("strawberry shop", GOAL)
    assert card is not None

    async def answer() -> None:
        await talk.until(ev.CallAsked)
        asked = talk.of(ev.CallAsked)[0]
        assert isinstance(asked, ev.CallAsked)
        talk.line.reply(asked.question_id, asked.choices[0])

    answering = asyncio.create_task(answer())
    await talk.line.answered(card.id, True)
    await answering
    (ended,) = talk.of(ev.CallEnded)
    assert isinstance(ended, ev.CallEnded) and ended.outcome.kind is ev.OutcomeKind.DONE
    assert talk.voice.said[1].startswith("Hello, I am an automated assistant calling for Maya.")
    assert talk.told == [f"The rehearsal is over. {ended.outcome.sentence}"]
    ((item, day, time),) = talk.planned
    assert item == "Chocolate-covered strawberries, Golden Gate Strawberries (rehearsal)"
    assert (day, time) == ("Monday 23 November", "14:00")
    assert "You said yes, by click. Calling Golden Gate Strawberries." in [turn.text for turn in talk.turns]
    await talk.line.show_log("automated")
    shown = talk.events[-1]
    assert isinstance(shown, ev.CallLogShown) and len(shown.calls) == 1
    assert [text for side, text in shown.calls[0].captions if side == "us"][0].startswith("Hello, I am an automated")


async def test_hanging_up_stops_the_word_and_is_the_outcome(talk: Talk) -> None:
    card = await talk.line.propose("strawberry shop", GOAL)
    assert card is not None
    calling = asyncio.create_task(talk.line.answered(card.id, True))
    await talk.until(ev.CallCaption)
    talk.line.hang_up()
    await calling
    (ended,) = talk.of(ev.CallEnded)
    assert isinstance(ended, ev.CallEnded) and ended.outcome.kind is ev.OutcomeKind.HUNG_UP
    assert "(hushed)" in talk.voice.said


async def test_a_line_that_is_not_set_up_ends_the_call_it_began(talk: Talk) -> None:
    talk.line.adopt(CallWishes(line="sip", name="Maya", home="IT"))
    card = await talk.line.propose("Trattoria, +39 06 6982", "book a table for two tomorrow at 8 pm")
    assert card is not None and not card.needs_agreement
    with pytest.raises(LineFailed):
        await talk.line.answered(card.id, True)
    ended = talk.events[-1]
    assert isinstance(ended, ev.CallEnded) and ended.outcome.kind is ev.OutcomeKind.FAILED


async def test_a_real_call_without_a_number_is_refused(talk: Talk) -> None:
    talk.line.adopt(CallWishes(line="sip"))
    with pytest.raises(CallRefused, match="I do not know the number"):
        await talk.line.propose("strawberry shop", GOAL)


async def test_a_real_call_is_rehearsed_first_and_rings_nobody(talk: Talk) -> None:
    talk.line.adopt(CallWishes(line="sip", name="Maya", home="US"))
    card = await talk.line.propose("the pizzeria at +1 415 555 2671", "book a table for two tomorrow at 8 pm")
    assert card is not None and card.line == "sip"
    rehearsing = asyncio.create_task(talk.line.rehearse(card.id))
    await talk.until(ev.CallCaption)
    talk.line.hang_up()
    await rehearsing
    shown = [event.card for event in talk.events if isinstance(event, ev.CallProposed)]
    assert [one.line for one in shown] == ["sip", "rehearsal"] and shown[1].id != card.id
    assert talk.of(ev.CallCardClosed) == [ev.CallCardClosed(card.id, False), ev.CallCardClosed(shown[1].id, True)]


async def test_what_cannot_be_rehearsed_keeps_its_card(talk: Talk) -> None:
    talk.line.adopt(CallWishes(line="sip", name="Maya", home="US"))
    card = await talk.line.propose("my aunt at +1 415 555 2671", "ask whether she is well")
    assert card is not None
    with pytest.raises(ToolFailed):
        await talk.line.rehearse(card.id)
    assert not talk.of(ev.CallCardClosed)


# -- the traveller is the business, or speaks themself


async def picked_up(talk: Talk, words: str = "order a cake for Friday") -> asyncio.Task[None]:
    """The traveller's own telephone rings and is answered."""
    card = await talk.line.propose("bakery", words)
    assert card is not None
    calling = asyncio.create_task(talk.line.rehearse(card.id, "traveller"))
    await talk.until_rings()
    talk.line.phone(lambda phone: phone.pick_up())
    return calling


async def test_the_traveller_answers_as_the_business_and_puts_the_telephone_down(talk: Talk) -> None:
    calling = await picked_up(talk)
    talk.line.phone(lambda phone: phone.type("Bakery, hello?"))
    await talk.until(ev.CallCaption)
    (first,) = [e for e in talk.of(ev.CallCaption) if isinstance(e, ev.CallCaption) and e.settled]
    assert (first.side, first.settled) == ("them", "Bakery, hello?")
    talk.line.phone(lambda phone: phone.put_down())
    async with asyncio.timeout(10):
        await calling
    (ended,) = talk.of(ev.CallEnded)
    assert isinstance(ended, ev.CallEnded) and ended.outcome.kind is ev.OutcomeKind.REFUSED


async def test_a_declined_rehearsal_is_declined(talk: Talk) -> None:
    card = await talk.line.propose("bakery", "order a cake for Friday")
    assert card is not None
    calling = asyncio.create_task(talk.line.rehearse(card.id, "traveller"))
    await talk.until_rings()
    talk.line.phone(lambda phone: phone.put_down())
    async with asyncio.timeout(10):
        await calling
    (ended,) = talk.of(ev.CallEnded)
    assert isinstance(ended, ev.CallEnded) and ended.outcome.kind is ev.OutcomeKind.DECLINED


async def test_the_business_may_be_anybody_when_the_traveller_answers(talk: Talk) -> None:
    talk.line.adopt(CallWishes(line="sip", name="Maya", home="US"))
    card = await talk.line.propose("my aunt at +1 415 555 2671", "ask whether she is well")
    assert card is not None
    calling = asyncio.create_task(talk.line.rehearse(card.id, "traveller"))
    await talk.until(ev.CallStateChanged)
    talk.line.hang_up()
    async with asyncio.timeout(10):
        await calling
    assert talk.of(ev.CallEnded)


async def test_after_a_rehearsal_the_real_card_comes_back_as_a_new_one(talk: Talk) -> None:
    talk.line.adopt(CallWishes(line="sip", name="Maya", home="US"))
    card = await talk.line.propose("the pizzeria at +1 415 555 2671", "book a table for two tomorrow at 8 pm")
    assert card is not None
    rehearsing = asyncio.create_task(talk.line.rehearse(card.id))
    await talk.until(ev.CallCaption)
    talk.line.put_away()  # not before it is over
    talk.line.hang_up()
    await rehearsing
    shown = [event.card for event in talk.events if isinstance(event, ev.CallProposed)]
    assert shown[-1].line == "rehearsal" and shown[-1].rehearses == "sip"
    talk.line.put_away()
    again = [event.card for event in talk.events if isinstance(event, ev.CallProposed)][-1]
    assert again.line == "sip" and again.id not in {one.id for one in shown}
    assert (again.callee, again.goal, again.needs_agreement) == (card.callee, card.goal, card.needs_agreement)
    with pytest.raises(CallRefused):
        await talk.line.answered(card.id, True, callee_agreed=True)  # the yes of before is none to it
    talk.line.put_away()
    assert [event.card for event in talk.events if isinstance(event, ev.CallProposed)][-1] is again


async def test_a_plain_rehearsal_brings_no_other_card(talk: Talk) -> None:
    card = await talk.line.propose("strawberry shop", GOAL)
    assert card is not None
    calling = asyncio.create_task(talk.line.answered(card.id, True))
    await talk.until(ev.CallCaption)
    talk.line.hang_up()
    await calling
    talk.line.put_away()
    assert len(talk.of(ev.CallProposed)) == 1


def _listens(talk: Talk) -> bool:
    return talk.sound.microphone.on_audio is not None


async def test_taking_over_opens_the_microphone_and_giving_back_closes_it(talk: Talk) -> None:
    card = await talk.line.propose("strawberry shop", GOAL)
    assert card is not None
    calling = asyncio.create_task(talk.line.answered(card.id, True))
    await talk.until(ev.CallCaption)
    await talk.line.take_over(True)
    assert _listens(talk)
    await talk.line.take_over(False)
    assert not _listens(talk)
    talk.line.hang_up()
    await calling


async def test_hanging_up_before_the_line_is_there_gives_up(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = asyncio.Event()

    async def never(permit: object) -> object:
        waits.set()
        return await asyncio.Event().wait()

    monkeypatch.setattr(talk.line._desk, "_dial", never)
    card = await talk.line.propose("strawberry shop", GOAL)
    assert card is not None
    calling = asyncio.create_task(talk.line.answered(card.id, True))
    await waits.wait()
    talk.line.hang_up()
    async with asyncio.timeout(5):
        await calling
    (ended,) = talk.of(ev.CallEnded)
    assert isinstance(ended, ev.CallEnded) and ended.outcome.kind is ev.OutcomeKind.HUNG_UP
    assert not talk.line.busy


# -- a spoken yes


def spoken(talk: Talk, words: str, *, after: list[dev.DomainEvent] | None = None) -> None:
    question: list[dev.DomainEvent] = [dev.AnswerFinished(dev.Timing())] if after is None else after
    turn = Turn("u", Speaker.USER, words, NOW, "en")
    for event in (*question, dev.StateChanged(AssistantState.HEARING), dev.TurnFinished(turn)):
        talk.line.watch(event)


async def test_a_spoken_yes_after_the_question_calls(talk: Talk) -> None:
    await talk.line.propose("strawberry shop", GOAL)
    spoken(talk, "Yes, call.")
    await talk.until(ev.CallStateChanged)
    assert talk.of(ev.CallCardClosed)
    talk.line.hang_up()


@pytest.mark.parametrize(
    "after",
    [
        [],  # the question was not asked to its end
        [dev.AnswerFinished(dev.Timing()), dev.BackendChanged("openai")],  # another's recogniser wrote it down
    ],
)
async def test_a_yes_that_is_not_proved_waits_for_the_click(talk: Talk, after: list[dev.DomainEvent]) -> None:
    await talk.line.propose("strawberry shop", GOAL)
    spoken(talk, "Yes, call.", after=after)
    await asyncio.sleep(0)
    assert not talk.of(ev.CallCardClosed)


async def test_a_yes_while_a_voice_plays_is_none(talk: Talk) -> None:
    await talk.line.propose("strawberry shop", GOAL)
    for event in (
        dev.AnswerFinished(dev.Timing()),
        dev.StateChanged(AssistantState.HEARING),
        dev.StateChanged(AssistantState.SPEAKING),
        dev.TurnFinished(Turn("u", Speaker.USER, "yes", NOW, "en")),
    ):
        talk.line.watch(event)
    await asyncio.sleep(0)
    assert not talk.of(ev.CallCardClosed)


async def test_a_spoken_no_closes_the_card(talk: Talk) -> None:
    card = await talk.line.propose("strawberry shop", GOAL)
    assert card is not None
    spoken(talk, "No, thanks.".replace(",", ""))
    assert talk.events[-1] == ev.CallCardClosed(card.id, False)


# -- the log as files


@pytest.mark.parametrize("ending", [".txt", ".json"])
async def test_a_call_is_exported_with_its_words(talk: Talk, tmp_path: Path, ending: str) -> None:
    card = await talk.line.propose("strawberry shop", GOAL)
    assert card is not None
    outcome = ev.Outcome(ev.OutcomeKind.BUSY, "The line is busy.", card.goal.form())
    await talk.line.log.add(card, outcome, NOW, (("us", "Hello."), ("them", "Grüezi.")))
    path = tmp_path / f"call{ending}"
    await talk.line.export((1,), str(path))
    text = path.read_text(encoding="utf-8")
    if ending == ".json":
        (kept,) = json.loads(text)
        assert kept["captions"] == [{"side": "us", "text": "Hello."}, {"side": "them", "text": "Grüezi."}]
    else:
        assert "Wanderlust: Hello." in text and "Golden Gate Strawberries: Grüezi." in text
    await talk.line.delete((1,))
    assert talk.events[-1] == ev.CallLogShown((), "")
