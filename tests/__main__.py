"""The one check: format, lint, types, tests. `python -m tests [what pytest takes]`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
)


def main(pytest_arguments: list[str]) -> int:
    """Run all checks, the tests last, and tell by 1 that one of them failed."""
    failed = [command for command in (*CHECKS, ("pytest", *pytest_arguments)) if _fails(command)]
    return 1 if failed else 0


def _fails(command: tuple[str, ...]) -> bool:
    sys.stdout.write(f"$ {' '.join(command)}\n")
    sys.stdout.flush()
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
