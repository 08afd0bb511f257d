"""The embedded agent completes calls on its own."""

from __future__ import annotations

import pytest

from tests.fakes.rehearsed_call import BEGINS, card_for, rehearse
from tests.fakes.scripted_callee import ScriptedCallee
from wanderlust.assistant.calls.agent import Fill, Say, SpokenLine
from wanderlust.assistant.calls.call_run import CallRun
from wanderlust.assistant.calls.routine import Routine
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.events import OutcomeKind
from wanderlust.domain.calls.policy import CallRules, CallsToday, permit
from wanderlust.telephony.rehearsal_business import Mood, Script
from wanderlust.telephony.rehearsal_talk import StoryClock

BUSINESSES = (
    "bakery bikes clinic hotel lost_property museum pharmacy restaurant strawberries taxi".split()  # noqa: SIM905
)


async def scripted(
    card: CallCard, *lines: str, answers: tuple[str, ...] = ()
) -> tuple[ev.Outcome, list[str], list[str]]:
    """Outcome, what we said after leave, and what the traveller was asked."""
    clock = StoryClock(BEGINS)
    callee = ScriptedCallee(["Hello?", "Sure.", *lines], clock)
    granted = permit(card, Consent(card.id, "click", BEGINS), CallRules(), CallsToday(), BEGINS)
    asked: list[str] = []
    left = list(answers)

    async def ask(question: ev.CallAsked) -> str | None:
        asked.append(question.question)
        return left.pop(0) if left else None

    run = CallRun(granted, callee, Routine(card, BEGINS.date()), clock.now, lambda event: None, ask)
    outcome = await run.run()
    return outcome, callee.heard[1:], asked


@pytest.mark.parametrize("key", BUSINESSES)
async def test_every_business_is_dealt_with_on_a_plain_day(scripts: dict[str, Script], key: str) -> None:
    call = await rehearse(scripts[key])
    assert call.outcome.kind is OutcomeKind.DONE and call.business.record.booked


@pytest.mark.parametrize("mood", [Mood.HOLD, Mood.NOISY, Mood.MISHEARS, Mood.ALTERNATIVE, Mood.WANTS_CARD])
async def test_difficulties_are_overcome(scripts: dict[str, Script], mood: Mood) -> None:
    call = await rehearse(scripts["strawberries"], mood)
    assert call.outcome.kind is OutcomeKind.DONE and call.business.record.booked


async def test_the_business_ends_up_with_the_right_number_after_mishearing_it(scripts: dict[str, Script]) -> None:
    call = await rehearse(scripts["strawberries"], Mood.MISHEARS)
    assert call.business.record.facts["count"] == "400"


async def test_what_the_traveller_took_instead_is_what_is_booked(scripts: dict[str, Script]) -> None:
    call = await rehearse(scripts["restaurant"], Mood.ALTERNATIVE)
    assert call.outcome.form.value("time") == call.business.record.facts["time"] == "21:15"


async def test_what_the_traveller_does_not_want_instead_is_not_booked(scripts: dict[str, Script]) -> None:
    call = await rehearse(scripts["restaurant"], Mood.ALTERNATIVE, traveller=lambda asked: asked.choices[-1])
    assert call.outcome.kind is OutcomeKind.NOT_POSSIBLE and not call.business.record.booked


async def test_too_dear_is_refused_after_one_question_and_withdrawn(scripts: dict[str, Script]) -> None:
    call = await rehearse(scripts["strawberries"], Mood.OVER_BUDGET)
    assert call.outcome.kind is OutcomeKind.OVER_LIMIT and not call.business.record.booked
    assert "do not book or order" in call.said[-1]
    assert not any("1,500" in text or "1500" in text for text in call.said)


async def test_the_goal_is_stated_in_full_after_leave(strawberry_card: CallCard) -> None:
    _, said, _ = await scripted(strawberry_card)
    assert said[0] == (
        "I would like to order 400 chocolate-covered strawberries, delivered to the Gateway Pavilion on Saturday 28 "
        "November at 2 pm."
    )


async def test_everything_is_read_back_before_the_end(strawberry_card: CallCard) -> None:
    outcome, said, _ = await scripted(strawberry_card, "No problem, that's $1,380.", "Yes, correct.")
    assert said[1] == (
        "Let me read that back: 400 chocolate-covered strawberries, delivered to the Gateway Pavilion on Saturday 28 "
        "November at 2 pm, for Maya, 1,380 dollars. Is that right?"
    )
    assert outcome.kind is OutcomeKind.DONE and outcome.form.value("price") == "$1,380"


async def test_a_wrong_reading_back_is_corrected(strawberry_card: CallCard) -> None:
    _, said, _ = await scripted(strawberry_card, "So that's 40 strawberries on Friday, right?")
    assert said[1] == "No, not quite. 400, please. On Saturday 28 November, please."


async def test_what_only_the_traveller_knows_is_asked_with_choices(strawberry_card: CallCard) -> None:
    _, said, asked = await scripted(strawberry_card, "Dark or milk chocolate?", answers=("Dark",))
    assert asked == ["They ask: dark or milk?"]
    assert said[1:3] == ["One moment, please, I am asking.", "Dark, please."]


async def test_a_choice_the_goal_made_already_is_not_asked_about(scripts: dict[str, Script]) -> None:
    card = card_for(scripts["strawberries"], "order 400 dark chocolate strawberries to the pier, under 1,500 dollars")
    _, said, asked = await scripted(card, "Dark or milk chocolate?")
    assert asked == [] and said[1] == "Dark, please."


async def test_private_details_are_given_only_when_the_traveller_gives_them(strawberry_card: CallCard) -> None:
    line = "Can I have a phone number for the driver?"
    _, said, asked = await scripted(strawberry_card, line, answers=("No, do not give it",))
    assert len(asked) == 1 and said[2] == "I may not give that out. Can we go on without it?"
    _, said, _ = await scripted(strawberry_card, line, answers=("+1 415 555 0177",))
    assert said[2] == "+1 415 555 0177"


async def test_card_numbers_are_never_given_and_a_second_demand_ends_the_call(strawberry_card: CallCard) -> None:
    line = "I need a credit card number for that."
    outcome, said, asked = await scripted(strawberry_card, line, line)
    assert asked == [] and said[1].startswith("I cannot give payment details")
    assert outcome.kind is OutcomeKind.NEEDS_TRAVELLER


async def test_who_asks_whether_it_is_a_machine_is_told(strawberry_card: CallCard) -> None:
    _, said, _ = await scripted(strawberry_card, "Wait, are you a robot?")
    assert said[1] == "Yes, I am an automated assistant, calling for Maya."


async def test_a_second_question_without_an_answer_ends_the_call(strawberry_card: CallCard) -> None:
    outcome, _, asked = await scripted(strawberry_card, "Do you need napkins?", "Do you have a ladder?", answers=())
    assert len(asked) == 2 and outcome.kind is OutcomeKind.NEEDS_TRAVELLER


async def test_the_traveller_is_asked_the_same_thing_once(strawberry_card: CallCard) -> None:
    lines = ("Dark or milk chocolate?", "Sorry, dark or milk chocolate?", "And so, dark or milk chocolate?")
    _, said, asked = await scripted(strawberry_card, *lines, answers=("Dark",))
    assert len(asked) == 1 and said[2:5] == ["Dark, please."] * 3


async def test_what_the_traveller_left_open_is_not_put_to_them_again(strawberry_card: CallCard) -> None:
    outcome, _, asked = await scripted(strawberry_card, "Do you need napkins?", "But do you need napkins?", answers=())
    assert len(asked) == 1 and outcome.kind is OutcomeKind.NEEDS_TRAVELLER


async def test_what_came_up_in_the_call_stands_before_the_price_and_a_reference_last(strawberry_card: CallCard) -> None:
    outcome, _, _ = await scripted(
        strawberry_card,
        "Dark or milk chocolate?",
        "That's $1,380.",
        "You're all set, reference GS-204.",
        answers=("Dark",),
    )
    assert [field.key for field in outcome.form.fields][-4:] == ["chocolate", "price", "payment", "reference"]
    assert outcome.kind is OutcomeKind.DONE


async def test_talk_that_goes_in_circles_is_given_up(strawberry_card: CallCard) -> None:
    outcome, said, _ = await scripted(strawberry_card, *["We have a lovely view of the sea."] * 12)
    assert outcome.kind is OutcomeKind.UNCLEAR and len(said) <= 5


async def test_a_no_said_over_and_over_is_one(strawberry_card: CallCard) -> None:
    outcome, _, _ = await scripted(strawberry_card, "Ah, what a pity, that date.", "Ah, what a pity, that date.")
    assert outcome.kind is OutcomeKind.NOT_POSSIBLE


async def test_who_is_passed_on_to_hears_first_who_calls(strawberry_card: CallCard) -> None:
    _, said, _ = await scripted(
        strawberry_card, "I'll put you through to sales.", "Sales, hello?", "Sure.", "That's $1,380."
    )
    assert said[1] == "Hello, I am an automated assistant calling for Maya. Is it all right to continue?"
    assert said[2].startswith("I would like to order 400") and said[3].startswith("Let me read that back")


async def test_who_cannot_talk_now_and_wants_to_be_called_again_ends_it(strawberry_card: CallCard) -> None:
    outcome, _, asked = await scripted(strawberry_card, "Could you call back in an hour?")
    assert outcome.kind is OutcomeKind.NOT_POSSIBLE and asked == []


async def test_a_question_about_when_gets_day_and_time(strawberry_card: CallCard) -> None:
    _, said, _ = await scripted(strawberry_card, "When do you need them?")
    assert said[1] == "On Saturday 28 November, please. At 2 pm, please."


async def test_pickup_or_delivery_is_known_from_the_place(strawberry_card: CallCard) -> None:
    _, said, asked = await scripted(strawberry_card, "Is that for pickup or delivery?")
    assert said[1] == "Delivery, please. To the Gateway Pavilion, please." and asked == []


async def test_nothing_else_is_wanted(strawberry_card: CallCard) -> None:
    _, said, _ = await scripted(strawberry_card, "Anything else with that?", "Is that everything?")
    assert said[1:3] == ["No, that is all, thank you.", "Yes, that is all, thank you."]


async def test_fewer_than_wanted_is_an_offer_and_no_mistake(strawberry_card: CallCard) -> None:
    _, _, asked = await scripted(
        strawberry_card, "Hm, I've just 250 left for that Saturday.", answers=("No, leave it",)
    )
    assert asked == ["They say: Hm, I've just 250 left for that Saturday. Take it?"]


async def test_a_price_with_something_on_top_is_held_against_the_limit(strawberry_card: CallCard) -> None:
    outcome, _, _ = await scripted(strawberry_card, "That's 1,480 dollars plus 60 for the van.", "No, that's it.")
    assert outcome.kind is OutcomeKind.OVER_LIMIT


async def test_an_answer_with_a_question_behind_it_is_taken(scripts: dict[str, Script]) -> None:
    card = card_for(scripts["pharmacy"], "ask whether they have sun cream")
    outcome, said, _ = await scripted(card, "Sun cream? Yep, loads of it. Anything else?", "You got it, mate.")
    assert outcome.kind is OutcomeKind.DONE and outcome.form.value("answer") == "Yep, loads of it."
    assert said[1] == "So, Yep, loads of it. Is that right?"


async def test_both_parts_of_a_question_are_answered(scripts: dict[str, Script]) -> None:
    card = card_for(scripts["museum"])
    outcome, said, _ = await scripted(
        card, "On Sundays we open at ten in the morning.", "A ticket is 12 euros.", "Yes, exactly."
    )
    assert said[1] == "Thank you. And what a ticket costs?"
    assert outcome.kind is OutcomeKind.DONE
    assert outcome.form.value("answer") == "On Sundays we open at ten in the morning. A ticket is 12 euros."


async def test_a_price_in_other_money_than_the_limit_is_not_agreed_to(strawberry_card: CallCard) -> None:
    outcome, _, _ = await scripted(strawberry_card, "That is 1,200 euros.", "No, 1,200 euros.", "Okay, done.")
    assert outcome.kind is OutcomeKind.OVER_LIMIT


async def test_without_a_limit_the_traveller_is_asked_about_the_price(scripts: dict[str, Script]) -> None:
    card = card_for(scripts["bakery"], "order a chocolate cake for Saturday at noon")
    outcome, _, asked = await scripted(card, "That's $45.", "Yes.", answers=("Yes",))
    assert asked == ["It would cost $45. Is that all right?"] and outcome.kind is OutcomeKind.DONE


# -- given back by the traveller


async def test_given_back_it_reads_back_what_the_traveller_changed(strawberry_card: CallCard) -> None:
    routine = Routine(strawberry_card, BEGINS.date())
    await routine.begin()
    acts = await routine.resumed(
        [
            SpokenLine("us", "Could you bring them at 3 pm instead?"),
            SpokenLine("them", "At three, yes. With delivery that is 1,380 dollars."),
        ]
    )
    assert Fill("time", "15:00") in acts and Fill("price", "$1,380") in acts
    said = next(act.text for act in acts if isinstance(act, Say))
    assert said.startswith("This is the assistant of Maya again. Let me read that back:")
    assert "at 3 pm" in said and "1,380 dollars" in said


async def test_given_back_without_a_price_it_asks_for_one(strawberry_card: CallCard) -> None:
    routine = Routine(strawberry_card, BEGINS.date())
    acts = await routine.resumed([SpokenLine("us", "Good morning, this is Maya."), SpokenLine("them", "Hello, Maya.")])
    assert [act.text for act in acts if isinstance(act, Say)] == [
        "This is the assistant of Maya again. What would it cost altogether?"
    ]


async def test_a_price_above_the_limit_is_not_taken_over_from_the_travellers_talk(strawberry_card: CallCard) -> None:
    routine = Routine(strawberry_card, BEGINS.date())
    acts = await routine.resumed([SpokenLine("them", "It would be 9,999 dollars altogether.")])
    assert not any(isinstance(act, Fill) and act.field == "price" for act in acts)
