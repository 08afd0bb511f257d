"""What the recipes of packages name exists, agrees and is well formed, for systems we cannot run too."""

from __future__ import annotations

import plistlib
import re
import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from tests.packaging.conftest import FOLDER, fresh
from wanderlust import __version__
from wanderlust.cli import build_parser
from wanderlust.settings.paths import PROJECT

MICROPHONE = "com.apple.security.device.audio-input"


@pytest.fixture
def manual(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return fresh("make_manual", monkeypatch)


@pytest.fixture
def icons(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return fresh("make_icons", monkeypatch)


@pytest.fixture
def templates(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return fresh("fill_templates", monkeypatch)


def test_one_version_is_said_everywhere() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    metainfo = ElementTree.parse(FOLDER / "linux" / "app.wanderlust.Wanderlust.metainfo.xml")
    releases = [release.get("version") for release in metainfo.iter("release")]
    assert project["version"] == __version__ == releases[0]


def test_the_manual_has_every_command_and_option(manual: ModuleType) -> None:
    parser = build_parser()
    page = manual.man_page(parser).replace("\\-", "-")
    every = list(manual.commands(parser))
    assert {"run", "ask", "engine", "pack", "doctor", "licenses"} <= {command.words[-1] for command in every}
    for command in every:
        assert f".SS wanderlust {' '.join(command.words)}" in page
        for action in command.arguments:
            for option in action.option_strings:
                assert option in page
    assert "engine-brain" not in page


def test_the_completion_knows_commands_and_choices(manual: ModuleType) -> None:
    script = manual.bash_completion(build_parser())
    typed = 'COMP_WORDS=(wanderlust {words} ""); COMP_CWORD={count}; _wanderlust; echo "${{COMPREPLY[*]}}"'
    for words, wanted in (("", "licenses"), ("engine pack", "install"), ("ask", "--json")):
        line = typed.format(words=words, count=len(words.split()) + 1)
        done = subprocess.run(["bash", "-c", f"{script}\n{line}"], capture_output=True, text=True, check=True)
        assert wanted in done.stdout.split()


def test_icons_hold_what_their_containers_promise(icons: ModuleType) -> None:
    images = {16: b"small", 256: b"much larger"}
    packed = icons.ico(images)
    assert packed[:6] == b"\0\0\1\0\2\0"
    assert packed.endswith(b"smallmuch larger") and packed[6:8] == b"\x10\x10" and packed[22:24] == b"\0\0"
    apple = icons.icns({"ic07": b"picture"})
    assert apple[:4] == b"icns" and int.from_bytes(apple[4:8]) == len(apple)
    assert "currentColor" not in icons.icon_svg()
    ElementTree.fromstring(icons.icon_svg())


def test_the_mac_asks_for_the_microphone_in_both_places(templates: ModuleType) -> None:
    info = plistlib.loads(templates.filled((FOLDER / "macos" / "Info.plist.in").read_text(), __version__).encode())
    assert "listens when you talk" in info["NSMicrophoneUsageDescription"]
    assert info["CFBundleShortVersionString"] == __version__
    entitlements = plistlib.loads((FOLDER / "macos" / "entitlements.plist").read_bytes())
    assert entitlements[MICROPHONE] is True
    recipe = (FOLDER / "macos" / "build").read_text()
    assert "--options runtime" in recipe and MICROPHONE in recipe and "notarytool" in recipe and "stapler" in recipe


def test_windows_reads_our_version_as_four_numbers(templates: ModuleType) -> None:
    text = templates.filled((FOLDER / "windows" / "version_info.txt.in").read_text(), "1.2.3")
    assert "filevers=(1, 2, 3, 0)" in text and "'1.2.3'" in text and "@" not in text
    compile("\n".join(line for line in text.splitlines() if not line.startswith("#")), "version_info.txt", "eval")


def test_the_installer_of_windows_finds_what_the_build_makes() -> None:
    script = (FOLDER / "windows" / "installer.iss").read_text(encoding="utf-8")
    sources = re.findall(r'^(?:LicenseFile|SetupIconFile)=(.+)$|Source: "([^"]+)"', script, re.MULTILINE)
    paths = {(FOLDER / "windows" / (a or b).replace("\\", "/")).resolve().relative_to(PROJECT) for a, b in sources}
    assert paths == {Path("LICENSE"), Path("build/made/icons/wanderlust.ico"), Path("dist/wanderlust/*")}
    sections = re.findall(r"^\[(\w+)\]$", script, re.MULTILINE)
    assert sections == ["Setup", "Files", "Icons", "Registry", "Run"]


@pytest.mark.parametrize("recipe", ["build", "macos/build", "windows/build.ps1"])
def test_every_script_a_recipe_calls_is_there(recipe: str) -> None:
    text = (FOLDER / recipe).read_text(encoding="utf-8").replace("\\", "/")
    named = set(re.findall(r"packaging/[\w/.-]+\w", text))
    assert len(named) >= 5
    for name in named:
        assert (PROJECT / name).exists(), name


def test_what_the_packages_take_along_is_there() -> None:
    recipe = yaml.safe_load((FOLDER / "nfpm.yaml").read_text(encoding="utf-8"))
    assert recipe["overrides"].keys() == {"deb", "rpm"}
    layout = (FOLDER / "lay_out.py").read_text(encoding="utf-8")
    for name in re.findall(r'HERE / "([^"]+)"', layout):
        assert (FOLDER / "linux" / name).is_file(), name


def test_workflows_run_what_is_there() -> None:
    for workflow in sorted((PROJECT / ".github" / "workflows").glob("*.yml")):
        jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
        commands = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
        assert commands
        for named in re.findall(r"(?<![\w/])(?:packaging|\.ci)/[\w/.-]+\w", "\n".join(commands)):
            assert (PROJECT / named).exists(), f"{workflow.name}: {named}"


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (["desktop-file-validate"], "wanderlust.desktop"),
        (["appstreamcli", "validate", "--no-net"], "app.wanderlust.Wanderlust.metainfo.xml"),
    ],
)
def test_the_desktop_understands_its_files(command: list[str], file: str) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed here")
    done = subprocess.run([*command, str(FOLDER / "linux" / file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_trips_have_a_type_of_their_own() -> None:
    spaces = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    (kind,) = ElementTree.parse(FOLDER / "linux" / "wanderlust-trip.xml").findall("m:mime-type", spaces)
    assert [glob.get("pattern") for glob in kind.findall("m:glob", spaces)] == ["*.wander"]
    metainfo = ElementTree.parse(FOLDER / "linux" / "app.wanderlust.Wanderlust.metainfo.xml")
    assert [media.text for media in metainfo.iter("mediatype")] == [kind.get("type")]


def test_the_install_script_puts_everything_back_as_it_was(tmp_path: Path) -> None:
    package, prefix, home = tmp_path / "package", tmp_path / "prefix", tmp_path / "home"
    for name in (
        "lib/wanderlust/wanderlust",
        "share/applications/wanderlust.desktop",
        "share/man/man1/wanderlust.1.gz",
    ):
        (package / "usr" / name).parent.mkdir(parents=True, exist_ok=True)
        (package / "usr" / name).write_text("Exec=wanderlust run\nTryExec=wanderlust\n")
    shutil.copy(FOLDER / "linux" / "install", package)
    home.mkdir()
    prefix.mkdir()
    (prefix / "share" / "man").mkdir(parents=True)
    (prefix / "share" / "man" / "another.1").touch()
    before = sorted(path for path in prefix.rglob("*"))
    environment = {"PATH": "/usr/bin:/bin", "PREFIX": str(prefix), "HOME": str(home)}
    for _ in range(2):  # over an older one as well
        subprocess.run([package / "install"], env=environment, check=True, capture_output=True)
    entry = (prefix / "share" / "applications" / "wanderlust.desktop").read_text()
    assert entry == f"Exec={prefix}/lib/wanderlust/wanderlust run\n"
    assert (prefix / "bin" / "wanderlust").resolve() == prefix / "lib" / "wanderlust" / "wanderlust"
    subprocess.run([prefix / "lib" / "wanderlust" / "uninstall"], env=environment, check=True, capture_output=True)
    left = [path for path in prefix.rglob("*") if path.name not in ("mime", "applications", "mimeinfo.cache")]
    assert [path for path in left if path.is_file()] == [prefix / "share" / "man" / "another.1"]
    assert set(before) <= set(prefix.rglob("*"))
