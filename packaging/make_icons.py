"""Draws the program's icon in every size that desktops ask for: the mark on gold, out of the one drawing of it."""

from __future__ import annotations

import os
import re
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[1]
MARK = ROOT / "resources" / "icons" / "mark.svg"
GOLD, ON_GOLD = "#FFC021", "#1B1600"  # as in wanderlust/ui/theme.py
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 256)
# Apple's names of the sizes in an .icns: https://en.wikipedia.org/wiki/Apple_Icon_Image_format
ICNS_SIZES = {"icp4": 16, "icp5": 32, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024}


def icon_svg() -> str:
    """The mark on a gold square with round corners; its box leaves desktops their usual margin."""
    drawing = re.sub(r"^<svg[^>]*>|</svg>\s*$", "", MARK.read_text(encoding="utf-8").strip())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">\n'
        f'<rect x="2" y="2" width="60" height="60" rx="14" fill="{GOLD}"/>\n'
        f'<g transform="translate(6.5 6.6) scale(1.7)" fill="none" stroke="{ON_GOLD}" color="{ON_GOLD}" '
        f'stroke-linecap="round" stroke-linejoin="round">{drawing.replace("currentColor", ON_GOLD)}</g>\n</svg>\n'
    )


def png(size: int) -> bytes:
    """The icon as a PNG of ``size`` pixels each way."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(icon_svg().encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]
    return bytes(held.data().data())


def ico(images: dict[int, bytes]) -> bytes:
    """A Windows icon that holds PNGs, as Windows reads them since Vista."""
    head = struct.pack("<HHH", 0, 1, len(images))
    offset = len(head) + 16 * len(images)
    entries = b""
    for size, content in images.items():
        edge = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    return head + entries + b"".join(images.values())


def icns(images: dict[str, bytes]) -> bytes:
    """A macOS icon that holds PNGs under Apple's names of their sizes."""
    parts = b"".join(name.encode() + struct.pack(">I", 8 + len(content)) + content for name, content in images.items())
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def main(target: Path) -> None:
    """Write every icon below ``target``."""
    application = QGuiApplication.instance() or QGuiApplication([])
    target.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        folder = target / "hicolor" / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "wanderlust.png").write_bytes(png(size))
    scalable = target / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    (scalable / "wanderlust.svg").write_text(icon_svg(), encoding="utf-8")
    (target / "wanderlust.ico").write_bytes(ico({size: png(size) for size in ICO_SIZES}))
    (target / "wanderlust.icns").write_bytes(icns({name: png(size) for name, size in ICNS_SIZES.items()}))
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]))
