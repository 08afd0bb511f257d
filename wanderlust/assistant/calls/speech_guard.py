"""What may not be said to a callee, whatever an agent wants: payment data, numbers not on the card, a denial."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wanderlust.domain.calls.amounts import amounts_in
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.first_words import FIXED_WORDS
from wanderlust.domain.numbers import numbers_in

_CARD_DIGITS = (13, 19)
_PHONE_DIGITS = 7
_EMAIL = re.compile(r"[\w.+-]+(?:@| at )[\w-]+(?:\.| dot )\w{2,}", re.I)
_PAYMENT = re.compile(
    r"\b(?:cvv|cvc|security code|expir\w+ (?:date|month)|iban|sort code|routing number|pin (?:code|number)|"
    r"passport number|card number is)\b(?=.*\d)",
    re.I,
)
_DENIAL = re.compile(
    r"\b(?:i am|i'm) (?:a |an )?(?:real |human |actual )*(?:person|human|man|woman|guest)\b|"
    r"\b(?:i am|i'm) not (?:a |an )?(?:robot|machine|bot|computer|ai\b|automated|assistant)",
    re.I,
)
_LIMIT = re.compile(
    r"\b(?:limit|budget|maximum|at most|no more than|up to|can pay|can spend|willing to (?:pay|spend)|afford)\b", re.I
)
_WORDS_PER_DIGIT = re.compile(
    r"\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)(?:[\s,-]+(?:zero|oh|one|two|three|four|five|"
    r"six|seven|"
    r"eight|nine)){5,}\b",
    re.I,
)

NO_PAYMENT = "I cannot give payment details on the telephone."
NOT_MINE = "I may not give that out."
NO_LIMIT = "I may not talk about what it may cost at most. What would it cost?"
TOO_DEAR = "That is more than I may agree to."


class SpeechGuard:
    """Judges sentences for one call; everything the callee names itself may be said back to it.

    Args:
        card: What may be revealed.
    """

    def __init__(self, card: CallCard) -> None:
        self._card = card
        known = [card.goal.words, card.goal.what, card.caller, *(fact.words for fact in card.reveals)]
        self._digits = _runs(known)
        self._heard_digits: set[str] = set()
        self._amounts: set[float] = set()

    def heard(self, text: str) -> None:
        """The callee said this; amounts and numbers in it are no secret from them."""
        self._heard_digits |= _runs([text])
        self._amounts |= {span.amount.value for span in amounts_in(text)} | {n.value for n in numbers_in(text)}

    def named(self, amount: float, times: Iterable[float] = (1.0,)) -> bool:
        """Whether the callee named this amount, or one that makes it so many times."""
        return any(abs(amount - named * n) < 0.01 for named in self._amounts for n in times)

    def allow(self, text: str) -> None:
        """The traveller answered this for the callee; never payment data, though."""
        self._digits |= _runs([text])

    def checked(self, text: str, language: str = "en") -> str:
        """The text, or what is said in its place."""
        if _DENIAL.search(text):
            return FIXED_WORDS[language].machine.format(name=self._card.caller)
        if is_payment_data(text):
            return NO_PAYMENT
        fresh = {run for run in _runs([text]) if len(run) >= _PHONE_DIGITS} - self._digits - self._heard_digits
        email = _EMAIL.search(text)
        if fresh or (email and email[0] not in self._card.goal.words) or _WORDS_PER_DIGIT.search(text):
            return NOT_MINE
        limit = self._card.limits.spend
        amounts = amounts_in(text, limit.currency if limit else "")
        if limit and any(
            span.amount.currency == limit.currency and span.amount.value > limit.value for span in amounts
        ):
            return TOO_DEAR
        tells_limit = bool(_LIMIT.search(text)) and bool(numbers_in(text))
        if tells_limit or any(span.amount.value not in self._amounts for span in amounts):
            return NO_LIMIT
        return text


def is_payment_data(text: str) -> bool:
    """Whether a text holds a card's number, a code of one, an account or a passport number."""
    return bool(_PAYMENT.search(text)) or any(
        _CARD_DIGITS[0] <= len(run) <= _CARD_DIGITS[1] and _luhn(run) for run in _runs([text])
    )


def _runs(texts: Iterable[str]) -> set[str]:
    """Digits that stand together, spaces and hyphens between them left out."""
    return {re.sub(r"\D", "", run) for text in texts for run in re.findall(r"\d(?:[ .-]?\d)+|\d", text)}


def _luhn(digits: str) -> bool:
    """The check sum of card numbers (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
