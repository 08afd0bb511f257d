"""Sentences taken out of a text while it still comes in."""

from __future__ import annotations

from wanderlust.engine.sentences import split_sentences

# After so many characters without a sentence's end something is said all the same: 25 s of speech.
LONGEST = 400
# What ends a sentence whatever follows; after a full stop the next word decides.
_SURE_ENDS = ("\n", "。", "！", "？")


class SentenceStream:
    """Feed it pieces of text as they come; it gives back each sentence once, when it is whole."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, text: str) -> list[str]:
        """The sentences that are whole now."""
        self._held += text
        whole = split_sentences(self._held)
        if self._held.endswith(_SURE_ENDS):
            self._held = ""
        elif whole:
            space = self._held[len(self._held.rstrip()) :]
            self._held = whole.pop() + space
        while len(self._held) > LONGEST:
            cut = self._held.rfind(" ", 0, LONGEST)
            cut = cut if cut > 0 else LONGEST
            whole.append(self._held[:cut].strip())
            self._held = self._held[cut:].lstrip()
        return whole

    def finish(self) -> list[str]:
        """What is left when no more comes."""
        rest, self._held = self._held, ""
        return split_sentences(rest)
