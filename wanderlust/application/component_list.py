"""Lists what the program is made of: packages by their own metadata, the rest by a table; frozen, as it was built."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from wanderlust import __version__
from wanderlust.domain.components import Component
from wanderlust.domain.errors import DataMissing
from wanderlust.settings.paths import PROJECT, Paths

TABLE = "components.toml"
LISTED = "components.json"
EXTRAS = ("engine", "twilio")
"""What a bundle holds beside the plain dependencies."""

# What packages say about themselves in their own words -> SPDX.
_SAID = {
    "3-clause bsd license": "BSD-3-Clause",
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache-2.0": "Apache-2.0",
    "bsd license": "BSD-3-Clause",
    "bsd": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit": "MIT",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "mpl-2.0": "MPL-2.0",
    "psf-2.0": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
}
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A component with the texts that go with it."""

    component: Component
    texts: tuple[Path, ...] = ()


def components(paths: Paths) -> list[Component]:
    """Everything the program is made of, by kind and name.

    Raises:
        DataMissing: The list that came with the program cannot be read.
    """
    if paths.bundled is None:
        return [part.component for part in parts(paths.resources)]
    listed = paths.bundled.parent / "licences" / LISTED
    try:
        return [Component(**entry) for entry in json.loads(listed.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise DataMissing("licences", f"The list of licences cannot be read: {listed}.", "Install me again.") from error


def texts(paths: Paths, name: str) -> list[str]:
    """The licence texts of a component, as its makers wrote them; none where the name of the licence is all."""
    if paths.bundled is None:
        files = [text for part in parts(paths.resources) if part.component.name == name for text in part.texts]
    else:
        files = sorted((paths.bundled.parent / "licences" / folder_name(name)).glob("*"))
    return [file.read_text(encoding="utf-8", errors="replace") for file in files]


def parts(resources: Path) -> list[Part]:
    """Everything, with its texts, out of the packages installed here and the table in ``resources``.

    Raises:
        DataMissing: The table cannot be read.
    """
    folder = resources / "licences"
    try:
        table = tomllib.loads((folder / TABLE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataMissing("licences", f"The table of licences cannot be read: {folder / TABLE}.", "") from error
    found = [Part(Component("Wanderlust", __version__, "MIT", "", "program"), (PROJECT / "LICENSE",))]
    python = ".".join(map(str, sys.version_info[:3]))
    found.append(Part(Component("Python", python, "PSF-2.0", "https://www.python.org", "library")))
    found += [_package(each, table["package"], folder) for each in packages(requirements())]
    for entry in table["component"]:
        held = {key: value for key, value in entry.items() if key != "texts"}
        found.append(Part(Component(**{"version": "", **held}), _named(entry, resources)))
    for entry in table["library"]:
        held = {key: value for key, value in entry.items() if key != "files"}
        found.append(Part(Component(**{"version": "", "kind": "library", **held})))
    order = ("program", "package", "library", "weights", "data", "drawing")
    return sorted(found, key=lambda part: (order.index(part.component.kind), part.component.name.lower()))


def requirements() -> list[str]:
    """What the program and its engine need at run time, as the project says it, or the installed package does."""
    file = PROJECT / "pyproject.toml"
    if file.is_file():
        project = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
        extras = project["optional-dependencies"]
        return [*project["dependencies"], *(line for extra in EXTRAS for line in extras[extra])]
    lines = metadata.requires("wanderlust") or []
    wanted = [line for line in lines if "extra ==" not in line or any(f'"{extra}"' in line for extra in EXTRAS)]
    return [re.sub(r";?\s*(and )?extra == .*$", "", line) for line in wanted]


def packages(wanted: Iterable[str]) -> list[metadata.Distribution]:
    """The installed packages that these requirements bring, those that they need in turn among them."""
    from packaging.requirements import Requirement

    found: dict[str, metadata.Distribution] = {}
    seen: set[tuple[str, str]] = set()

    def visit(line: str, extra: str) -> None:
        requirement = Requirement(line)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            return
        for inner in ("", *sorted(requirement.extras)):
            key = (re.sub(r"[-_.]+", "-", requirement.name).lower(), inner)
            if key in seen:
                continue
            seen.add(key)
            try:
                distribution = metadata.distribution(requirement.name)
            except metadata.PackageNotFoundError:
                continue  # an extra that was not chosen at set-up is not in the bundle either
            found[key[0]] = distribution
            for needed in distribution.requires or ():
                visit(needed, inner)

    for line in wanted:
        visit(line, "")
    return [found[name] for name in sorted(found)]


def licence_of(distribution: metadata.Distribution) -> str:
    """The SPDX expression a package gives, as far as it can be understood; else empty."""
    if expression := _field(distribution, "License-Expression"):
        return expression
    classes = distribution.metadata.get_all("Classifier") or ()
    names = [line.rpartition(" :: ")[2] for line in classes if line.startswith("License ::")]
    written = _field(distribution, "License").strip()
    if re.fullmatch(r"[A-Za-z0-9.+() -]+", written) and re.search(r" (AND|OR) ", written):
        return written
    for words in (written, *names):
        if spdx := _SAID.get(words.lower()):
            return spdx
    return ""


def as_json(listed: Iterable[Component]) -> str:
    """The list as a frozen build keeps it."""
    return json.dumps([asdict(component) for component in listed], ensure_ascii=False, indent=1) + "\n"


def folder_name(component: str) -> str:
    """Under which name a component's texts lie in a bundle."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", component)


def _package(distribution: metadata.Distribution, known: Mapping[str, Any], folder: Path) -> Part:
    name = str(distribution.metadata["Name"])
    entry = known.get(re.sub(r"[-_.]+", "-", name).lower(), {})
    licence = str(entry.get("licence") or licence_of(distribution))
    own = [Path(str(file.locate())) for file in distribution.files or () if _TEXT.search(file.name)]
    texts = tuple(file for file in own if file.is_file() and file.suffix not in (".py", ".pyc", ".pyi"))
    named = tuple(folder / str(text) for text in entry.get("texts", ()))
    notice = str(entry.get("notice", ""))
    return Part(
        Component(
            name, distribution.version, licence, str(entry.get("source") or _home(distribution)), "package", notice
        ),
        (*texts, *named),
    )


def _field(distribution: metadata.Distribution, name: str) -> str:
    return str((distribution.metadata.get_all(name) or [""])[0])


def _home(distribution: metadata.Distribution) -> str:
    if home := _field(distribution, "Home-page"):
        return home
    links = [line.partition(", ")[::2] for line in distribution.metadata.get_all("Project-URL") or ()]
    wanted = ("homepage", "home", "source", "source code", "repository", "documentation")
    named = sorted((wanted.index(label.lower()), address) for label, address in links if label.lower() in wanted)
    return named[0][1] if named else f"https://pypi.org/project/{distribution.metadata['Name']}/"


def _named(entry: Mapping[str, Any], resources: Path) -> tuple[Path, ...]:
    return tuple(resources / str(text) for text in entry.get("texts", ()))
