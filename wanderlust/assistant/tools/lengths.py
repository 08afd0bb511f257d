"""Distances as one says and reads them, in kilometres or miles."""

from __future__ import annotations

from wanderlust.domain.units import FEET_PER_KM, KM_PER_MILE, METRIC, Units

LEAST_MILE = 0.1  # below it one says feet


def spoken_km(km: float, units: Units = METRIC) -> str:
    """A distance to be spoken: metres below one kilometre, whole kilometres from ten on; or feet and miles."""
    if units.miles:
        miles = km / KM_PER_MILE
        if miles < LEAST_MILE:
            return f"{_feet(km)} feet"
        return f"{_amount(miles)} {'mile' if _amount(miles) == '1' else 'miles'}"
    if km < 0.995:
        return f"{_metres(km)} metres"
    return f"{_amount(km)} {'kilometre' if _amount(km) == '1' else 'kilometres'}"


def short_km(km: float, units: Units = METRIC) -> str:
    """A distance to be read: ``1.2 km``, ``0.7 mi``."""
    if units.miles:
        miles = km / KM_PER_MILE
        return f"{_feet(km)} ft" if miles < LEAST_MILE else f"{_amount(miles)} mi"
    return f"{_metres(km)} m" if km < 0.995 else f"{_amount(km)} km"


def _metres(km: float) -> int:
    return max(50, round(km * 100) * 10)


def _feet(km: float) -> int:
    return max(50, round(km * FEET_PER_KM / 50) * 50)


def _amount(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0") if value < 9.95 else f"{value:,.0f}"
