"""Which packs this build can use: a frozen one has no package manager for what runs the language model."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from wanderlust.engine.pack_manifest import PackManifest

# The pack, and the module that runs it.
NEEDS_MODULE = {"language-model": "xllamacpp"}


def runnable(manifest: PackManifest, frozen: bool = getattr(sys, "frozen", False)) -> PackManifest:
    """The manifest without packs that could be downloaded here but never used."""
    if not frozen:
        return manifest
    idle = {name for name, module in NEEDS_MODULE.items() if find_spec(module) is None}
    return PackManifest({name: pack for name, pack in manifest.packs.items() if name not in idle})
