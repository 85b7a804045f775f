"""What a host is given: the image's recipe, compose file, proxies, service, one with the other."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from fixtures.application import ROOT
from fixtures.image import is_sent, lay_out, read_dockerfile
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

DEPLOY = ROOT / "deploy"
INSTRUCTIONS = read_dockerfile()
FINAL = [one for one in INSTRUCTIONS if one.stage == "final"]


def of(name: str) -> list[str]:
    return [one.arguments for one in FINAL if one.name == name]


def test_every_source_of_a_copy_is_there_and_reaches_the_builder() -> None:
    copies = [one for one in INSTRUCTIONS if one.name == "COPY" and "from" not in one.options]
    assert len(copies) >= 5
    for copy in copies:
        for source in copy.words[:-1]:
            assert (ROOT / source).exists(), source
            files = [ROOT / source, *(ROOT / source).rglob("*")]
            for file in filter(Path.is_file, files):
                path = file.relative_to(ROOT).as_posix()
                made_here = "__pycache__" in path or path.startswith("dashboard/static/lib/")
                assert is_sent(path) is not made_here, path


def test_every_stage_that_is_copied_from_is_named_before() -> None:
    named: set[str] = set()
    for one in INSTRUCTIONS:
        if one.name == "COPY" and "from" in one.options:
            assert one.options["from"] in named
        named.add(one.stage)


def test_the_builder_is_not_sent_what_it_has_no_business_with() -> None:
    for path in (
        ".git/config", ".venv/bin/python", ".dateline/store/x", ".streamlit/secrets.toml",
        "dashboard/static/lib/leaflet/leaflet.js", "geodata/__pycache__/x.pyc", "tests/conftest.py",
    ):  # fmt: skip
        assert not is_sent(path), path


def test_images_are_pinned_to_a_version() -> None:
    for one in INSTRUCTIONS:
        if one.name == "FROM":
            assert re.fullmatch(r"\w+:\d[\w.-]*( AS \w+)?", one.arguments), one.arguments


def test_the_image_does_not_run_as_root_and_says_how_it_is() -> None:
    (user,) = of("USER")
    assert user not in ("root", "0")
    assert any(f"{user}" in run and "--uid 1000" in run for run in of("RUN"))
    (check,) = of("HEALTHCHECK")
    script = re.search(r'"(deploy/\S+)"\]', check)
    assert script
    assert (ROOT / script[1]).is_file()
    (entry,) = of("ENTRYPOINT")
    assert (ROOT / entry.strip('["]')).is_file()
    order = [one.name for one in FINAL]
    assert order.index("USER") < order.index("ENTRYPOINT")
    assert "RUN" not in order[order.index("USER") :]


def test_the_image_holds_the_program_its_assets_and_nothing_private(tmp_path: Path) -> None:
    lay_out(tmp_path)
    for path in (
        "dashboard/app.py", "dashboard/page.py", "geodata/gazetteer/data/admin1.csv",
        "dashboard/static/outline.json", ".streamlit/config.toml", "deploy/start.sh",
        "requirements.txt",
    ):  # fmt: skip
        assert (tmp_path / path).is_file(), path
    assert list((tmp_path / "seeds").iterdir())
    if (ROOT / "dashboard/static/lib").is_dir():
        assert (tmp_path / "dashboard/static/lib/leaflet/leaflet.js").is_file()
    assert not (tmp_path / ".streamlit/secrets.toml").exists()
    assert not list(tmp_path.rglob("__pycache__"))


@pytest.mark.parametrize("script", sorted(DEPLOY.glob("*.sh")), ids=lambda path: path.name)
def test_scripts_are_executable_and_any_shell_reads_them(script: Path) -> None:
    assert script.stat().st_mode & 0o111
    assert script.read_text("utf-8").startswith("#!/bin/sh\n")
    subprocess.run(["/bin/sh", "-n", str(script)], check=True)  # noqa: S603 - our own script


def test_the_compose_file_fits_the_image() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    dateline, caddy = services["dateline"], services["caddy"]
    (volume,) = dateline["volumes"]
    assert [volume.split(":")[1]] == of("VOLUME")
    (port,) = of("EXPOSE")
    assert caddy["environment"]["UPSTREAM"] == f"dateline:{port}"
    assert (ROOT / caddy["volumes"][0].split(":")[0]).is_file()
    assert dateline["read_only"]
    assert dateline["cap_drop"] == ["ALL"]
    assert "ports" not in dateline  # nobody comes but through the proxy
    for name, value in dateline["environment"].items():
        if re.search("KEY|SECRET|VIEWERS|EDITORS", name):
            assert value is None, f"{name} has a value in the repository"


def test_the_space_of_hugging_face_listens_where_the_image_does() -> None:
    _, header, _ = (DEPLOY / "huggingface/README.md").read_text("utf-8").split("---\n", 2)
    space = yaml.safe_load(header)
    assert space["sdk"] == "docker"
    assert [str(space["app_port"])] == of("EXPOSE")
    assert len(space["short_description"]) <= 60


def test_the_service_starts_the_script_under_a_user_of_its_own() -> None:
    unit = (DEPLOY / "dateline.service").read_text("utf-8")
    (start,) = re.findall(r"^ExecStart=/srv/dateline/(\S+)$", unit, re.M)
    assert (ROOT / start).is_file()
    assert re.search(r"^User=(?!root)\w+$", unit, re.M)
    home = re.search(r"^Environment=DATELINE_HOME=/var/lib/(\S+)$", unit, re.M)
    assert home
    assert f"StateDirectory={home[1]}" in unit


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_the_service() -> None:
    verify = [shutil.which("systemd-analyze") or "", "verify", str(DEPLOY / "dateline.service")]
    done = subprocess.run(verify, capture_output=True, text=True, check=False)  # noqa: S603
    assert "Unknown" not in done.stderr


def test_a_hosting_service_that_only_clones_finds_what_it_reads() -> None:
    assert (ROOT / "requirements.txt").is_file()
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert config["server"]["enableStaticServing"]
    assert config["browser"]["gatherUsageStats"] is False
    assert list((ROOT / "seeds").glob("*.txt"))


def test_the_list_that_it_installs_names_every_package_that_is_imported() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    named = {canonicalize_name(Requirement(line).name) for line in lines if line and line[0] != "#"}
    ours, distributions = {"geodata", "dashboard"}, packages_distributions()
    imported = {
        name.partition(".")[0]
        for folder in (*ours, "deploy")
        for file in (ROOT / folder).rglob("*.py")
        for name in imports_of(file)
    }
    assert {"streamlit", "pyarrow", "lxml"} <= imported
    missing = {
        name
        for name in imported - ours - sys.stdlib_module_names
        if named.isdisjoint(map(canonicalize_name, distributions.get(name, ())))
    }
    assert missing == set()


def imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_every_variable_of_the_program_is_documented() -> None:
    used = {
        name
        for folder in ("geodata", "dashboard", "deploy")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".py", ".sh", ".service", "") and file.is_file()
        for name in re.findall(r"\bDATELINE_[A-Z_]+\b", file.read_text("utf-8"))
    }
    told = "".join(page.read_text("utf-8") for page in (ROOT / "docs").glob("*.md"))
    assert {name for name in used if name not in told} == set()
