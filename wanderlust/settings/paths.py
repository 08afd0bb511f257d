"""Where Wanderlust keeps and finds its files, from source and frozen."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "wanderlust"
DATA_DIR_VARIABLE = "WANDERLUST_DATA_DIR"
PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Paths:
    """Every folder the app uses; none of them is made before something is written there.

    Attributes:
        data: The traveller's own: places, packs, conversations.
        bundled: The same tree, read-only, inside a frozen bundle; None from source.
        resources: What is part of the program: basemap, icons, fonts, manifests.
        config: Preferences.
        cache: What can be made again.
        log: Log files.
    """

    data: Path
    bundled: Path | None
    resources: Path
    config: Path
    cache: Path
    log: Path

    @property
    def conversations(self) -> Path:
        return self.data / "conversations.sqlite"

    @property
    def preferences(self) -> Path:
        return self.config / "preferences.json"

    @property
    def keys(self) -> Path:
        """Where a key is kept when no keyring runs and the traveller wants it kept."""
        return self.config / "keys.json"

    @property
    def prices(self) -> Path:
        """The traveller's own prices, which need not be there."""
        return self.config / "prices.toml"

    @property
    def services(self) -> Path:
        """The traveller's own choice of services on the internet, which need not be there."""
        return self.config / "services.toml"

    @property
    def areas(self) -> Path:
        """Streets and places of the areas taken along."""
        return self.data / "areas.sqlite"

    @property
    def answers(self) -> Path:
        """What those services said, so that it need not be asked again."""
        return self.cache / "answers.sqlite"

    @property
    def tiles(self) -> Path:
        """Pieces of the street map that were looked at."""
        return self.cache / "tiles.sqlite"

    @property
    def packs(self) -> Path:
        """Where packs are installed; bundled ones are in ``bundled_packs``."""
        return self.data / "packs"

    @property
    def language_list(self) -> Path:
        """The list of translation models as a mirror gave it, once somebody asked."""
        return self.data / "languages.list"

    @property
    def self_tests(self) -> Path:
        """Which installed translation models were seen to work."""
        return self.data / "translation-tests.json"

    @property
    def bundled_packs(self) -> tuple[Path, ...]:
        return () if self.bundled is None else (self.bundled / "packs",)

    def find(self, relative: str) -> Path | None:
        """A data file or folder: the traveller's own first, then the bundle's, or None."""
        roots = (self.data,) if self.bundled is None else (self.data, self.bundled)
        return next((root / relative for root in roots if (root / relative).exists()), None)


def discover_paths(environment: Mapping[str, str], bundle: Path | None = None) -> Paths:
    """The paths of this computer and user.

    Args:
        environment: Its ``WANDERLUST_DATA_DIR`` moves everything that is written below one folder.
        bundle: Root of the frozen bundle's files, see :func:`frozen_bundle`; None from source.
    """
    bundled = None if bundle is None else bundle / "data"
    resources = (PROJECT if bundle is None else bundle) / "resources"
    chosen = environment.get(DATA_DIR_VARIABLE)
    if chosen:
        data = Path(chosen).expanduser().absolute()
        return Paths(data, bundled, resources, data / "config", data / "cache", data / "log")
    return Paths(
        data=platformdirs.user_data_path(APP, appauthor=False),
        bundled=bundled,
        resources=resources,
        config=platformdirs.user_config_path(APP, appauthor=False),
        cache=platformdirs.user_cache_path(APP, appauthor=False),
        log=platformdirs.user_log_path(APP, appauthor=False),
    )


def frozen_bundle() -> Path | None:
    """Where PyInstaller put the bundle's files, or None when running from source."""
    folder = getattr(sys, "_MEIPASS", None)
    return Path(folder) if getattr(sys, "frozen", False) and folder else None
