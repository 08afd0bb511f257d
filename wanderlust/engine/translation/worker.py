"""Inside the translator's process: reads sentences from standard input, writes their translations to standard output.

fxtranslate's ``Translator`` may be used only on the thread that made it (elsewhere it panics) and holds the
interpreter while it computes, 8-25 ms a sentence: hence a process whose one thread does nothing else.
"""

from __future__ import annotations

import ctypes
import json
import logging
import sys
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Protocol

log = logging.getLogger(__name__)

Direction = tuple[str, str]
"""ISO 639-1 codes: from, to."""

# Two people through English use four models by turns; each holds 40 MB and loads in 0.1 s.
MOST_LOADED = 4


class TranslatesSentence(Protocol):
    """A model of one direction."""

    def translate(self, text: str) -> str: ...


def load_direction(folder: Path, direction: Direction) -> TranslatesSentence:
    """The model of a direction from an installed pack; its own splitting of texts is not used.

    Raises:
        OSError: A file is not there.
        ValueError: A file is no model.
    """
    from fxtranslate import Translator

    name = "".join(direction)

    def vocabulary(side: str) -> bytes:
        # Languages in different scripts have a vocabulary each.
        shared = folder / f"vocab.{name}.spm"
        return (shared if shared.exists() else folder / f"{side}vocab.{name}.spm").read_bytes()

    model = (folder / f"model.{name}.intgemm.alphas.bin").read_bytes()
    # It names the words that are likely beside those of a sentence: half the work, the same words.
    likely = folder / f"lex.50.50.{name}.s2t.bin"
    shortlist = likely.read_bytes() if likely.exists() else None
    translator: TranslatesSentence = Translator(model, vocabulary("src"), vocabulary("trg"), shortlist)
    return translator


def give_back_memory() -> None:
    """Return to the system what loading used and no longer needs: 23 of 94 MB with two models, 63 when two went.

    Where the C library has no such call it does so by itself, or not at all.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def serve_translation(
    lines: BinaryIO,
    out: BinaryIO,
    load: Callable[[Path, Direction], TranslatesSentence] = load_direction,
    most_loaded: int = MOST_LOADED,
) -> None:
    """Answer until the input ends; what cannot be translated is answered with ``{"error": sentence}``.

    Each direction loads with its first sentence (0.1 s, 40 MB), and goes when ``most_loaded`` others were used since.

    Whoever asks says where the model's files are: to find that out here as well would take the code that knows of
    packs and downloads, and 20 MB beside the 65 of two models.

    Args:
        lines: Requests, ``{"from", "to", "folder", "text"}`` each.
        out: Gets an answer for each.
        load: Makes a model of files.
        most_loaded: Models kept at a time.
    """
    loaded: OrderedDict[Direction, TranslatesSentence] = OrderedDict()
    for line in lines:
        question = json.loads(line)
        direction = (str(question["from"]), str(question["to"]))
        answer: dict[str, str]
        try:
            if direction not in loaded:
                while len(loaded) >= most_loaded:
                    loaded.popitem(last=False)  # before the next one comes, not beside it
                loaded[direction] = load(Path(question["folder"]), direction)
                give_back_memory()
            loaded.move_to_end(direction)
            answer = {"text": loaded[direction].translate(question["text"])}
        except (KeyboardInterrupt, SystemExit):
            raise
        except (
            BaseException
        ) as error:  # a panic of the library is no Exception, and its translator is not to be trusted
            log.error("translating from %s to %s failed: %r", *direction, error)
            loaded.pop(direction, None)
            answer = {"error": "The translator on this computer could not do that sentence."}
        out.write(json.dumps(answer).encode() + b"\n")
        out.flush()
