"""A transcript as plain text, as SubRip subtitles, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from wanderlust.realtime.engine_transcription import Segment

# A longer silence begins a paragraph.
_PARAGRAPH_SECONDS = 2.0
_WITHOUT_SPACES = ("ja", "zh")


@dataclass(frozen=True, slots=True)
class Transcript:
    """A recording written down; ``language`` is empty when nobody spoke, ``seconds`` is the recording's length."""

    language: str
    seconds: float
    segments: tuple[Segment, ...]


def as_text(transcript: Transcript) -> str:
    """Paragraphs, parted where there is a pause."""
    paragraphs: list[list[str]] = []
    last = 0.0
    for segment in transcript.segments:
        if not paragraphs or segment.start - last > _PARAGRAPH_SECONDS:
            paragraphs.append([])
        paragraphs[-1].append(segment.text)
        last = segment.end
    between = "" if transcript.language in _WITHOUT_SPACES else " "
    return "".join(f"{between.join(paragraph)}\n" for paragraph in paragraphs)


def as_srt(transcript: Transcript) -> str:
    """SubRip: a number, the times, the words, an empty line."""
    return "".join(
        f"{number}\n{stamp(segment.start)} --> {stamp(segment.end)}\n{segment.text}\n\n"
        for number, segment in enumerate(transcript.segments, 1)
    )


def as_json(transcript: Transcript) -> str:
    """The fields of OpenAI's verbose transcription that we know."""
    body = {
        "language": transcript.language,
        "duration": round(transcript.seconds, 3),
        "segments": [
            {"id": number, **asdict(segment), "start": round(segment.start, 3), "end": round(segment.end, 3)}
            for number, segment in enumerate(transcript.segments)
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Transcript], str]] = {"srt": as_srt, "txt": as_text, "json": as_json}


def stamp(seconds: float) -> str:
    """A time as SubRip writes it."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02},{rest % 1000:03}"
