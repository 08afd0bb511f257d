"""Portuguese figures become the words a Brazilian says."""

from __future__ import annotations

import pytest

from wanderlust.engine.written.portuguese import portuguese_number, written_portuguese


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (16, "dezesseis"),
        (21, "vinte e um"),
        (100, "cem"),
        (101, "cento e um"),
        (1200, "mil e duzentos"),
        (1220, "mil duzentos e vinte"),
        (2026, "dois mil e vinte e seis"),
        (1_450_000, "um milhão quatrocentos e cinquenta mil"),
        (3_000_000_000, "três bilhões"),
    ],
)
def test_numbers(value: int, words: str) -> None:
    assert portuguese_number(value) == words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("às 09:30", "às nove e trinta"),
        ("às 14h00", "às quatorze horas".replace("quatorze", "catorze")),
        ("R$ 20,50", "vinte reais e cinquenta centavos"),
        ("€3", "três euros"),
        ("1 USD", "um dólar"),
        ("£2", "duas libras"),
        ("1,5 km", "um vírgula cinco quilômetros"),
        ("7.863 habitantes", "sete mil oitocentos e sessenta e três habitantes"),
        ("2 pessoas", "duas pessoas"),
        ("30/10/2026", "trinta de outubro de dois mil e vinte e seis"),
        ("25 °C", "vinte e cinco graus"),
        ("-5 °C", "menos cinco graus"),
        ("5%", "cinco por cento"),
        ("2,05", "dois vírgula zero cinco"),
        ("Onde fica o museu?", "Onde fica o museu?"),
    ],
)
def test_text(written: str, said: str) -> None:
    assert written_portuguese(written) == said
