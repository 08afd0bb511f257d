"""Distances as one says and reads them."""

from __future__ import annotations


def spoken_km(km: float) -> str:
    """A distance to be spoken: metres below one kilometre, whole kilometres from ten on."""
    if km < 0.995:
        return f"{_metres(km)} metres"
    return f"{_kilometres(km)} {'kilometre' if _kilometres(km) == '1' else 'kilometres'}"


def short_km(km: float) -> str:
    """A distance to be read: ``1.2 km``."""
    return f"{_metres(km)} m" if km < 0.995 else f"{_kilometres(km)} km"


def _metres(km: float) -> int:
    return max(50, round(km * 100) * 10)


def _kilometres(km: float) -> str:
    return f"{km:.1f}".removesuffix(".0") if km < 9.95 else f"{km:,.0f}"
