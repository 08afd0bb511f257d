"""Takes out of a built bundle what nothing in it uses: libraries of plugins left out, and unread columns of a table."""

from __future__ import annotations

import importlib.util
import marshal
import re
import subprocess
import sys
from pathlib import Path

# Loaded by name at run time: nothing says in its head that it needs them.
LOADED_BY_NAME = ("libportaudio", "libpython")
# One entry of Janome's table: part of speech, inflection (2), base form, reading, pronunciation, each a string with
# escapes for every character, beside its number.
ENTRY = re.compile(rb"(\d+):\(u'([^']*)',u'([^']*)',u'([^']*)',u'([^']*)',u'([^']*)',u'([^']*)'\)")
SUFFIX = "接尾".encode("unicode_escape")


def needed_by(file: Path) -> set[str]:
    """Names of the libraries a binary asks for."""
    said = subprocess.run(["readelf", "-d", file], capture_output=True, text=True, check=False).stdout
    return set(re.findall(r"\(NEEDED\).*\[([^\]]+)\]", said))


def is_binary(path: Path) -> bool:
    if not path.is_file() or path.is_symlink():
        return False
    with path.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def prune_libraries(bundle: Path) -> list[str]:
    """Remove libraries at the top of ``_internal`` that nothing asks for any more; their names.

    PyInstaller collects what a plugin needs before we leave the plugin out: GTK for Qt's theme of it, 30 MB.
    """
    inside = bundle / "_internal"
    asks = {path: needed_by(path) for path in bundle.rglob("*") if is_binary(path)}
    gone: list[str] = []
    while True:
        wanted = set().union(*asks.values())
        idle = [
            path
            for path in inside.glob("lib*.so*")
            if path.name not in wanted and not path.name.startswith(LOADED_BY_NAME) and ".abi3." not in path.name
        ]
        if not idle:
            return sorted(gone)
        for path in idle:
            path.unlink()
            asks.pop(path, None)
            gone.append(path.name)


def trim_readings(folder: Path) -> None:
    """Keep of Janome's ten tables of details what is read of them: part of speech and pronunciation.

    Their indexes count bytes from the beginning, so they are written anew, as compiled modules.
    """
    for number in range(10):
        table = folder / f"entries_extra{number}.py"
        content = table.read_bytes()
        entries = ENTRY.findall(content)
        positions: list[int] = []
        pieces = [b"DATA={"]
        at = len(pieces[0])
        for place, (name, speech, _kind, _form, _base, _reading, sound) in enumerate(entries):
            piece = b"%s%s:" % (b"," if place else b"", name)
            # The index points behind the bracket.
            positions.append(at + len(piece) + 1)
            piece += b"(u'%s',u'',u'',u'',u'',u'%s')" % (_kind_of_word(speech), sound)
            pieces.append(piece)
            at += len(piece)
        first = int(entries[0][0])
        if [int(entry[0]) for entry in entries] != list(range(first, first + len(entries))):
            sys.exit(f"{table.name} is another table than the one I know.")
        table.write_bytes(b"".join([*pieces, b"}\n"]))
        code = compile(f"DATA={{'offset': {first}, 'positions': {positions}}}", "<readings>", "exec")
        head = importlib.util.MAGIC_NUMBER + b"\0" * 12
        (folder / f"entries_extra{number}_idx.pyc").write_bytes(head + marshal.dumps(code))


def _kind_of_word(speech: bytes) -> bytes:
    """Of a part of speech its first word, and whether it is a suffix: engine/phonemes/japanese.py reads no more."""
    return speech.partition(b",")[0] + (b"," + SUFFIX if SUFFIX in speech else b"")


def remove_empty_links(bundle: Path) -> None:
    """Links to what was left out, and folders with nothing in them."""
    for path in bundle.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()


if __name__ == "__main__":
    bundle = Path(sys.argv[1])
    remove_empty_links(bundle)
    if sys.platform == "linux":
        sys.stdout.write(f"not needed: {', '.join(prune_libraries(bundle))}\n")
    remove_empty_links(bundle)
    trim_readings(bundle / "_internal" / "janome" / "sysdic")
