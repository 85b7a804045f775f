"""Geocoding services that misbehave, on a server of this machine."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)
from geopy.location import Location

from geodata.errors import GeocoderError
from geodata.gazetteer import Gazetteer
from geodata.geocoding import AnswerCache, RequestLimiter, ServiceGeocoder, open_chain, open_service

ALEPPO = [{"lat": "36.2", "lon": "37.1", "display_name": "Aleppo, Syria", "licence": "ODbL"}]


class Clock:
    """A clock that sleeping moves on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Service(http.server.BaseHTTPRequestHandler):
    """Answers like Nominatim, after misbehaving as often as it is told to."""

    answers: list[Callable[[Service], None]]
    asked: list[str]

    def do_GET(self) -> None:
        query = parse_qs(urlparse(self.path).query)
        type(self).asked.append(query.get("q", [self.path])[0])
        misbehave = self.answers.pop(0) if self.answers else None
        if misbehave:
            misbehave(self)
        else:
            self.reply(json.dumps(ALEPPO if query.get("q") == ["Aleppo"] else []))

    def reply(self, body: str, status: int = 200, **headers: str) -> None:
        content = body.encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None: ...


def status(code: int, **headers: str) -> Callable[[Service], None]:
    return lambda service: service.reply("{}", code, **headers)


def garbage(service: Service) -> None:
    service.reply("<html>Bad gateway</html>")


def another_shape(service: Service) -> None:
    service.reply('[{"unexpected": true}]')


def drop_the_line(service: Service) -> None:
    service.connection.close()


def break_off(service: Service) -> None:
    service.send_response(200)
    service.send_header("Content-Length", "500")
    service.end_headers()
    service.wfile.write(b'[{"lat"')
    service.wfile.flush()
    service.connection.close()


def slow(service: Service) -> None:
    time.sleep(1.5)


@pytest.fixture
def domain() -> Iterator[str]:
    Service.answers, Service.asked = [], []

    class QuietServer(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None: ...

    with QuietServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[AnswerCache]:
    opened = AnswerCache(tmp_path / "answers.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def service(domain: str, clock: Clock, cache: AnswerCache) -> ServiceGeocoder:
    return open_service(
        "nominatim",
        {"domain": domain, "scheme": "http", "user_agent": "dateline-test"},
        cache=cache,
        limiter=RequestLimiter(clock=clock, sleep=clock.sleep),
        timeout_s=0.5,
    )


def test_an_answer_says_who_gave_it_and_under_what_licence(service: ServiceGeocoder) -> None:
    location = service.geocode("Aleppo")
    assert isinstance(location, Location)
    assert (location.latitude, location.longitude) == (36.2, 37.1)
    assert location.raw["answered_by"] == "nominatim"
    assert location.raw["attribution"] == "ODbL"
    assert location.raw["cached"] is False


def test_a_second_question_is_answered_from_the_cache_without_waiting(
    service: ServiceGeocoder, clock: Clock
) -> None:
    service.geocode("Aleppo")
    for _ in range(50):
        again = service.geocode("Aleppo")
    assert isinstance(again, Location)
    assert again.raw["cached"] is True
    assert Service.asked == ["Aleppo"]
    assert clock.slept == []


def test_no_such_place_is_an_answer_and_is_kept(service: ServiceGeocoder) -> None:
    assert service.geocode("Nowhere") is None
    assert service.geocode("Nowhere") is None
    assert Service.asked == ["Nowhere"]


def test_the_cache_outlives_the_process_and_ages(tmp_path: Path) -> None:
    clock = Clock()
    path = tmp_path / "folder" / "answers.sqlite"
    first = AnswerCache(path, max_age_days=1, clock=clock)
    first.store("request", [{"address": "حلب"}])
    first.close()
    second = AnswerCache(path, max_age_days=1, clock=clock)
    assert second.find("request") == [{"address": "حلب"}]
    assert second.find("another") is None
    clock.now += 86_401
    assert second.find("request") is None
    second.close()


def test_a_file_that_is_no_cache_is_told(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(GeocoderError, match=r"answers\.sqlite"):
        AnswerCache(path)


@pytest.mark.parametrize(
    ("misbehaviour", "error"),
    [
        (status(500), GeocoderServiceError),
        (status(502), GeocoderServiceError),
        (status(503), GeocoderServiceError),
        (status(429), GeocoderRateLimited),
        (slow, GeocoderTimedOut),
        (drop_the_line, GeocoderUnavailable),
    ],
    ids=["500", "502", "503", "429", "slow", "dropped"],
)
def test_an_outage_is_tried_again_then_raised_and_never_kept(
    service: ServiceGeocoder,
    clock: Clock,
    misbehaviour: Callable[[Service], None],
    error: type[Exception],
) -> None:
    Service.answers = [misbehaviour] * 4
    with pytest.raises(error):
        service.geocode("Aleppo")
    assert len(Service.asked) == 4
    assert len(clock.slept) == 3
    assert clock.slept == sorted(clock.slept)  # it backs off
    location = service.geocode("Aleppo")
    assert isinstance(location, Location)
    assert location.raw["cached"] is False


@pytest.mark.parametrize(
    ("misbehaviour", "error"),
    [
        (garbage, GeocoderParseError),
        (another_shape, GeocoderParseError),
        (status(401), GeocoderAuthenticationFailure),
        (status(400), GeocoderQueryError),
    ],
    ids=["garbage", "another shape", "401", "400"],
)
def test_what_a_second_try_cannot_mend_is_raised_at_once_and_never_kept(
    service: ServiceGeocoder, misbehaviour: Callable[[Service], None], error: type[Exception]
) -> None:
    Service.answers = [misbehaviour]
    with pytest.raises(error):
        service.geocode("Aleppo")
    assert len(Service.asked) == 1
    assert isinstance(service.geocode("Aleppo"), Location)


def test_a_line_that_breaks_off_in_the_answer_is_an_outage(service: ServiceGeocoder) -> None:
    Service.answers = [break_off] * 4
    with pytest.raises(GeocoderServiceError):
        service.geocode("Aleppo")
    assert isinstance(service.geocode("Aleppo"), Location)


def test_the_service_says_how_long_to_wait_and_is_obeyed(
    service: ServiceGeocoder, clock: Clock
) -> None:
    Service.answers = [status(429, Retry_After="37")]
    assert isinstance(service.geocode("Aleppo"), Location)
    assert clock.slept == [37.0]


def test_a_wait_beyond_reason_is_an_error_and_not_waited_for(
    service: ServiceGeocoder, clock: Clock
) -> None:
    Service.answers = [status(429, Retry_After="86400")]
    with pytest.raises(GeocoderRateLimited):
        service.geocode("Aleppo")
    assert clock.slept == []


def test_threads_share_one_request_a_second(domain: str, cache: AnswerCache) -> None:
    clock, lock = Clock(), threading.Lock()
    turns: list[float] = []

    def sleep(seconds: float) -> None:
        with lock:
            turns.append(round(seconds, 6))  # the clock stands still: these are turns

    limiter = RequestLimiter(clock=clock, sleep=sleep)
    settings = {"domain": domain, "scheme": "http", "user_agent": "dateline-test"}
    services = [open_service("nominatim", settings, cache=cache, limiter=limiter) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: services[n % 2].geocode(f"Town {n}"), range(12)))
    assert sorted(turns) == [float(n) for n in range(1, 12)]


def test_a_limiter_lets_the_first_through_and_holds_when_told(clock: Clock) -> None:
    limiter = RequestLimiter(interval_s=1, clock=clock, sleep=clock.sleep)
    limiter.wait()
    limiter.wait()
    clock.now += 10
    limiter.wait()
    limiter.hold(5)
    limiter.wait()
    assert clock.slept == [1.0, 5.0]


def test_reverse_is_cached_and_limited_too(service: ServiceGeocoder) -> None:
    Service.answers = [lambda handler: handler.reply(json.dumps(ALEPPO[0]))]
    location = service.reverse((36.2, 37.1))
    assert isinstance(location, Location)
    assert isinstance(service.reverse((36.2, 37.1)), Location)
    assert len(Service.asked) == 1


@pytest.mark.parametrize(
    ("name", "settings"),
    [("no such service", {}), ("nominatim", {"nonsense": "1"}), ("nominatim", {})],
)
def test_a_service_set_up_wrongly_is_told(name: str, settings: dict[str, str]) -> None:
    with pytest.raises(GeocoderError):
        open_service(name, settings)


def test_an_option_that_the_service_does_not_know_is_told(service: ServiceGeocoder) -> None:
    with pytest.raises(GeocoderQueryError, match="nonsense"):
        service.geocode("Aleppo", nonsense=True)
    assert Service.asked == []


def test_the_gazetteer_answers_first_and_the_service_what_it_lacks(
    gazetteer: Gazetteer, service: ServiceGeocoder
) -> None:
    chain = open_chain(gazetteer, service)
    known = chain.geocode("Damascus")
    assert isinstance(known, Location)
    assert known.raw["answered_by"] == "gazetteer"
    assert Service.asked == []  # what the gazetteer knows never leaves this machine
    Service.answers = [lambda handler: handler.reply(json.dumps(ALEPPO))]
    unknown = chain.geocode("Quarter of the Weavers")
    assert isinstance(unknown, Location)
    assert unknown.raw["answered_by"] == "nominatim"
    spelled_otherwise = chain.geocode("Maaret al-Numan")
    assert isinstance(spelled_otherwise, Location)
    assert spelled_otherwise.raw["answered_by"] == "gazetteer"
    assert Service.asked == ["Quarter of the Weavers", "Maaret al-Numan"]


def test_without_a_service_nothing_is_asked_of_anyone(gazetteer: Gazetteer) -> None:
    chain = open_chain(gazetteer)
    assert chain.geocode("Xyzzyville Qwrtzk") is None
    assert isinstance(chain.reverse((36.2, 37.16)), Location)
