"""What the tests of the language model share: a server of our own, and who asks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fixtures.model_server import serve_model

from geodata.gazetteer import Gazetteer
from geodata.llm import ChatEndpoint, LanguageModelExtractor
from geodata.pipeline import Pipeline, open_pipeline


@pytest.fixture
def base_url() -> Iterator[str]:
    with serve_model() as url:
        yield url


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
