"""A mirror's list is read for what it is worth: released models that are whole, in words and numbers of sense."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from fxtranslate import discovery

from wanderlust.domain.errors import DataMissing
from wanderlust.engine.translation.registry import MOST_RECORDS, DirectionModel, read_registry

SENT, UNPACKED = "1" * 64, "2" * 64
EN_DE = ("en", "de")


def record(part: str, source: str = "en", target: str = "de", **changes: Any) -> dict[str, Any]:
    """A record as Mozilla's list has it."""
    attachment = {
        "filename": f"{part}.zst",
        "location": f"main-workspace/translations-models-v2/{source}{target}-{part}.zst",
        "hash": SENT,
        "mimetype": "application/zstd",
        "size": 100,
    } | changes.pop("attachment", {})
    return {
        "name": f"{part}.{source}{target}.bin",
        "sourceLanguage": source,
        "targetLanguage": target,
        "architecture": "tiny",
        "version": "3.0",
        "fileType": part,
        "filter_expression": "",
        "decompressedSize": 400,
        "decompressedHash": UNPACKED,
        "attachment": attachment,
    } | changes


def listed(*records: Any) -> dict[tuple[str, str], DirectionModel]:
    return dict(read_registry(json.dumps({"data": list(records)}).encode()))


def whole(**changes: Any) -> list[dict[str, Any]]:
    return [record(part, **changes) for part in ("model", "lex", "vocab")]


def test_a_direction_is_its_model_its_likely_words_and_its_vocabulary() -> None:
    model = listed(*whole())[EN_DE]
    assert [file.name for file in model.files] == [
        "model.ende.intgemm.alphas.bin",
        "lex.50.50.ende.s2t.bin",
        "vocab.ende.spm",
    ]
    file = model.files[0]
    assert (file.size, file.sha256, file.unpacked_size, file.unpacked_sha256) == (100, SENT, 400, UNPACKED)
    assert file.packed and file.location == "main-workspace/translations-models-v2/ende-model.zst"


def test_languages_in_two_scripts_have_two_vocabularies() -> None:
    model = listed(*(record(part, target="ja") for part in ("model", "srcvocab", "trgvocab")))["en", "ja"]
    assert [file.name for file in model.files][1:] == ["srcvocab.enja.spm", "trgvocab.enja.spm"]


@pytest.mark.parametrize("parts", [("model",), ("lex", "vocab"), ("model", "srcvocab"), ("model", "lex", "trgvocab")])
def test_a_model_that_lacks_a_part_is_left_out(parts: tuple[str, ...]) -> None:
    with pytest.raises(DataMissing, match="no model that I can use"):
        listed(*(record(part) for part in parts))


def test_the_newest_of_the_best_kind_is_taken() -> None:
    models = [
        *whole(version="3.0", architecture="base-memory"),
        *whole(version="3.2", architecture="base-memory"),
        *whole(version="3.10", architecture="base-memory"),
        *whole(version="3.11", architecture="tiny"),
        *whole(version="3.12", architecture="enormous"),
    ]
    chosen = listed(*models)[EN_DE]
    assert (chosen.architecture, chosen.version) == ("base-memory", "3.10")


@pytest.mark.parametrize(
    "changes",
    [
        {"version": "2.0"},
        {"version": "4.0"},
        {"version": "3.0a1"},
        {"filter_expression": "env.appinfo.OS == 'Android'"},
        {"filter_expression": "env.channel == 'default' || env.channel == 'nightly'"},
        {"variant": "experimental"},
    ],
)
def test_trials_telephones_and_other_engines_are_left_out(changes: dict[str, Any]) -> None:
    found = listed(*whole(**changes), *whole(source="en", target="fr"))
    assert list(found) == [("en", "fr")]


def test_names_of_languages_are_those_that_recognition_knows() -> None:
    found = listed(*whole(target="zh-Hans"), *whole(target="nb"), *whole(target="zh-Hant"))
    assert list(found) == [("en", "no"), ("en", "zh")]
    assert found["en", "zh"].files[0].name == "model.enzh.intgemm.alphas.bin"


def test_the_engine_itself_finds_the_same_pairs_in_such_a_list() -> None:
    records = [*whole(), *whole(source="de", target="en"), *whole(target="fr", version="2.0"), *whole(target="it")]
    assert sorted(discovery.model_pairs(json.dumps({"data": records}))) == sorted(listed(*records))


@pytest.mark.parametrize(
    "location",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "a//b",
        "a/../b",
        "a/./b",
        "https://elsewhere.example/x",
        "a/b?x=1",
        "a\\b",
        "a/%2e%2e/b",
        "",
        ".hidden/x",
        "a b",
        7,
        None,
    ],
)
def test_a_file_that_lies_outside_is_left_out(location: Any) -> None:
    with pytest.raises(DataMissing):
        listed(*whole(attachment={"location": location}))


@pytest.mark.parametrize("code", ["../de", "d/e", "DE", "", "deutsch", "e", None, 5, "en"])
def test_a_language_that_is_no_code_is_left_out(code: Any) -> None:
    records = [{**entry, "targetLanguage": code} for entry in whole()]
    with pytest.raises(DataMissing):
        listed(*records)


@pytest.mark.parametrize(
    "changes",
    [
        {"decompressedSize": -1},
        {"decompressedSize": 10**12},
        {"decompressedSize": "400"},
        {"decompressedSize": True},
        {"decompressedSize": None},
        {"decompressedHash": "xyz"},
        {"attachment": {"hash": "1" * 63}},
        {"attachment": {"hash": None}},
        {"attachment": {"size": 0}},
        {"fileType": "config"},
        {"version": None},
        {"version": "3." + "9" * 5000},
    ],
)
def test_sizes_and_checksums_that_make_no_sense_are_left_out(changes: dict[str, Any]) -> None:
    with pytest.raises(DataMissing):
        listed(*whole(**changes))


def test_entries_that_are_no_records_do_not_spoil_the_others() -> None:
    assert list(listed(None, 5, [], "x", {}, {"attachment": 3}, *whole())) == [EN_DE]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>Sign in to the hotel's Wi-Fi</html>",
        b"[]",
        b'"data"',
        b"{}",
        b'{"data": {}}',
        b'{"data": []}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"data": [' + b"[" * 100_000,
    ],
)
def test_what_is_no_list_is_one_sentence(content: bytes) -> None:
    with pytest.raises(DataMissing, match="The list of languages cannot be used"):
        read_registry(content)


def test_a_list_that_is_far_too_long_is_not_read() -> None:
    with pytest.raises(DataMissing, match="far too long"):
        read_registry(b" " * 16_000_001)
    with pytest.raises(DataMissing, match="far too long"):
        listed(*[{}] * (MOST_RECORDS + 1))


def test_the_older_list_is_read_too() -> None:
    """``registry.json`` of the models' own repository: files as they are, in a folder a direction."""

    def entry(part: str, size: int) -> dict[str, Any]:
        digest = hashlib.sha256(part.encode()).hexdigest()
        name = f"{part}.caen.bin"
        return {"name": name, "size": size, "expectedSha256Hash": digest, "modelType": "prod"}

    parts = {part: entry(part, size) for part, size in (("model", 17_140_899), ("lex", 5_244_644), ("vocab", 811_443))}
    trial = {part: {**value, "modelType": "dev"} for part, value in parts.items()}
    found = read_registry(json.dumps({"caen": parts, "enca": trial, "../../": parts, "bgen": {"lex": {}}}).encode())
    assert list(found) == [("ca", "en")]
    file = found["ca", "en"].files[0]
    assert (file.location, file.size, file.packed) == ("caen/model.caen.bin", 17_140_899, False)
