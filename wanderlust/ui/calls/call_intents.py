"""What the traveller wants of a card or a running call, as signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class CallIntents(QObject):
    """The part of the window's intents that is about calls.

    Attributes:
        proposed: Name of whom to call, and what for with their number: a card is to be shown.
        answered: Card id, yes or no, and whether they agreed to be called by an assistant.
        rehearse: Card id: hold the same call as a rehearsal first.
        edit: Card id and changed fields of the card: a new card takes its place.
        hang_up: End the call now; needs no confirmation.
        take_over: The traveller speaks to them from now on.
        say: Words the traveller says to them, after taking over.
        mute: Whether the sound of the call is kept off this computer's loudspeaker.
        keys: Telephone keys to press.
        reply: Question id and the traveller's answer to it.
        log_shown: Words to search the log for; empty for all of it.
        log_deleted: Numbers of calls to forget.
        log_exported: Numbers of calls and the path of a file; its ending tells the form.
    """

    proposed = Signal(str, str)
    answered = Signal(str, bool, bool)
    rehearse = Signal(str)
    edit = Signal(str, object)
    hang_up = Signal()
    take_over = Signal(bool)
    say = Signal(str)
    mute = Signal(bool)
    keys = Signal(str)
    reply = Signal(str, str)
    log_shown = Signal(str)
    log_deleted = Signal(object)
    log_exported = Signal(object, str)
