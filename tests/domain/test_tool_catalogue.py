"""Tools as the models see them."""

from __future__ import annotations

import pytest
from openai.types.realtime import RealtimeFunctionTool
from pydantic import TypeAdapter

from wanderlust.domain.tool_catalogue import CATALOGUE, Slot, ToolSpec, spec_named

NAMES = ["find_places", "show_on_map", "distance", "local_time", "convert_currency"]


def test_the_catalogue_is_the_tools_of_a_conversation() -> None:
    assert [spec.name for spec in CATALOGUE] == NAMES
    assert spec_named("distance") is CATALOGUE[2] and spec_named("weather") is None
    assert not any(spec.side_effect for spec in CATALOGUE)


@pytest.mark.parametrize("spec", CATALOGUE, ids=lambda spec: spec.name)
def test_each_is_a_tool_openai_would_take(spec: ToolSpec) -> None:
    definition = spec.definition()
    TypeAdapter(RealtimeFunctionTool).validate_python(definition)
    schema = definition["parameters"]
    assert schema["type"] == "object" and schema["additionalProperties"] is False
    assert set(schema["required"]) <= set(schema["properties"])
    for argument in schema["properties"].values():
        assert argument["type"] in ("string", "number", "boolean") and argument["description"].endswith(".")


def test_kinds_become_json_types_and_choices_an_enumeration() -> None:
    spec = ToolSpec(
        "odd",
        "For tests.",
        (
            Slot("amount", "number", "How much."),
            Slot("now", "flag", "Whether now."),
            Slot("mode", "choice", "How.", required=True, choices=("walk", "car")),
        ),
    )
    assert spec.schema() == {
        "type": "object",
        "properties": {
            "amount": {"type": "number", "description": "How much."},
            "now": {"type": "boolean", "description": "Whether now."},
            "mode": {"type": "string", "description": "How.", "enum": ["walk", "car"]},
        },
        "required": ["mode"],
        "additionalProperties": False,
    }
