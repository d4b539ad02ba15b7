"""The private Python environment in `.venv`, made from locked requirements and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "packaging" / "requirements"
LAYERS = {"run": ("run.txt",), "dev": ("run.txt", "dev.txt"), "lock": ("lock.txt",)}
_STAMP = "installed.json"
_ADDRESS = re.compile(r"(?:https?|file)://\S+")


class SetUpError(Exception):
    """The environment could not be made; the message says what to do."""


def python(venv: Path = VENV) -> Path:
    """Return the interpreter of the environment."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def quiet_environment() -> dict[str, str]:
    """Return the variables for a child: bytecode is kept, so that the next start is fast."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def make(layer: str, *, venv: Path = VENV) -> bool:
    """Make or complete the environment; does nothing when it is as the lock says.

    Args:
        layer: `run` for the program, `dev` for the program and every check,
            `lock` for what renews the lock.
        venv: Where the environment is.

    Returns:
        Whether anything had to be done.

    Raises:
        SetUpError: Something could not be installed.
    """
    wanted = {name: _digest(REQUIREMENTS / name) for name in LAYERS[layer]}
    wanted["python"] = _interpreter()
    present = _present(venv)
    missing = [name for name, digest in wanted.items() if present.get(name) != digest]
    if not missing:
        return False
    if not present or any(name in present for name in missing):
        present = {}
        missing = list(wanted)
        print(f"Making {venv.name} (a minute or two the first time) ...", flush=True)
        _call([sys.executable, "-m", "venv", "--clear", str(venv)])
    files = [name for name in missing if name != "python"]
    _install(venv, files)
    (venv / _STAMP).write_text(json.dumps({**present, **wanted}, indent=1), encoding="utf-8")
    return True


def hide_addresses(text: str) -> str:
    """Return what a tool said, without the addresses of the registries it asked."""
    return _ADDRESS.sub("<address>", text)


def _install(venv: Path, files: list[str]) -> None:
    print(f"Installing {' and '.join(files)} by hash ...", flush=True)
    locks = [part for name in files for part in ("--requirement", str(REQUIREMENTS / name))]
    exact = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile"]
    pip = [str(python(venv)), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    _call([*pip, "install", "--quiet", *exact, *locks])
    _call([*pip, "check"])
    _link(venv)
    _compile(venv)


def _link(venv: Path) -> None:
    """Let the environment find the checkout, wherever a command is run from."""
    (_site_packages(venv) / "aande_alert_checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")


def _compile(venv: Path) -> None:
    """Compile everything now, on every core; what is no Python (templates) is left as it is."""
    places = [str(_site_packages(venv)), str(ROOT / "aande_alert")]
    compiling = [str(python(venv)), "-m", "compileall", "-q", "-q", "-j", "0", *places]
    subprocess.run(compiling, check=False, env=quiet_environment())


def _site_packages(venv: Path) -> Path:
    if sys.platform == "win32":
        return venv / "Lib" / "site-packages"
    return venv / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"


def _present(venv: Path) -> dict[str, str]:
    try:
        found = json.loads((venv / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and python(venv).exists() else {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _interpreter() -> str:
    return f"{sys.implementation.cache_tag} {sys.version.split()[0]} {sys.platform} {sys.base_prefix} {ROOT}"


def _call(command: list[str]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=quiet_environment())
    if done.returncode != 0:
        said = hide_addresses(f"{done.stdout}\n{done.stderr}".strip())
        message = f"This step failed: {' '.join(command[:4])} ...\n{said}"
        raise SetUpError(message)
