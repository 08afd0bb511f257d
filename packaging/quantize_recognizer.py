"""Rewrites the recognition weights from 16-bit floats to the 8-bit integers they are used as: half the bytes.

CTranslate2 makes the very same integers whenever it loads the larger file (``compute_type="int8"``), so that nothing
that is heard changes; a bundle need not carry what is thrown away at every start. The layout is that of CTranslate2's
own writer (``ctranslate2/specs/model_spec.py``, binary version 6): counted strings, shapes, type codes, bytes.
"""

from __future__ import annotations

import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

BINARY_VERSION = 6
FLOAT32, INT8, FLOAT16 = 0, 1, 4


@dataclass(frozen=True, slots=True)
class Variable:
    """One array of a model: ``kind`` is CTranslate2's code of its type."""

    name: str
    shape: tuple[int, ...]
    kind: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Model:
    """A model's head, its arrays, and second names of some of them."""

    spec: str
    revision: int
    variables: tuple[Variable, ...]
    aliases: tuple[tuple[str, str], ...]


def read_model(stream: BinaryIO) -> Model:
    """Read a ``model.bin``; raises ValueError for another version of it."""
    (version,) = _numbers(stream, "I")
    if version != BINARY_VERSION:
        raise ValueError(f"This is version {version} of the file; I know {BINARY_VERSION}.")
    spec = _read_string(stream)
    revision, count = _numbers(stream, "II")
    variables = tuple(_read_variable(stream) for _ in range(count))
    (count,) = _numbers(stream, "I")
    aliases = tuple((_read_string(stream), _read_string(stream)) for _ in range(count))
    return Model(spec, revision, variables, aliases)


def write_model(model: Model, stream: BinaryIO) -> None:
    """Write a ``model.bin``."""
    stream.write(struct.pack("<I", BINARY_VERSION))
    _write_string(stream, model.spec)
    stream.write(struct.pack("<II", model.revision, len(model.variables)))
    for variable in model.variables:
        _write_string(stream, variable.name)
        stream.write(struct.pack(f"<B{len(variable.shape)}I", len(variable.shape), *variable.shape))
        stream.write(struct.pack("<BI", variable.kind, len(variable.data)))
        stream.write(variable.data)
    stream.write(struct.pack("<I", len(model.aliases)))
    for alias, name in model.aliases:
        _write_string(stream, alias)
        _write_string(stream, name)


def quantized(model: Model) -> Model:
    """The model with every matrix of a linear layer or an embedding as 8-bit integers, a scale for each row."""
    variables: list[Variable] = []
    scales: dict[str, str] = {}
    for variable in model.variables:
        if not _is_matrix(variable):
            variables.append(variable)
            continue
        weights = np.frombuffer(variable.data, np.float16).reshape(variable.shape).astype(np.float32)
        largest = np.abs(weights).max(axis=1)
        largest[largest == 0] = 127.0
        scale = (np.float32(127.0) / largest).astype(np.float32)
        rounded = np.rint(weights * scale[:, None]).astype(np.int8)
        scales[variable.name] = f"{variable.name}_scale"
        variables.append(Variable(variable.name, variable.shape, INT8, rounded.tobytes()))
        variables.append(Variable(scales[variable.name], scale.shape, FLOAT32, scale.tobytes()))
    second = tuple((f"{alias}_scale", scales[name]) for alias, name in model.aliases if name in scales)
    # Its own writer keeps them in the order of their names.
    ordered = tuple(sorted(variables, key=lambda variable: variable.name))
    return Model(model.spec, model.revision, ordered, model.aliases + second)


def quantize(source: Path, target: Path) -> None:
    """Write ``source`` to ``target`` with 8-bit weights."""
    with source.open("rb") as stream:
        model = read_model(stream)
    with target.open("wb") as stream:
        write_model(quantized(model), stream)


def _is_matrix(variable: Variable) -> bool:
    # Convolutions stay floats: the library's kernels for them know no integers.
    return variable.kind == FLOAT16 and len(variable.shape) == 2 and variable.name.endswith("/weight")


def _numbers(stream: BinaryIO, layout: str) -> tuple[int, ...]:
    return struct.unpack(f"<{layout}", stream.read(struct.calcsize(f"<{layout}")))


def _read_string(stream: BinaryIO) -> str:
    (length,) = _numbers(stream, "H")
    return stream.read(length)[:-1].decode("utf-8")


def _write_string(stream: BinaryIO, text: str) -> None:
    encoded = text.encode("utf-8") + b"\0"
    stream.write(struct.pack("<H", len(encoded)) + encoded)


def _read_variable(stream: BinaryIO) -> Variable:
    name = _read_string(stream)
    (rank,) = _numbers(stream, "B")
    shape = _numbers(stream, f"{rank}I")
    kind, size = _numbers(stream, "BI")
    return Variable(name, shape, kind, stream.read(size))


if __name__ == "__main__":
    quantize(Path(sys.argv[1]), Path(sys.argv[2]))
