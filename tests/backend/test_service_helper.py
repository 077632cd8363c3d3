"""The city as a service: its code comes from one folder only, and a reload ends nothing."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.backend.test_races import Process
from tests.source_files import ROOT

HELPER = ROOT / "packaging" / "city_backend" / "dialogpult-city"
STRANGE = "raise SystemExit('somebody else wrote this')"


def test_the_helper_runs_no_code_of_the_folder_it_is_called_in(tmp_path: Path) -> None:
    """Root calls it wherever root happens to be, perhaps in somebody's home."""
    strange = tmp_path / "city_backend"
    strange.mkdir()
    for name in ("__init__.py", "__main__.py"):
        (strange / name).write_text(STRANGE, "utf-8")
    exported = dict(re.findall(r"^export (\w+)=(.*)$", HELPER.read_text("utf-8"), re.MULTILINE))
    done = subprocess.run(
        [sys.executable, "-m", "city_backend", "--help"],
        check=False,
        cwd=tmp_path,
        env={**os.environ, **exported, "PYTHONPATH": str(ROOT), "DIALOGPULT_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_reload_ends_no_backend_that_has_nothing_to_take_up(tmp_path: Path) -> None:
    """The unit's reload is the same signal, whoever encrypts."""
    process = Process(tmp_path)
    process._process.send_signal(signal.SIGHUP)
    assert httpx.get(f"{process.url}/healthz").status_code == 200
    assert process.end(signal.SIGTERM) == 0
