"""The form of a call: what is to be settled, what is settled, and how it is read back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from wanderlust.domain.calls.amounts import Amount


class FieldState(Enum):
    """How far a field is."""

    WAITING = "waiting"
    ASKING = "asking"  # the traveller is being asked
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form.

    Attributes:
        key: ``what``, ``count``, ``nights``, ``where``, ``origin``, ``day``, ``time``, ``name``, ``price``,
            ``payment``, ``answer``, ``reference``, or one that came up in the call, such as ``chocolate``.
        label: What stands above it: ``How many``.
        value: What is wanted or agreed; empty where it is not known yet.
        state: Whether it is settled with the callee.
        limit: The most that the price may be, or None.
        read_back: Whether it is said when the agent confirms.
    """

    key: str
    label: str
    value: str = ""
    state: FieldState = FieldState.WAITING
    limit: Amount | None = None
    read_back: bool = True


SETTLED_LAST = frozenset(["price", "payment"])
"""What a call settles when all else is: it stands at the end of the form."""


@dataclass(frozen=True, slots=True)
class Form:
    """Fields in the order in which they are shown."""

    fields: tuple[Field, ...] = ()

    def __getitem__(self, key: str) -> Field:
        return next(field for field in self.fields if field.key == key)

    def __contains__(self, key: str) -> bool:
        return any(field.key == key for field in self.fields)

    def value(self, key: str) -> str:
        """What a field holds; empty where there is no such field."""
        return self[key].value if key in self else ""

    @property
    def done(self) -> int:
        """How many fields are settled."""
        return sum(field.state is FieldState.DONE for field in self.fields)

    @property
    def missing(self) -> tuple[Field, ...]:
        """Fields that are not settled, in order."""
        return tuple(field for field in self.fields if field.state is not FieldState.DONE)

    def filled(self, key: str, value: str, label: str = "") -> Form:
        """The form with a field settled; a new one stands before the price, a reference at the end."""
        return self._with(key, label, value=value, state=FieldState.DONE)

    def asking(self, key: str, label: str = "") -> Form:
        """The form with a field that the traveller is being asked about."""
        return self._with(key, label, state=FieldState.ASKING)

    def waiting(self, key: str) -> Form:
        """The form with a field that is open again."""
        return self._with(key, "", state=FieldState.WAITING) if key in self else self

    def _with(self, key: str, label: str, **changes: object) -> Form:
        if key not in self:
            new = replace(Field(key, label or key.replace("_", " ").capitalize()), **changes)  # type: ignore[arg-type]
            last = [n for n, field in enumerate(self.fields) if field.key in SETTLED_LAST]
            place = last[0] if last and key != "reference" else len(self.fields)
            return Form((*self.fields[:place], new, *self.fields[place:]))
        return Form(
            tuple(replace(f, **changes) if f.key == key else f for f in self.fields)  # type: ignore[arg-type]
        )
