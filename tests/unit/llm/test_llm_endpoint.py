"""An endpoint that answers badly, slowly, not at all, or refuses."""

from __future__ import annotations

import http.server
import json
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from fixtures.model_server import (
    ARTICLE,
    SHELLING,
    Model,
    claims,
    close,
    drip,
    drip_headers,
    flood,
    says,
    sleep,
    status,
)

from geodata.errors import EndpointError, ExtractorError
from geodata.llm import ChatEndpoint, LanguageModelExtractor
from geodata.model import Article
from geodata.pipeline import Pipeline


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
