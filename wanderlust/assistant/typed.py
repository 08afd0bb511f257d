"""What the traveller types or shows: held to its limits, and as an item on the wire."""

from __future__ import annotations

import base64

from wanderlust.domain.errors import BadInput
from wanderlust.wire.items import ContentPart, Item

LONGEST_TEXT = 4000
PICTURE = "a picture, location removed"
"""How a picture stands in the transcript and on disk: the picture itself is kept nowhere."""


def check_eyes(backend: str) -> None:
    """Raises BadInput with the sentence to show where nobody can look at a picture."""
    if backend == "engine":
        raise BadInput("I cannot look at pictures on this computer.", "Tell me what is on it, or ask OpenAI.")


def checked_words(text: str, picture: bytes, backend: str) -> str:
    """The words without space around them; raises BadInput with the sentence to show."""
    text = text.strip()
    if picture:
        check_eyes(backend)
    if not text and not picture:
        raise BadInput("There is nothing to ask.", "Type a question.")
    if len(text) > LONGEST_TEXT:
        raise BadInput(f"That is longer than {LONGEST_TEXT:,} characters.", "Ask in fewer words.")
    return text or ("What is this?" if picture else "")


def typed_item(item_id: str, text: str, picture: bytes) -> Item:
    """A user message of words, and of a JPEG picture where there is one."""
    words = ContentPart("input_text", text=text)
    if not picture:
        return Item("message", item_id, role="user", content=(words,))
    url = f"data:image/jpeg;base64,{base64.b64encode(picture).decode('ascii')}"
    return Item("message", item_id, role="user", content=(ContentPart("input_image", image_url=url), words))
