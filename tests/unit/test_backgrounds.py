"""The map's backgrounds: who is asked for tiles, and who is named for them."""

from __future__ import annotations

import pytest

from dashboard import backgrounds


def keys() -> list[str]:
    return [one.key for one in backgrounds.offered()]


def test_openstreetmap_comes_first_and_every_service_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DATELINE_TILES", raising=False)
    monkeypatch.delenv("DATELINE_CARTO_KEY", raising=False)
    assert keys() == ["osm", "outline", "grey", "satellite"]
    for one in backgrounds.offered():
        assert bool(one.url) == bool(one.credit)
        assert one.key in backgrounds.KEYS
        assert one.url.startswith("https://") or not one.url
    assert "OpenStreetMap" in backgrounds.find("osm").credit
    assert 'target="_blank"' in backgrounds.find("osm").credit
    assert "Esri" in backgrounds.find("satellite").credit


def test_carto_is_offered_to_who_has_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_TILES", raising=False)
    monkeypatch.setenv("DATELINE_CARTO_KEY", "secret")
    assert keys()[-2:] == ["carto-light", "carto-dark"]
    assert "CARTO" in backgrounds.find("carto-dark").credit
    assert backgrounds.find("carto-dark").url.endswith("?key=secret")


def test_no_service_is_offered_where_none_may_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TILES", "none")
    assert keys() == ["outline"]
    assert backgrounds.find("satellite").key == "outline"


def test_tiles_of_ones_own_are_the_only_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TILES", "https://tiles.example/{z}/{x}/{y}.png")
    assert keys() == ["own", "outline"]
    assert backgrounds.find("").url == "https://tiles.example/{z}/{x}/{y}.png"
