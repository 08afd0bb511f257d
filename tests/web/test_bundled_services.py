"""The table of services that comes with the program: readable, and nobody is asked whose rules we cannot keep."""

from __future__ import annotations

from pathlib import Path

from wanderlust.ui.preferences.general_page import STREET_MAPS
from wanderlust.web.service_file import read_services
from wanderlust.web.tiles import offered

BUNDLED = Path(__file__).parents[2] / "resources" / "services" / "services.toml"


def test_without_a_contact_no_service_is_asked_that_wants_one(tmp_path: Path) -> None:
    own = tmp_path / "services.toml"
    own.write_text('contact = ""\n', encoding="utf-8")
    table = read_services(BUNDLED, own)
    assert table.of("tiles") == () and table.of("summary") == () and table.of("picture") == ()
    assert offered(table.of("tiles"), "auto", True) is None


def test_with_a_contact_the_open_map_comes_first_and_keeps_its_rules(tmp_path: Path) -> None:
    own = tmp_path / "services.toml"
    own.write_text('contact = "somebody@example.org"\n', encoding="utf-8")
    table = read_services(BUNDLED, own)
    assert table.notes == ()
    (first,) = table.of("tiles")
    assert first.name == "openstreetmap" and first.at_once <= 2 and first.fresh_s >= 7 * 86_400
    assert "OpenStreetMap" in first.attribution and "{r}" not in first.address


def test_a_provider_with_a_key_is_asked_once_the_traveller_has_one(tmp_path: Path) -> None:
    own = tmp_path / "services.toml"
    own.write_text('[thunderforest]\nkey = "mine"\n', encoding="utf-8")
    offer = offered(read_services(BUNDLED, own).of("tiles"), "auto", True)
    assert offer is not None and offer.provider == "thunderforest" and offer.double


def test_a_provider_of_ones_own_is_taken_and_a_broken_one_is_a_note(tmp_path: Path) -> None:
    own = tmp_path / "services.toml"
    mine = '[mine]\nfamily = "tiles"\nkind = "raster"\naddress = "https://tiles.example/{z}/{x}/{y}.png"\n'
    own.write_text(mine, encoding="utf-8")
    offer = offered(read_services(BUNDLED, own).of("tiles"), "auto", True)
    assert offer is not None and offer.provider == "mine"
    for broken in (mine.replace("{x}", "x"), mine + "at_once = 8\n", mine + "closest = 2.5\n"):
        own.write_text(broken, encoding="utf-8")
        table = read_services(BUNDLED, own)
        assert table.of("tiles") == () and len(table.notes) == 1


def test_every_street_map_of_the_settings_is_in_the_table() -> None:
    text = BUNDLED.read_text(encoding="utf-8")
    assert all(f"[{name}]" in text for name, _ in STREET_MAPS)
