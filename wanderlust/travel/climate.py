"""The usual weather of places, from the bundled table of ERA5's monthly means."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wanderlust.domain.climate import Climate
from wanderlust.domain.errors import DataMissing, ToolFailed
from wanderlust.domain.places import Coordinates

SOURCE = "Copernicus ERA5, means of 2000 to 2025"
CELLS_PER_DEGREE = 4
# Farther than this from any town or sight the weather there says nothing about the place asked for.
FARTHEST_DEG = 1.0


class BundledClimate:
    """Fills ``ports.ClimateTable``.

    Args:
        path: The file ``packaging/build_climate.py`` makes; read at the first question.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._table: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]] | None = None

    def climate(self, point: Coordinates) -> Climate:
        """The twelve months at the known cell nearest to a point.

        Raises:
            ToolFailed: No cell lies within a degree.
            DataMissing: The table is not there or damaged.
        """
        cells, celsius, millimetres = self._loaded()
        apart = np.abs(cells - np.asarray([point.lat, point.lon], dtype=np.float32))
        apart[:, 1] = np.minimum(apart[:, 1], 360 - apart[:, 1]) * np.cos(np.radians(point.lat))
        squares = (apart**2).sum(axis=1)
        nearest = int(squares.argmin())
        if squares[nearest] > FARTHEST_DEG**2:
            raise ToolFailed("I have no climate figures for that place.")
        return Climate(
            tuple(float(value) for value in celsius[nearest]),
            tuple(float(value) for value in millimetres[nearest]),
            SOURCE,
        )

    def _loaded(self) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        if self._table is None:
            try:
                with np.load(self._path, allow_pickle=False) as stored:
                    lat = 90.0 - stored["rows"].astype(np.float32) / CELLS_PER_DEGREE
                    lon = (stored["columns"].astype(np.float32) / CELLS_PER_DEGREE + 180.0) % 360.0 - 180.0
                    celsius = stored["half_degrees"].astype(np.float32) / 2
                    millimetres = stored["millimetres"].astype(np.float32)
            except (OSError, ValueError, KeyError) as error:
                raise DataMissing(
                    "climate", "My table of climates cannot be read.", "Install Wanderlust again."
                ) from error
            self._table = (np.stack([lat, lon], axis=1), celsius, millimetres)
        return self._table
