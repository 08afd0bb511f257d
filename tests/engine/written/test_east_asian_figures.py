"""Chinese and Japanese figures are read as they are counted."""

from __future__ import annotations

import pytest

from wanderlust.engine.written.japanese import COUNTED, japanese_number, written_japanese
from wanderlust.engine.written.mandarin import mandarin_number, written_mandarin


@pytest.mark.parametrize(
    ("value", "characters"),
    [
        (0, "零"),
        (10, "十"),
        (15, "十五"),
        (105, "一百零五"),
        (1050, "一千零五十"),
        (1318, "一千三百一十八"),
        (100_005, "十万零五"),
        (1_450_000, "一百四十五万"),
        (200_030_000, "二亿零三万"),
    ],
)
def test_chinese_numbers(value: int, characters: str) -> None:
    assert mandarin_number(value) == characters


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("9:30开门", "九点三十分开门"),
        ("14:05", "十四点零五分"),
        ("¥50", "五十元"),
        ("2 km", "两公里"),
        ("1.5公里", "一点五公里"),
        ("2026年10月30日", "二零二六年十月三十日"),
        ("-5°C", "零下五度"),
        ("20%", "百分之二十"),
        ("2个人", "两个人"),
        ("7,863", "七千八百六十三"),
    ],
)
def test_chinese_text(written: str, said: str) -> None:
    assert written_mandarin(written) == said


@pytest.mark.parametrize(
    ("value", "kana"),
    [
        (0, "ぜろ"),
        (300, "さんびゃく"),
        (600, "ろっぴゃく"),
        (1500, "せんごひゃく"),
        (8000, "はっせん"),
        (10_000, "いちまん"),
        (1_450_000, "ひゃくよんじゅうごまん"),
    ],
)
def test_japanese_numbers(value: int, kana: str) -> None:
    assert japanese_number(value) == kana


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("9時15分", "くじじゅうごふん"),
        ("14:40", "じゅうよじよんじゅっぷん"),
        ("七時", "しちじ"),
        ("1,500円", "せんごひゃくえん"),
        ("4円", "よえん"),
        ("二人", "ふたり"),
        ("4月20日", "しがつはつか"),
        ("1.5km", "いってんごキロメートル"),
        ("千二百年", "せんにひゃく年"),
        ("-5°C", "マイナスご度"),
        ("一番", "一番"),
    ],
)
def test_japanese_text(written: str, said: str) -> None:
    assert written_japanese(written).replace(COUNTED, "") == said
