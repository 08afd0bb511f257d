"""Words shown while they are spoken only ever grow, and settle when two decodes agree."""

from __future__ import annotations

from wanderlust.engine.partial_words import SettledWords


def run(decodes: list[str], language: str = "en") -> tuple[SettledWords, list[str]]:
    words = SettledWords()
    return words, [words.agree(text, language) for text in decodes]


def test_one_decode_settles_nothing() -> None:
    assert run(["How far is it"])[1] == [""]


def test_what_two_decodes_share_is_settled_and_the_rest_waits() -> None:
    words, added = run(["How far is", "How far is it from Lisbon", "How far is it from Lisbon to Porto?"])
    assert added == ["", "How far is", " it from Lisbon"]
    assert words.text == "How far is it from Lisbon"


def test_a_stop_at_the_end_is_held_back_until_more_follows() -> None:
    words, added = run(["How far is it?", "How far is it?", "How far is it, from here", "How far is it, from here?"])
    assert added == ["", "How far is it", "", ", from here"]
    assert words.text == "How far is it, from here"


def test_a_later_decode_that_disagrees_takes_nothing_back() -> None:
    words, added = run(["Find museums", "Find museums", "Fine museum in Paris", "Fine museum in Paris"])
    assert added == ["", "Find museums", "", ""]
    assert words.text == "Find museums"


def test_a_word_still_growing_is_not_settled() -> None:
    assert run(["Where is Lis", "Where is Lisbon", "Where is Lisbon now"])[0].text == "Where is Lisbon"


def test_the_rest_completes_the_deltas_to_the_final_text() -> None:
    words, _ = run(["Where is", "Where is Kyoto?"])
    assert words.text + words.rest("Where is Kyoto?") == "Where is Kyoto?"


def test_a_final_text_that_differs_is_not_patched_together() -> None:
    words, _ = run(["Where is Kiyo", "Where is Kiyo"])
    assert words.rest("Where is Kyoto?") == ""


def test_languages_without_spaces_settle_by_character() -> None:
    words, added = run(["東京は", "東京はどこ"], "ja")
    assert added == ["", "東京は"]
    assert words.rest("東京はどこですか") == "どこですか"
