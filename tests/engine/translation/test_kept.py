"""What must survive a translation is looked for on both sides."""

from __future__ import annotations

import pytest

from wanderlust.engine.translation.kept import Loss, losses, names_in, numbers_in

EN_PT, PT_EN = ("en", "pt"), ("pt", "en")


@pytest.mark.parametrize(
    ("source", "translation", "languages"),
    [
        ("I am not allergic to peanuts.", "Não sou alérgico a amendoins.", EN_PT),
        ("The room costs 1,250 euros.", "O quarto custa 1.250 euros.", EN_PT),
        ("It is 4.50 euros.", "São 4,50 €.", EN_PT),
        ("The shop closes at 6 pm.", "A loja fecha às 18 horas.", EN_PT),
        ("There are seventeen of us.", "Somos dezassete.", EN_PT),
        ("We ran out of petrol.", "Ficámos sem gasolina.", EN_PT),
        ("Tomo isto duas vezes por dia.", "I take this twice a day.", PT_EN),
        ("Quero algo sem glúten.", "I want something gluten-free.", PT_EN),
        ("Fica perto de Lisboa e de Évora.", "It is near Lisbon and Evora.", PT_EN),
        ("A conta é de R$ 40.", "The bill is 40 reais.", PT_EN),
        ("Vejo você na quinta.", "See you on Thursday.", PT_EN),
    ],
)
def test_a_translation_that_keeps_everything_loses_nothing(
    source: str, translation: str, languages: tuple[str, str]
) -> None:
    assert losses(source, translation, languages) == ()


@pytest.mark.parametrize(
    ("source", "translation", "languages", "lost"),
    [
        ("I am not allergic to nuts.", "Sou alérgico a nozes.", EN_PT, Loss("negation", "not")),
        ("Do you have rooms?", "Não tem quartos?", EN_PT, Loss("negation", "not")),
        ("It costs 13 euros.", "Custa 30 euros.", EN_PT, Loss("number", "13")),
        ("Platform 3, car 3.", "Linha 3, carro.", EN_PT, Loss("number", "3")),
        ("It is 5 kilometres.", "São 5 milhas.", EN_PT, Loss("unit", "kilometre")),
        ("Sou alérgico a amendoins.", "I am allergic to potatoes.", PT_EN, Loss("allergen", "peanut")),
        ("Procuro o senhor Henrique Matos.", "I am looking for Mr Henry Matos.", PT_EN, Loss("name", "Henrique")),
    ],
)
def test_what_did_not_survive_is_named(source: str, translation: str, languages: tuple[str, str], lost: Loss) -> None:
    assert losses(source, translation, languages) == (lost,)


def test_figures_and_words_are_the_same_numbers() -> None:
    assert numbers_in("1 250 and twenty", "en") == numbers_in("1.250 e vinte", "pt")


def test_a_name_is_a_word_with_a_capital_inside_a_sentence() -> None:
    assert names_in("Yesterday Mr Henderson and I left Coimbra. Then we went home on Monday.") == [
        "Henderson",
        "Coimbra",
    ]
