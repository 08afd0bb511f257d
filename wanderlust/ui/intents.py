"""What the traveller wants of the assistant, as signals: the only way out of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Intents(QObject):
    """Signals of the window's user; whoever owns the session connects to them.

    Attributes:
        talk_toggled: Open the microphone hands-free, or close it.
        hold_started: The talk key went down.
        hold_ended: The talk key came up.
        mute_toggled: Mute or unmute.
        stop: Stop speaking, thinking, looking up.
        text: Typed words to send.
        picture: Words, perhaps none, and the bytes of a picture they are about.
        prefer: Name and value of a preference that is chosen outside the settings.
        search: A place name typed into the search field.
        choose_place: Index of the pin chosen by hand among those shown last.
        say_rest: Turn id and the words the traveller did not hear.
        new_talk: Begin a new conversation.
        fix: Mend the trouble of this topic (``microphone``, ``engine``, ...).
        theme_preference: ``system``, ``light`` or ``dark``.
        phrases: Open the phrasebook.
        settings: Open the settings, at the page of this name; empty for the one seen last.
    """

    talk_toggled = Signal()
    hold_started = Signal()
    hold_ended = Signal()
    mute_toggled = Signal()
    stop = Signal()
    text = Signal(str)
    search = Signal(str)
    choose_place = Signal(int)
    say_rest = Signal(str, str)
    new_talk = Signal()
    fix = Signal(str)
    picture = Signal(str, bytes)
    prefer = Signal(str, object)
    theme_preference = Signal(str)
    phrases = Signal()
    settings = Signal(str)
