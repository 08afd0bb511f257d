"""What each choice would bring is seen before it is made, and what is missing can be had on the spot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes import interpreted_talk as talk
from tests.fakes.pack_orders import Orders
from wanderlust.domain.interpreting import Direction, DirectionsChanged, InterpreterOpened, Means, PairsSurveyed
from wanderlust.domain.packs import LANGUAGE_LIST, PackEnded, PackFailed, PackInfo, PackProgress, PacksListed
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.interpreter.chooser import LanguageChooser
from wanderlust.ui.interpreter.pair_box import ICON, WORDS, PairBox
from wanderlust.ui.interpreter.view import InterpreterView
from wanderlust.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
EN_FR = (
    Direction("en", "fr", Means.DOWNLOADABLE, 41, packs=("translation-en-fr",)),
    Direction("fr", "en", Means.DOWNLOADABLE, 41, packs=("translation-en-fr",)),
)
FRENCH = PackInfo(
    "translation-en-fr", "English and French", 43_000_000, ("MPL-2.0",), "missing", False, language=True,
    download=41_000_000,
)  # fmt: skip


def pair(one: str, other: str, there: Means, back: Means | None = None, via: str = "") -> tuple[Direction, Direction]:
    return Direction(one, other, there, 41, via), Direction(other, one, back or there, 41, via)


SURVEYED = PairsSurveyed(
    (
        (talk.EN_PT, talk.PT_EN),
        pair("en", "de", Means.DOWNLOADED),
        EN_FR,
        pair("en", "es", Means.PHRASES_ONLY),
        pair("en", "ja", Means.ONLINE, Means.UNAVAILABLE),
        pair("de", "pt", Means.DOWNLOADED, via="en"),
        pair("fr", "pt", Means.DOWNLOADABLE, via="en"),
    )
)


def told(box: PairBox, code: str) -> str:
    return str(box.itemData(box.findData(code), WORDS))


@pytest.fixture
def orders(window: MainWindow) -> Orders:
    """What the library of packs is asked."""
    made = Orders()
    window.interpreter.downloads.library = made
    return made


@pytest.fixture
def chooser(window: MainWindow, orders: Orders, view: InterpreterView) -> LanguageChooser:
    window.apply([SURVEYED])
    view.open_chooser()
    return view.chooser


def test_every_language_says_what_it_would_bring_before_it_is_chosen(chooser: LanguageChooser) -> None:
    far = chooser.far
    assert told(far, "pt") == "included"
    assert told(far, "de") == "downloaded"
    assert told(far, "fr") == "to download, 41 MB"
    assert told(far, "es") == "phrases only"
    assert far.itemData(far.findData("fr"), ICON) == "download-simple"
    assert far.itemData(far.findData("fr"), Qt.ItemDataRole.AccessibleTextRole) == "Français, to download, 41 MB"


def test_where_the_way_back_differs_both_are_told_and_the_worse_has_its_sign(chooser: LanguageChooser) -> None:
    far = chooser.far
    assert told(far, "ja") == "online, back: unavailable"
    assert far.itemData(far.findData("ja"), ICON) == "warning-fill"


def test_ones_own_language_says_what_it_would_bring_with_theirs(chooser: LanguageChooser) -> None:
    assert told(chooser.near, "en") == "included"
    assert told(chooser.near, "de") == "downloaded, via English"
    assert told(chooser.near, "fr") == "to download, 41 MB, via English"
    assert told(chooser.near, "zh") == "", "nothing is claimed of a pair that was not looked at"


def test_the_states_stand_beside_languages_that_are_offered_later(window: MainWindow, chooser: LanguageChooser) -> None:
    window.interpreter.set_languages(("de", "en", "pt"))
    assert told(chooser.far, "de") == "downloaded"
    window.apply([PairsSurveyed((pair("en", "de", Means.UNAVAILABLE),))])
    assert told(chooser.far, "de") == "unavailable"


def test_the_list_is_wide_enough_for_names_and_states_and_no_wider_than_the_window(
    window: MainWindow, chooser: LanguageChooser, appearance: Appearance
) -> None:
    plain = chooser.far.width()
    assert plain < chooser.far.list_width() <= window.width() - 48
    appearance.set_text_factor(2.0)
    assert chooser.far.list_width() <= window.width() - 48
    chooser.far.view().grab()  # every row is painted


# -- getting what is missing


def choose_french(window: MainWindow) -> None:
    window.apply([InterpreterOpened(*EN_FR)])


def test_a_missing_pair_is_had_from_the_card_with_its_size_its_licence_and_its_progress(
    qtbot: QtBot, window: MainWindow, chooser: LanguageChooser, orders: Orders
) -> None:
    downloads = window.interpreter.downloads
    choose_french(window)
    assert orders.given == [("refresh", "")] and chooser.get.isVisible()
    downloads.packs = (FRENCH,)
    downloads.listed.emit()
    (row,) = chooser.packs.rows.values()
    assert row.isVisible() and not chooser.get.isVisible(), "no second way to the same thing"
    assert "41 MB to download" in row.facts.text() and "MPL-2.0" in row.facts.text()
    assert orders.given == [("refresh", "")], "nothing is fetched unasked"
    QTest.mouseClick(row.action, LEFT)
    assert orders.given[1:] == [("install", "translation-en-fr")]
    downloads.post(PackProgress("translation-en-fr", 21_500_000, 43_000_000))
    qtbot.waitUntil(lambda: row.bar.isVisible() and row.bar.value() == 500)
    assert row.state.text().startswith("50")


def test_once_it_is_there_its_row_goes_and_the_pair_says_so(
    window: MainWindow, chooser: LanguageChooser, orders: Orders
) -> None:
    choose_french(window)
    window.interpreter.downloads.packs = (FRENCH,)
    window.interpreter.downloads.listed.emit()
    here = [Direction(one, other, Means.DOWNLOADED) for one, other in (("en", "fr"), ("fr", "en"))]
    window.apply([DirectionsChanged(*here)])
    assert chooser.packs.rows == {} and not chooser.packs.isVisible() and not chooser.get.isVisible()
    assert chooser.ways[0].text() == "English to French · downloaded"


def test_without_a_list_it_is_asked_for_on_the_card_and_a_failure_is_told_there(
    qtbot: QtBot, window: MainWindow, chooser: LanguageChooser, orders: Orders
) -> None:
    downloads = window.interpreter.downloads
    window.apply([InterpreterOpened(*pair("en", "es", Means.PHRASES_ONLY))])
    downloads.post(PacksListed((FRENCH,)))
    packs = chooser.packs
    qtbot.waitUntil(packs.ask.isVisible)
    assert "only when you press this" in packs.told.text()
    QTest.mouseClick(packs.ask, LEFT)
    assert orders.given[-1] == ("fetch languages", "") and not packs.ask.isEnabled()
    downloads.post(PackFailed(LANGUAGE_LIST, "The mirror does not answer.", "Try again."))
    downloads.post(PackEnded(LANGUAGE_LIST))
    qtbot.waitUntil(packs.ask.isEnabled)
    assert packs.told.text() == "The mirror does not answer. Try again."


def test_captions_do_not_have_the_packs_listed_again_and_again(
    window: MainWindow, chooser: LanguageChooser, orders: Orders
) -> None:
    choose_french(window)
    for _ in range(5):
        window.apply([talk.WHO])
    assert orders.given.count(("refresh", "")) == 1
