"""``wanderlust transcribe``: a recording of any length written down; stopped, it goes on where it was."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from wanderlust.application.progress_line import ProgressLine
from wanderlust.application.services import engine_process
from wanderlust.application.transcript_formats import FORMATS, Transcript
from wanderlust.audio.recording import Recording, fingerprint, open_recording
from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import wav_bytes
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_transcription import Segment, written_down
from wanderlust.settings.paths import Paths

RATE = 16_000
WINDOW_SECONDS = 60.0
# Speech that reaches so close to a window's end may go on in the next one, and is heard there again as a whole.
OPEN_END_SECONDS = 0.5


@dataclass(slots=True)
class Progress:
    """How far a recording is written down; kept on the disk after every window.

    Attributes:
        path: Its file, named by the recording's sha256 and the language wanted.
        until: Seconds from the beginning that are done.
        language: As heard first, or empty.
        segments: What was said so far.
    """

    path: Path
    until: float = 0.0
    language: str = ""
    segments: list[Segment] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Progress:
        """What an earlier run left; nothing when there is none, or when it cannot be read."""
        try:
            kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            segments = [Segment(**segment) for segment in kept["segments"]]
            return cls(path, float(kept["until"]), str(kept["language"]), segments)
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return cls(path)

    def save(self) -> None:
        """Write it beside the old one and put it in its place; raises StorageFailed."""
        kept = {"until": self.until, "language": self.language, "segments": [asdict(s) for s in self.segments]}
        fresh = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            fresh.replace(self.path)
        except OSError as error:
            raise StorageFailed(
                f"I could not write to {self.path.parent}: {error.strerror or error}.", "Make room there."
            ) from error


def transcribe_command(paths: Paths, source: Path, to: str | None, out: Path | None, language: str | None) -> int:
    """Write down ``source``; to standard output, or to ``out``.

    Args:
        paths: Where data lies; what is done so far is kept under the cache.
        source: The recording.
        to: ``srt``, ``txt`` or ``json``; by the name of ``out``, else ``txt``, when None.
        out: Where to.
        language: ISO 639-1 code; detected when None.

    Raises:
        BadInput: The recording cannot be read, or ``out`` ends in something else than we write.
        StorageFailed: ``out`` cannot be written.
        EngineFailed: The engine did not start or ended.
    """
    form = to or (out.suffix.removeprefix(".") if out is not None else "txt")
    if form not in FORMATS:
        raise BadInput(f"I do not write {form}.", f"Choose one with --to: {', '.join(FORMATS)}.")
    recording = open_recording(source)
    part = paths.cache / "transcripts" / f"{fingerprint(source)}-{language or 'any'}.part"
    line = ProgressLine(sys.stderr, time.monotonic, shutil.get_terminal_size().columns)
    progress = Progress.read(part)
    try:
        asyncio.run(write_down(recording, progress, language, engine_process(), line.tell))
    finally:
        line.close()
        recording.close()
    text = FORMATS[form](
        Transcript(progress.language, recording_seconds(progress, recording), tuple(progress.segments))
    )
    if out is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise StorageFailed(
                f"I could not write {out}: {error.strerror or error}.", "Choose another place with --out."
            ) from error
    part.unlink(missing_ok=True)
    return 0


def recording_seconds(progress: Progress, recording: Recording) -> float:
    """The length of a recording that is written down to its end."""
    return max(progress.until, recording.seconds)


async def write_down(
    recording: Recording,
    progress: Progress,
    language: str | None,
    engine: EngineProcess,
    tell: Callable[[str, str], None],
) -> None:
    """Write down what is not yet; ``progress`` holds the whole afterwards, and all complete windows at any time.

    A window that ends in the middle of speech is followed by one that begins where that speech does: nothing is cut
    in two, and nothing is heard twice.
    """
    total = recording.seconds
    if progress.until >= total:
        return
    tell("transcript", "Getting ready")
    await engine.start()
    try:
        while progress.until < total:
            start = progress.until
            sound = await asyncio.to_thread(recording.read, start, WINDOW_SECONDS, RATE)
            end = min(total, start + WINDOW_SECONDS)
            written = await written_down(engine, wav_bytes(to_int16(sound), RATE), language)
            segments = [Segment(s.start + start, s.end + start, s.text) for s in written.segments]
            if end < total and len(segments) > 1 and segments[-1].end > end - OPEN_END_SECONDS:
                end = segments.pop().start
            progress.segments += segments
            progress.language = progress.language or written.language
            progress.until = end
            progress.save()
            tell("transcript", f"{_bar(end / total)} {_clock(end)} of {_clock(total)}")
    finally:
        await engine.stop()


def _bar(part: float, width: int = 20) -> str:
    full = round(part * width)
    return f"[{'#' * full}{'.' * (width - full)}] {part:4.0%}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
