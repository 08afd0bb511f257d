"""``wanderlust call`` from the outside."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.telephony.sip.peers import Script, answered_with, installed
from wanderlust.application.call_command import REFUSED_BY_TRAVELLER, CallWish, call_command
from wanderlust.domain.calls.card import LineKind
from wanderlust.domain.errors import BadInput, LineFailed
from wanderlust.settings.paths import PROJECT, Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    folders = {name: tmp_path / name for name in ("data", "config", "cache", "log")}
    return Paths(bundled=None, resources=PROJECT / "resources", **folders)


def held(paths: Paths, wish: CallWish, typed: str = "") -> tuple[int, str, str]:
    out, shown = io.StringIO(), io.StringIO()
    code = call_command(paths, wish, io.StringIO(typed), out, shown)
    return code, out.getvalue(), shown.getvalue()


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


GOAL = "order 400 chocolate-covered strawberries to the Gateway Pavilion, under 1,500 dollars"


def test_a_rehearsal_prints_what_happens_up_to_the_outcome(paths: Paths) -> None:
    code, out, _ = held(paths, CallWish("strawberries", goal=GOAL, yes=True, as_json=True))
    events = objects(out)
    assert code == 0
    assert {"card", "state", "caption", "form", "ask", "outcome"} == {event["event"] for event in events}
    assert [e["state"] for e in events if e["event"] == "state"][:3] == ["dialling", "ringing", "talking"]
    ours = [e["text"] for e in events if e["event"] == "caption" and e["side"] == "us"]
    assert ours[0] == "Hello, I am an automated assistant calling for Maya. Is it all right to continue?"
    last = events[-1]
    assert last["outcome"] == "done" and {f["key"]: f["value"] for f in last["fields"]}["price"] == "$1,380"


def test_the_card_is_shown_and_a_typed_yes_is_waited_for(paths: Paths) -> None:
    code, out, _ = held(paths, CallWish("taxi"), "yes\n")
    assert code == 0
    assert out.startswith("Rehearsal. Nobody is called.") and "At most £60, at most 5 minutes" in out
    assert "= A taxi at Swift Cabs: agreed for £48" in out


@pytest.mark.parametrize("typed", ["no\n", "", "yes but tomorrow\n", "y\n"])
def test_anything_but_yes_is_no_call(paths: Paths, typed: str) -> None:
    code, out, shown = held(paths, CallWish("taxi", as_json=True), typed)
    assert code == REFUSED_BY_TRAVELLER
    assert [event["event"] for event in objects(out)] == ["card"] and "I have not called." in shown


def test_answers_are_taken_from_the_command_line(paths: Paths) -> None:
    _, out, _ = held(paths, CallWish("strawberries", yes=True, answers=("Milk",), as_json=True))
    assert "Milk, please." in [e.get("text") for e in objects(out)]


@pytest.mark.parametrize("line", ["sip", "twilio"])
def test_yes_is_refused_on_lines_that_ring_someone(paths: Paths, line: LineKind) -> None:
    with pytest.raises(BadInput, match="only after a yes typed under the card"):
        held(paths, CallWish(line=line, to="+442079460018", goal=GOAL, yes=True))


@pytest.mark.parametrize(("to", "goal", "missing"), [("", GOAL, "whom to call"), ("sip:a@b.example", "", "what for")])
def test_a_real_call_needs_somebody_and_a_reason(paths: Paths, to: str, goal: str, missing: str) -> None:
    with pytest.raises(BadInput, match=missing):
        held(paths, CallWish(line="sip", to=to, goal=goal))


def test_twilio_needs_an_account(paths: Paths) -> None:
    with pytest.raises(LineFailed, match="needs your account"):
        held(paths, CallWish(line="twilio", to="+442079460018", goal=GOAL))


def test_without_a_yes_nobody_is_rung(paths: Paths) -> None:
    code, _, shown = held(paths, CallWish(line="sip", to="sip:shop@127.0.0.1:5070", goal=GOAL, as_json=True), "no\n")
    assert code == REFUSED_BY_TRAVELLER
    assert "Nothing is dialled until you say yes here." in shown


@pytest.mark.engine
@pytest.mark.skipif(not installed(), reason="needs Debian's packages baresip and sip-tester")
def test_a_softphone_is_rung_after_a_typed_yes(paths: Paths, tmp_path: Path) -> None:
    with Script(tmp_path, answered_with("486 Busy Here")) as shop:
        wish = CallWish(line="sip", to=shop.address, who="The shop", goal="Ask when they close.", as_json=True)
        code, out, shown = held(paths, wish, "yes\n")
    assert code == 0
    assert "The shop" in shown
    assert objects(out)[-1]["outcome"] == "busy"
    assert "INVITE sip:shop@127.0.0.1" in shop.messages()


def test_an_unknown_business_or_mood_names_those_there_are(paths: Paths) -> None:
    with pytest.raises(BadInput, match="strawberries"):
        held(paths, CallWish("cheese", yes=True))
    with pytest.raises(BadInput, match="over budget"):
        held(paths, CallWish("taxi", mood="happy", yes=True))


def test_whoever_types_is_the_business(paths: Paths) -> None:
    typed = io.StringIO("Trattoria, hello.\nSure, go ahead.\nYes, that is possible.\nYes, that is right.\n")
    printed, shown = io.StringIO(), io.StringIO()
    wish = CallWish("you", goal="book a table for two tomorrow at 7 pm", yes=True, as_json=True)
    assert call_command(paths, wish, typed, printed, shown) == 0
    events = [json.loads(line) for line in printed.getvalue().splitlines()]
    said = [event["text"] for event in events if event["event"] == "caption" and event["side"] == "them"]
    assert said == ["Trattoria, hello.", "Sure, go ahead.", "Yes, that is possible.", "Yes, that is right."]
    assert [event["state"] for event in events if event["event"] == "state"][:3] == ["dialling", "ringing", "talking"]
    assert events[-1]["event"] == "outcome" and "The phone rings." in shown.getvalue()


def test_in_the_terminal_the_business_types(paths: Paths) -> None:
    with pytest.raises(BadInput, match="typing"):
        call_command(paths, CallWish("you", yes=True, sound=True), io.StringIO(), io.StringIO(), io.StringIO())
