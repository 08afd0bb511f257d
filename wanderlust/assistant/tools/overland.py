"""Whether two places are parted by sea, as far as their countries and regions tell."""

from __future__ import annotations

from wanderlust.domain.places import Place

# Countries on islands that no bridge or tunnel joins to another country. Not here: Great Britain (tunnel), Bahrain
# (causeway), Singapore (bridges).
_ISLAND_COUNTRIES_LIST = """
    AG AS AU AW BB BM BS CC CK CU CV CW CX CY DM DO FJ FK FM FO GD GG GL GP GU HT ID IE IM IS JE JM JP KI KM KN KY LC
    LK MG MH MP MQ MS MT MU MV NC NF NR NU NZ PF PG PH PN PR PW RE SB SC SH SJ ST TC TK TL TO TT TV TW VC VG VI VU WF
    WS YT
"""
_ISLAND_COUNTRIES = frozenset(_ISLAND_COUNTRIES_LIST.split())
# Parts of countries across the sea from the rest; Sicily is not here, as trains and cars take its ferry every hour.
_ISLAND_REGIONS = frozenset(
    {"Azores", "Bali", "Balearic Islands", "Canary Islands", "Corsica", "Crete", "Galapagos", "Hainan", "Hawaii",
     "Madeira", "North Aegean", "Northern Ireland", "Okinawa", "Sardinia", "South Aegean", "Tasmania"}
)  # fmt: skip
_ONE_ISLAND = (frozenset({"IE", "GB:Northern Ireland"}), frozenset({"HT", "DO"}), frozenset({"ID", "PG"}),
               frozenset({"ID", "TL"}))  # fmt: skip


def sea_between(one: Place, other: Place) -> bool:
    """True when both surely lie on different land; False when they do not, or when it is not known."""
    first, second = _land(one), _land(other)
    if not first or not second or first == second or {first, second} in _ONE_ISLAND:
        return False
    return any(":" in land or land in _ISLAND_COUNTRIES for land in (first, second))


def _land(place: Place) -> str:
    region = place.name if place.kind in ("region", "island") else place.admin
    return f"{place.country}:{region}" if region in _ISLAND_REGIONS else place.country
