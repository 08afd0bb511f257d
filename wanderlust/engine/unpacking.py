"""Files packed with Zstandard, unpacked piece by piece and never to more than they should become."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor, ZstdError
else:
    from backports.zstd import ZstdDecompressor, ZstdError

_CHUNK = 1 << 18


class UnpackingFailed(Exception):
    """A file is not what it should be; the text completes "...: " in a sentence."""


def unpack(packed: Path, target: Path, size: int) -> None:
    """Unpack a file that becomes ``size`` bytes.

    Raises:
        UnpackingFailed: It is damaged, or becomes more or less than that. ``target`` is then not there.
        OSError: A file cannot be read or written.
    """
    decompressor = ZstdDecompressor()
    written = 0
    try:
        with packed.open("rb") as source, target.open("wb") as out:
            while not decompressor.eof:
                fed = source.read(_CHUNK) if decompressor.needs_input else b""
                if decompressor.needs_input and not fed:
                    raise UnpackingFailed(f"{packed.name} ends in the middle")
                piece = decompressor.decompress(fed, _CHUNK)
                written += len(piece)
                if written > size:
                    raise UnpackingFailed(f"{packed.name} unpacks to more than the {size:,} bytes there are")
                out.write(piece)
        if written != size:
            raise UnpackingFailed(f"{packed.name} unpacks to {written:,} bytes and not {size:,}")
    except (ZstdError, UnpackingFailed) as error:
        target.unlink(missing_ok=True)
        if isinstance(error, ZstdError):
            raise UnpackingFailed(f"{packed.name} is damaged") from error
        raise
