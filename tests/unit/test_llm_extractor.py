"""A language model that answers well, badly, slowly and with inventions, on a server of our own."""

from __future__ import annotations

import http.server
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import trustme

from geodata.cli import main
from geodata.errors import EndpointError, ExtractorError
from geodata.gazetteer import Gazetteer
from geodata.llm import ChatEndpoint, LanguageModelExtractor
from geodata.model import ActorKind, ActorRole, Article, DateBasis, GeoPrecision
from geodata.pipeline import Pipeline, open_pipeline

ROOT = Path(__file__).parents[2]
TEXT = (
    "Government forces shelled Idlib on Saturday, killing at least 13 people, the Syrian "
    "Observatory for Human Rights said. In Aleppo “dozens” of\nprotesters marched on Friday."
)
ARTICLE = Article(id="a-1", text=TEXT, published=date(2024, 12, 1))
SHELLING: dict[str, Any] = {
    "sub_event_type": "Shelling/artillery/missile attack",
    "quotation": "Government forces shelled Idlib on Saturday, killing at least 13 people",
    "trigger": "shelled",
    "place": "Idlib",
    "when": "on Saturday",
    "actors": [{"mention": "Government forces", "role": "initiator", "kind": "state forces"}],
    "killed": "at least 13 people",
    "injured": None,
    "attribution": "the Syrian Observatory for Human Rights",
}
PROTEST: dict[str, Any] = {
    "sub_event_type": "Peaceful protest",
    "quotation": 'In Aleppo "dozens" of protesters marched on Friday.',
    "trigger": "marched",
    "place": "Aleppo",
    "when": "Friday",
    "actors": [{"mention": "protesters", "role": "initiator", "kind": "protesters"}],
    "killed": None,
    "injured": None,
    "attribution": None,
}


class Model(http.server.BaseHTTPRequestHandler):
    """Answers as its script says, the last line of it for ever after."""

    script: list[Callable[[Model], None]]
    asked: list[tuple[str, str | None, dict[str, Any]]]

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append((self.path, self.headers["Authorization"], question))
        (self.script.pop(0) if len(self.script) > 1 else self.script[0])(self)

    def reply(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...


def says(content: object, *, ended: str = "stop") -> Callable[[Model], None]:
    choice = {"message": {"role": "assistant", "content": content}, "finish_reason": ended}
    return lambda model: model.reply(json.dumps({"choices": [choice]}).encode())


def claims(*events: object) -> Callable[[Model], None]:
    return says(json.dumps({"events": events}))


def status(code: int, **headers: str) -> Callable[[Model], None]:
    return lambda model: model.reply(b"{}", code, **headers)


def sleep(model: Model) -> None:
    time.sleep(2)


def drip(model: Model) -> None:
    model.send_response(200)
    model.end_headers()
    for _ in range(40):
        model.wfile.write(b" ")
        model.wfile.flush()
        time.sleep(0.05)


def drip_headers(model: Model) -> None:
    for _ in range(40):
        model.wfile.write(b"H")
        model.wfile.flush()
        time.sleep(0.05)


def close(model: Model) -> None:
    model.connection.close()


def flood(model: Model) -> None:
    model.reply(b"x" * 300_000)


@pytest.fixture
def base_url() -> Iterator[str]:
    Model.script, Model.asked = [claims()], []

    class QuietServer(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None: ...

    with QuietServer(("127.0.0.1", 0), Model) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def endpoint(base_url: str, slept: list[float]) -> ChatEndpoint:
    return ChatEndpoint(
        base_url=base_url,
        model="test-model",
        timeout_s=0.5,
        limit_bytes=200_000,
        sleep=slept.append,
        jitter=lambda: 0.0,
    )


@pytest.fixture
def pipeline(gazetteer: Gazetteer, endpoint: ChatEndpoint) -> Pipeline:
    return open_pipeline(gazetteer, extractor=LanguageModelExtractor(endpoint))


def test_a_good_answer_becomes_events_that_index_the_article(pipeline: Pipeline) -> None:
    Model.script = [claims(PROTEST, SHELLING)]
    result = pipeline.run(ARTICLE)
    assert result.failures == ()
    shelling, protest = result.events
    assert shelling.trigger.of(TEXT) == "shelled"
    assert shelling.sentence.of(TEXT) == TEXT.split(" In Aleppo")[0]
    assert (shelling.event_type, shelling.sub_event_type) == (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    )
    assert (shelling.date.start, shelling.date.basis) == (date(2024, 11, 30), DateBasis.RELATIVE)
    assert shelling.resolution is not None
    assert shelling.resolution.place is not None
    assert shelling.resolution.place.name == "Idlib"
    assert (shelling.geo_precision, shelling.radius_km) == (GeoPrecision.SITE, 0.0)
    assert shelling.toll.killed is not None
    assert (shelling.toll.killed.best, shelling.toll.killed.high) == (13, None)
    [actor] = shelling.actors
    assert (actor.mention, actor.role, actor.kind) == (
        "Government forces",
        ActorRole.INITIATOR,
        ActorKind.STATE_FORCES,
    )
    assert shelling.attribution is not None
    assert shelling.attribution.span.of(TEXT) == "the Syrian Observatory for Human Rights"
    assert shelling.extractor.startswith("llm:test-model:")
    assert (protest.trigger.of(TEXT), protest.date.start) == ("marched", date(2024, 11, 29))
    assert len(result.incidents) == 2


def test_the_model_is_sent_the_text_its_day_and_its_places_and_no_key_unless_there_is_one(
    pipeline: Pipeline,
) -> None:
    pipeline.run(ARTICLE)
    [(path, key, question)] = Model.asked
    assert (path, key, question["model"]) == ("/v1/chat/completions", None, "test-model")
    system, user = question["messages"]
    assert "Peaceful protest: " in system["content"]
    sent = json.loads(user["content"])
    assert sent == {"published": "2024-12-01", "places": ["Idlib", "Aleppo"], "text": TEXT}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quotation": "Government forces shelled Homs on Saturday"}, "does not say"),
        ({"quotation": "   "}, "does not say"),
        ({"trigger": "bombed"}, "does not say 'bombed'"),
        ({"trigger": "shell"}, "does not say 'shell'"),
        ({"place": "Damascus"}, "none of the article's places"),
        ({"place": "Syrian"}, "none of the article's places"),
        ({"when": "on Tuesday"}, "does not say"),
        ({"killed": "at least 14"}, "does not say"),
        ({"injured": "Government forces"}, "counts nobody"),
        ({"attribution": "Reuters"}, "does not say"),
        (
            {"actors": [{"mention": "Russia", "role": "initiator", "kind": "external"}]},
            "does not say",
        ),
        ({"sub_event_type": "Alien landing"}, "no type"),
        ({"start": 0, "end": 17}, "form"),
        ({"killed": 13}, "form"),
        ({"actors": [{"mention": "protesters", "role": "hero", "kind": "rebels"}]}, "form"),
    ],
)
def test_an_invention_is_refused_and_shown_and_the_rest_of_the_answer_stands(
    pipeline: Pipeline, change: dict[str, object], reason: str
) -> None:
    Model.script = [claims({**SHELLING, **change}, PROTEST)]
    result = pipeline.run(ARTICLE)
    assert [event.sub_event_type for event in result.events] == ["Peaceful protest"]
    [failure] = result.failures
    assert (failure.stage, failure.error) == ("extraction", "Invention")
    assert reason in failure.detail
    assert len(failure.detail) <= 300


@pytest.mark.parametrize("claim", [None, 7, [], "shelled", {}, {"events": []}])
def test_a_claim_of_another_form_is_refused(pipeline: Pipeline, claim: object) -> None:
    Model.script = [claims(claim)]
    result = pipeline.run(ARTICLE)
    assert result.events == ()
    assert [failure.error for failure in result.failures] == ["Invention"]


def test_days_are_read_by_the_rules_and_not_taken_from_the_model(pipeline: Pipeline) -> None:
    Model.script = [claims({**SHELLING, "when": None})]
    [event] = pipeline.run(ARTICLE).events
    assert event.date.start == date(2024, 11, 30)


def test_a_number_keeps_the_bounds_that_the_article_gives_it(pipeline: Pipeline) -> None:
    Model.script = [claims({**SHELLING, "killed": "13"})]
    [event] = pipeline.run(ARTICLE).events
    assert event.toll.killed is not None
    assert (event.toll.killed.best, event.toll.killed.low, event.toll.killed.high) == (13, 13, None)
    assert event.toll.killed.span.of(TEXT) == "13"


def test_an_event_without_a_place_stays_without_one(pipeline: Pipeline) -> None:
    Model.script = [claims({**SHELLING, "place": None})]
    [event] = pipeline.run(ARTICLE).events
    assert (event.resolution, event.geo_precision, event.radius_km) == (None, None, None)


def test_what_the_model_says_twice_is_one_event(pipeline: Pipeline) -> None:
    Model.script = [claims(SHELLING, SHELLING)]
    result = pipeline.run(ARTICLE)
    assert len(result.events) == 1
    assert result.failures == ()


@pytest.mark.parametrize(
    "wrap", ["```json\n{}\n```", "<think>War.</think>\n{}", "Here:\n{}\nDone."]
)
def test_an_answer_with_words_around_it_is_read(pipeline: Pipeline, wrap: str) -> None:
    Model.script = [says(wrap.replace("{}", json.dumps({"events": [SHELLING]})))]
    assert len(pipeline.run(ARTICLE).events) == 1


@pytest.mark.parametrize(
    "answer",
    [
        says("I cannot help with that."),
        says(""),
        says("{"),
        says('{"events": {"a": 1}}'),
        says('{"event": []}'),
        says('{"a":' * 50_000 + "}" * 50_000),
        claims(*[None] * 201),
        says(None),
        says(["a"]),
        says('{"events": []}', ended="length"),
        lambda model: model.reply(b"<html>"),
        lambda model: model.reply(b'{"choices": []}'),
        lambda model: model.reply(b"[" * 100_000),
        flood,
        status(400),
        status(302, Location="http://127.0.0.1:9/"),
    ],
)
def test_a_bad_answer_fails_the_article_at_once_and_keeps_its_places(
    pipeline: Pipeline, answer: Callable[[Model], None]
) -> None:
    Model.script = [answer]
    result = pipeline.run(ARTICLE)
    [failure] = result.failures
    assert (failure.stage, failure.error) == ("extraction", "ExtractorError")
    assert len(result.resolutions) >= 2
    assert len(Model.asked) == 1


@pytest.mark.parametrize("trouble", [sleep, drip, drip_headers, close, status(503), status(429)])
def test_what_passes_is_tried_again(
    pipeline: Pipeline, slept: list[float], trouble: Callable[[Model], None]
) -> None:
    Model.script = [trouble, claims(SHELLING)]
    began = time.monotonic()
    assert len(pipeline.run(ARTICLE).events) == 1
    assert slept == [1.0]
    assert time.monotonic() - began < 30  # far less than the server would take


@pytest.mark.parametrize("trouble", [sleep, drip, close, status(500)])
def test_what_does_not_pass_fails_the_article_after_three_tries(
    pipeline: Pipeline, slept: list[float], trouble: Callable[[Model], None]
) -> None:
    Model.script = [trouble]
    [failure] = pipeline.run(ARTICLE).failures
    assert failure.error == "ExtractorError"
    assert "tried 3 times" in failure.detail
    assert slept == [1.0, 2.0]


def test_the_server_says_how_long_to_wait_and_is_obeyed_within_reason(
    pipeline: Pipeline, slept: list[float]
) -> None:
    Model.script = [status(429, Retry_After="7"), claims(SHELLING)]
    assert len(pipeline.run(ARTICLE).events) == 1
    assert slept == [7.0]
    Model.script = [status(429, Retry_After="86400")]
    assert pipeline.run(ARTICLE).failures[0].error == "ExtractorError"
    assert slept == [7.0]


@pytest.mark.parametrize("code", [401, 403, 404])
def test_a_refusal_stops_the_run_rather_than_failing_every_article(
    pipeline: Pipeline, code: int
) -> None:
    Model.script = [status(code)]
    with pytest.raises(EndpointError, match=str(code)):
        pipeline.run(ARTICLE)
    assert len(Model.asked) == 1


def test_a_server_that_is_not_there_stops_the_run(
    pipeline: Pipeline, endpoint: ChatEndpoint
) -> None:
    nobody = replace(endpoint, base_url="http://127.0.0.1:9/v1")
    with pytest.raises(EndpointError, match=r"127\.0\.0\.1:9"):
        replace(pipeline, extractor=LanguageModelExtractor(nobody)).run(ARTICLE)


def test_a_certificate_is_checked(
    endpoint: ChatEndpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"https://127.0.0.1:{server.server_port}/v1"
        secure = replace(endpoint, base_url=url, api_key="secret")
        with pytest.raises(EndpointError, match="certificate"):
            secure.fetch_answer([])
        assert Model.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        assert json.loads(secure.fetch_answer([])) == {"events": []}
        assert Model.asked[0][1] == "Bearer secret"
        server.shutdown()


def test_an_article_beyond_the_limit_is_not_sent(endpoint: ChatEndpoint) -> None:
    extractor = LanguageModelExtractor(endpoint)
    with pytest.raises(ExtractorError, match="60,000"):
        extractor.extract(Article(id="long", text="War. " * 20_000), ())
    assert extractor.extract(Article(id="empty", text=" \n"), ()) == ()
    assert Model.asked == []


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("localhost:11434/v1", None),
        ("ftp://127.0.0.1/v1", None),
        ("http:///v1", None),
        ("http://me:secret@127.0.0.1/v1", None),
        ("http://127.0.0.1/v1?key=secret", None),
        ("http://models.example/v1", "secret"),
        ("https://models.example/v1", "secret\r\nX-Other: 1"),
    ],
)
def test_an_address_or_key_that_cannot_be_used_is_refused_without_showing_the_key(
    url: str, key: str | None
) -> None:
    with pytest.raises(EndpointError) as refused:
        ChatEndpoint(base_url=url, model="m", api_key=key)
    assert "secret" not in str(refused.value)


def test_the_extractors_id_changes_with_the_model_and_hides_the_key(endpoint: ChatEndpoint) -> None:
    keyed = replace(endpoint, api_key="secret")
    assert LanguageModelExtractor(keyed).id == LanguageModelExtractor(endpoint).id
    assert "secret" not in repr(keyed)
    other = replace(endpoint, model="other")
    assert LanguageModelExtractor(other).id != LanguageModelExtractor(endpoint).id


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.jsonl"
    path.write_text(json.dumps({"id": "a-1", "text": TEXT, "published": "2024-12-01"}) + "\n")
    return str(path)


def test_extract_asks_the_model_when_told_to_with_the_key_of_the_environment(
    report: str,
    base_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINE_LLM_KEY", "secret")
    Model.script = [claims(SHELLING, {**PROTEST, "place": "Paris"})]
    options = ["--extractor", "llm", "--base-url", base_url, "--model", "test-model"]
    assert main(["extract", report, *options]) == 1
    output = capsys.readouterr()
    record = json.loads(output.out)
    assert [event["place"] for event in record["events"]] == ["Idlib"]
    assert [failure["error"] for failure in record["failures"]] == ["Invention"]
    assert "'Paris' is none of the article's places" in output.err
    assert "is sent to http://127.0.0.1" in output.err
    assert Model.asked[0][1] == "Bearer secret"
    assert "secret" not in output.out + output.err


def test_ingest_keeps_what_the_model_found(report: str, base_url: str, tmp_path: Path) -> None:
    Model.script = [claims(SHELLING)]
    options = ["--extractor", "llm", "--base-url", base_url, "--model", "test-model"]
    store = str(tmp_path / "store")
    assert main(["ingest", report, "--store", store, *options]) == 0
    assert main(["ingest", report, "--store", store, *options]) == 0
    assert len(Model.asked) == 1


def test_a_model_is_measured_on_gold_like_the_rules(
    base_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = sorted((ROOT / "tests" / "gold" / "events").glob("*.jsonl"))[0]
    first = tmp_path / "one.jsonl"
    first.write_text(gold.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    options = ["--extractor", "llm", "--base-url", base_url, "--model", "test-model"]
    assert main(["evaluate", "events", str(first), *options]) == 0
    assert len(Model.asked) == 1
    assert "recall" in capsys.readouterr().out


def test_without_being_told_to_nothing_is_sent(report: str, base_url: str) -> None:
    assert main(["extract", report, "--base-url", base_url, "--model", "test-model"]) == 0
    assert Model.asked == []


def test_a_model_that_is_not_named_is_said(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", report, "--extractor", "llm"]) == 1
    assert "--base-url and --model" in capsys.readouterr().err
