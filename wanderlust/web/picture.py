"""Reads a picture's size out of its first bytes, and finds out whether all of it came: no picture is decoded here."""

from __future__ import annotations

import struct
import zlib

from wanderlust.web.body import NotReadable

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})  # marks of JPEG that stand alone
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def read_picture(body: bytes, content_type: str) -> bytes:
    """The body, when it is a whole PNG, JPEG or WebP; raises NotReadable."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or "html" in content_type.lower():
        raise NotReadable("a page instead of a picture", page=True)
    picture_size(body)
    return body


def picture_size(body: bytes) -> tuple[int, int]:
    """Width and height in pixels; raises NotReadable for what is no picture, or not all of one."""
    try:
        if body.startswith(_PNG):
            return _png(body)
        if body.startswith(_JPEG):
            return _jpeg(body)
        if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
            return _webp(body)
    except (struct.error, IndexError) as error:
        raise NotReadable("a picture that ends in the middle") from error
    raise NotReadable("no picture of a kind I know")


def _png(body: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", body, 16)
    at = len(_PNG)
    while True:
        (length,) = struct.unpack_from(">I", body, at)
        kind = body[at + 4 : at + 8]
        (checked,) = struct.unpack_from(">I", body, at + 8 + length)
        if zlib.crc32(body[at + 4 : at + 8 + length]) != checked:
            raise NotReadable("a damaged picture")
        if kind == b"IEND":
            return width, height
        at += 12 + length


def _jpeg(body: bytes) -> tuple[int, int]:
    if body[-2:] != b"\xff\xd9":
        raise NotReadable("a picture that ends in the middle")
    at = 2
    while True:
        mark = body[at + 1]
        if body[at] != 0xFF:
            raise NotReadable("a damaged picture")
        if mark in _FRAMES:
            height, width = struct.unpack_from(">HH", body, at + 5)
            return width, height
        at += 2 if mark in _NO_LENGTH else 2 + int(struct.unpack_from(">H", body, at + 2)[0])


def _webp(body: bytes) -> tuple[int, int]:
    if len(body) < int(struct.unpack_from("<I", body, 4)[0]) + 8:
        raise NotReadable("a picture that ends in the middle")
    match body[12:16]:
        case b"VP8X":
            wide, high = body[24:27], body[27:30]
            return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", body, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case _:
            width, height = struct.unpack_from("<HH", body, 26)
            return width & 0x3FFF, height & 0x3FFF
