"""GeoJSON in GDAL, with which QGIS and R read it: its library in a wheel, and `ogrinfo` itself."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pyogrio import raw, read_info

from proxies.exports.geojson import PROPERTIES
from tests.downloads import asked, json_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

QUERIES = ["", "?front=yemen&as_of=2024-12-23", "?q=nothing+at+all"]


@pytest.fixture
def saved(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, dict[str, Any]]:
    """The map of a question as a file, and the same question as plain JSON."""
    path = tmp_path / "events.geojson"
    path.write_bytes(asked(f"/events.geojson{request.param}").body)
    return path, json_of(f"/events.json{request.param}")


def point(shape: bytes | None) -> tuple[float, float] | None:
    """Longitude and latitude of a point as GDAL hands it over (little-endian WKB)."""
    if shape is None:
        return None
    order, kind, longitude, latitude = struct.unpack("<BIdd", shape)
    assert (order, kind) == (1, 1)
    return longitude, latitude


@pytest.mark.parametrize("saved", QUERIES, indirect=True)
def test_gdal_reads_every_event_with_its_place(saved: tuple[Path, dict[str, Any]]) -> None:
    path, told = saved
    meta, _, shapes, values = raw.read(path)
    fields = dict(zip(meta["fields"], values, strict=True))
    rows = told["events"]
    if rows:
        assert list(fields["slug"]) == [row["slug"] for row in rows]
        assert list(fields["direction"]) == [row["direction"] for row in rows]
        days = [str(day)[:10] for day in fields["date"]]
        assert days == [row["date"] for row in rows]
    places = [(row["longitude"], row["latitude"]) if row["place"] else None for row in rows]
    assert [point(shape) for shape in shapes] == places


@pytest.mark.parametrize("saved", QUERIES[:2], indirect=True)
def test_gdal_knows_the_columns_and_degrees(saved: tuple[Path, dict[str, Any]]) -> None:
    path, told = saved
    about = read_info(path, force_feature_count=True)
    assert about["layer_name"] == "events"
    assert about["driver"] == "GeoJSON"
    assert about["crs"] == "EPSG:4326"
    assert about["features"] == told["count"] > 0
    assert {column.name for column in PROPERTIES} <= set(about["fields"])
    kinds = dict(zip(about["fields"], about["dtypes"], strict=True))
    assert kinds["killed_best"].startswith(("int", "float"))


@pytest.mark.parametrize("saved", QUERIES[:2], indirect=True)
def test_ogrinfo_opens_it(saved: tuple[Path, dict[str, Any]]) -> None:
    program = shutil.which("ogrinfo")
    if program is None:
        pytest.skip("ogrinfo is not installed (gdal-bin); GDAL's wheel is tested beside this")
    path, told = saved
    done = subprocess.run(  # noqa: S603
        [program, "-ro", "-al", "-so", str(path)], capture_output=True, text=True, check=True
    )
    assert "ERROR" not in done.stderr
    assert "Warning" not in done.stderr
    assert f"Feature Count: {told['count']}\n" in done.stdout
    assert "killed_best: Integer" in done.stdout
    assert "date: Date" in done.stdout
