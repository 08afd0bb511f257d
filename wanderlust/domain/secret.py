"""A key or password that shows itself to nobody: not in a log, a traceback, a ``repr`` or a pickle."""

from __future__ import annotations

import hmac
from typing import NoReturn

from wanderlust.domain.errors import BadInput

LONGEST = 1000
SHORT_LIVED = "ek_"
_SHOWN_END = 4
_LEAST_TO_SHOW_AN_END = 20  # of a shorter one four letters would be a good part


class Secret:
    """Holds one secret text; only ``reveal`` gives it out, at the border where it is used."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The secret itself, for a header or the keyring and nothing else."""
        return self._value

    @property
    def hint(self) -> str:
        """What tells keys apart without giving them away: dots and the last four letters."""
        return f"····{self._value[-_SHOWN_END:]}" if len(self._value) >= _LEAST_TO_SHOW_AN_END else "····"

    @property
    def short_lived(self) -> bool:
        """Whether it is a client secret, which ends by itself after two hours at most."""
        return self._value.startswith(SHORT_LIVED)

    def __repr__(self) -> str:
        return "Secret(····)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")


def pasted_key(text: str) -> Secret:
    """A key as it was pasted; blanks and line ends around it, and ``Bearer`` before it, are left out.

    Raises:
        BadInput: It can be no key. The sentence does not repeat it.
    """
    key = text.strip().strip("\"'").removeprefix("Bearer ").strip()
    if not key:
        raise BadInput("There is no key.", "Paste it from the page where you made it.")
    if len(key) > LONGEST or not key.isascii() or not key.isprintable() or " " in key:
        # Anything else would break the header it goes into.
        raise BadInput("That is no key.", "A key is one word of plain letters and digits, such as sk-...")
    return Secret(key)
