"""A photograph made fit to be sent: upright, of a stated size, and with nothing in it but what is seen."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from wanderlust.domain.errors import BadInput

LONGEST_SIDE = 1280
"""Pixels: a menu photographed whole is still read at this size, and costs a twentieth of a phone's 48 megapixels."""
QUALITY = 82
MOST_BYTES = 60_000_000
MOST_PIXELS = 120_000_000


def fit_to_send(data: bytes) -> bytes:
    """JPEG bytes of a picture in any common format; raises BadInput for what is none, or is too large.

    Only pixels go on: place, time, camera, thumbnails and colour profiles of the file stay behind.
    """
    if len(data) > MOST_BYTES:
        raise BadInput("That picture is larger than 60 MB.", "Send a smaller one.")
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise BadInput("That picture has more than 120 megapixels.", "Send a smaller one.")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened)
            seen = _on_white(upright)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadInput("I cannot read that picture.", "Send a JPEG or PNG.") from error
    seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    # A new picture of the same pixels: whatever else the file carried has no way in.
    clean = Image.frombytes("RGB", seen.size, seen.tobytes())
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layers = picture.convert("RGBA")
        ground = Image.new("RGBA", layers.size, "white")
        return Image.alpha_composite(ground, layers).convert("RGB")
    return picture.convert("RGB")
