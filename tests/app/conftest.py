"""The page run without a browser, on stores of different kinds."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fixtures.reports import seed_result
from streamlit.testing.v1 import AppTest

from dashboard import loading
from geodata.store import DeltaStore

PAGE = Path(__file__).parents[2] / "dashboard" / "page.py"


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seed") / "store"
    DeltaStore(path).write([seed_result()])
    return path


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    def open_(store: Path, **query: str) -> AppTest:
        monkeypatch.setenv("DATELINE_STORE", str(store))
        monkeypatch.setenv("DATELINE_TILES", "none")
        page = AppTest.from_file(PAGE, default_timeout=30)
        for key, value in query.items():
            page.query_params[key] = value
        return page.run()

    return open_


@pytest.fixture(autouse=True, scope="session")
def _let_go() -> Iterator[None]:
    """The page keeps its queries for the life of a server; a test run ends sooner."""
    yield
    loading.open_queries.clear()
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit puts the page in the place of the main module and leaves it there."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
