"""What the talk bar shows in each state: word, hint, icon, gold, and the button beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from wanderlust.domain.assistant_state import AssistantState

Look = Literal["idle", "open", "working", "speaking", "muted", "trouble", "asking", "call"]
Action = Literal["", "mute", "unmute", "stop", "fix"]
QUIET_MS = 8_000  # nothing heard for this long after a click: say so
STILL_MS = 1_000  # a slow tool's seconds are counted once a second, from the third on


def tr(text: str) -> str:
    return QCoreApplication.translate("TalkState", text)


@dataclass(frozen=True, slots=True)
class TalkState:
    """One state as shown.

    Attributes:
        word: The state in a word or three.
        hint: One line below it.
        icon: Icon on the round button.
        look: How the round button is filled.
        ring: A gold ring or gold button: the microphone is open.
        meter: Whose level is shown.
        action: The button at the right.
        busy: The traveller can stop something.
    """

    word: str
    hint: str
    icon: str
    look: Look
    ring: bool = False
    meter: Literal["", "microphone", "speaker"] = ""
    action: Action = ""

    @property
    def busy(self) -> bool:
        return self.action == "stop"


class TalkStateModel(QObject):
    """Follows state, microphone, tools and troubles, and says what the talk bar shows now.

    Args:
        quiet_ms: Silence after opening the microphone before the hint says that nothing was heard.
        still_ms: How often the hint of a running tool is brought up to date.
    """

    changed = Signal()

    def __init__(self, *, quiet_ms: int = QUIET_MS, still_ms: int = STILL_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = AssistantState.CONNECTING
        self._hint = ""
        self._open = False
        self._muted = False
        self._has_microphone = True
        self._blank = False
        self._hold_key = ""
        self._space = True
        self._captions: dict[str, str] = {}
        self._troubles: dict[str, tuple[str, str]] = {}
        self._backend = "engine"
        self._reaching = False
        self._unheard = False
        self._seconds = 0
        self._call: tuple[Literal["", "asked", "running"], str] = ("", "")
        self._quiet = QTimer(self, singleShot=True, interval=quiet_ms)
        self._quiet.timeout.connect(self._nothing_heard)
        self._still = QTimer(self, interval=still_ms)
        self._still.timeout.connect(self._still_running)
        self.current = self._compute()

    @property
    def microphone_open(self) -> bool:
        return self._open and not self._muted

    @property
    def trouble_topic(self) -> str:
        """Which trouble the Fix button mends."""
        return next(reversed(self._troubles), "" if self._has_microphone else "microphone")

    def set_state(self, state: AssistantState, hint: str) -> None:
        if state is not AssistantState.TOOL_RUNNING:
            self._captions.clear()
        self._state, self._hint = state, hint

    def set_microphone(self, opened: bool, muted: bool) -> None:
        if opened and not self._open:
            self._quiet.start()
        elif not opened:
            self._quiet.stop()
            self._unheard = False
        self._open, self._muted = opened, muted

    def set_devices(self, microphone: str | None) -> None:
        self._has_microphone = microphone is not None

    def set_blank(self, blank: bool) -> None:
        """Whether the open microphone sends only zeros."""
        self._blank = blank

    def set_hold_keys(self, space: bool, key: str) -> None:
        """Which key the hints name: Space if it talks, else ``key``, which may be empty."""
        self._space, self._hold_key = space, key
        self.refresh()

    def set_backend(self, backend: str) -> None:
        self._backend = backend

    def set_reaching(self, reaching: bool) -> None:
        """Whether a server is being connected to."""
        self._reaching = reaching

    def tool_started(self, call_id: str, caption: str) -> None:
        self._captions[call_id] = caption

    def tool_finished(self, call_id: str) -> None:
        self._captions.pop(call_id, None)

    def trouble(self, topic: str, sentence: str, follow_up: str) -> None:
        self._troubles[topic] = (sentence, follow_up)

    def trouble_over(self, topic: str) -> None:
        self._troubles.pop(topic, None)

    def refresh(self) -> None:
        """Work out what shows now, and tell if it is something else; called once a batch."""
        if self._state is not AssistantState.LISTENING:
            if self._state is not AssistantState.CONNECTING:
                self._quiet.stop()
            self._unheard = False
        running = self._state is AssistantState.TOOL_RUNNING
        if running and not self._still.isActive():
            self._seconds = 0
            self._still.start()
        elif not running:
            self._still.stop()
        current = self._compute()
        if current != self.current:
            self.current = current
            self.changed.emit()

    def set_call(self, doing: Literal["", "asked", "running"], hint: str = "") -> None:
        """A card waits for a yes, a call runs, or neither; the hint is the call's."""
        if (doing, hint) != self._call:
            self._call = doing, hint
            self.refresh()

    def _nothing_heard(self) -> None:
        self._unheard = True
        self.refresh()

    def _still_running(self) -> None:
        self._seconds += 1
        self.refresh()

    def _compute(self) -> TalkState:
        hint, ring = self._hint, self.microphone_open
        match self._state:
            case AssistantState.CONNECTING:
                reaching = self._reaching or self._backend == "openai"
                starts = tr("Reaching OpenAI.") if reaching else tr("The voice on this computer starts.")
                return TalkState(tr("Getting ready"), hint or starts, "circle-notch", "idle")
            case AssistantState.TROUBLE:
                return self._in_trouble(hint)
            case AssistantState.THINKING:
                words = hint or tr("One moment.")
                return TalkState(tr("Thinking"), words, "dots-three-bold", "working", ring, action="stop")
            case AssistantState.TOOL_RUNNING:
                words = next(reversed(self._captions.values()), "") or hint or tr("One moment.")
                if self._seconds >= 3:
                    words = tr("Still looking, {seconds} s.").format(seconds=self._seconds)
                word = tr("Looking it up")
                return TalkState(word, words, "magnifying-glass", "working", ring, action="stop")
            case AssistantState.SPEAKING:
                words = hint or (tr("Talk over me, or press Esc.") if ring else self._cut_in())
                icon = "speaker-high-fill"
                return TalkState(tr("Speaking"), words, icon, "speaking", ring, "speaker", "stop")
            case AssistantState.HELD:
                words = hint or (tr("Let go of Space to send.") if self._space else tr("Let go to send."))
                icon = "hand-pointing-fill"
                return TalkState(tr("Hold and talk"), words, icon, "open", True, "microphone")
            case _:
                return self._at_rest(hint)

    def _at_rest(self, hint: str) -> TalkState:
        if self._call[0] and self._state is not AssistantState.HEARING:
            return self._at_call()
        if not self._has_microphone:
            words = tr("Plug one in, or type below.")
            return TalkState(tr("No microphone"), words, "warning-fill", "trouble", action="fix")
        if self._muted:
            icon = "microphone-slash-fill"
            return TalkState(tr("Muted"), tr("I hear nothing now."), icon, "muted", action="unmute")
        if self._state is AssistantState.HEARING:
            words = hint or tr("Pause when you are done.")
            icon = "microphone-fill"
            return TalkState(tr("Hearing you"), words, icon, "open", True, "microphone", "mute")
        if self._state is AssistantState.LISTENING or self._open:
            unheard = tr("I heard nothing. Closer, or type.") if self._unheard else ""
            if self._blank:
                unheard = tr("The microphone sends only silence.")
            words = unheard or hint or tr("Just talk. Esc stops me.")
            icon = "microphone-fill"
            return TalkState(tr("Listening"), words, icon, "open", True, "microphone", "mute")
        return TalkState(tr("Ready"), hint or self._begin(), "microphone-fill", "idle")

    def _begin(self) -> str:
        if self._space:
            return tr("Hold Space, or click once.")
        if self._hold_key:
            return tr("Hold {key}, or click once.").format(key=self._hold_key)
        return tr("Click once, then talk.")

    def _cut_in(self) -> str:
        if self._has_microphone and self._space:
            return tr("Hold Space to cut in, or press Esc.")
        if self._has_microphone and self._hold_key:
            return tr("Hold {key} to cut in, or press Esc.").format(key=self._hold_key)
        return tr("Press Esc to stop me.")

    def _at_call(self) -> TalkState:
        """A card or a call, while nobody else is heard; gold only where the microphone is open."""
        opened = self._open and not self._muted and self._has_microphone
        action: Action = "unmute" if self._muted else "mute" if opened else ""
        if self._call[0] == "running":
            words = self._call[1] or tr("You talk to me, not to them.")
            return TalkState(tr("On the phone"), words, "phone-call-fill", "call", opened, action=action)
        words = tr("Say “yes, call” or “no”.") if opened else tr("Answer on the card, or type “yes” or “no”.")
        look: Look = "asking" if opened else "idle"
        return TalkState(tr("Waiting for your yes"), words, "hand-palm-fill", look, opened, action=action)

    def _in_trouble(self, hint: str) -> TalkState:
        topic = self.trouble_topic
        sentence, follow_up = self._troubles.get(topic, ("", ""))
        words = {"microphone": tr("No microphone"), "connection": tr("Not connected")}
        words["engine"] = words["connection"]
        word = words.get(topic, tr("Trouble"))
        line = hint or follow_up or sentence or tr("Type below, or try again.")
        return TalkState(word, line, "warning-fill", "trouble", action="fix")
