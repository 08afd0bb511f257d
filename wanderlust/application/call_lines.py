"""What happens in a call as the lines ``wanderlust call`` prints: JSON objects, or plain text for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.form import Form


def as_objects(event: ev.CallEvent, began: datetime) -> Iterator[dict[str, Any]]:
    """The JSON objects an event stands for; ``at_s`` counts from ``began``."""
    match event:
        case ev.CallProposed(card):
            yield {"event": "card", **card_object(card)}
        case ev.CallStateChanged(state=state, since=since):
            yield {"event": "state", "state": state.value, "at_s": round((since - began).total_seconds(), 1)}
        case ev.CallCaption(number=number, side=side, settled=text) if text:
            yield {"event": "caption", "number": number, "side": side, "text": text}
        case ev.CallFormChanged(form=form):
            yield {"event": "form", "fields": form_objects(form)}
        case ev.CallAsked(question=question, choices=choices):
            yield {"event": "ask", "question": question, "choices": list(choices)}
        case ev.CallWarned(sentence=sentence):
            yield {"event": "warning", "sentence": sentence}
        case ev.CallEnded(outcome=outcome):
            yield {
                "event": "outcome",
                "outcome": outcome.kind.value,
                "sentence": outcome.sentence,
                "seconds": round(outcome.seconds, 1),
                "do_not_call": outcome.do_not_call,
                "notes": list(outcome.notes),
                "fields": form_objects(outcome.form),
            }


def form_objects(form: Form) -> list[dict[str, str]]:
    """The fields of a form, in order."""
    return [{"key": f.key, "label": f.label, "value": f.value, "state": f.state.value} for f in form.fields]


def card_object(card: CallCard) -> dict[str, Any]:
    """Everything on a card."""
    return {
        "id": card.id,
        "who": card.callee.name,
        "number": card.callee.number,
        "place": card.callee.place,
        "goal": card.goal.words,
        "they_learn": [fact.words for fact in card.reveals],
        "at_most": card.limits.spend.shown if card.limits.spend else "",
        "minutes": card.limits.minutes,
        "price": card.price.shown,
        "line": card.line,
        "recorded": card.recorded,
    }


def as_text(event: ev.CallEvent) -> Iterator[str]:
    """The same for people."""
    match event:
        case ev.CallStateChanged(state=state):
            yield f"  · {state.value}"
        case ev.CallCaption(side=side, settled=text) if text:
            yield f"{'Wanderlust' if side == 'us' else 'They'}: {text}"
        case ev.CallAsked(question=question, choices=choices):
            offered = f" ({', '.join(choices)})" if choices else ""
            yield f"? {question}{offered}"
        case ev.CallWarned(sentence=sentence):
            yield f"! {sentence}"
        case ev.CallEnded(outcome=outcome):
            yield f"= {outcome.sentence}"


def card_text(card: CallCard) -> str:
    """The card as it is shown in a terminal."""
    spend = f"At most {card.limits.spend.shown}, at most" if card.limits.spend else "At most"
    rows = (
        ("Who", f"{card.callee.name}, {card.callee.number}{f', {card.callee.place}' if card.callee.place else ''}"),
        ("What for", card.goal.words),
        ("They will learn", ", ".join(fact.words for fact in card.reveals)),
        ("Limits", f"{spend} {card.limits.minutes:.0f} minutes"),
        ("Price of the call", card.price.shown),
        ("", "Not recorded. Nothing is dialled until you say yes here."),
    )
    head = "Rehearsal. Nobody is called. A business on this computer answers.\n" if card.line == "rehearsal" else ""
    body = "\n".join(f"  {label:<18} {text}" for label, text in rows)
    return f"{head}May I call for you?\n{body}\n"
