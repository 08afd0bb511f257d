"""Confidence is the share that was right on lines of another hand, never falling as the raw chance rises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wanderlust.domain.errors import DataMissing
from wanderlust.engine.router.confidence import Confidence
from wanderlust.engine.router.signs import NAMES
from wanderlust.engine.router.values import Routing, ToolCall
from wanderlust.settings.paths import PROJECT

FITTED = PROJECT / "resources" / "router" / "confidence.json"


def acted(chance: float, **arguments: object) -> Routing:
    return Routing((ToolCall("find_places", arguments),), chance, None, "act", "find_places")


def test_a_likelier_routing_is_never_said_to_be_less_likely() -> None:
    said = Confidence(FITTED)
    shares = [said.honest(acted(step / 50), "a bar", (), "en").confidence for step in range(51)]
    assert shares == sorted(shares) and shares[0] == 0.0 and 0.9 < shares[-1] < 1.0


def test_between_two_steps_it_lies_between_their_shares(tmp_path: Path) -> None:
    file = tmp_path / "confidence.json"
    file.write_text(json.dumps({"steps": [[0.0, 0.0], [0.5, 0.4], [1.0, 0.9]], "whole": dict.fromkeys(NAMES, 0.0)}))
    routing = Confidence(file).honest(acted(0.75), "a bar", (), "en")
    assert routing.confidence == pytest.approx(0.65) and routing.whole == 0.5


def test_a_call_that_swallowed_a_clause_is_less_likely_whole() -> None:
    said = Confidence(FITTED)
    short = said.honest(acted(0.9, query="dentist", near="Bologna"), "a dentist in Bologna", (), "en")
    clause = acted(0.9, query="tooth is killing me and I'm stuck", near="Bologna")
    long = said.honest(clause, "my tooth is killing me and I'm stuck in Bologna", (), "en")
    assert long.whole < short.whole


@pytest.mark.parametrize("content", ["", "{}", '{"steps": [], "whole": {"one": 1.0}}', "[1]"])
def test_a_damaged_table_is_said(tmp_path: Path, content: str) -> None:
    file = tmp_path / "confidence.json"
    file.write_text(content)
    with pytest.raises(DataMissing, match="confidence table"):
        Confidence(file)
