"""The shared libraries and programs that come from the operating system, and the packages that bring them."""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

# Shared library -> package of Debian and its children; what Qt's platform plugins and PortAudio load.
LIBRARIES = {
    "libportaudio.so.2": "libportaudio2",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

# Program -> package: only the tests need them, for a screen and sound devices that do not exist.
PROGRAMS = {
    "Xvfb": "xvfb",
    "pactl": "pulseaudio-utils",
    "pulseaudio": "pulseaudio",
}

# ALSA's bridge to PulseAudio, without which PortAudio does not see the virtual devices.
ALSA_BRIDGE = "libasound_module_pcm_pulse.so"
ALSA_BRIDGE_PACKAGE = "libasound2-plugins"

# The same by the names of other families, whole and coarse: installing what is there already does no harm.
OTHER_FAMILIES = {
    "dnf": "sudo dnf install portaudio mesa-libEGL mesa-libGL libX11-xcb dbus-libs libdrm fontconfig freetype glib2 "
    "libwayland-client libwayland-cursor libwayland-egl xcb-util-cursor xcb-util-wm xcb-util-image "
    "xcb-util-keysyms xcb-util-renderutil libxkbcommon libxkbcommon-x11",
    "pacman": "sudo pacman -S --needed portaudio libglvnd libx11 dbus libdrm fontconfig freetype2 glib2 wayland "
    "xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil libxkbcommon-x11",
    "zypper": "sudo zypper install libportaudio2 Mesa-libEGL1 Mesa-libGL1 libX11-xcb1 libdbus-1-3 libdrm2 "
    "fontconfig libfreetype6 libglib-2_0-0 libwayland-client0 libwayland-cursor0 libwayland-egl1 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxkbcommon-x11-0",
}


@dataclass(frozen=True)
class Missing:
    """What was not found: ``needed`` by the app, ``for_tests`` by the tests alone; names -> Debian packages."""

    needed: dict[str, str]
    for_tests: dict[str, str]

    @property
    def packages(self) -> list[str]:
        return sorted({*self.needed.values(), *self.for_tests.values()})


def find_missing() -> Missing:
    """Look for everything; on other systems than Linux the wheels carry all of it."""
    if platform.system() != "Linux":
        return Missing({}, {})
    needed = {name: package for name, package in LIBRARIES.items() if not loads(name)}
    for_tests = {name: package for name, package in PROGRAMS.items() if shutil.which(name) is None}
    if not any(Path("/usr").glob(f"lib*/**/alsa-lib/{ALSA_BRIDGE}")):
        for_tests[ALSA_BRIDGE] = ALSA_BRIDGE_PACKAGE
    return Missing(needed, for_tests)


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def may_install() -> bool:
    """Whether packages can be installed here without asking anyone."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def command_to_run(packages: list[str]) -> str:
    """The one line that installs them, or their names where no known installer is found."""
    if shutil.which("apt-get"):
        return f"sudo apt-get install {' '.join(packages)}"
    for installer, command in OTHER_FAMILIES.items():
        if shutil.which(installer):
            return command
    return f"(install by the system's own means) {' '.join(packages)}"
