"""Calls are compared as a fair reader would."""

from __future__ import annotations

import pytest

from wanderlust.domain.call_scoring import Call, Score, Verdict, best_match, same_calls, same_value

TIME = Call("local_time", {"place": "Kyoto"})


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("São Paulo", "sao paulo"),
        ("the Louvre", "Louvre"),
        ("Kyoto, Japan", "Kyoto"),
        (40, "40.0"),
        ("1,500", 1500),
        (True, True),
    ],
)
def test_these_mean_the_same(found: object, wanted: object) -> None:
    assert same_value(found, wanted) and same_value(wanted, found)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [("Kyoto", "Osaka"), ("Paris, Texas", "Paris, France"), (40, 41), (True, "true"), ("", "Kyoto"), (None, "x")],
)
def test_these_do_not(found: object, wanted: object) -> None:
    assert not same_value(found, wanted)


def test_empty_arguments_were_not_said() -> None:
    assert same_calls([Call("local_time", {"place": "kyoto", "when": None})], [TIME]) == (True, True)
    assert same_calls([Call("local_time", {})], [TIME]) == (True, False)


def test_talk_is_no_call_however_it_is_written() -> None:
    assert same_calls([], [Call("answer", {})]) == (True, True)
    assert same_calls([TIME], [Call("answer", {})]) == (False, False)


def test_order_and_number_of_calls_count() -> None:
    other = Call("get_weather", {"place": "Kyoto"})
    assert same_calls([TIME, other], [other, TIME]) == (False, False)
    assert same_calls([TIME, TIME], [TIME]) == (False, False)


def test_any_of_the_right_lists_will_do() -> None:
    assert best_match([TIME], [[Call("local_time", {})], [TIME]]) == (True, True)
    assert best_match([], [[TIME]]) == (False, False)


def test_a_line_without_an_answer_counts_against_the_score() -> None:
    score = Score()
    for verdict in (Verdict(True, True, True), None, Verdict(True, False, True), Verdict(False, False, False)):
        score.add(verdict)
    assert (score.share(score.tool), score.share(score.whole), score.share(score.valid)) == (0.5, 0.25, 0.5)
    assert score.failed == 1 and Score().share(0) == 0
