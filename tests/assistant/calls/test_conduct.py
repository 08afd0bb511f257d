"""The rules around whoever thinks on the telephone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.fakes.rehearsed_call import BEGINS
from wanderlust.assistant.calls.agent import AskTraveller, EndCall, Fill, Note, Press, Say, tool_definitions
from wanderlust.assistant.calls.conduct import Conduct, Consult, Deed, Dial, HangUp, Speak, Tell
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.events import CallState, OutcomeKind
from wanderlust.domain.calls.first_words import FIXED_WORDS, disclosure
from wanderlust.domain.calls.line import Answered, Heard, LineEnded, Quiet, Ringing, Said
from wanderlust.domain.calls.policy import MoneyEnd

FIRST = disclosure("en", "Maya")


class Held:
    """A conduct with a clock in the hand."""

    def __init__(self, card: CallCard, money: MoneyEnd | None = None) -> None:
        self.now = BEGINS
        self.conduct = Conduct(card, self.clock, money)
        self.conduct.start()

    def clock(self) -> datetime:
        return self.now

    def pass_s(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def hear(self, text: str) -> list[Deed]:
        return self.conduct.take(Heard(text))

    def open(self) -> None:
        """Up to the moment leave is given."""
        self.conduct.take(Ringing())
        self.conduct.take(Answered("human"))
        self.hear("Hello, shop.")
        self.hear("Yes, go ahead.")


@pytest.fixture
def held(strawberry_card: CallCard) -> Held:
    return Held(strawberry_card)


def said(deeds: list[Deed]) -> list[str]:
    return [deed.text for deed in deeds if isinstance(deed, Speak)]


def ended(deeds: list[Deed]) -> OutcomeKind | None:
    kinds = [
        deed.event.outcome.kind for deed in deeds if isinstance(deed, Tell) and isinstance(deed.event, ev.CallEnded)
    ]
    return kinds[0] if kinds else None


def test_the_first_words_are_the_fixed_ones_after_their_greeting(held: Held) -> None:
    held.conduct.take(Ringing())
    assert said(held.conduct.take(Answered())) == []
    assert said(held.hear("Hello?")) == [FIRST]


def test_who_says_nothing_hears_the_first_words_after_two_seconds(held: Held) -> None:
    held.conduct.take(Answered())
    assert said(held.conduct.take(Quiet(1.0))) == []
    assert said(held.conduct.take(Quiet(2.0))) == [FIRST]


def test_before_leave_an_agent_says_nothing(held: Held) -> None:
    held.conduct.take(Answered())
    held.hear("Hello?")
    assert held.conduct.acts([Say("Give me strawberries."), Fill("price", "$1"), EndCall(OutcomeKind.DONE)]) == []


def test_the_agent_is_asked_once_leave_is_given(held: Held) -> None:
    held.conduct.take(Answered())
    held.hear("Hello?")
    assert [d for d in held.hear("Sure, what do you need?") if isinstance(d, Consult)] == [
        Consult("begin", "Sure, what do you need?")
    ]


def test_an_unclear_answer_is_asked_about_again_and_then_the_call_ends(held: Held) -> None:
    held.conduct.take(Answered())
    held.hear("Hello?")
    again = FIXED_WORDS["en"].again.format(name="Maya")
    assert said(held.hear("Strawberries.")) == [again]
    assert said(held.hear("Hm, strawberries.")) == [again]
    assert ended(held.hear("Strawberries again.")) is OutcomeKind.UNCLEAR


@pytest.mark.parametrize("text", ["No.", "No, thank you.", "I don't talk to machines.", "Stop calling us."])
def test_a_no_ends_the_call_and_lists_the_number(held: Held, text: str) -> None:
    held.conduct.take(Answered())
    held.hear("Hello?")
    deeds = held.hear(text)
    assert said(deeds) == [FIXED_WORDS["en"].refused] and any(isinstance(d, HangUp) for d in deeds)
    assert held.conduct.outcome is not None
    assert held.conduct.outcome.kind is OutcomeKind.REFUSED and held.conduct.outcome.do_not_call


def test_a_stop_counts_in_the_middle_of_the_call_too(held: Held) -> None:
    held.open()
    assert ended(held.hear("You know what, leave us alone.")) is OutcomeKind.REFUSED


@pytest.mark.parametrize(
    "text",
    [
        "You've reached the shop. Please leave a message after the beep.",
        "We can't come to the phone right now.",
        "The mailbox is full.",
    ],
)
def test_an_answering_machine_hears_nothing(held: Held, text: str) -> None:
    held.conduct.take(Answered())
    deeds = held.hear(text)
    assert ended(deeds) is OutcomeKind.VOICEMAIL and said(deeds) == []


def test_a_line_that_knows_a_machine_is_believed(held: Held) -> None:
    assert ended(held.conduct.take(Answered("machine"))) is OutcomeKind.VOICEMAIL


def test_a_menu_of_keys_takes_only_keys_from_the_agent(held: Held) -> None:
    held.conduct.take(Answered())
    deeds = held.hear("For orders press one, for opening hours press two.")
    assert [d.how for d in deeds if isinstance(d, Consult)] == ["menu"]
    assert held.conduct.acts([Press("1"), Say("One, please.")], menu=True) == [Dial("1")]


@pytest.mark.parametrize("digits", ["12345", "0;911", "", "abc"])
def test_only_a_few_real_keys_are_pressed(held: Held, digits: str) -> None:
    assert held.conduct.acts([Press(digits)], menu=True) == []


def test_keys_are_pressed_for_menus_only(held: Held) -> None:
    held.open()
    assert held.conduct.acts([Press("1")]) == []


def test_please_hold_is_waited_out_without_a_word(held: Held) -> None:
    held.open()
    deeds = held.hear("One moment, please.")
    assert said(deeds) == [] and held.conduct.state is CallState.ON_HOLD
    assert said(held.conduct.take(Quiet(60.0))) == []
    assert any(isinstance(d, Consult) for d in held.hear("Thanks for waiting, we have them."))
    assert held.conduct.state is CallState.TALKING  # type: ignore[comparison-overlap]  # hearing changed it


def test_two_minutes_on_hold_are_enough(held: Held) -> None:
    held.open()
    held.hear("Hold the line, please.")
    assert ended(held.conduct.take(Quiet(120.0))) is OutcomeKind.UNCLEAR


def test_silence_is_asked_about_twice_and_then_the_call_ends(held: Held) -> None:
    held.open()
    assert said(held.conduct.take(Quiet(6.0))) == ["Hello, are you still there?"]
    assert said(held.conduct.take(Quiet(7.0))) == []
    assert said(held.conduct.take(Quiet(20.0))) == ["Hello, are you still there?"]
    assert said(held.conduct.take(Quiet(39.0))) == []
    assert ended(held.conduct.take(Quiet(40.0))) is OutcomeKind.UNCLEAR


def test_the_call_ends_before_its_minutes_are_over(held: Held) -> None:
    held.open()
    held.pass_s(287)
    assert ended(held.conduct.take(Quiet(0.5))) is None
    held.pass_s(1)
    deeds = held.hear("So, as I was saying")
    assert ended(deeds) is OutcomeKind.TOO_LONG and said(deeds) == [FIXED_WORDS["en"].withdrawn]


def test_a_question_to_the_traveller_holds_the_line(held: Held) -> None:
    held.open()
    deeds = held.conduct.acts([AskTraveller("Dark or milk?", ("Dark", "Milk"), "chocolate", "Chocolate")])
    asked = next(d.event for d in deeds if isinstance(d, Tell) and isinstance(d.event, ev.CallAsked))
    assert held.conduct.state is CallState.ASKING and asked.choices == ("Dark", "Milk")
    assert not any(isinstance(d, Consult) for d in held.hear("No rush."))
    held.pass_s(20)
    assert len(said(held.conduct.take(Quiet(20.0)))) == 1
    answered = [d for d in held.conduct.answer(asked.question_id, "Dark") if isinstance(d, Consult)]
    assert answered[0].answer == "Dark" and answered[0].how == "answered"


def test_a_traveller_who_does_not_answer_in_a_minute_is_not_waited_for(held: Held) -> None:
    held.open()
    held.conduct.acts([AskTraveller("Dark or milk?")])
    held.pass_s(60)
    consulted = [d for d in held.conduct.take(Quiet(60.0)) if isinstance(d, Consult)]
    assert consulted and consulted[0].answer is None


def test_an_answer_to_a_question_that_is_over_is_dropped(held: Held) -> None:
    held.open()
    held.conduct.acts([AskTraveller("Dark or milk?")])
    assert held.conduct.answer("another", "Dark") == []


def test_payment_data_typed_as_an_answer_goes_nowhere(held: Held) -> None:
    held.open()
    deeds = held.conduct.acts([AskTraveller("Card number?")])
    asked = next(d.event for d in deeds if isinstance(d, Tell) and isinstance(d.event, ev.CallAsked))
    consulted = [d for d in held.conduct.answer(asked.question_id, "4111 1111 1111 1111") if isinstance(d, Consult)]
    assert consulted[0].answer is None


def test_hang_up_comes_first_and_says_nothing(held: Held) -> None:
    held.open()
    deeds = held.conduct.hang_up()
    assert isinstance(deeds[0], HangUp) and said(deeds) == [] and ended(deeds) is OutcomeKind.HUNG_UP


def test_once_taken_over_the_agent_hears_nothing(held: Held) -> None:
    held.open()
    held.conduct.take_over()
    assert held.conduct.state is CallState.TAKEN_OVER
    assert not any(isinstance(d, Consult | Speak) for d in held.hear("So, dark or milk?"))


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("busy", OutcomeKind.BUSY),
        ("declined", OutcomeKind.DECLINED),
        ("no_answer", OutcomeKind.NO_ANSWER),
        ("failed", OutcomeKind.FAILED),
        ("hung_up", OutcomeKind.HUNG_UP),
        ("callee_hung_up", OutcomeKind.UNCLEAR),
    ],
)
def test_every_end_of_the_line_has_its_outcome(held: Held, reason: str, kind: OutcomeKind) -> None:
    held.conduct.take(Ringing())
    deeds = held.conduct.take(LineEnded(reason))  # type: ignore[arg-type]  # one of the six
    assert ended(deeds) is kind
    assert held.conduct.outcome is not None and held.conduct.outcome.sentence.endswith(".")


def test_a_callee_who_hangs_up_after_everything_was_agreed_has_agreed(held: Held) -> None:
    held.open()
    keys = [field.key for field in held.conduct.form.fields]
    held.hear("That is 1,380 dollars.")
    held.conduct.acts([*(Fill(key, "x") for key in keys if key != "price"), Fill("price", "$1,380")])
    assert ended(held.conduct.take(LineEnded("callee_hung_up"))) is OutcomeKind.DONE


def test_notes_come_back_with_the_outcome(held: Held) -> None:
    held.open()
    held.conduct.acts([Note("They open at nine.")])
    held.conduct.hang_up()
    assert held.conduct.outcome is not None and held.conduct.outcome.notes == ("They open at nine.",)


def test_partial_words_are_shown_and_not_acted_on(held: Held) -> None:
    held.open()
    deeds = held.conduct.take(Heard("Stop call", final=False))
    caption = deeds[0].event if isinstance(deeds[0], Tell) else None
    assert isinstance(caption, ev.CallCaption) and caption.tentative == "Stop call" and caption.settled == ""
    assert held.conduct.outcome is None


def test_a_call_in_another_language_uses_its_fixed_words(strawberry_card: CallCard) -> None:
    german = replace(strawberry_card, callee=replace(strawberry_card.callee, language="de"))
    held = Held(german)
    held.conduct.take(Answered())
    assert said(held.hear("Guten Tag."))[0].startswith("Guten Tag, ich bin ein automatischer Assistent")
    assert said(held.hear("Nein danke.")) == [FIXED_WORDS["de"].refused]


def test_a_model_gets_the_five_tools_and_none_that_dials() -> None:
    assert [tool["name"] for tool in tool_definitions()] == ["fill", "ask_traveller", "press", "note", "end_call"]


def warnings(deeds: list[Deed]) -> list[str]:
    return [d.event.sentence for d in deeds if isinstance(d, Tell) and isinstance(d.event, ev.CallWarned)]


def test_the_traveller_is_warned_once_before_the_money_ends_and_then_the_call_ends_politely(
    strawberry_card: CallCard,
) -> None:
    held = Held(strawberry_card, MoneyEnd(120, "your $1.00 a call"))
    held.open()
    held.pass_s(77)
    assert warnings(held.conduct.take(Quiet(1))) == []
    held.pass_s(3)
    assert warnings(held.hear("Let me see.")) == ["This call reaches your $1.00 a call in 40 seconds. I end it then."]
    held.pass_s(27)
    assert warnings(held.conduct.take(Quiet(1))) == []
    held.pass_s(2)
    deeds = held.hear("So, where were we?")
    assert said(deeds) == [FIXED_WORDS["en"].withdrawn] and ended(deeds) is OutcomeKind.TOO_LONG
    assert held.conduct.outcome is not None
    assert held.conduct.outcome.sentence.startswith("The call reached your $1.00 a call.")


def test_time_that_ends_before_the_money_is_the_limit_that_is_named(strawberry_card: CallCard) -> None:
    held = Held(strawberry_card, MoneyEnd(900, "your $1.00 a call"))
    assert held.conduct.longest_s == 298


def test_a_call_that_is_cut_off_says_so_and_says_no_more(held: Held) -> None:
    held.open()
    deeds = held.conduct.cut_off()
    assert said(deeds) == [] and isinstance(deeds[0], HangUp) and ended(deeds) is OutcomeKind.TOO_LONG
    assert held.conduct.cut_off() == []


def test_who_hangs_up_on_the_question_for_leave_is_not_called_again(held: Held) -> None:
    held.conduct.take(Answered())
    held.hear("Hello?")
    held.hear("Huh.")
    deeds = held.conduct.take(LineEnded("callee_hung_up"))
    assert ended(deeds) is OutcomeKind.REFUSED
    assert held.conduct.outcome is not None and held.conduct.outcome.do_not_call


def test_a_line_that_breaks_before_leave_is_no_refusal(held: Held) -> None:
    held.conduct.take(Answered())
    held.hear("Hello?")
    assert ended(held.conduct.take(LineEnded("failed"))) is OutcomeKind.FAILED


# -- the traveller takes over


def consulted(deeds: list[Deed]) -> list[Consult]:
    return [deed for deed in deeds if isinstance(deed, Consult)]


def test_after_taking_over_nothing_they_say_reaches_the_agent(held: Held) -> None:
    held.open()
    held.conduct.take_over()
    assert held.conduct.state is CallState.TAKEN_OVER
    assert not consulted(held.hear("Dark or milk?")) and not said(held.hear("Stop calling us."))


def test_given_back_the_agent_is_told_what_both_said_in_order(held: Held) -> None:
    held.open()
    held.conduct.take_over()
    held.conduct.take(Said("Could you make it three o'clock?"))
    held.hear("Three is fine.")
    held.conduct.traveller_says("Thank you.")
    (asked,) = consulted(held.conduct.give_back())
    assert asked.how == "resumed"
    assert [(line.side, line.text) for line in asked.lines] == [
        ("us", "Could you make it three o'clock?"),
        ("them", "Three is fine."),
        ("us", "Thank you."),
    ]
    assert consulted(held.hear("Hello?"))[0].how == "heard"


def test_who_was_not_told_yet_is_told_that_it_is_a_machine_when_the_call_is_given_back(held: Held) -> None:
    held.conduct.take(Answered("human"))
    held.conduct.take_over()
    held.hear("Hello, shop.")
    assert said(held.conduct.give_back()) == [FIRST]


def test_without_leave_the_question_is_put_again_when_the_call_is_given_back(held: Held) -> None:
    held.conduct.take(Answered("human"))
    held.hear("Hello, shop.")
    held.conduct.take_over()
    assert said(held.conduct.give_back()) == [FIXED_WORDS["en"].again.format(name="Maya")]


def test_who_forbade_calls_to_the_traveller_is_not_spoken_to_by_the_agent(held: Held) -> None:
    held.open()
    held.conduct.take_over()
    held.hear("Never call us again.")
    assert ended(held.conduct.give_back()) is OutcomeKind.REFUSED


def test_nobody_takes_over_a_call_that_was_not_answered(held: Held) -> None:
    held.conduct.take(Ringing())
    assert held.conduct.take_over() == [] and held.conduct.give_back() == []


def test_an_open_question_is_dropped_by_who_takes_over(held: Held) -> None:
    held.open()
    held.conduct.acts([AskTraveller("Dark or milk?", ("Dark", "Milk"), "chocolate", "Chocolate")])
    told = [deed.event for deed in held.conduct.take_over() if isinstance(deed, Tell)]
    assert any(isinstance(event, ev.CallAskEnded) for event in told)


def test_a_call_the_traveller_ended_themself_claims_nothing(held: Held) -> None:
    held.open()
    held.conduct.take_over()
    held.conduct.hang_up()
    assert held.conduct.outcome is not None
    assert held.conduct.outcome.sentence.startswith("You talked to Golden Gate Strawberries yourself.")


def test_a_price_nobody_named_is_not_written_into_the_form(held: Held) -> None:
    held.open()
    held.hear("They are three dollars each.")
    held.conduct.acts([Fill("price", "$900")])
    assert held.conduct.form.value("price") == ""
    held.conduct.acts([Fill("price", "$1,200")])  # 400 times three
    assert held.conduct.form.value("price") == "$1,200"
