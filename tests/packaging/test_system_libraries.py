"""Set-up finds what the system lacks and names the one command that mends it."""

from __future__ import annotations

import shutil
from types import ModuleType

import pytest


def only(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with one program."""
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == program else None)


def test_a_library_that_is_not_there_is_missing(system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "LIBRARIES", {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"})
    monkeypatch.setattr("platform.system", lambda: "Linux")
    assert system_libraries.find_missing().needed == {"libnowhere.so.9": "libnowhere9"}


def test_what_only_tests_need_is_told_apart(system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "LIBRARIES", {})
    monkeypatch.setattr("platform.system", lambda: "Linux")
    only("pactl", monkeypatch)
    missing = system_libraries.find_missing()
    assert missing.needed == {}
    assert {"xvfb", "pulseaudio"} <= set(missing.packages)
    assert "pulseaudio-utils" not in missing.packages


def test_other_systems_than_linux_need_nothing(system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    assert system_libraries.find_missing().packages == []


@pytest.mark.parametrize(
    ("installer", "beginning"),
    [
        ("apt-get", "sudo apt-get install libegl1 libportaudio2"),
        ("dnf", "sudo dnf install portaudio "),
        ("pacman", "sudo pacman -S --needed portaudio "),
        ("zypper", "sudo zypper install libportaudio2 "),
    ],
)
def test_each_family_gets_its_own_command(
    system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch, installer: str, beginning: str
) -> None:
    only(installer, monkeypatch)
    assert system_libraries.command_to_run(["libegl1", "libportaudio2"]).startswith(beginning)


def test_an_unknown_family_gets_the_names(system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    only("nothing", monkeypatch)
    assert system_libraries.command_to_run(["libegl1"]).endswith("libegl1")


def test_packages_are_installed_by_root_on_debian_only(
    system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    only("apt-get", monkeypatch)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert system_libraries.may_install()
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert not system_libraries.may_install()
    monkeypatch.setattr("os.geteuid", lambda: 0)
    only("dnf", monkeypatch)
    assert not system_libraries.may_install()
