"""Speech is understood when recognised back, starts at once, is evenly loud, and joins without a click."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from wanderlust.domain.errors import VoiceMissing
from wanderlust.dsp.level import dbfs, to_float
from wanderlust.dsp.resample import resample
from wanderlust.engine.recognizer import Recognizer
from wanderlust.engine.synthesizer import RATE, Synthesizer
from wanderlust.engine.voices import Voices

LONG = "Kyoto is a city in Japan, with one and a half million people living there. It lies on Honshu. Go and see it!"
SENTENCES = {
    "en": LONG,
    "es": "Kioto está en Japón. Tiene un millón y medio de habitantes.",
    "fr": "Kyoto est au Japon. La ville compte un million et demi d'habitants.",
    "de": "Kyoto liegt in Japan. Die Stadt hat anderthalb Millionen Einwohner.",
    "it": "Kyoto si trova in Giappone. Ha un milione e mezzo di abitanti.",
    "pt": "Kyoto fica no Japão. Tem um milhão e meio de habitantes.",
    "ja": "京都は日本にあります。人口は約百四十五万人です。",
    "zh": "京都在日本。那里有一百五十万人。",
}

pytestmark = pytest.mark.engine


def whole(synthesizer: Synthesizer, text: str, language: str, speed: float = 1.0) -> npt.NDArray[np.int16]:
    return np.concatenate(list(synthesizer.speak(text, language, speed)))


@pytest.fixture(params=SENTENCES)
def language(request: pytest.FixtureRequest, voices: Voices) -> str:
    code = str(request.param)
    if code not in voices.languages():
        pytest.skip("Pico has no wheel for this platform, or the optional packs of the natural voice are not installed")
    return code


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("It is 1,718 km from Lisbon to Rome.", ["1,718 kilometers", "lisbon", "rome"]),
        ("It is 25 °C in Kyoto.", ["25 degrees celsius", "kyoto"]),
        ("That is £20, or €15.50.", ["20 pounds", "15 euros and 50 cents"]),
        ("50 USD is about 7,512 JPY.", ["7,512", "yen"]),
        ("By car it takes 3 h 10 min.", ["hours", "10 minutes"]),
        ("It is at 35° N, 135° E.", ["degrees north", "degrees east"]),
    ],
)
def test_numbers_and_units_are_said_in_full(
    synthesizer: Synthesizer, recognizer: Recognizer, text: str, heard: list[str]
) -> None:
    sound = resample(to_float(whole(synthesizer, text, "en")), RATE, 16_000)
    # A comma between words is a matter of taste; one inside a number is not.
    understood = recognizer.transcribe(sound, ("en",)).text.lower().replace(", ", " ")
    assert all(part in understood for part in heard), understood


@pytest.mark.parametrize(
    ("question", "heard"),
    [
        ("Where is Kyoto?", "kyoto"),
        ("How far is it from Lisbon to Porto?", "how far is it from lisbon to porto"),
        ("What time is it in Sydney?", "what time is it in sydney"),
        ("Convert 50 dollars to yen.", "$50 to yen"),
        ("Find the Louvre.", "find the louvre"),
    ],
)
def test_the_engine_understands_its_own_voice(
    synthesizer: Synthesizer, recognizer: Recognizer, question: str, heard: str
) -> None:
    sound = resample(to_float(whole(synthesizer, question, "en")), RATE, 16_000)
    assert heard in recognizer.transcribe(sound, ("en",)).text.lower()


def test_the_language_spoken_is_the_language_heard(
    synthesizer: Synthesizer, recognizer: Recognizer, language: str
) -> None:
    sound = resample(to_float(whole(synthesizer, SENTENCES[language], language)), RATE, 16_000)
    assert recognizer.transcribe(sound, tuple(SENTENCES)).language == language


def test_pieces_hold_the_whole_text_in_order(synthesizer: Synthesizer) -> None:
    pieces = list(synthesizer.pieces(LONG, "en"))
    assert len(pieces) == 4
    assert " ".join(piece.text for piece in pieces) == LONG


def test_speech_begins_at_once_and_pauses_are_short(synthesizer: Synthesizer, language: str) -> None:
    for piece in synthesizer.pieces(SENTENCES[language], language):
        loud = np.flatnonzero(np.abs(to_float(piece.samples)) > 0.003)
        assert loud[0] <= 0.04 * RATE
        assert len(piece.samples) - loud[-1] <= 0.40 * RATE


def test_chunks_join_without_a_click(synthesizer: Synthesizer, language: str) -> None:
    """At each border the wave is at zero on both sides, and within 5 ms it moves no faster than inside the speech."""
    parts = list(synthesizer.speak(SENTENCES[language], language))
    assert len(parts) > 1
    for before, after in zip(parts, parts[1:], strict=False):
        assert before[-1] == 0 and abs(int(after[0])) <= 2
    sound = np.concatenate(parts).astype(np.int32)
    steps = np.abs(np.diff(sound))
    for border in np.cumsum([len(part) for part in parts])[:-1]:
        near = steps[border - RATE // 200 : border + RATE // 200]
        assert near.max() <= np.percentile(steps[steps > 0], 90)


def test_every_language_is_equally_loud_and_never_clips(synthesizer: Synthesizer, language: str) -> None:
    sound = to_float(whole(synthesizer, SENTENCES[language], language))
    assert np.abs(sound).max() < 0.99
    assert -24 < dbfs(sound[np.abs(sound) > 0.003]) < -17


def test_faster_speech_is_shorter(synthesizer: Synthesizer, language: str) -> None:
    text = SENTENCES[language]
    slow, fast = whole(synthesizer, text, language, 0.8), whole(synthesizer, text, language, 1.4)
    # The natural voice lengthens its pauses less than its words.
    assert len(fast) < 0.8 * len(slow)


def test_the_same_english_text_is_the_same_sound(synthesizer: Synthesizer) -> None:
    """Pico alone draws new noise at each call."""
    assert np.array_equal(whole(synthesizer, LONG, "en"), whole(synthesizer, LONG, "en"))


@pytest.mark.parametrize("text", ["", "   ", "...", "?!\n"])
def test_nothing_to_say_is_no_sound(synthesizer: Synthesizer, text: str) -> None:
    assert list(synthesizer.speak(text, "en")) == []


def test_text_the_voice_has_no_letters_for_makes_no_error(synthesizer: Synthesizer) -> None:
    assert whole(synthesizer, "東京", "en").dtype == np.int16


def test_a_language_without_a_voice_is_refused(synthesizer: Synthesizer) -> None:
    with pytest.raises(VoiceMissing, match="no voice for Korean"):
        next(synthesizer.speak("교토", "ko"))


def test_warming_up_an_unknown_language_is_refused(synthesizer: Synthesizer) -> None:
    with pytest.raises(VoiceMissing):
        synthesizer.warm_up("tlh")
