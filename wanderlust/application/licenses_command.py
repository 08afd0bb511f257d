"""``wanderlust licenses``: what the program is made of, and the texts of its licences."""

from __future__ import annotations

from typing import TextIO

from wanderlust.application.component_list import as_json, components, texts
from wanderlust.domain.components import Component
from wanderlust.domain.errors import BadInput
from wanderlust.settings.paths import Paths


def licenses_command(paths: Paths, name: str | None, as_lines: bool, out: TextIO) -> int:
    """Write every component, one a line, or all there is about one of them.

    Raises:
        BadInput: Nothing is called so.
        DataMissing: The list cannot be read.
    """
    listed = components(paths)
    if name is None:
        out.write(as_json(listed) if as_lines else "".join(f"{_line(component)}\n" for component in listed))
        return 0
    chosen = [component for component in listed if component.name.lower() == name.lower()]
    if not chosen:
        raise BadInput(f"Nothing in me is called {name}.", "See all names with: wanderlust licenses")
    for component in chosen:
        out.write(f"{_line(component)}\n")
        if component.notice:
            out.write(f"{component.notice}\n")
        for text in texts(paths, component.name):
            out.write(f"\n{text.rstrip()}\n")
    return 0


def _line(component: Component) -> str:
    name = f"{component.name} {component.version}".strip()
    return f"{name}  |  {component.licence or 'licence unknown'}  |  {component.source}".rstrip(" |")
