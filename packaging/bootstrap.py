"""Makes `.venv` from the hashed requirement files: `packaging/bootstrap.py runtime backend`.

Stdlib only, since it runs before anything is installed. Nothing is touched while the requirement
files of the wanted sets are the ones that were installed last.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "packaging" / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

# What Qt opens at run time (file name of the library: package in Debian and Ubuntu). The last
# five are for a real X window, the others already for the offscreen platform.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# Where Debian puts the server's own programs, which are not on the path of everybody.
POSTGRESQL = Path("/usr/lib/postgresql")


def main(sets: list[str]) -> int:
    if sys.version_info < (3, 11):
        print(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    unknown = [name for name in sets if not (REQUIREMENTS / f"{name}.txt").is_file()]
    if not sets or unknown:
        print("usage: bootstrap.py SET...   (runtime, backend, dev)", file=sys.stderr)
        return 2
    if is_current(sets):
        return 0
    sets = sorted({*sets, *installed()})
    try:
        if not install_system_packages(missing_system_packages(sets)):
            return 1
        install(sets)
    except subprocess.CalledProcessError as failure:
        print(f"This step failed: {' '.join(map(str, failure.cmd))}", file=sys.stderr)
        return 1
    return 0


def is_current(sets: list[str]) -> bool:
    """Whether the sets are installed as their files say and the system has what they need."""
    done = installed()
    as_listed = all(done.get(name) == checksum(name) for name in sets)
    return as_listed and not missing_system_packages(sets)


def installed() -> dict[str, str]:
    """The sets in `.venv` with the checksums of the files they came from; empty without one."""
    if not PYTHON.exists() or not STAMP.exists():
        return {}
    recorded: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    return recorded


def checksum(name: str) -> str:
    """Ties a set to its file and to the interpreter, since wheels belong to one minor version."""
    content = (REQUIREMENTS / f"{name}.txt").read_bytes()
    return f"{sys.version_info[0]}.{sys.version_info[1]}:{hashlib.sha256(content).hexdigest()}"


def missing_system_packages(sets: list[str]) -> list[str]:
    """Debian's names of what this machine lacks for the sets.

    The backend alone needs no Qt; its tests start a PostgreSQL server of their own.
    """
    if sys.platform != "linux":
        return []
    needed = QT_LIBRARIES if "runtime" in sets else {}
    missing = [package for library, package in needed.items() if not loads(library)]
    if not has_ensurepip():
        missing.append("python3-venv")
    if shutil.which("apt-get") and not CERTIFICATES.exists():
        missing.append("ca-certificates")
    if "dev" in sets and not has_postgresql():
        missing.append("postgresql")
    return missing


def has_postgresql() -> bool:
    return shutil.which("initdb") is not None or bool(list(POSTGRESQL.glob("*/bin/initdb")))


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_ensurepip() -> bool:
    # Debian ships `venv` without it: the package python3-venv brings the missing half.
    return PYTHON.exists() or bool(list(Path(os.__file__).parent.glob("ensurepip/__init__.py")))


def install_system_packages(packages: list[str]) -> bool:
    """Whether the packages are there now; where we may not install, the line to type is told."""
    if not packages:
        return True
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix = administrator()
    if prefix is None:
        typed = f"sudo apt-get update && sudo {' '.join(command)}"
        print(f"System packages are missing. Please run once:\n\n    {typed}\n", file=sys.stderr)
        return False
    print("Installing system packages:", " ".join(packages), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = ["-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120"]
    subprocess.run([*prefix, "apt-get", "update", "-qq"], check=True, env=environment)
    subprocess.run([*prefix, *command, *quiet], check=True, env=environment)
    return True


def administrator() -> list[str] | None:
    """What to put before apt-get, or None where it must not be called from here."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def install(sets: list[str]) -> None:
    """Fills `.venv` with exactly these sets; the stamp is written last, so a broken run repeats."""
    print("Installing the sets", ", ".join(sets), "into .venv", flush=True)
    STAMP.unlink(missing_ok=True)
    if not fits():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    files = [part for name in sets for part in ("-r", str(REQUIREMENTS / f"{name}.txt"))]
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    only_what_is_listed = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*pip, *only_what_is_listed, *files], check=True)
    stamp = json.dumps({name: checksum(name) for name in sets}, indent=1)
    STAMP.write_text(stamp + "\n", encoding="utf-8")


def fits() -> bool:
    """Whether `.venv` can be kept: its interpreter starts and is of our version."""
    if not PYTHON.exists():
        return False
    question = "import sys, pip; print(sys.version_info[:2])"
    asked = [str(PYTHON), "-c", question]
    answer = subprocess.run(asked, check=False, capture_output=True, text=True)
    return answer.returncode == 0 and answer.stdout.strip() == str(tuple(sys.version_info[:2]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
