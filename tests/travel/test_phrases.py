"""The phrasebook matches word for word or by its gaps, and never by likeness."""

from __future__ import annotations

import pytest

from wanderlust.domain.phrases import ClockTime, SlotKind, SlotValue, Sum
from wanderlust.travel.phrases import Phrasebook

MATCHED: list[tuple[str, str, str, dict[SlotKind, SlotValue]]] = [
    ("en", "where is the bathroom", "where_toilet", {}),
    ("en", "WHERE'S THE TOILET?!", "where_toilet", {}),
    ("en", "Can I have the bill please", "bill_please", {}),
    ("en", "the bill", "bill_please", {}),
    ("en", "Please call an ambulance!", "call_ambulance", {}),
    ("en", "I don't understand", "do_not_understand", {}),
    ("en", "I'm allergic to peanuts", "allergic_to", {"allergen": "peanuts"}),
    ("en", "I'm not allergic to peanuts.", "not_allergic_to", {"allergen": "peanuts"}),
    ("en", "A table for two, please", "table_for", {"number": 2}),
    ("en", "a table for twenty-five", "table_for", {"number": 25}),
    ("en", "A table for 4 at 7:30 pm, please.", "table_for_at", {"number": 4, "time": ClockTime(7, 30, "pm")}),
    ("en", "Wake me up at half past six, please", "wake_me", {"time": ClockTime(6, 30)}),
    ("en", "It costs 1,250 euros.", "it_costs", {"money": Sum(1250, "EUR")}),
    ("en", "It costs €4.50", "it_costs", {"money": Sum(4.5, "EUR")}),
    ("en", "How do I get to the Alhambra?", "how_get_to", {"place": "Alhambra"}),
    ("en", "How do I get to Rio de Janeiro?", "how_get_to", {"place": "Rio de Janeiro"}),
    ("es", "donde esta el bano", "where_toilet", {}),
    ("es", "Soy alérgica a la leche", "allergic_to", {"allergen": "milk"}),
    ("es", "Son 20 dólares", "it_costs", {"money": Sum(20, "USD")}),
    ("es", "Una habitación para una noche", "room_for_nights", {"number": 1}),
    ("fr", "Une table pour 2 personnes à 20h30, s'il vous plaît", "table_for_at",
     {"number": 2, "time": ClockTime(8, 30, "pm")}),
    ("fr", "Je ne peux pas manger d'œufs", "cannot_eat", {"allergen": "eggs"}),
    ("fr", "C'est 4,50 euros", "it_costs", {"money": Sum(4.5, "EUR")}),
    ("de", "Ich bin allergisch gegen Nüsse", "allergic_to", {"allergen": "tree_nuts"}),
    ("de", "Wecken Sie mich bitte um 7.15 Uhr", "wake_me", {"time": ClockTime(7, 15)}),
    ("de", "Das kostet 1.250 Euro", "it_costs", {"money": Sum(1250, "EUR")}),
    ("it", "una camera per una notte", "room_for_nights", {"number": 1}),
    ("it", "Sono allergico al glutine", "allergic_to", {"allergen": "gluten"}),
    ("pt", "Um quarto para duas noites, por favor", "room_for_nights", {"number": 2}),
    ("pt", "Onde fica a casa de banho?", "where_toilet", {}),
    ("ja", "ピーナッツアレルギーがあります", "allergic_to", {"allergen": "peanuts"}),
    ("ja", "午後8時半に起こしてください", "wake_me", {"time": ClockTime(8, 30, "pm")}),
    ("ja", "三名です", "table_for", {"number": 3}),
    ("ko", "맥주 두 잔 주세요", "beers", {"number": 2}),
    ("ko", "땅콩알레르기가 있어요", "allergic_to", {"allergen": "peanuts"}),
    ("zh", "我对花生过敏", "allergic_to", {"allergen": "peanuts"}),
    ("zh", "请早上7点30分叫醒我", "wake_me", {"time": ClockTime(7, 30, "am")}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "key", "values"), MATCHED, ids=[row[1] for row in MATCHED])
def test_a_phrase_is_recognised_with_what_stands_in_its_gaps(
    book: Phrasebook, language: str, said: str, key: str, values: dict[SlotKind, SlotValue]
) -> None:
    match = book.match(said, language)
    assert match is not None
    assert (match.phrase.key, dict(match.values)) == (key, values)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "?!",
        "I am deathly allergic to peanuts",  # like "not allergic", and the very opposite
        "I am allergic to people",
        "I am not not allergic to peanuts",
        "Is dinner included?",  # like breakfast
        "Do you have a smaller room free?",
        "Where is my toilet?",
        "How do I get to the train station in kyoto",  # words, no name
        "How do I get to a doctor?",
        "It costs nothing",
        "It costs 20",  # of what?
        "It costs 1.250 euros",  # a thousand, or one and a quarter
        "A table for two or three, please",
        "A table for some, please",
        "Wake me at 25:70, please",
        "Please do not call the police.",
        "Help me carry this",
    ],
)
def test_what_is_only_like_a_phrase_is_none(book: Phrasebook, said: str) -> None:
    assert book.match(said, "en") is None


def test_an_accent_that_makes_another_word_is_not_passed_over(book: Phrasebook) -> None:
    assert book.match("Si", "es") is None  # "if"
    yes = book.match("Sí", "es")
    assert yes is not None and yes.phrase.key == "yes"


SAID: list[tuple[str, dict[SlotKind, SlotValue], dict[str, str]]] = [
    (
        "allergic_to",
        {"allergen": "milk"},
        {
            "es": "Tengo alergia a la leche.",
            "fr": "J'ai une allergie au lait.",
            "it": "Ho un'allergia al latte.",
            "pt": "Tenho alergia a leite.",
            "de": "Ich bin allergisch gegen Milch.",
            "ja": "私は牛乳アレルギーがあります。",
        },
    ),
    (
        "cannot_eat",
        {"allergen": "eggs"},
        {"fr": "Je ne peux pas manger d'œufs.", "ko": "저는 달걀을 못 먹어요."},
    ),
    ("cannot_eat", {"allergen": "milk"}, {"fr": "Je ne peux pas manger de lait.", "ko": "저는 우유를 못 먹어요."}),
    ("contains", {"allergen": "milk"}, {"fr": "Est-ce que ça contient du lait ?", "ko": "여기에 우유가 들어 있어요?"}),
    (
        "room_for_nights",
        {"number": 1},
        {"en": "A room for 1 night, please.", "it": "Una camera per una notte, per favore."},
    ),
    (
        "room_for_nights",
        {"number": 2},
        {
            "en": "A room for 2 nights, please.",
            "pt": "Um quarto para duas noites, por favor.",
            "de": "Ein Zimmer für 2 Nächte, bitte.",
        },
    ),
    (
        "wake_me",
        {"time": ClockTime(7, 5, "pm")},
        {
            "en": "Please wake me at 7:05 pm.",
            "es": "Despiérteme a las 19:05, por favor.",
            "fr": "Réveillez-moi à 19 h 05, s'il vous plaît.",
            "de": "Wecken Sie mich bitte um 19:05 Uhr.",
            "pt": "Acorde-me às 19:05, por favor.",
            "ja": "19時5分に起こしてください。",
            "ko": "오후 7시 5분에 깨워 주세요.",
        },
    ),
    (
        "wake_me",
        {"time": ClockTime(8)},  # morning or evening was not said, and is not made up
        {"en": "Please wake me at 8:00.", "es": "Despiérteme a las 8:00, por favor.", "ko": "8시에 깨워 주세요."},
    ),
    (
        "wake_me",
        {"time": ClockTime(1, 30)},
        {"es": "Despiérteme a la 1:30, por favor.", "pt": "Acorde-me à 1:30, por favor."},
    ),
    (
        "it_costs",
        {"money": Sum(1, "EUR")},
        {"en": "It costs 1 euro.", "fr": "Ça coûte 1 euro.", "ja": "1ユーロです。", "ko": "1 유로예요."},
    ),
    (
        "it_costs",
        {"money": Sum(12500.5, "USD")},
        {
            "en": "It costs 12,500.50 US dollars.",
            "de": "Das kostet 12.500,50 US-Dollar.",
            "pt": "Custa 12.500,50 dólares americanos.",
        },
    ),
    (
        "fever_degrees",
        {"number": 39.5},
        {"en": "My temperature is 39.5 degrees.", "es": "Tengo 39,5 grados de fiebre."},
    ),
    ("my_room_number", {"number": 1205}, {"en": "My room number is 1205.", "de": "Meine Zimmernummer ist 1205."}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "values", "said"), SAID, ids=[f"{row[0]}-{next(iter(row[1].values()))}" for row in SAID]
)
def test_gaps_are_filled_as_each_language_needs_it(
    book: Phrasebook, key: str, values: dict[SlotKind, SlotValue], said: dict[str, str]
) -> None:
    assert {language: book.text(key, language, values) for language in said} == said


def test_what_is_alike_is_offered_as_a_suggestion_only(book: Phrasebook) -> None:
    assert book.match("where is the bathrom", "en") is None
    offered = book.suggest("where is the bathrom", "en")
    assert offered[0].phrase.key == "where_toilet"
    assert offered[0].likeness < 100


def test_the_opposite_is_not_even_offered(book: Phrasebook) -> None:
    offered = [suggestion.phrase.key for suggestion in book.suggest("I am really allergic to peanuts", "en")]
    assert "not_allergic_to" not in offered


@pytest.mark.parametrize(
    ("query", "key"),
    [("ambul", "call_ambulance"), ("banheiro", "where_toilet"), ("banos", None), ("救急", "call_ambulance"),
     ("peanut", "allergic_to"), ("rechnung", "bill_please"), ("예약", "have_reservation")],
)  # fmt: skip
def test_the_book_is_searched_in_all_its_languages(book: Phrasebook, query: str, key: str | None) -> None:
    found = [phrase.key for phrase in book.search(query)]
    assert (key in found) if key else not found


def test_an_empty_query_finds_everything(book: Phrasebook) -> None:
    assert book.search("  ") == book.phrases()
