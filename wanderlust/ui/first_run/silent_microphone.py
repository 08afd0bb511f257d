"""What to do about a microphone that sends only silence, on each system."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

MAC_PAGE = "x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone"
WINDOWS_PAGE = "ms-settings:privacy-microphone"


def tr(text: str) -> str:
    return QCoreApplication.translate("SilentMicrophone", text)


def sentence() -> str:
    """What happened."""
    return tr("I cannot hear the microphone. It sends only silence; the system may block it.")


def where(platform: str) -> tuple[str, str]:
    """Where it is allowed, in words, and the address that opens that page where the system has one.

    Args:
        platform: As in ``sys.platform``.
    """
    if platform == "darwin":
        return tr("Open System Settings, Privacy & Security, Microphone, and switch Wanderlust on."), MAC_PAGE
    if platform == "win32":
        words = tr("Open Settings, Privacy & security, Microphone, and let desktop apps use it.")
        return words, WINDOWS_PAGE
    return tr("Open the system's sound settings, Input: unmute it, turn it up, or choose another one above."), ""
