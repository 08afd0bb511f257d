"""A screen reader's eyes: walks the app's tree through AT-SPI and writes what it finds as JSON; run by system Python.

Usage: ``python3 atspi_reader.py SECONDS``: waits that long at most for the app "Wanderlust" to appear.
"""

import json
import sys
import time

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found] # noqa: E402

WORKED = ("push button", "button", "check box", "entry", "text", "combo box", "slider", "list", "list item", "link")


def found(seconds: float) -> "Atspi.Accessible | None":
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(index)
            if app is not None and app.get_name() == "Wanderlust" and app.get_child_count() > 0:
                return app
        time.sleep(0.1)
    return None


def label_of(node: "Atspi.Accessible") -> str:
    """The words of the label that belongs to it, which a reader says first."""
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY and relation.get_n_targets():
            return str(relation.get_target(0).get_name())
    return ""


def walk(node: "Atspi.Accessible", out: list[dict[str, object]]) -> None:
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is None:
            continue
        states = child.get_state_set()
        if not states.contains(Atspi.StateType.SHOWING):
            continue
        role = child.get_role_name()
        out.append({"role": role, "name": label_of(child) or child.get_name(), "worked": role in WORKED})
        walk(child, out)


def main() -> int:
    app = found(float(sys.argv[1]))
    if app is None:
        return 1
    out: list[dict[str, object]] = []
    walk(app, out)
    json.dump(out, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
