"""Events as the lines ``wanderlust ask`` prints."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from wanderlust.application.event_lines import as_json_lines, as_objects, as_text_lines
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.places import Place

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
KYOTO = Place("gn:1857910", "Kyoto", "city", 35.02107, 135.75385, "JP", "Japan", timezone="Asia/Tokyo")


def turn(speaker: Speaker, text: str, **more: str) -> ev.TurnFinished:
    return ev.TurnFinished(Turn("t", speaker, text, NOON, **more))  # type: ignore[arg-type]  # only texts are given


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (
            turn(Speaker.USER, "Where is Kyoto?", language="en"),
            {"event": "user_transcript", "text": "Where is Kyoto?", "language": "en"},
        ),
        (
            turn(Speaker.ASSISTANT, "In Japan.", source="GeoNames"),
            {"event": "assistant_transcript", "text": "In Japan.", "source": "GeoNames"},
        ),
        (
            ev.ToolStarted("c", "show_on_map", {"place": "Kyoto"}, "Kyoto on the map."),
            {"event": "tool_call", "name": "show_on_map", "arguments": {"place": "Kyoto"}},
        ),
        (
            ev.ToolFinished("c", "show_on_map", {"say": {"en": "Kyōto."}}, True, 1.26),
            {
                "event": "tool_result",
                "name": "show_on_map",
                "ok": True,
                "output": {"say": {"en": "Kyōto."}},
                "duration_ms": 1.3,
            },
        ),
        (
            ev.AnswerFinished(ev.Timing(450.0, 650.0, 1500.0)),
            {
                "event": "timing",
                "speech_end_to_transcript_ms": 450.0,
                "speech_end_to_first_audio_ms": 650.0,
                "first_audio_to_done_ms": 1500.0,
            },
        ),
        (
            ev.Notice("error", "I could not answer that.", "Ask again."),
            {"event": "error", "message": "I could not answer that. Ask again."},
        ),
    ],
)
def test_each_event_has_the_fields_that_are_promised(event: ev.DomainEvent, line: dict[str, object]) -> None:
    assert list(as_objects(event)) == [line]


def test_places_are_numbered_and_say_where_they_are() -> None:
    (line,) = as_objects(ev.PlacesShown((KYOTO, KYOTO), 1))
    assert line["event"] == "places" and line["chosen"] == 1
    first, second = line["places"]
    assert (first["number"], second["number"]) == (1, 2)
    assert (first["name"], first["country"], first["country_code"]) == ("Kyoto", "Japan", "JP")
    assert (first["lat"], first["lon"]) == (35.02107, 135.75385)


@pytest.mark.parametrize(
    "event",
    [
        ev.StateChanged(AssistantState.READY),
        ev.LevelChanged(0.1, 0.2),
        ev.Notice("info", "A microphone came."),
        ev.TurnText("t", "Where"),
        turn(Speaker.ACTIVITY, "Looked up Kyoto"),
    ],
)
def test_other_events_print_no_object(event: ev.DomainEvent) -> None:
    assert list(as_json_lines(event)) == []


def test_without_latencies_no_figures_are_printed() -> None:
    event = ev.AnswerFinished(ev.Timing(450.0, 650.0, 1500.0))
    assert list(as_objects(event, latencies=False)) == [] and list(as_text_lines(event, latencies=False)) == []


def test_a_line_is_one_line_of_json_with_letters_as_letters() -> None:
    (line,) = as_json_lines(turn(Speaker.USER, "Kyōto?\nNow?"))
    assert "\n" not in line and "Kyōto" in line and json.loads(line)["text"] == "Kyōto?\nNow?"


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (turn(Speaker.USER, "Where is Kyoto?"), "You: Where is Kyoto?"),
        (turn(Speaker.ASSISTANT, "In Japan."), "Wanderlust: In Japan."),
        (turn(Speaker.ACTIVITY, "Looked up Kyoto", source="GeoNames"), "  · Looked up Kyoto (GeoNames)"),
        (turn(Speaker.ACTIVITY, "Looked"), "  · Looked"),
        (ev.ToolStarted("c", "show_on_map", {"place": "Kyoto"}, ""), "  · show_on_map(place='Kyoto')"),
        (ev.PlacesShown((KYOTO,), 0), "  1. Kyoto, Japan (35.0211, 135.7538)"),
        (ev.AnswerFinished(ev.Timing(1.0, 650.4, 2.0)), "  first sound 650 ms after the end of speech"),
    ],
)
def test_people_read_words(event: ev.DomainEvent, text: str) -> None:
    assert list(as_text_lines(event)) == [text]


def test_a_typed_questions_timing_has_nothing_to_tell_people() -> None:
    assert list(as_text_lines(ev.AnswerFinished(ev.Timing(None, None, 100.0)))) == []
