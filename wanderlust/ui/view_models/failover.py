"""What the card at an interchange says: why this computer goes on, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from wanderlust.domain.events import CloudChanged

KEY_TROUBLES = frozenset({"key_refused", "not_allowed", "no_key", "key"})
SETTINGS_TROUBLES = frozenset({"no_model", "bad_settings", "wrong_address", "settings"})
SAYS_SO = frozenset({"limit", "idle"})  # their remedy says that this computer goes on


def tr(text: str) -> str:
    return QCoreApplication.translate("Failover", text)


@dataclass(frozen=True, slots=True)
class Failover:
    """The card of one change of voice.

    Attributes:
        sentence: What happened, and that the talk goes on.
        follow_up: What was kept, and what comes next.
        mend: Words of the button.
        topic: What the button asks for, see ``Intents.fix``.
        icon: The button's icon, or empty.
        live: Whether button and choice are still of use; later changes of voice leave only the words.
    """

    sentence: str
    follow_up: str
    mend: str
    topic: str
    icon: str = ""
    live: bool = True


def failover_of(event: CloudChanged, unasked: bool) -> Failover:
    """The card for a server that was lost."""
    kept = tr("Changed from OpenAI to this computer. I have your trip and this talk.")
    mend, topic, icon = mending_of(event.trouble)
    if event.trouble in SAYS_SO:
        return Failover(f"{event.sentence} {event.follow_up}", kept, mend, topic, icon)
    sentence = f"{event.sentence} {tr('I carry on here.')}"
    if topic == "cloud" or event.trouble == "quota":
        return Failover(sentence, f"{event.follow_up} {kept}", mend, topic, icon)
    rest = tr("I go back when it is there again.") if unasked else tr("I ask you before I go back.")
    return Failover(sentence, f"{kept} {rest}", mend, topic, icon)


def mending_of(trouble: str) -> tuple[str, str, str]:
    """Words, topic and icon of the button that mends a trouble with the server."""
    if trouble in KEY_TROUBLES:
        return tr("Check the key"), "cloud", ""
    if trouble in SETTINGS_TROUBLES:
        return tr("Open settings"), "cloud", ""
    if trouble == "limit":
        return tr("Change limits"), "cloud", ""
    return tr("Try OpenAI again"), "cloud_lost", "arrows-clockwise"
