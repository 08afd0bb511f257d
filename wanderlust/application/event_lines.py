"""Domain events as the lines ``wanderlust ask`` prints: JSON objects, or plain text for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from wanderlust.domain import events as ev
from wanderlust.domain.conversation import Speaker


def as_objects(event: ev.DomainEvent, latencies: bool = True) -> Iterator[dict[str, Any]]:
    """The JSON objects an event stands for; most events stand for none.

    Args:
        event: A domain event.
        latencies: False leaves the figures out, as they mean nothing when sound is pushed through.
    """
    match event:
        case ev.TurnFinished(turn) if turn.speaker is Speaker.USER:
            yield {"event": "user_transcript", "text": turn.text, "language": turn.language}
        case ev.TurnFinished(turn) if turn.speaker is Speaker.ASSISTANT:
            yield {"event": "assistant_transcript", "text": turn.text, "source": turn.source}
        case ev.ToolStarted():
            yield {"event": "tool_call", "name": event.name, "arguments": event.arguments}
        case ev.ToolFinished():
            yield {
                "event": "tool_result",
                "name": event.name,
                "ok": event.ok,
                "output": event.output,
                "duration_ms": round(event.duration_ms, 1),
            }
        case ev.PlacesShown():
            places = [
                {
                    "id": p.id,
                    "name": p.name,
                    "kind": p.kind,
                    "country": p.country_name,
                    "country_code": p.country,
                    "lat": p.lat,
                    "lon": p.lon,
                    "number": n,
                }
                for n, p in enumerate(event.places, 1)
            ]
            yield {"event": "places", "places": places, "chosen": event.chosen}
        case ev.AnswerFinished(timing) if latencies:
            yield {"event": "timing", **asdict(timing)}
        case ev.BackendChanged(backend):
            yield {"event": "backend", "backend": backend}
        case ev.CloudChanged() if event.sentence:
            said = {"state": event.state, "message": f"{event.sentence} {event.follow_up}".strip()}
            yield {"event": "cloud", **said, "trouble": event.trouble}
        case ev.Notice(kind="error"):
            yield {"event": "error", "message": f"{event.sentence} {event.follow_up}".strip()}


def as_json_lines(event: ev.DomainEvent, latencies: bool = True) -> Iterator[str]:
    for value in as_objects(event, latencies):
        yield json.dumps(value, ensure_ascii=False)


def as_text_lines(event: ev.DomainEvent, latencies: bool = True) -> Iterator[str]:
    """The same for people."""
    match event:
        case ev.TurnFinished(turn) if turn.speaker is Speaker.USER:
            yield f"You: {turn.text}"
        case ev.TurnFinished(turn) if turn.speaker is Speaker.ACTIVITY:
            yield f"  · {turn.text}{f' ({turn.source})' if turn.source else ''}"
        case ev.TurnFinished(turn) if turn.speaker is Speaker.ASSISTANT:
            yield f"Wanderlust: {turn.text}"
        case ev.ToolStarted():
            given = ", ".join(f"{k}={v!r}" for k, v in event.arguments.items())
            yield f"  · {event.name}({given})"
        case ev.PlacesShown():
            for number, place in enumerate(event.places, 1):
                yield f"  {number}. {place.label} ({place.lat:.4f}, {place.lon:.4f})"
        case ev.CloudChanged() if event.sentence:
            yield f"  ! {event.sentence} {event.follow_up}".rstrip()
        case ev.AnswerFinished(timing) if latencies and timing.speech_end_to_first_audio_ms is not None:
            yield f"  first sound {timing.speech_end_to_first_audio_ms:.0f} ms after the end of speech"
