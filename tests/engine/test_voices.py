"""Each language gets the best voice that can run here, or one sentence that says there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from wanderlust.domain.errors import DataMissing, VoiceMissing
from wanderlust.engine.voices import Voices

TABLE = Path(__file__).parents[2] / "resources" / "voices" / "voices.toml"
BOTH = Voices.read(TABLE, engines={"hibari", "pico"})


def test_english_is_spoken_by_the_neural_voice() -> None:
    voice = BOTH.voice("en")
    assert (voice.engine, voice.name, voice.quality) == ("hibari", "heart", "natural")


def test_a_region_is_set_aside() -> None:
    assert BOTH.voice("en-GB") == BOTH.voice("en")
    assert BOTH.voice("es-MX").name == "es-ES"


def test_the_next_voice_serves_where_the_best_cannot_run() -> None:
    assert Voices.read(TABLE, engines={"pico"}).voice("en").name == "en-US"


def test_the_languages_are_those_with_a_voice_here() -> None:
    assert BOTH.languages() == ("en", "es", "fr", "de", "it")
    assert Voices.read(TABLE, engines={"hibari"}).languages() == ("en",)


def test_a_language_without_a_voice_on_this_computer_says_so() -> None:
    with pytest.raises(VoiceMissing) as missing:
        Voices.read(TABLE, engines={"hibari"}).voice("de")
    assert missing.value.language == "de"
    assert missing.value.sentence == "I have no voice for German on this kind of computer."


@pytest.mark.parametrize(("code", "name"), [("pt", "Portuguese"), ("ja", "Japanese"), ("zh", "Chinese")])
def test_a_voice_that_is_not_installed_says_how_to_get_it(code: str, name: str) -> None:
    with pytest.raises(VoiceMissing, match=f"voice for {name} is not installed") as missing:
        BOTH.voice(code)
    assert "wanderlust engine pack install kokoro kokoro-voices" in missing.value.remedy


def test_a_heavy_voice_speaks_once_its_packs_are_there() -> None:
    heavy = Voices.read(TABLE, engines={"hibari", "pico", "kokoro"})
    assert heavy.languages() == ("en", "es", "fr", "de", "it", "pt", "ja", "zh")
    assert heavy.voice("pt-BR").name == "pf_dora"


def test_french_is_natural_once_its_speaker_is_there_and_plain_before() -> None:
    speakers = {"hibari", "pico", "kokoro"}
    assert Voices.read(TABLE, engines=speakers).voice("fr").name == "fr-FR"
    natural = Voices.read(TABLE, engines=speakers | {"kokoro-french"}).voice("fr", for_person=True)
    assert (natural.name, natural.quality) == ("ff_siwis", "natural")


@pytest.mark.parametrize("engines", [{"pico"}, {"kokoro"}])
def test_a_voice_too_hard_to_understand_never_speaks(engines: set[str]) -> None:
    with pytest.raises(VoiceMissing, match="no voice for Korean that people would understand") as missing:
        Voices.read(TABLE, engines=engines).voice("ko")
    assert missing.value.remedy == "Show the words instead."


def test_a_weak_voice_speaks_answers_but_never_for_a_person() -> None:
    assert BOTH.voice("fr").name == "fr-FR"
    with pytest.raises(VoiceMissing, match="voice for French is not installed") as missing:
        BOTH.voice("fr", for_person=True)
    assert missing.value.remedy.endswith("kokoro kokoro-voices kokoro-french")
    assert BOTH.voice("es", for_person=True) == BOTH.voice("es")


def test_fifteen_words_in_a_hundred_are_the_line() -> None:
    known = BOTH.voice("en")
    assert replace(known, round_trip=15.0).speaks_for_person
    assert not replace(known, round_trip=15.1).speaks_for_person


def test_a_language_nobody_listed_has_no_voice_in_this_version() -> None:
    with pytest.raises(VoiceMissing, match="I have no voice for xx in this version"):
        BOTH.voice("xx")


def test_every_voice_states_its_licence_and_rate() -> None:
    for language in BOTH.languages():
        voice = BOTH.voice(language)
        assert voice.licence and voice.rate in (16_000, 24_000) and voice.gain > 0


@pytest.mark.parametrize("text", ["", "[language.en]\nname='English'\nvoice=[{engine='x'}]", "="])
def test_a_damaged_table_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "voices.toml").write_text(text)
    with pytest.raises(DataMissing, match="table of voices cannot be read"):
        Voices.read(tmp_path / "voices.toml")


def test_a_voice_that_is_wanted_comes_before_better_ones_for_its_language_alone() -> None:
    wanted = ("en-US", "pf_dora")
    assert BOTH.voice("en", wanted=wanted).name == "en-US"
    assert BOTH.voice("es", wanted=wanted).name == "es-ES"
    assert Voices.read(TABLE, engines={"hibari"}).voice("en", wanted=wanted).name == "heart"


def test_voices_are_offered_best_first_and_only_those_that_may_answer() -> None:
    offered = Voices.read(TABLE, engines={"hibari", "pico", "kokoro"}).offered()
    assert [voice.name for voice in offered["en"]] == ["heart", "en-US"]
    assert offered["ko"] == ()
    assert BOTH.offered()["pt"] == ()
