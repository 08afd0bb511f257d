"""The colours the map is painted with, as frozen values for light and dark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MapPalette:
    """Colours as ``#RRGGBB``; ``shadow`` carries its opacity separately, from 0 to 255.

    Attributes:
        sea: Open water and lakes.
        shelf: Shallow water.
        land: Ground, and the halo around labels.
        urban: Built-up ground.
        park: Protected ground.
        river: Rivers and the edge of the water.
        boundary: Country borders.
        label: Names of towns.
        region_label: Names of countries.
        line: The route or distance line, the first day's route, and the focus ring.
        indigo: The second day's route.
        rust: The third day's route.
        casing: The pale edge of the line, and of pins.
        pin: A resting pin and a cluster.
        on_pin: The number on it.
        chosen: The chosen pin.
        on_chosen: Its number and edge.
        bubble: Ground of a pin's name.
        bubble_edge: Its hairline; equal to ``bubble`` where it has none.
        bubble_text: The name in it.
        attribution: Text of the attribution, on ``land``.
        shadow: Colour of soft shadows.
        shadow_alpha: Their strength.
    """

    sea: str
    shelf: str
    land: str
    urban: str
    park: str
    river: str
    boundary: str
    label: str
    region_label: str
    line: str
    indigo: str
    rust: str
    casing: str
    pin: str
    on_pin: str
    chosen: str
    on_chosen: str
    bubble: str
    bubble_edge: str
    bubble_text: str
    attribution: str
    shadow: str
    shadow_alpha: int

    @classmethod
    def light(cls) -> MapPalette:
        return cls(
            sea="#C6DDE6",
            shelf="#D3E5EC",
            land="#F1F3EC",
            urban="#E2E6DA",
            park="#D6E7CC",
            river="#A4C8DA",
            boundary="#A195B0",
            label="#2F3D39",
            region_label="#6B6280",
            line="#0B5D52",
            indigo="#4A45B8",
            rust="#B4500B",
            casing="#FFFFFF",
            pin="#14211E",
            on_pin="#FFFFFF",
            chosen="#FFC021",
            on_chosen="#1B1600",
            bubble="#FFFFFF",
            bubble_edge="#FFFFFF",
            bubble_text="#14211E",
            attribution="#45544F",
            shadow="#0A2620",
            shadow_alpha=26,
        )

    @classmethod
    def dark(cls) -> MapPalette:
        return cls(
            sea="#0F222C",
            shelf="#132A35",
            land="#18221F",
            urban="#25312D",
            park="#1E3129",
            river="#1E4354",
            boundary="#6A6184",
            label="#C6D2CD",
            region_label="#A39BB8",
            line="#5FD0B8",
            indigo="#ABA8FF",
            rust="#FFA766",
            casing="#161F1C",
            pin="#ECF2EF",
            on_pin="#0F1715",
            chosen="#FFC94A",
            on_chosen="#1B1600",
            bubble="#222E2A",
            bubble_edge="#3A4843",
            bubble_text="#ECF2EF",
            attribution="#B6C4BE",
            shadow="#000000",
            shadow_alpha=110,
        )
