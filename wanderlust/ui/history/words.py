"""What an entry of the history says: its day, its title, and the line below it."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from wanderlust.domain.calls.events import Outcome, OutcomeKind
from wanderlust.domain.calls.form import Form
from wanderlust.domain.history import HistoryEntry, Kind
from wanderlust.domain.language_names import english_name
from wanderlust.ui.calls import words as calls
from wanderlust.ui.formats import clock, traveller_locale
from wanderlust.ui.translations import counted

ICONS = {Kind.TALK: "chat-circle", Kind.INTERPRETED: "translate", Kind.CALL: "phone"}


def tr(text: str) -> str:
    return QCoreApplication.translate("History", text)


def day_words(day: date, today: date) -> str:
    """Today, Yesterday, or the date as the locale writes it."""
    ago = (today - day).days
    if ago == 0:
        return tr("Today")
    if ago == 1:
        return tr("Yesterday")
    return traveller_locale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def language_name(code: str) -> str:
    """The name of a language in the window's own; in English where Qt has none."""
    language = QLocale.codeToLanguage(code)
    return QLocale.languageToString(language) if language != QLocale.Language.C else english_name(code)


def kind_words(entry: HistoryEntry) -> str:
    """What kind of entry it is."""
    return {Kind.TALK: tr("Talk"), Kind.INTERPRETED: tr("Interpreted talk"), Kind.CALL: tr("Call")}[entry.kind]


def title_words(entry: HistoryEntry) -> str:
    """What it is called."""
    if entry.title:
        return entry.title
    if entry.kind is Kind.INTERPRETED and entry.languages:
        return " – ".join(language_name(code) for code in entry.languages)
    return kind_words(entry)


def detail_words(entry: HistoryEntry) -> str:
    """The line below the title."""
    if entry.words:
        return entry.words
    parts = [kind_words(entry)]
    if entry.kind is Kind.CALL:
        parts.append(calls.outcome_title(Outcome(OutcomeKind(entry.detail), "", Form())))
        if entry.rehearsal:
            parts.append(tr("rehearsal"))
    else:
        parts.append(counted("{count} turn", "{count} turns", entry.turns))
    return " · ".join(parts)


def time_words(at: datetime) -> str:
    """Hours and minutes on the traveller's clock."""
    return clock(at.astimezone())


def spoken(entry: HistoryEntry, today: date) -> str:
    """All of it, for screen readers and tooltips."""
    when = f"{day_words(entry.at.astimezone().date(), today)} {time_words(entry.at)}"
    return f"{kind_words(entry)}: {title_words(entry)}. {when}. {detail_words(entry)}"
