"""The city backend starts where only its own set of packages is installed."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from city_backend.driver import Where
from tests.source_files import ROOT

pytestmark = pytest.mark.slow_install


@pytest.fixture(scope="module")
def lean_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the backend set and nothing else."""
    venv = tmp_path_factory.mktemp("lean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    python = venv / "bin" / "python"
    listed = ROOT / "packaging" / "requirements" / "backend.txt"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, "--require-hashes", "--no-deps", "-r", str(listed)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return python


def test_the_environment_has_no_qt(lean_python: Path) -> None:
    asked = [str(lean_python), "-c", "import PySide6"]
    assert subprocess.run(asked, check=False, capture_output=True).returncode != 0


def test_the_backend_explains_itself_without_qt(lean_python: Path) -> None:
    done = subprocess.run(
        [str(lean_python), "-W", "error", "-m", "city_backend", "--help"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "serve" in done.stdout


@pytest.fixture
def address(lean_python: Path, where: Where) -> Iterator[str]:
    """Where a backend of the lean environment listens; it is stopped as a service would be."""
    command = [str(lean_python), "-m", "city_backend", "serve", "--port", "0"]
    database = ["--database", str(where)]
    with subprocess.Popen(
        [*command, *database],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        said = []
        for line in process.stdout or ():
            said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                break
        else:
            pytest.fail("the backend ended before it named its address:\n" + "".join(said))
        yield found.group()
        process.terminate()
        process.communicate(timeout=10)


def test_the_backend_serves_without_qt(address: str) -> None:
    with urllib.request.urlopen(f"{address}/openapi.json", timeout=10) as answer:
        assert answer.status == 200
