"""What the interpreter's panes show, event by event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes import interpreted_talk as talk
from wanderlust.domain.events import LevelChanged
from wanderlust.domain.interpreting import (
    AskEnded,
    CareAsked,
    Direction,
    DirectionsChanged,
    InterpreterCaption,
    InterpreterClosed,
    InterpreterNotice,
    InterpreterOpened,
    Means,
    RecordChanged,
    SideChanged,
    SideState,
    UtteranceInterpreted,
)
from wanderlust.ui.view_models.interpreter import InterpreterModel, Line, Pane


@pytest.fixture
def model(qapp: object) -> InterpreterModel:
    model = InterpreterModel()
    model.apply([talk.OPENED])
    return model


def near(model: InterpreterModel) -> Pane:
    assert model.near is not None
    return model.near


def far(model: InterpreterModel) -> Pane:
    assert model.far is not None
    return model.far


def caption(settled: str, tentative: str, final: bool = False) -> InterpreterCaption:
    return InterpreterCaption("u9", "en", "pt", settled, tentative, "", "", final)


def test_each_reads_the_whole_talk_in_their_own_language(model: InterpreterModel) -> None:
    model.apply(talk.pharmacy())
    assert [(line.own, line.text) for line in near(model).lines] == [
        (True, "Good evening. Is there a pharmacy near here?"),
        (False, "There is one on the corner, open until ten."),
        (True, "Thank you. I need something for a headache that"),
    ]
    assert [(line.own, line.text) for line in far(model).lines] == [
        (False, "Boa noite. Há uma farmácia aqui perto?"),
        (True, "Há uma na esquina, aberta até às dez."),
        (False, "Obrigada. Preciso de algo para"),
    ]


def test_settled_words_never_change_back(model: InterpreterModel) -> None:
    model.apply([caption("I need", "something")])
    model.apply([caption("I", "heed something for")])
    line = near(model).lines[-1]
    assert line.settled == "I need"
    assert line.text.startswith("I need")
    model.apply([caption("I need something", "for")])
    assert near(model).lines[-1] == Line("u9", True, "I need something", " for")


def test_the_final_caption_has_the_last_word(model: InterpreterModel) -> None:
    model.apply([caption("I need", "some"), caption("I needed some.", "", final=True)])
    assert near(model).lines[-1].text == "I needed some."


def test_a_caption_that_comes_after_the_end_changes_nothing(model: InterpreterModel) -> None:
    model.apply([talk.PHARMACY, InterpreterCaption("u1", "en", "pt", "Good", "", "Boa", "")])
    assert near(model).lines[-1].text.endswith("near here?")


def test_words_are_parted_by_a_space_only_where_the_language_has_any(qapp: object) -> None:
    model = InterpreterModel()
    model.apply([InterpreterOpened(Direction("ja", "en", Means.ONLINE), talk.EN_PT)])
    model.apply([InterpreterCaption("u", "ja", "en", "駅は", "どこ", "Where is", "the station")])
    assert near(model).lines[-1].text == "駅はどこ"
    assert far(model).lines[-1].text == "Where is the station"


def test_wrong_side_puts_the_newest_words_to_the_others_account(model: InterpreterModel) -> None:
    assert model.wrong_side() is None
    model.apply([talk.PHARMACY, talk.CORNER])
    assert model.wrong_side() == ("u2", "en")
    model.apply([talk.said("u2", "en", "Ha, ooh man, Esquina.", "pt", "Ha, oh, homem, Esquina.")])
    assert near(model).lines[-1] == Line("u2", True, "Ha, ooh man, Esquina.", finished=True)
    assert len(near(model).lines) == 2


def test_both_are_asked_who_spoke_until_it_is_known(model: InterpreterModel) -> None:
    model.apply([talk.WHO])
    assert near(model).asked == far(model).asked == talk.WHO
    model.apply([AskEnded("u4")])
    assert near(model).asked is None


def test_only_the_speaker_is_asked_about_a_careful_sentence(model: InterpreterModel) -> None:
    model.apply([UtteranceInterpreted(talk.PEANUTS), talk.CARE])
    assert near(model).care == talk.CARE
    assert (far(model).care, far(model).other_asked) == (None, True)


def test_the_listener_reads_a_careful_sentence_as_settled_only_after_the_yes(model: InterpreterModel) -> None:
    model.apply([UtteranceInterpreted(talk.PEANUTS), talk.CARE])
    waiting = far(model).lines[-1]
    assert (waiting.settled, waiting.tentative) == ("", talk.PEANUTS.target)
    model.apply([AskEnded("u5")])
    assert far(model).lines[-1].settled == talk.PEANUTS.target


def test_a_sentence_its_speaker_takes_back_is_struck_for_both(model: InterpreterModel) -> None:
    model.apply([UtteranceInterpreted(talk.PEANUTS), talk.CARE])
    model.withdraw("u5")
    model.apply([AskEnded("u5")])
    assert near(model).lines[-1].withdrawn
    assert far(model).lines[-1].withdrawn


def test_a_second_question_waits_for_the_first(model: InterpreterModel) -> None:
    model.apply([talk.WHO, talk.CARE])
    assert near(model).asked == talk.WHO
    assert near(model).care is None
    model.apply([AskEnded("u4")])
    assert near(model).care == talk.CARE


def test_the_back_translation_joins_the_question_it_belongs_to(model: InterpreterModel) -> None:
    model.apply([CareAsked(talk.PEANUTS)])
    model.apply([talk.CARE])
    care = near(model).care
    assert care is not None
    assert care.back == talk.CARE.back


def test_levels_go_to_who_is_heard_and_to_the_language_that_sounds(model: InterpreterModel) -> None:
    told: list[tuple[str, float]] = []
    model.levels_changed.connect(lambda language, level: told.append((language, level)))
    model.apply([LevelChanged(0.5, 0.25)])
    assert told == []
    model.apply([SideChanged("en", SideState.HEARING), SideChanged("pt", SideState.SPEAKING), LevelChanged(0.5, 0.25)])
    assert told == [("en", 0.5), ("pt", 0.25)]


def test_a_notice_is_read_by_each_in_their_own_language_until_somebody_speaks(model: InterpreterModel) -> None:
    model.apply([InterpreterNotice({"en": "The network is gone.", "pt": "A rede caiu."})])
    assert (near(model).notice, far(model).notice) == ("The network is gone.", "A rede caiu.")
    model.apply([SideChanged("pt", SideState.HEARING)])
    assert far(model).notice == ""


def test_what_was_deleted_stays_deleted_when_more_of_it_comes(model: InterpreterModel) -> None:
    model.apply([talk.PHARMACY])
    model.forget_talk()
    model.apply([talk.PHARMACY])
    assert near(model).lines == ()
    model.apply([talk.CORNER])
    assert len(near(model).lines) == 1


def test_the_switches_and_the_directions_follow(model: InterpreterModel) -> None:
    other = Direction("en", "pt", Means.UNAVAILABLE)
    model.apply([RecordChanged(True), DirectionsChanged(other, talk.PT_EN)])
    assert near(model).off_the_record
    assert near(model).direction == other
    model.show_hands_free(False)
    assert not far(model).hands_free


def test_the_same_pair_opened_again_or_swapped_keeps_the_talk_and_another_does_not(model: InterpreterModel) -> None:
    model.apply([talk.PHARMACY, talk.OPENED])
    assert len(near(model).lines) == 1
    model.apply([InterpreterOpened(talk.PT_EN, talk.EN_PT)])
    assert [line.text for line in near(model).lines] == ["Boa noite. Há uma farmácia aqui perto?"]
    spanish = Direction("en", "es", Means.ONLINE), Direction("es", "en", Means.ONLINE)
    model.apply([InterpreterOpened(*spanish)])
    assert near(model).lines == ()


def test_closing_forgets_everything_and_is_told_once(model: InterpreterModel) -> None:
    told: list[str] = []
    model.closed.connect(lambda: told.append("closed"))
    model.apply([talk.PHARMACY, InterpreterClosed(1)])
    model.apply([InterpreterClosed(1)])
    assert told == ["closed"]
    assert not model.is_open
    assert model.last_id == ""


def test_nothing_is_told_where_nothing_changed(model: InterpreterModel) -> None:
    model.apply([talk.PHARMACY])
    told: list[str] = []
    model.changed.connect(lambda: told.append("changed"))
    model.apply([talk.PHARMACY])
    model.apply([])
    assert told == []


def test_each_answers_for_themselves_while_the_other_thinks(model: InterpreterModel) -> None:
    theirs = replace(talk.PEANUTS, utterance_id="u6", speaker="pt", listener="en")
    model.apply([talk.CARE, CareAsked(theirs)])
    assert model.far is not None
    assert near(model).care == talk.CARE and model.far.care == CareAsked(theirs)
    assert near(model).other_asked and model.far.other_asked


def test_no_careful_sentence_is_shown_as_settled_before_its_yes(model: InterpreterModel) -> None:
    second = replace(talk.PEANUTS, utterance_id="u6")
    told = [UtteranceInterpreted(one) for one in (talk.PEANUTS, second)]
    model.apply([*told, talk.CARE, CareAsked(second)])
    assert model.far is not None
    assert [(line.settled, bool(line.tentative)) for line in model.far.lines] == [("", True), ("", True)]


def test_a_question_does_not_hide_what_the_other_says_meanwhile(model: InterpreterModel) -> None:
    model.apply([UtteranceInterpreted(talk.PEANUTS), talk.CARE])
    assert near(model).since_care == ""
    model.apply([talk.CORNER])
    assert near(model).since_care == "There is one on the corner, open until ten."


def test_that_a_pair_cannot_be_done_is_not_said_any_more_once_it_can(model: InterpreterModel) -> None:
    model.apply([InterpreterNotice({"en": "I cannot interpret between these two languages here yet."})])
    model.apply([DirectionsChanged(talk.EN_PT, talk.PT_EN)])
    assert near(model).notice == ""
