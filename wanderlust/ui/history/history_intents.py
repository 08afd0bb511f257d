"""What the traveller wants of the history, as signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class HistoryIntents(QObject):
    """The part of the window's intents that is about what was said before.

    Attributes:
        shown: Words to search for, empty for the list by day; and how many entries there are already.
        reopened: A ``Key`` of a conversation to go on with, and a ``Moment`` of it to show, or None.
        renamed: A ``Key`` and its new name; an empty one gives it back its first words.
        deleted: ``Key``s to forget.
        all_deleted: Forget every talk and call.
        exported: A ``Key``, its title, and the path of a file; its ending tells the form.
        talk_exported: Title of the open talk, and the path of a file.
        older: The first turn there is, a ``Moment``: those before it are wanted.
        gone_to: The first turn there is or None, and the one wanted: two ``Moment``s of the open talk.
        sought: Words to find in the open talk.
    """

    shown = Signal(str, int)
    reopened = Signal(object, object)
    renamed = Signal(object, str)
    deleted = Signal(object)
    all_deleted = Signal()
    exported = Signal(object, str, str)
    talk_exported = Signal(str, str)
    older = Signal(object)
    gone_to = Signal(object, object)
    sought = Signal(str)
