"""Recordings are written down through the real engine: whole, once, resumable, and silence without a word."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from wanderlust.application import transcribe_command as transcribing
from wanderlust.application.services import engine_process
from wanderlust.application.transcribe_command import Progress, transcribe_command, write_down
from wanderlust.audio.recording import fingerprint, open_recording
from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav, write_wav
from wanderlust.realtime.engine_transcription import Segment
from wanderlust.settings.paths import PROJECT, Paths

RATE = 16_000
QUESTION = PROJECT / "resources" / "speech" / "where_is_kyoto.wav"


def recorded(path: Path, *parts: npt.NDArray[np.float32]) -> Path:
    write_wav(path, to_int16(np.concatenate(parts)), RATE)
    return path


def silence(seconds: float) -> npt.NDArray[np.float32]:
    return np.zeros(round(seconds * RATE), np.float32)


def question() -> npt.NDArray[np.float32]:
    return read_wav(QUESTION, RATE)


@pytest.fixture
def home(tmp_path: Path, paths: Paths) -> Paths:
    return Paths(paths.data, None, paths.resources, tmp_path / "config", tmp_path / "cache", tmp_path / "log")


def down(path: Path, progress: Progress, tell: Callable[[str, str], None]) -> Progress:
    recording = open_recording(path)
    asyncio.run(write_down(recording, progress, "en", engine_process(), tell))
    recording.close()
    return progress


@pytest.mark.engine
def test_speech_across_the_end_of_a_window_is_heard_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows of six seconds over three questions, the second of which lies across the first border."""
    monkeypatch.setattr(transcribing, "WINDOW_SECONDS", 6.0)
    spoken = question()
    first = silence(5.5 - len(spoken) / RATE)
    path = recorded(tmp_path / "a.wav", spoken, first, spoken, silence(2), spoken, silence(3))
    told: list[str] = []
    progress = down(path, Progress(tmp_path / "a.part"), lambda _, words: told.append(words))
    texts = [segment.text for segment in progress.segments]
    assert [" ".join(texts).lower().count(word) for word in ("where", "kyoto")] == [3, 3], texts
    assert all(a.end <= b.start + 0.01 for a, b in zip(progress.segments, progress.segments[1:], strict=False))
    assert progress.until == pytest.approx(open_recording(path).seconds)
    assert "100%" in told[-1]


@pytest.mark.engine
def test_silence_and_noise_are_written_down_as_nothing(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).normal(0, 0.02, 20 * RATE).astype(np.float32)
    path = recorded(tmp_path / "a.wav", silence(20), noise)
    assert down(path, Progress(tmp_path / "a.part"), lambda *_: None).segments == []


@pytest.mark.engine
def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path, home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    path = recorded(tmp_path / "a.wav", silence(10), question(), silence(2))
    part = home.cache / "transcripts" / f"{fingerprint(path)}-en.part"
    Progress(part, 9.0, "en", [Segment(1.0, 2.0, "Kept from before.")]).save()
    assert transcribe_command(home, path, "json", None, "en") == 0
    segments = json.loads(capsys.readouterr().out)["segments"]
    assert segments[0]["text"] == "Kept from before."
    assert "kyoto" in segments[1]["text"].lower() and 9.5 < segments[1]["start"] < 11
    assert not part.exists()


def test_what_is_complete_needs_no_engine(tmp_path: Path, home: Paths) -> None:
    path = recorded(tmp_path / "a.wav", silence(5))
    part = home.cache / "transcripts" / f"{fingerprint(path)}-any.part"
    Progress(part, 5.0, "en", [Segment(1.0, 2.0, "All of it.")]).save()
    out = tmp_path / "a.srt"
    assert transcribe_command(home, path, None, out, None) == 0
    assert out.read_text() == "1\n00:00:01,000 --> 00:00:02,000\nAll of it.\n\n"


def test_a_damaged_part_is_begun_again(tmp_path: Path) -> None:
    part = tmp_path / "a.part"
    part.write_text('{"until": 3')
    assert Progress.read(part) == Progress(part)


def test_an_ending_we_do_not_write_is_refused(tmp_path: Path, home: Paths) -> None:
    with pytest.raises(BadInput, match="do not write docx"):
        transcribe_command(home, QUESTION, None, tmp_path / "a.docx", None)


def test_a_place_that_cannot_be_written_keeps_the_part(tmp_path: Path, home: Paths) -> None:
    path = recorded(tmp_path / "a.wav", silence(5))
    part = home.cache / "transcripts" / f"{fingerprint(path)}-any.part"
    Progress(part, 5.0, "en", [Segment(1.0, 2.0, "All of it.")]).save()
    with pytest.raises(StorageFailed, match="could not write"):
        transcribe_command(home, path, None, tmp_path / "missing" / "a.txt", None)
    assert part.exists()
