"""Reads the body of an answer as JSON, and says plainly when it is none: a page, a torn text, the wrong letters."""

from __future__ import annotations

import json
import zlib
from typing import Any

LARGEST = 4_000_000  # bytes, unpacked; forty points of interest with all their tags have 40,000


class NotReadable(Exception):
    """The body is no JSON we can use.

    Attributes:
        page: It is a page for people: an error of the service, or a network that wants to be signed in to.
        detail: What is wrong with it.
    """

    def __init__(self, detail: str, page: bool = False, large: bool = False) -> None:
        super().__init__(detail)
        self.detail, self.page, self.large = detail, page, large


def unpacked(body: bytes, encoding: str) -> bytes:
    """The body without its compression, which is never unpacked further than the largest answer."""
    match encoding.strip().lower():
        case "" | "identity":
            return body
        case "gzip" | "x-gzip" | "deflate":
            opener = zlib.decompressobj(zlib.MAX_WBITS | 32)
            try:
                plain = opener.decompress(body, LARGEST + 1)
            except zlib.error as error:
                raise NotReadable(f"damaged compression: {error}") from error
            if len(plain) > LARGEST:
                raise NotReadable("longer than 4 MB unpacked", large=True)
            if not opener.eof:
                raise NotReadable("the compressed answer ends in the middle")
            return plain
        case other:
            raise NotReadable(f"compressed as {other[:20]}")


def read_json(body: bytes, content_type: str) -> Any:
    """The value in the body; raises NotReadable."""
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<" or (start not in (b"{", b"[") and "html" in content_type.lower()):
        raise NotReadable("a page instead of data", page=True)
    if not start:
        raise NotReadable("an empty answer")
    try:
        return json.loads(_text(body, content_type), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotReadable(str(error)[:120]) from error


def _text(body: bytes, content_type: str) -> str:
    """The letters: JSON is UTF-8 whatever the header says, unless it cannot be."""
    try:
        return body.decode(json.detect_encoding(body), errors="strict")
    except UnicodeDecodeError:
        charset = content_type.lower().partition("charset=")[2].strip(" \"';")
        if charset not in ("iso-8859-1", "latin-1", "latin1", "windows-1252", "shift_jis", "euc-jp", "gb18030"):
            raise
        return body.decode(charset)


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no number")
