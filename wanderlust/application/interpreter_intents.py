"""What the people at the interpreter's panes want, brought to the interpreter on its own thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from wanderlust.settings.preferences import Preferences
from wanderlust.ui.intents import Intents

if TYPE_CHECKING:
    from wanderlust.application.interpreter_line import InterpreterLine
    from wanderlust.assistant.interpreter.session import InterpreterSession

Order = Callable[[Callable[[Any], None]], None]
"""Has the conversation's worker do something, now or once it is there."""


def pair_used_last(preferences: Preferences) -> tuple[str, str]:
    """The two languages interpreted last; before the first time the traveller's own and Portuguese, or English."""
    if preferences.interpreted is not None:
        return preferences.interpreted
    own = preferences.languages[0]
    return own, "pt" if own != "pt" else "en"


def connect_interpreter(intents: Intents, order: Order, preferences: Callable[[], Preferences]) -> None:
    """Bring every intent of the interpreter to the worker."""

    def line(action: Callable[[InterpreterLine], Any]) -> None:
        order(lambda worker: worker.interpret(action))

    def session(action: Callable[[InterpreterSession], Any]) -> None:
        line(lambda one: action(one.session) if one.session is not None else None)

    def open_it(near: str, far: str) -> None:
        pair = (near, far) if near and far else pair_used_last(preferences())
        line(lambda one: one.open(*pair))

    intents.interpret.connect(open_it)
    intents.interpret_left.connect(lambda: line(lambda one: one.leave()))
    intents.side_key_down.connect(lambda language: session(lambda one: one.talk.key_down(language)))
    intents.side_key_up.connect(lambda language: session(lambda one: one.talk.key_up(language)))
    intents.side_chosen.connect(
        lambda utterance, language: session(lambda one: one.talk.choose_side(utterance, language))
    )
    intents.say_again.connect(lambda language: session(lambda one: one.talk.say_again(language)))
    intents.care_answered.connect(lambda name, aloud: session(lambda one: one.talk.answer_care(name, aloud)))
    intents.off_the_record.connect(lambda off: session(lambda one: one.talk.set_off_the_record(off)))
    intents.interpret_hands_free.connect(lambda on: session(lambda one: one.set_hands_free(on)))
    intents.talk_exported.connect(lambda path: line(lambda one: one.export(path)))
    intents.talk_deleted.connect(lambda: session(lambda one: one.forget()))
