"""The window of settings put together: its pages, and what every change does at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wanderlust.application.call_wishes import call_wishes
from wanderlust.application.wishes import Wishes, wishes_of
from wanderlust.domain import events as ev
from wanderlust.domain.cloud_settings import retirement
from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.secret import Secret
from wanderlust.settings.paths import Paths
from wanderlust.settings.preferences import Preferences, PreferencesFile
from wanderlust.settings.secrets import OPENAI_HOST
from wanderlust.travel.clock import SystemClock
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.call_accounts import CallAccounts
from wanderlust.ui.preferences.cloud_desk import CloudDesk
from wanderlust.ui.preferences.downloads import Downloads
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.privacy_desk import PrivacyDesk
from wanderlust.ui.preferences.sound_in_use import SoundInUse
from wanderlust.ui.preferences.window import PreferencesWindow

if TYPE_CHECKING:
    from wanderlust.application.cloud_clerk import CloudClerk
    from wanderlust.application.settings_contents import Contents

SAVE_MS = 300  # after the last change: a slider that is moved is one write, not thirty


class Settings(QObject):
    """The preferences of this run, the window that changes them, and everything that follows them.

    Args:
        paths: Where preferences and packs lie.
        file: The preferences' file.
        preferences: What it held at the start.
        appearance: Follows theme, text size and motion.
        adopt: Told how the conversation is to be held, whenever that changes.
        packs_changed: Told that packs came or went, on another thread.
        languages_changed: Told that pairs of languages for the interpreter came or went, on another thread.
        notify: Shows a notice.

    Signals:
        set_up_wanted: The questions of the first start, once more.
    """

    set_up_wanted = Signal()

    def __init__(
        self,
        paths: Paths,
        file: PreferencesFile,
        preferences: Preferences,
        appearance: Appearance,
        adopt: Callable[[Wishes], None],
        packs_changed: Callable[[], None],
        notify: Callable[[ev.DomainEvent], None],
        languages_changed: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._paths, self._file, self._look = paths, file, appearance
        self._adopt, self._packs_changed, self._notify = adopt, packs_changed, notify
        self._languages_changed = languages_changed
        self._saved: Preferences | None = preferences
        system = QLocale.system()
        # The plain C locale belongs to no country.
        self._country = "" if system.language() == QLocale.Language.C else QLocale.territoryToCode(system.territory())
        self._told = replace(wishes_of(preferences), country=self._country)
        self._contents: Contents | None = None
        self._window: PreferencesWindow | None = None
        self.model = PreferencesModel(preferences, self)
        self.devices = SoundInUse(self)
        self.downloads = Downloads(self)
        self.downloads.library_wanted.connect(self._open_contents)
        self.cloud = CloudDesk(self)
        self.calls = CallAccounts(self)
        self.privacy = PrivacyDesk(self)
        self._clerk: CloudClerk | None = None
        self._said_of: set[str] = set()
        self._key: Secret | None = None
        self._kept = ""
        self.cloud.account_changed.connect(self._warn_of_retirement)
        self.cloud.account_changed.connect(self._take_key)
        self._save_soon = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._save_soon.timeout.connect(self.save)
        self.model.changed.connect(self._follow)

    @property
    def wishes(self) -> Wishes:
        """How the conversation is to be held now."""
        asked = self.model.preferences
        return replace(wishes_of(asked), key=self._key, kept=self._kept, country=self._country)

    def show(self, page: str, over: QWidget) -> PreferencesWindow:
        """Open the window, at a page if one is named, or bring it forward."""
        if self._window is None:
            self.open_cloud()
            self._window = self._made(over)
        if page:
            self._window.show_page(page)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        return self._window

    def _set_up_again(self) -> None:
        if self._window is not None:
            self._window.close()  # it would lie over the steps
        self.set_up_wanted.emit()

    def spoken_languages(self) -> tuple[str, ...]:
        """Codes of the languages that can be spoken to me."""
        return tuple(self._open_contents().voices())

    def keep(self) -> None:
        """Write the preferences even where nothing was changed: they say that there was a first run."""
        self._saved = None
        self.save()

    def _open_contents(self) -> Contents:
        if self._contents is None:
            from wanderlust.application.settings_contents import Contents  # reads packs: not before it is wanted

            self._contents = Contents(
                self._paths,
                self.downloads,
                self.cloud,
                self._packs_changed,
                lambda: self.model.preferences.language_mirror,
                self.calls,
                self._languages_changed,
                self.privacy,
            )
        return self._contents

    def say_anew(self, over: QWidget) -> None:
        """The app has another language: build an open window again where it stands, at the page it shows."""
        old, self._window = self._window, None
        if old is None:
            return
        seen, box, shown = old.page, old.geometry(), old.isVisible()
        for thing in (old, *old.pages):
            thing.deleteLater()
        old.hide()
        self._window = self._made(over)
        if seen is not None:
            self._window.show_page(seen.name)
        if shown:
            self._window.setGeometry(box)
            self._window.show()
            self._window.activateWindow()
            self._window.focus_setting("window_language")

    def _made(self, over: QWidget) -> PreferencesWindow:
        pages = self._open_contents().pages(self.devices, self.model, self, self._set_up_again)
        return PreferencesWindow(self._look, self.model, pages, over)

    def check_model(self) -> None:
        """Where the cloud answers, ask its server now whether the model chosen there is to end."""
        if self.model.preferences.cloud:
            self.open_cloud().test(self.model.preferences.cloud_settings)

    def open_cloud(self) -> CloudClerk:
        """Who keeps the key and asks the server; made when first wanted."""
        if self._clerk is None:
            from wanderlust.application.cloud_clerk import cloud_clerk  # brings SQLite: not before it is wanted

            self._clerk = self.cloud.clerk = cloud_clerk(self._paths, SystemClock().now, self.cloud.post)
        return self._clerk

    def _warn_of_retirement(self) -> None:
        chosen = self.model.preferences.cloud_model
        today = SystemClock().now().date()
        model = next((model for model in self.cloud.account.models if model.id == chosen), None)
        if model is not None and model.ends_soon(today) and chosen not in self._said_of:
            self._said_of.add(chosen)
            follow_up = "Choose another one in the settings, under OpenAI."
            self._notify(ev.Notice("warning", retirement(model, today), follow_up, "model"))

    def save(self) -> None:
        """Write what is not written yet; a full disk is said and the choice holds for this run."""
        self._save_soon.stop()
        if self.model.preferences == self._saved:
            return
        try:
            self._file.save(self.model.preferences)
        except StorageFailed as error:
            self._notify(ev.Notice("error", error.sentence, error.remedy, "settings"))
        else:
            self._saved = self.model.preferences
            self._notify(ev.NoticeCleared("settings"))

    def close(self) -> None:
        """Write, and break off what is being downloaded."""
        self.save()
        if self._contents is not None:
            self._contents.close()
        if self._clerk is not None:
            self._clerk.close()

    def key_names(self) -> tuple[str, ...]:
        """Under which keys and passwords may be kept."""
        from wanderlust.application.call_carriers import secret_name  # brings numpy: not before the window is painted

        now = self.model.preferences
        wishes = call_wishes(now)
        lines = [secret_name(line, wishes) for line in ("sip", "twilio")]
        return (OPENAI_HOST, now.cloud_settings.host, *lines)

    def forget_all(self) -> None:
        """Everything of the traveller was deleted: what this run remembers of them goes too."""
        self._key, self._kept = None, ""
        if self._clerk is not None:
            self._clerk.forget(self.model.preferences.cloud_settings)
        for field in fields(Preferences):
            self.model.reset(field.name)
        self.save()

    def _follow(self, name: str) -> None:
        now = self.model.preferences
        match name:
            case "cloud_address":
                self._key = None  # another server: another key
            case "theme":
                self._look.set_preference(now.theme)
            case "text_size":
                self._look.set_text_factor(now.text_size / 100)
            case "system_font":
                self._look.set_system_font(now.system_font)
            case "reduced_motion":
                self._look.set_reduced_motion(now.reduced_motion)
        self._tell_wishes()
        self._save_soon.start()

    def _take_key(self) -> None:
        """A key that was pasted, or is gone: one kept for this run alone is only here."""
        if self._clerk is not None and not self.cloud.account.busy:
            account, state = self._clerk.account, self.cloud.account
            if state.host == self.model.preferences.cloud_settings.host:
                self._key = account.secret if state.kept_in == "memory" else None
                self._kept = f"{state.kept_in} {state.hint}"
                self._tell_wishes()

    def _tell_wishes(self) -> None:
        wishes = self.wishes
        if wishes != self._told:
            self._told = wishes
            self._adopt(wishes)
