"""Errors carry their own sentence, and what to do about it."""

from __future__ import annotations

import pickle

import pytest

from wanderlust.domain import errors


def test_the_sentence_and_the_remedy_are_said_together() -> None:
    error = errors.StorageFailed("The disk is full.", "Free some space.")
    assert str(error) == "The disk is full. Free some space."
    assert (error.sentence, error.remedy) == ("The disk is full.", "Free some space.")
    assert str(errors.EngineFailed("The engine is gone.")) == "The engine is gone."


def test_every_error_is_one_tree() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(kinds) >= 12 and all(issubclass(kind, errors.WanderlustError) for kind in kinds)


def test_errors_carry_what_they_are_about() -> None:
    assert errors.DataMissing("places", "No places.").name == "places"
    assert errors.VoiceMissing("cy", "No voice.").language == "cy"
    assert errors.ConnectionFailed("Refused.", code=401).code == 401
    bad = errors.BadArguments("distance", "'destination' is missing")
    assert (bad.tool, bad.detail) == ("distance", "'destination' is missing")
    assert bad.sentence == "I could not use distance: 'destination' is missing."
    assert errors.WireError("", "not JSON").sentence == "The server sent something I cannot read (no type): not JSON."


@pytest.mark.parametrize("kind", [errors.BadInput, errors.BadAudio, errors.SoundFailed, errors.ToolFailed])
def test_an_error_survives_the_way_between_processes(kind: type[errors.WanderlustError]) -> None:
    error = pickle.loads(pickle.dumps(kind("What happened.", "What to do.")))
    assert type(error) is kind and error.sentence == "What happened."
