"""Where a pinned wheel or npm package lies and what it must be, asked of the public indexes by a build without pip."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

from wanderlust.engine.downloading import DownloadFailed, check_address

WHEELS = "https://pypi.org/simple"
NPM = "https://registry.npmjs.org"
LARGEST_ANSWER = 20_000_000
"""Bytes of what an index says about one package; those of our packs have under 100 kB."""
LARGEST_PACKAGE = 2_000_000_000
"""Bytes of a package: the indexes do not say how large it is."""

_CHUNK = 1 << 20
# Names are put into addresses: nothing else than what a package may be called.
_NAME = re.compile(r"(?:@[a-z0-9._-]+/)?[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_LINK = re.compile(r"""<a\b[^>]*?\bhref=["']([^"']+)["']""", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+!-]*")


class NotListed(Exception):
    """An index does not have what is asked, or says something else; the text completes "...: " in a sentence."""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file of an index.

    Attributes:
        address: Where it is.
        name: What to call it.
        algorithm: Of the digest, as hashlib names it.
        digest: Its digest in hex.
    """

    address: str
    name: str
    algorithm: str
    digest: str

    def passes(self, path: Path) -> bool:
        """Whether a file holds what the index promised."""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, self.algorithm).hexdigest() == self.digest


def wheel_page(requirement: str, index: str = WHEELS) -> str:
    """The address of what an index says about the package of ``package==version``.

    Raises:
        NotListed: That is no name and version.
    """
    name, _, version = requirement.partition("==")
    _checked(version, _VERSION, requirement)
    # The index knows a package by one spelling: https://peps.python.org/pep-0503/
    return f"{index}/{re.sub(r'[-_.]+', '-', _checked(name, _NAME, requirement)).lower()}/"


def npm_page(package: str, registry: str = NPM) -> str:
    """The address of what a registry says about ``name@version``; raises as ``wheel_page``."""
    name, _, version = package.rpartition("@")
    return f"{registry}/{_checked(name, _NAME, package)}/{_checked(version, _VERSION, package)}"


def listed_wheel(answer: bytes, requirement: str, page: str) -> ListedFile:
    """The wheel for every computer out of the page at ``wheel_page``.

    Raises:
        NotListed: There is none, or the answer is not what an index says.
    """
    name, _, version = requirement.partition("==")
    wanted = f"{re.sub(r'[-_.]+', '_', name)}-{version}-".lower()
    for link in _LINK.findall(answer.decode("utf-8", errors="replace")):
        address, _, checksum = urllib.parse.urljoin(page, html.unescape(link)).partition("#")
        file = urllib.parse.unquote(urllib.parse.urlsplit(address).path.rpartition("/")[2])
        if file.lower().startswith(wanted) and file.endswith("-none-any.whl"):
            algorithm, _, digest = checksum.partition("=")
            if algorithm != "sha256" or not _SHA256.fullmatch(digest):
                raise NotListed(f"the index gives no checksum of {requirement} that I know")
            return ListedFile(_address(address), f"{wanted}none-any.whl", algorithm, digest)
    raise NotListed(f"the index lists no wheel of {requirement}")


def listed_tarball(answer: bytes, package: str, page: str) -> ListedFile:
    """The tarball out of the answer at ``npm_page``; raises as ``listed_wheel``."""
    try:
        dist = json.loads(answer)["dist"]
        algorithm, _, packed = str(dist["integrity"]).partition("-")
        if algorithm != "sha512":
            raise NotListed(f"the registry gives no checksum of {package} that I know")
        digest = base64.b64decode(packed, validate=True).hex()
        return ListedFile(_address(urllib.parse.urljoin(page, str(dist["tarball"]))), "package.tgz", algorithm, digest)
    except (ValueError, KeyError, TypeError) as error:
        raise NotListed(f"the registry does not say where {package} is") from error


def _checked(part: str, pattern: re.Pattern[str], whole: str) -> str:
    if not pattern.fullmatch(part):
        raise NotListed(f"{whole} is no name and version")
    return part


def _address(address: str) -> str:
    try:
        check_address(address)
    except DownloadFailed as error:
        raise NotListed(str(error)) from error
    return address
