"""A transcript in each of its forms."""

from __future__ import annotations

import json

from wanderlust.application.transcript_formats import Transcript, as_json, as_srt, as_text
from wanderlust.realtime.engine_transcription import Segment

SPOKEN = Transcript(
    "en", 3700.0, (Segment(0.0, 2.5, "Good morning."), Segment(2.6, 4.0, "Hello."), Segment(3661.2341, 3663.0, "Bye."))
)


def test_text_has_a_paragraph_after_a_pause() -> None:
    assert as_text(SPOKEN) == "Good morning. Hello.\nBye.\n"


def test_chinese_sentences_stand_without_spaces() -> None:
    assert as_text(Transcript("zh", 5, (Segment(0, 1, "你好。"), Segment(1, 2, "再见。")))) == "你好。再见。\n"


def test_subtitles_have_numbers_and_times() -> None:
    assert as_srt(SPOKEN).split("\n\n")[2] == "3\n01:01:01,234 --> 01:01:03,000\nBye."


def test_json_has_segments_with_times() -> None:
    body = json.loads(as_json(SPOKEN))
    assert body["language"] == "en" and body["duration"] == 3700.0
    assert body["segments"][2] == {"id": 2, "start": 3661.234, "end": 3663.0, "text": "Bye."}


def test_silence_is_nothing() -> None:
    assert as_text(Transcript("", 60, ())) == as_srt(Transcript("", 60, ())) == ""
