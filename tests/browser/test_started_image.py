"""The image's steps without a container engine: laid out, started by its script, looked at.

The Python environment is that of the tests, unless DATELINE_TEST_INSTALL=1 asks for a new one,
which deploy/install.sh then builds with packages from the network.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures.image import lay_out
from playwright.sync_api import expect
from steps import OpenPage, marks, title

from geodata.home import gazetteer_path

_PATIENCE_S = 60
_INSTALL_S = 900


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `app`, as the image has it, and `folder`, as install.sh leaves it."""
    root = tmp_path_factory.mktemp("image")
    lay_out(root / "app")
    if os.environ.get("DATELINE_TEST_INSTALL"):
        script = [str(root / "app/deploy/install.sh"), str(root / "folder")]
        clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment = {**clean, "PYTHON": sys.executable}
        subprocess.run(script, env=environment, check=True, timeout=_INSTALL_S)  # noqa: S603
    else:
        (root / "folder").mkdir()
        (root / "folder/venv").symlink_to(sys.prefix)
        (root / "folder/gazetteer").symlink_to(gazetteer_path().resolve())
    return root


@pytest.fixture(scope="module")
def started(image: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The dashboard, started by start.sh under a path; its address and its environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "DATELINE_FOLDER": str(image / "folder"),
        "DATELINE_HOME": str(image / "data"),
        "DATELINE_TILES": "none",
        "PORT": port,
        "STREAMLIT_SERVER_BASE_URL_PATH": "maps",
    }
    said = (image / "log").open("w")
    process = subprocess.Popen(  # noqa: S603 - our own script
        [str(image / "app/deploy/start.sh")], cwd="/", env=environment, stdout=said, stderr=said
    )
    try:
        yield f"http://127.0.0.1:{port}/maps", environment
    finally:
        process.terminate()
        process.wait()
        said.close()


def is_healthy(image: Path, environment: dict[str, str]) -> bool:
    check = [str(image / "folder/venv/bin/python"), str(image / "app/deploy/healthy.py")]
    done = subprocess.run(check, env=environment, capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0


def test_the_health_check_answers_once_the_server_does(
    image: Path, started: tuple[str, dict[str, str]]
) -> None:
    _, environment = started
    deadline = time.monotonic() + _PATIENCE_S
    while not is_healthy(image, environment):
        assert time.monotonic() < deadline, (image / "log").read_text("utf-8")
        time.sleep(0.2)
    assert not is_healthy(image, {**environment, "PORT": "1"})


def test_the_first_visit_reads_the_seeds_and_draws_them(
    image: Path, started: tuple[str, dict[str, str]], open_page: OpenPage
) -> None:
    url, _ = started
    page = open_page(f"{url}/")
    expect(title(page)).to_contain_text("reports of", timeout=_PATIENCE_S * 1000)
    expect(marks(page).first).to_be_visible()
    assert (image / "data/store/events").is_dir()
