"""A geocoding service asked for what the gazetteer lacks, on a server of this machine."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from geopy.location import Location

from geodata import home
from geodata.cli import main
from geodata.gazetteer import Gazetteer
from geodata.geocoding import AnswerCache, RequestLimiter, ServiceGeocoder, open_service
from geodata.model import Article, GeoPrecision, ResolutionStatus
from geodata.pipeline import Pipeline, open_pipeline
from geodata.resolution.service_places import to_place

REPORT = "A bomb exploded in Qarnabuz in Aleppo province on Saturday, killing three people."


def answer(lat: float, lon: float, code: str, **more: object) -> dict[str, object]:
    return {
        "osm_type": "node",
        "osm_id": int(lat * 1000),
        "lat": str(lat),
        "lon": str(lon),
        "name": "Qarnabuz",
        "display_name": "Qarnabuz, somewhere",
        "class": "place",
        "type": "village",
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0.",
        "address": {"country_code": code},
        **more,
    }


NEAR_ALEPPO = answer(36.4, 37.3, "sy")
IN_TEXAS = answer(31.0, -99.0, "us")
FAR_IN_SYRIA = answer(33.0, 36.2, "sy")


class Service(http.server.BaseHTTPRequestHandler):
    """Answers all questions alike, as Nominatim would; 503 when it has no answer set."""

    answers: list[dict[str, object]] | None
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(parse_qs(urlparse(self.path).query)["q"][0])
        content = json.dumps(self.answers).encode()
        self.send_response(503 if self.answers is None else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def domain() -> Iterator[str]:
    Service.answers, Service.asked = [NEAR_ALEPPO], []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def service(domain: str, tmp_path: Path) -> Iterator[ServiceGeocoder]:
    cache = AnswerCache(tmp_path / "answers.sqlite")
    settings = {"domain": domain, "scheme": "http", "user_agent": "dateline-test"}
    limiter = RequestLimiter(interval_s=0.0, sleep=lambda _: None)
    yield open_service("nominatim", settings, cache=cache, limiter=limiter)
    cache.close()


@pytest.fixture
def pipeline(gazetteer: Gazetteer, service: ServiceGeocoder) -> Pipeline:
    return open_pipeline(gazetteer, service=service)


def test_a_name_that_the_gazetteer_lacks_is_asked_of_the_service_and_placed(
    pipeline: Pipeline,
) -> None:
    result = pipeline.run(Article(id="a", text=REPORT))
    found = {one.toponym.text: one for one in result.resolutions}
    unknown = found["Qarnabuz"]
    assert Service.asked == ["Qarnabuz"]
    assert unknown.status is ResolutionStatus.RESOLVED
    assert unknown.place is not None
    assert (unknown.place.id, unknown.place.gazetteer) == ("nominatim:node/36400", "nominatim")
    assert (unknown.place.latitude, unknown.place.longitude) == (36.4, 37.3)
    assert (unknown.place.country_code, unknown.geo_precision) == ("SY", GeoPrecision.SITE)
    assert unknown.resolver.endswith("+nominatim")
    assert "answered by nominatim" in unknown.candidates[0].reasons
    assert any("OpenStreetMap" in reason for reason in unknown.candidates[0].reasons)
    assert not found["Aleppo"].resolver.endswith("+nominatim")
    assert [event.resolution for event in result.events] == [unknown]
    assert result.failures == ()


def test_a_second_article_is_answered_from_the_cache(pipeline: Pipeline) -> None:
    first = pipeline.run(Article(id="a", text=REPORT))
    second = pipeline.run(Article(id="a", text=REPORT))
    assert first == second
    assert Service.asked == ["Qarnabuz"]


def test_a_name_that_the_gazetteer_has_is_never_sent(pipeline: Pipeline) -> None:
    pipeline.run(Article(id="a", text="A bomb exploded in Aleppo in Syria on Saturday."))
    assert Service.asked == []


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([], ResolutionStatus.NOT_FOUND),
        ([IN_TEXAS], ResolutionStatus.NOT_FOUND),
        ([IN_TEXAS, NEAR_ALEPPO], ResolutionStatus.RESOLVED),
        ([FAR_IN_SYRIA, NEAR_ALEPPO], ResolutionStatus.RESOLVED),
        ([FAR_IN_SYRIA, answer(35.3, 40.1, "sy")], ResolutionStatus.AMBIGUOUS),
    ],
    ids=["none", "elsewhere", "elsewhere-first", "the-nearer-one", "none-is-near"],
)
def test_an_answer_counts_where_the_article_is(
    pipeline: Pipeline, answers: list[dict[str, object]], status: ResolutionStatus
) -> None:
    Service.answers = answers
    found = pipeline.run(Article(id="a", text=REPORT)).resolutions[0]
    assert found.toponym.text == "Qarnabuz"
    assert found.status is status
    assert (found.place is not None) == (status is ResolutionStatus.RESOLVED)
    if found.place is not None:
        assert found.place.latitude == 36.4


def test_an_outage_is_a_failure_that_costs_the_asked_name_alone(pipeline: Pipeline) -> None:
    Service.answers = None
    result = pipeline.run(Article(id="a", text=REPORT))
    [failure] = result.failures
    assert failure.stage == "resolution"
    assert "nominatim" in failure.detail
    assert "Qarnabuz" in failure.detail
    assert {one.toponym.text: one.status for one in result.resolutions} == {
        "Qarnabuz": ResolutionStatus.NOT_FOUND,
        "Aleppo": ResolutionStatus.RESOLVED,
    }
    assert result.events


def test_a_service_that_stays_away_is_asked_no_more_and_every_article_says_so(
    pipeline: Pipeline,
) -> None:
    Service.answers = None
    for _ in range(3):
        pipeline.run(Article(id="a", text=REPORT))
    asked = len(Service.asked)
    [failure] = pipeline.run(Article(id="a", text=REPORT)).failures
    assert failure.error == "NotAsked"
    assert len(Service.asked) == asked


@pytest.mark.parametrize(
    ("fields", "code", "radius_km", "precision_country"),
    [
        ({"addresstype": "suburb"}, "PPLX", 0.0, "SY"),
        ({"fcode": "ADM1", "countryCode": "TR"}, "ADM1", 0.0, "TR"),
        ({"properties": {"osm_value": "town", "countrycode": "sy"}}, "PPL", 0.0, "SY"),
        ({}, "LCTY", 25.0, "SY"),
        ({"type": ["odd"], "boundingbox": ["36", "nan", "x", "37"]}, "LCTY", 25.0, "SY"),
        ({"boundingbox": ["36.0", "37.0", "37.0", "38.0"]}, "LCTY", 71.7, "SY"),
    ],
)
def test_kind_country_and_extent_are_read_as_far_as_a_service_says_them(
    gazetteer: Gazetteer,
    fields: dict[str, object],
    code: str,
    radius_km: float,
    precision_country: str,
) -> None:
    raw = {"answered_by": "any", **fields}
    place = to_place(Location("Qarnabuz, Syria", (36.4, 37.3), raw), gazetteer=gazetteer)
    assert (place.name, place.feature_code) == ("Qarnabuz", code)
    assert place.radius_km == pytest.approx(radius_km, abs=0.5)
    assert place.country_code == precision_country


@pytest.fixture
def asking(domain: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options of a user who asks for this machine's server."""
    monkeypatch.setenv("DATELINE_GAZETTEER", str(home.gazetteer_path().resolve()))
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    return ["--geocoder", "nominatim", "--user-agent", "dateline-test", "--domain", domain,
            "--setting", "scheme=http"]  # fmt: skip


def test_geocode_says_who_answered_and_under_what_licence(
    asking: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geocode", "Qarnabuz", "--format", "jsonl", *asking]) == 0
    output = capsys.readouterr()
    [record] = map(json.loads, output.out.splitlines())
    assert (record["answered_by"], record["latitude"]) == ("nominatim", 36.4)
    assert "OpenStreetMap" in output.err


def test_geocode_without_a_user_agent_says_what_the_service_wants(
    asking: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geocode", "Qarnabuz", "--geocoder", "nominatim"]) == 1
    assert "user_agent" in capsys.readouterr().err
    assert Service.asked == []


def test_extract_and_geoparse_ask_the_service_only_when_told_to(
    asking: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    assert main(["geoparse", str(path)]) == 0
    assert Service.asked == []
    assert json.loads(capsys.readouterr().out)["toponyms"][0]["latitude"] is None
    assert main(["geoparse", str(path), *asking]) == 0
    output = capsys.readouterr()
    assert json.loads(output.out)["toponyms"][0]["latitude"] == 36.4
    assert "OpenStreetMap" in output.err
    assert main(["extract", str(path), *asking]) == 0
    [event] = json.loads(capsys.readouterr().out)["events"]
    assert (event["place"], event["latitude"], event["iso2"]) == ("Qarnabuz", 36.4, "SY")
    assert Service.asked == ["Qarnabuz"]
