"""Posting lists hold each name once under each of its trigrams."""

from __future__ import annotations

from wanderlust.geo.trigrams import can_be_misspelt, postings, to_names, trigram_codes


def test_every_name_is_listed_under_its_own_trigrams_and_no_others() -> None:
    names = ["kyoto", "tokyo", "anana", "москва", "kyoto sta"]
    listed = {code: to_names(blob).tolist() for code, blob in postings(names)}
    for number, name in enumerate(names):
        assert {code for code, owners in listed.items() if number in owners} == set(trigram_codes(name))


def test_lists_rise_and_hold_a_name_once() -> None:
    for _, blob in postings(["banana", "ananas", "nana"]):
        owners = to_names(blob).tolist()
        assert owners == sorted(set(owners))


def test_codes_come_in_ascending_order() -> None:
    codes = [code for code, _ in postings(["lyon", "paris"])]
    assert codes == sorted(set(codes))


def test_no_names_give_no_lists() -> None:
    assert list(postings([])) == []


def test_han_names_are_met_exactly_only() -> None:
    assert can_be_misspelt("kyoto") and can_be_misspelt("москва")
    assert not can_be_misspelt("東京都") and not can_be_misspelt("ab")
