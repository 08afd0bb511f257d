"""Sums on a round earth: distance, great circles, and the Web Mercator square."""

from __future__ import annotations

import math

from wanderlust.domain.places import Coordinates

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
MAX_MERCATOR_LAT = 85.05112878  # where the Web Mercator square ends


def distance_km(a: Coordinates, b: Coordinates) -> float:
    """Great-circle distance in kilometres (haversine)."""
    p1, p2 = math.radians(a.lat), math.radians(b.lat)
    dp, dl = p2 - p1, math.radians(b.lon - a.lon)
    h = math.sin(dp / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dl / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def great_circle(a: Coordinates, b: Coordinates, points: int = 64) -> tuple[Coordinates, ...]:
    """The shortest line from a to b as ``points`` coordinates, both ends included."""
    lat1, lon1, lat2, lon2 = (math.radians(v) for v in (a.lat, a.lon, b.lat, b.lon))
    d = distance_km(a, b) / EARTH_RADIUS_KM
    if d < 1e-9:
        return (a, b)
    line = []
    for i in range(points):
        f = i / (points - 1)
        s, t = math.sin((1 - f) * d) / math.sin(d), math.sin(f * d) / math.sin(d)
        x = s * math.cos(lat1) * math.cos(lon1) + t * math.cos(lat2) * math.cos(lon2)
        y = s * math.cos(lat1) * math.sin(lon1) + t * math.cos(lat2) * math.sin(lon2)
        z = s * math.sin(lat1) + t * math.sin(lat2)
        line.append(Coordinates(math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))))
    return tuple(line)


def to_mercator(point: Coordinates) -> tuple[float, float]:
    """World units in [0, 1): x from 180 W eastwards, y from the north edge southwards."""
    lat = max(-MAX_MERCATOR_LAT, min(MAX_MERCATOR_LAT, point.lat))
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return (point.lon + 180) / 360, y


def from_mercator(x: float, y: float) -> Coordinates:
    """The inverse of :func:`to_mercator`; longitude is wrapped into [-180, 180)."""
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))
    return Coordinates(lat, (x * 360) % 360 - 180)
