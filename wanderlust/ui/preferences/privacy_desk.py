"""What the page of privacy shows and asks for: what is kept on this computer, and its deletion."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wanderlust.domain.history import StorageUse


class PrivacyDesk(QObject):
    """Between the page and whoever works on the files.

    Signals:
        measured: How much is in use? The answer comes by ``take``.
        caches_deleted: Delete what can be made again.
        everything_erased: Delete all that is the traveller's.
        use_changed: Read ``use``.
    """

    measured = Signal()
    caches_deleted = Signal()
    everything_erased = Signal()
    use_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.use: StorageUse | None = None

    def take(self, use: StorageUse) -> None:
        """Show this from now on."""
        self.use = use
        self.use_changed.emit()
