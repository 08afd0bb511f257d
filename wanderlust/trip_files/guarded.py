"""Reads what a stranger may have made: bounded in size, without XML entities, in a charset that is told."""

from __future__ import annotations

import codecs
import io
import json
import zipfile
import zlib
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from wanderlust.domain.errors import BadInput

MOST_BYTES = 20_000_000
MOST_UNPACKED = 20_000_000  # of one member of a ZIP archive
MOST_NODES = 200_000
MOST_WORDS = 4000  # letters of a note; what is longer is a novel


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark; raises BadInput for any other."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            "The letters of this file are not written in UTF-8.", "Save it as UTF-8, then try again."
        ) from error


def json_of(data: bytes) -> Any:
    """The value of a JSON file; raises BadInput."""
    try:
        return json.loads(text_of(data))
    except (ValueError, RecursionError) as error:
        raise BadInput("This file is not the JSON it should be, or only a part of it.") from error


def xml_of(data: bytes) -> Element:
    """The root of an XML file; raises BadInput for broken ones, for huge ones and for any with entities."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data)
    except DefusedXmlException as error:
        raise BadInput("This file defines entities, which can fill the memory, so I do not read it.") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise BadInput("This file is not the XML it should be, or only a part of it.") from error
    if sum(1 for _ in root.iter()) > MOST_NODES:
        raise BadInput("There is too much in this file for a trip.", "Export a part of it.")
    return root


def member_of(data: bytes, names: tuple[str, ...]) -> bytes | None:
    """The first of these members that a ZIP archive has; None where it has none. Raises BadInput."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            name = next((name for name in names if name in archive.namelist()), None)
            if name is None:
                return None
            with archive.open(name) as member:
                content = member.read(MOST_UNPACKED + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise BadInput("This file is not the archive it should be, or only a part of it.") from error
    if len(content) > MOST_UNPACKED:
        raise BadInput("What is packed in this file is larger than 20 MB.")
    return content


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element, name: str) -> Element | None:
    """The first child of this name, in any namespace."""
    return next((one for one in element if local_name(one) == name), None)


def child_text(element: Element, name: str) -> str:
    """The words of the first child of this name, or empty."""
    found = child(element, name)
    return (found.text or "").strip() if found is not None else ""
