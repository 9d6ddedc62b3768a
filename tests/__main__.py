"""Runs all checks: format, lint, types, tests. `python -m tests [arguments of pytest]`."""

import compileall
import os
import subprocess
import sys
from pathlib import Path
from shutil import disk_usage

import pytest

ROOT = Path(__file__).parents[1]

STYLE = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
)
TYPES = ("mypy",)
COLLECTED = ("pytest", "--collect-only", "--quiet")

# No test waits for a disk where memory holds files; folders of tests that passed go at once.
MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 4 * 2**30
IN_MEMORY = ("-o", "tmp_path_retention_policy=failed", "-o", "tmp_path_retention_count=1")

# All cores; each takes a row of files, whose fixtures it keeps, and helps the others in the end.
ON_ALL_CORES = ("-n", "auto", "--dist", "worksteal")


def main(pytest_arguments: list[str]) -> int:
    """Run all checks, the tests last; 1 when one of them failed."""
    # Where Python is told to keep no bytecode, each process would compile all that it imports, and
    # rewrite all tests in each run.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # It keeps one core busy, while the other one does what comes before the tests, and they begin
    # before it ends.
    types = subprocess.Popen(_module(TYPES), cwd=ROOT, text=True, stdout=subprocess.PIPE)
    # As where seg was installed: the tests start it hundreds of times.
    compileall.compile_dir(str(ROOT / "orchestrator"), quiet=1)
    failed = [command for command in STYLE if _run(command).returncode != 0]
    if not any((ROOT / "tests" / "__pycache__").glob("conftest.*")):
        # Each process of the tests would compile all of them, and what they import.
        subprocess.run(_module(COLLECTED), cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    place = ()
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and disk_usage(MEMORY).free > ENOUGH_BYTES:
        os.environ["TMPDIR"], place = str(MEMORY), IN_MEMORY
    # What a database driver says while the interpreter ends would follow pytest's summary.
    tests = _run(("pytest", *ON_ALL_CORES, *place, *pytest_arguments), stderr=subprocess.PIPE)
    told, _ = types.communicate()
    _say(TYPES, told)
    if tests.returncode not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        sys.stderr.write(tests.stderr)
    return 1 if failed or types.returncode != 0 or tests.returncode != 0 else 0


def _run(command: tuple[str, ...], stderr: int | None = None) -> subprocess.CompletedProcess[str]:
    _say(command)
    return subprocess.run(_module(command), cwd=ROOT, check=False, text=True, stderr=stderr)


def _module(command: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", *command]


def _say(command: tuple[str, ...], told: str = "") -> None:
    sys.stdout.write(f"$ {' '.join(command)}\n{told}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
