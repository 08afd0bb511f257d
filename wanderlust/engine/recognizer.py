"""Speech to text: Whisper base run by CTranslate2 in int8, on contexts as short as the speech.

Whisper was made to hear 30 s at a time; encoding only the speech and one second of silence gives the same words for a
fifth of the work (0.39 instead of 1.75 CPU-seconds for a 3 s question). What that breaks, the tricks here mend: see
``whisper_text.text_tokens`` and ``Recognizer._decoded``.

The environment must hold ``OMP_WAIT_POLICY=PASSIVE`` before ctranslate2 is imported, else its idle threads spin.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import ctranslate2  # type: ignore[import-untyped]
import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from wanderlust.domain.errors import DataMissing
from wanderlust.engine.mel import RATE, log_mel
from wanderlust.engine.place_hearing import KnowsNames, respellings
from wanderlust.engine.whisper_text import collapse_repeats, is_repetitive, join_texts, same_words, text_tokens

Samples = npt.NDArray[np.float32]

_PADDING_SECONDS = 1.0
# A decode that loops or guesses is tried again on longer contexts. 8 s settle most for 0.18
# CPU-seconds a question; all 30 s, for the rest, take 0.75 and were a second more of waiting on a busy machine.
_SECOND_CONTEXTS_SECONDS = (8.0, 30.0)
# Beams for a text that is answered. Against one beam: names of places right 48 instead of 37 of 90 spoken ones, word
# error rate on human English 1.9 instead of 2.4 %, for a sixth more work. A hint of names in front, decoded with one
# beam, made it 41 of 90 and looped in one question of ten. What is shown meanwhile needs no more than one.
_BEAMS = 5
# Names of places are looked for in a question; who speaks longer tells a story.
_NAMES_SECONDS = 12.0
# Longer speech is cut at a quiet point between these two.
_CUT_FROM_SECONDS, _CUT_BEFORE_SECONDS = 20.0, 28.0
# Speech scored -0.15..-0.9 when measured, silence and noise -1.2..-5; neither figure decides alone.
_POOR_SCORE = -1.0
_NOTHING_SCORE, _NOTHING_PROBABILITY = -1.1, 0.5
# How much more likely another language must be than the one spoken last, as log probability, to be believed: over 26
# human clips in four languages the right one leads each other by more in 155 of 156 cases, from 1.5 s on. Cut to
# 0.8 s, 7 of 78 are wrong, so that under a second the language stays.
_LANGUAGE_MARGIN = 0.7
_LANGUAGE_SECONDS = 1.0
# Less than this holds no word; the spectrogram itself needs 201 samples.
_SHORTEST_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said.

    Attributes:
        text: Words with punctuation; empty when nothing was said.
        language: ISO 639-1 code.
        score: Mean log probability of the tokens; about -0.2 when sure, under -1 when guessing.
        no_speech: Probability that there was no speech at all.
        seconds: Length of the sound.
        language_log_probs: For each allowed language the log probability that it was spoken; empty when there was
            nothing to choose.
    """

    text: str
    language: str
    score: float
    no_speech: float
    seconds: float
    language_log_probs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Decoded:
    text: str
    score: float
    no_speech: float
    repetitive: bool
    readings: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.repetitive and self.score >= _POOR_SCORE


class Recognizer:
    """Whisper, loaded. Calls are meant to come one at a time; they release the interpreter while they compute."""

    def __init__(self, model_dir: Path, threads: int = 2, names: KnowsNames | None = None) -> None:
        """Load the model (0.7 s, about 200 MB).

        Args:
            model_dir: The installed pack: ``model.bin``, ``config.json``, ``tokenizer.json`` and the vocabulary.
            threads: Threads for one call.
            names: Names of places to look for in English questions, if any.

        Raises:
            DataMissing: The files are not there or cannot be loaded.
        """
        try:
            self._tokenizer = Tokenizer.from_file(str(model_dir / "tokenizer.json"))
            self._model: Any = ctranslate2.models.Whisper(
                str(model_dir), device="cpu", compute_type="int8", intra_threads=threads, inter_threads=1
            )
        except Exception as error:  # tokenizers raises plain Exception, ctranslate2 RuntimeError or ValueError
            raise DataMissing(
                "whisper-base", f"Speech recognition cannot load its files: {error}.", "Run: wanderlust setup"
            ) from error
        self._names = names
        self._end_of_text = self._special("<|endoftext|>")
        self._first_timestamp = self._special("<|notimestamps|>") + 1

    def _special(self, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise DataMissing("whisper-base", f"The tokenizer has no {token}.", "Run: wanderlust setup")
        return found

    def warm_up(self) -> None:
        """Run once on silence, so that the first question does not pay for first-time allocations."""
        encoded = self._encode(np.zeros(RATE, np.float32), _PADDING_SECONDS)
        self._decoded(encoded, "en", 1.0, "", _BEAMS, longest=2)

    def transcribe(
        self,
        samples: Samples,
        languages: Sequence[str] | None = ("en",),
        prefix: str | None = None,
        *,
        before: str = "",
        draft: bool = False,
        stale: Callable[[], bool] = lambda: False,
    ) -> Transcript:
        """Write down speech.

        Args:
            samples: float32 in [-1, 1] at 16 kHz, shape ``(n,)``. Silence must have been taken off by voice activity
                detection: Whisper invents words for it.
            languages: The languages it may be in; None for any of Whisper's 99.
            prefix: Words that are certain already, to begin the text with; only for a single language.
            before: The language spoken last, kept when another one is hardly more likely.
            draft: A better text follows soon: doubtful ones are not decoded again with full context.
            stale: Asked between encoding and decoding; when true nobody waits any more, and the text is empty.

        Returns:
            The transcript; its text is empty for sound that holds no words.
        """
        seconds = len(samples) / RATE
        only = languages[0] if languages is not None and len(languages) == 1 else None
        if seconds < _SHORTEST_SECONDS:
            return Transcript("", only or (languages[0] if languages else "en"), -math.inf, 1.0, seconds)
        pieces = split_at_quiet(samples)
        encoded = self._encode(pieces[0], _PADDING_SECONDS)
        log_probs = {} if only else self._language_log_probs(encoded, languages)
        language = only or likeliest_language(log_probs, before, seconds)
        if stale():
            return Transcript("", language, -math.inf, 1.0, seconds, log_probs)
        decoded = [self._piece(pieces[0], encoded, language, prefix or "", draft)]
        for piece in pieces[1:]:
            decoded.append(self._piece(piece, self._encode(piece, _PADDING_SECONDS), language, "", draft))
        text = join_texts([part.text for part in decoded], language)
        score = sum(part.score for part in decoded) / len(decoded)
        no_speech = min(part.no_speech for part in decoded)
        return Transcript(text, language, score, no_speech, seconds, log_probs)

    def _piece(self, samples: Samples, encoded: Any, language: str, prefix: str, draft: bool) -> _Decoded:
        seconds = len(samples) / RATE
        beams = 1 if draft else _BEAMS
        best = self._decoded(encoded, language, seconds, prefix, beams)
        for context in () if draft else _SECOND_CONTEXTS_SECONDS:
            if best.sound:
                break
            longer = self._encode(samples, max(_PADDING_SECONDS, context - seconds))
            again = self._decoded(longer, language, seconds, prefix, beams)
            if (not again.repetitive, again.score) > (not best.repetitive, best.score):
                best, encoded = again, longer
        if best.score < _NOTHING_SCORE and best.no_speech > _NOTHING_PROBABILITY:
            return _Decoded("", best.score, best.no_speech, False)
        if draft or language != "en" or seconds > _NAMES_SECONDS or self._names is None:
            return best
        text = self._with_name((best.text, *best.readings), encoded, self._names)
        if text != best.text:  # "from G-dance to Cracko" has two
            text = self._with_name((text,), encoded, self._names)
        return replace(best, text=text)

    def _everyday(self, word: str) -> bool:
        """Whether Whisper writes the word in one piece and small, as it does the 20,000 commonest."""
        return word.islower() and self._tokenizer.token_to_id(f"\u0120{word}") is not None

    def _with_name(self, readings: Sequence[str], encoded: Any, names: KnowsNames) -> str:
        """The first reading, or one with a well-known name of a place in it that fits the sound about as well."""
        others = respellings(readings, names, self._everyday)
        if not others:
            return readings[0]
        texts = [readings[0], *(other.text for other in others)]
        tokens = [self._tokenizer.encode(f" {text}", add_special_tokens=False).ids for text in texts]
        states = np.repeat(np.asarray(encoded), len(texts), axis=0)
        prompt = [self._special(f"<|{name}|>") for name in ("startoftranscript", "en", "transcribe")]
        # Aligning is how CTranslate2 gives probabilities of a text that is already there; all of them in one batch.
        aligned = self._model.align(ctranslate2.StorageView.from_array(states), prompt, tokens, 2 * states.shape[1])
        fits = [float(np.log(np.maximum(found.text_token_probs, 1e-9)).sum()) for found in aligned]
        totals = [fit + credit for fit, credit in zip(fits, [0.0, *(o.credit for o in others)], strict=True)]
        return texts[int(np.argmax(totals))]

    def _encode(self, samples: Samples, padding_seconds: float) -> Any:
        padded = np.concatenate([samples, np.zeros(round(padding_seconds * RATE), np.float32)])
        # The encoder halves the frames, so their number is made even.
        frames = log_mel(padded)
        frames = frames[:, : frames.shape[1] // 2 * 2]
        features = ctranslate2.StorageView.from_array(np.ascontiguousarray(frames[np.newaxis]))
        return self._model.encode(features)

    def _language_log_probs(self, encoded: Any, allowed: Sequence[str] | None) -> dict[str, float]:
        """Log probabilities over the allowed languages alone, best first."""
        every = {token.strip("<|>"): probability for token, probability in self._model.detect_language(encoded)[0]}
        chosen = {code: every.get(code, 0.0) for code in allowed} if allowed is not None else every
        total = sum(chosen.values()) or 1.0
        ranked = sorted(chosen.items(), key=lambda item: -item[1])
        return {code: math.log(max(probability / total, 1e-12)) for code, probability in ranked}

    def _decoded(
        self,
        encoded: Any,
        language: str,
        seconds: float,
        prefix: str,
        beams: int,
        longest: int | None = None,
    ) -> _Decoded:
        prompt = [self._special(f"<|{name}|>") for name in ("startoftranscript", language, "transcribe")]
        if prefix:
            prompt.append(self._first_timestamp)
            prompt += self._tokenizer.encode(f" {prefix.strip()}", add_special_tokens=False).ids
        # The fastest speakers measured need 7 tokens a second; a loop is cut off soon after.
        longest = longest or 12 + math.ceil(9 * seconds)
        result = self._model.generate(
            encoded,
            [prompt],
            beam_size=beams,
            num_hypotheses=beams,
            # CTranslate2 generates at most half of max_length, and no more than max_length with the prompt.
            max_length=min(448, max(2 * longest, len(prompt) + longest)),
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        texts = []
        for tokens in result.sequences_ids:
            words = text_tokens(tokens, self._first_timestamp, self._end_of_text, seconds - 0.35)
            # CTranslate2 gives the prefix back among the tokens.
            texts.append(self._tokenizer.decode(words, skip_special_tokens=True).strip())
        readings = [collapse_repeats(text) for text in texts]
        # A loop that another reading of the same sound says just once is that: "Show me the Eiffel Tower".
        once = [index for index, text in enumerate(texts) if same_words(text, readings[0]) and not is_repetitive(text)]
        best = once[0] if once else 0
        score, no_speech = float(result.scores[best]), float(result.no_speech_prob)
        others = tuple(dict.fromkeys(readings))
        return _Decoded(readings[best], score, no_speech, not once and is_repetitive(texts[0]), others)


def likeliest_language(log_probs: Mapping[str, float], before: str, seconds: float) -> str:
    """The language spoken: the likeliest, or the one before where the sound says too little to leave it."""
    likeliest = max(log_probs, key=log_probs.__getitem__)
    if before not in log_probs:
        return likeliest
    doubtful = seconds < _LANGUAGE_SECONDS or log_probs[likeliest] - log_probs[before] < _LANGUAGE_MARGIN
    return before if doubtful else likeliest


def split_at_quiet(samples: Samples) -> list[Samples]:
    """Sound in pieces of at most 28 s, cut in the middle of the quietest 200 ms of each stretch from 20 s on."""
    pieces: list[Samples] = []
    rest = samples
    window = RATE // 5
    while len(rest) > _CUT_BEFORE_SECONDS * RATE:
        start, stop = round(_CUT_FROM_SECONDS * RATE), round(_CUT_BEFORE_SECONDS * RATE)
        power = np.concatenate([[0.0], np.cumsum(np.square(rest[start:stop], dtype=np.float64))])
        quietest = int(np.argmin(power[window:] - power[:-window]))
        cut = start + quietest + window // 2
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return [*pieces, rest]
