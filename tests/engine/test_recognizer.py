"""Human speech is written down with few errors and its language known; no sound makes no words."""

from __future__ import annotations

import csv
import math
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from wanderlust.domain.errors import DataMissing
from wanderlust.dsp.wav import read_wav
from wanderlust.engine.mel import RATE
from wanderlust.engine.packs import PackStore
from wanderlust.engine.recognizer import Recognizer, Transcript, likeliest_language, split_at_quiet

DATA = Path(__file__).parents[1] / "data" / "speech"
QUESTION = Path(__file__).parents[2] / "resources" / "speech" / "where_is_kyoto.wav"
LANGUAGES = ("en", "es", "fr", "de", "it")
Samples = npt.NDArray[np.float32]

# Measured on these clips: en 1.5 %, es 6.7 %, fr 6.1 %, it 2.4 %; each floor leaves room for one or two words more.
FLOORS = {"en": 0.03, "es": 0.11, "fr": 0.10, "it": 0.06}


def words(text: str) -> list[str]:
    """Lower-case words without punctuation; apostrophes stay."""
    return re.sub(r"[^\w' ]", " ", text.lower().replace("’", "'")).split()


def word_errors(said: str, written: str) -> int:
    """Fewest words to substitute, drop or add to make one text of the other."""
    reference, heard = words(said), words(written)
    row = list(range(len(heard) + 1))
    for number, word in enumerate(reference, 1):
        diagonal, row[0] = row[0], number
        for column, other in enumerate(heard, 1):
            above = row[column]
            row[column] = min(above + 1, row[column - 1] + 1, diagonal + (word != other))
            diagonal = above
    return row[-1]


@dataclass(frozen=True)
class Clip:
    """A human clip, what is said in it, and what the recogniser made of it."""

    language: str
    said: str
    transcript: Transcript


@pytest.fixture(scope="module")
def clips(recognizer: Recognizer) -> Sequence[Clip]:
    with (DATA / "clips.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    return [
        Clip(row["language"], row["text"], recognizer.transcribe(read_wav(DATA / row["file"], RATE), LANGUAGES))
        for row in rows
    ]


@pytest.mark.engine
@pytest.mark.parametrize("language", FLOORS)
def test_human_speech_is_written_down_within_its_floor(clips: Sequence[Clip], language: str) -> None:
    spoken = [clip for clip in clips if clip.language == language]
    errors = sum(word_errors(clip.said, clip.transcript.text) for clip in spoken)
    count = sum(len(words(clip.said)) for clip in spoken)
    assert count > 25
    assert errors / count <= FLOORS[language], [clip.transcript.text for clip in spoken]


@pytest.mark.engine
def test_the_language_of_every_human_clip_is_known(clips: Sequence[Clip]) -> None:
    assert [clip.transcript.language for clip in clips] == [clip.language for clip in clips]


@pytest.mark.engine
def test_language_probabilities_are_over_the_allowed_ones(clips: Sequence[Clip]) -> None:
    log_probs: Mapping[str, float] = clips[0].transcript.language_log_probs
    assert set(log_probs) == set(LANGUAGES)
    assert sum(math.exp(value) for value in log_probs.values()) == pytest.approx(1.0, abs=1e-6)


@pytest.mark.engine
def test_speech_scores_like_speech(clips: Sequence[Clip]) -> None:
    assert min(clip.transcript.score for clip in clips) > -1.0


@pytest.mark.engine
def test_a_single_allowed_language_is_taken_without_asking(recognizer: Recognizer) -> None:
    transcript = recognizer.transcribe(read_wav(DATA / "fr-vm-leavemsg.wav", RATE), ("fr",))
    assert transcript.language == "fr"
    assert transcript.language_log_probs == {}


@pytest.mark.engine
def test_the_bundled_question_is_understood(recognizer: Recognizer) -> None:
    transcript = recognizer.transcribe(read_wav(QUESTION, RATE), ("en",))
    assert transcript.text == "Where is Kyoto?"


@pytest.mark.engine
@pytest.mark.parametrize("samples", [0, 1, 200, 1599])
def test_next_to_no_sound_has_no_words(recognizer: Recognizer, samples: int) -> None:
    transcript = recognizer.transcribe(np.full(samples, 0.1, np.float32), ("en",))
    assert transcript.text == ""
    assert transcript.seconds == samples / RATE


@pytest.mark.engine
def test_certain_words_begin_the_text(recognizer: Recognizer) -> None:
    sound = read_wav(DATA / "en-followme-status.wav", RATE)
    transcript = recognizer.transcribe(sound, ("en",), prefix="The person you are calling")
    assert transcript.text.startswith("The person you are calling is not at")
    assert transcript.text.endswith("locate them for you.")


@pytest.mark.engine
def test_speech_longer_than_whisper_hears_at_once_is_written_down_whole(recognizer: Recognizer) -> None:
    """Four clips with pauses between, twice over: 40 s."""
    names = ["en-followme-status", "en-queue-youarenext", "en-privacy-prompt", "en-cannot-complete-as-dialed"]
    pause = np.zeros(RATE, np.float32)
    once = np.concatenate([part for name in names for part in (read_wav(DATA / f"{name}.wav", RATE), pause)])
    transcript = recognizer.transcribe(np.concatenate([once, once]), ("en",))
    assert transcript.seconds > 40
    assert words(transcript.text).count("representative") == 2
    assert words(transcript.text).count("dialed") == 2


def test_long_sound_is_cut_in_its_pauses() -> None:
    sound = np.random.default_rng(3).normal(0, 0.1, 70 * RATE).astype(np.float32)
    pauses = [24 * RATE, 46 * RATE]
    for pause in pauses:
        sound[pause : pause + RATE // 2] = 0
    pieces = split_at_quiet(sound)
    assert len(pieces) == 3
    assert np.array_equal(np.concatenate(pieces), sound)
    cuts = np.cumsum([len(piece) for piece in pieces])[:-1]
    assert all(pause < cut < pause + RATE // 2 for pause, cut in zip(pauses, cuts, strict=True))


def test_missing_files_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="Speech recognition cannot load its files"):
        Recognizer(tmp_path)


@pytest.mark.engine
def test_a_damaged_model_is_one_sentence(packs: PackStore, tmp_path: Path) -> None:
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        shutil.copy(packs.directory("whisper-base") / name, tmp_path / name)
    (tmp_path / "model.bin").write_bytes(b"not a model")
    with pytest.raises(DataMissing, match="wanderlust setup"):
        Recognizer(tmp_path)


@pytest.mark.parametrize(
    ("english", "before", "seconds", "chosen"),
    [
        (0.9, "", 3.0, "en"),
        (0.9, "es", 3.0, "en"),
        (0.6, "es", 3.0, "es"),
        (0.9, "es", 0.7, "es"),
        (0.9, "de", 0.7, "en"),
    ],
)
def test_a_doubtful_language_stays_the_one_spoken_before(
    english: float, before: str, seconds: float, chosen: str
) -> None:
    log_probs = {"en": math.log(english), "es": math.log(1 - english)}
    assert likeliest_language(log_probs, before, seconds) == chosen
