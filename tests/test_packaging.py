"""The requirement files, the bootstrap and the licence check."""

import importlib.util
import itertools
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.source_files import ROOT

REQUIREMENTS = ROOT / "packaging" / "requirements"
SETS = ["runtime", "backend", "dev"]
PINNED = re.compile(r"^([a-z0-9.-]+)==([^ ;]+)(?: ; ([^\\]+))? \\$")


def script(name: str) -> ModuleType:
    """A script of packaging/, loaded by its path: the folder is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins(name: str) -> list[tuple[str, str, str]]:
    """Name, version and marker of each package of a set."""
    lines = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [match.groups(default="") for line in lines if (match := PINNED.match(line))]


@pytest.mark.parametrize("name", SETS)
def test_requirement_files_hold_pins_and_hashes_only(name: str) -> None:
    lines = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    hashed = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
    assert [line for line in lines if not PINNED.match(line) and not hashed.match(line)] == []
    assert all(
        hashed.match(after) for line, after in itertools.pairwise(lines) if PINNED.match(line)
    )


def test_the_sets_agree_on_every_version() -> None:
    versions: dict[tuple[str, str], set[str]] = {}
    for name in SETS:
        for package, version, marker in pins(name):
            if not marker:
                versions.setdefault((package, marker), set()).add(version)
    assert {package: found for package, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", SETS)
def test_requirement_files_follow_pyproject(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = {
        "runtime": project["project"]["dependencies"],
        **project["dependency-groups"],
    }[name]
    pinned = {package: version for package, version, _ in pins(name)}
    stale = [
        text
        for text in listed
        if not (wanted := Requirement(text)).specifier.contains(
            pinned.get(canonicalize_name(wanted.name), "0")
        )
    ]
    assert stale == [], "Renew the requirement files with packaging/lock."


def test_the_backend_set_has_no_qt() -> None:
    names = {package for package, _, _ in pins("backend")}
    assert not {name for name in names if "qt" in name or "pyside" in name or "shiboken" in name}


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The bootstrap for a folder of this test, on a machine that has Qt's libraries."""
    module = script("bootstrap")
    (tmp_path / "requirements").mkdir()
    for name in ("runtime", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(name, encoding="utf-8")
    monkeypatch.setattr(module, "REQUIREMENTS", tmp_path / "requirements")
    monkeypatch.setattr(module, "STAMP", tmp_path / "installed.json")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(module, "missing_system_packages", lambda _: [])
    return module


@pytest.fixture
def runs(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that the bootstrap would start."""
    started: list[list[str]] = []
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda command, **_: started.append(command))
    monkeypatch.setattr(bootstrap, "fits", lambda: True)
    return started


def test_a_second_bootstrap_starts_nothing(bootstrap: ModuleType, runs: list[list[str]]) -> None:
    assert bootstrap.main(["runtime"]) == 0
    assert len(runs) == 1
    assert bootstrap.main(["runtime"]) == 0
    assert len(runs) == 1


def test_a_changed_requirement_file_is_installed(
    bootstrap: ModuleType, runs: list[list[str]], tmp_path: Path
) -> None:
    bootstrap.main(["runtime"])
    (tmp_path / "requirements" / "runtime.txt").write_text("newer", encoding="utf-8")
    bootstrap.main(["runtime"])
    assert len(runs) == 2


def test_a_set_is_added_to_those_already_there(
    bootstrap: ModuleType, runs: list[list[str]]
) -> None:
    bootstrap.main(["runtime"])
    bootstrap.main(["dev"])
    assert bootstrap.is_current(["runtime", "dev"])
    assert [Path(part).stem for part in runs[1] if part.endswith(".txt")] == ["dev", "runtime"]


def test_an_install_that_fails_is_tried_again(
    bootstrap: ModuleType, runs: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.main(["runtime"])

    def fail(command: list[str], **_: object) -> None:
        raise bootstrap.subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(bootstrap.subprocess, "run", fail)
    assert bootstrap.main(["dev"]) == 1
    assert not bootstrap.is_current(["runtime"])


def test_only_pinned_wheels_are_installed(bootstrap: ModuleType, runs: list[list[str]]) -> None:
    bootstrap.main(["runtime"])
    assert "--require-hashes" in runs[0]
    assert "--no-deps" in runs[0]


def test_without_rights_the_line_to_type_is_told(
    bootstrap: ModuleType,
    runs: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "missing_system_packages", lambda _: ["libegl1", "python3-venv"])
    monkeypatch.setattr(bootstrap, "administrator", lambda: None)
    assert bootstrap.main(["runtime"]) == 1
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends"
    assert f"{line} libegl1 python3-venv" in capsys.readouterr().err
    assert runs == []


def test_missing_system_packages_are_installed_before_the_sets(
    bootstrap: ModuleType, runs: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "missing_system_packages", lambda _: ["libegl1"])
    monkeypatch.setattr(bootstrap, "administrator", lambda: ["sudo", "-n"])
    assert bootstrap.main(["runtime"]) == 0
    assert runs[0][:4] == ["sudo", "-n", "apt-get", "update"]
    assert runs[1][:4] == ["sudo", "-n", "apt-get", "install"]
    assert "libegl1" in runs[1]
    assert "pip" in runs[2]


def test_a_library_that_the_loader_cannot_find_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    module = script("bootstrap")
    monkeypatch.setattr(module, "QT_LIBRARIES", {"libnowhere.so.7": "libnowhere7"})
    assert "libnowhere7" in module.missing_system_packages(["runtime"])
    assert "libnowhere7" not in module.missing_system_packages(["backend"])


def test_a_database_server_is_for_the_tests_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module = script("bootstrap")
    monkeypatch.setattr(module, "POSTGRESQL", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "postgresql" in module.missing_system_packages(["dev"])
    assert "postgresql" not in module.missing_system_packages(["runtime", "backend"])
    programs = tmp_path / "15" / "bin"
    programs.mkdir(parents=True)
    (programs / "initdb").touch()
    assert "postgresql" not in module.missing_system_packages(["dev"])


def test_an_unknown_set_is_wrong_usage(bootstrap: ModuleType) -> None:
    assert bootstrap.main(["everything"]) == 2


LICENCES = script("licences")


@pytest.mark.parametrize(
    ("licence", "fine"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("nothing said", False),
    ],
)
def test_one_whole_alternative_has_to_be_allowed(licence: str, fine: bool) -> None:
    assert LICENCES.allows(licence, ["MIT", "Apache-2.0"]) is fine


def test_a_package_outside_the_list_is_named() -> None:
    rules = {"allowed": ["Apache-2.0"], "spellings": {}, "read": {}}
    assert "pytest is under 'MIT'" in LICENCES.complaint("pytest", False, rules)


def test_a_package_for_another_system_may_be_absent() -> None:
    rules = {"allowed": [], "spellings": {}, "read": {}}
    assert LICENCES.complaint("no-such-package", True, rules) == ""
    assert "not installed" in LICENCES.complaint("no-such-package", False, rules)


def test_every_dependency_is_checked() -> None:
    assert {name for name, _ in LICENCES.packages()} == {
        package for name in SETS for package, _, _ in pins(name)
    }
