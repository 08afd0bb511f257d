"""Sums between world and screen."""

from __future__ import annotations

import pytest

from wanderlust.domain.geodesy import to_mercator
from wanderlust.domain.places import Coordinates
from wanderlust.ui.map.viewport import MAX_ZOOM, Margins, Viewport, shortest_span

KYOTO = to_mercator(Coordinates(35.01, 135.77))


@pytest.mark.parametrize("point", [(0.0, 0.0), (400.0, 300.0), (799.0, 12.5), (-40.0, 650.0)])
@pytest.mark.parametrize("zoom", [1.5, 4.37, 12.0])
def test_a_screen_point_comes_back_from_the_world(point: tuple[float, float], zoom: float) -> None:
    view = Viewport(*KYOTO, zoom, 800, 600)
    assert view.to_screen(view.to_world(point)) == pytest.approx(point, abs=1e-6)


def test_zooming_keeps_the_place_under_the_pointer() -> None:
    view = Viewport(*KYOTO, 6.0, 800, 600).settled()
    kept = view.to_world((123, 456))
    assert view.zoomed(8.3, (123, 456)).to_screen(kept) == pytest.approx((123, 456), abs=1e-6)


def test_panning_moves_the_world_by_as_many_pixels() -> None:
    view = Viewport(*KYOTO, 6.0, 800, 600).settled()
    x, y = view.to_screen(KYOTO)
    assert view.panned(30, -20).to_screen(KYOTO) == pytest.approx((x + 30, y - 20), abs=1e-6)


def test_no_void_shows_beyond_the_poles() -> None:
    view = Viewport(0.5, 0.0, 3.0, 800, 600).settled()
    assert view.to_screen((0.5, 0.0))[1] == pytest.approx(0)
    assert view.panned(0, -99_999).to_screen((0.5, 1.0))[1] == pytest.approx(600)


def test_a_tall_window_cannot_zoom_out_until_the_world_is_smaller_than_it() -> None:
    view = Viewport(0.5, 0.5, 0.0, 800, 1100).settled()
    assert view.scale >= 1100
    assert view.zoomed(40, (1, 1)).zoom == MAX_ZOOM


def test_a_fitted_view_keeps_every_point_clear_of_what_floats_over_it() -> None:
    points = [to_mercator(Coordinates(lat, lon)) for lat, lon in ((38.7, -9.1), (41.2, -8.6), (40.4, -3.7))]
    covered = Margins(left=380, top=60, right=50, bottom=40)
    view = Viewport(0.1, 0.3, 9.0, 900, 600).fitted(points, covered, closest=10)
    for point in points:
        x, y = view.to_screen(view.nearest_copy(point))
        assert 379.9 <= x <= 850.1
        assert 59.9 <= y <= 560.1


def test_one_point_is_fitted_no_closer_than_asked() -> None:
    assert Viewport(0.5, 0.5, 3, 800, 600).fitted([KYOTO], Margins(), closest=10).zoom == 10


def test_a_fit_across_the_date_line_takes_the_short_way() -> None:
    fiji, samoa = 357.9 / 360, 8.2 / 360
    west, east = shortest_span([samoa, fiji])
    assert east - west == pytest.approx(10.3 / 360)
    assert west == pytest.approx(fiji)


def test_centring_takes_the_shorter_way_around_the_world() -> None:
    view = Viewport(0.98, 0.4, 4, 800, 600)
    assert view.centred((0.02, 0.4), 4, Margins()).x == pytest.approx(1.02)
