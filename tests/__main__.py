"""The one check: format, lint, types, tests. `python -m tests [what pytest takes]`."""

import compileall
import os
import subprocess
import sys
from pathlib import Path
from shutil import disk_usage

import pytest

ROOT = Path(__file__).parents[1]

CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
)

# No test waits for a disk where memory holds files; folders of tests that passed go at once.
MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 4 * 2**30
IN_MEMORY = ("-o", "tmp_path_retention_policy=failed", "-o", "tmp_path_retention_count=1")

# All cores; each takes a row of files, whose fixtures it keeps, and helps the others in the end.
ON_ALL_CORES = ("-n", "auto", "--dist", "worksteal")


def main(pytest_arguments: list[str]) -> int:
    """Run all checks, the tests last; 1 when one of them failed."""
    # As where seg was installed: the tests start it hundreds of times.
    compileall.compile_dir(str(ROOT / "orchestrator"), quiet=1)
    failed = [command for command in CHECKS if _run(command).returncode != 0]
    # Where Python is told to keep no bytecode, each process would rewrite all tests in each run.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    place = ()
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and disk_usage(MEMORY).free > ENOUGH_BYTES:
        os.environ["TMPDIR"], place = str(MEMORY), IN_MEMORY
    # What a database driver says while the interpreter ends would follow pytest's summary.
    tests = _run(("pytest", *ON_ALL_CORES, *place, *pytest_arguments), stderr=subprocess.PIPE)
    if tests.returncode not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        sys.stderr.write(tests.stderr)
    return 1 if failed or tests.returncode != 0 else 0


def _run(command: tuple[str, ...], stderr: int | None = None) -> subprocess.CompletedProcess[str]:
    sys.stdout.write(f"$ {' '.join(command)}\n")
    sys.stdout.flush()
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, check=False, text=True, stderr=stderr
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
