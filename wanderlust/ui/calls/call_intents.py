"""What the traveller wants of a card or a running call, as signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class CallIntents(QObject):
    """The part of the window's intents that is about calls.

    Attributes:
        proposed: Name of whom to call, and what for with their number: a card is to be shown.
        answered: Card id, yes or no, and whether they agreed to be called by an assistant.
        rehearse: Card id: hold the same call as a rehearsal first; and who answers, ``business`` or ``traveller``.
        put_away: The end of a call was read.
        edit: Card id and changed fields of the card: a new card takes its place.
        hang_up: End the call now; needs no confirmation.
        take_over: Whether the traveller speaks to them from now on, or I again.
        say: Words the traveller says to them, after taking over.
        mute: Whether our side is silent on the line.
        listen: Whether the call is played here.
        keys: Telephone keys to press.
        reply: Question id and the traveller's answer to it.
        phone_picked_up: The telephone of a rehearsal that the traveller answers is answered.
        phone_put_down: That call is declined, or ended by the business.
        phone_said: What the traveller says as the business, typed.
        phone_spoken: Whether the microphone is the business's.
        log_shown: Words to search the log for; empty for all of it.
        log_deleted: Numbers of calls to forget.
        log_exported: Numbers of calls and the path of a file; its ending tells the form.
    """

    proposed = Signal(str, str)
    answered = Signal(str, bool, bool)
    rehearse = Signal(str, str)
    put_away = Signal()
    edit = Signal(str, object)
    hang_up = Signal()
    take_over = Signal(bool)
    say = Signal(str)
    mute = Signal(bool)
    listen = Signal(bool)
    phone_picked_up = Signal()
    phone_put_down = Signal()
    phone_said = Signal(str)
    phone_spoken = Signal(bool)
    keys = Signal(str)
    reply = Signal(str, str)
    log_shown = Signal(str)
    log_deleted = Signal(object)
    log_exported = Signal(object, str)
