"""What the traveller wants of the assistant, as signals: the only way out of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wanderlust.ui.calls.call_intents import CallIntents
from wanderlust.ui.history.history_intents import HistoryIntents


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
        place_opened: The place whose card was opened: more is wanted about it.
        add_to_trip: A place for the trip.
        way_to: A place the way to which is wanted.
        say_rest: Turn id and the words the traveller did not hear.
        new_talk: Begin a new conversation.
        fix: Mend the trouble of this topic (``microphone``, ``engine``, ...).
        theme_preference: ``system``, ``light`` or ``dark``.
        phrases: Open the phrasebook.
        settings: Open the settings, at the page of this name; empty for the one seen last.
        interpret: Open the interpreter between these two languages; empty strings for those used last.
        interpret_left: Back to the conversation.
        side_key_down: The key of the person with this language went down: only they are heard.
        side_key_up: It came up: their utterance is over.
        side_chosen: Utterance id and the language it was said in: an answer, or "wrong side" of the last one.
        say_again: Say the last translation into this language once more.
        care_answered: Utterance id, and whether it may be said aloud.
        off_the_record: Keep nothing of the talk from now on, or keep it again.
        interpret_hands_free: Both are heard without a key, or only by it.
        talk_exported: Write the interpreter's talk to the file of this path; its ending tells the form.
        talk_deleted: Forget what was kept of the interpreter's talk.
        here_chosen: Latitude and longitude of where the traveller says they are.
        here_forgotten: They are there no longer.
        fly_here: Show on the map where they are.
        keep_area: South, west, north and east of an area whose streets are to be taken along.
        calls: What is wanted of telephone calls.
        history: What is wanted of what was said before.
        trip: A ``TripOrder``: what is wanted of the trips.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.calls = CallIntents(self)
        self.history = HistoryIntents(self)

    talk_toggled = Signal()
    hold_started = Signal()
    hold_ended = Signal()
    mute_toggled = Signal()
    stop = Signal()
    text = Signal(str)
    search = Signal(str)
    choose_place = Signal(int)
    place_opened = Signal(object)
    add_to_trip = Signal(object)
    way_to = Signal(object)
    say_rest = Signal(str, str)
    new_talk = Signal()
    fix = Signal(str)
    picture = Signal(str, bytes)
    prefer = Signal(str, object)
    theme_preference = Signal(str)
    phrases = Signal()
    settings = Signal(str)
    interpret = Signal(str, str)
    interpret_left = Signal()
    side_key_down = Signal(str)
    side_key_up = Signal(str)
    side_chosen = Signal(str, str)
    say_again = Signal(str)
    care_answered = Signal(str, bool)
    off_the_record = Signal(bool)
    interpret_hands_free = Signal(bool)
    talk_exported = Signal(str)
    talk_deleted = Signal()
    here_chosen = Signal(float, float)
    here_forgotten = Signal()
    fly_here = Signal()
    keep_area = Signal(float, float, float, float)
    trip = Signal(object)
