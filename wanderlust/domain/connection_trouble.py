"""What can go wrong with a Realtime server, as states: each has a sentence, a way on, and what we do about it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum


class Recourse(Enum):
    """What is done about a trouble."""

    IGNORE = "ignore"  # benign: written to the log, nothing else
    AGAIN = "again"  # connect again, soon
    LATER = "later"  # connect again, but not before a stated time
    ASK = "ask"  # only the traveller can mend it


@dataclass(frozen=True, slots=True)
class Trouble:
    """One trouble.

    Attributes:
        name: Its name, for tests, the log and the notice's topic.
        recourse: What is done about it.
        sentence: What happened, in plain words.
        remedy: What the traveller can do, or what I do.
        wait_s: Seconds before it makes sense to try again, where the server said so.
        details: The server's own words and codes, shown on request only.
    """

    name: str
    recourse: Recourse
    sentence: str
    remedy: str = ""
    wait_s: float | None = None
    details: str = ""

    def detailed(self, details: str, wait_s: float | None = None) -> Trouble:
        """The same with the server's own words, and with how long it asks us to wait."""
        return replace(self, details=details[:300], wait_s=self.wait_s if wait_s is None else wait_s)

    @property
    def told(self) -> str:
        """The sentence, with the time to wait where the server named one."""
        if self.recourse is not Recourse.LATER or self.wait_s is None:
            return self.sentence
        return f"{self.sentence.rstrip('.')} {duration_words(self.wait_s)}."


def duration_words(seconds: float) -> str:
    """A time to wait as it is said: ``12 seconds``, ``a minute``, ``3 minutes``; never less than it is."""
    whole = max(1, math.ceil(seconds))
    if whole < 60:
        return "a second" if whole == 1 else f"{whole} seconds"
    minutes = math.ceil(whole / 60)
    if minutes < 60:
        return "a minute" if minutes == 1 else f"{minutes} minutes"
    return "an hour" if minutes == 60 else f"{math.ceil(minutes / 60)} hours"


BENIGN = Trouble("benign", Recourse.IGNORE, "The server had nothing to do.")
LOST = Trouble("lost", Recourse.AGAIN, "The connection to OpenAI was lost.", "I try again.")
SERVER_ENDED = Trouble("server_ended", Recourse.AGAIN, "OpenAI ended the connection.", "I connect again.")
SERVER_FAULT = Trouble("server_fault", Recourse.AGAIN, "OpenAI has a problem of its own.", "I try again.")
SESSION_FULL = Trouble("session_full", Recourse.AGAIN, "OpenAI ends every session after an hour.", "I open a new one.")
NO_NETWORK = Trouble("no_network", Recourse.AGAIN, "The network is gone.", "I look for it again.")
NO_NAME = Trouble("no_name", Recourse.AGAIN, "The network finds no way to OpenAI.", "Check the network or the address.")
REFUSED = Trouble("refused", Recourse.AGAIN, "Nobody answers at that address.", "Check the address in Settings.")
TIMEOUT = Trouble("timeout", Recourse.AGAIN, "OpenAI did not answer in time.", "I try again.")
PORTAL = Trouble(
    "captive_portal", Recourse.AGAIN, "This network wants you to sign in first.", "Open its sign-in page in a browser."
)
TLS = Trouble(
    "tls",
    Recourse.AGAIN,
    "The network answers in the server's place, so I sent nothing.",
    "Sign in to the network, check the clock, or use another network.",
)
WRONG_ADDRESS = Trouble(
    "wrong_address", Recourse.ASK, "That address is not a Realtime server.", "Check it in Settings."
)
KEY_REFUSED = Trouble("key_refused", Recourse.ASK, "OpenAI refused this key.", "Check the key.")
NOT_ALLOWED = Trouble(
    "not_allowed", Recourse.ASK, "OpenAI does not allow this key to do that.", "Check the key's project and country."
)
NO_MODEL = Trouble("no_model", Recourse.ASK, "OpenAI does not know this model.", "Choose another one in Settings.")
QUOTA = Trouble("quota", Recourse.ASK, "Your OpenAI credit is used up.", "Add credit at OpenAI, or go on here, free.")
TOO_FAST = Trouble("too_fast", Recourse.LATER, "OpenAI asks me to wait.", "I try again when it lets me.", 20.0)
BAD_SETTINGS = Trouble(
    "bad_settings",
    Recourse.ASK,
    "The server does not take my settings.",
    "Choose another model, or the usual settings.",
)

# Codes of ``error`` events, of refused handshakes and of failed responses; OpenAI's pages list none of them, so these
# are the ones seen on the wire by published clients.
_BY_CODE: dict[str, Trouble] = {
    "conversation_already_has_active_response": BENIGN,
    "response_cancel_not_active": BENIGN,
    "input_audio_buffer_commit_empty": BENIGN,
    "item_retrieve_invalid_item_id": BENIGN,
    "item_truncate_invalid_item_id": BENIGN,
    "item_delete_invalid_item_id": BENIGN,
    "session_expired": SESSION_FULL,
    "server_error": SERVER_FAULT,
    "rate_limit_exceeded": TOO_FAST,
    "invalid_api_key": KEY_REFUSED,
    "incorrect_api_key": KEY_REFUSED,
    "account_deactivated": KEY_REFUSED,
    "unsupported_country_region_territory": NOT_ALLOWED,
    "insufficient_quota": QUOTA,
    "credit_balance_exhausted": QUOTA,
    "billing_hard_limit_reached": QUOTA,
    "billing_not_active": QUOTA,
    "model_not_found": NO_MODEL,
    "beta_api_shape_disabled": BAD_SETTINGS,
}

# Said without a code; what is heard of an item can be a block shorter than what we counted.
_BENIGN_WORDS = ("already shorter than", "no active response", "buffer too small")


def trouble_of_code(code: str | None, message: str = "") -> Trouble | None:
    """The trouble a server's code stands for, or None for a code that only fails the request it answers."""
    known = _BY_CODE.get(code or "")
    if known is not None:
        return known.detailed(f"{code}: {message}")
    if any(words in message.lower() for words in _BENIGN_WORDS):
        return BENIGN.detailed(message)
    return None
