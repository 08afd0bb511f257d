"""The interpreter as a whole: far pane, strip, near pane, and the cards that float over them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from wanderlust.domain.phrases import PHRASE_LANGUAGES
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.intents import Intents
from wanderlust.ui.interpreter.chooser import LanguageChooser
from wanderlust.ui.interpreter.pane import SpeakerPane
from wanderlust.ui.interpreter.pane_words import PaneWords, key_letters
from wanderlust.ui.interpreter.strip import Strip
from wanderlust.ui.notices import Notices
from wanderlust.ui.preferences.downloads import Downloads
from wanderlust.ui.shadows import shadow_margins
from wanderlust.ui.talk_bar import Announce, announce
from wanderlust.ui.view_models.conversation import ConversationViewModel
from wanderlust.ui.view_models.interpreter import InterpreterModel, Pane

FORMS = ("txt", "md", "srt", "json")


class InterpreterView(QWidget):
    """Shows the model's two panes; what people want leaves through ``intents``.

    Args:
        appearance: Colours and type.
        model: What is shown.
        talk: The conversation's model, whose notices are shown here too.
        intents: Where wishes go.
        downloads: The packs that a pair of languages may lack.
        announcer: Says changes to a screen reader.
    """

    def __init__(
        self,
        appearance: Appearance,
        model: InterpreterModel,
        talk: ConversationViewModel,
        intents: Intents,
        downloads: Downloads,
        announcer: Announce = announce,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._intents, self._announce = appearance, model, intents, announcer
        self._folder = appearance.resources / "interpreter"
        self._turned = True
        self._languages: tuple[str, ...] = PHRASE_LANGUAGES
        self._told: tuple[object, ...] = ()
        self.letters = ("", "")
        self.near: SpeakerPane | None = None
        self.far: SpeakerPane | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Interpreter"))
        self.strip = Strip(appearance, self)
        self.chooser = LanguageChooser(appearance, downloads, self)
        self.chooser.hide()
        self.notices = Notices(appearance, talk, self)
        self.notices.arranged.connect(self._place_notices)
        self.notices.fix_requested.connect(intents.fix)
        appearance.changed.connect(self._arrange)
        self._connect()

    # -- what it shows

    def set_far_turned(self, turned: bool) -> None:
        """Turn the far pane to the person across the table, or upright."""
        self._turned = turned
        if self.far is not None:
            self.far.turn(turned)

    def set_languages(self, codes: Sequence[str]) -> None:
        """Languages that can be chosen."""
        self._languages = tuple(codes)
        self.chooser.set_languages(self._languages)

    def open(self) -> None:
        """Show the pair the model has now; panes of another pair are made anew."""
        near, far = self._model.near, self._model.far
        if near is None or far is None:
            return
        pair = (near.language, far.language)
        if self.near is None or self.far is None or pair != (self.near.words.language, self.far.words.language):
            self._make_panes(near, far)
        self.follow()

    def follow(self) -> None:
        """Show what the model has now."""
        near, far = self._model.near, self._model.far
        if near is None or far is None or self.near is None or self.far is None:
            return
        self.near.show_pane(near)
        self.far.show_pane(far)
        self.strip.show_switches(near.hands_free, near.off_the_record, bool(near.lines or far.lines))
        self.chooser.show_directions(near.direction, far.direction)
        if self.chooser.isVisible():
            self._place_chooser()
        self._tell(near, far)

    def escape(self) -> bool:
        """Esc once more: the nearest thing that is open closes; says whether there was one."""
        model = self._model
        if model.speaks:
            self._intents.stop.emit()
        elif self.chooser.isVisible():
            self.close_chooser()
        elif self.strip.asking:
            self.strip.stop_asking()
        elif (asking := self._care_pane()) is not None:
            asking.care.answer(False)
        elif (focused := self.focusWidget()) is not None and focused is not self and focused.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            return False
        return True

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        first = [pane.first_control for pane in (self.near,) if pane is not None]
        last = [pane.first_control for pane in (self.far,) if pane is not None]
        middle: QWidget = self.strip.keep if self.strip.asking else self.strip.pair
        card = [self.chooser.near] if self.chooser.isVisible() else []
        return [*first, middle, *last, *card]

    def open_chooser(self) -> None:
        """Ask who speaks what."""
        self._place_chooser()
        self.chooser.show()
        self.chooser.raise_()
        self.chooser.near.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_chooser(self) -> None:
        """Back to where it was opened."""
        self.chooser.hide()
        self.strip.pair.setFocus(Qt.FocusReason.PopupFocusReason)

    def export(self) -> None:
        """Ask for a file and have the talk written to it; its ending tells the form."""
        if not self.strip.export.isEnabled():
            return
        names = (self.tr("Text"), self.tr("Markdown"), self.tr("Subtitles"), self.tr("JSON"))
        filters = [f"{name} (*.{form})" for name, form in zip(names, FORMS, strict=True)]
        dialog = QFileDialog(self, self.tr("Export the talk"), "", ";;".join(filters))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(FORMS[0])
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(FORMS[filters.index(chosen)]))
        dialog.fileSelected.connect(lambda path: self._intents.talk_exported.emit(_with_form(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # -- making

    def _connect(self) -> None:
        strip, chooser, intents = self.strip, self.chooser, self._intents
        strip.turn_wanted.connect(self._toggle_turned)
        strip.phrases_wanted.connect(intents.phrases)
        strip.export_wanted.connect(self.export)
        strip.leave_wanted.connect(intents.interpret_left)
        strip.delete_confirmed.connect(self._delete)
        strip.languages_wanted.connect(self._toggle_chooser)
        strip.hands_free_chosen.connect(self._choose_hands_free)
        strip.off_chosen.connect(intents.off_the_record)
        chooser.pair_chosen.connect(intents.interpret)
        chooser.wanted.connect(self._help)
        chooser.done.connect(self.close_chooser)
        chooser.resized.connect(self._place_chooser)

    def _make_panes(self, near: Pane, far: Pane) -> None:
        for old in (self.near, self.far):
            if old is not None:
                old.hide()
                old.deleteLater()
        self.letters = key_letters(self._folder, near.language, far.language)
        self.near = self._make_pane(near, "near")
        self.far = self._make_pane(far, "far")
        words = PaneWords(self._folder, "en")
        both = self.tr("{near} and {far}")
        self.strip.show_pair(both.format(near=words.name(near.language), far=words.name(far.language)))
        order: list[QWidget] = self.near.controls()
        order += [self.strip.pair, self.strip.hands_free, self.strip.phrases, self.strip.turn, self.strip.off]
        order += [self.strip.export, self.strip.delete, self.strip.leave]
        order += self.far.controls()
        for before, after in zip(order, order[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self._arrange()

    def _make_pane(self, pane: Pane, side: str) -> SpeakerPane:
        words, language = PaneWords(self._folder, pane.language), pane.language
        near = side == "near"
        key = self.letters[0 if near else 1] or words("left_shift" if near else "right_shift")
        made = SpeakerPane(self._look, words, pane.other, "near" if near else "far", key, self)
        intents = self._intents
        made.held.connect(lambda: intents.side_key_down.emit(language))
        made.let_go.connect(lambda: intents.side_key_up.emit(language))
        made.again_wanted.connect(lambda: intents.say_again.emit(language))
        made.wrong_side.connect(self._wrong_side)
        made.side_answered.connect(intents.side_chosen)
        made.care_answered.connect(self._answer_care)
        made.wanted.connect(self._help)
        made.show()
        if not near:
            made.turn(self._turned)
        self.chooser.raise_()
        return made

    # -- wishes

    def push_level(self, language: str, level: float) -> None:
        """How loud one side is."""
        for pane in (self.near, self.far):
            if pane is not None and pane.words.language == language:
                pane.push_level(level)

    def _toggle_turned(self) -> None:
        self.set_far_turned(not self._turned)
        self._intents.prefer.emit("far_turned", self._turned)

    def _toggle_chooser(self) -> None:
        if self.chooser.isVisible():
            self.close_chooser()
        else:
            self.open_chooser()

    def _choose_hands_free(self, on: bool) -> None:
        self._model.show_hands_free(on)
        self._intents.interpret_hands_free.emit(on)

    def _wrong_side(self) -> None:
        if (told := self._model.wrong_side()) is not None:
            self._intents.side_chosen.emit(*told)

    def _delete(self) -> None:
        self._model.forget_talk()
        self._intents.talk_deleted.emit()

    def _answer_care(self, utterance_id: str, yes: bool) -> None:
        if not yes:
            self._model.withdraw(utterance_id)
        self._intents.care_answered.emit(utterance_id, yes)

    def _help(self, page: str) -> None:
        if page == "phrases":
            self._intents.phrases.emit()
        else:
            self._intents.settings.emit(page)

    def _care_pane(self) -> SpeakerPane | None:
        return next((p for p in (self.near, self.far) if p is not None and p.care.isVisible()), None)

    def _tell(self, near: Pane, far: Pane) -> None:
        """Say to a screen reader what is new: a question at once, the rest when there is time."""
        told = (near.asked, near.care, far.care, near.notice, near.state)
        before, self._told = self._told or (None, None, None, "", near.state), told
        assert self.near is not None and self.far is not None
        for pane, asked, was in (
            (self.near, near.asked, before[0]),
            (self.near, near.care, before[1]),
            (self.far, far.care, before[2]),
        ):
            if asked is not None and asked != was:
                key = "who" if asked is near.asked else "care"
                about = f" {near.care.utterance.target}" if pane is self.near and near.care is asked else ""
                self._announce(pane, pane.words(key) + about, True)
        if near.notice and near.notice != before[3]:
            self._announce(self.near, near.notice, True)
        elif near.state is not before[4]:
            self._announce(self.near, self.near.state.words, False)

    # -- where it stands

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        tall = self.strip.wanted_height
        half = (self.height() - tall) // 2
        self.strip.setGeometry(0, half, self.width(), tall)
        if self.far is not None:
            self.far.setGeometry(0, 0, self.width(), half)
        if self.near is not None:
            self.near.setGeometry(0, half + tall, self.width(), self.height() - half - tall)
        self._place_chooser()
        self._place_notices()

    def _place_chooser(self) -> None:
        size, strip = self.chooser.sizeHint(), self.strip.geometry()
        left, top, right, _ = shadow_margins(3)
        x = self.strip.pair.mapTo(self, QPoint(0, 0)).x() - left
        if self.isRightToLeft():
            x = self.strip.pair.geometry().right() - size.width() + right
        x = max(-left + 12, min(x, self.width() - size.width() + right - 12))
        y = min(strip.bottom() + 8 - top, self.height() - size.height())
        self.chooser.setGeometry(x, max(0, y), size.width(), size.height())

    def _place_notices(self) -> None:
        y = 12
        for card in self.notices.cards:
            left, top, right, bottom = shadow_margins(3)
            x = 12 - left if self.isRightToLeft() else self.width() - card.width() + right - 12
            card.move(x, self.strip.geometry().bottom() + y - top)
            card.raise_()
            y += card.height() - top - bottom + 8


def _with_form(path: str) -> str:
    """A path with an ending that tells a form we write."""
    return path if Path(path).suffix[1:].lower() in FORMS else f"{path}.{FORMS[0]}"
