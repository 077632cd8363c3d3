"""The unit, its helper and the Containerfile are held against what exists."""

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from city_backend.cli import main, parser
from city_backend.commands.arguments import ADDRESS
from city_backend.commands.forms import DATABASE
from city_backend.commands.serving import DEFAULT_PORT
from city_backend.driver import Where
from city_backend.places import default_database
from console.words import Words
from tests.backend.running import Running
from tests.source_files import ROOT, modules

FOLDER = ROOT / "packaging" / "city_backend"
UNIT = FOLDER / "dialogpult-city-backend.service"
CONTAINER = FOLDER / "Containerfile"
CODE = "/usr/local/lib/dialogpult"


def unit() -> dict[str, list[str]]:
    """Every setting with its values; none may be one that systemd does not have."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in UNIT.read_text("utf-8").splitlines():
        if line and line[0] not in "#[":
            name, sign, value = line.partition("=")
            assert sign, line
            found[name].append(value)
    return found


def surroundings() -> dict[str, str]:
    return dict(one.split("=", 1) for one in unit()["Environment"])


def test_the_unit_starts_what_there_is() -> None:
    command = shlex.split(unit()["ExecStart"][0])
    assert command[:3] == [f"{CODE}/.venv/bin/python", "-m", "city_backend"]
    given = [one for one in command[3:] if not one.startswith("$")]
    parsed = parser(Words("de")).parse_args(given)
    assert (parsed.command, parsed.access_log) == ("serve", "-")
    assert surroundings()["PYTHONPATH"] == CODE
    assert (ROOT / "city_backend" / "__main__.py").is_file()


def test_the_data_lies_where_the_unit_may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    said = unit()
    home = surroundings()["DIALOGPULT_HOME"]
    assert home == f"/var/lib/{said['StateDirectory'][0]}"
    monkeypatch.setenv("DIALOGPULT_HOME", home)
    assert default_database().is_relative_to(home)
    assert said["ProtectSystem"] == ["strict"]
    assert "ReadWritePaths" not in said


def test_the_unit_gives_away_nothing_it_does_not_need() -> None:
    said = unit()
    for name in (
        *("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "ProtectClock"),
        *("ProtectControlGroups", "ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules"),
        *("ProtectKernelTunables", "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID"),
        "LockPersonality",
    ):
        assert said[name] == ["yes"], name
    assert said["CapabilityBoundingSet"] == said["AmbientCapabilities"] == [""]
    assert said["User"] != ["root"]
    assert said["StateDirectoryMode"] == ["0700"]
    assert said["UMask"] == ["0077"]
    assert said["SystemCallFilter"][0] == "@system-service"


def test_systemd_reads_the_unit_as_it_is_meant(tmp_path: Path) -> None:
    """Where systemd is; elsewhere the names of the settings are held against this list of it."""
    known = set(SETTINGS.split())
    assert set(unit()) <= known
    if shutil.which("systemd-analyze") is None:
        return
    text = UNIT.read_text("utf-8").replace(f"{CODE}/.venv/bin/python", sys.executable)
    copy = tmp_path / UNIT.name
    copy.write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(copy)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert [line for line in done.stderr.splitlines() if UNIT.name in line] == []


SETTINGS = """
Description Wants After Type User Group Environment EnvironmentFile ExecStart ExecReload Restart
RestartSec TimeoutStopSec LimitNOFILE StateDirectory StateDirectoryMode UMask NoNewPrivileges
ProtectSystem ProtectHome PrivateTmp PrivateDevices ProtectClock ProtectControlGroups
ProtectHostname ProtectKernelLogs ProtectKernelModules ProtectKernelTunables ProtectProc
RestrictAddressFamilies RestrictNamespaces RestrictRealtime RestrictSUIDSGID LockPersonality
RemoveIPC KeyringMode CapabilityBoundingSet AmbientCapabilities SystemCallArchitectures
SystemCallFilter SystemCallErrorNumber WantedBy
"""


def test_user_and_helper_fit_the_unit() -> None:
    user, home = unit()["User"][0], surroundings()["DIALOGPULT_HOME"]
    users = (FOLDER / "sysusers.conf").read_text("utf-8")
    assert re.search(rf'^u {user} - ".*" {home}$', users, re.MULTILINE)
    helper = FOLDER / "dialogpult-city"
    assert helper.stat().st_mode & 0o111
    said = helper.read_text("utf-8")
    assert f"runuser -u {user} -- {CODE}/.venv/bin/python -m city_backend" in said
    for name, value in surroundings().items():
        if name != "PYTHONUNBUFFERED":
            assert f"export {name}={value}" in said
    assert f"settings={unit()['EnvironmentFile'][0].removeprefix('-')}" in said
    comment = UNIT.read_text("utf-8")
    assert DATABASE in comment
    assert ADDRESS in comment
    assert subprocess.run(["sh", "-n", str(helper)], check=False).returncode == 0


def steps() -> list[tuple[str, str]]:
    """Instruction and rest of every step, continued lines joined."""
    text = CONTAINER.read_text("utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines)]


def copied(to: Path) -> Path:
    """What the last stage copies out of the project, laid out as in the image."""
    for name, rest in steps():
        if name != "COPY" or rest.startswith("--from") or "/app" not in rest:
            continue
        *sources, target = rest.split()
        place = to / target.lstrip("/")
        for source in sources:
            origin = ROOT / source
            assert origin.exists(), source
            if origin.is_dir():
                shutil.copytree(origin, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                place.mkdir(parents=True, exist_ok=True)
                shutil.copy(origin, place)
    return to / "app"


_WITHOUT_QT = """
import sys
from city_backend.cli import main
code = main(sys.argv[1:])
assert not [one for one in sys.modules if one.startswith("PySide")]
sys.exit(code)
"""


def test_the_image_holds_all_that_the_backend_needs_and_no_qt(tmp_path: Path, where: Where) -> None:
    app = copied(tmp_path)
    assert {path.name for path in app.iterdir()} == {"city_backend", "console", "resources"}
    assert not (app / "console" / "views").exists()
    made = subprocess.run(
        [
            *(sys.executable, "-W", "error", "-c"),
            _WITHOUT_QT,
            *("create", "--sample", "--title", "Probe", "--json", "--database", str(where)),
        ],
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(app), "DIALOGPULT_HOME": str(tmp_path), "LC_ALL": "de_DE.UTF-8"},
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    assert set(json.loads(made.stdout)) == {"dialogue", "city", "codes"}


def test_no_module_of_the_backend_imports_what_the_image_lacks(tmp_path: Path) -> None:
    app = copied(tmp_path)
    missing: list[str] = []
    for path, module in modules("city_backend"):
        for node in ast.walk(module):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("console"):
                place = app / Path(*str(node.module).split("."))
                if not place.is_dir() and not place.with_suffix(".py").is_file():
                    missing.append(f"{path}: {node.module}")
    assert missing == []


def test_the_image_runs_as_somebody_without_rights() -> None:
    said = steps()
    users = [rest for name, rest in said if name == "USER"]
    assert users == ["8720"]
    assert any(f"--uid {users[0]}" in rest for name, rest in said if name == "RUN")
    names = [name for name, _ in said]
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert names[0] == "ARG"
    assert [rest for name, rest in said if name == "FROM"] == ["${BASE} AS packages", "${BASE}"]
    install = next(rest for name, rest in said if name == "RUN" and " pip " in rest)
    assert "--require-hashes" in install


def test_the_image_starts_and_asks_what_there_is() -> None:
    said = dict(steps())
    entry, command = json.loads(said["ENTRYPOINT"]), json.loads(said["CMD"])
    assert entry == ["/venv/bin/python", "-m", "city_backend"]
    parsed = parser(Words("de")).parse_args(command)
    assert (parsed.command, parsed.port) == ("serve", DEFAULT_PORT)
    assert said["EXPOSE"] == str(DEFAULT_PORT)
    asked = json.loads(said["HEALTHCHECK"].partition("CMD")[2])
    assert asked[:3] == entry
    assert parser(Words("de")).parse_args(asked[3:]).port == DEFAULT_PORT


def test_health_says_whether_somebody_answers(
    backend: Running, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    port = backend.url.rsplit(":", 1)[1]
    assert main(["health", "--port", port]) == 0
    assert main(["health", "--port", port, "--ready"]) == 0
    assert capsys.readouterr().out.split() == ["ok", "ready"]
    monkeypatch.setattr(backend.backend.writer, "_pool", None, raising=False)
    monkeypatch.setattr(backend.backend.writer, "_thread", None, raising=False)
    assert main(["health", "--port", port]) == 0
    assert main(["health", "--port", port, "--ready"]) == 1
    assert "writer_gone" in capsys.readouterr().err
    monkeypatch.undo()
    backend.stop()
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert main(["health", "--port", port]) == 1
    assert "antwortet kein Backend" in capsys.readouterr().err
