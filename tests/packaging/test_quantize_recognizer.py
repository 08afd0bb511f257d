"""The bundle's smaller weights are the integers the library itself would make of the larger ones."""

from __future__ import annotations

import io
from types import ModuleType

import numpy as np
import pytest

from tests.packaging.conftest import fresh


@pytest.fixture
def quantizer(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return fresh("quantize_recognizer", monkeypatch)


def test_what_is_written_is_read_again(quantizer: ModuleType) -> None:
    model = quantizer.Model(
        "WhisperSpec",
        3,
        (
            quantizer.Variable("decoder/alibi", (), 1, b"\0"),
            quantizer.Variable("encoder/conv1/weight", (2, 1, 3), 4, b"\1" * 12),
        ),
        (("decoder/projection/weight", "decoder/embeddings/weight"),),
    )
    held = io.BytesIO()
    quantizer.write_model(model, held)
    held.seek(0)
    assert quantizer.read_model(held) == model
    assert held.read() == b""


def test_matrices_become_rows_of_integers_with_a_scale_and_nothing_else_changes(quantizer: ModuleType) -> None:
    weights = np.array([[0.5, -1.0, 0.25], [0, 0, 0]], np.float16)
    bias = quantizer.Variable("layer/bias", (2,), 4, np.ones(2, np.float16).tobytes())
    convolution = quantizer.Variable("conv/weight", (1, 2, 3), 4, np.ones(6, np.float16).tobytes())
    matrix = quantizer.Variable("layer/weight", (2, 3), 4, weights.tobytes())
    made = quantizer.quantized(
        quantizer.Model("S", 1, (convolution, bias, matrix), (("other/weight", "layer/weight"),))
    )
    found = {variable.name: variable for variable in made.variables}
    assert found["layer/bias"] == bias and found["conv/weight"] == convolution
    assert found["layer/weight"].kind == 1
    integers = np.frombuffer(found["layer/weight"].data, np.int8).reshape(2, 3)
    assert integers.tolist() == [[64, -127, 32], [0, 0, 0]]
    assert np.frombuffer(found["layer/weight_scale"].data, np.float32).tolist() == [127.0, 1.0]
    assert made.aliases == (("other/weight", "layer/weight"), ("other/weight_scale", "layer/weight_scale"))
    assert [variable.name for variable in made.variables] == sorted(found)


def test_a_file_of_another_version_is_refused(quantizer: ModuleType) -> None:
    with pytest.raises(ValueError, match="version 7"):
        quantizer.read_model(io.BytesIO(b"\7\0\0\0"))
